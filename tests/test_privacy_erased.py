"""After a deletion no byte names the person, and every count is as it was. Catalogue row 69."""

import io
import json
import zipfile

import pytest
import structlog
from sqlalchemy import Engine
from sqlmodel import SQLModel, col, func, select

from chat import Chat
from conftest import HANH, LAN
from conversation import TUAN, open_office
from handlers import kept
from handlers.erase import erase
from messages.unnaming import unnaming
from models.assignment import Figure, Progress
from models.audit import Actor, AuditEntry
from models.database import Sessions, empty_log
from models.office import Office
from models.outbox import Delivery, OutboxMessage, Snapshot
from models.people import Address, Invite, Person
from models.privacy import DataRequest
from reports.forms import draw
from vietnamese.text import fold

LAN_HERE, MAIL, PHONE = "90210077001", "tran.lan@vinhan.example", "0912 345 678"
COUNTED = (Progress, Figure, Snapshot, OutboxMessage, Person, DataRequest)
pytestmark = pytest.mark.sqlite("bytes of its file are looked through")


@pytest.fixture
def engine(engine_for_many: Engine) -> Engine:
    return engine_for_many


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    """Lan reports, is named by others, and asks for her data to be deleted."""
    with sessions() as session:
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
        lan.phone = PHONE
        lan_chat = session.exec(select(Address).where(Address.address == LAN)).one()
        lan_chat.address = LAN_HERE
        session.add(Address(person_id=lan.id or 0, channel="mail", address=MAIL, joined_at=lan_chat.joined_at, rank=9))
    chat = open_office(Chat(sessions))
    chat.say(LAN_HERE, "NV1 đạt 60%, 02 hội nghị, 180 lượt người; liên hệ Trần Thị Lan 0912.345.678", own_id="55")
    chat.say(TUAN, "NV2 chưa làm được do chờ chị tran thi lan duyệt kinh phí")
    chat.say(LAN_HERE, "NV4 xong")
    chat.say(LAN_HERE, "/vang 20/6-22/6")
    for who in (HANH, LAN_HERE):
        chat.say(who, "/baocao")
    chat.say(HANH, "/nguon NV1")
    chat.say(LAN_HERE, "xóa dữ liệu của tôi")
    chat.press(LAN_HERE, "Gửi yêu cầu")
    return chat


def delete_lan(chat: Chat) -> str:
    chat.say(HANH, "/dulieucuatoi")
    chat.press(HANH, "Xóa ngay")
    return chat.press(HANH, "Xóa vĩnh viễn")[-1].text


def counts(chat: Chat) -> dict[str, int]:
    with chat.sessions() as session:
        return {model.__name__: session.exec(select(func.count()).select_from(model)).one() for model in COUNTED}


def traces(engine: Engine, chat: Chat, *more: bytes) -> list[str]:
    """What of the person is found in the database's files or in other bytes, in any spelling."""
    empty_log(chat.sessions)
    path = engine.url.database or ""
    with open(path, "rb") as file:
        held = b"\n".join([file.read(), *more]).decode("utf-8", "replace").casefold()
    plain = fold(held)
    words = {"Trần Thị Lan", LAN_HERE, MAIL, PHONE, "0912.345.678"}
    shapes = {word: {word.casefold(), json.dumps(word.casefold()).strip('"')} for word in words}
    found = {word for word, forms in shapes.items() if any(form in held for form in forms)}
    return sorted(found | ({"tran thi lan"} & {"tran thi lan" if "tran thi lan" in plain else ""}))


def exports(chat: Chat) -> bytes:
    """Every report drawn anew, unpacked."""
    with chat.sessions() as session:
        contents = [row.content for row in session.exec(select(Snapshot)).all() if "kind" not in row.content]
    parts = [draw(content, form) for content in contents for form in ("docx", "xlsx")]
    archives = [zipfile.ZipFile(io.BytesIO(part)) for part in parts]
    return b"\n".join(archive.read(name) for archive in archives for name in archive.namelist())


def test_no_byte_is_left_of_the_person_and_the_record_of_the_work_stays(chat: Chat, engine: Engine, capfd):
    assert len(traces(engine, chat, exports(chat))) > 4  # what is looked for would be found
    before, journal = counts(chat), lines(chat)
    with structlog.testing.capture_logs() as log:
        told = delete_lan(chat)
    printed = capfd.readouterr()
    logged = json.dumps(log, default=repr, ensure_ascii=False) + printed.out + printed.err
    assert traces(engine, chat, exports(chat), logged.encode()) == []
    after = counts(chat)
    assert {**after, "OutboxMessage": 0} == {**before, "OutboxMessage": 0}
    assert after["OutboxMessage"] >= before["OutboxMessage"]
    assert lines(chat) == journal
    assert "Người đã xóa 2" in told
    assert "06/7/2026" in told or "6/7/2026" in told  # 35 days after 1/6


def lines(chat: Chat) -> list[tuple]:
    """The journal's facts, without its words."""
    with chat.sessions() as session:
        rows = session.exec(select(Progress).order_by(col(Progress.id))).all()
        figures = session.exec(select(Figure.indicator, Figure.value).order_by(col(Figure.id))).all()
        return [(row.id, row.assignment_id, row.person_id, row.at, row.said, row.percent) for row in rows] + [*figures]


