"""The audit as a workbook: one row an entry, and where the chain ended when it was written."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from models.audit_view import Line
from reports.wording import printable
from reports.worksheet import Table, Value, draw, formats_of

_COLUMNS = (
    *(("Số", 8), ("Thời gian", 17), ("Ai", 26), ("Ở đâu", 12), ("Việc", 70), ("Mã việc", 18)),
    *(("Đối tượng", 20), ("Chi tiết", 40), ("Mã băm", 66)),
)


class Row(NamedTuple):
    """`at` is the office's time, `words` the entry as a sentence."""

    line: Line
    at: datetime
    words: str


def write(office: str, made: datetime, rows: Iterable[Row], verdict: str) -> bytes:
    """An .xlsx whose cells are text, numbers and moments: no formula, whatever somebody is called."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": "Nhật ký", "author": printable(office), "created": made.replace(tzinfo=None)})
    formats = formats_of(book)
    draw(book.add_worksheet("Nhật ký"), Table("Nhật ký", _COLUMNS, map(_cells, rows)), formats, office)
    said = Table("Kiểm tra", (("Kiểm tra", 110),), [(office,), (f"Xuất lúc {made:%H:%M %d/%m/%Y}",), (verdict,)])
    draw(book.add_worksheet("Kiểm tra"), said, formats)
    book.close()
    return file.getvalue()


def _cells(row: Row) -> Sequence[Value]:
    entry = row.line.entry
    facts = "; ".join(f"{name}={value}" for name, value in sorted(entry.detail.items()))
    where = (row.line.who or "", entry.channel)
    return (
        *(entry.number, row.at.replace(tzinfo=None), *where, row.words),
        *(entry.action, entry.subject, facts, entry.hash),
    )
