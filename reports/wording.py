"""The fixed words of reports, and how documents write numbers and days (Nghị định 30/2020/NĐ-CP)."""

import re
from collections.abc import Iterable

from models.assignment import Duty, Said, Status
from vietnamese.text import clean
from vietnamese.writing import number

STATUS = {
    Status.DONE_ON_TIME: "Hoàn thành đúng hạn",
    Status.DONE_LATE: "Hoàn thành quá hạn",
    Status.WAITING: "Đã báo hoàn thành, chờ xác nhận",
    Status.ON_TRACK: "Đang thực hiện, trong hạn",
    Status.OVERDUE: "Quá hạn, chưa hoàn thành",
    Status.NOT_STARTED: "Chưa thực hiện",
    Status.STOPPED: "Dừng, không thực hiện (có lý do)",
}
DUTY = {Duty.LEAD: "Chủ trì", Duty.COOPERATOR: "Phối hợp"}
SAID = {
    Said.RECEIVED: "Đã nhận",
    Said.NOT_STARTED: "Chưa làm",
    Said.WORKING: "Đang làm",
    Said.BLOCKED: "Vướng mắc",
    Said.CLAIMED: "Báo hoàn thành",
    Said.RETURNED: "Trả lại",
    Said.DONE: "Hoàn thành",
    Said.MORE_TIME: "Xin gia hạn",
    Said.EVIDENCE: "Gửi tài liệu",
    Said.STOPPED: "Dừng, không thực hiện",
    Said.WITHDRAWN: "Rút lại",
}
WITHHELD = "(không in: có thông tin cá nhân của trẻ em)"

_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def count(value: float) -> str:
    """4 -> 04: documents write a zero before whole numbers below ten."""
    return f"{int(value):02}" if value == int(value) and 0 <= value < 10 else number(value)


def percent(value: float | None) -> str:
    """98.63 -> 98,6%; a dash where there was nothing to count."""
    return "-" if value is None else f"{number(round(value, 1))}%"


def quantity(value: float, measure: str | None, *, approximate: bool = False) -> str:
    """A value with its measure: "khoảng 1.250", "95%", "12.500.000 đồng"."""
    written = f"{number(value)}%" if measure == "%" else f"{number(value)} {measure}" if measure else count(value)
    return f"khoảng {written}" if approximate else written


def figure(indicator: str, value: float, measure: str | None, *, approximate: bool = False, adds: bool = False) -> str:
    """A result as a sentence names it: "04 hội nghị", "thêm 01 hội nghị", "kinh phí: 2.500.000 đồng"."""
    written = ("thêm " if adds else "") + quantity(value, measure, approximate=approximate)
    return f"{indicator}: {written}" if measure else f"{written} {indicator}"


def numbers_of(tasks: Iterable[int]) -> str:
    """Task numbers as a list: "1, 2, 5"."""
    return ", ".join(str(task) for task in tasks)


def printable(text: str) -> str:
    """Text that any document can hold: no control marks, nothing that is invalid in XML."""
    return _NO_XML.sub("", clean(text))


def sentence(text: str) -> str:
    """With a capital at its start and a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")
