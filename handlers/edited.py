"""A message that its sender changed: what was written down of it is corrected, and read back."""

from datetime import timedelta

from sqlmodel import col, select

from handlers.awaiting import awaited
from handlers.entry import entry_of, is_sound
from handlers.journal import Entry, figures_of, record
from handlers.offered import give_back
from handlers.talk import Reply, Talk
from handlers.thread import which_work
from handlers.work import Work, my_work
from messages.understood import Status, Understood
from models.assignment import ENDED, Figure, Progress, Said, journal_of
from models.standing import taken_back

TOO_LATE = timedelta(hours=48)  # as long as Telegram lets people change what they wrote

_REPORTS = (Status.DONE, Status.IN_PROGRESS, Status.NOT_STARTED, Status.BLOCKED)


def is_recorded(talk: Talk) -> bool:
    """Whether anything was written down of this message when it had other words."""
    return bool(_lines(talk))


def reread(talk: Talk) -> list[Reply] | None:
    """The corrections that the new words make; None where nothing was done with the old ones."""
    if talk.incoming.other and not talk.incoming.text.strip():
        return []  # a place that moves on, a poll that is voted in
    lines = _lines(talk)
    if not lines:
        return _unrecorded(talk)
    standing = _standing(talk, lines)
    if not standing:
        return [talk.say("edited_unread", why="withdrawn")]
    if talk.incoming.sent_at - lines[0].at > TOO_LATE:
        return [talk.say("edited_unread", why="late")]
    if any(_is_outdated(talk, line) for line in standing.values()):
        return [talk.say("edited_unread", why="outdated")]
    return _corrections(talk, standing)


def _unrecorded(talk: Talk) -> list[Reply] | None:
    """New words while the bot asks about the old ones; a report, where none was; all else was answered already."""
    row = awaited(talk)
    asked = row.data.get("message") if row else None
    if row and isinstance(asked, dict) and asked.get("own_id") == talk.incoming.own_id:
        give_back(talk, row)
        return None
    reports = talk.said.status in _REPORTS and not talk.incoming.text.startswith("/")
    return None if reports else [talk.say("edited_unread", why="unrecorded")]


def _is_outdated(talk: Talk, line: Progress) -> bool:
    """Whether its task was reported on since: the new words of an old message must not hide what came after it."""
    journal = journal_of(talk.session, line.assignment_id)
    gone = taken_back(journal)
    later = [one for one in journal if (one.at, one.id or 0) > (line.at, line.id or 0) and one.id not in gone]
    return any(one.said not in (Said.EVIDENCE, Said.WITHDRAWN, Said.RECEIVED) for one in later)


def _corrections(talk: Talk, standing: dict[int, Progress]) -> list[Reply]:
    mine = {work.id: work for work in my_work(talk)}
    if not standing.keys() <= mine.keys():
        return [talk.say("edited_unread", why="late")]  # that work is over, or no longer the sender's
    stated = [(_meant(talk, part, mine, standing), part) for part in talk.said.parts or (talk.said,)]
    if any(work is None or part.ask or part.status not in _REPORTS or not is_sound(part) for work, part in stated):
        return [talk.say("edited_unread", why="unsure")]
    said = {work.id: (work, part) for work, part in stated if work is not None}
    replies = [
        record(talk, mine[number], Entry(Said.WITHDRAWN, talk.incoming.text), corrects=line)
        for number, line in standing.items()
        if number not in said
    ]
    for number, (work, part) in said.items():
        entry, line = entry_of(talk, part), standing.get(number)
        if line is None or not _is_same(entry, line, figures_of(talk, line)):
            replies.append(record(talk, work, entry, corrects=line))
    return replies


def _meant(talk: Talk, part: Understood, mine: dict[int, Work], standing: dict[int, Progress]) -> Work | None:
    """The work that a part speaks of; without a pointer, the one of which the message was written down."""
    if part.task_ref is None and len(standing) == 1:
        return mine[next(iter(standing))]
    return which_work(talk, part).work


def _is_same(entry: Entry, line: Progress, figures: list[Figure]) -> bool:
    """Whether the new words say what the old ones said, be they spelled better or not."""
    ended = entry.said in ENDED and line.said in ENDED  # what staff call done waits for the head
    now = (entry.percent, entry.asked_due, entry.blocker, _values(entry.figures))
    same = now == (line.percent, line.asked_due, line.blocker, _values(figures))
    return same and (ended or entry.said is line.said)


def _values(figures: list[Figure] | tuple[Figure, ...]) -> list[tuple[str, float, str, bool]]:
    return sorted((f.indicator, f.value, f.unit or "", f.adds) for f in figures)


def _lines(talk: Talk) -> list[Progress]:
    """All that this message wrote down, oldest first, whatever became of it."""
    if talk.incoming.source is None:
        return []
    query = select(Progress).where(Progress.source == talk.incoming.source, Progress.person_id == talk.person.id)
    return list(talk.session.exec(query.order_by(col(Progress.id))).all())


def _standing(talk: Talk, lines: list[Progress]) -> dict[int, Progress]:
    """The lines that count still, by assignment."""
    numbers = [line.id for line in lines]
    taken_back = set(talk.session.exec(select(Progress.corrects).where(col(Progress.corrects).in_(numbers))).all())
    kept = [line for line in lines if line.id not in taken_back and line.said is not Said.WITHDRAWN]
    return {line.assignment_id: line for line in kept}
