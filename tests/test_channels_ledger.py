"""Random orders of faults, outages, crashes and departures over two channels: what may have arrived takes no second
way, nobody gets a third copy, and nobody who left gets one at all."""

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
from sqlmodel import Session, select

from conftest import MONDAY, found_office, join
from databases import fresh_engine
from fakes import Clock, FakeChannel
from handlers.move_people import leave
from handlers.moves import by_command
from messages.channel import DeliveryError
from models.database import transactions
from models.office import Office
from models.outbox import Delivery, OutboxMessage, Priority, enqueue
from models.people import Address, Person
from models.platform import went_down, works
from scheduler import logbook
from scheduler.deliver import deliver
from scheduler.divert import divert
from scheduler.logbook import Leaving
from scheduler.outcome import TRIES
from scheduler.parcel import Desk, pack

ENDS = {Delivery.SENT, Delivery.DEAD, Delivery.EXPIRED, Delivery.CANCELLED, Delivery.UNKNOWN}
FAULTS = {
    "blocked": DeliveryError("blocked", permanent=True),
    "elsewhere": DeliveryError("no files here", elsewhere=True),
    "unreached": DeliveryError("no route", retry_in=5, here=True),
    "timed out": DeliveryError("timed out", unknown=True),
    "refused token": DeliveryError("401", fatal=True),
}
MARK = "<i>(gửi lại)</i>\n"
CHATS = {"fake": "1002", "zalo": "5f3a"}


class TwoWays(RuleBasedStateMachine):
    """Lan has a chat on each of two channels."""

    def __init__(self) -> None:
        super().__init__()
        self.database = ExitStack()
        sessions = transactions(self.database.enter_context(fresh_engine()))
        found_office(sessions)
        with sessions() as session:
            join(session, self.lan(session), CHATS["zalo"], "zalo")
        self.clock, self.channels = Clock(MONDAY), {name: FakeChannel(name) for name in CHATS}
        self.desk = Desk(sessions, self.clock, Path(tempfile.gettempdir()), lambda *_: b"", "0")
        self.count, self.left = 0, False
        self.unclear: dict[str, str] = {}  # the channel over which a message may have arrived
        self.copies_when_left = 0

    def lan(self, session: Session) -> Person:
        return session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()

    def teardown(self) -> None:
        with self.desk.sessions() as session:
            for name in CHATS:
                works(session, name)
        for _ in range(4):
            self.clock.forward(minutes=16)
            for channel in self.channels.values():
                channel.faults.clear()
                logbook.sweep(self.desk, channel.name)
                asyncio.run(deliver(self.desk, channel))
        assert {row.status for row in self.rows()} <= ENDS
        self.database.close()

    def rows(self) -> list[OutboxMessage]:
        with self.desk.sessions() as session:
            return list(session.exec(select(OutboxMessage).where(OutboxMessage.person_id == 2)).all())

    @rule(name=st.sampled_from([*CHATS]), priority=st.sampled_from(Priority), late=st.booleans(), edits=st.booleans())
    def queue(self, name: str, priority: Priority, late: bool, edits: bool) -> None:
        self.count += 1
        key = f"m{self.count}"
        row = OutboxMessage(key=key, text=key, channel=name, address=CHATS[name], due_at=self.clock())
        row.person_id, row.office_id, row.priority, row.edits = 2, 1, priority, "1" if edits else None
        row.not_after = self.clock() + timedelta(minutes=30) if late else None
        with self.desk.sessions() as session:
            enqueue(session, row)

    @rule(
        name=st.sampled_from([*CHATS]),
        faults=st.lists(st.sampled_from(["timed out", *FAULTS]), max_size=2),
        delivers=st.booleans(),
    )
    def send(self, name: str, faults: list[str], delivers: bool) -> None:
        channel = self.channels[name]
        channel.faults.extend(FAULTS[fault] for fault in faults)
        channel.delivers = delivers
        asyncio.run(deliver(self.desk, channel))

    @rule(name=st.sampled_from([*CHATS]), sends=st.booleans())
    def crash(self, name: str, sends: bool) -> None:
        with self.desk.sessions() as session:
            claimed, _ = logbook.claim_due(session, self.desk, self.channels[name], 8)
            started = logbook.start(session, [Leaving(message, at) for message, at in claimed])
        for message in started.values() if sends else ():
            self.channels[name].faults.clear()
            asyncio.run(self.channels[name].send(message.address, pack(message, self.channels[name].can).message))
        dead = self.desk.worker
        self.desk = replace(self.desk, worker=str(int(dead) + 1), alive=lambda worker: worker != dead)

    @rule(downs=st.sets(st.sampled_from([*CHATS])), minutes=st.sampled_from([1, 11, 61]))
    def time_passes(self, downs: set[str], minutes: int) -> None:
        with self.desk.sessions() as session:
            for name in CHATS:
                went_down(session, name, self.clock(), "401") if name in downs else works(session, name)
        self.clock.forward(minutes=minutes)
        for name in CHATS:
            logbook.sweep(self.desk, name)
        divert(self.desk.sessions, self.clock())

    @rule(name=st.sampled_from([*CHATS]))
    def writes_again(self, name: str) -> None:
        with self.desk.sessions() as session:
            for row in session.exec(select(Address).where(Address.channel == name)).all():
                row.unreachable_since = None

    @rule(really=st.sampled_from([False] * 9 + [True]))
    def leaves(self, really: bool) -> None:
        if self.left or not really:
            return
        self.left = True
        with self.desk.sessions() as session:
            leave(by_command(session, session.get_one(Office, 1), self.clock()), self.lan(session))
        self.copies_when_left = self.copies()

    def copies(self) -> int:
        return sum(len(channel.sent) for channel in self.channels.values())

    @invariant()
    def what_may_have_arrived_stays_on_its_channel(self) -> None:
        now = {row.key: row for row in self.rows()}
        for key, channel in self.unclear.items():
            assert now[key].channel == channel
        clear = (Delivery.QUEUED, Delivery.CLAIMED)
        self.unclear = {
            key: row.channel for key, row in now.items() if row.resends or row.status not in {*clear, Delivery.DEAD}
        }

    @invariant()
    def nobody_gets_a_third_copy(self) -> None:
        sent = [each.message for channel in self.channels.values() for each in channel.sent]
        new = Counter(message.text.removeprefix(MARK) for message in sent if not message.edits)
        assert max(new.values(), default=0) <= 2

    @invariant()
    def who_left_gets_nothing_more(self) -> None:
        assert not self.left or self.copies() == self.copies_when_left

    @invariant()
    def attempts_are_bounded(self) -> None:
        assert all(row.attempts <= TRIES and row.resends <= 1 for row in self.rows())


TwoWays.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestTwoWays = pytest.mark.database(TwoWays.TestCase)
