"""What was measured against its target, as a Markdown table."""

import os
import statistics
from collections.abc import Mapping
from dataclasses import dataclass

Samples = dict[str, list[float]]


@dataclass(frozen=True)
class Target:
    """A figure of ours, and what it may be at most (or must be at least): in itself, or beside a peer's."""

    what: str
    ours: str
    limit: float
    peer: str = ""
    at_least: bool = False
    beside: str = ""  # a peer's figure that is only shown


TARGETS = (
    Target("CPU per update, echo path, µs", "cpu echo", 0.75, "cpu ptb"),
    Target("CPU per update, report path, µs", "cpu report", 0.75, "cpu ptb"),
    Target("updates/s, API at 50 ms, PTB", "slow rate echo", 20, "slow rate ptb", at_least=True),
    Target("updates/s, API at 50 ms, aiogram", "slow rate echo", 0.9, "slow rate aiogram", at_least=True),
    Target("CPU per sent message, µs", "send ours", 0.35, "send ptb_seq"),
    Target("ready, ms", "ready ours", 1.6, "ready ptb polling"),
    Target("idle memory, MB", "memory ours", 100, beside="memory ptb polling"),
    Target("10,000 reminders at the limit, s (virtual clock)", "limit seconds", 341),
    Target("most of them in one second", "limit most", 30),
    Target("a real minute at the limit, messages/s", "paced ours", 10_000 / 341, at_least=True),
    Target("refused in that minute", "refused ours", 0, beside="refused ptb_aioratelimiter"),
    Target("100,000 pending: memory, MB more", "pending memory", 5),
    Target("100,000 pending: restart, ms more", "pending restart", 50),
    Target("10,000 due at once: loop held, ms of its own CPU", "held cpu", 50),
    Target("10,000 due at once: loop held, ms of wall time", "held wall", 50),
    Target("10,000 due at once: not sent", "unsent", 0),
    Target("kill -9 in a backlog: lost", "lost ours", 0, beside="lost ptb poll seq"),
    Target("kill -9 in a backlog: doubled", "doubled ours", 64, beside="doubled ptb poll seq"),
    Target("updates without an answer", "unanswered", 0),
)


def show(samples: Mapping[str, list[float]], runs: int) -> None:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"medians of {runs} (least to most), {os.cpu_count()} cores, load averages {load}\n")
    print("| what | ours | peer | ratio | target | |\n|---|---|---|---|---|---|")
    for target in TARGETS:
        if samples.get(target.ours):
            print(line(target, samples))


def line(target: Target, samples: Mapping[str, list[float]]) -> str:
    ours = statistics.median(samples[target.ours])
    peer = samples.get(target.peer or target.beside, [])
    measured = ours / statistics.median(peer) if target.peer and peer else ours
    met = measured >= target.limit if target.at_least else measured <= target.limit
    ratio = f"{measured:.2f}" if target.peer else ""
    bound = f"{'≥' if target.at_least else '≤'} {target.limit:.4g}{' x' if target.peer else ''}"
    cells = (target.what, spread(samples[target.ours]), spread(peer), ratio, bound, "met" if met else "**missed**")
    return "| " + " | ".join(cells) + " |"


def spread(values: list[float]) -> str:
    if not values:
        return "-"
    middle = f"{statistics.median(values):.4g}"
    return middle if len(values) == 1 else f"{middle} ({min(values):.4g} to {max(values):.4g})"
