"""The running bot, put together: channels, inbox, deliveries and the alarm clock, and how they stop."""

import asyncio
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog
import typer
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED

from bot.context import fail, now
from bot.intake import Intake
from bot.join_link import page_link
from bot.platforms import link_maker, mail_of, platforms_of, servers_of, show_pages, show_way_in
from bot.rosters import roster_maker
from bot.settings import Settings
from bot.shared_clock import SharedClock
from bot.shelf import Shelf
from bot.turn import Turn, may_be_alive
from bot.warm import dispatch, draw, due, warm_up
from bot.watch import Watch
from bot.worker import Dispatch, Worker
from messages.channel import Channel, DeliveryError, Incoming
from models.database import Sessions
from scheduler.clock import alarm_clock
from scheduler.deliver import Pump
from scheduler.parcel import Desk

if TYPE_CHECKING:
    from bot.webhook import Webhooks

Task = asyncio.Task[Any]

GRACE = 10  # seconds for what is being handled when the bot is told to stop, and half of it for what is being sent

LISTENING = 1  # second after which the first poll is on its way

LAST = 20  # seconds after which a bot that was told to stop is gone, come what may

log = structlog.get_logger()


async def run(settings: Settings, sessions: Sessions, clock: Callable[[], datetime] = now) -> None:
    """Run every platform that has a token until SIGTERM or SIGINT; ends with code 1 when all were refused."""
    server, pages = servers_of(settings)
    platforms = platforms_of(settings, server, clock)
    mail = mail_of(settings, sessions, clock)
    if not platforms and mail is None:
        needless = "`dondoc demo` and `dondoc console` need none"
        raise fail(f"DONDOC_TELEGRAM_TOKEN, DONDOC_ZALO_TOKEN: no platform has a token; {needless}")
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, _told_to_stop, stop)
    async with AsyncExitStack() as opened:
        for platform in platforms.values():
            await platform.open()
            opened.push_async_callback(platform.close)
        bot = assemble(settings, sessions, {**platforms, **({mail.name: mail} if mail else {})}, clock)
        if server and settings.public_url:
            show_pages(settings, server, bot.desk, mail, bot.inbox.shelf)
            show_way_in(settings, server, platforms)
        if pages:
            from bot.serve import show_health

            show_health(pages, bot.watch, clock)
        try:
            await bot.run(stop, server, pages)
        except OSError as error:
            raise fail(str(error)) from None


def _told_to_stop(stop: asyncio.Event) -> None:
    """Stop in order, and if a thread hangs, say in a locked database, leave as after a crash: nothing is lost by it."""
    stop.set()
    last = threading.Timer(LAST, _leave)
    last.daemon = True
    last.start()


def _leave() -> None:
    log.critical("STOPPED THE HARD WAY: work in hand did not end; the next start takes it up")
    os._exit(1)


def assemble(
    settings: Settings,
    sessions: Sessions,
    channels: Mapping[str, Channel],
    clock: Callable[[], datetime],
    answer: Dispatch = dispatch,
) -> "Bot":
    watch = Watch(settings, sessions, clock)
    channels = {name: watch.over(channel) for name, channel in channels.items()}
    worker = f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"
    desk = Desk(
        sessions,
        clock,
        settings.files,
        draw,
        worker,
        alive=lambda other: other == worker or may_be_alive(other),
        link=link_maker(settings, clock),
        carriers=frozenset(name for name, channel in channels.items() if channel.can.documents),
        roster=roster_maker(sessions, clock),
    )
    if isinstance(clock, SharedClock):
        desk = replace(desk, set_clock=clock.set)
    pumps = {name: Pump(desk, channel) for name, channel in channels.items()}

    def call() -> None:
        for pump in pumps.values():
            pump.call()

    inbox = Worker(Intake(Shelf(sessions, settings.files), channels), watch.meter.timed(answer), clock, call)
    turn = Turn(f"inbox:{'+'.join(sorted(channels))}", sessions, worker, clock, may_be_alive)
    alarm = alarm_clock(sessions, clock, call, due)
    alarm.add_listener(watch.job_ended, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)
    return Bot(channels, pumps, inbox, turn, alarm, watch, desk, page_link(settings))


