"""T5: two nodes on one database; the listening one's lines are cut for a while, one after the other and both.

unshare --net python tests/cuts.py --seconds 20 --cuts database,telegram,database+telegram

Prints, in JSON, what each cut saw, and what of the books is wrong.
"""

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, make_url, text

from bot_api import BotApi
from bot_limits import Limits
from crash_books import compare, is_settled, prepare, prequeue, report
from models.database import open_engine
from network import NETS, Machine, build
from postgres import binaries, running
from running_bot import RUN, RunningBot

DATABASE, TELEGRAM = (f"{net}.1" for net in NETS.values())
RATE = 30  # messages a second at most
ROOM = 30  # seconds for starts, takeovers and ends


class Node:
    """A machine with the bot on it, which is started again when it ends, as by a supervisor."""

    def __init__(self, number: int, api: BotApi, folder: Path, database: str) -> None:
        self.machine = Machine(number)
        self.name = f"node{number}"
        self._api, self._database = api, database
        self._folder = folder / self.name
        self._folder.mkdir()
        self.starts = 0
        self.tend()

    def tend(self) -> None:
        if self.starts == 0 or not self._bot.is_up:
            self.starts += 1
            command = (*self.machine.inside, *RUN)
            settings = {"DATABASE_URL": self._database, "LOG_LEVEL": "INFO"}
            self._bot = RunningBot(self._api, self._folder, command, **settings)

    @property
    def log(self) -> str:
        return (self._folder / "log.txt").read_text()

    def end(self) -> int:
        return self._bot.end(signal.SIGTERM)

    def close(self) -> None:
        self._bot.__exit__()
        self.machine.__exit__()


@dataclass
class Scene:
    """What the cuts happen to."""

    api: BotApi
    engine: Engine
    nodes: list[Node]
    said: list[str]
    queued: int = 0

    def wait(self, so: Callable[[], bool], seconds: float) -> bool:
        """Whether it became so; meanwhile people report and whoever ended is started again."""
        end = time.monotonic() + seconds
        while not so():
            if time.monotonic() > end:
                return False
            for node in self.nodes:
                node.tend()
            self._speak()
            time.sleep(0.25)
        return True

    def _speak(self) -> None:
        chat, words = report(len(self.said) // 4)
        if len(self.said) % 4 == 0:
            self.api.say(chat, words)
        self.said.append(words)

    @property
    def listener(self) -> str:
        with self.engine.connect() as connection:
            query = text("SELECT worker FROM lease WHERE until > now() at time zone 'utc'")
            return str(connection.execute(query).scalar() or "").partition("/")[0]

    def cut(self, nets: list[str], seconds: float) -> dict[str, Any]:
        """What was seen: who listened, what was sent meanwhile, who listens then, and when the node was back."""
        prequeue(self.engine, range(self.queued, self.queued + int(RATE * seconds)))
        self.queued += int(RATE * seconds)
        before = self.listener
        node = next(each for each in self.nodes if each.name == before)
        sent = len(self.api.sent)
        node.machine.cut(*nets)
        start, taken = time.monotonic(), None
        while time.monotonic() < start + seconds:
            if self.wait(lambda: self.listener not in {before, ""}, min(1, seconds)) and taken is None:
                taken = round(time.monotonic() - start, 1)
            self.wait(lambda: False, 1)
        node.machine.join(*nets)
        seen = {"cut": "+".join(nets), "listener": before, "sent": len(self.api.sent) - sent, "taken_over_after": taken}
        heard = len(self.api.sent)
        self.wait(lambda: len(self.api.sent) > heard + 1, ROOM)
        return seen


@contextmanager
def scene(folder: Path) -> Iterator[Scene]:
    build()
    found = binaries()
    assert found
    nodes: list[Node] = []
    with running(found, f"{NETS['database']}.0/24") as cluster, BotApi(Limits(slack=0.1), host=TELEGRAM) as api:
        own = cluster.fresh()
        engine = open_engine(own)
        prepare(engine)
        address = f"postgresql+psycopg://dondoc@{DATABASE}/{make_url(own).database}"
        try:
            nodes += [Node(number, api, folder, address) for number in (1, 2)]
            yield Scene(api, engine, nodes, [])
        finally:
            for node in nodes:
                node.close()
            engine.dispose()


def play(cuts: list[list[str]], seconds: float) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, scene(Path(folder)) as found:
        api, start = found.api, time.monotonic()

        def logs() -> str:
            return "".join(node.log for node in found.nodes)

        assert found.wait(lambda: all("running" in node.log for node in found.nodes), 240), logs()
        assert found.wait(lambda: found.listener != "", 60), logs()
        seen = [found.cut(nets, seconds) for nets in cuts]
        settled = found.wait(lambda: not api.unconfirmed and is_settled(found.engine), 120 + found.queued / RATE)
        books = compare(found.engine, api, found.said[::4])
        codes = [node.end() for node in found.nodes]
        return {
            "cuts": seen,
            "settled": settled,
            "faults": books.faults,
            "twice": len(books.twice),
            "sent": len(api.sent),
            "seconds": round(time.monotonic() - start),
            "busiest_second": busiest(api.moments),
            "refused": api.refused.count(429),
            "conflicts": api.refused.count(409),
            "starts": [node.starts for node in found.nodes],
            "codes": codes,
            "alarms": [line for node in found.nodes for line in node.log.splitlines() if "CHANNEL STOPPED" in line],
        }


def busiest(moments: list[float]) -> int:
    """The most messages in any one second."""
    first, most = 0, 0
    for last, at in enumerate(moments):
        while moments[first] <= at - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--seconds", type=float, default=20)
    cli.add_argument("--cuts", default="database,telegram,database+telegram")
    given = cli.parse_args()
    json.dump(play([nets.split("+") for nets in given.cuts.split(",")], given.seconds), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
