"""Taking back or changing the last report; the journal keeps both lines."""

from dataclasses import replace

from handlers.awaiting import wait_for
from handlers.entry import SAID, entry_of
from handlers.journal import Entry, figures_of, last_line, line_of, record
from handlers.merging import merged
from handlers.talk import Reply, Talk
from handlers.thread import which_work
from messages.understood import Status, Understood
from models.assignment import Figure, Said


def ask(talk: Talk, _argument: str = "") -> list[Reply]:
    """ "Sửa": read the last report out and wait for the right one."""
    last = last_line(talk)
    if last is None:
        return [talk.say("nothing_to_correct")]
    line, work = last
    wait_for(talk, "correction", line=line.id or 0)
    return [talk.say("ask_correction", ref=work.ref, task=work.task, line=line)]


def withdraw(talk: Talk, _argument: str = "") -> list[Reply]:
    """ "Hủy", "hoàn tác": the last report counts no more."""
    last = last_line(talk)
    if last is None:
        return [talk.say("nothing_to_correct")]
    line, work = last
    return [record(talk, work, Entry(Said.WITHDRAWN, talk.incoming.text), corrects=line)]


def replace_last(talk: Talk, said: Understood, asked: int = 0) -> list[Reply]:
    """Write the corrected line: what the correction states is new, the rest stays as it was.

    `asked`: the line that the person was shown to correct, which words alone ("phần in ấn ...") do not change.
    """
    shown = line_of(talk, asked)
    meant = which_work(talk, said).among if _points_away(said, waiting=shown is not None) else []
    last = last_line(talk, meant) or shown or last_line(talk)
    if last is None:
        return [talk.say("nothing_to_correct")]
    line, work = last
    entry, figures = entry_of(talk, said), figures_of(talk, line)
    moves = len(meant) == 1 and meant[0].id != work.id  # "không phải NV3 mà là NV4"
    if not (moves or _says_anything(said)) or (said.ask and not _names_a_figure(said, figures)):
        wait_for(talk, "correction", line=line.id or 0)
        return [talk.say("ask_correction", ref=work.ref, task=work.task, line=line)]
    if said.status in (Status.CORRECTION, Status.UNCLEAR):
        entry = replace(entry, said=_state(said, line.said), blocker=said.blocker or line.blocker)
        if said.percent is None:
            entry = replace(entry, percent=line.percent)
    entry = replace(entry, figures=merged(figures, entry.figures, said))
    if moves:
        withdrawn = record(talk, work, Entry(Said.WITHDRAWN, talk.incoming.text), corrects=line)
        return [withdrawn, record(talk, meant[0], entry)]
    return [record(talk, work, entry, corrects=line)]


def _points_away(said: Understood, *, waiting: bool) -> bool:
    return said.task_ref is not None and (not waiting or said.task_ref.startswith("NV "))


def _state(said: Understood, before: Said) -> Said:
    """ "Nhầm, mới được 60%" takes back that it is done; a corrected number leaves the state as it was."""
    return SAID.get(said.corrected_to, before) if said.corrected_to else before


def _says_anything(said: Understood) -> bool:
    states = said.corrected_to or said.status not in (Status.CORRECTION, Status.UNCLEAR, Status.QUESTION)
    values = (said.percent, said.new_deadline, said.bare_value)
    return bool(states or said.figures) or any(value is not None for value in values)


def _names_a_figure(said: Understood, old: list[Figure]) -> bool:
    """True where a bare "12 chứ không phải 21" finds the one figure that was 21."""
    return said.bare_value is not None and [figure.value for figure in old].count(said.replaces or 0) == 1
