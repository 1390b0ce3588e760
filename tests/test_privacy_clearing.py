"""How long each kind of data is kept, night by night, and what the clearing never touches."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import SQLModel, col, func, select

from chat import Chat
from conftest import HANH, LAN, MONDAY, STRANGER
from conversation import MINH, open_office
from handlers.move_people import leave
from handlers.moves import Change
from handlers.notice import tell_notice
from models.assignment import Figure, Progress
from models.audit import Actor, AuditEntry
from models.inbox import InboxMessage
from models.office import Office
from models.outbox import Delivery, OutboxMessage, Snapshot, SnapshotKind
from models.outbox_view import retried
from models.people import Address, Invite, JoinAttempt, Person
from models.privacy import NOTICE, Clearing, DataRequest
from models.reach import first_told
from models.retention import RULES, Kind, kept_for, without_default
from scheduler.clearing import OF_AN_OFFICE, OF_NONE, clear
from scheduler.digest import digest
from scheduler.remind import remind

DAY = timedelta(days=1)


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = open_office(Chat(sessions))
    chat.say(LAN, "NV1 đạt 60%, 02 hội nghị")
    return chat


def count(chat: Chat, model: type[SQLModel], *of: object) -> int:
    with chat.sessions() as session:
        return session.exec(select(func.count()).select_from(model).where(*of)).one()


def night(chat: Chat, days: int, **how) -> dict[str, int]:
    """What the clearing of that many days after Monday removes, of whichever office."""
    removed = clear(chat.sessions, MONDAY + days * DAY, **how)
    return {kind: number for counts in removed.values() for kind, number in counts.items()}


def keep(chat: Chat, **days: int) -> None:
    with chat.sessions() as session:
        session.exec(select(Office)).one().retention = days


def full(chat: Chat) -> int:
    return count(chat, OutboxMessage, OutboxMessage.text != "")


def test_every_kind_of_the_table_is_cleared_by_somebody():
    assert {*OF_AN_OFFICE, *OF_NONE} == set(RULES) == set(Kind)


def test_what_was_handled_is_forgotten_after_a_month_and_what_waits_is_not(chat: Chat):
    with chat.sessions() as session:
        row = {"channel": "fake", "external_id": "w1", "address": LAN, "received_at": MONDAY}
        session.add(InboxMessage(**row, payload={"text": "NV1 xong"}))
    handled = count(chat, InboxMessage, col(InboxMessage.handled_at).is_not(None))
    assert night(chat, 29) == {}
    assert night(chat, 31)["inbox"] == handled
    assert count(chat, InboxMessage) == 1


def test_messages_of_a_running_plan_keep_their_words_however_old(chat: Chat):
    remind(chat.sessions, chat.now)
    chat.settle()
    speaking = sum(bool(message.speaks_of and message.text) for message in chat.everyone())
    night(chat, 400)
    assert full(chat) == speaking > 0


def test_messages_lose_their_words_three_months_after_the_plan_was_closed(chat: Chat):
    remind(chat.sessions, chat.now)
    chat.settle()
    with chat.sessions() as session:
        told = first_told(session, 1, MONDAY + 400 * DAY)
        rows = session.exec(select(func.count()).select_from(OutboxMessage)).one()
    chat.now = MONDAY + 30 * DAY
    chat.say(HANH, "/kehoach")
    chat.press(HANH, "Kế hoạch")
    chat.press(HANH, "Kết thúc theo dõi")
    chat.press(HANH, "Kết thúc")
    night(chat, 30 + 89)
    kept = full(chat)
    assert kept > 0
    night(chat, 30 + 92)
    assert full(chat) == 0
    with chat.sessions() as session:
        assert first_told(session, 1, MONDAY + 400 * DAY) == told  # who was reached, and when, is in reports
        assert session.exec(select(func.count()).select_from(OutboxMessage)).one() >= rows
        assert retried(session, MONDAY, None, Delivery.EXPIRED) == 0


def test_what_may_have_to_be_sent_again_keeps_its_words(chat: Chat):
    with chat.sessions() as session:
        for status in (Delivery.QUEUED, Delivery.UNKNOWN, Delivery.DEAD):
            session.add(
                OutboxMessage(
                    key=status, office_id=1, channel="fake", address="1", text="x", status=status, due_at=MONDAY
                )
            )
    night(chat, 200)
    with chat.sessions() as session:
        kept = session.exec(select(OutboxMessage.key).where(OutboxMessage.text == "x")).all()
        assert set(kept) == {"queued", "unknown"}
        assert retried(session, MONDAY, None, Delivery.DEAD) == 0


def test_an_invitation_is_gone_once_its_code_opens_nothing(chat: Chat):
    with chat.sessions() as session:
        session.add(Person(office_id=1, name="Cao Mới", unit_id=1))
    chat.say(HANH, "/moi Mới")
    assert count(chat, Invite) == 1
    assert "invitations" not in night(chat, 3)
    assert night(chat, 8)["invitations"] == 2  # the code and the message with it
    assert count(chat, Invite) == 0


def test_codes_that_did_not_open_are_kept_for_a_day(chat: Chat):
    chat.say(STRANGER, "/start BBBB-CCCC-FFFF-GGGG-HHHH-JJJJ-KKKK")
    assert count(chat, JoinAttempt) == 1
    assert "attempts" not in night(chat, 0)
    assert night(chat, 2)["attempts"] == 1


def test_who_left_is_written_to_no_more_and_forgotten_after_a_year(chat: Chat):
    with chat.sessions() as session:
        minh = session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one()
        minh.phone = "0912345678"
        office = session.exec(select(Office)).one()
        leave(Change(session, office, Actor(1, None, "cli"), MONDAY), minh)
    assert "ngừng dùng" in chat.say(MINH, "NV3 xong")[0].text
    assert "leavers" not in night(chat, 364)
    assert night(chat, 366)["leavers"] >= 2
    with chat.sessions() as session:
        minh = session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one()
        assert (minh.phone, minh.erased_at) == (None, None)
        assert not session.exec(select(Address).where(Address.person_id == minh.id)).all()


def test_cards_go_after_a_month_and_reports_stay(chat: Chat):
    chat.say(HANH, "/baocao")
    chat.say(HANH, "/tinhhinh")
    with chat.sessions() as session:
        row = session.exec(select(Snapshot)).first()
        again = {"office_id": 1, "plan_id": 1, "made_at": MONDAY, "content": row.content}
        session.add_all([Snapshot(**again, kind=kind) for kind in SnapshotKind])
    reports = count(chat, Snapshot, col(Snapshot.kind).in_([SnapshotKind.REPORT, SnapshotKind.LETTER]))
    assert "cards" not in night(chat, 29)
    assert night(chat, 31)["cards"] >= 2
    assert count(chat, Snapshot) == reports


def test_the_words_of_settled_requests_go_and_the_request_stays(chat: Chat):
    at = {"asked_at": MONDAY, "answer_by": MONDAY.date(), "complete_by": MONDAY.date()}
    with chat.sessions() as session:
        session.add(
            DataRequest(
                office_id=1, person_id=2, wish="correct", words="tên sai", refused="không", done_at=MONDAY, **at
            )
        )
        session.add(DataRequest(office_id=1, person_id=2, wish="correct", words="tên sai", **at))
    assert night(chat, 731)["requests"] == 2
    assert "requests" not in night(chat, 732)
    with chat.sessions() as session:
        told = session.exec(select(DataRequest.words, DataRequest.refused).order_by(col(DataRequest.id))).all()
    assert told == [("", "…"), ("tên sai", None)]


def test_the_record_of_the_work_and_the_audit_are_never_cleared(chat: Chat):
    chat.say(HANH, "/baocao")
    kept = (Progress, Figure, AuditEntry, Person)
    before = [count(chat, model) for model in kept]
    night(chat, 4000)
    after = [count(chat, model) for model in kept]
    assert after == [before[0], before[1], before[2] + 1, before[3]]  # and what was cleared is noted
    assert count(chat, Progress, Progress.words != "") == before[0]


def test_counting_changes_nothing(chat: Chat):
    before = full(chat)
    counted = night(chat, 40, dry=True)
    assert (full(chat), count(chat, Clearing)) == (before, 0)
    assert night(chat, 40) == counted


def test_a_night_without_anything_to_clear_leaves_no_row(chat: Chat):
    assert night(chat, 1) == {}
    assert count(chat, Clearing) == 0


def test_a_hold_keeps_all_of_it(chat: Chat):
    keep(chat, hold=1)
    before = full(chat), count(chat, InboxMessage)
    assert night(chat, 4000) == {}
    assert (full(chat), count(chat, InboxMessage)) == before


def test_an_office_may_set_its_days_within_bounds(chat: Chat):
    keep(chat, inbox=7)
    assert "inbox" in night(chat, 8)
    assert kept_for({"inbox": 1}, Kind.INBOX) == 7 * DAY
    assert without_default({"inbox": 9, "hold": 1}, Kind.INBOX, 30) == {"hold": 1}
    with pytest.raises(ValueError, match="từ 7 đến 90"):
        without_default({}, Kind.INBOX, 91)


def test_offices_are_cleared_by_their_own_days(chat: Chat):
    with chat.sessions() as session:
        session.add(Office(name="Sở Khác", retention={"messages": 365}))
        session.flush()
        for office in (1, 2):
            row = {"channel": "fake", "address": "1", "text": "chào", "status": Delivery.SENT, "due_at": MONDAY}
            session.add(OutboxMessage(key=f"of {office}", office_id=office, **row))
    clear(chat.sessions, MONDAY + 100 * DAY)
    with chat.sessions() as session:
        found = dict(session.exec(select(OutboxMessage.key, OutboxMessage.text)).all())
    assert (found["of 1"], found["of 2"]) == ("", "chào")


def test_the_clerks_weekly_digest_says_it_in_one_line(chat: Chat):
    with chat.sessions() as session:
        session.add(
            Clearing(
                office_id=1, at=datetime(2026, 6, 7, 20, tzinfo=MONDAY.tzinfo), removed={"messages": 12, "cards": 3}
            )
        )
    for day, told in ((8, True), (9, False)):
        digest(chat.sessions, MONDAY.replace(day=day))
        with chat.sessions() as session:
            key = col(OutboxMessage.key) == f"digest:1:{date(2026, 6, day)}"
            text = session.exec(select(OutboxMessage.text).where(key)).first() or ""
        assert ("15 mục dữ liệu hết hạn lưu" in text) is told


def test_who_joined_before_gets_the_notice_once(chat: Chat):
    assert tell_notice(chat.sessions, MONDAY) == 4
    assert tell_notice(chat.sessions, MONDAY + DAY) == 0
    chat.settle()
    assert "91/2025/QH15" in chat.shown(LAN)[-1].text
    assert count(chat, Person, Person.told_version == NOTICE) == 4
