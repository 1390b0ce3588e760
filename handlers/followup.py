"""Answers to what the bot asked: which task was meant, what a report says, the obstacle, the new date."""

from dataclasses import replace
from datetime import date

from handlers import correct, progress, stopping, unanswered
from handlers.awaiting import as_said_then, awaited, number, said_then, stop_waiting
from handlers.entry import entry_of, is_sound
from handlers.journal import Entry, last_line, record
from handlers.more_time import ask_day, is_later, is_settled, until_day
from handlers.stale import gone
from handlers.talk import Reply, Talk, id_of
from handlers.thread import pointed
from handlers.work import Work, find_work
from messages.understood import Status, Understood
from models.assignment import Said
from models.people import Awaiting

QUESTIONS = frozenset({"which", "what", "doubt", "blocked", "more_time"})  # of a report, or of a button of one

_STATES = {Status.DONE: "done", Status.IN_PROGRESS: "working", Status.BLOCKED: "blocked"}
_SHORT = 5  # words that say a state and no more


def choose_task(talk: Talk, argument: str) -> list[Reply]:
    """The button that says which task the waiting message was about."""
    row = awaited(talk)
    work = find_work(talk, id_of(argument))
    if row is None or row.what != "which" or work is None:
        return gone(talk, id_of(argument))
    return _of_task(talk, row, work)


def _of_task(talk: Talk, row: Awaiting, work: Work) -> list[Reply]:
    stop_waiting(talk)
    before, said = said_then(talk, row)
    if said.status is Status.UNCLEAR:
        words, files = before.incoming.text, before.incoming.attachments
        return [record(before, work, Entry(Said.EVIDENCE, words, files=files))]
    return progress.write_down(before, work, said, number(row, "part"))


def _named_task(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """The same in words: "NV1", "phần băng rôn"; a number that is not theirs is asked again."""
    said = talk.said
    if talk.incoming.attachments or said.parts or said.wants is not None or said.status is not Status.UNCLEAR:
        return None
    meant, ref = pointed(talk), said.task_ref
    if meant.work is not None:
        return _of_task(talk, row, meant.work)
    missing = ref if ref and ref.startswith("NV ") and not meant.among else None
    return unanswered.ask_which(as_said_then(talk, row), number(row, "part"), missing) if missing else None


def choose_state(talk: Talk, argument: str) -> list[Reply]:
    """The button that says what an unsure report means, "<assignment id>:<said>"."""
    identity, _, state = argument.partition(":")
    row = awaited(talk)
    work = find_work(talk, id_of(identity))
    if row is None or row.what != "what" or work is None or state not in ("done", "working", "blocked", "none"):
        return gone(talk, id_of(identity))
    return _of_state(talk, row, work, state)


def _of_state(talk: Talk, row: Awaiting, work: Work, state: str) -> list[Reply]:
    stop_waiting(talk)
    if state == "none":
        return [talk.say("nothing_recorded")]
    before, said = said_then(talk, row)
    entry = entry_of(before, said)
    percent = entry.percent if is_sound(said) else None
    # Figures of a sentence that was not understood for sure are left for the person to send again.
    recorded = record(before, work, replace(entry, said=Said(state), percent=percent, figures=()))
    has_digits = any(letter.isdigit() for letter in entry.words)
    return [recorded, talk.say("figures_left", ref=work.ref)] if has_digits else [recorded]


def _named_state(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """The same in words that say no more: "đang làm", "xong rồi ạ"."""
    said, work = talk.said, find_work(talk, number(row, "assignment"))
    more = said.task_ref or said.parts or said.figures or said.blocker or said.new_deadline or said.ask
    if work is None or more or said.percent is not None or talk.incoming.attachments or said.status not in _STATES:
        return None
    return _of_state(talk, row, work, _STATES[said.status]) if len(talk.incoming.text.split()) <= _SHORT else None


def take_back(talk: Talk, _argument: str = "") -> list[Reply]:
    """ "Hủy": what came last in the chat is meant, be it a report written down or a question."""
    row, last = awaited(talk), last_line(talk)
    if row is None:
        return correct.withdraw(talk)
    if row.what == "correction":
        return correct.withdraw(talk, str(number(row, "line")))
    if last is not None and last[0].at > row.since:
        return correct.withdraw(talk)
    stop_waiting(talk)
    if row.what == stopping.STOPPED:
        return stopping.undo(talk, row)
    if row.what == "until":  # asked of the report that was written down with it
        return correct.withdraw(talk)
    return [_dropped(talk, row, last[1] if last and last[0].day == talk.today else None)]


def _dropped(talk: Talk, row: Awaiting, standing: Work | None) -> Reply:
    """Which question is asked no more, and what of today stands as before."""
    if row.what not in QUESTIONS:
        return talk.say("nothing_recorded")
    work, words = find_work(talk, number(row, "assignment")), as_said_then(talk, row).incoming.text
    return talk.say("question_dropped", ref=work and work.ref, words=words, kept=standing and standing.ref)


def give_up(talk: Talk) -> list[Reply] | None:
    """ "Thôi", "hủy" while the bot waits; None for other words."""
    return take_back(talk) if correct.takes_back(talk) else None


def answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """A sentence while the bot waits for one; None where it is no answer to what was asked."""
    if row.what == "correction":
        return correct.answer(talk, row)
    if row.what in ("blocked", "more_time"):
        return _answer_button(talk, row, talk.said)
    if row.what == "which":
        return _named_task(talk, row)
    return _named_state(talk, row) if row.what == "what" else None


def _answer_button(talk: Talk, row: Awaiting, said: Understood) -> list[Reply] | None:
    """What follows the buttons Vướng mắc and Xin gia hạn: the obstacle, the new date."""
    work = find_work(talk, number(row, "assignment"))
    if work is None or said.task_ref or said.status is Status.DONE:
        return None  # about something else; the question stays open
    words, files = talk.incoming.text, talk.incoming.attachments
    moves = row.what == "more_time"
    if moves and (is_settled(talk, row, work) or (said.new_deadline is None and (said.figures or said.percent))):
        return None
    if not words.strip() or (moves and not (_is_to_come(said.new_deadline, talk) and is_later(said, work))):
        kept = [record(talk, work, Entry(Said.EVIDENCE, words, files=files))] if files else []
        again = ask_day(talk, work, said) if moves else talk.say("ask_blocked", ref=work.ref, task=work.task)
        return [*kept, again]
    stop_waiting(talk)
    if row.what == "blocked":
        return [record(talk, work, Entry(Said.BLOCKED, words, blocker=said.blocker or words, files=files))]
    before = as_said_then(talk, row)
    if said.new_deadline is not None and not (said.blocker or files or before.incoming.button):
        return until_day(talk, row, work, said.new_deadline)
    entry = Entry(Said.MORE_TIME, words, asked_due=said.new_deadline, blocker=said.blocker, files=files)
    return [record(talk, work, entry)]


def _is_to_come(day: date | None, talk: Talk) -> bool:
    return day is not None and day >= talk.today
