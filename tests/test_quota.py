"""One person's flood is turned away before it is stored; everybody else's messages are not touched by it."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.quota import Quota, Verdict
from conftest import HANH, LAN, MONDAY
from handlers.dispatch import dispatch
from hearing import Desk, says
from june import activate, add_draft
from messages.channel import Attachment, Incoming
from models.assignment import Progress
from models.database import Sessions
from models.inbox import InboxMessage
from models.office import Office
from models.outbox import OutboxMessage

SECOND = timedelta(seconds=1)


def verdicts(quota: Quota, count: int, within: timedelta, *files: Attachment, who: str = LAN) -> list[Verdict]:
    gap = within / count
    return [quota.weigh(says(number, who, *files), MONDAY + gap * number) for number in range(count)]


@pytest.mark.parametrize(("count", "within"), [(30, 60 * SECOND), (60, SECOND), (240, 600 * SECOND)])
def test_an_honest_burst_is_taken_whole(count, within):
    assert set(verdicts(Quota(), count, within)) == {Verdict.TAKE}


def test_of_a_thousand_messages_in_a_minute_most_are_dropped_and_the_sender_is_told_once():
    found = verdicts(Quota(), 1000, 60 * SECOND)

    assert 60 <= found.count(Verdict.TAKE) <= 90
    assert found.count(Verdict.TELL) == 1


def test_after_a_pause_the_same_person_is_heard_again():
    quota = Quota()
    verdicts(quota, 1000, SECOND)

    assert quota.weigh(says(1), MONDAY + 30 * SECOND) is Verdict.DROP
    assert quota.weigh(says(1), MONDAY + 65 * SECOND) is Verdict.TAKE


def test_one_persons_flood_spends_nobody_elses_allowance():
    quota = Quota()
    verdicts(quota, 1000, 60 * SECOND)

    assert quota.weigh(says(1, HANH), MONDAY + 60 * SECOND) is Verdict.TAKE


def test_in_a_group_each_member_has_an_allowance():
    quota = Quota()
    for number in range(1000):
        quota.weigh(Incoming("fake", str(number), "-5", "a", MONDAY, sender=LAN, group=True), MONDAY)

    other = Incoming("fake", "x", "-5", "a", MONDAY, sender=HANH, group=True)
    assert quota.weigh(other, MONDAY) is Verdict.TAKE


def test_of_a_thousand_files_most_are_dropped_and_words_are_still_heard():
    quota, file = Quota(), Attachment("f", "a.pdf", 10)
    found = verdicts(quota, 1000, 60 * SECOND, file)

    assert 100 <= found.count(Verdict.TAKE) <= 120
    assert found.count(Verdict.TELL) == 1
    assert quota.weigh(says(1), MONDAY + 60 * SECOND) is Verdict.TAKE


def test_a_plan_photographed_page_by_page_is_taken_whole():
    assert set(verdicts(Quota(), 100, SECOND, Attachment("f", "trang.jpg", 10))) == {Verdict.TAKE}


def test_files_sent_all_day_long_end_at_the_days_allowance():
    found = verdicts(Quota(), 2000, timedelta(hours=10), Attachment("f", "a.pdf", 10))

    assert 500 <= found.count(Verdict.TAKE) <= 500 + 500 * 10 / 24 + 1


def test_of_a_flood_what_was_taken_is_written_down_and_the_rest_is_not_kept(
    sessions: Sessions, office: Office, tmp_path
):
    activate(sessions, add_draft(sessions, office))
    desk = Desk(sessions, tmp_path)
    desk.act = dispatch

    desk.hear(*(says(number, text=f"NV2 đạt {number % 100}%") for number in range(1000)), says(2000, HANH))

    with sessions() as session:
        stored = session.exec(select(InboxMessage.handled_at).where(InboxMessage.address == LAN)).all()
        lines = session.exec(select(Progress.words)).all()
        told = session.exec(select(OutboxMessage).where(col(OutboxMessage.key).startswith("too_many:"))).all()
        others = session.exec(select(InboxMessage.handled_at).where(InboxMessage.address == HANH)).all()
    assert len(stored) == len(lines) == 60
    assert None not in stored
    assert [row.address for row in told] == [LAN]
    assert "gửi lại" in told[0].text
    assert len(others) == 1
    assert None not in others


def test_of_a_flood_of_files_the_rest_is_neither_fetched_nor_kept(sessions: Sessions, office: Office, tmp_path):
    desk = Desk(sessions, tmp_path)
    desk.channel.files["f"] = b"minh chung"

    desk.hear(*(says(number, LAN, Attachment("f", "a.pdf", 10)) for number in range(1000)), says(2000, HANH))

    with sessions() as session:
        told = session.exec(select(OutboxMessage.key).where(col(OutboxMessage.key).startswith("too_many_files:"))).all()
    assert len(told) == 1
    assert sum(incoming.address == LAN for incoming, _ in desk.done) == 100
    assert sum(incoming.address == HANH for incoming, _ in desk.done) == 1
