"""From the ledger to people: claim, start, send with no transaction open, record (design section 5)."""

import asyncio
import math
from datetime import UTC, datetime, timedelta

import structlog

from messages.channel import Channel, DeliveryError
from models.database import AWAY, fault_of
from models.ledger import Held
from models.outbox import Delivery
from scheduler import logbook
from scheduler.logbook import AT_HAND, Landing, Leaving, Note, Returned
from scheduler.parcel import Desk, Parcel, language_to, load, pack, pack_linked
from scheduler.turnstile import Turnstile
from scheduler.writer import Writer

WINDOW = 64  # messages in hand at once on one channel
BATCH = 8  # of them claimed together, so that replies are never far behind
FLOOD = 32  # the same where the platform sets no pace
GATHER = 0.004  # seconds; with many in hand one commit waits for more to write
LATE = timedelta(seconds=0.06)  # behind its moment: it would crowd the next ones, which may be another process's
LONGEST = 120  # seconds; no attempt lasts longer
IDLE = 1.0  # seconds between two looks at the ledger when nobody calls
SWEEP_EVERY = timedelta(seconds=10)

log = structlog.get_logger()


async def deliver(desk: Desk, channel: Channel) -> int:
    """Send what may go at this moment and return how many; for a clock that stands still, such as the demo's."""
    pump, sent = Pump(desk, channel), 0
    while started := await pump.step():
        await pump.drain()
        sent += started
    return sent


