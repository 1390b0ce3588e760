"""Who was reached, by person: whether each joined, what arrived, and how often each answered."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from models.contacted import Contact
from reports.report import Report
from reports.worksheet import Table, Value


def people(report: Report) -> Table:
    columns = (
        *(("Đơn vị", 36), ("Người", 26), ("Tình trạng", 24), ("Tham gia từ", 16), ("Tin đầu tiên đến nơi", 16)),
        *(("Tin gần nhất đến nơi", 16), ("Số lần nhắc", 9), ("Số lượt báo cáo", 9), ("Không liên lạc được từ", 16)),
    )
    zone = ZoneInfo(report.head.zone)
    return Table("Người được liên hệ", columns, (_row(each, zone) for each in report.reach))


def _row(each: Contact, zone: ZoneInfo) -> Sequence[Value]:
    return (
        *(each.unit, each.person, state(each), _local(each.joined, zone), _local(each.first, zone)),
        *(_local(each.last, zone), each.asked, each.answered, _local(each.lost, zone)),
    )


def state(each: Contact) -> str:
    """In words, what the columns beside it say."""
    if each.joined is None:
        return "Chưa tham gia"
    if each.lost is not None:
        return "Không còn nhận được tin"
    if each.first is None:
        return "Đã tham gia, chưa có tin"
    return "Đã trả lời" if each.answered else "Đã nhận tin, chưa trả lời"


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Where the office is; cells know no time zone."""
    return at and at.astimezone(zone).replace(tzinfo=None)
