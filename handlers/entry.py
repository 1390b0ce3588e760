"""From what was understood to what is written down."""

from handlers.journal import Entry
from handlers.talk import Talk
from messages import understood
from messages.understood import Status, Understood
from models.assignment import Figure, Said
from models.indicator import Indicator, in_office_terms

MOST = 1e15

SAID = {
    Status.DONE: Said.DONE,
    Status.IN_PROGRESS: Said.WORKING,
    Status.NOT_STARTED: Said.NOT_STARTED,
    Status.BLOCKED: Said.BLOCKED,
}


def entry_of(talk: Talk, said: Understood) -> Entry:
    """The journal entry of a report whose task is known, in its own words of the message, with its files."""
    figures = tuple(_kept(figure, talk.indicators) for figure in said.figures)
    return Entry(
        _said(said),
        said.words or talk.incoming.text,
        percent=said.percent,
        blocker=said.blocker,
        asked_due=said.new_deadline,
        figures=figures,
        files=talk.incoming.attachments,
    )


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


def _said(said: Understood) -> Said:
    """A wish for more time where nothing else is said of the work; it would hide how far the work is."""
    if said.more_time and said.status is Status.IN_PROGRESS and said.percent is None and not said.figures:
        return Said.MORE_TIME
    return SAID.get(said.status, Said.WORKING)


def is_sound(said: Understood) -> bool:
    """False for what no work can be, as 1000 % or a number of 20 digits: asked about, not written down."""
    return (said.percent or 0) <= 100 and all(figure.value < MOST for figure in said.figures)