@dataclass(frozen=True)
class Bot:
    """The parts. Each channel has a listener and a pump; inbox and alarm clock serve all of them."""

    channels: Mapping[str, Channel]
    pumps: Mapping[str, Pump]
    inbox: Worker
    turn: Turn
    alarm: Any
    watch: Watch
    desk: Desk
    join_link: str = ""  # our own page's, which goes before a platform's

    async def run(self, stop: asyncio.Event, server: "Webhooks | None" = None, pages: "Webhooks | None" = None) -> None:
        """Run until `stop` is set; raises typer.Exit(1) when every channel was refused by its platform."""
        servers = [each for each in (server, pages) if each]
        self.turn.heard_at = self.watch.heard_at
        going = (stop.wait(), self._handle(), self._warm_up(), self.turn.keep(), self.watch.run())
        parts: set[Task] = {asyncio.create_task(part) for part in (*going, *(each.serve() for each in servers))}
        ears = {name: asyncio.create_task(self._listen(channel)) for name, channel in self.channels.items()}
        hands = {name: asyncio.create_task(pump.run()) for name, pump in self.pumps.items()}
        log.info("running", channels=sorted(self.channels))
        try:
            await self._watch(parts, ears, hands)
        finally:
            await self._stop({*parts, *ears.values(), *hands.values()}, ears.values(), servers)

    async def _warm_up(self) -> None:
        """What can wait until the bot listens, begins then; the alarm clock too, whose first tick takes up all that
        is due."""
        await asyncio.sleep(LISTENING)
        await asyncio.to_thread(warm_up)
        self.alarm.start()
        await asyncio.Event().wait()

    async def _handle(self) -> None:
        await self.turn.ours.wait()  # two processes would answer one chat out of order
        await self.inbox.run()

    async def _listen(self, channel: Channel) -> None:
        if channel.can.pushed:
            await channel.listen(self._hear)  # pushed updates anybody may store
        else:
            await self.turn.listen(lambda: channel.listen(self._hear))  # a platform gives them to one at a time

    async def _hear(self, incoming: Incoming) -> None:
        await self.inbox.hear(replace(incoming, join_link=self.join_link) if self.join_link else incoming)

    async def _watch(self, parts: set[Task], ears: Mapping[str, Task], hands: Mapping[str, Task]) -> None:
        up = set(self.channels)
        while up:
            working = {ears[name] for name in up} | {hands[name] for name in up}
            done, _ = await asyncio.wait(parts | working, return_when=asyncio.FIRST_COMPLETED)
            if ended := done & parts:
                for task in ended:
                    task.result()
                return
            for name in [name for name in up if ears[name] in done or hands[name] in done]:
                up.discard(name)
                await self._alarm(name, ears[name], hands[name])
        raise typer.Exit(1)

    async def _alarm(self, name: str, ear: Task, hand: Task) -> None:
        try:
            (ear if ear.done() else hand).result()
        except DeliveryError as error:
            log.critical("CHANNEL STOPPED: nothing comes in, nothing goes out", channel=name, reason=error.reason)
            self.watch.refused(name, error.reason)
        ear.cancel()
        await self.pumps[name].stop()

    async def _stop(self, tasks: set[Task], ears: Iterable[Task], servers: "Iterable[Webhooks]") -> None:
        """First nothing more comes in, then what is in hand is finished, then what is left is given back."""
        log.info("stopping")
        if self.alarm.running:
            self.alarm.shutdown(wait=False)
        for ear in ears:
            ear.cancel()
        for server in servers:
            server.stop()
        await _within(GRACE, self.inbox.stop())
        await _within(GRACE / 2, *(pump.stop() for pump in self.pumps.values()))
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await _within(2, self.turn.give_back())


async def _within(seconds: float, *ends: Coroutine[Any, Any, None]) -> None:
    try:
        async with asyncio.timeout(seconds):
            await asyncio.gather(*ends)
    except TimeoutError:
        log.warning("stopped with work in hand; the next start takes it up")
