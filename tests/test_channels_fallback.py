"""When a chat or a platform takes no more messages, what waits goes another way; never what may have arrived.
Rows 38, 43, 45 and 58 of the catalogue."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from conftest import HANH, MONDAY, join
from delivering import message, queue, rows, send, states
from fakes import FakeChannel
from handlers.move_people import leave
from handlers.moves import by_command
from messages.channel import Capabilities, DeliveryError
from models.detour import ANSWERS_PATIENCE, LEFT, NOWHERE
from models.office import Office
from models.outbox import Delivery, OutboxMessage, Priority
from models.people import Address, Person
from models.platform import PATIENCE, has, went_down, works
from scheduler.deliver import deliver
from scheduler.divert import divert
from scheduler.outcome import TRIES
from scheduler.parcel import Desk

BLOCKED = DeliveryError("bot was blocked by the user", permanent=True)
TIMED_OUT = DeliveryError("timed out", unknown=True)
ZALO, MAIL = "5f3a", "lan@example.vn"


@pytest.fixture(autouse=True)
def _two_chats(desk: Desk, office: Office):
    """Lan is written to on "fake", then on Zalo."""
    with desk.sessions() as session:
        join(session, lan(session), ZALO, "zalo")
        session.flush()
        on(session, "zalo").rank = 1


def lan(session: Session) -> Person:
    return session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()


def on(session: Session, channel: str) -> Address:
    query = select(Address).where(Address.channel == channel, Address.person_id == lan(session).id)
    return session.exec(query).one()


def to_lan(key: str = "a", **values) -> OutboxMessage:
    return message(key, **{"person_id": 2, "office_id": 1, **values})


def refuse(desk: Desk, *errors: DeliveryError) -> FakeChannel:
    channel = FakeChannel()
    channel.faults.extend(errors)
    send(desk, channel)
    return channel


def zalo() -> FakeChannel:
    return FakeChannel("zalo", Capabilities(buttons=False, edit=False, documents=False))


def fall(desk: Desk, minutes: float = 10, channel: str = "fake") -> None:
    """The platform is down since MONDAY, and so long later the alarm clock comes by."""
    with desk.sessions() as session:
        went_down(session, channel, MONDAY, "không trả lời")
    desk.clock.now = MONDAY + timedelta(minutes=minutes)
    divert(desk.sessions, desk.clock())


def places(desk: Desk) -> dict[str, tuple[str, Delivery]]:
    return {row.key: (row.channel, row.status) for row in rows(desk)}


def test_what_a_blocked_chat_was_to_get_goes_to_the_next_one(desk: Desk):
    queue(desk, to_lan("a", edits="7"), to_lan("b"), to_lan("later", due_at=MONDAY + timedelta(days=1)))
    refuse(desk, BLOCKED)
    assert places(desk) == dict.fromkeys(("a", "b", "later"), ("zalo", Delivery.QUEUED))
    channel = zalo()
    send(desk, channel)
    assert channel.texts() == ["a", "b"]
    assert [sent.address for sent in channel.sent] == [ZALO, ZALO]
    assert (rows(desk)[0].key, rows(desk)[0].edits, rows(desk)[0].status) == ("a", None, Delivery.SENT)


def test_only_whoever_has_no_other_chat_gets_nothing(desk: Desk):
    queue(desk, to_lan("a"), message("strangers", address="6666"), message("hanh", address=HANH, person_id=1))
    refuse(desk, BLOCKED, BLOCKED, BLOCKED)
    assert places(desk) == {
        "a": ("zalo", Delivery.QUEUED),
        "strangers": ("fake", Delivery.DEAD),
        "hanh": ("fake", Delivery.DEAD),
    }


def test_two_chats_that_refuse_are_two_attempts_and_the_end(desk: Desk):
    queue(desk, to_lan())
    refuse(desk, BLOCKED)
    other = zalo()
    other.faults.append(BLOCKED)
    send(desk, other)
    [row] = rows(desk)
    assert (row.status, row.attempts) == (Delivery.DEAD, 2)


def test_what_may_have_arrived_goes_no_other_way(desk: Desk):
    queue(desk, to_lan())
    refuse(desk, TIMED_OUT)
    fall(desk, minutes=120)
    assert places(desk) == {"a": ("fake", Delivery.QUEUED)}
    refuse(desk, BLOCKED)
    assert places(desk) == {"a": ("fake", Delivery.DEAD)}


def test_what_is_in_the_air_is_left_alone(desk: Desk):
    async def play(channel: FakeChannel) -> None:
        channel.gate = asyncio.Event()
        going = asyncio.create_task(deliver(desk, channel))
        await asyncio.sleep(0.05)
        await asyncio.to_thread(fall, desk)
        assert places(desk) == {"a": ("fake", Delivery.INFLIGHT)}
        channel.gate.set()
        await going

    queue(desk, to_lan())
    asyncio.run(play(FakeChannel()))
    assert places(desk) == {"a": ("fake", Delivery.SENT)}


def test_a_refused_token_stops_the_channel_and_after_a_while_its_messages_go_over_another(desk: Desk):
    queue(desk, to_lan())
    refuse(desk, DeliveryError("401", fatal=True))
    assert divert(desk.sessions, MONDAY + PATIENCE - timedelta(seconds=1)) == 0
    assert divert(desk.sessions, MONDAY + PATIENCE) >= 1
    assert places(desk)["a"] == ("zalo", Delivery.QUEUED)


def test_an_answer_waits_longer_for_its_own_chat(desk: Desk):
    queue(desk, to_lan("reply:fake:7:0"), to_lan("remind:2:2026-06-01", priority=Priority.REMINDER))
    fall(desk)
    assert places(desk) == {
        "reply:fake:7:0": ("fake", Delivery.QUEUED),
        "remind:2:2026-06-01": ("zalo", Delivery.QUEUED),
    }
    fall(desk, ANSWERS_PATIENCE / timedelta(minutes=1))
    assert places(desk)["reply:fake:7:0"] == ("zalo", Delivery.QUEUED)


def test_patience_ends_before_a_messages_time_does(desk: Desk):
    queue(desk, to_lan("soon", not_after=MONDAY + timedelta(minutes=8)), to_lan("late", not_after=MONDAY))
    fall(desk, minutes=1)
    assert places(desk) == {"soon": ("zalo", Delivery.QUEUED), "late": ("fake", Delivery.EXPIRED)}


def test_a_day_without_telegram_leaves_nothing_without_an_end(desk: Desk):
    """Row 58: the queue holds, what has its time is expired, the rest goes over the second channel."""
    closing = MONDAY + timedelta(hours=9)
    queue(
        desk,
        to_lan("remind", priority=Priority.REMINDER, not_after=closing),
        message("of hanh", address=HANH, person_id=1, office_id=1, not_after=closing),
        message("resent", address=HANH, person_id=1, office_id=1, not_after=closing, resends=1),
    )
    fall(desk, minutes=24 * 60)
    assert states(desk) == {
        "remind": Delivery.EXPIRED,  # nobody looked for a whole day
        "of hanh": Delivery.EXPIRED,
        "resent": Delivery.UNKNOWN,
    }


def test_a_channel_that_is_back_is_used_again(desk: Desk):
    fall(desk, minutes=0)
    with desk.sessions() as session:
        works(session, "fake")
    queue(desk, to_lan())
    assert divert(desk.sessions, MONDAY + timedelta(hours=2)) == 0
    assert refuse(desk).texts() == ["a"]


def test_nothing_goes_over_a_channel_that_is_down_too(desk: Desk):
    queue(desk, to_lan())
    with desk.sessions() as session:
        went_down(session, "zalo", MONDAY, "401")
    fall(desk, minutes=600)
    assert places(desk) == {"a": ("fake", Delivery.QUEUED)}


def test_a_document_goes_to_a_chat_whose_channel_takes_it(desk: Desk):
    with desk.sessions() as session:
        join(session, lan(session), MAIL, "mail")
        has(session, "mail", files=False)
        has(session, "zalo", files=False)
    queue(desk, to_lan(channel="zalo", address=ZALO, document="file:" + "ab" * 32))
    send(desk, zalo())
    assert places(desk) == {"a": ("fake", Delivery.QUEUED)}


def test_of_a_document_that_no_channel_of_the_person_takes_it_is_said_where_it_waits(desk: Desk):
    with desk.sessions() as session:
        session.delete(on(session, "fake"))
    queue(desk, to_lan(channel="zalo", address=ZALO, document="file:" + "ab" * 32))
    channel = zalo()
    send(desk, channel)
    assert places(desk) == {"a": ("zalo", Delivery.SENT)}
    assert "được giữ lại" in channel.texts()[0]


def test_a_document_waits_rather_than_go_where_none_is_taken(desk: Desk):
    with desk.sessions() as session:
        has(session, "zalo", files=False)
    queue(desk, to_lan(document="file:" + "ab" * 32), to_lan("b"))
    fall(desk)
    assert places(desk) == {"a": ("fake", Delivery.QUEUED), "b": ("zalo", Delivery.QUEUED)}


def test_who_left_gets_nothing_that_was_queued_before(desk: Desk):
    """Rows 38 and 45: who gets a message is computed when it leaves."""
    queue(desk, to_lan("report", document="file:" + "ab" * 32), to_lan("note"))
    with desk.sessions() as session:
        leave(by_command(session, session.get_one(Office, 1), MONDAY), lan(session))
    queue(desk, to_lan("after"))  # by a handler that did not know yet
    channel = refuse(desk)
    assert channel.sent == []
    assert set(states(desk).values()) == {Delivery.CANCELLED}
    assert rows(desk)[2].error == LEFT


def test_a_reminder_of_who_left_is_due_again_for_others(desk: Desk):
    with desk.sessions() as session:
        lan(session).active = False
    queue(desk, to_lan(priority=Priority.REMINDER))
    assert refuse(desk).sent == []
    assert (rows(desk)[0].status, rows(desk)[0].error) == (Delivery.EXPIRED, LEFT)


def test_a_chat_that_is_somebody_elses_now_gets_nothing_of_its_former_person(desk: Desk):
    """Row 45, as when a desk's account passes to a colleague."""
    queue(desk, to_lan("a"), to_lan("b", document="file:" + "ab" * 32))
    with desk.sessions() as session:
        on(session, "fake").person_id = 3
        has(session, "zalo", files=False)
    assert refuse(desk).sent == refuse(desk).sent == []
    assert places(desk) == {"a": ("zalo", Delivery.QUEUED), "b": ("fake", Delivery.CANCELLED)}
    assert rows(desk)[1].error == NOWHERE


def test_a_message_follows_its_person_to_a_new_account_of_the_same_platform(desk: Desk):
    queue(desk, to_lan())
    with desk.sessions() as session:
        on(session, "fake").address = "7777"
    assert refuse(desk).sent == []
    assert [sent.address for sent in refuse(desk).sent] == ["7777"]


@pytest.mark.parametrize("address", ["-100", "6666"])
def test_what_is_said_to_a_group_or_a_stranger_needs_no_person(desk: Desk, address: str):
    queue(desk, message(address=address))
    assert [sent.address for sent in refuse(desk).sent] == [address]


def test_attempts_stay_within_their_bound_on_every_way(desk: Desk):
    queue(desk, to_lan(attempts=TRIES - 1))
    refuse(desk, BLOCKED)
    assert states(desk) == {"a": Delivery.DEAD}
