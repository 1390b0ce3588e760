"""A month on the virtual clock with nobody answering: what the calendars announced is what everybody gets."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import month
from databases import fresh_engine
from june import at, day, local_day
from models.database import Sessions, transactions
from models.follow import policy_of
from models.office import the_office
from models.outbox import OutboxMessage
from models.plan import Plan, PlanState
from month import Case, begin, bundles, foreseen, play

END = at("07-06 18:00")

EVERYTHING = Case(
    settings={"remind_at": dt.time(9, 30), "remind_before": [5, 2, 1], "weekly_on": 2, "opens": dt.time(7)},
    away=(
        (2, "06-01", "06-05", 5),  # Lan, in whose place Minh of another unit answers
        (4, "06-08", "06-12", None),  # Tuấn, a delegate, nobody in his place
        (7, "06-10", None, None),
        (8, "06-15", "06-19", None),  # with Bình away too, nobody is left at the centre
        (5, "06-03", "06-04", 6),
        (6, "06-04", "06-04", 1),  # who stands in is away: whoever stands in for that one
    ),
    delegates={1: 4, 4: 4},
    silent={1: 3, 7: 2, 12: 4},
    heard=(6,),
    claimed=(3,),
    put_off={8: "06-02", 12: "06-01"},
    off=("06-09",),
    worked=("06-13",),
)
PLAIN = Case()


@pytest.mark.parametrize("case", [PLAIN, EVERYTHING], ids=["plain", "everything"])
def test_the_calendars_equal_what_happens(sessions: Sessions, case: Case):
    begin(sessions, case)
    expected = {line: asks for line, asks in foreseen(sessions, month.START).items() if line[0] <= END}
    play(sessions, month.START, END)
    got = bundles(sessions)
    assert {(m.due_at, m.person_id): sorted(m.speaks_of) for m in got} == {
        line: [number for number, *_ in asks] for line, asks in expected.items()
    }
    for message in got:
        assert approach(message) == told(expected[message.due_at, message.person_id]), message.text
    assert len(got) > 30


def approach(message: OutboxMessage) -> tuple[int, int, int]:
    """How many tasks are asked about shortly, in another's place, and because a delegate is silent."""
    return message.text.count("đã làm chưa?"), message.text.count("(thay cho"), message.text.count("(giao ")


def told(asks) -> tuple[int, int, int]:
    return sum(short for _, short, *_ in asks), sum(bool(who) for *_, who, _ in asks), sum(bool(s) for *_, s in asks)


def test_everything_happens_in_that_month(sessions: Sessions):
    """The case is worth its name: each reason for which somebody hears of another's work, and the short question."""
    begin(sessions, EVERYTHING)
    lines = [ask for asks in foreseen(sessions, month.START).values() for ask in asks]
    assert {bool(short) for _, short, *_ in lines} == {True, False}
    assert {name for *_, name, _ in lines} >= {"", "Trần Thị Lan", "Lê Anh Tuấn", "Vũ Văn Minh"}
    assert {name for *_, name in lines} == {"", "Lê Anh Tuấn"}


def test_nobody_gets_two_bundles_a_day_or_any_outside_working_hours(sessions: Sessions):
    begin(sessions, EVERYTHING)
    play(sessions, month.START, END)
    check_hours(sessions)


def check_hours(sessions: Sessions) -> None:
    messages = bundles(sessions)
    assert max(Counter((m.person_id, local_day(m.due_at)) for m in messages).values(), default=1) == 1
    with sessions() as session:
        calendar = policy_of(session, the_office(session)).calendar
    assert all(calendar.within_hours(message.due_at) for message in messages)
    assert all(message.not_after == calendar.closing(local_day(message.due_at)) for message in messages)


def test_nobody_who_is_away_gets_any(sessions: Sessions):
    begin(sessions, EVERYTHING)
    play(sessions, month.START, END)
    for who, first, last, _ in EVERYTHING.away:
        days = [local_day(m.due_at) for m in bundles(sessions) if m.person_id == who]
        assert not [each for each in days if day(first) <= each and (last is None or each <= day(last))]


def test_a_preview_after_today_s_bundle_says_that_the_rest_comes_tomorrow(sessions: Sessions):
    begin(sessions, PLAIN)
    play(sessions, month.START, at("06-01 14:00"))
    with sessions() as session:
        office = the_office(session)
        plan = month.add_plan(session, office, 3, [("Góp ý dự thảo", None, "06-05", (1, 2), (0,))])
        draft = plan.id
    with sessions() as session:
        announced = [
            (b.at, b.person) for b in month.planned_bundles(session, session.get_one(Plan, draft), at("06-01 14:10"))
        ]
    with sessions() as session:
        office, plan = the_office(session), session.get_one(Plan, draft)
        session.add_all(month.planned_assignments(session, plan))
        plan.state = PlanState.ACTIVE
        session.flush()
        month.start_reminding(session, office, plan, at("06-01 14:10"))
        own = {f.assignment.id for f in month.open_work(session) if f.plan.id == draft}
    play(sessions, at("06-01 14:10"), announced[-1][0])
    assert [(m.due_at, m.person_id) for m in bundles(sessions) if own & {*m.speaks_of}] == announced
    assert local_day(announced[0][0]) == day("06-02")


DAYS = st.dates(dt.date(2026, 5, 25), dt.date(2026, 6, 25)).map(lambda each: f"{each:%m-%d}")
PERSONS = st.integers(1, len(month.PEOPLE))
NUMBERS = st.integers(1, 16)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    spans = draw(st.lists(st.tuples(PERSONS, DAYS, st.none() | DAYS, st.none() | PERSONS), max_size=4))
    away = tuple(
        (who, first, last if last is None or last >= first else first, by if by != who else None)
        for who, first, last, by in spans
    )
    return Case(
        settings={
            "remind_at": draw(st.sampled_from([dt.time(7, 30), dt.time(8), dt.time(14), dt.time(16, 30)])),
            "remind_before": draw(st.lists(st.integers(1, 8), min_size=1, max_size=3, unique=True)),
            "weekly_on": draw(st.integers(0, 4)),
            "snooze_days": draw(st.integers(1, 5)),
        },
        away=away,
        delegates=draw(st.dictionaries(NUMBERS, PERSONS, max_size=3)),
        silent=draw(st.dictionaries(NUMBERS, st.integers(1, 5), max_size=4)),
        heard=tuple(draw(st.lists(NUMBERS, max_size=2, unique=True))),
        claimed=tuple(draw(st.lists(NUMBERS, max_size=2, unique=True))),
        put_off=draw(st.dictionaries(NUMBERS, DAYS, max_size=3)),
        off=tuple(draw(st.lists(DAYS, max_size=2, unique=True))),
    )


@pytest.mark.database
@settings(max_examples=6, phases=[Phase.explicit, Phase.generate])  # shrinking plays hundreds of months
@given(cases(), st.integers(0, 47))
def test_any_month_is_as_announced(case: Case, begins: int):
    start = month.START + dt.timedelta(minutes=30 * begins)
    end = at("06-20 18:00")
    with fresh_engine() as engine:
        sessions = transactions(engine)
        begin(sessions, case)
        expected = {line: asks for line, asks in foreseen(sessions, start).items() if line[0] <= end}
        play(sessions, start, end)
        got = {(m.due_at, m.person_id): sorted(m.speaks_of) for m in bundles(sessions)}
        assert got == {line: [number for number, *_ in asks] for line, asks in expected.items()}
        check_hours(sessions)
