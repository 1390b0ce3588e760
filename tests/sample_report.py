"""Rows for the reports' tests: a department of eight units, a plan with tasks of every kind, a month of replies."""

from datetime import UTC, date, datetime, timedelta

from models.assignment import Assignment, Duty, Figure, Progress, Said
from models.evidence import Evidence
from models.office import Office
from models.people import Person, Unit
from models.plan import Plan, Task
from models.reach import Reach
from reports.rows import Records

START = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
END = datetime(2026, 6, 30, 10, 0, tzinfo=UTC)

UNITS = (
    "Văn phòng Sở",
    "Phòng Nghiệp vụ I",
    "Phòng Nghiệp vụ II",
    "Phòng Phổ biến và Theo dõi thi hành pháp luật",
    "Trung tâm Trợ giúp pháp lý nhà nước",
    "Trung tâm Dịch vụ đấu giá tài sản",
    "Công đoàn Sở",
    "Đoàn thanh niên",
)
# title, text, leads, cooperators, timing, due
TASKS = (
    (
        "Treo băng rôn, khẩu hiệu hưởng ứng",
        "Treo băng rôn tại trụ sở.",
        [1],
        [7, 8],
        "trước ngày 05/6/2026",
        date(2026, 6, 5),
    ),
    (
        "Tuyên truyền, phổ biến pháp luật về trẻ em",
        "Tổ chức hội nghị tại cơ sở.",
        [4],
        [2, 3],
        "thường xuyên",
        None,
    ),
    (
        None,
        "Rà soát các văn bản quy phạm pháp luật của tỉnh liên quan đến bảo vệ, chăm sóc trẻ em",
        [2],
        [3],
        "trước ngày 15/6/2026",
        date(2026, 6, 15),
    ),
    (
        "Kiểm tra việc đăng ký nuôi con nuôi",
        "Kiểm tra tại 03 xã.",
        [2, 3],
        [],
        "trong tháng 6",
        date(2026, 6, 20),
    ),
    ("Trợ giúp pháp lý cho trẻ em", "Trợ giúp pháp lý miễn phí.", [5], [3], "thường xuyên", None),
    (
        "Thăm, tặng quà trẻ em có hoàn cảnh khó khăn",
        "Tặng quà nhân ngày 01/6.",
        [7],
        [8, 1],
        "tháng 6/2026",
        date(2026, 6, 10),
    ),
    (
        "Tổng hợp, báo cáo kết quả thực hiện",
        "Tổng hợp báo cáo Sở Y tế.",
        [1],
        [2, 3, 4, 5, 6, 7, 8],
        "trước ngày 25/6/2026",
        date(2026, 6, 25),
    ),
)
# task, unit, day of June, said, words, what else; figures as (indicator, value, measure, approximate[, adds])
REPLIES = (
    (1, 1, 3, Said.DONE, "Đã treo 04 băng rôn tại trụ sở Sở.", {}, [("băng rôn", 4, None, False)]),
    (1, 7, 3, Said.DONE, "xong nhé", {}, []),
    (
        2,
        4,
        8,
        Said.WORKING,
        "Đã tổ chức 02 hội nghị tại hai xã, khoảng 250 lượt người.",
        {"percent": 40},
        [("hội nghị", 2, None, False), ("lượt người", 250, None, True)],
    ),
    (
        2,
        4,
        19,
        Said.WORKING,
        "Tổ chức thêm 01 hội nghị với 120 lượt người.",
        {"percent": 70},
        [("hội nghị", 1, None, False, True), ("lượt người", 120, None, False, True)],
    ),
    (2, 2, 20, Said.DONE, "Phối hợp tổ chức 01 hội nghị.", {}, [("hội nghị", 1, None, False)]),
    (3, 2, 16, Said.DONE, "Đã rà soát 12 văn bản, đề nghị sửa đổi 02 văn bản.", {}, [("văn bản", 12, None, False)]),
    (
        4,
        2,
        10,
        Said.BLOCKED,
        "Chưa kiểm tra được do xã chưa gửi hồ sơ",
        {"blocker": "xã chưa gửi hồ sơ"},
        [],
    ),
    (4, 2, 12, Said.MORE_TIME, "Xin gia hạn đến 30/6", {"asked_due": date(2026, 6, 30)}, []),
    (4, 3, 18, Said.DONE, "Đã kiểm tra tại 03 xã.", {}, [("xã", 3, None, False)]),
    (5, 5, 9, Said.WORKING, "dạ e đang làm ạ", {}, []),
    (
        5,
        5,
        22,
        Said.WORKING,
        "Tham gia tố tụng 05 vụ việc cho trẻ em.",
        {},
        [("vụ việc", 5, None, False), ("trẻ em được trợ giúp pháp lý", 100, "%", False)],
    ),
    (
        6,
        7,
        9,
        Said.DONE,
        "Đã tặng 20 suất quà, trị giá 6.000.000 đồng.",
        {},
        [("suất quà", 20, None, False), ("kinh phí", 6_000_000, "đồng", False)],
    ),
    (7, 1, 2, Said.RECEIVED, "đã nhận", {}, []),
)


