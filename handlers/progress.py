"""Progress in: a button, or a sentence about one task or several. What is not sure is asked, never written down."""

from collections.abc import Sequence

from handlers import correct, evidence, ledger, questions, tasks
from handlers.awaiting import stop_waiting, wait_for
from handlers.entry import SAID, as_counted, entry_of, is_sound
from handlers.journal import Entry, record
from handlers.more_time import ask_day, is_later
from handlers.permits import may
from handlers.receipt import received, reminded_of
from handlers.stale import gone, instead_of
from handlers.talk import Reply, Talk, id_of
from handlers.thread import which_work
from handlers.work import Work, find_work, my_work, places
from messages.understood import Status, Understood, Wish
from models.assignment import Said
from models.permits import Action


def press(talk: Talk, argument: str) -> list[Reply]:
    """A reminder's button, "<assignment id>:<what>"."""
    number, _, what = argument.partition(":")
    work = find_work(talk, id_of(number))
    if work is None:
        return gone(talk, id_of(number))
    if what == "more_time":
        if not work.is_open:
            return [talk.say("more_time_needless", **tasks.view(talk, work))]
        return [ask_day(talk, work)]
    if what == "blocked":
        wait_for(talk, what, assignment=work.id)
        return [talk.say("ask_blocked", ref=work.ref, task=work.task)]
    entry = _pressed(what)
    if entry is None:
        return [talk.say("button_old")]
    stop_waiting(talk)
    return instead_of(talk, work, entry) or [record(talk, work, entry)]


def _pressed(what: str) -> Entry | None:
    percent = id_of(what)
    if percent is not None:
        return Entry(Said.WORKING, "", percent=percent) if percent <= 100 else None
    return Entry(Said(what), "") if what in ("received", "working", "done") else None


def hear(talk: Talk) -> list[Reply]:
    """A sentence, with or without files: a command in plain words, a correction, a question, noise, or a report."""
    said = talk.said
    if correct.takes_back(talk):
        return correct.withdraw(talk)
    match said.wants:
        case Wish.EDIT:
            return correct.ask(talk)
        case Wish.TASKS:
            return tasks.my_tasks(talk)
        case Wish.HELP:
            return tasks.show_help(talk)
    return evidence.keep(talk) if _is_file_only(said, talk) else _by_status(talk, said)


def _by_status(talk: Talk, said: Understood) -> list[Reply]:
    match said.status:
        case Status.CORRECTION:
            return correct.replace_last(talk, said)
        case Status.QUESTION:
            return questions.forward(talk, said)
        case Status.UNCLEAR:
            return _unclear(talk, said)
    if correct.repairs(talk):
        return correct.replace_last(talk, said)
    if not said.parts:
        return _report(talk, said)
    replies: list[Reply] = []
    asking = False
    for index, part in enumerate(said.parts):
        sure = _is_sure(talk, part)
        replies += [talk.say("part_later", words=part.words)] if asking and not sure else _report(talk, part, index)
        asking = asking or not sure
    return replies


def _is_sure(talk: Talk, said: Understood) -> bool:
    """False where a part must be asked about; one question at a time, for a digit must answer only one."""
    work = which_work(talk, said).work
    if work is None or _is_doubtful(said, work):
        return False
    return not ledger.is_doubtful(talk, work, entry_of(talk, said))


def _may_reopen(work: Work, said: Understood) -> bool:
    """ "Đang làm thêm" of what is done says neither that it is not, nor what was added."""
    vague = said.status in (Status.IN_PROGRESS, Status.NOT_STARTED) and not said.figures and said.percent is None
    return work.assignment.state is Said.DONE and vague


def _is_doubtful(said: Understood, work: Work) -> bool:
    return _says_too_little(said, work) or (said.more_time and not is_later(said, work))


def _says_too_little(said: Understood, work: Work) -> bool:
    """A part of a message may say nothing of its own task; what cannot be, or might reopen it, is asked about too."""
    return said.ask or said.status not in SAID or not is_sound(said) or _may_reopen(work, said)


def _is_file_only(said: Understood, talk: Talk) -> bool:
    return bool(talk.incoming.attachments) and said.status is Status.UNCLEAR


def _report(talk: Talk, said: Understood, part: int = 0) -> list[Reply]:
    meant = which_work(talk, said)
    if meant.work is not None:
        return write_down(talk, meant.work, said, part)
    missing = said.task_ref if said.task_ref and said.task_ref.startswith("NV ") and not meant.among else None
    return ask_which(talk, meant.among, part, missing)


def write_down(
    talk: Talk, work: Work, said: Understood, part: int = 0, settled: Sequence[ledger.Settled] = ()
) -> list[Reply]:
    """Record a report whose task is known, or ask; `settled`: what was asked of its figures and answered."""
    if said.more_time and not work.is_open:
        return [talk.say("more_time_needless", **tasks.view(talk, work))]
    if _says_too_little(said, work):
        wait_for(talk, "what", assignment=work.id, part=part)
        return [talk.say("ask_what", ref=work.ref, task=work.task, id=work.id)]
    if _is_doubtful(said, work):
        return [ask_day(talk, work, said, part)]
    said = as_counted(said, said.words or talk.incoming.text, work.task.timing)
    entry = ledger.check(talk, work, entry_of(talk, said), part, settled)
    if isinstance(entry, Reply):
        return [entry]
    recorded = record(talk, work, entry)
    if not said.more_time or said.new_deadline is not None:
        return [recorded]
    return [recorded, ask_day(talk, work, recorded=True)]


def ask_which(talk: Talk, among: list[Work], part: int = 0, missing: str | None = None) -> list[Reply]:
    """Nothing is recorded until the person says which task is meant. `missing`: the number that is not theirs."""
    among = among or [work for work in my_work(talk) if work.is_open]
    if not among:
        return [talk.say("no_work", is_clerk=may(talk, Action.CHANGE_PLAN))]
    wait_for(talk, "which", part=part)
    plans = len({work.plan.id for work in among})
    missing = missing and missing.replace(" ", "")
    return [talk.say("ask_which", works=among[:12], plans=plans, missing=missing, places=places(talk, among))]


def _unclear(talk: Talk, said: Understood) -> list[Reply]:
    """Words like "đã nhận" in answer to a reminder, or of a task, count as received; all else gets a short hint."""
    if said.wants is Wish.RECEIVED:
        work = which_work(talk, said).work if said.task_ref else None
        return [received(talk, [work] if work else reminded_of(talk))]
    return questions.cleared(talk) or [talk.say("not_understood", is_clerk=may(talk, Action.CHANGE_PLAN))]
