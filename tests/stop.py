"""SIGTERM at random moments while reports come in and answers go out; then the books must balance to the last message.

python tests/stop.py --times 100 --updates 1000
"""

import argparse
import random
import signal
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bot_api import BotApi
from crash import until
from crash_books import Books, compare, is_settled, prepare, report
from models.database import open_engine
from running_bot import RunningBot

LIMIT = 25  # seconds


@dataclass(frozen=True)
class Stops:
    """How the books stand after many stops, how long each took in seconds, and the exit codes."""

    books: Books
    seconds: list[float]
    codes: list[int]


def play(folder: Path, *, times: int, updates: int, seed: int) -> Stops:
    """Stop the bot again and again while it is busy, let the last one finish, and compare."""
    chance, seconds, codes = random.Random(seed), list[float](), list[int]()
    engine = open_engine(f"sqlite:///{folder}/dondoc.db")
    prepare(engine)
    reports = [report(number) for number in range(updates)]
    with BotApi() as api:
        for life in range(times):
            before = len(api.sent)
            for number in range(updates * life // times, updates * (life + 1) // times):
                api.say(*reports[number])
            with RunningBot(api, folder) as bot:
                until(lambda before=before, bot=bot: len(api.sent) > before or not bot.is_up)  # type: ignore[misc]
                time.sleep(chance.uniform(0, 0.6))
                told = time.monotonic()
                codes.append(bot.end(signal.SIGTERM))
                seconds.append(time.monotonic() - told)
        with RunningBot(api, folder) as bot:
            until(lambda: not api.unconfirmed and is_settled(engine))
            codes.append(bot.end(signal.SIGTERM))
        books = compare(engine, api, [words for _, words in reports])
    engine.dispose()
    return Stops(books, seconds, codes)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    for name, default in (("times", 100), ("updates", 1000), ("seed", 1)):
        cli.add_argument(f"--{name}", type=int, default=default)
    given = cli.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        stops = play(Path(folder), times=given.times, updates=given.updates, seed=given.seed)
    print(f"exit codes {sorted(set(stops.codes))}, slowest {max(stops.seconds):.1f} s,", end=" ")  # noqa: T201
    print(f"median {statistics.median(stops.seconds):.1f} s")  # noqa: T201
    for name, found in vars(stops.books).items():
        print(f"{name:16} {len(found):4}  {' | '.join(found[:3])}")  # noqa: T201


if __name__ == "__main__":
    main()