def test_the_person_has_left_and_nothing_waits_for_them(chat: Chat):
    delete_lan(chat)
    with chat.sessions() as session:
        lan = session.get_one(Person, 2)
        assert (lan.active, lan.phone, lan.name) == (False, None, "Người đã xóa 2")
        assert lan.left_at
        assert lan.erased_at
        assert not session.exec(select(Address).where(Address.person_id == 2)).all()
        assert not session.exec(select(Invite).where(Invite.person_id == 2)).all()
        theirs = session.exec(select(OutboxMessage).where(OutboxMessage.person_id == 2)).all()
        assert {(row.text, row.address, row.document) for row in theirs} == {("", "-", None)}
        assert Delivery.QUEUED not in {row.status for row in theirs}
        [request] = session.exec(select(DataRequest)).all()
        assert request.done_at
    [told] = chat.say(LAN_HERE, "NV1 xong")
    assert "trợ lý nội bộ" in told.text


def test_a_printed_id_still_finds_the_report_and_says_that_a_name_is_gone(chat: Chat):
    with chat.sessions() as session:
        row = session.exec(select(Snapshot).order_by(col(Snapshot.id).desc())).first()
        printed = kept.identity(row)
    delete_lan(chat)
    again = chat.say(HANH, f"/baocao bản {printed}")
    assert "tên người đã được xóa" in again[0].text
    assert again[1].document.startswith(f"snapshot:{row.id}:")
    with chat.sessions() as session:
        renewed = session.get_one(Snapshot, row.id)
        assert kept.identity(renewed) != printed
        assert renewed.content["head"]["snapshot"] == kept.identity(renewed)
        assert kept.find(session, 1, row.id)
    [wrong] = chat.say(HANH, f"/baocao bản {row.id}-000000")
    assert "000000" in wrong.text


def test_the_audit_says_that_it_was_done_in_ids_alone(chat: Chat):
    delete_lan(chat)
    with chat.sessions() as session:
        [done] = session.exec(select(AuditEntry).where(AuditEntry.action == "person.erased")).all()
    assert (done.subject, done.actor_id) == ("person 2", 1)
    assert set(done.detail) == {"words", "reports"}


def test_nothing_of_another_office_is_touched(chat: Chat, engine: Engine):
    with chat.sessions() as session:
        other = Office(name="Sở Khác")
        session.add(other)
        session.flush()
        session.add(Person(office_id=other.id or 0, name="Trần Thị Lan", phone=PHONE))
        session.add(
            OutboxMessage(
                key="x", office_id=other.id, channel="fake", address="1", text="Trần Thị Lan", due_at=chat.now
            )
        )
    delete_lan(chat)
    with chat.sessions() as session:
        twin = session.exec(select(Person).where(Person.office_id == 2)).one()
        assert (twin.name, twin.phone, twin.active) == ("Trần Thị Lan", PHONE, True)
        assert session.exec(select(OutboxMessage.text).where(OutboxMessage.key == "x")).one() == "Trần Thị Lan"


def test_a_colleague_of_the_same_name_keeps_it_in_words_and_the_clerk_is_told(chat: Chat):
    with chat.sessions() as session:
        session.add(Person(office_id=1, name="TRẦN THỊ LAN", unit_id=1))
    assert "trùng tên" in delete_lan(chat)
    with chat.sessions() as session:
        assert session.get_one(Person, 2).name == "Người đã xóa 2"
        assert any("Trần Thị Lan" in line.words for line in session.exec(select(Progress)).all())


def test_a_hold_for_a_legal_case_keeps_everybody(chat: Chat):
    chat.say(HANH, "/dulieucuatoi")
    chat.press(HANH, "Xóa ngay")
    with chat.sessions() as session:
        session.exec(select(Office)).one().retention = {"hold": 1}
    assert "đang giữ toàn bộ" in chat.press(HANH, "Xóa vĩnh viễn")[0].text
    assert "đang giữ toàn bộ" in chat.press(HANH, "Xóa ngay")[0].text
    with chat.sessions() as session:
        assert session.get_one(Person, 2).name == "Trần Thị Lan"


def test_the_only_clerk_cannot_delete_herself(chat: Chat):
    chat.say(HANH, "xóa dữ liệu của tôi")
    chat.press(HANH, "Gửi yêu cầu")
    with chat.sessions() as session:
        row = session.exec(select(DataRequest).where(DataRequest.person_id == 1)).one()
    [told] = chat.say(HANH, "", button=f"dr:{row.id}:erase:yes")
    assert "không tự xóa" in told.text
    with chat.sessions() as session:
        assert session.get_one(Person, 1).active


def test_who_was_erased_can_be_erased_again_with_the_same_end(chat: Chat):
    delete_lan(chat)
    with chat.sessions() as session:
        again = erase(session, Actor(1, None, "cli"), session.get_one(Person, 2), chat.now)
    assert (again.name, again.words, again.reports) == ("Người đã xóa 2", 0, ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("chị Trần Thị Lan ký", "chị X ký"),
        ("TRẦN  THỊ\nLAN", "X"),
        ("tran thi lan duyet", "X duyet"),
        ("Trần Thị Lanh ký", "Trần Thị Lanh ký"),
        ("chị Lan ký", "chị Lan ký"),
        ("gọi 0912.345.678 hoặc a@b.vn", "gọi […] hoặc […]"),
        ("số 10912345678", "số 10912345678"),
    ],
)
def test_a_full_name_is_found_however_it_is_typed(text: str, told: str):
    assert unnaming("Trần Thị Lan", "X", ["0912345678", "a@b.vn"])(text) == told


def test_every_table_with_words_is_known():
    """A new column with words must be looked at: does it hold names, and does the deletion reach it?"""
    known = {"absence", "awaiting", "person", "address", "item", "progress", "datarequest", "inboxmessage", "invite"}
    with_person = {
        table.name
        for table in SQLModel.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "person"
    }
    ids_only = {"assignment", "auditentry", "digest", "handover", "outboxmessage", "plan", "task", "post", "refusal"}
    assert with_person - ids_only <= known
