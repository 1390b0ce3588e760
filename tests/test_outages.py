"""A platform that is down is known as such in good time, told to the clerk once, and used again when it is back."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from bot.health import Vitals, findings
from bot.outages import LEFT_BEHIND, SILENT, TRIED_AGAIN, Ears, settle
from bot.settings import Settings
from bot.watch import Watch
from chat import Chat
from conftest import HANH, MONDAY, join
from fakes import Clock, FakeChannel
from messages.channel import DeliveryError, Outgoing
from models.database import Sessions
from models.office import Office
from models.outbox import Delivery, OutboxMessage
from models.people import Address, Person
from models.platform import NOBODYS, UNREACHED, Outage, Platform, down, outages, went_down, works
from models.pulse import beat
from scheduler.divert import divert

HOUR = timedelta(hours=1)
LONG_AWAKE = Ears(MONDAY - HOUR, {"fake": True}, polled=("fake",))
SENT_TO = Ears(MONDAY - HOUR, {"fake": True})


@pytest.fixture(autouse=True)
def _office(office: Office) -> None:
    """Everybody is written to on "fake"."""


def judged(sessions: Sessions, ears: Ears, now: datetime = MONDAY, **signs: datetime) -> list[Outage]:
    with sessions() as session:
        for name, at in signs.items():
            beat(session, f"{name}:fake", at)
        settle(session, ears, now)
        return down(session)


def test_a_platform_that_answers_polls_works(sessions: Sessions):
    assert judged(sessions, LONG_AWAKE, poll=MONDAY - SILENT) == []


def test_a_platform_without_a_good_poll_or_send_is_down_since_the_last_one(sessions: Sessions):
    heard = MONDAY - SILENT - timedelta(seconds=1)
    assert judged(sessions, LONG_AWAKE, poll=heard) == [Outage("fake", heard, UNREACHED)]
    assert judged(sessions, LONG_AWAKE, sent=MONDAY) == []


def test_another_process_that_hears_it_is_enough(sessions: Sessions):
    failing = Ears(MONDAY - HOUR, {"fake": True}, failing={"fake": (MONDAY - HOUR, MONDAY)})
    assert judged(sessions, failing, sent=MONDAY - timedelta(minutes=1)) == []


def test_a_machine_that_slept_or_has_just_begun_waits_before_it_judges(sessions: Sessions):
    just_woken = Ears(MONDAY, {"fake": True}, polled=("fake",))
    assert judged(sessions, just_woken, poll=MONDAY - 9 * HOUR) == []
    with sessions() as session:
        went_down(session, "fake", MONDAY - HOUR, "401")
    assert judged(sessions, just_woken) == [Outage("fake", MONDAY - HOUR, "401")]


@pytest.mark.parametrize(
    ("first", "last", "is_down"),
    [
        (SILENT + timedelta(seconds=1), timedelta(), True),
        (SILENT, timedelta(), False),
        (HOUR, TRIED_AGAIN, True),
        (HOUR, TRIED_AGAIN + timedelta(seconds=1), False),
    ],
)
def test_a_channel_that_is_only_written_to_is_judged_by_its_tries(
    sessions: Sessions, first: timedelta, last: timedelta, is_down: bool
):
    ears = Ears(MONDAY - HOUR, {"fake": True}, failing={"fake": (MONDAY - first, MONDAY - last)})
    assert [outage.since for outage in judged(sessions, ears)] == [MONDAY - first] * is_down


def test_a_refused_token_is_an_outage_until_a_process_is_heard_again(sessions: Sessions):
    refused = Ears(MONDAY - HOUR, {"fake": True}, {"fake": "Unauthorized"}, polled=("fake",))
    assert judged(sessions, refused, poll=MONDAY) == [Outage("fake", MONDAY, "Unauthorized")]
    again = Ears(MONDAY + HOUR, {"fake": True}, polled=("fake",))
    assert judged(sessions, again, MONDAY + HOUR) == [Outage("fake", MONDAY, "Unauthorized")]
    assert judged(sessions, again, MONDAY + HOUR, poll=MONDAY + HOUR) == []


def test_a_platform_that_nobody_has_is_as_good_as_down(sessions: Sessions):
    with sessions() as session:
        join(session, session.get_one(Person, 1), "5f3a", "zalo")
    assert judged(sessions, SENT_TO) == [Outage("zalo", MONDAY, NOBODYS)]
    has_zalo = Ears(MONDAY - HOUR, {"zalo": False})
    assert judged(sessions, has_zalo) == []


def test_what_another_process_has_is_its_own_to_judge(sessions: Sessions):
    judged(sessions, SENT_TO)
    other = Ears(MONDAY - HOUR, {"zalo": False})
    assert judged(sessions, other, MONDAY + LEFT_BEHIND) == []
    assert judged(sessions, other, MONDAY + 2 * LEFT_BEHIND) == [Outage("fake", MONDAY, NOBODYS)]


def test_what_a_channel_can_is_noted(sessions: Sessions):
    judged(sessions, Ears(MONDAY, {"zalo": False, "fake": True}))
    with sessions() as session:
        assert {row.channel: row.files for row in session.exec(select(Platform)).all()} == {"zalo": False, "fake": True}


def test_the_watch_sees_a_channel_fail_and_come_back(sessions: Sessions, tmp_path: Path):
    clock = Clock(MONDAY)
    watch = Watch(Settings(_env_file=None, data_dir=tmp_path, database_url="sqlite:///x.db"), sessions, clock)
    channel = FakeChannel()
    watched = watch.over(channel)

    async def play(fault: DeliveryError | None) -> list[str]:
        for _ in range(14):
            clock.forward(seconds=30)
            if fault:
                channel.faults.append(fault)
            await asyncio.gather(watched.send(HANH, Outgoing("tin")), return_exceptions=True)
            await watch.look()
        return [outage.channel for outage in watch.vitals.down]

    unreached = DeliveryError("no route to host", retry_in=5, here=True)
    asks_to_wait = DeliveryError("429", retry_in=5)
    assert [asyncio.run(play(fault)) for fault in (asks_to_wait, unreached, None)] == [[], ["fake"], []]
    watch.refused("fake", "Unauthorized")
    assert asyncio.run(play(None)) == ["fake"]


def test_check_and_healthz_say_which_channel_is_down():
    vitals = Vitals(MONDAY, {"alive": MONDAY, "tick": MONDAY}, ("zalo",), (Outage("zalo", MONDAY, "401"),))
    lines = [each.line for each in findings(vitals, MONDAY + HOUR / 60, ZoneInfo("Asia/Ho_Chi_Minh"))]
    assert [line for line in lines if "alo" in line] == [
        "Kênh Zalo ngừng từ 08:00 01/06/2026: 401; tin đến hạn chuyển qua kênh khác của từng người, ai không có thì "
        "tin được giữ đến hạn."
    ]


def fall(sessions: Sessions, at: datetime = MONDAY, **by: float) -> None:
    with sessions() as session:
        went_down(session, "fake", at, "không trả lời")
    divert(sessions, at + timedelta(**by))


def notes(sessions: Sessions) -> list[OutboxMessage]:
    with sessions() as session:
        query = select(OutboxMessage).where(OutboxMessage.key.startswith("channel:"))
        return list(session.exec(query.order_by(OutboxMessage.id)).all())


@pytest.fixture
def with_mail(sessions: Sessions, office: Office) -> None:
    """The clerk is written to by e-mail too."""
    with sessions() as session:
        join(session, session.get_one(Person, 1), "hanh@example.vn", "mail")
        session.flush()
        session.exec(select(Address).where(Address.channel == "mail")).one().rank = 1


@pytest.mark.usefixtures("with_mail")
def test_the_clerk_hears_of_it_once_over_another_channel(sessions: Sessions):
    fall(sessions, minutes=9)
    assert notes(sessions) == []
    for minutes in (10, 11, 600):
        fall(sessions, minutes=minutes)
    [note] = notes(sessions)
    assert (note.channel, note.address) == ("mail", "hanh@example.vn")
    assert note.text.startswith(
        "⚠️ Kênh Fake ngừng từ 08:00 ngày 01/6/2026: không trả lời; tin đang chuyển qua thư điện tử; 1 người "
    )


@pytest.mark.usefixtures("with_mail")
def test_the_clerk_hears_when_it_is_back_and_not_when_only_the_bot_was_started_anew(sessions: Sessions):
    fall(sessions, minutes=10)
    with sessions() as session:
        works(session, "fake")
        [note] = session.exec(select(OutboxMessage)).all()
        note.status = Delivery.SENT
    assert divert(sessions, MONDAY + HOUR) == 0
    with sessions() as session:
        beat(session, "poll:fake", MONDAY + HOUR)
    for _ in range(2):
        divert(sessions, MONDAY + HOUR)
    assert [note.text.split(";")[0] for note in notes(sessions)[1:]] == ["✅ Kênh Fake đã dùng lại được"]


@pytest.mark.usefixtures("with_mail")
def test_what_is_over_before_the_clerk_read_of_it_is_called_back(sessions: Sessions):
    night = MONDAY + 12 * HOUR
    fall(sessions, night, minutes=10)
    with sessions() as session:
        works(session, "fake")
        beat(session, "sent:fake", night + HOUR)
    divert(sessions, night + HOUR)
    assert [note.status for note in notes(sessions)] == [Delivery.CANCELLED]


def test_nobody_is_told_over_the_channel_that_is_down(sessions: Sessions):
    fall(sessions, minutes=600)
    assert notes(sessions) == []


def test_an_office_hears_only_of_channels_that_its_people_use(sessions: Sessions):
    with sessions() as session:
        went_down(session, "zalo", MONDAY, "401")
        went_down(session, "fake", MONDAY, "")
        assert [(each.channel, each.alone) for each in outages(session, 1)] == [("fake", 2)]


def test_the_clerk_finds_it_among_those_whom_nothing_reaches_and_in_the_digest(sessions: Sessions, office: Office):
    chat = Chat(sessions)
    with sessions() as session:
        join(session, session.get_one(Person, 2), "5f3a", "zalo")
        went_down(session, "zalo", MONDAY, "mã bot bị từ chối")
    said = "Kênh Zalo ngừng từ 08:00 ngày 01/6/2026: mã bot bị từ chối; tin đang chuyển qua Fake."
    assert said in chat.say(HANH, "/danhba chưa tới")[0].text
    assert said in chat.say(HANH, "/tonghop")[0].text
