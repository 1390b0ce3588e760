"""Where the units of a label end: at the end of their sentence; what follows may state the time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plans.labels import UNIT_KINDS, Label, LabelKind
from vietnamese.prose_dates import find_timing
from vietnamese.unit_lists import UPPER, is_unit_head

# A short word before the full stop may be an abbreviation: "TP. Hà Giang", "ThS. Lan".
_STOP = re.compile(rf"(?<=[^\W\d_]{{2}}[^\W\d_{UPPER}])\.\s+(?=[{UPPER}])|(?<=[{UPPER}]{{3}})\.\s+(?=[{UPPER}])")
_PERSON = re.compile(rf"(?:[{UPPER}]\S*\s*){{2,4}}(?:[,;.]|$)")


def ended(labels: Iterable[Label]) -> list[Label]:
    """The labels with units that end where a new sentence begins; its time is a label of its own."""
    labels = list(labels)
    is_timed = any(label.kind is LabelKind.TIME and label.value for label in labels)
    return [part for label in labels for part in _parts(label, is_timed=is_timed)]


def _parts(label: Label, *, is_timed: bool) -> Iterator[Label]:
    stop = _stop(label.value) if label.kind in UNIT_KINDS else None
    if stop is None:
        yield label
        return
    yield replace(label, value=label.value[: stop.start()])
    timing = find_timing(label.value[stop.end() :], None)
    if timing and not is_timed:
        yield Label(LabelKind.TIME, timing.words, replace(label.clue, words=(timing.words,)))


def _stop(value: str) -> re.Match[str] | None:
    """The first full stop behind which no further unit or person is named."""
    stops = (stop for stop in _STOP.finditer(value) if stop.start() and not _names(value[stop.end() :]))
    return next(stops, None)


def _names(rest: str) -> bool:
    return is_unit_head(rest) or bool(_PERSON.match(rest))
