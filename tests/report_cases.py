"""Reports at the ends of what an office has: forty tasks with twelve units and long words, and a month of silence."""

from dataclasses import replace
from datetime import date

from models.assignment import Said
from reports.changes import changes
from reports.report import Report
from reports.summary import summarise
from sample_report import END, START, sample

UNITS = (
    "Văn phòng Sở",
    "Phòng Kế hoạch, Tài chính và Quản lý doanh nghiệp",
    "Phòng Văn hóa, Gia đình và Thể thao quần chúng",
    "Phòng Phổ biến và Theo dõi thi hành pháp luật",
    "Trung tâm Trợ giúp pháp lý nhà nước",
    "Trung tâm Kiểm soát bệnh tật",
    "Chi cục Dân số, Trẻ em và Bình đẳng giới",
    "Thanh tra Sở",
    "Công đoàn Sở",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh Sở",
    "Ban biên tập Cổng thông tin điện tử",
    "Bảo tàng tỉnh",
)
_WORK = (
    "Tổ chức tuyên truyền, phổ biến chủ trương của Đảng, chính sách, pháp luật của Nhà nước về bảo vệ, chăm sóc và "
    "giáo dục trẻ em tại cơ sở, nhất là vùng sâu, vùng xa, vùng đồng bào dân tộc thiểu số"
)
_NAMES = ("Treo băng rôn, khẩu hiệu", "Hội nghị tuyên truyền tại các xã, phường", "Kiểm tra liên ngành", None)


def _task(number: int):
    leads = [(number * 5) % 12 + 1] if number % 9 else []
    others = range(1, 13) if number % 10 == 1 else ((number * 7) % 12 + 1, (number * 11) % 12 + 1)
    cooperators = [unit for unit in others if leads and unit not in leads]
    name = _NAMES[number % 4]
    title = f"{name} đợt {number}" if name else None
    due = date(2026, 6, number % 28 + 1) if number % 3 else None
    timing = "thường xuyên trong Tháng hành động" if due is None else f"trước ngày {number % 28 + 1}/6/2026"
    return title, f"{_WORK}, đợt {number}.", leads, sorted(set(cooperators)), timing, due


def _replies(tasks):
    for number, task in enumerate(tasks, 1):
        for unit in task[2] if number % 4 else ():
            money = [("kinh phí", 1_250_000_000 + number, "đồng", bool(number % 2)), ("hội nghị", number, None, False)]
            words = f"Đã tổ chức {number} hội nghị tại các xã vùng cao, bảo đảm an toàn, đúng đối tượng."
            said = Said.DONE if number % 3 else Said.BLOCKED
            more = {"blocker": "xã chưa gửi hồ sơ và kinh phí chưa được phân bổ"} if said is Said.BLOCKED else {}
            yield number, unit, 2 + number % 25, said, words, more, money


def many(at=END) -> Report:
    """Forty tasks, twelve units, several addressees; task 6 was taken out of the plan."""
    tasks = tuple(map(_task, range(1, 41)))
    records = sample(tuple(_replies(tasks)), tasks, UNITS)
    records.tasks[5].dropped = True
    records.office.name = "Sở Văn hóa, Thể thao và Du lịch"
    records.office.report_to = "Bộ Y tế; UBND tỉnh Vĩnh An; Ban Chỉ đạo về trẻ em tỉnh Vĩnh An và các sở, ngành"
    return summarise(records, at)


def followed() -> Report:
    """The same with what changed in its last week."""
    found, before = many(), many(END.replace(day=23))
    return replace(found, changes=changes(before, found), head=replace(found.head, snapshot="12-3f9a1c"))


def silent() -> Report:
    """Nothing reported."""
    return summarise(sample(replies=()), START.replace(day=26))
