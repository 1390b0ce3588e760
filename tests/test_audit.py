"""The audit's chain: one entry more in the caller's transaction, sealed, refused to every later change (row 68)."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from conftest import MONDAY
from models.acts import Act
from models.audit import WORDS, Actor, AuditEntry, Tip, note, seal, tip_of
from models.chain import Flaw, verify
from models.database import Sessions, open_engine, transactions
from models.office import Office
from models.schema import upgrade

FIELDS: dict[str, Callable[[Any], Any]] = {
    "office_id": lambda was: was + 1,
    "number": lambda was: was + 1,
    "at": lambda was: was + timedelta(microseconds=1),
    "actor_id": lambda was: 8 if was is None else None,
    "channel": lambda was: was + "x",
    "action": lambda was: was + "x",
    "subject": lambda was: was + "1",
    "detail": lambda was: {**was, "more": 1},
    "before": lambda was: was + "0",
    "hash": lambda was: was[::-1] + "0",
}


def chain(length: int) -> list[AuditEntry]:
    """A chain as `note` writes it, without a database."""
    entries: list[AuditEntry] = []
    for number in range(1, length + 1):
        entry = AuditEntry(
            office_id=1,
            number=number,
            at=MONDAY + timedelta(minutes=number // 3),
            actor_id=number % 2 or None,
            channel="fake",
            action=Act.PLAN_APPROVED,
            subject=f"plan {number // 2}",
            detail={"tasks": number // 4},
            before=entries[-1].hash if entries else "",
            hash="",
        )
        entry.hash = seal(entry)
        entries.append(entry)
    return entries


def end(entries: list[AuditEntry]) -> Tip:
    return Tip(entries[-1].number, entries[-1].hash)


def resealed(entries: list[AuditEntry], start: int) -> list[AuditEntry]:
    """What someone does who can write to the table and knows the rule: everything from `start` on sealed anew."""
    done = entries[:start]
    for number, entry in enumerate(entries[start:], start + 1):
        copy = AuditEntry(**{**entry.model_dump(), "number": number, "before": done[-1].hash if done else ""})
        copy.hash = seal(copy)
        done.append(copy)
    return done


def test_a_whole_chain_has_no_flaw():
    entries = chain(5)
    assert verify(entries, [Tip(), Tip(3, entries[2].hash), end(entries)]) == (end(entries), 0, None)
    assert verify([]) == (Tip(), 0, None)


@given(st.data())
def test_any_one_changed_removed_swapped_or_inserted_entry_is_found(data: st.DataObject):
    whole = chain(data.draw(st.integers(2, 6)))
    at = data.draw(st.integers(0, len(whole) - 1))
    match data.draw(st.sampled_from(["change", "remove", "swap", "insert"])):
        case "change":
            field = data.draw(st.sampled_from(sorted(FIELDS)))
            values = whole[at].model_dump()
            broken = [*whole[:at], AuditEntry(**{**values, field: FIELDS[field](values[field])}), *whole[at + 1 :]]
        case "remove":
            broken = whole[:at] + whole[at + 1 :]
        case "swap":
            other = data.draw(st.integers(0, len(whole) - 1).filter(lambda place: place != at))
            broken = list(whole)
            broken[at], broken[other] = whole[other], whole[at]
        case _:
            broken = [*whole[:at], whole[data.draw(st.integers(0, len(whole) - 1))], *whole[at:]]
    found = verify(broken, [end(whole)])
    assert found.flaw is not None
    assert found.number <= at + 2


@given(st.integers(2, 6), st.data())
def test_a_chain_sealed_anew_or_cut_is_told_from_the_end_once_known(length: int, data: st.DataObject):
    whole = chain(length)
    known = [end(whole)]
    start = data.draw(st.integers(0, length - 1))
    assert verify(whole[:start], known) == ((start, whole[start - 1].hash if start else ""), start + 1, Flaw.CUT)
    lies = list(whole)
    lies[start] = AuditEntry(**{**whole[start].model_dump(), "subject": "plan 999"})
    assert verify(resealed(lies, start)).flaw is None
    assert verify(resealed(lies, start), known).flaw is Flaw.REWRITTEN


def test_only_one_entry_sealed_anew_is_not_linked():
    entries = chain(3)
    lie = AuditEntry(**{**entries[1].model_dump(), "actor_id": 9})
    lie.hash = seal(lie)
    assert verify([entries[0], lie, entries[2]])[1:] == (3, Flaw.UNLINKED)


def test_what_is_noted_is_read_again_as_it_was_sealed(sessions: Sessions, office: Office):
    at = datetime(2026, 6, 1, 15, 0, 0, 5, tzinfo=UTC)
    told = {"due": date(2026, 6, 30), "when": at, "form": "docx", "sure": True, "units": [3, 1], "nothing": None}
    with sessions() as session:
        actor = Actor(office.id or 0, None, "cli")
        note(session, actor, Act.PLAN_ADDED, "plan 1", MONDAY)
        tip = note(session, actor, Act.DATE_MOVED, "task 3", at, **told)
        assert tip == tip_of(session, office.id or 0)
    with sessions() as session:
        entries = list(session.exec(select(AuditEntry).order_by(col(AuditEntry.number))).all())
    assert verify(entries) == (tip, 0, None)
    moments = {"due": "2026-06-30", "when": "2026-06-01T15:00:00.000005+00:00"}
    assert entries[1].detail == {**moments, "form": "docx", "sure": True, "units": [3, 1]}


@pytest.mark.parametrize("words", ["Trần Thị Lan", "đã xong", "123456789:AAF-x1y2z3x1y2z3x1y2z3x1y2z3"])
def test_words_names_and_tokens_are_not_written_down(sessions: Sessions, office: Office, words: str):
    with sessions() as session:
        note(session, Actor(office.id or 0, None, "cli"), Act.SETTING_CHANGED, words, MONDAY, name=words)
        entry = session.exec(select(AuditEntry)).one()
    assert (entry.subject, entry.detail) == (WORDS, {"name": WORDS})


def test_what_is_undone_is_not_noted(sessions: Sessions, office: Office):
    actor = Actor(office.id or 0, None, "cli")
    with pytest.raises(ZeroDivisionError), sessions() as session:
        note(session, actor, Act.PLAN_ADDED, "plan 1", MONDAY)
        raise ZeroDivisionError
    with sessions() as session:
        assert note(session, actor, Act.PLAN_ADDED, "plan 2", MONDAY).number == 1


def test_each_office_has_a_chain_of_its_own(sessions: Sessions, office: Office):
    with sessions() as session:
        other = Office(name="Sở Y tế")
        session.add(other)
        session.flush()
        ends = [
            note(session, Actor(each.id or 0, None, "cli"), Act.EXPORTED, "office 1", MONDAY)
            for each in (office, other, office)
        ]
    assert [each.number for each in ends] == [1, 1, 2]


CHANGES = (
    "UPDATE auditentry SET channel = 'x'",
    "UPDATE auditentry SET number = number + 10 WHERE number = 2",
    "DELETE FROM auditentry",
    "DELETE FROM auditentry WHERE number = 2",
)
OF_ONE_DATABASE = {
    "sqlite": "INSERT OR REPLACE INTO auditentry SELECT * FROM auditentry",
    "postgresql": "TRUNCATE auditentry",
}


@pytest.mark.database
@pytest.mark.parametrize("made", ["migrations", "metadata"])
def test_the_database_refuses_every_change_and_deletion(database_url: str, made: str, request: pytest.FixtureRequest):
    engine: Engine = request.getfixturevalue("engine_for_many") if made == "metadata" else open_engine(database_url)
    if made == "migrations":
        upgrade(engine)
    with transactions(engine)() as session:
        session.add(Office())
        session.flush()
        for number in (1, 2):
            note(session, Actor(1, None, "cli"), Act.PLAN_ADDED, f"plan {number}", MONDAY)
    for statement in (*CHANGES, OF_ONE_DATABASE[engine.dialect.name]):
        with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
            connection.exec_driver_sql(statement)
    with transactions(engine)() as session:
        found = verify(session.exec(select(AuditEntry).order_by(col(AuditEntry.number))).all())
    engine.dispose()
    assert (found.tip.number, found.flaw) == (2, None)


def test_writers_at_the_same_time_do_not_fork_the_chain(engine_for_many: Engine):
    sessions = transactions(engine_for_many)
    with sessions() as session:
        session.add(Office())
    start = threading.Barrier(4)

    def write(who: int) -> None:
        start.wait()
        for number in range(5):
            with sessions() as session:
                note(session, Actor(1, None, f"w{who}"), Act.EXPORTED, f"plan {number}", MONDAY)

    threads = [threading.Thread(target=write, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sessions() as session:
        entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.number))).all()
    found = verify(entries)
    assert (len(entries), found.tip.number, found.flaw) == (20, 20, None)
