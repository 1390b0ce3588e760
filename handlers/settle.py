"""Answers to doubts about figures: the report that waited is recorded once, as of when it was sent."""

from handlers import progress
from handlers.awaiting import as_said_then, awaited, number, stop_waiting
from handlers.ledger import Asked, Settled, asked_of, mark_of
from handlers.stale import gone
from handlers.talk import Reply, Talk, id_of
from handlers.work import find_work
from models.people import Awaiting
from reports.doubts import Kind
from vietnamese.numbers import find_numbers
from vietnamese.text import fold

_LONGEST = 5  # words of an answer; more is a new report
_WITH_NUMBER = 3
_YES = ("dung", "phai", "chinh xac", "u", "vang", "co", "ok", "da", "cung")
_NO = ("khac", "khong", "ko", "k")
_ADD = ("cong", "them")


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
    asked = asked_of(row)
    choice = _chosen(talk, asked)
    return _settle(talk, row, asked, choice) if choice else None


def typed(talk: Talk) -> list[Reply] | None:
    """A bare number that is no choice's may be the value itself: "15" where 150 or 15 was asked about."""
    row = awaited(talk)
    return answer(talk, row) if row is not None and row.what == "doubt" else None


def _settle(talk: Talk, row: Awaiting, asked: Asked, choice: str) -> list[Reply]:
    work = find_work(talk, number(row, "assignment"))
    stop_waiting(talk)
    if work is None:
        return gone(talk, number(row, "assignment"))
    before, part = as_said_then(talk, row), number(row, "part")
    said = before.said.parts[part] if before.said.parts else before.said
    return progress.write_down(before, work, said, part, (*asked.settled, Settled(asked.kind, asked.keys, choice)))


def _chosen(talk: Talk, asked: Asked) -> str | None:
    if talk.said.task_ref or talk.incoming.attachments:
        return None
    if talk.said.bare_value is not None:
        return _of_value(asked, talk.said.bare_value)
    words = fold(talk.incoming.text).strip(" .!?").split()
    if not words or len(words) > _LONGEST:
        return None
    found = [one.value for one in find_numbers(" ".join(words), plain=True)]
    if found:
        return _of_value(asked, found[0]) if len(words) <= _WITH_NUMBER else None
    return _of_words(asked, words)


def _of_words(asked: Asked, words: list[str]) -> str | None:
    if any(word in _ADD for word in words):
        fitting = [choice for choice in asked.choices if choice in ("add", "other")]
    elif any(word in _NO for word in words):
        fitting = ["other"] if asked.kind is Kind.SAME else []
    else:
        fitting = [asked.choices[0]] if words[0] in _YES or " ".join(words[:2]) in _YES else []
    return fitting[0] if fitting else None


def _of_value(asked: Asked, value: float) -> str | None:
    """The value that was meant; any may be said where one figure is in doubt."""
    if len(asked.keys) > 1 or asked.kind is Kind.SAME:
        return None
    return f"={value!r}"
