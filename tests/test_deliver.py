"""The ledger from queued to its end states, fault by fault, and under random events."""

import asyncio
import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from conftest import LAN, MONDAY
from delivering import claim, message, queue, rows, send, start, states
from fakes import FakeChannel
from messages.channel import UNPACED, Capabilities, Choice, DeliveryError, Outgoing, Pace
from models import ledger
from models.office import Office
from models.outbox import Delivery, Gate, Priority, Snapshot, cancel
from models.people import Address, Room
from models.plan import Plan
from scheduler import logbook
from scheduler.deliver import Pump, deliver
from scheduler.outcome import TRIES
from scheduler.parcel import Desk


def test_a_due_message_is_sent_once_and_recorded(desk: Desk):
    channel = FakeChannel()
    queue(desk, message("a", choices=[["Xong", "do:1", 0]]), message("a"))
    assert (send(desk, channel), send(desk, channel)) == (1, 0)
    assert channel.sent[0].message == Outgoing("a", (Choice("Xong", "do:1"),))
    [row] = rows(desk)
    assert (row.status, row.platform_id, row.sent_at, row.attempts) == (Delivery.SENT, "1", MONDAY, 1)


def test_a_message_waits_for_its_time_and_not_beyond_it(desk: Desk):
    channel = FakeChannel()
    queue(
        desk,
        message("later", due_at=MONDAY + timedelta(minutes=1)),
        message("late", address="1", not_after=MONDAY - timedelta(minutes=1)),
    )
    send(desk, channel)
    assert channel.sent == []
    assert states(desk) == {"later": Delivery.QUEUED, "late": Delivery.EXPIRED}


def test_replies_go_before_reminders_and_reminders_before_bulk(desk: Desk):
    channel = FakeChannel()
    queue(
        desk,
        message("bulk", priority=Priority.BULK),
        message("reminder", priority=Priority.REMINDER),
        message("reply", priority=Priority.REPLY),
    )
    send(desk, channel)
    assert channel.texts() == ["reply", "reminder", "bulk"]


def test_one_chat_keeps_its_order_while_another_does_not_wait(desk: Desk):
    async def play(slow: FakeChannel, quick: FakeChannel) -> None:
        slow.gate = asyncio.Event()
        pump = Pump(desk, slow)
        await pump.step()
        queue(desk, message("two"), message("other", address="1"))
        await deliver(desk, quick)
        slow.gate.set()
        await pump.drain()
        await deliver(desk, quick)

    slow, quick = FakeChannel(), FakeChannel()
    queue(desk, message("one"))
    asyncio.run(play(slow, quick))
    assert (slow.texts(), quick.texts()) == (["one"], ["other", "two"])


def test_a_message_called_back_before_it_leaves_is_not_sent(desk: Desk):
    channel = FakeChannel()
    queue(desk, message("a"))
    [(claimed, _)], _ = claim(desk, channel)
    with desk.sessions() as session:
        assert cancel(session, [claimed.id]) == 1
    assert start(desk, claimed) is None
    assert states(desk) == {"a": Delivery.CANCELLED}


FAULTS = [
    (DeliveryError("blocked", permanent=True), Delivery.DEAD, 1),
    (DeliveryError("too long", refused=True), Delivery.DEAD, 1),
    (DeliveryError("429", retry_in=30), Delivery.QUEUED, 0),
    (DeliveryError("timed out", unknown=True), Delivery.QUEUED, 1),
    (DeliveryError("ok=false"), Delivery.QUEUED, 1),
    (DeliveryError("upgraded", moved_to="-100"), Delivery.SENT, 2),
    (DeliveryError("401", fatal=True), Delivery.QUEUED, 0),
]


@pytest.mark.parametrize(("fault", "status", "attempts"), FAULTS, ids=str)
def test_each_fault_has_its_consequence(desk: Desk, fault: DeliveryError, status: Delivery, attempts: int):
    channel = FakeChannel()
    channel.faults.append(fault)
    queue(desk, message())
    send(desk, channel)
    [row] = rows(desk)
    assert (row.status, row.attempts) == (status, attempts)
    assert row.error == (None if status is Delivery.SENT else fault.reason)


