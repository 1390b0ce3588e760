"""The running bot watches itself: pulses, alarms, the nightly copy, and whether updates may still be confirmed."""

import asyncio
import re
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import ExceptionContext, event
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError

from bot.audit_check import broken_in, tips_in, told
from bot.backup import BackupError, is_due, nightly, verdict_on
from bot.disk import FULL, NotNow, Room
from bot.health import LOOK, Finding, Vitals, findings
from bot.metrics import Meter, result_of
from bot.nightly import Nightly
from bot.outages import Ears
from bot.settings import Settings
from bot.trouble import place_of
from bot.vitals import look, room_of
from messages.channel import Channel, DeliveryError, Hear, Incoming, Outgoing, is_polled
from models.database import Sessions
from models.pulse import beat

EVERY = 15.0  # seconds between two looks
LAG_EVERY = 0.5
LAG = 1.0  # seconds; somebody is kept waiting
AGAIN = timedelta(minutes=1)  # between two alarms about the same fault
PAUSE = timedelta(minutes=30)  # after a copy that could not be made

_FIGURES = re.compile(r"\d+")

log = structlog.get_logger()


class Watch:
    """`closed` says why nothing is taken now; "" while all is well. `room` measures the disk and may be replaced."""

    def __init__(self, settings: Settings, sessions: Sessions, clock: Callable[[], datetime]) -> None:
        self._settings, self._sessions, self._clock = settings, sessions, clock
        self.room: Callable[[Settings], Room | None] = room_of
        self._zone = ZoneInfo(settings.timezone)
        self.every = EVERY
        self.meter = Meter()
        started = clock()
        self.vitals = Vitals(at=started, pulses={"started": started, "alive": started})
        self.closed = ""
        self._damage = ""
        self._pulses: dict[str, datetime] = {}
        self._ears: dict[str, Channel] = {}
        self._refused: dict[str, str] = {}  # channels whose platform refuses us, and why
        self._sent: dict[str, datetime] = {}  # since the last look
        self._failing: dict[str, tuple[datetime, datetime]] = {}  # the first and last try that reached no platform
        self._awake = started  # since when there was no long pause between two looks
        self._said: dict[str, str] = {}  # the findings in the log, by their words without the figures
        self._faults: dict[str, datetime] = {}
        self._next_copy = clock()
        self._nightly = Nightly(settings, sessions)

    def over(self, channel: Channel) -> "Watched":
        """The channel, watched."""
        self._ears[channel.name] = channel
        return Watched(channel, self)

    def refused(self, channel: str, why: str) -> None:
        """The platform lets this process use the channel no more."""
        self._refused[channel] = why

    def sent(self, channel: str) -> None:
        """The platform took a message."""
        self._sent[f"sent:{channel}"] = self._clock()
        self._failing.pop(channel, None)

    def missed(self, channel: str) -> None:
        """The platform could not be reached."""
        now = self._clock()
        self._failing[channel] = (self._failing.get(channel, (now, now))[0], now)

    def job_ended(self, event: Any) -> None:
        """The alarm clock ran a job; that it did is written down at the next look."""
        if event.exception is None:
            self._pulses[event.job_id.removeprefix("first ")] = self._clock()
        elif not isinstance(event.exception, asyncio.CancelledError):
            log.error("job failed", job=event.job_id, error=place_of(event.exception))

    def heard_at(self) -> datetime | None:
        """When a platform that is polled last answered; None before the first time. Where nobody keeps count it
        answers always."""
        moments = self._polls()
        return max((at for at in moments.values() if at), default=None) if moments else self._clock()

    def _polls(self) -> dict[str, datetime | None]:
        """When each platform that is polled answered; silence of one that pushes its messages says nothing."""
        return {name: ear.heard_at for name, ear in self._ears.items() if is_polled(ear)}

    def findings(self) -> list[Finding]:
        """What is wrong now, also where the look itself takes too long; without what only the log should show."""
        now = self._clock()
        vitals = replace(self.vitals, fault=self.vitals.fault and "chi tiết trong nhật ký")
        if not vitals.fault and now - vitals.at > LOOK:
            vitals = replace(vitals, fault="không trả lời")
        return findings(vitals, now, self._zone)

    async def run(self) -> None:
        """Look again and again, from the start."""
        self._pulses["started"] = self._clock()
        lag = asyncio.create_task(self._watch_loop())
        try:
            await asyncio.to_thread(self._count_errors)
            await self.look()
            await asyncio.sleep(self.every)  # reading the whole file, and copying it, must not delay the start
            self._damage = await asyncio.to_thread(self._check_file)
            while True:
                await self.look()
                await self._copy()
                await asyncio.to_thread(self._nightly.turn, self._clock())
                await asyncio.sleep(self.every)
        finally:
            lag.cancel()

    def _count_errors(self) -> None:
        with self._sessions() as session:
            event.listen(session.get_bind(), "handle_error", self._count_error)

    def _count_error(self, context: ExceptionContext) -> None:
        self.meter.database_errors += 1
        # A statement that is wrong is our fault and not the database's.
        if isinstance(context.sqlalchemy_exception, OperationalError | InternalError) or _is_damage(context):
            words, now = str(context.original_exception).partition("\n")[0], self._clock()
            if now - self._faults.get(words, now - AGAIN) >= AGAIN:
                self._faults[words] = now
                log.critical("DATABASE FAULT: what could not be stored is not confirmed", error=words)

    def _check_file(self) -> str:
        """What is wrong inside the database's file; a file that cannot be had just now is another matter."""
        try:
            return verdict_on(self._settings.database_file) if self._settings.database_file else ""
        except sqlite3.OperationalError:
            return ""
        except sqlite3.DatabaseError as error:
            return str(error)

    async def look(self) -> None:
        """One look; what changed since the last one is logged."""
        now = self._clock()
        polls = self._polls()
        heard = {f"poll:{name}": at for name, at in polls.items() if at}
        sent, self._sent = self._sent, {}  # an older moment must not replace another process's newer one
        if now - self.vitals.at > LOOK:
            self._awake = now
        linked = bool(self._settings.public_url)  # where a file cannot be sent, its address can
        files = {name: ear.can.documents or linked for name, ear in self._ears.items()}
        ears = Ears(self._awake, files, dict(self._refused), dict(self._failing), tuple(polls))
        beats = {"alive": now, **self._pulses, **sent, **heard}
        vitals = await asyncio.to_thread(look, self._settings, self._sessions, now, beats, ears)
        vitals = replace(vitals, room=self.room(self._settings), fault=vitals.fault or self._damage)
        self.vitals = vitals
        full = vitals.room is not None and vitals.room.used >= FULL
        self.closed = "database damaged" if self._damage else "disk full" if full else ""
        self._tell(findings(vitals, now, self._zone))

    def _tell(self, found: list[Finding]) -> None:
        by_words = {_FIGURES.sub("#", each.line): each for each in found}
        for words, each in by_words.items():
            if words not in self._said:
                (log.critical if each.wrong else log.warning)("ALARM" if each.wrong else "finding", finding=each.line)
        for words in sorted(self._said.keys() - by_words.keys()):
            log.info("finding is over", finding=self._said[words])
        self._said = {words: each.line for words, each in by_words.items()}

    async def _copy(self) -> None:
        now, last = self._clock(), self.vitals.pulses.get("backup")
        if self.vitals.backups != "nightly" or self.vitals.fault or now < self._next_copy:
            return
        if not is_due(last, now.astimezone(self._zone)):
            return
        self._next_copy = now + PAUSE
        try:
            copied = await asyncio.to_thread(nightly, self._settings, now.astimezone(self._zone))
            await asyncio.to_thread(self._note, now)
        except (BackupError, DBAPIError) as error:
            log.critical("BACKUP FAILED", error=str(error).partition("\n")[0])
        else:
            log.info("backed up", rows=copied.total, files=copied.files, audit=told(tips_in(copied.file)))
            for office, found in await asyncio.to_thread(broken_in, copied.file, self._settings):
                log.critical("AUDIT BROKEN", office=office, entry=found.number, flaw=found.flaw)

    def _note(self, at: datetime) -> None:
        with self._sessions() as session:
            beat(session, "backup", at)

    async def _watch_loop(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(LAG_EVERY)
            late = loop.time() - before - LAG_EVERY
            self.meter.lag = max(self.meter.lag, late)
            if late > LAG:
                log.critical("EVENT LOOP BLOCKED", seconds=round(late, 1))


def _is_damage(context: ExceptionContext) -> bool:
    return type(context.original_exception) is sqlite3.DatabaseError


class Watched:
    """A channel whose messages are counted, and which hears nothing while the watch is closed."""

    def __init__(self, channel: Channel, watch: Watch) -> None:
        self.name, self.can = channel.name, channel.can
        self.fetch = channel.fetch
        self._channel, self._watch = channel, watch

    async def listen(self, hear: Hear) -> None:
        meter = self._watch.meter

        async def take(incoming: Incoming) -> None:
            if self._watch.closed:
                meter.turned_away += 1
                raise NotNow(self._watch.closed)
            await hear(incoming)
            meter.received += 1

        await self._channel.listen(take)

    async def send(self, address: str, message: Outgoing) -> str:
        meter, start, result = self._watch.meter, time.perf_counter(), "sent"
        try:
            taken = await self._channel.send(address, message)
            self._watch.sent(self.name)
            return taken
        except DeliveryError as error:
            result = result_of(error)
            if error.here:
                self._watch.missed(self.name)
            raise
        finally:
            meter.sends[result] += 1
            meter.sending.add(time.perf_counter() - start)
