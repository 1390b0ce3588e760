"""The several ends of one task: each with its words, as `TaskDraft.milestones` and as the JSON of a stored task."""

import datetime as dt
from collections.abc import Iterable, Mapping

from plans.draft import Milestone
from vietnamese.dates import Timing


def milestones_of(timing: Timing) -> tuple[Milestone, ...]:
    """A time's single ends where it states several; the last of them is the task's due day."""
    return tuple(Milestone(stop.words, stop.due) for stop in timing.stops)


def as_stored(milestones: Iterable[Milestone]) -> list[dict[str, object]]:
    """What stands in the JSON column: words and ISO day."""
    return [{"words": one.words, "due": one.due.isoformat() if one.due else None} for one in milestones]


def from_stored(stored: Iterable[Mapping[str, object]]) -> tuple[Milestone, ...]:
    return tuple(
        Milestone(str(one["words"]), dt.date.fromisoformat(str(one["due"])) if one["due"] else None) for one in stored
    )
