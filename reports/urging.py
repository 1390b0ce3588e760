"""A drafted công văn đôn đốc: an official letter by Nghị định 30/2020/NĐ-CP, annex I, from an Urging alone."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from models.assignment import Said
from reports.layout import PORTRAIT
from reports.letterhead import BLANK_CODE, addressed, kept_as, letterhead, signed
from reports.ooxml import Cell, paragraph, section, table
from reports.outline import about, plan_reference
from reports.package import package
from reports.report import Head
from reports.wording import count
from vietnamese.writing import day

KIND = "urging"
"""Under "kind" in a kept letter; a kept report has none."""

_COLUMNS = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Quá hạn (ngày làm việc)", "Báo cáo gần nhất")
_WIDTHS = (11.0, 44.0, 33.0, 25.0, 22.0, 30.0)
_MANY, _ALL = 10, "Các đơn vị có tên trong bảng dưới đây"
_SAID = {
    Said.RECEIVED: "Đã nhận việc",
    Said.NOT_STARTED: "Chưa thực hiện",
    Said.WORKING: "Đang thực hiện",
    Said.BLOCKED: "Có vướng mắc",
    Said.RETURNED: "Đang thực hiện",
}


@dataclass(frozen=True)
class Late:
    """One unit's overdue work, in the plan's words; what it reported last, without anybody's words or name."""

    name: str
    unit: str
    due: dt.date
    days: int  # working days
    original_due: dt.date | None = None
    state: Said | None = None
    percent: int | None = None
    heard_on: dt.date | None = None
    asked_due: dt.date | None = None  # of an open wish for more time


@dataclass(frozen=True)
class Urging:
    """`answer_by`: the day before which the units are to report."""

    head: Head
    rows: tuple[Late, ...]
    answer_by: dt.date
    kind: str = KIND

    @property
    def units(self) -> list[str]:
        """In the order of their first late task."""
        return list(dict.fromkeys(row.unit for row in self.rows))


_ADAPTER = TypeAdapter(Urging)


def to_json(urging: Urging) -> dict[str, Any]:
    """The letter as JSON values, to be kept as a snapshot."""
    content: dict[str, Any] = _ADAPTER.dump_python(urging, mode="json")
    return content


def from_json(content: dict[str, Any]) -> Urging:
    """The letter that `to_json` wrote; raises pydantic.ValidationError where it is none."""
    return _ADAPTER.validate_python(content)


def write(urging: Urging) -> bytes:
    """A .docx; number, day and signature are left to be filled. The same letter gives the same bytes."""
    head = urging.head
    body = [
        letterhead(head, f"{head.code or BLANK_CODE}-VP", subject(head)),
        *addressed(urging.units if len(urging.units) <= _MANY else [_ALL]),
        paragraph(_opening(urging), "body"),
        table(_WIDTHS, _COLUMNS, map(_row, range(1, len(urging.rows) + 1), urging.rows)),
        paragraph("", "gap"),
        paragraph(f"Để bảo đảm tiến độ chung của Kế hoạch, {head.office} đề nghị các đơn vị có tên trên:", "body"),
        paragraph(_first_request(urging), "body"),
        *signed(head, _LAST_REQUEST, ["Như trên", "Lãnh đạo cơ quan (để báo cáo)", "Lưu: VT, VP"]),
        paragraph("", "rule", section=section(PORTRAIT)),
    ]
    made = head.as_of.strftime("%Y-%m-%dT%H:%M:%SZ")
    return package("".join(body), subject(head).replace("\n", " "), head.office, made, kept_as(head))


def subject(head: Head) -> str:
    """The trích yếu under the number: "V/v đôn đốc thực hiện / Kế hoạch số 15/KH-STP"."""
    return f"V/v đôn đốc thực hiện\n{_short(head)}"


def _short(head: Head) -> str:
    """The plan as it is cited again: kind and number; by its title where it has none."""
    if head.plan_number:
        return f"Kế hoạch số {head.plan_number}"
    return f"Kế hoạch {about(head.plan_title)}" if head.plan_title else "Kế hoạch"


def _opening(urging: Urging) -> str:
    head, found = urging.head, count(len(urging.rows))
    return (
        f"Thực hiện {plan_reference(head)}; qua theo dõi, tổng hợp báo cáo của các đơn vị đến ngày {day(head.day)}, "
        f"còn {found} lượt nhiệm vụ đã quá thời hạn mà chưa có báo cáo hoàn thành, cụ thể như sau:"
    )


def _row(number: int, row: Late) -> tuple[Cell, ...]:
    return (
        Cell(f"{number}", "cell_centred"),
        Cell(row.name),
        Cell(row.unit),
        Cell(_deadline(row), "cell_centred"),
        Cell(count(row.days), "cell_centred"),
        Cell(_last_report(row), "cell_centred"),
    )


def _deadline(row: Late) -> str:
    moved = row.original_due is not None and row.original_due != row.due
    return f"{day(row.due)} (trước là {day(row.original_due)})" if moved and row.original_due else day(row.due)


def _last_report(row: Late) -> str:
    wish = f"; đề nghị gia hạn đến {day(row.asked_due)}, chưa có quyết định" if row.asked_due else ""
    if row.heard_on is None or row.state is None:  # who only asked for more time, or took all back, reported nothing
        return f"Chưa có báo cáo{wish}"
    reached = f", đạt {row.percent}%" if row.percent is not None else ""
    return f"{_SAID.get(row.state, 'Có báo cáo')}{reached} (ngày {day(row.heard_on)}){wish}"


def _first_request(urging: Urging) -> str:
    return (
        "1. Tập trung chỉ đạo, khẩn trương hoàn thành các nhiệm vụ đã quá hạn; báo cáo kết quả thực hiện, nguyên nhân "
        f"chậm và thời gian hoàn thành trước ngày {day(urging.answer_by)}."
    )


_LAST_REQUEST = (
    "2. Trường hợp có khó khăn, vướng mắc hoặc cần điều chỉnh thời hạn, báo cáo cụ thể nội dung, đề xuất để được "
    "xem xét, quyết định./."
)
