"""A question that another message comes between: asked again after it, or said not to be recorded."""

from handlers import evidence, progress, settle
from handlers.awaiting import as_said_then, awaited, number, row_of, said_then, stop_waiting, wait_for
from handlers.journal import last_line
from handlers.ledger import asked_of
from handlers.more_time import ask_day, is_settled
from handlers.talk import Reply, Talk
from handlers.work import find_work
from messages.understood import Status
from models.people import Awaiting
from vietnamese.text import squash

OF_A_REPORT = ("which", "what", "doubt", "more_time")


def question(talk: Talk) -> Awaiting | None:
    """The question about words or files that are not recorded yet, however old; a copy, for the row goes on."""
    row = row_of(talk)
    if row is None or row.what not in OF_A_REPORT:
        return None
    said = as_said_then(talk, row).incoming
    if said.button or not (said.text.strip() or said.attachments):
        return None
    return Awaiting(person_id=row.person_id, what=row.what, data=dict(row.data), since=row.since)


def beside(talk: Talk, row: Awaiting | None, answered: list[Reply], *, ask: bool = True) -> list[Reply]:
    """The answer to a message that did not answer the question, with the question once more, or with what was lost.

    Choices stay last, for a digit answers what was asked last.
    """
    if row is None:
        return answered
    talk = talk.anew()
    if squash(as_said_then(talk, row).incoming.text) == squash(talk.incoming.text) and answered:
        stop_waiting(talk)  # said again in place of an answer
        return answered
    if _is_same(awaited(talk), row):
        return [*answered, *(_again(talk, row) if ask else [])]
    if _is_same(row_of(talk), row):
        stop_waiting(talk)  # a day old
    said = as_said_then(talk, row).incoming
    return [talk.say("left_unrecorded", words=said.text, files=len(said.attachments)), *answered]


def repaired(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """ "Sửa: 4 bài" while a report waits: nothing of it is written down yet that could be corrected."""
    waiting = question(talk)
    if waiting is None or talk.said.status is not Status.CORRECTION or talk.said.task_ref:
        return None
    newer = last_line(talk)
    if newer is not None and newer[0].at > row.since:
        return None
    stop_waiting(talk)
    said = as_said_then(talk, waiting).incoming
    return [talk.say("send_again", words=said.text, files=len(said.attachments))]


def _is_same(now: Awaiting | None, row: Awaiting) -> bool:
    return now is not None and now.what == row.what and now.data.get("message") == row.data.get("message")


def _again(talk: Talk, row: Awaiting) -> list[Reply]:
    before = as_said_then(talk, row)
    if row.what == "which":
        return ask_which(before, number(row, "part"))
    work = find_work(talk, number(row, "assignment"))
    if work is None:
        return []
    match row.what:
        case "doubt":
            return settle.again(talk, row, asked_of(row)) or []
        case "more_time" if is_settled(talk, row, work):
            return []
        case "more_time":
            return [ask_day(before, work, said_then(talk, row)[1], number(row, "part"))]
    # Asked, not read anew: what was doubtful then may seem clear by now, and nobody has answered.
    wait_for(before, "what", assignment=work.id, part=number(row, "part"))
    return [talk.say("ask_what", ref=work.ref, task=work.task, id=work.id)]


def ask_which(before: Talk, part: int = 0, missing: str | None = None) -> list[Reply]:
    """The question of a report or of files alone, with what is done since among the choices."""
    if before.incoming.attachments and before.said.status is Status.UNCLEAR:
        return evidence.ask_again(before)
    return progress.ask_which(before, [], part, missing)
