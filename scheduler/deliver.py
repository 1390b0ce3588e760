"""From the ledger to people: claim, start, send with no transaction open, record (design section 5)."""

import asyncio
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy.exc import OperationalError

from messages.channel import Channel, DeliveryError
from models.outbox import OutboxMessage
from scheduler import logbook
from scheduler.logbook import Landing
from scheduler.parcel import Desk, Parcel, load, pack

WINDOW = 64  # messages in hand at once on one channel
BATCH = 8  # of them started together
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
        self._in_hand = 0
        self._trips: set[asyncio.Task[None]] = set()
        self._landed: list[Landing] = []
        self._writing = asyncio.Lock()
        self._held_until = self._swept_at = datetime.min.replace(tzinfo=UTC)
        self._wait = 0.0
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
            except OperationalError as error:
                log.error("ledger not reached", channel=self._channel.name, error=str(error.orig))
            if self.fault:
                await self.stop()
                raise DeliveryError(self.fault, fatal=True)
            if self._wait:
                await asyncio.sleep(min(self._wait, IDLE))
            else:
                await self._pause(IDLE)

    async def _sweep(self) -> None:
        now = self._desk.clock()
        if now - self._swept_at < SWEEP_EVERY:
            return
        self._swept_at = now
        if left := await asyncio.to_thread(logbook.sweep, self._desk, self._channel.name):
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
        room = WINDOW - self._in_hand
        if room <= 0 or self._stopping or self.fault:
            return 0
        claimed, self._wait = await asyncio.to_thread(
            logbook.claim_due, self._desk, self._channel.name, min(room, BATCH)
        )
        texts = [message for message in claimed if not message.document]
        for trip in (texts, *([message] for message in claimed if message.document)):
            if trip:
                self._depart(trip)
        if claimed:
            self.call()
        return len(claimed)

    def _depart(self, messages: list[OutboxMessage]) -> None:
        self._in_hand += len(messages)
        task = asyncio.create_task(self._carry(messages))
        self._trips.add(task)
        task.add_done_callback(lambda done: self._back(done, len(messages)))

    def _back(self, task: asyncio.Task[None], count: int) -> None:
        self._in_hand -= count
        self._trips.discard(task)
        # The chats just written to take their next message after this.
        asyncio.get_running_loop().call_later(self._channel.can.pace.chat_gap, self.call)
        if not task.cancelled() and (error := task.exception()):
            # The lease brings the message back; one bad message must not stop the others.
            log.error("delivery failed", channel=self._channel.name, error=repr(error))

    async def _carry(self, messages: list[OutboxMessage]) -> None:
        parcels = {message.id: await self._parcel(message) for message in messages}
        started = await asyncio.to_thread(logbook.start, self._desk, self._channel, messages)
        await asyncio.gather(*(self._send(message, parcels[message.id], at) for message, at in started))

    async def _parcel(self, message: OutboxMessage) -> Parcel | DeliveryError:
        try:
            if not message.document:
                return pack(message, self._channel.can)
            if not self._channel.can.documents:
                return DeliveryError("kênh này không gửi được tệp", refused=True)
            document = await asyncio.to_thread(load, message, self._desk)
            return pack(message, self._channel.can, document)
        except DeliveryError as error:
            return error
        except Exception as error:
            log.exception("message not drawn", key=message.key)
            return DeliveryError(f"không dựng được tin: {error!r}")

    async def _send(self, message: OutboxMessage, parcel: Parcel | DeliveryError, at: datetime) -> None:
        await asyncio.sleep(max(0.0, (at - self._desk.clock()).total_seconds()))
        result = parcel if isinstance(parcel, DeliveryError) else await self._attempt(message, parcel)
        if isinstance(result, DeliveryError):
            self._heed(result)
        packed = parcel if isinstance(parcel, Parcel) else None
        await self._record(Landing(message, packed, result, self._desk.clock()))

    async def _attempt(self, message: OutboxMessage, parcel: Parcel) -> str | DeliveryError:
        now = self._desk.clock()
        if self._stopping or self.fault or now < self._held_until:
            return DeliveryError("chưa gửi", retry_in=0)
        try:
            async with asyncio.timeout(LONGEST):
                return await self._channel.send(message.address, parcel.message)
        except TimeoutError:
            return DeliveryError("hết thời gian chờ", unknown=True)
        except DeliveryError as error:
            return error
        except Exception as error:  # a fault of the adapter must not hold up the chat until the lease ends
            log.exception("channel failed", channel=self._channel.name)
            return DeliveryError(repr(error), unknown=True)

    def _heed(self, error: DeliveryError) -> None:
        if error.retry_in:
            until = self._desk.clock() + timedelta(seconds=error.retry_in)
            self._held_until = max(until, self._held_until)
        if error.fatal:
            self.fault = error.reason

    async def _record(self, landing: Landing) -> None:
        # Whoever gets the lock writes for all who landed meanwhile: one commit for many messages. The outcome stays
        # in memory until the database takes it, so that an outage of the database doubles nothing.
        self._landed.append(landing)
        async with self._writing:
            batch, self._landed = self._landed, []
            while batch:
                try:
                    await asyncio.to_thread(logbook.record, self._desk, batch)
                    return
                except OperationalError as error:
                    log.error("outcome not recorded yet", channel=self._channel.name, error=str(error.orig))
                    await asyncio.sleep(IDLE)