class Pump:
    """Sends one channel's messages side by side, one chat in order."""

    def __init__(self, desk: Desk, channel: Channel) -> None:
        self._desk, self._channel = desk, channel
        pace = channel.can.pace
        self._batch = BATCH if pace.per_second else FLOOD
        self._ledger: Writer[Note, Held | None] = Writer(
            desk.sessions,
            lambda session, notes: logbook.write_down(session, pace, notes),
            lambda: GATHER if len(self._trips) > BATCH else 0.0,
        )
        self._trips: dict[asyncio.Task[None], int] = {}
        # The clock of the gate is even, this process is not always: a late message must not crowd the next ones.
        self._turnstile = Turnstile(math.ceil(pace.per_second))
        self._held_until = 0.0
        self._swept_at = datetime.min.replace(tzinfo=UTC)
        self._wait = 0.0  # seconds until the gate opens
        self._called = asyncio.Event()
        self._stopping = False
        self.fault: str | None = None  # why the platform refuses this channel

    def call(self) -> None:
        """There may be something to send."""
        self._called.set()

    async def run(self) -> None:
        """Send until `stop`; raises DeliveryError(fatal) when the platform refuses the channel."""
        while not self._stopping:
            self._called.clear()
            try:
                await self._sweep()
                await self.step()
            except AWAY as error:
                log.error("ledger not reached", channel=self._channel.name, error=fault_of(error))
            if self.fault:
                await self.stop()
                raise DeliveryError(self.fault, fatal=True)
            if self._wait:
                await asyncio.sleep(min(self._wait, IDLE))
            else:
                await self._pause(IDLE)

    async def _sweep(self) -> None:
        now = self._desk.clock()
        if abs(now - self._swept_at) < SWEEP_EVERY:
            return
        await asyncio.to_thread(self._desk.set_clock)
        self._swept_at = self._desk.clock()
        in_hand = tuple(self._trips.values())
        if left := await asyncio.to_thread(logbook.sweep, self._desk, self._channel.name, in_hand):
            log.warning("messages taken over", channel=self._channel.name, count=left)

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._called.wait()
        except TimeoutError:
            return

    async def stop(self) -> None:
        """Start nothing more; wait for what is in the air, and give the rest back."""
        self._stopping = True
        self.call()
        await self.drain()
        await asyncio.to_thread(logbook.give_back, self._desk, self._channel.name)

    async def drain(self) -> None:
        while self._trips:
            await asyncio.wait(self._trips)

    async def step(self) -> int:
        """Claim what may go now and send it on its way; how many messages."""
        if WINDOW - len(self._trips) < self._batch or self._turnstile.crowded or self._must_wait():
            return 0
        claimed, self._wait = await asyncio.to_thread(logbook.set_out, self._desk, self._channel, self._batch)
        for message, at in claimed:
            task = asyncio.create_task(self._carry(message, at))
            self._trips[task] = message.id
            task.add_done_callback(self._back)
        if claimed:
            self.call()
        return len(claimed)

    def _back(self, task: asyncio.Task[None]) -> None:
        del self._trips[task]
        if gap := self._channel.can.pace.chat_gap:
            # The chat just written to takes its next message after this.
            asyncio.get_running_loop().call_later(gap, self.call)
        if not gap or WINDOW - len(self._trips) == self._batch:
            self.call()
        if not task.cancelled() and (error := task.exception()):
            # The lease brings the message back; one bad message must not stop the others.
            log.error("delivery failed", channel=self._channel.name, exc_info=error)

    async def _carry(self, message: Held, at: datetime) -> None:
        """Draw it, wait for its moment, mark it in flight, send it, record; a crash is unclear from the mark on."""
        parcel = await self._parcel(message)
        started = message if message.status is Delivery.INFLIGHT else await self._start(message, at)
        if started is None:
            return
        await self._sleep_until(at)
        await self._catch_up(at)
        result = parcel if isinstance(parcel, DeliveryError) else await self._attempt(message, parcel)
        if isinstance(result, DeliveryError):
            self._heed(result)
        packed = parcel if isinstance(parcel, Parcel) else None
        await self._ledger.write(Landing(started, packed, result, self._desk.clock()))

    async def _start(self, message: Held, at: datetime) -> Held | None:
        await self._sleep_until(at - AT_HAND)
        return await self._ledger.write(
            Returned(message) if self._must_wait() else Leaving(message, self._desk.clock())
        )

    async def _catch_up(self, at: datetime) -> None:
        """A message that missed its moment takes another one, until it leaves at it or is alone with the token."""
        moment: datetime | None = at
        while self._channel.can.pace.per_second and moment and self._desk.clock() - moment > LATE:
            try:
                moment = await asyncio.to_thread(logbook.another_moment, self._desk, self._channel)
            except AWAY as error:
                log.warning("no new moment", channel=self._channel.name, error=fault_of(error))
                return
            if moment:
                await self._sleep_until(moment)

    async def _sleep_until(self, at: datetime) -> None:
        if (wait := (at - self._desk.clock()).total_seconds()) > 0:
            await asyncio.sleep(wait)

    def _must_wait(self) -> bool:
        return self._stopping or self.fault is not None or asyncio.get_running_loop().time() < self._held_until

    async def _parcel(self, message: Held) -> Parcel | DeliveryError:
        try:
            language = await asyncio.to_thread(language_to, message, self._desk) if message.resends else "vi"
            if not message.document:
                return pack(message, self._channel.can, language=language)
            if not self._channel.can.documents:
                return await asyncio.to_thread(pack_linked, message, self._channel.can, self._desk)
            document = await asyncio.to_thread(load, message, self._desk)
            return pack(message, self._channel.can, document, language)
        except DeliveryError as error:
            return error
        except Exception as error:
            log.exception("message not drawn", key=message.key)
            return DeliveryError(f"không dựng được tin: {type(error).__name__}")

    async def _attempt(self, message: Held, parcel: Parcel) -> str | DeliveryError:
        try:
            async with self._turnstile.passing(), asyncio.timeout(LONGEST):
                if self._must_wait():
                    return DeliveryError("chưa gửi", retry_in=0)
                return await self._channel.send(message.address, parcel.message)
        except TimeoutError:
            return DeliveryError("hết thời gian chờ", unknown=True)
        except DeliveryError as error:
            return error
        except Exception as error:  # a fault of the adapter must not hold up the chat until the lease ends
            log.exception("channel failed", channel=self._channel.name)
            return DeliveryError(type(error).__name__, unknown=True)

    def _heed(self, error: DeliveryError) -> None:
        if error.retry_in:
            self._held_until = max(asyncio.get_running_loop().time() + error.retry_in, self._held_until)
        if error.fatal:
            self.fault = error.reason
