"""A month of forty people who answer soon, late or never, put things off and are away: nobody is pestered."""

import random
from collections import Counter

import pytest

from crowd import Crowd, bundles, digests, weekly
from databases import fresh_engine
from june import at, local_day
from models.database import transactions
from models.follow import policy_of
from models.office import the_office
from models.outbox import OutboxMessage
from vietnamese.calendar import WorkCalendar


@pytest.fixture(scope="module")
def month() -> tuple[list[OutboxMessage], WorkCalendar, Crowd]:
    """All that the people got, the office's working days, and the people."""
    with fresh_engine() as engine:
        crowd = Crowd(transactions(engine), random.Random(5))
        crowd.found(40)
        crowd.play(at("06-09 20:30"))
        with crowd.sessions() as session:
            calendar = policy_of(session, the_office(session)).calendar
        return crowd.sent(), calendar, crowd


Month = tuple[list[OutboxMessage], WorkCalendar, Crowd]
pytestmark = [pytest.mark.database, pytest.mark.together]


def test_the_month_is_worth_its_name(month: Month):
    sent, _, crowd = month
    assert crowd.said > 50
    assert len(bundles(sent)) > 50
    assert {*crowd.tempers.values()} == {"soon", "late", "never"}
    assert len({message.text.splitlines()[0] for message in digests(sent)}) > 3


def test_nobody_gets_two_bundles_or_two_digests_a_day(month: Month):
    sent, _, _ = month
    for messages in (bundles(sent), digests(sent)):
        assert max(Counter((m.person_id, local_day(m.due_at)) for m in messages).values()) == 1


def test_nobody_gets_either_outside_working_hours(month: Month):
    sent, calendar, _ = month
    ours = [*bundles(sent), *digests(sent)]
    assert all(calendar.within_hours(message.due_at) for message in ours)
    assert all(message.not_after == calendar.closing(local_day(message.due_at)) for message in ours)


def test_nobody_is_woken_by_what_another_answers_at_night(month: Month):
    sent, calendar, _ = month
    notices = [message for message in sent if message.key.startswith(("claim:", "settled:"))]
    assert notices
    assert all(calendar.within_hours(message.due_at) for message in notices)


def test_a_digest_and_a_bundle_come_at_different_moments(month: Month):
    sent, _, _ = month
    assert max(Counter((m.person_id, m.due_at) for m in [*bundles(sent), *digests(sent)]).values()) == 1


def test_nobody_gets_more_bundles_a_week_than_there_are_working_days(month: Month):
    assert max(weekly(bundles(month[0])).values()) <= 5
