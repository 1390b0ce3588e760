"""The running bot over a fake platform: what it confirms, what it raises the alarm about, and its pages.

Rows 54, 55, 56 and 62 of the fault catalogue.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from bot.app import assemble
from bot.backup import is_due, rows_of
from bot.context import now
from bot.disk import Room, room
from bot.serve import show_health
from bot.settings import Settings
from bot.watch import Watch
from bot.webhook import Hook, Webhooks
from bot_api import BotApi
from conftest import LAN, MONDAY
from crash import until as wait_until
from databases import lay_migrated
from fakes import FakeChannel
from gateway import free_port
from hearing import says
from messages.channel import DeliveryError, Outgoing
from models.database import Sessions, open_engine, transactions
from models.pulse import beat
from running_bot import RunningBot

PLENTY = Room(0.4, 10**11)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path, telegram_token="", backup_keep=2)


@pytest.fixture
def sessions(settings: Settings) -> Sessions:
    lay_migrated(settings.data_dir)
    engine = open_engine(settings.database)
    return transactions(engine)


@dataclass
class Disk:
    room: Room = PLENTY

    def __call__(self, _settings: Settings) -> Room:
        return self.room


def play(
    settings: Settings, sessions: Sessions, act: Callable[[Watch, FakeChannel], Awaitable[None]], disk: Disk
) -> None:
    """The watch over a fake channel that is listened to, for as long as `act` takes."""

    async def run() -> None:
        watch, channel = Watch(settings, sessions, now), FakeChannel()
        watch.room, watch.every = disk, 0.02
        watching = asyncio.create_task(watch.run())
        async with asyncio.timeout(60):
            try:
                await act(watch, channel)
            finally:
                watching.cancel()
                await asyncio.gather(watching, return_exceptions=True)

    asyncio.run(run())


async def until(what: Callable[[], object]) -> None:
    while not what():
        await asyncio.sleep(0.01)


def test_a_full_disk_confirms_nothing_until_there_is_room_again(settings: Settings, sessions: Sessions):
    disk = Disk(Room(0.96, 10**8))
    heard: list[str] = []

    async def hear(incoming: Any) -> None:
        heard.append(incoming.id)

    async def act(watch: Watch, channel: FakeChannel) -> None:
        await until(lambda: watch.closed)
        await channel.heard.put(says(1))
        with pytest.raises(Exception, match="disk full"):
            await watch.over(channel).listen(hear)
        assert channel.confirmed == []
        assert [each.wrong for each in watch.findings() if "ngừng nhận tin" in each.line] == [True]
        disk.room = Room(0.94, 10**9)
        await until(lambda: not watch.closed)
        listening = asyncio.create_task(watch.over(channel).listen(hear))
        await channel.heard.put(says(2))
        await until(lambda: channel.confirmed)
        listening.cancel()
        assert (watch.meter.turned_away, watch.meter.received) == (1, 1)

    with capture_logs() as log:
        play(settings, sessions, act, disk)
    assert heard == ["2"]
    alarms = [line["finding"] for line in log if line["event"] == "ALARM" and "Đĩa" in line["finding"]]
    assert re.search("96%.*ngừng nhận", alarms[0])
    assert re.search("94%.*dọn bớt", alarms[1])


def test_a_finding_whose_figure_changes_is_said_once(settings: Settings, sessions: Sessions):
    disk = Disk(Room(0.90, 10**9))

    async def act(watch: Watch, _channel: FakeChannel) -> None:
        await until(lambda: any("90%" in each.line for each in watch.findings()))
        disk.room = Room(0.91, 10**9)
        await until(lambda: any("91%" in each.line for each in watch.findings()))
        await asyncio.sleep(0.1)

    with capture_logs() as log:
        play(settings, sessions, act, disk)
    told = [line for line in log if "Đĩa" in str(line.get("finding"))]
    assert [line["event"] for line in told] == ["ALARM"]


def test_a_webhook_is_told_to_come_again_while_the_disk_is_full(settings: Settings, sessions: Sessions):
    async def act(watch: Watch, channel: FakeChannel) -> None:
        await until(lambda: watch.closed)
        server = Webhooks("127.0.0.1:0")
        watched = watch.over(channel)

        async def receive(_body: bytes) -> None:
            async def heard(_incoming: object) -> None:
                raise AssertionError

            await channel.heard.put(says(1))
            await watched.listen(heard)

        server.add(Hook("/fake", "X-Secret", "s", receive))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(server.app), base_url="http://bot.test") as client:
            assert (await client.post("/fake", headers={"X-Secret": "s"})).status_code == 503

    play(settings, sessions, act, Disk(Room(0.99, 0)))


def test_a_damaged_file_raises_the_alarm_and_takes_no_more_messages(settings: Settings, tmp_path: Path):
    lay_migrated(settings.data_dir)
    engine = open_engine(settings.database)
    with transactions(engine)() as session:
        for number in range(500):
            beat(session, f"{number}{'x' * 200}", MONDAY)
    engine.dispose()
    database = tmp_path / "dondoc.db"
    data = bytearray(database.read_bytes())
    data[-20480:-4096] = b"\x01" * 16384
    database.write_bytes(data)

    async def act(watch: Watch, _channel: FakeChannel) -> None:
        await until(lambda: watch.closed)
        assert watch.closed == "database damaged"
        [found] = watch.findings()
        assert "dondoc db restore" in found.line

    with capture_logs() as log:
        play(settings, transactions(open_engine(settings.database)), act, Disk())
    assert [line for line in log if line["event"] == "ALARM"]


def test_the_nightly_copy_is_made_and_proved(settings: Settings, sessions: Sessions):
    async def act(watch: Watch, _channel: FakeChannel) -> None:
        await until(lambda: "backup" in watch.vitals.pulses)

    with capture_logs() as log:
        play(settings, sessions, act, Disk())
    [copy] = settings.backups.glob("*.db")
    [told] = [line for line in log if line["event"] == "backed up"]
    assert told["rows"] == sum(rows_of(copy).values())


def test_a_copy_that_cannot_be_made_raises_the_alarm_once(settings: Settings, sessions: Sessions):
    settings.backups.write_text("a file where the folder should be")

    async def act(_watch: Watch, _channel: FakeChannel) -> None:
        await until(failures)
        await asyncio.sleep(0.3)

    def failures() -> list[Any]:
        return [line for line in log if line["event"] == "BACKUP FAILED"]

    with capture_logs() as log:
        play(settings, sessions, act, Disk())
    assert len(failures()) == 1


@pytest.mark.parametrize(
    ("last", "local", "due"),
    [
        (None, "02 12:00", True),
        ("01 02:31", "02 02:29", False),
        ("01 02:31", "02 02:30", True),
        ("02 02:30", "02 02:31", False),
        ("01 02:31", "02 08:00", True),  # the machine was off at night
        ("01 23:00", "02 02:29", False),
        ("01 02:29", "01 23:00", True),
    ],
)
def test_a_copy_is_due_once_the_quiet_hour_has_passed(last: str | None, local: str, due: bool):
    assert is_due(hanoi(last) if last else None, hanoi(local)) is due


def hanoi(day_and_time: str) -> datetime:
    return datetime.strptime(f"2026-06-{day_and_time} +0700", "%Y-%m-%d %H:%M %z")


def test_a_blocked_event_loop_raises_the_alarm(settings: Settings, sessions: Sessions):
    async def act(watch: Watch, _channel: FakeChannel) -> None:
        await asyncio.sleep(0.1)
        time.sleep(1.8)
        await until(lambda: watch.meter.lag > 1)

    with capture_logs() as log:
        play(settings, sessions, act, Disk())
    assert [line for line in log if line["event"] == "EVENT LOOP BLOCKED"]


@pytest.mark.parametrize(
    ("error", "result"),
    [
        (None, "sent"),
        (DeliveryError("x", retry_in=3), "told to wait"),
        (DeliveryError("x", unknown=True), "unknown"),
        (DeliveryError("x", permanent=True), "dead"),
        (DeliveryError("x", refused=True), "dead"),
        (DeliveryError("x", fatal=True), "channel refused"),
        (DeliveryError("x", moved_to="-5"), "moved"),
        (DeliveryError("x"), "failed"),
    ],
)
def test_each_attempt_is_counted_by_its_result(settings: Settings, error: DeliveryError | None, result: str):
    watch, channel = Watch(settings, transactions(open_engine("sqlite://")), now), FakeChannel()
    if error:
        channel.faults.append(error)
    asyncio.run(_try(watch, channel))
    assert watch.meter.sends == {result: 1}
    assert sum(watch.meter.sending.counts) == 1


async def _try(watch: Watch, channel: FakeChannel) -> None:
    await asyncio.gather(watch.over(channel).send(LAN, Outgoing("x")), return_exceptions=True)


async def pages(watch: Watch) -> tuple[httpx.Response, httpx.Response]:
    server = Webhooks("127.0.0.1:0")
    show_health(server, watch, now)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(server.app), base_url="http://bot.test") as client:
        return await client.get("/healthz"), await client.get("/metrics")


def test_the_pages_say_how_the_bot_is_and_nothing_about_people(settings: Settings, sessions: Sessions):
    """A whole bot over a fake platform, from a message to its answer."""
    chat = "chat-of-lan"  # no figure can look like it

    async def run() -> tuple[httpx.Response, httpx.Response, FakeChannel]:
        channel, stop = FakeChannel(), asyncio.Event()
        bot = assemble(settings, sessions, {"fake": channel}, now)
        running = asyncio.create_task(bot.run(stop))
        await channel.heard.put(says(1, chat, text="Bí mật của Lan"))
        async with asyncio.timeout(60):
            await until(lambda: (channel.sent and "tick" in bot.watch._pulses) or running.done())
            await bot.watch.look()
            health, metrics = await pages(bot.watch)
            stop.set()
            await running
        return health, metrics, channel

    health, metrics, channel = asyncio.run(run())
    assert (health.status_code, health.json()["ok"]) == (200, True), health.text
    for line in (
        "dondoc_updates_received_total 1.0",
        'dondoc_sends_total{result="sent"} 1.0',
        "dondoc_handle_seconds_count 1.0",
        'dondoc_send_seconds_bucket{le="+Inf"} 1.0',
        'dondoc_age_seconds{part="alive"}',
        "dondoc_database_up 1.0",
        "dondoc_loop_lag_seconds",
        "dondoc_disk_used_ratio",
    ):
        assert line in metrics.text
    for word in ("Bí mật", chat, channel.texts()[0][:20]):
        assert word not in health.text + metrics.text


def test_an_unreachable_database_is_503_without_the_details(settings: Settings):
    watch = Watch(settings, transactions(open_engine(f"sqlite:///{settings.data_dir}/none/x.db")), now)

    async def run() -> httpx.Response:
        await watch.look()
        return (await pages(watch))[0]

    answer = asyncio.run(run())
    assert answer.status_code == 503
    assert "chi tiết trong nhật ký" in answer.json()["findings"][0]
    assert "unable" not in answer.text


def test_the_room_is_that_of_the_disk(tmp_path: Path):
    measured = room(tmp_path)
    assert 0 <= measured.used <= 1
    assert measured.free >= 0


def test_the_pages_are_served_beside_polling(sessions: Sessions, tmp_path: Path):
    """The real process; a page that nobody has, and a post, get nothing."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with BotApi() as api, RunningBot(api, tmp_path, HEALTH_LISTEN=f"127.0.0.1:{port}"):
        wait_until(lambda: is_served(url))
        answers = [httpx.get(f"{url}/{page}").status_code for page in ("healthz", "metrics", "else")]
        posted = httpx.post(f"{url}/healthz").status_code
    assert (answers, posted) == ([200, 200, 404], 403)


def is_served(url: str) -> bool:
    try:
        return bool(httpx.get(url).status_code)
    except httpx.ConnectError:
        return False
