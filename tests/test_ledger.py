"""Random orders of queueing, faults, crashes and time: no illegal end, no third copy, nothing stuck."""

import asyncio
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlmodel import select

from conftest import MONDAY
from databases import fresh_engine
from fakes import Clock, FakeChannel
from messages.channel import DeliveryError
from models.database import transactions
from models.outbox import Delivery, OutboxMessage, Priority, cancel, enqueue
from scheduler import logbook
from scheduler.deliver import deliver
from scheduler.logbook import Leaving
from scheduler.outcome import TRIES
from scheduler.parcel import Desk, pack

ENDS = {Delivery.SENT, Delivery.DEAD, Delivery.EXPIRED, Delivery.CANCELLED, Delivery.UNKNOWN}
FAULTS = {
    "blocked": DeliveryError("blocked", permanent=True),
    "refused": DeliveryError("too long", refused=True),
    "wait": DeliveryError("429", retry_in=5),
    "timed out": DeliveryError("timed out", unknown=True),
    "failed": DeliveryError("ok=false"),
    "moved": DeliveryError("upgraded", moved_to="9"),
}
CRASHES = ("after the claim", "after the start", "after the send")


class Ledger(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.database = ExitStack()
        engine = self.database.enter_context(fresh_engine())
        self.clock, self.channel = Clock(MONDAY), FakeChannel()
        self.desk = Desk(transactions(engine), self.clock, Path(tempfile.gettempdir()), lambda *_: b"", "0")
        self.ended: dict[str, Delivery] = {}
        self.count = 0

    def teardown(self) -> None:
        self.channel.faults.clear()
        for _ in range(4):
            self.clock.forward(minutes=16)
            logbook.sweep(self.desk, "fake")
            asyncio.run(deliver(self.desk, self.channel))
        assert {row.status for row in self.rows()} <= ENDS
        self.database.close()

    def rows(self) -> list[OutboxMessage]:
        with self.desk.sessions() as session:
            return list(session.exec(select(OutboxMessage)).all())

    @rule(chat=st.sampled_from("123"), priority=st.sampled_from(Priority), late=st.booleans(), edits=st.booleans())
    def queue(self, chat: str, priority: Priority, late: bool, edits: bool) -> None:
        self.count += 1
        row = OutboxMessage(
            key=f"m{self.count}", text=f"m{self.count}", channel="fake", address=chat, due_at=self.clock()
        )
        row.priority, row.edits = priority, "1" if edits else None
        row.not_after = self.clock() + timedelta(minutes=3) if late else None
        with self.desk.sessions() as session:
            enqueue(session, row)

    @rule(
        after=st.sampled_from([0, 1, 130]),
        faults=st.lists(st.sampled_from([*sorted(FAULTS), *["timed out"] * 4]), max_size=3),
        delivers=st.booleans(),
    )
    def send(self, after: int, faults: list[str], delivers: bool) -> None:
        self.clock.forward(seconds=after)
        self.channel.faults.extend(FAULTS[name] for name in faults)
        self.channel.delivers = delivers
        asyncio.run(deliver(self.desk, self.channel))

    @rule(point=st.sampled_from(CRASHES))
    def crash(self, point: str) -> None:
        with self.desk.sessions() as session:
            claimed, _ = logbook.claim_due(session, self.desk, self.channel, 8)
        for message, at in claimed if point != CRASHES[0] else []:
            with self.desk.sessions() as session:
                started = logbook.start(session, [Leaving(message, at)])
            if started and point == CRASHES[2]:
                self.channel.faults.clear()
                parcel = pack(message, self.channel.can)
                asyncio.run(self.channel.send(message.address, parcel.message))
        dead = self.desk.worker
        self.desk = replace(self.desk, worker=str(int(dead) + 1), alive=lambda worker: worker != dead)

    @rule()
    def take_over(self) -> None:
        logbook.sweep(self.desk, "fake")

    @rule(seconds=st.sampled_from([1, 10, 70, 130, 400, 1000]))
    def time_passes(self, seconds: int) -> None:
        self.clock.forward(seconds=seconds)

    @rule(number=st.integers(1, 20))
    def call_back(self, number: int) -> None:
        with self.desk.sessions() as session:
            cancel(session, [number])

    @invariant()
    def an_end_is_an_end(self) -> None:
        now = {row.key: row.status for row in self.rows()}
        assert {key: now[key] for key in self.ended} == self.ended
        self.ended = {key: status for key, status in now.items() if status in ENDS}

    @invariant()
    def nobody_gets_a_third_copy(self) -> None:
        new = [
            sent.message.text.removeprefix("<i>(gửi lại)</i>\n") for sent in self.channel.sent if not sent.message.edits
        ]
        assert max(Counter(new).values(), default=0) <= 2

    @invariant()
    def what_is_sent_was_received(self) -> None:
        received = {sent.message.text.removeprefix("<i>(gửi lại)</i>\n") for sent in self.channel.sent}
        assert {row.text for row in self.rows() if row.status is Delivery.SENT} <= received

    @invariant()
    def attempts_are_bounded(self) -> None:
        assert all(row.attempts <= TRIES and row.resends <= 1 for row in self.rows())


Ledger.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestLedger = pytest.mark.database(Ledger.TestCase)
