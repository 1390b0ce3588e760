"""Units merged, renamed and divided, a transfer and a leave in mid-month: who is asked, may answer and is reported."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlmodel import Session, col, select

from chat import Chat
from conftest import HANH, LAN, join
from handlers.kept import standing
from handlers.move_people import leave, transfer
from handlers.move_units import ALL_HEADS, Heads, Piece, merge, split
from handlers.moves import CannotMoveError, Change, Done, announce, attempted
from handlers.unit_names import add_names, close, rename
from june import CENTRE, FIRST, SECRETARIAT, activate, add_draft, assignment, at, outbox
from models.assignment import Assignment, Duty, Said
from models.audit import Actor, AuditEntry
from models.database import Sessions
from models.handover import Cause, Handover
from models.office import Office
from models.outbox import Delivery, Priority
from models.people import Person, Role, Room, Unit
from models.plan import Plan
from reports.changes import changes
from reports.report import Report, to_json
from reports.since import told
from scheduler.remind import remind

MINH, NAM = "1003", "1004"
NEW = "Phòng Nghiệp vụ tổng hợp"
EVE, MOVED = at("06-14 23:59"), at("06-15 09:00")


@pytest.fixture
def plan(sessions: Sessions, office: Office) -> Plan:
    """The June plan, with everybody in it; Nam works under Lan. By 14 June both units have reported."""
    plan = add_draft(sessions, office)
    activate(sessions, plan)
    with sessions() as session:
        nam = Person(office_id=office.id or 0, unit_id=unit(session, FIRST).id, name="Lê Văn Nam")
        session.add(nam)
        session.flush()
        join(session, nam, NAM)
        join(session, person(session, "Vũ Văn Minh"), MINH)
    chat = Chat(sessions, at("06-08 09:00"))
    chat.say(LAN, "NV1 đạt 60%, đã tổ chức 3 hội nghị")
    chat.say(LAN, "NV2 đã đăng 5 tin bài")
    chat.say(MINH, "NV3 đạt 30%, vướng kinh phí")
    return plan


def unit(session: Session, name: str) -> Unit:
    return session.exec(select(Unit).where(Unit.name == name)).one()


def person(session: Session, name: str) -> Person:
    return session.exec(select(Person).where(Person.name.endswith(name))).one()


def changing(session: Session, now: dt.datetime = MOVED) -> Change:
    office = session.exec(select(Office)).one()
    return Change(session, office, Actor(office.id or 0, None, "cli"), now)


def do(sessions: Sessions, act: Callable[[Change], Done], now: dt.datetime = MOVED) -> Done:
    with sessions() as session:
        change = changing(session, now)
        done = act(change)
        announce(change, done)
    return done


def merged(change: Change, heads: Heads = ALL_HEADS) -> Done:
    return merge(change, [unit(change.session, FIRST), unit(change.session, CENTRE)], NEW, heads)


def merged_under_lan(change: Change) -> Done:
    return merged(change, Heads(person(change.session, "Lan").id))


def report(sessions: Sessions, plan: Plan, as_of: dt.datetime, of: str | None = None) -> Report:
    with sessions() as session:
        return standing(session, session.get_one(Plan, plan.id), as_of, unit(session, of).id if of else None)


def waiting(sessions: Sessions) -> dict[str, str]:
    """The reminders that are to go out, by chat."""
    found = [message for message in outbox(sessions) if message.priority == Priority.REMINDER]
    return {message.address: message.text for message in found if message.status is Delivery.QUEUED}


def reminded(sessions: Sessions, day: str) -> dict[str, str]:
    """Who gets which reminder in a day, by chat."""
    Chat(sessions, at(f"{day} 07:00")).settle()
    for hour in range(8, 17):
        remind(sessions, at(f"{day} {hour:02}:00"))
    return waiting(sessions)


def parts(report: Report, position: int) -> list[tuple[str, Duty]]:
    return [(part.unit, part.duty) for task in report.tasks if task.position == position for part in task.parts]


def test_a_merger_moves_open_work_and_one_of_two_goes_on(sessions: Sessions, plan: Plan):
    before = report(sessions, plan, EVE)
    done = do(sessions, merged_under_lan)
    with sessions() as session:
        new = unit(session, NEW)
        rows = session.exec(select(Assignment).where(Assignment.unit_id == new.id)).all()
        assert [(row.task_id, row.duty) for row in rows if row.ended_at is None] == [
            (1, Duty.LEAD),
            (2, Duty.LEAD),
            (3, Duty.LEAD),
            (5, Duty.COOPERATOR),
        ]
        over = session.exec(select(Assignment).where(Assignment.merged_into.is_not(None))).all()
        assert {(row.task_id, row.duty) for row in over} == {(1, Duty.COOPERATOR), (3, Duty.COOPERATOR)}
        assert {move.cause for move in session.exec(select(Handover))} == {Cause.MERGED}
        assert len(session.exec(select(Handover)).all()) == len(done.work) == 6
        old = unit(session, FIRST)
        assert (old.active, old.successor_id) == (False, new.id)
        assert {FIRST, CENTRE, "NV1"} <= {*new.aliases}
    assert assignment(sessions, 1).percent == 60
    assert to_json(report(sessions, plan, EVE)) == to_json(before)


def test_the_day_after_a_merger_the_right_people_are_asked(sessions: Sessions, plan: Plan):
    remind(sessions, at("06-15 08:00"))
    do(sessions, merged_under_lan)
    assert waiting(sessions).keys() <= {HANH}  # what was to be asked of the units that are no more is asked anew
    asked = reminded(sessions, "06-16")
    assert LAN in asked
    assert {MINH, NAM}.isdisjoint(asked)
    assert "NV3" in asked[LAN]


def test_the_day_after_a_merger_its_people_may_what_they_should(sessions: Sessions, plan: Plan):
    do(sessions, merged_under_lan)
    chat = Chat(sessions, at("06-16 09:00"), count=20)
    for who in (LAN, MINH, NAM):
        shown = chat.say(who, "/nhiemvu")[0].text
        assert [shown.count(f"<b>NV{number}</b>") for number in (1, 2, 3, 4)] == [1, 1, 1, 0]
    chat.say(MINH, "NV1 đã xong")
    assert assignment(sessions, 1).state is Said.CLAIMED
    chat.press(LAN, "Xác nhận")
    assert assignment(sessions, 1).state is Said.DONE


def test_the_report_after_a_merger_tells_it_and_counts_once(sessions: Sessions, plan: Plan):
    chat = Chat(sessions, at("06-09 09:00"), count=20)
    chat.say(MINH, "NV1 đã tổ chức 2 hội nghị")
    before = report(sessions, plan, EVE)
    do(sessions, merged_under_lan)
    after = report(sessions, plan, at("06-15 17:00"))
    assert parts(after, 1) == [(NEW, Duty.LEAD)]
    assert sum(after.counts.values()) == sum(before.counts.values())
    [tally] = after.tasks[0].tallies
    assert tally.value == before.tasks[0].tallies[0].value
    found = changes(before, after)
    assert {(each.before, each.now) for each in found.passed} == {(FIRST, NEW), (CENTRE, NEW)}
    assert found.reported == ()
    assert found.moves == found.late == ()
    assert "thay đổi 02 đơn vị" in " ".join(told(found)).casefold()
    chat.now = at("06-16 09:00")
    chat.say(LAN, "NV1 đã tổ chức 6 hội nghị")
    assert report(sessions, plan, at("06-16 17:00")).tasks[0].tallies[0].value == 6


def test_a_renamed_unit_keeps_everything_but_its_name(sessions: Sessions, plan: Plan):
    before = report(sessions, plan, EVE)
    do(sessions, lambda change: rename(change, unit(change.session, FIRST), NEW))
    assert to_json(report(sessions, plan, EVE)) == to_json(before)
    after = report(sessions, plan, at("06-15 17:00"))
    assert parts(after, 1)[0] == (NEW, Duty.LEAD)
    assert [(each.before, each.now) for each in changes(before, after).passed] == [(FIRST, NEW)]
    assert changes(before, after).reported == ()
    with sessions() as session:
        assert session.exec(select(Handover)).all() == []
    assert "NV3" in Chat(sessions, at("06-16 09:00"), count=20).say(LAN, "/nhiemvu")[0].text
    assert LAN in reminded(sessions, "06-17")


def divided(change: Change) -> Done:
    nam = frozenset({person(change.session, "Nam").id or 0})
    pieces = [Piece("Phòng Một"), Piece("Phòng Hai", frozenset({2}), nam)]
    return split(change, unit(change.session, FIRST), pieces, "Phòng Một")


def test_a_unit_that_is_divided_gives_each_part_its_tasks_and_people(sessions: Sessions, plan: Plan):
    before = report(sessions, plan, EVE)
    do(sessions, divided)
    assert to_json(report(sessions, plan, EVE)) == to_json(before)
    after = report(sessions, plan, at("06-15 17:00"))
    assert (parts(after, 1)[0][0], parts(after, 2)[0][0]) == ("Phòng Một", "Phòng Hai")
    chat = Chat(sessions, at("06-16 09:00"), count=20)
    assert "NV2" not in chat.say(LAN, "/nhiemvu")[0].text
    assert "NV2" in chat.say(NAM, "/nhiemvu")[0].text
    chat.say(NAM, "NV1 đã xong")
    assert assignment(sessions, 1).state is Said.WORKING
    asked = reminded(sessions, "06-17")
    assert "NV1" in asked[LAN]
    assert "NV2" not in asked[LAN]


def delegated(sessions: Sessions, position: int, to: str) -> None:
    number = assignment(sessions, position).id
    with sessions() as session:
        row = session.get_one(Assignment, number)
        row.person_id = person(session, to).id
        session.add(row)


def test_a_transfer_takes_the_person_and_leaves_the_work(sessions: Sessions, plan: Plan):
    delegated(sessions, 1, "Nam")
    before = report(sessions, plan, EVE)
    done = do(
        sessions,
        lambda change: transfer(change, person(change.session, "Nam"), unit(change.session, CENTRE), Role.HEAD),
    )
    assert [(each.ref, each.before, each.now) for each in done.work] == [("NV1", "Lê Văn Nam", FIRST)]
    assert to_json(report(sessions, plan, EVE)) == to_json(before)
    chat = Chat(sessions, at("06-16 09:00"), count=20)
    shown = chat.say(NAM, "/nhiemvu")[0].text
    assert "NV2" not in shown
    assert "NV3</b> Trợ giúp pháp lý lưu động (chủ trì)" in shown
    assert any("NV1</b> Tổ chức hội nghị" in m.text for m in outbox(sessions) if m.key.startswith("moved:"))
    assert "NV1" in reminded(sessions, "06-17")[LAN]
    with sessions() as session:
        assert session.exec(select(Handover)).one().cause is Cause.TRANSFER


def test_whoever_leaves_is_out_at_once_and_the_unit_has_the_work(sessions: Sessions, plan: Plan):
    delegated(sessions, 1, "Nam")
    before = report(sessions, plan, EVE)
    Chat(sessions, at("06-15 08:00"), count=20).say(NAM, "NV1 đạt 70%")
    done = do(sessions, lambda change: leave(change, person(change.session, "Nam")))
    assert [each.ref for each in done.work] == ["NV1"]
    assert done.orphans == ()
    chat = Chat(sessions, at("06-15 09:01"), count=30)
    assert all("NV1" not in reply.text for reply in chat.say(NAM, "/nhiemvu"))
    chat.say(NAM, "NV1 đã xong")
    assert assignment(sessions, 1).percent == 70
    assert to_json(report(sessions, plan, EVE)) == to_json(before)
    asked = reminded(sessions, "06-17")
    assert NAM not in asked
    assert "NV1" in asked[LAN]


def test_a_unit_that_nobody_answers_for_is_named(sessions: Sessions, plan: Plan):
    done = do(sessions, lambda change: leave(change, person(change.session, "Minh")))
    assert done.orphans == ((CENTRE, 2),)


def test_a_group_and_the_matters_of_a_merged_unit_go_along(sessions: Sessions, office: Office, plan: Plan):
    with sessions() as session:
        where = {"office_id": office.id or 0, "unit_id": unit(session, CENTRE).id or 0}
        session.add(Room(**where, channel="fake", address="-7"))
    assert do(sessions, merged).rooms == 1
    with sessions() as session:
        assert session.exec(select(Room)).one().unit_id == unit(session, NEW).id
    assert "kinh phí" in Chat(sessions, at("06-16 09:00"), count=20).say(LAN, "/vuongmac")[0].text


def test_a_trial_changes_nothing(sessions: Sessions, plan: Plan):
    with sessions() as session:
        change = changing(session)
        done = attempted(change, lambda: merged(change))
        assert {name for _, name in done.heads} == set()
        assert attempted(change, lambda: merged(change, Heads())).heads != ()
        assert len(done.work) == 6
    with sessions() as session:
        assert unit(session, FIRST).active
        assert session.exec(select(Handover)).all() == []
        assert session.exec(select(Unit).where(Unit.name == NEW)).first() is None


def test_what_was_closed_twice_stays_with_who_did_it(sessions: Sessions, plan: Plan):
    chat = Chat(sessions, at("06-12 09:00"), count=20)
    chat.say(MINH, "NV1 phần phối hợp đã xong")
    done = do(sessions, merged)
    assert [each.ref for each in done.stays] == ["NV1"]
    assert (CENTRE, Duty.COOPERATOR) in parts(report(sessions, plan, at("06-15 17:00")), 1)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda c: close(c, unit(c.session, FIRST)), "has_work"),
        (lambda c: rename(c, unit(c.session, FIRST), CENTRE), "taken"),
        (lambda c: add_names(c, unit(c.session, FIRST), ["VP"]), "taken"),
        (lambda c: merge(c, [unit(c.session, FIRST)], unit(c.session, FIRST)), "same"),
        (lambda c: split(c, unit(c.session, FIRST), [Piece("Phòng Một")], "Phòng Một"), "pieces"),
        (lambda c: transfer(c, person(c.session, "Lan"), unit(c.session, FIRST), Role.HEAD), "same"),
        (lambda c: merged(c, Heads(person(c.session, "Nam").id)), "no_head"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(sessions: Sessions, plan: Plan, act, why: str):
    with sessions() as session, pytest.raises(CannotMoveError) as refused:
        act(changing(session))
    assert refused.value.why == why


def test_every_change_is_written_into_the_audit(sessions: Sessions, plan: Plan):
    do(sessions, lambda change: rename(change, unit(change.session, SECRETARIAT), "Văn phòng"))
    do(sessions, merged)
    do(sessions, lambda change: leave(change, person(change.session, "Nam")))
    with sessions() as session:
        noted = [entry.action for entry in session.exec(select(AuditEntry).order_by(col(AuditEntry.number))).all()]
    assert [each for each in noted if each.startswith(("unit", "person"))] == [
        "unit.renamed",
        "unit.added",
        "unit.merged",
        "person.left",
    ]
