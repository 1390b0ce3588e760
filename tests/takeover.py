"""Two processes on one PostgreSQL: the listener is killed, later stopped for a while as a zombie that wakes up.

python tests/takeover.py --stopped 90 --restart

Prints, in JSON, after how many seconds the other listened, and what of the books is wrong.
"""

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from bot_api import BotApi
from bot_limits import Limits
from crash import until
from crash_books import MARK, compare, is_settled, prepare, prequeue, report
from models.database import open_engine
from postgres import MISSING, Cluster, binaries, running
from running_bot import RunningBot

LONGEST = 120  # seconds to wait for anything


def listener(engine: Engine) -> int:
    """The number of the process that may listen; 0 while there is none."""
    with engine.connect() as connection:
        query = text("SELECT worker FROM lease WHERE until > clock_timestamp() AT TIME ZONE 'utc'")
        return int((connection.execute(query).scalar() or "/0").split("/")[1])


class Pair:
    """Both processes; one that ended is started again, as by a supervisor."""

    def __init__(self, api: BotApi, folder: Path, database: str) -> None:
        self._given = (api, folder)
        self._database = database
        self.starts = 0
        self.bots = [self._start(), self._start()]

    def _start(self) -> RunningBot:
        self.starts += 1
        return RunningBot(*self._given, DATABASE_URL=self._database, LOG_LEVEL="INFO")

    def tend(self) -> bool:
        self.bots = [bot if bot.is_up else self._start() for bot in self.bots]
        return True

    @property
    def log(self) -> str:
        return self.bots[0].log

    def bot(self, number: int) -> RunningBot:
        return next(bot for bot in self.bots if bot.number == number)


@dataclass
class Stage:
    api: BotApi
    engine: Engine
    pair: Pair
    said: list[str] = field(default_factory=list)

    def speak(self) -> None:
        for _ in range(10):
            chat, words = report(len(self.said))
            self.api.say(chat, words)
            self.said.append(words)

    def wait(self, so: Callable[[], bool]) -> float:
        """After how many seconds it became so; whoever ends meanwhile is started again."""
        start = time.monotonic()
        until(lambda: self.pair.tend() and so(), LONGEST)
        return round(time.monotonic() - start, 1)

    def kill(self) -> float:
        """After how many seconds the other listened."""
        killed = listener(self.engine)
        self.pair.bot(killed).end(signal.SIGKILL)
        return self.wait(lambda: listener(self.engine) not in {0, killed})

    def stop(self, meanwhile: Callable[[], None], seconds: float) -> float:
        """The same of a listener that stands still, and goes on when `seconds` have passed."""
        zombie, start = listener(self.engine), time.monotonic()
        self.pair.bot(zombie).send(signal.SIGSTOP)
        meanwhile()
        self.speak()
        after = self.wait(lambda: listener(self.engine) not in {0, zombie})
        self.wait(lambda: time.monotonic() > start + seconds)
        self.speak()
        self.pair.bot(zombie).send(signal.SIGCONT)
        return after


def lapse(engine: Engine) -> None:
    """The lease ends now, instead of being waited for."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE lease SET until = '2026-01-01'"))


def play(folder: Path, cluster: Cluster, stopped: float, meanwhile: Callable[[Engine], None]) -> dict[str, Any]:
    """The listener is killed, and the next one stopped for so many seconds; what was seen."""
    database = cluster.fresh()
    engine = open_engine(database)
    prepare(engine)
    prequeue(engine, range(200))
    with BotApi(Limits(slack=0.2)) as api:
        pair = Pair(api, folder, database)
        try:
            stage = Stage(api, engine, pair)
            stage.wait(lambda: pair.log.count("event='running'") >= len(pair.bots) and listener(engine) > 0)
            stage.speak()
            stage.wait(lambda: len(api.sent) > len(stage.said))
            seen = {"listens_after_kill": stage.kill()}
            stage.speak()
            stage.wait(lambda: not api.unconfirmed)
            seen["listens_after_stop"] = stage.stop(lambda: meanwhile(engine), stopped)
            stage.wait(lambda: not api.unconfirmed and is_settled(engine))
            # Both were started again: the one that was killed, and the zombie, which found another in its place.
            stage.wait(lambda: pair.log.count("event='running'") >= 2 * len(pair.bots))
            books, starts = compare(engine, api, stage.said), pair.starts
            codes = [bot.end(signal.SIGTERM) for bot in pair.bots]
        finally:
            for bot in pair.bots:
                bot.__exit__()
    engine.dispose()
    marked = [fields["text"] for _, fields in api.sent if fields["text"].startswith(MARK)]
    conflicts = {"conflicts": api.refused.count(409), "stopped": pair.log.count("CHANNEL STOPPED")}
    return {
        **seen,
        **conflicts,
        "faults": books.faults,
        "twice": books.twice,
        "marked": marked,
        "starts": starts,
        "codes": codes,
    }


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--stopped", type=float, default=90)
    cli.add_argument("--restart", action="store_true")
    given = cli.parse_args()
    found = binaries()
    if found is None:
        sys.exit(MISSING)
    with running(found) as cluster, tempfile.TemporaryDirectory() as folder:

        def restart(_engine: Engine) -> None:
            if given.restart:
                cluster.stop("immediate")
                cluster.start()

        seen = play(Path(folder), cluster, given.stopped, restart)
        json.dump(seen, sys.stdout, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
