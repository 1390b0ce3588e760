"""Tables on worksheets: for the screen and for the printer, with whatever a person wrote as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reports.wording import printable

Value = str | float | date | datetime | None
_CELL_LIMIT = 32_767  # characters, Excel's own
_PAGE = 170  # characters across one page that can still be read
_LINE, _TALLEST = 15.0, 27  # points, and the lines that Excel's tallest row holds


@dataclass(frozen=True)
class Table:
    """One worksheet: (column name, width in characters) and the rows below."""

    name: str
    columns: Sequence[tuple[str, float]]
    rows: Iterable[Sequence[Value]]


def formats_of(book: Any) -> dict[str, Any]:
    """The looks of cells by their names."""
    return {
        "head": book.add_format({"bold": True, "border": 1, "bg_color": "#DDE6F0", "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"border": 1, "num_format": "#,##0.##", "valign": "top"}),
        "whole": book.add_format({"border": 1, "num_format": "#,##0", "valign": "top"}),
        "day": book.add_format({"border": 1, "num_format": "dd/mm/yyyy", "valign": "top"}),
        "moment": book.add_format({"border": 1, "num_format": "dd/mm/yyyy hh:mm", "valign": "top"}),
    }


def draw(sheet: Any, table: Table, formats: dict[str, Any], footer: str = "") -> None:
    """`footer` stands at the left below each printed page, its number at the right."""
    for column, (name, width) in enumerate(table.columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, formats["head"])
    number = 0
    # Bold letters are wider, and the filter's button covers some.
    sheet.set_row(0, _LINE * max(-(-len(name) // max(1, int(0.75 * width))) for name, width in table.columns))
    for number, row in enumerate(table.rows, 1):
        sheet.set_row(number, _LINE * _lines(table, row))
        for column, value in enumerate(row):
            _put(sheet, number, column, value, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, number, len(table.columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    # On one page across, what is wider than this would be too small to read.
    wide = sum(width for _, width in table.columns) > _PAGE
    sheet.fit_to_pages(1 + wide, 0)
    if wide:
        sheet.repeat_columns(0, 0)
    # An ampersand begins a code there.
    sheet.set_footer(f"&L{printable(footer).replace('&', '&&')[:200]}&R&P/&N")


def _lines(table: Table, row: Sequence[Value]) -> int:
    """Lines of the row's longest text. Excel would find them itself; other programs cut wrapped text off."""
    fits = ((value, width) for value, (_, width) in zip(row, table.columns, strict=True) if isinstance(value, str))
    return min(
        _TALLEST, max((sum(-(-len(line) // int(width)) or 1 for line in v.split("\n")) for v, width in fits), default=1)
    )


def _put(sheet: Any, row: int, column: int, value: Value, formats: dict[str, Any]) -> None:
    match value:
        case None | "":
            sheet.write_blank(row, column, None, formats["text"])
        case str():
            sheet.write_string(row, column, printable(value)[:_CELL_LIMIT], formats["text"])
        case datetime():
            sheet.write_datetime(row, column, value, formats["moment"])
        case date():
            sheet.write_datetime(row, column, value, formats["day"])
        case _:
            sheet.write_number(row, column, value, formats["whole" if value == int(value) else "number"])
