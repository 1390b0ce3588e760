"""Taking back or changing the last report; the journal keeps both lines."""

from dataclasses import replace

from handlers.awaiting import wait_for
from handlers.entry import entry_of
from handlers.journal import Entry, figures_of, last_line, record
from handlers.talk import Reply, Talk
from messages.understood import Status, Understood
from models.assignment import Figure, Said


def ask(talk: Talk, _argument: str = "") -> list[Reply]:
    """ "Sửa": read the last report out and wait for the right one."""
    last = last_line(talk)
    if last is None:
        return [talk.say("nothing_to_correct")]
    wait_for(talk, "correction")
    line, work = last
    return [talk.say("ask_correction", ref=work.ref, task=work.task, line=line)]


def withdraw(talk: Talk, _argument: str = "") -> list[Reply]:
    """ "Hủy", "hoàn tác": the last report counts no more."""
    last = last_line(talk)
    if last is None:
        return [talk.say("nothing_to_correct")]
    line, work = last
    return [record(talk, work, Entry(Said.WITHDRAWN, talk.incoming.text), corrects=line)]


def replace_last(talk: Talk, said: Understood) -> list[Reply]:
    """Write the corrected line: what the correction states is new, the rest stays as it was."""
    last = last_line(talk)
    if last is None:
        return [talk.say("nothing_to_correct")]
    line, work = last
    entry = entry_of(talk, said)
    if not _says_anything(said):
        wait_for(talk, "correction")
        return [talk.say("ask_correction", ref=work.ref, task=work.task, line=line)]
    if said.status in (Status.CORRECTION, Status.UNCLEAR):
        entry = replace(entry, said=line.said, blocker=said.blocker or line.blocker)
        if said.percent is None:
            entry = replace(entry, percent=line.percent)
    entry = replace(entry, figures=_merged(figures_of(talk, line), entry.figures, said))
    return [record(talk, work, entry, corrects=line)]


def _says_anything(said: Understood) -> bool:
    states = said.status not in (Status.CORRECTION, Status.UNCLEAR, Status.QUESTION)
    values = (said.percent, said.new_deadline, said.bare_value)
    return states or bool(said.figures) or any(value is not None for value in values)


def _merged(old: list[Figure], new: tuple[Figure, ...], said: Understood) -> tuple[Figure, ...]:
    """The new figure of an indicator replaces the old one; figures not spoken of stay.

    "12 chứ không phải 21" names no indicator: it changes the figure that was 21.
    """
    additions = {figure.indicator: figure.adds for figure in old}
    new = tuple(_changed(figure, adds=additions.get(figure.indicator, figure.adds)) for figure in new)
    kept = [figure for figure in old if figure.indicator not in {figure.indicator for figure in new}]
    if said.bare_value is not None:
        kept = [_changed(figure, value=said.bare_value) if figure.value == said.replaces else figure for figure in kept]
    return (*kept, *new)


def _changed(figure: Figure, **values: float) -> Figure:
    return Figure(**(figure.model_dump(exclude={"id"}) | values))
