"""kill -9 at random moments; then the books are compared with what people sent and got.

python tests/crash.py --mode polling --processes 4 --kills 20 --updates 200 [--postgres]
"""

import argparse
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot_api import BotApi
from crash_books import Books, compare, is_settled, prepare, prequeue, report
from gateway import Gateway, free_port
from models.database import open_engine
from postgres import MISSING, binaries, running
from running_bot import RunningBot

MODES = ("polling", "webhook", "sending")
SECRET = "a-secret-of-the-webhook"


@dataclass(frozen=True)
class Play:
    """`mode` is what the bot is busy with when it is killed; an empty `database` is SQLite in the folder."""

    mode: str = "polling"
    processes: int = 1
    kills: int = 4
    updates: int = 40
    seed: int = 1
    database: str = ""

    def share(self, life: int) -> range:
        """The updates that people send before the kill of that number."""
        return range(self.updates * life // self.kills, self.updates * (life + 1) // self.kills)


class Herd:
    """Processes of the bot over one database; each has its own port for a webhook."""

    def __init__(self, api: BotApi, folder: Path, play: Play) -> None:
        self._api, self._folder = api, folder
        self._settings = [_settings(play, port) for port in (free_port() for _ in range(play.processes))]
        self._bots: list[RunningBot] = []
        self._started = 0

    def start(self, gateway: Gateway) -> None:
        gateway.ports = [int(each["TELEGRAM_WEBHOOK_LISTEN"].rpartition(":")[2]) for each in self._settings]
        for settings in self._settings:
            settings["TELEGRAM_WEBHOOK_URL"] = gateway.url
            self._bots.append(self._new(settings))

    def kill(self, which: int) -> None:
        """kill -9, and at once a new process in its place."""
        self._bots[which].end(signal.SIGKILL)
        self._bots[which] = self._new(self._settings[which])

    def _new(self, settings: dict[str, str]) -> RunningBot:
        self._started += 1
        return RunningBot(self._api, self._folder, LOG_LEVEL="INFO", **settings)

    def wait(self) -> None:
        """Until every process is at work."""
        until(lambda: self.log.count("event='running'") >= self._started or not all(bot.is_up for bot in self._bots))
        assert all(bot.is_up for bot in self._bots), self.log

    @property
    def log(self) -> str:
        return (self._folder / "log.txt").read_text()

    def end(self) -> list[int]:
        return [bot.end(signal.SIGTERM) for bot in self._bots]

    def close(self) -> None:
        for bot in self._bots:
            bot.__exit__()


def _settings(play: Play, port: int) -> dict[str, str]:
    mode = "webhook" if play.mode == "webhook" else "polling"
    hook = {"TELEGRAM_WEBHOOK_LISTEN": f"127.0.0.1:{port}", "TELEGRAM_WEBHOOK_SECRET": SECRET}
    return {"DATABASE_URL": play.database, "TELEGRAM_MODE": mode, **hook}


@contextmanager
def herd(api: BotApi, folder: Path, play: Play) -> Iterator[Herd]:
    """The processes of a play, started; killed at the end if they still run."""
    found = Herd(api, folder, play)
    with Gateway() as gateway:
        try:
            found.start(gateway)
            yield found
        finally:
            found.close()


def until(what: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)


def crash(folder: Path, play: Play) -> Books:
    """Kill processes at random moments while they are busy, let the last ones finish, and compare."""
    engine = open_engine(play.database or f"sqlite:///{folder}/dondoc.db")
    try:
        return _crash(engine, folder, play)
    finally:
        engine.dispose()


def _crash(engine: Engine, folder: Path, play: Play) -> Books:
    chance = random.Random(play.seed)
    prepare(engine)
    sends = play.mode == "sending"
    reports = [] if sends else [report(number) for number in range(play.updates)]
    with BotApi() as api, herd(api, folder, play) as bots:
        for life in range(play.kills):
            bots.wait()
            before = _busy(api, play)
            if sends:
                prequeue(engine, play.share(life))
            for said in reports[play.share(life).start : play.share(life).stop]:
                api.say(*said)
            until(lambda before=before: _busy(api, play) > before)  # type: ignore[misc]
            time.sleep(chance.uniform(0, 0.6))
            bots.kill(chance.randrange(play.processes))
        until(lambda: not api.unconfirmed and is_settled(engine))
        bots.wait()
        assert bots.end() == [0] * play.processes, bots.log
        return compare(engine, api, [words for _, words in reports])


def _busy(api: BotApi, play: Play) -> int:
    """Counts what shows that the bot is at work."""
    return len(api.sent) if play.mode != "polling" else api.calls.count("getUpdates")


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--mode", choices=MODES, default="polling")
    for name, default in (("processes", 1), ("kills", 20), ("updates", 200), ("seed", 1)):
        cli.add_argument(f"--{name}", type=int, default=default)
    cli.add_argument("--postgres", action="store_true")
    given: dict[str, Any] = vars(cli.parse_args())
    found = binaries() if given.pop("postgres") else None
    if found is None and "--postgres" in sys.argv:
        sys.exit(MISSING)
    with ExitStack() as ends, tempfile.TemporaryDirectory() as folder:
        cluster = ends.enter_context(running(found) if found else nullcontext())
        play = replace(Play(**given), database=cluster.fresh() if cluster else "")
        books = crash(Path(folder), play)
        print(play)  # noqa: T201
        for name, lines in vars(books).items():
            print(f"{name:16} {len(lines):4}  {' | '.join(lines[:3])}")  # noqa: T201


if __name__ == "__main__":
    main()
