"""Files on their way in: what is fetched, what is read, and what stays on disk when the message is handled."""

import asyncio
import hashlib
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.intake import LARGEST
from bot.shelf import Shelf, keep
from conftest import HANH, LAN, MONDAY, STRANGER
from handlers.dispatch import dispatch
from hearing import Desk, says
from messages.channel import Attachment, FileKind, Incoming
from models.database import Sessions
from models.office import Office
from models.people import Awaiting
from models.plan import Plan
from plans.draft import PlanDraft, RosterRead, UnreadableError
from plans.roster_template import write_template

DOCX = Attachment("D", "../../KH 12.docx", 100)
PLAN = """KẾ HOẠCH
Tháng hành động

II. NỘI DUNG
1. Tổ chức lễ phát động. Đơn vị chủ trì: Văn phòng Sở. Thời gian: ngày 03/6/2026."""


@pytest.fixture
def desk(sessions: Sessions, tmp_path: Path) -> Desk:
    return Desk(sessions, tmp_path)


def kept(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir()]


def test_a_file_lies_under_its_hash_while_its_message_is_handled(desk: Desk, office: Office, tmp_path: Path):
    seen: list[str] = []
    desk.handle = lambda _incoming: seen.extend(path.name for path in tmp_path.iterdir())
    desk.channel.files["D"] = b"minh chung"
    [(incoming, reading)] = desk.hear(says(1, LAN, DOCX))
    name = hashlib.sha256(b"minh chung").hexdigest()
    assert incoming.attachments == (replace(DOCX, sha256=name, size=10),)
    assert reading is None
    assert seen == [name]


def test_a_file_that_nothing_recorded_refers_to_is_gone_again(desk: Desk, office: Office, tmp_path: Path):
    desk.channel.files["D"] = b"minh chung"
    desk.hear(says(1, LAN, DOCX))
    assert kept(tmp_path) == []


def test_a_file_of_a_message_that_cannot_be_handled_is_gone_again(desk: Desk, office: Office, tmp_path: Path):
    def fail(_incoming: Incoming) -> None:
        raise ValueError

    desk.handle, desk.channel.files["D"] = fail, b"minh chung"
    desk.hear(says(1, LAN, DOCX))
    assert kept(tmp_path) == []


def test_the_same_file_from_two_chats_at_once_stays_while_either_is_handled(desk: Desk, office: Office, tmp_path: Path):
    seen: list[int] = []
    desk.handle = lambda _incoming: seen.append(len(kept(tmp_path)))
    desk.channel.files["D"] = b"minh chung"
    group = replace(says(2, "-5", DOCX), group=True, sender=LAN)
    desk.hear(says(1, LAN, DOCX), group, says(3, LAN, DOCX))
    assert seen == [1, 1, 1]
    assert kept(tmp_path) == []


@pytest.mark.parametrize("data", [b"PK\x03\x04 but no zip archive", f"MẬT\n{PLAN}".encode(), b""])
def test_a_document_that_the_reader_refuses_never_touches_the_disk(
    desk: Desk, office: Office, tmp_path: Path, data: bytes
):
    seen: list[bytes] = []
    desk.handle = lambda _incoming: seen.extend(kept(tmp_path))
    desk.channel.files["D"] = data
    [(incoming, reading)] = desk.hear(says(1, HANH, replace(DOCX, name="KH 12.txt")))
    assert isinstance(reading, UnreadableError)
    assert incoming.attachments[0].sha256 is None
    assert seen == []


def test_a_refused_document_leaves_the_one_alone_that_was_accepted(sessions: Sessions, office: Office, tmp_path: Path):
    name = keep(tmp_path, PLAN.encode())
    with sessions() as session:
        session.add(Plan(office_id=office.id or 0, sha256=name, file_name="KH.txt", added_at=MONDAY))
    desk = Desk(sessions, tmp_path)
    desk.channel.files["D"] = PLAN.encode()
    desk.hear(says(1, LAN, DOCX))
    assert kept(tmp_path) == [PLAN.encode()]


