"""Figures for Prometheus. The hot path adds to plain numbers; everything else is worked out when somebody asks."""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from bot.health import Vitals
from messages.channel import DeliveryError
from models.outbox import Priority

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds

Result = TypeVar("Result")


@dataclass
class Timing:
    """How often something took how long: a count for each bound, the last one for what took longer."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds


@dataclass
class Meter:
    """The running bot's counts since it started."""

    received: int = 0
    turned_away: int = 0
    failed: int = 0
    handling: Timing = field(default_factory=Timing)
    sending: Timing = field(default_factory=Timing)
    sends: Counter[str] = field(default_factory=Counter)
    database_errors: int = 0
    lag: float = 0.0  # seconds that the event loop came late, at the most since somebody asked

    def timed(self, handle: Callable[..., Result]) -> Callable[..., Result]:
        """The same function, its calls counted."""

        def measured(*given: Any) -> Result:
            start = time.perf_counter()
            try:
                result = handle(*given)
            except Exception:
                self.failed += 1
                raise
            self.handling.add(time.perf_counter() - start)
            return result

        return measured


def result_of(error: DeliveryError) -> str:
    """The name of a failed attempt's outcome."""
    if error.fatal:
        return "channel refused"
    if error.unknown:
        return "unknown"
    if error.permanent or error.refused:
        return "dead"
    if error.moved_to:
        return "moved"
    return "told to wait" if error.retry_in is not None else "failed"


def exposition(meter: Meter, vitals: Vitals, now: datetime) -> bytes:
    """All figures in Prometheus' text format."""
    from prometheus_client import CollectorRegistry, generate_latest

    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collector(meter, vitals, now))
    return generate_latest(registry)


@dataclass(frozen=True, eq=False)
class _Collector:
    meter: Meter
    vitals: Vitals
    now: datetime

    def collect(self) -> Iterator[Any]:
        yield from self._counted()
        yield from self._timed()
        yield from self._looked_at()

    def _counted(self) -> Iterator[Any]:
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        meter = self.meter
        yield CounterMetricFamily("dondoc_updates_received", "Updates taken", value=meter.received)
        yield CounterMetricFamily("dondoc_updates_turned_away", "Updates left to the platform", value=meter.turned_away)
        yield CounterMetricFamily("dondoc_handling_failures", "Tries to handle that failed", value=meter.failed)
        yield CounterMetricFamily("dondoc_database_errors", "Errors of the database", value=meter.database_errors)
        sends = CounterMetricFamily("dondoc_sends", "Attempts to send", labels=["result"])
        for result, number in sorted(meter.sends.items()):
            sends.add_metric([result], number)
        yield sends
        yield GaugeMetricFamily("dondoc_loop_lag_seconds", "The most since the last scrape", value=meter.lag)
        meter.lag = 0.0

    def _timed(self) -> Iterator[Any]:
        yield _histogram("dondoc_handle_seconds", "Handling of one update", self.meter.handling)
        yield _histogram("dondoc_send_seconds", "One attempt to send", self.meter.sending)

    def _looked_at(self) -> Iterator[Any]:
        from prometheus_client.core import GaugeMetricFamily

        vitals = self.vitals
        outbox = GaugeMetricFamily("dondoc_outbox_messages", "Messages not done with", labels=["state", "priority"])
        for (state, priority), number in sorted(vitals.outbox.items()):
            outbox.add_metric([state, Priority(priority).name.lower()], number)
        yield outbox
        yield GaugeMetricFamily("dondoc_parked_messages", "Updates given up after 5 tries", value=vitals.parked)
        ages = GaugeMetricFamily("dondoc_age_seconds", "Since a part last did its work", labels=["part"])
        moments = {**vitals.pulses, "look": vitals.at, "due": vitals.due_since, "unhandled": vitals.heard_since}
        for name, at in sorted(moments.items()):
            ages.add_metric([name], (self.now - at).total_seconds() if at else 0)
        yield ages
        yield GaugeMetricFamily("dondoc_database_up", "1 while the database can be used", value=not vitals.fault)
        if vitals.room:
            yield GaugeMetricFamily("dondoc_disk_used_ratio", "Of the fullest disk", value=vitals.room.used)
            yield GaugeMetricFamily("dondoc_disk_free_bytes", "On the fullest disk", value=vitals.room.free)


def _histogram(name: str, about: str, timing: Timing) -> Any:
    from prometheus_client.core import HistogramMetricFamily

    total, buckets = 0, []
    for bound, number in zip((*map(str, BOUNDS), "+Inf"), timing.counts, strict=True):
        total += number
        buckets.append((bound, total))
    return HistogramMetricFamily(name, about, buckets=buckets, sum_value=timing.seconds)
