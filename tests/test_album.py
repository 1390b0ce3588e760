"""Files sent in one go, each a message of its own, through the inbox, the reader and the desk."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from conftest import HANH
from handlers.dispatch import dispatch
from handlers.plans import Source, known_file, take_in
from hearing import Desk, says
from messages.channel import Attachment, FileKind, Incoming
from models.database import Sessions
from models.office import Office
from models.outbox import OutboxMessage
from models.plan import Plan, PlanState, Task
from page_pictures import as_bytes, needs_tesseract, page
from plans.draft import PlanDraft

ADDED = datetime(2026, 6, 1, tzinfo=UTC)
BODY = """SỞ TƯ PHÁP
Số: 12/KH-STP
Vĩnh An, ngày 20 tháng 5 năm 2026
KẾ HOẠCH
Triển khai Tháng hành động vì trẻ em
II. NỘI DUNG
1. Tổ chức lễ phát động tại trụ sở. Đơn vị chủ trì: Văn phòng Sở. Thời gian: ngày 03/6/2026."""
APPENDIX = """<html><body><table>
<tr><td>STT</td><td>Nội dung công việc</td><td>Chủ trì</td><td>Thời gian</td></tr>
<tr><td>1</td><td>Viết tin, bài đăng trên trang thông tin của Sở</td><td>Văn phòng Sở</td><td>10/6</td></tr>
</table></body></html>"""


@pytest.fixture
def desk(sessions: Sessions, office: Office, tmp_path: Path) -> Desk:
    desk = Desk(sessions, tmp_path)
    desk.act = dispatch
    desk.channel.files |= {"A": APPENDIX.encode(), "B": BODY.encode(), "C": b"PK\x03\x04"}
    return desk


def part(number: int, ref: str, name: str, album: str = "g1") -> Incoming:
    return replace(says(number, HANH, Attachment(ref, name, 100)), text="", album=album)


def plans(sessions: Sessions) -> list[tuple[PlanState, str | None, int]]:
    with sessions() as session:
        rows = session.exec(select(Plan).order_by(col(Plan.id))).all()
        return [(p.state, p.number, len(session.exec(select(Task).where(Task.plan_id == p.id)).all())) for p in rows]


def answers(sessions: Sessions) -> list[str]:
    with sessions() as session:
        return list(session.exec(select(OutboxMessage.text).order_by(col(OutboxMessage.id))).all())


ONE_PLAN = [(PlanState.DRAFT, "12/KH-STP", 2), (PlanState.MERGED, None, 0)]


@pytest.mark.parametrize("order", ["AB", "BA"])
def test_an_album_is_one_plan_with_one_answer(desk: Desk, sessions: Sessions, order: str):
    names = {"A": "phụ lục.html", "B": "kế hoạch.txt"}
    desk.hear(*(part(number, ref, names[ref]) for number, ref in enumerate(order, 1)))
    assert plans(sessions) == ONE_PLAN
    [answer] = answers(sessions)
    assert "2 nhiệm vụ" in answer


def test_a_file_that_arrives_late_is_joined(desk: Desk, sessions: Sessions):
    desk.hear(part(1, "B", "kế hoạch.txt"))
    desk.hear(part(2, "A", "phụ lục.html"))
    assert plans(sessions) == ONE_PLAN
    assert "2 nhiệm vụ" in answers(sessions)[-1]


def test_files_of_two_albums_are_not_one_plan(desk: Desk, sessions: Sessions):
    desk.hear(part(1, "B", "kế hoạch.txt"), part(2, "A", "phụ lục.html", album="g2"))
    assert [state for state, *_ in plans(sessions)] == [PlanState.DRAFT, PlanState.DRAFT]
    assert "Ghép vào dự thảo đang xem" in answers(sessions)[-1]


def test_a_file_of_an_album_that_cannot_be_read_is_named(desk: Desk, sessions: Sessions, tmp_path: Path):
    desk.hear(part(1, "B", "kế hoạch.txt"), part(2, "C", "hỏng.docx"))
    assert "hỏng.docx" in answers(sessions)[0]
    assert [state for state, *_ in plans(sessions)] == [PlanState.DRAFT]
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("order", ["BC", "CB"])
def test_of_two_files_of_one_name_the_readable_one_is_kept_and_known(
    desk: Desk, sessions: Sessions, tmp_path: Path, order: str
):
    desk.hear(*(part(number, ref, "tep") for number, ref in enumerate(order, 1)))
    assert plans(sessions) == [(PlanState.DRAFT, "12/KH-STP", 1)]
    assert len(answers(sessions)) == 1
    with sessions() as session:
        [kept] = session.exec(select(Plan.sha256)).all()
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == [kept]


def test_a_plan_whose_file_was_not_kept_is_like_no_other(sessions: Sessions, office: Office):
    with sessions() as session:
        for _ in range(2):
            assert known_file(session, office, "") is None
            take_in(session, office, PlanDraft(title="Kế hoạch"), [Source("tep", "")], ADDED)


def test_two_files_in_one_message_are_one_plan(desk: Desk, sessions: Sessions):
    files = (Attachment("B", "kế hoạch.txt", 100), Attachment("A", "phụ lục.html", 100))
    desk.hear(replace(says(1, HANH, *files), text=""))
    assert plans(sessions) == ONE_PLAN


PAGES = (
    [
        "SỞ TƯ PHÁP",
        "Số: 12/KH-STP",
        "Vĩnh An, ngày 20 tháng 5 năm 2026",
        "KẾ HOẠCH",
        "Triển khai Tháng hành động vì trẻ em",
        "II. NỘI DUNG",
        "1. Tổ chức lễ phát động tại trụ sở. Đơn vị chủ trì: Phòng Nghiệp vụ",
    ],
    ["và Văn phòng Sở. Thời gian: ngày 03/6/2026.", "2. Treo băng rôn tại trụ sở."],
    ["- Đơn vị chủ trì: Văn phòng Sở.", "- Thời gian: ngày 05/6/2026."],
)


def photo(number: int, ref: str, caption: str = "", album: str = "g1") -> Incoming:
    file = Attachment(ref, f"AQAD{ref}.jpg", 100, FileKind.PHOTO)
    return replace(says(number, HANH, file), text=caption, album=album)


@needs_tesseract
def test_photos_of_pages_are_one_document_in_which_a_task_may_run_over_two(desk: Desk, sessions: Sessions):
    desk.channel.files |= {f"P{at}": as_bytes(page(lines)) for at, lines in enumerate(PAGES)}
    desk.hear(photo(9, "P0"), photo(10, "P1", "Kế hoạch tháng 6"), photo(11, "P2"))
    assert plans(sessions)[0] == (PlanState.DRAFT, "12/KH-STP", 2)
    with sessions() as session:
        tasks = session.exec(select(Task).order_by(col(Task.position))).all()
    assert [(task.leads, str(task.due)) for task in tasks] == [
        (["Phòng Nghiệp vụ", "Văn phòng Sở"], "2026-06-03"),
        (["Văn phòng Sở"], "2026-06-05"),
    ]
    [answer] = answers(sessions)
    assert "2 nhiệm vụ" in answer


@needs_tesseract
def test_a_photo_that_arrives_late_is_joined(desk: Desk, sessions: Sessions):
    desk.channel.files |= {"P0": as_bytes(page(PAGES[0])), "P1": as_bytes(page(["3. Dọn vệ sinh.", *PAGES[2]]))}
    desk.hear(photo(1, "P0", "kế hoạch"))
    desk.hear(photo(2, "P1"))
    assert plans(sessions)[0] == (PlanState.DRAFT, "12/KH-STP", 2)
    assert len(answers(sessions)) == 2


@pytest.mark.parametrize("kind", list(FileKind)[:2])
def test_an_album_that_is_refused_is_answered_once(desk: Desk, sessions: Sessions, kind: FileKind):
    desk.channel.files |= {f"P{number}": b"\xff\xd8\xff no picture" for number in range(3)}
    parts = [photo(number, f"P{number}", "kế hoạch" if not number else "") for number in range(3)]
    desk.hear(*(replace(part, attachments=(replace(part.attachments[0], kind=kind),)) for part in parts))
    [answer] = answers(sessions)
    assert "Không đọc rõ trang 1, 2, 3" in answer
    assert ("Không đọc được 3 ảnh" in answer) == (kind is FileKind.PHOTO)
    assert plans(sessions) == []


def test_an_album_without_the_word_stays_evidence(desk: Desk, sessions: Sessions):
    desk.channel.files |= {"P0": b"\xff\xd8\xff a", "P1": b"\xff\xd8\xff b"}
    desk.hear(photo(1, "P0", "NV2 xong"), photo(2, "P1"))
    [(incoming, reading)] = desk.done
    assert (incoming.text, len(incoming.attachments), reading) == ("NV2 xong", 2, None)
