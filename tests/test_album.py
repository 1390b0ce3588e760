"""Files sent in one go, each a message of its own, through the inbox, the reader and the desk."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import col, select

from conftest import HANH
from handlers.dispatch import dispatch
from hearing import Desk, says
from messages.channel import Attachment, Incoming
from models.database import Sessions
from models.office import Office
from models.outbox import OutboxMessage
from models.plan import Plan, PlanState, Task

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


def test_two_files_in_one_message_are_one_plan(desk: Desk, sessions: Sessions):
    files = (Attachment("B", "kế hoạch.txt", 100), Attachment("A", "phụ lục.html", 100))
    desk.hear(replace(says(1, HANH, *files), text=""))
    assert plans(sessions) == ONE_PLAN
