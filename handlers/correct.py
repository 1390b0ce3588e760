"""Taking back or changing the last report; the journal keeps both lines."""

from dataclasses import replace

from handlers.awaiting import awaited, number, stop_waiting, wait_for
from handlers.entry import SAID, entry_of
from handlers.journal import Entry, figures_of, last_line, line_of, record
from handlers.merging import merged
from handlers.stale import gone
from handlers.talk import Reply, Talk, id_of
from handlers.thread import which_work
from handlers.work import Work
from messages import understood, wants
from messages.misplaced import misplaced
from messages.readback import is_cost
from messages.understood import Status, Understood, Wish
from messages.wording import wording
from models.assignment import Figure, Progress, Said
from models.people import Awaiting
from vietnamese.text import fold

_DIGITS = 12  # of a number typed alone; more is no figure of an office
_WHOLE = 100


def ask(talk: Talk, _argument: str = "") -> list[Reply]:
    """ "Sửa": read the last report out and wait for the right one."""
    last = last_line(talk)
    if last is None:
        return [talk.say("nothing_to_correct")]
    line, work = last
    wait_for(talk, "correction", line=line.id or 0)
    return [talk.say("ask_correction", ref=work.ref, task=work.task, line=line)]


def withdraw(talk: Talk, argument: str = "") -> list[Reply]:
    """ "Hủy", "hoàn tác": the last report counts no more; a button names its line, "<journal line>"."""
    last = line_of(talk, id_of(argument) or 0) if argument else last_line(talk)
    if last is None:
        return gone(talk) if argument else [talk.say("nothing_to_correct")]
    row = awaited(talk)
    if row is not None and row.what == "correction":
        stop_waiting(talk)
    line, work = last
    return [record(talk, work, Entry(Said.WITHDRAWN, talk.incoming.text), corrects=line)]


def takes_back(talk: Talk) -> bool:
    """Whether the words say "hủy" and nothing else."""
    return talk.said.wants in (Wish.UNDO, Wish.CANCEL) or wants.takes_back(wording(talk.incoming.text))


def answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """What was read out, corrected; None where the words do not correct it: thanks, a question, another report."""
    if talk.said.wants is Wish.RECEIVED:
        return None
    shown = line_of(talk, number(row, "line"))
    stop_waiting(talk)
    if shown is None or not _is_about(talk, *shown):
        return None
    return replace_last(talk, talk.said, shown[0].id or 0)


def typed(talk: Talk) -> list[Reply] | None:
    """A bare number that is no choice's is the right value of what was read out: "45" where 54 stands."""
    row = awaited(talk)
    return answer(talk, row) if row is not None and row.what == "correction" else None


def _is_about(talk: Talk, line: Progress, work: Work) -> bool:
    said = talk.said
    if talk.incoming.attachments or said.parts or said.wants is not None:
        return False
    if said.status is Status.CORRECTION:
        return True
    if said.task_ref and said.task_ref.startswith("NV ") and which_work(talk, said).work != work:
        return False
    completed = _completed(talk, said, line)
    valued = bool(completed.figures) or (completed.percent, completed.bare_value) != (None, None)
    if completed.new_deadline is not None and line.asked_due is None and not valued:
        return said.status is not Status.IN_PROGRESS  # "mai em gửi nốt" promises, and takes no value back
    return _says_anything(completed)


def repairs(talk: Talk) -> bool:
    """ "Sửa học bổng 15 suất": a report by its words, a correction where the last one told of the same."""
    last = last_line(talk) if fold(talk.incoming.text).startswith("sua ") and not talk.said.task_ref else None
    if last is None or talk.said.parts:
        return False
    figures = figures_of(talk, last[0])
    told = {figure.indicator for figure in _as_told(talk, talk.said, figures).figures}
    return bool(told & {figure.indicator for figure in figures})


def replace_last(talk: Talk, said: Understood, asked: int = 0) -> list[Reply]:
    """Write the corrected line: what the correction states is new, the rest stays as it was.

    `asked`: the line that the person was shown to correct, which words alone ("phần in ấn ...") do not change.
    """
    shown = line_of(talk, asked)
    meant = which_work(talk, said).among if _points_away(said, waiting=shown is not None) else []
    last = _put_wrongly(talk) or last_line(talk, meant) or shown or last_line(talk)
    if last is None:
        return [talk.say("nothing_to_correct")]
    line, work = last
    figures = figures_of(talk, line)
    said = _completed(talk, said, line)
    entry = entry_of(talk, said)
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


def _put_wrongly(talk: Talk) -> tuple[Progress, Work] | None:
    """The sender's report of the task that "không phải NV3 mà là NV4" takes it from."""
    ref = misplaced(talk.incoming.text)
    return last_line(talk, which_work(talk, Understood(task_ref=ref)).among) if ref else None


def _completed(talk: Talk, said: Understood, line: Progress) -> Understood:
    """A number alone ("45", "à nhầm 8%") is the new value of the one figure, or of the percentage, that stands."""
    figures = figures_of(talk, line)
    said = _as_told(talk, said, figures)
    values, text = [figure.value for figure in figures], talk.incoming.text.strip()
    value: float | None = float(text) if text.isdecimal() and len(text) <= _DIGITS else said.bare_value
    if value is None and not _says_anything(said) and said.replaces not in (None, *values, line.percent):
        value = said.replaces
    meant = None if said.replaces == value else said.replaces
    if value is None or meant not in (None, line.percent):
        return said
    counts = [figure for figure in figures if not is_cost(figure, figures)]
    if "%" in text or meant is not None or (not counts and line.percent is not None):
        return replace(said, status=Status.CORRECTION, percent=round(value), bare_value=None, ask=value > _WHOLE)
    if len(counts) == 1:
        return replace(said, status=Status.CORRECTION, bare_value=value, replaces=counts[0].value, ask=False)
    return said


def _as_told(talk: Talk, said: Understood, standing: list[Figure]) -> Understood:
    """Its figures under the names that stand: "học bổng 15 suất" is of "suất học bổng"."""
    words = set(fold(talk.incoming.text).split())
    called = [figure for figure in standing if set(fold(figure.indicator).split()) <= words]
    if len(called) != 1 or len(said.figures) != 1:
        return said
    [figure] = said.figures
    named = set(fold(figure.indicator).split()) <= words  # "45 hồ sơ chứ không phải 45 học sinh"
    same = figure.unit == called[0].unit and not named
    return replace(said, figures=(_renamed(figure, called[0].indicator),)) if same else said


def _renamed(figure: understood.Figure, indicator: str) -> understood.Figure:
    return replace(figure, indicator=indicator)


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
