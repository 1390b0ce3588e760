"""From what was understood to what is written down."""

import math
import re
from dataclasses import replace

from handlers.journal import Entry
from handlers.talk import Talk
from messages import understood
from messages.prices import total
from messages.understood import Status, Understood
from models.assignment import Figure, Said
from models.indicator import Indicator
from models.terms import in_office_terms

MOST = 1e15
MONEY, DONG = "kinh phí", "đồng"

_NO_END = re.compile(r"(?i)thường xuyên|hằng ngày|hàng ngày|liên tục|khi có|phát sinh")
_SO_MANY_DONE = re.compile(r"(?i)(?:hoàn thành|hoan thanh|xong|ht|giải quyết xong)(?: được| dc)? \d")

SAID = {
    Status.DONE: Said.DONE,
    Status.IN_PROGRESS: Said.WORKING,
    Status.NOT_STARTED: Said.NOT_STARTED,
    Status.BLOCKED: Said.BLOCKED,
}


def entry_of(talk: Talk, said: Understood) -> Entry:
    """The journal entry of a report whose task is known, in its own words of the message, with its files."""
    figures = tuple(_kept(figure, talk.indicators) for figure in said.figures)
    if not any(figure.unit == DONG for figure in figures):  # a cost that is told is the whole of it
        figures += _costs(said.figures, talk.indicators)
    return Entry(
        _said(said),
        said.words or talk.incoming.text,
        percent=said.percent,
        blocker=said.blocker,
        asked_due=said.new_deadline,
        figures=figures,
        files=talk.incoming.attachments,
        more_time=said.more_time,
    )


def as_counted(said: Understood, words: str, timing: str | None) -> Understood:
    """ "Hoàn thành 2 vụ" of a duty that never ends is a count; of any other it may well be all there was to do."""
    if said.status is not Status.DONE or not said.figures or not _NO_END.search(timing or ""):
        return said
    return replace(said, status=Status.IN_PROGRESS) if _SO_MANY_DONE.search(words) else said


def _kept(figure: understood.Figure, indicators: list[Indicator]) -> Figure:
    """A figure in the office's own terms, with the words in which it was said."""
    name, unit = in_office_terms(figure.indicator, figure.unit, indicators, figure.words)
    return Figure(
        progress_id=0,
        indicator=name,
        value=figure.value,
        unit=unit,
        target=figure.target,
        approximate=figure.approximate,
        adds=figure.adds,
        words=figure.words,
    )


def _costs(said: tuple[understood.Figure, ...], indicators: list[Indicator]) -> tuple[Figure, ...]:
    """What all that has a price per head costs together."""
    costs = [(figure, cost) for figure in said if (cost := total(figure)) is not None]
    if not costs:
        return ()
    words = "; ".join(figure.words for figure, _ in costs)
    name, _ = in_office_terms(MONEY, DONG, indicators)
    about = any(figure.approximate or figure.about for figure, _ in costs)
    adds = all(figure.adds for figure, _ in costs)
    value = math.fsum(cost for _, cost in costs)
    return (Figure(progress_id=0, indicator=name, value=value, unit=DONG, approximate=about, adds=adds, words=words),)


def _said(said: Understood) -> Said:
    """A wish for more time where nothing else is said of the work; it would hide how far the work is."""
    if said.more_time and said.status is Status.IN_PROGRESS and said.percent is None and not said.figures:
        return Said.MORE_TIME
    return SAID.get(said.status, Said.WORKING)


def is_sound(said: Understood) -> bool:
    """False for what no work can be, as 1000 % or a number of 20 digits: asked about, not written down."""
    return (said.percent or 0) <= 100 and all(figure.value < MOST for figure in said.figures)