def test_a_clerks_plan_is_read_and_kept(desk: Desk, office: Office, tmp_path: Path):
    desk.act, desk.channel.files["D"] = dispatch, PLAN.encode()
    [(_, reading)] = desk.hear(says(1, HANH, replace(DOCX, name="KH 12.txt")))
    assert isinstance(reading, PlanDraft)
    assert kept(tmp_path) == [PLAN.encode()]


def test_a_roster_is_read_and_its_phone_numbers_are_not_kept_in_a_file(desk: Desk, office: Office, tmp_path: Path):
    desk.act, desk.channel.files["D"] = dispatch, write_template()
    [(_, reading)] = desk.hear(says(1, HANH, replace(DOCX, name="can-bo.xlsx")))
    assert isinstance(reading, RosterRead)
    assert reading.roster is not None
    assert kept(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("cháu Nguyễn Thị Hoa 7 tuổi ở thôn Bản Lầu bị ngã", "ảnh.jpg"),
        ("NV1 xong", "cháu Nguyễn Thị Hoa 7 tuổi, lớp 2A, thôn Bản Lầu.jpg"),
        ("/trogiup", "ảnh.jpg"),
    ],
)
def test_files_of_a_message_that_was_not_recorded_do_not_stay(
    desk: Desk, office: Office, tmp_path: Path, text: str, name: str
):
    desk.act, desk.channel.files["D"] = dispatch, b"jpeg"
    desk.hear(says(1, LAN, Attachment("D", name, 4, FileKind.PHOTO), text=text))
    assert kept(tmp_path) == []


def test_a_file_that_an_open_question_refers_to_stays(sessions: Sessions, office: Office, tmp_path: Path):
    name = keep(tmp_path, b"jpeg")
    with sessions() as session:
        data: dict[str, object] = {"message": {"attachments": [{"sha256": name}]}}
        session.add(Awaiting(person_id=2, what="which", data=data, since=MONDAY))
    desk = Desk(sessions, tmp_path)
    desk.channel.files["D"] = b"jpeg"
    desk.hear(says(1, LAN, DOCX))
    assert kept(tmp_path) == [b"jpeg"]


def test_what_a_crash_left_behind_is_swept(sessions: Sessions, office: Office, tmp_path: Path):
    plan, lost, fresh = (keep(tmp_path, data) for data in (b"plan", b"lost", b"fresh"))
    (tmp_path / f"{'a' * 64}.part").write_bytes(b"half")
    (tmp_path / "README").write_bytes(b"not ours")
    with sessions() as session:
        session.add(Plan(office_id=office.id or 0, sha256=plan, file_name="KH.txt", added_at=MONDAY))
    for path in tmp_path.iterdir():
        days = 0 if path.name == fresh else 2
        at = (MONDAY - timedelta(days=days)).timestamp()
        os.utime(path, (at, at))
    asyncio.run(Shelf(sessions, tmp_path).sweep(MONDAY))
    assert sorted(kept(tmp_path)) == [b"fresh", b"not ours", b"plan"]
    assert not (tmp_path / lost).exists()


def test_a_strangers_file_is_not_fetched(desk: Desk, office: Office, tmp_path: Path):
    desk.channel.files["D"] = b"x"
    assert desk.hear(says(1, STRANGER, DOCX)) == [(says(1, STRANGER, DOCX), None)]
    assert kept(tmp_path) == []


def test_a_file_over_20_mb_is_not_fetched_and_the_clerk_is_told(desk: Desk, office: Office):
    large = replace(DOCX, size=LARGEST + 1)
    desk.channel.files["D"] = b"x"
    [(incoming, reading)] = desk.hear(says(1, HANH, large))
    assert incoming.attachments == (large,)
    assert "20 MB" in str(reading)


def test_a_file_that_cannot_be_had_is_said(desk: Desk, office: Office):
    [(_, reading)] = desk.hear(says(1, HANH, DOCX))
    assert "gửi lại" in str(reading)


def test_what_is_no_file_is_left_alone(desk: Desk, office: Office):
    voice = Attachment("", "Voice", 0, FileKind.OTHER)
    assert desk.hear(says(1, HANH, voice)) == [(says(1, HANH, voice), None)]


def test_the_same_file_is_kept_once(tmp_path: Path):
    assert keep(tmp_path, b"x") == keep(tmp_path, b"x")
    assert len(kept(tmp_path)) == 1