def test_an_address_that_refuses_is_marked_and_its_other_messages_end(desk: Desk, office: Office):
    channel = FakeChannel()
    channel.faults.append(DeliveryError("bot was blocked by the user", permanent=True))
    queue(desk, message("a"), message("b"), message("c", address="1001"))
    send(desk, channel)
    assert states(desk) == {"a": Delivery.DEAD, "b": Delivery.DEAD, "c": Delivery.SENT}
    with desk.sessions() as session:
        lan = session.exec(select(Address).where(Address.address == LAN)).one()
    assert (lan.unreachable_since, lan.unreachable_why) == (MONDAY, "bot was blocked by the user")


def test_a_group_that_moved_is_followed_and_written_to_once(desk: Desk, office: Office):
    channel = FakeChannel()
    channel.faults.append(DeliveryError("upgraded", moved_to="-1005"))
    with desk.sessions() as session:
        assert office.id is not None
        session.add(Room(office_id=office.id, unit_id=1, channel="fake", address="-5"))
    queue(desk, message("a", address="-5"), message("b", address="-5"))
    send(desk, channel)
    assert [sent.address for sent in channel.sent] == ["-1005", "-1005"]
    with desk.sessions() as session:
        assert session.exec(select(Room.address)).one() == "-1005"


@pytest.mark.parametrize("pace", [UNPACED, Pace(per_second=1000, chat_gap=0)])
def test_a_platform_that_asks_to_wait_gets_nothing_until_then(desk: Desk, pace: Pace):
    channel = FakeChannel(can=Capabilities(pace=pace))
    queue(desk, message("before", address="2"))
    send(desk, channel)
    channel.faults.append(DeliveryError("429", retry_in=30))
    queue(desk, message("a"))
    send(desk, channel)
    queue(desk, message("b", address="1"))
    desk.clock.forward(seconds=29)
    assert send(desk, channel) == 0
    desk.clock.forward(seconds=1)
    assert send(desk, channel) == 2


def test_an_unknown_outcome_is_sent_once_more_with_a_mark_and_then_shown(desk: Desk):
    channel = FakeChannel(delivers=True)
    channel.faults += [DeliveryError("timed out", unknown=True)] * 2
    queue(desk, message("a"))
    send(desk, channel)
    desk.clock.forward(seconds=59)
    assert send(desk, channel) == 0
    desk.clock.forward(seconds=61)
    send(desk, channel)
    desk.clock.forward(days=1)
    assert send(desk, channel) == 0
    assert channel.texts() == ["a", "<i>(gửi lại)</i>\na"]
    assert states(desk) == {"a": Delivery.UNKNOWN}


def test_a_document_with_an_unknown_outcome_waits_for_a_person(desk: Desk):
    channel = FakeChannel()
    channel.faults.append(DeliveryError("timed out", unknown=True))
    data = b"%PDF"
    name = hashlib.sha256(data).hexdigest()
    (desk.files / name).write_bytes(data)
    queue(desk, message("a", document=f"file:{name}"))
    send(desk, channel)
    assert states(desk) == {"a": Delivery.UNKNOWN}


def test_a_change_in_place_may_be_repeated(desk: Desk):
    channel = FakeChannel(delivers=True)
    channel.faults.append(DeliveryError("timed out", unknown=True))
    queue(desk, message("a", edits="44"))
    send(desk, channel)
    desk.clock.forward(minutes=1)
    send(desk, channel)
    assert [sent.message for sent in channel.sent] == [Outgoing("a", edits="44")] * 2
    assert states(desk) == {"a": Delivery.SENT}


