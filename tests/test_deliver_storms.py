"""Refusals, withdrawn work, poison, and clocks that jump: the ledger goes on."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from conftest import MONDAY
from delivering import claim, message, queue, rows, send, start, states
from fakes import FakeChannel
from messages.channel import Capabilities, DeliveryError, Pace
from models.assignment import Assignment
from models.office import Office
from models.outbox import Delivery, Priority
from models.plan import Plan, PlanState, Task
from scheduler import logbook
from scheduler.outcome import TRIES
from scheduler.parcel import Desk
from scheduler.writer import Writer


def test_a_storm_of_refusals_pauses_every_process_and_lets_replies_out_first(desk: Desk):
    storm = FakeChannel(can=Capabilities(pace=Pace(per_second=1000, chat_gap=0)))
    storm.faults.append(DeliveryError("429", retry_in=60))
    queue(desk, message("bulk", priority=Priority.BULK))
    send(desk, storm)
    queue(desk, message("reply", address="1"))
    other = replace(desk, worker="2")
    assert send(other, storm) == 0
    desk.clock.forward(seconds=60)
    assert send(other, storm) == 2
    assert storm.texts() == ["reply", "bulk"]
    assert {row.attempts for row in rows(desk)} == {1}, "a refusal for haste is no attempt"


def test_what_another_process_claimed_waits_too_when_the_platform_asks(desk: Desk):
    channel = FakeChannel(can=Capabilities(pace=Pace(per_second=20)))
    queue(desk, message("a"), message("b", address="1"))
    [(mine, _)], _ = claim(desk, channel, room=1)
    [(theirs, _)], _ = claim(replace(desk, worker="2"), channel, room=1)
    started = start(desk, mine)
    assert started
    with desk.sessions() as session:
        landing = logbook.Landing(started, None, DeliveryError("429", retry_in=30), MONDAY)
        logbook.record(session, channel.can.pace, [landing])
    assert start(desk, theirs) is None
    assert states(desk) == {"a": Delivery.QUEUED, "b": Delivery.QUEUED}


def test_one_process_without_a_way_to_the_platform_leaves_the_others_at_work(desk: Desk):
    channel = FakeChannel(can=Capabilities(pace=Pace(per_second=1000, chat_gap=0)))
    channel.faults.append(DeliveryError("no connection", retry_in=60, here=True))
    queue(desk, message("a"))
    send(desk, channel)
    desk.clock.forward(seconds=1)
    assert send(replace(desk, worker="2"), channel) == 1
    assert [row.attempts for row in rows(desk)] == [1]


def test_a_chat_that_keeps_moving_is_given_up(desk: Desk):
    channel = FakeChannel()
    channel.faults += [DeliveryError("upgraded", moved_to=str(-number)) for number in range(1, TRIES + 1)]
    queue(desk, message("a"))
    send(desk, channel)
    assert channel.sent == []
    assert states(desk) == {"a": Delivery.DEAD}


def followed(session: Session, office: Office) -> Assignment:
    """A task of an active plan that somebody is to be reminded of."""
    assert office.id is not None
    plan = Plan(office_id=office.id, state=PlanState.ACTIVE, sha256="x", file_name="t6.docx", added_at=MONDAY)
    session.add(plan)
    session.flush()
    task = Task(plan_id=plan.id or 0, position=1, text="Rà soát")
    session.add(task)
    session.flush()
    assignment = Assignment(office_id=office.id, plan_id=plan.id or 0, task_id=task.id or 0, unit_id=1)
    session.add(assignment)
    session.flush()
    return assignment


WITHDRAWALS: list[Callable[[Session], None]] = [
    lambda session: setattr(session.exec(select(Plan)).one(), "state", PlanState.CLOSED),
    lambda session: setattr(session.exec(select(Task)).one(), "dropped", True),
    lambda session: setattr(session.exec(select(Assignment)).one(), "ended_at", MONDAY),
]


@pytest.mark.parametrize("withdraw", WITHDRAWALS, ids=["plan", "task", "assignment"])
@pytest.mark.parametrize("claimed_before", [False, True])
def test_a_reminder_of_withdrawn_work_is_not_sent(
    desk: Desk, office: Office, withdraw: Callable[[Session], None], claimed_before: bool
):
    channel = FakeChannel()
    with desk.sessions() as session:
        assignment = followed(session, office)
    queue(desk, message("remind", priority=Priority.REMINDER, speaks_of=[assignment.id]), message("reply", address="1"))
    claimed = claim(desk, channel)[0] if claimed_before else []
    with desk.sessions() as session:
        withdraw(session)
    assert [start(desk, each) for each, _ in claimed if each.key == "remind"] == [None] * bool(claimed)
    send(desk, channel)
    assert "remind" not in channel.texts()
    assert states(desk)["remind"] is Delivery.CANCELLED


def test_of_several_reminded_tasks_one_that_stands_is_enough(desk: Desk, office: Office):
    channel = FakeChannel()
    with desk.sessions() as session:
        assignment = followed(session, office)
    queue(desk, message("remind", priority=Priority.REMINDER, speaks_of=[99, assignment.id]))
    send(desk, channel)
    assert channel.texts() == ["remind"]


def test_a_chat_takes_its_next_message_a_second_after_the_last_was_over(desk: Desk):
    channel = FakeChannel(can=Capabilities(pace=Pace(per_second=1000)))
    queue(desk, message("one"), message("two"))
    send(desk, channel)
    desk.clock.forward(seconds=0.9)
    assert send(desk, channel) == 0
    desk.clock.forward(seconds=0.1)
    assert send(desk, channel) == 1


def test_a_clock_that_is_set_back_stops_no_channel(desk: Desk):
    channel = FakeChannel(can=Capabilities(pace=Pace(per_second=20)))
    queue(desk, message("one", due_at=MONDAY - timedelta(days=1)), message("two", due_at=MONDAY - timedelta(days=1)))
    send(desk, channel)
    desk.clock.forward(hours=-1)
    send(desk, channel)
    assert channel.texts() == ["one", "two"]


def test_a_clock_that_jumps_ahead_takes_nothing_out_of_this_worker_s_hands(desk: Desk):
    queue(desk, message("a"))
    [(claimed, _)], _ = claim(desk)
    start(desk, claimed)
    desk.clock.forward(hours=1)
    assert logbook.sweep(desk, "fake", in_hand=[claimed.id]) == 0
    assert states(desk) == {"a": Delivery.INFLIGHT}
    assert logbook.sweep(desk, "fake") == 1


def test_what_cannot_be_drawn_is_parked_with_its_error_and_the_queue_goes_on(desk: Desk):
    channel = FakeChannel()
    queue(desk, message("bad", choices=[["no data"]]))
    for number in range(TRIES + 1):
        queue(desk, message(f"good {number}", address="1"))
        send(desk, channel)
        desk.clock.forward(minutes=16)
    [bad] = [row for row in rows(desk) if row.key == "bad"]
    assert (bad.status, bad.attempts, bad.error) == (Delivery.DEAD, TRIES, "không dựng được tin: ValueError")
    assert len(channel.sent) == TRIES + 1


def test_a_note_that_cannot_be_written_spoils_no_other_of_its_transaction(desk: Desk):
    def enter(_session: Session, notes: Sequence[int]) -> list[int]:
        return [10 // note for note in notes]

    async def play() -> list[object]:
        writer = Writer(desk.sessions, enter)
        return await asyncio.gather(*(writer.write(note) for note in (1, 0, 5)), return_exceptions=True)

    one, failed, five = asyncio.run(play())
    assert (one, type(failed), five) == (10, ZeroDivisionError, 2)
