"""Answers to doubts about figures: the report that waited is recorded once, as of when it was sent."""

from handlers import progress
from handlers.awaiting import as_said_then, awaited, number, stop_waiting
from handlers.ledger import Asked, Settled, asked_of, mark_of
from handlers.stale import gone
from handlers.talk import Reply, Talk, id_of
from handlers.work import find_work
from messages.doubt_answers import Answer, answer_in, value_said
from models.people import Awaiting
from reports.doubts import Kind


def press(talk: Talk, argument: str) -> list[Reply]:
    """A button of the question, "<assignment id>:<mark>:<number of the choice>"."""
    identity, _, rest = argument.partition(":")
    mark, _, place = rest.partition(":")
    row, at = awaited(talk), id_of(place)
    if row is None or row.what != "doubt" or number(row, "assignment") != id_of(identity) or at is None:
        return gone(talk, id_of(identity))
    asked = asked_of(row)
    if mark != mark_of(as_said_then(talk, row).incoming.id, asked) or at >= len(asked.choices):
        return gone(talk, id_of(identity))
    return _settle(talk, row, asked, asked.choices[at])


def answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """The same in words: "đúng", "là 15", "cộng thêm", "việc khác"; None where it is something else."""
    if talk.said.task_ref or talk.incoming.attachments:
        return None
    asked, said = asked_of(row), answer_in(talk.incoming.text)
    choice = _of_answer(asked, said) if said else _of_value(talk, asked)
    if choice:
        return _settle(talk, row, asked, choice)
    return again(talk, row, asked) if said else None


def typed(talk: Talk) -> list[Reply] | None:
    """A bare number that is no choice's may be the value itself: "15" where 150 or 15 was asked about."""
    row = awaited(talk)
    return answer(talk, row) if row is not None and row.what == "doubt" else None


def either_way(talk: Talk) -> list[Reply] | None:
    """Asked again where a bare number is the place of one choice and the value of another."""
    row, digit = awaited(talk), id_of(talk.incoming.text.strip().rstrip("."))
    if row is None or row.what != "doubt" or digit is None:
        return None
    asked = asked_of(row)
    values = [place for place, choice in enumerate(asked.choices, 1) if choice == f"={float(digit)!r}"]
    return again(talk, row, asked) if values and values != [digit] and digit <= len(asked.choices) else None


def again(talk: Talk, row: Awaiting, asked: Asked) -> list[Reply] | None:
    """The question once more, as it was."""
    work = find_work(talk, number(row, "assignment"))
    if work is None:
        return None
    before, part = as_said_then(talk, row), number(row, "part")
    said = before.said.parts[part] if before.said.parts else before.said
    return progress.write_down(before, work, said, part, asked.settled)


def _settle(talk: Talk, row: Awaiting, asked: Asked, choice: str) -> list[Reply]:
    work = find_work(talk, number(row, "assignment"))
    stop_waiting(talk)
    if work is None:
        return gone(talk, number(row, "assignment"))
    before, part = as_said_then(talk, row), number(row, "part")
    said = before.said.parts[part] if before.said.parts else before.said
    return progress.write_down(before, work, said, part, (*asked.settled, Settled(asked.kind, asked.keys, choice)))


def _of_answer(asked: Asked, said: Answer) -> str | None:
    same = asked.kind is Kind.SAME
    meant = {
        Answer.YES: "same" if same else asked.choices[0],
        Answer.SAME: "same",
        Answer.OTHER: "other",
        Answer.NO: "other" if same else None,
        Answer.ADD: "other" if same else "add",
    }[said]
    return meant if meant in asked.choices else None


def _of_value(talk: Talk, asked: Asked) -> str | None:
    """The value that was meant, named alone; any may be said where one figure is in doubt."""
    if len(asked.keys) > 1 or asked.kind is Kind.SAME:
        return None
    value = value_said(talk.incoming.text, [asked.keys[0][0]])
    return None if value is None else f"={float(value)!r}"