def test_a_message_that_never_arrives_is_given_up_in_the_end(desk: Desk):
    channel = FakeChannel()
    channel.faults += [DeliveryError("ok=false")] * TRIES
    queue(desk, message("a"))
    for _ in range(TRIES):
        assert send(desk, channel) == 1
        desk.clock.forward(minutes=15)
    assert send(desk, channel) == 0
    assert states(desk) == {"a": Delivery.DEAD}


def test_a_refused_token_stops_the_channel_and_spends_no_attempt(desk: Desk):
    channel = FakeChannel()
    channel.faults.append(DeliveryError("401", fatal=True))
    queue(desk, message("a"), message("b", address="1"))
    with pytest.raises(DeliveryError, match="401"):
        asyncio.run(Pump(desk, channel).run())
    assert {(row.status, row.attempts) for row in rows(desk)} <= {(Delivery.QUEUED, 0), (Delivery.SENT, 1)}
    assert Delivery.QUEUED in states(desk).values()


def test_a_worker_that_is_gone_leaves_nothing_stuck(desk: Desk):
    channel = FakeChannel()
    queue(desk, message("claimed"), message("inflight", address="1"))
    claimed, _ = claim(desk, channel)
    assert [start(desk, each) for each, _ in claimed if each.key == "inflight"] != [None]
    assert logbook.sweep(desk, "fake") == 0
    successor = replace(desk, worker="2", alive=lambda worker: worker != "1")
    assert logbook.sweep(successor, "fake") == 2
    send(successor, channel)
    assert channel.texts() == ["claimed"]
    desk.clock.forward(minutes=2)
    send(successor, channel)
    assert channel.texts() == ["claimed", "<i>(gửi lại)</i>\ninflight"]


def test_leases_end_by_themselves(desk: Desk):
    queue(desk, message("a"))
    [(claimed, _)], _ = claim(desk)
    desk.clock.forward(seconds=61)
    assert logbook.sweep(desk, "fake") == 1
    assert start(desk, claimed) is None, "the claim is fenced"
    assert send(replace(desk, worker="2"), FakeChannel()) == 1


def test_a_late_success_is_believed(desk: Desk):
    queue(desk, message("a"))
    [(claimed, at)], _ = claim(desk)
    started = start(desk, claimed)
    desk.clock.forward(minutes=6)
    logbook.sweep(desk, "fake")
    assert started is not None
    with desk.sessions() as session:
        logbook.record(session, UNPACED, [logbook.Landing(started, None, "77", at)])
    assert states(desk) == {"a": Delivery.SENT}


def test_a_long_text_goes_out_in_parts_and_resumes_at_the_part_that_failed(desk: Desk):
    channel = FakeChannel(can=Capabilities(text_limit=60))
    queue(desk, message("a", text="hai mươi chữ cái đây\nphần thứ hai\nphần thứ ba", choices=[["Xong", "do:1", 0]]))
    send_first_then_fail(desk, channel)
    assert channel.texts() == ["hai mươi chữ cái đây"]
    desk.clock.forward(minutes=1)
    send(desk, channel)
    assert channel.texts() == ["hai mươi chữ cái đây", "phần thứ hai", "phần thứ ba"]
    assert [bool(sent.message.choices) for sent in channel.sent] == [False, False, True]
    assert {row.status for row in rows(desk)} == {Delivery.SENT}
    assert sorted(row.text for row in rows(desk)) == sorted(channel.texts())


def send_first_then_fail(desk: Desk, channel: FakeChannel) -> None:
    async def play() -> None:
        pump = Pump(desk, channel)
        await pump.step()
        await pump.drain()
        channel.faults.append(DeliveryError("ok=false"))
        await pump.step()
        await pump.drain()

    asyncio.run(play())


def test_a_channel_without_buttons_gets_numbered_choices(desk: Desk):
    channel = FakeChannel(can=Capabilities(buttons=False, edit=False))
    queue(desk, message("a", choices=[["Xong", "do:1", 0], ["Vướng", "do:2", 0]], edits="4"))
    send(desk, channel)
    assert channel.sent[0].message == Outgoing("a\n1. Xong\n2. Vướng")


