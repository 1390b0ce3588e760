"""Pictures sent as evidence: held until their sender says that no child can be recognised."""

from dataclasses import replace

from sqlmodel import col, select

from handlers.talk import Reply, Talk, id_of
from messages.render import Words
from models.assignment import Assignment, Evidence, Progress
from models.plan import Task


def with_question(talk: Talk, replies: list[Reply]) -> list[Reply]:
    """The read-back of a report asks once about all pictures that came with it."""
    lines = [reply.pictures_of for reply in replies if reply.pictures_of]
    if not lines:
        return replies
    count = len({row.sha256 for row in _held(talk, talk.session.get_one(Progress, lines[0]))})
    question = talk.say("ask_photos", id=lines[0], count=count)
    if any(reply.words.choices and not reply.pictures_of for reply in replies):
        return [question, *replies]  # a digit answers what was asked last
    last, asked = replies[-1], question.words.choices
    choices = (*asked, *(replace(choice, row=choice.row + len(asked)) for choice in last.words.choices))
    return [*replies[:-1], replace(last, words=Words(f"{last.words.text}\n{question.words.text}", choices))]


def press(talk: Talk, argument: str) -> list[Reply]:
    """The sender's answer, "<journal line>:<clear|child>": the pictures count, or are gone; the report stays."""
    identity, _, answer = argument.partition(":")
    line = talk.session.get(Progress, id_of(identity) or 0)
    if line is None or line.person_id != talk.person.id or answer not in ("clear", "child"):
        return [talk.say("button_old")]
    held = _held(talk, line)
    for row in held:
        if answer == "clear":
            row.held = False
            talk.session.add(row)
        else:
            talk.session.delete(row)
    talk.session.flush()
    task = talk.session.get_one(Task, talk.session.get_one(Assignment, line.assignment_id).task_id)
    kept = len(talk.session.exec(select(Evidence.id).where(col(Evidence.progress_id).in_(_lines(talk, line)))).all())
    count = len({row.sha256 for row in held})
    return [talk.say("photos_answered", ref=f"NV{task.position}", answer=answer, count=count, kept=kept)]


def _held(talk: Talk, line: Progress) -> list[Evidence]:
    query = select(Evidence).where(col(Evidence.progress_id).in_(_lines(talk, line)), col(Evidence.held))
    return list(talk.session.exec(query).all())


def _lines(talk: Talk, line: Progress) -> list[int]:
    """What one message wrote down, of one task or several, and what corrected it since."""
    said_then = select(Progress.id).where(Progress.person_id == line.person_id, Progress.at == line.at)
    found = [number for number in talk.session.exec(said_then).all() if number]
    newer = found
    while newer:
        corrected = select(Progress.id).where(col(Progress.corrects).in_(newer), col(Progress.id).not_in(found))
        newer = [number for number in talk.session.exec(corrected).all() if number]
        found = [*found, *newer]
    return found