def sample(replies=REPLIES, tasks=TASKS, units=UNITS, reach=None, **changes) -> Records:
    """The rows as a database would hold them, all units but the eighth reached; `changes` replace fields of Records.

    `reach` replaces fields of Reach.
    """
    assignments = _assignments(tasks)
    of = {(row.task_id, row.unit_id): row.id for row in assignments}
    journal, figures = [], []
    for number, (task, unit, day, said, words, more, numbers) in enumerate(replies, 1):
        at = START + timedelta(days=day - 1)
        journal.append(
            Progress(
                id=number,
                assignment_id=of[task, unit],
                person_id=unit,
                at=at,
                day=at.date(),
                said=said,
                words=words,
                **more,
            )
        )
        for indicator, value, measure, about, *adds in numbers:
            figures.append(
                Figure(
                    id=len(figures) + 1,
                    progress_id=number,
                    indicator=indicator,
                    value=value,
                    unit=measure,
                    approximate=about,
                    adds=bool(adds and adds[0]),
                )
            )
    values = {
        "office": _office(),
        "plan": _plan(),
        "tasks": [_task(number, *row) for number, row in enumerate(tasks, 1)],
        "units": [Unit(id=number, office_id=1, name=name) for number, name in enumerate(units, 1)],
        "people": [Person(id=n, office_id=1, unit_id=n, name=f"Nguyễn Văn {n}") for n in range(1, len(units) + 1)],
        "assignments": assignments,
        "journal": journal,
        "figures": figures,
        "evidence": [Evidence(id=1, progress_id=1, name="băng rôn.jpg", sha256="0" * 64, size=9, photo=True)],
        "reach": _reach(assignments, len(units), reach or {}),
    }
    return Records(**{**values, **changes})


def _reach(assignments, units, changes) -> Reach:
    told = {row.id: START for row in assignments}
    return Reach(**{"until": END, "told": told, "chats": frozenset(range(1, units + 1)) - {8}, **changes})


def _office() -> Office:
    return Office(
        id=1,
        name="Sở Tư pháp",
        parent="UBND tỉnh Vĩnh An",
        place="Vĩnh An",
        code="STP",
        report_to="Sở Y tế tỉnh Vĩnh An",
        signer_title="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
        signer="Lê Thị Thu Hà",
    )


def _plan() -> Plan:
    return Plan(
        id=1,
        office_id=1,
        sha256="1" * 64,
        file_name="ke-hoach.docx",
        number="26/KH-STP",
        date=date(2026, 5, 20),
        issuer="Sở Tư pháp",
        title="Tổ chức Tháng hành động vì trẻ em năm 2026",
        theme="Chung tay xây dựng môi trường an toàn cho trẻ em",
        start=date(2026, 6, 1),
        end=date(2026, 6, 30),
        added_at=START,
    )


def _task(number, title, text, _leads, _cooperators, timing, due) -> Task:
    return Task(id=number, plan_id=1, position=number, title=title, text=text, timing=timing, due=due)


def _assignments(tasks) -> list[Assignment]:
    rows = [
        (number, unit, duty, row[5])
        for number, row in enumerate(tasks, 1)
        for duty, units in ((Duty.LEAD, row[2]), (Duty.COOPERATOR, row[3]))
        for unit in units
    ]
    return [
        Assignment(id=n, office_id=1, plan_id=1, task_id=task, unit_id=unit, duty=duty, due=due, original_due=due)
        for n, (task, unit, duty, due) in enumerate(rows, 1)
    ]