def test_a_report_is_drawn_when_it_is_sent(desk: Desk, office: Office):
    channel = FakeChannel()
    with desk.sessions() as session:
        snapshot = a_snapshot(session, office)
    queue(
        desk,
        message("docx", document=f"snapshot:{snapshot}:docx", document_name="Báo cáo.docx"),
        message("png", document=f"snapshot:{snapshot}:png"),
        message("none", document="snapshot:99:docx"),
        message("broken", document=f"snapshot:{snapshot}:"),
    )
    send(desk, channel)
    documents = [sent.message.document for sent in channel.sent if sent.message.document]
    assert [(d.name, d.data, d.photo) for d in documents[:2]] == [
        ("Báo cáo.docx", b"T6 as docx", False),
        ("bao-cao.png", b"T6 as png", True),
    ]
    assert states(desk)["none"] is Delivery.DEAD


def a_snapshot(session: Session, office: Office) -> int:
    assert office.id is not None
    plan = Plan(office_id=office.id, sha256="x", file_name="t6.docx", added_at=MONDAY)
    session.add(plan)
    session.flush()
    assert plan.id is not None
    snapshot = Snapshot(office_id=office.id, plan_id=plan.id, made_at=MONDAY, content={"title": "T6"})
    session.add(snapshot)
    session.flush()
    assert snapshot.id is not None
    return snapshot.id


@pytest.mark.parametrize("reference", ["file:" + "0" * 64, "file:../../etc/passwd", "file:", "snapshot:x:docx", "x"])
def test_a_document_that_is_not_there_ends_its_message(desk: Desk, reference: str):
    channel = FakeChannel()
    queue(desk, message("a", document=reference))
    send(desk, channel)
    assert channel.sent == []
    assert states(desk) == {"a": Delivery.DEAD}


def test_a_row_that_cannot_be_drawn_holds_up_no_other(desk: Desk):
    channel = FakeChannel()
    queue(desk, message("bad", choices=[["no data"]]), message("good", address="1"))
    send(desk, channel)
    assert channel.texts() == ["good"]
    assert states(desk)["bad"] is Delivery.QUEUED


def test_slots_are_evenly_spaced_and_each_chat_has_its_own(desk: Desk):
    channel = FakeChannel(can=Capabilities(pace=Pace(per_second=20)))
    queue(desk, *(message(str(number), address=str(number)) for number in range(5)))
    queue(desk, message("group", address="-1"))
    claimed, wait = claim(desk, channel)
    moments = [at - MONDAY for _, at in claimed]
    assert wait == 0
    assert moments == [timedelta(milliseconds=50 * number) for number in range(6)]
    with desk.sessions() as session:
        landings = [logbook.Landing(message, None, "1", at) for message, at in claimed]
        logbook.record(session, channel.can.pace, landings)
        opens = {gate.address: gate.next_at - moments[-1] - MONDAY for gate in session.exec(select(Gate)).all()}
    assert opens["*"] == timedelta(milliseconds=50)
    assert opens["0"] == timedelta(seconds=1)
    assert opens["-1"] == timedelta(seconds=3)


def test_two_workers_never_hold_one_message(desk: Desk):
    queue(desk, *(message(str(number), address=str(number)) for number in range(10)))
    first, _ = claim(desk, room=6)
    second, _ = claim(replace(desk, worker="2"), room=6)
    assert len(first) == 6
    assert len(second) == 4
    with desk.sessions() as session:
        assert ledger.workers(session, "fake") == {"1", "2"}


def test_a_stop_gives_back_what_was_not_started(desk: Desk):
    async def play() -> None:
        pump = Pump(desk, FakeChannel())
        claim(desk)
        await pump.stop()

    queue(desk, message("a"))
    asyncio.run(play())
    assert states(desk) == {"a": Delivery.QUEUED}
