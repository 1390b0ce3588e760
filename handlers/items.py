"""What a journal line opens, changes or closes: the obstacle of an assignment, and its wish for more time."""

from handlers.notes import announce
from handlers.talk import Talk
from handlers.work import Work
from models.assignment import CLOSED, OVER, Progress, Said
from models.item import Item, ItemKind, last_item, open_items
from models.people import Person
from vietnamese.text import fold, squash

_FORWARD = (Said.WORKING, *OVER)
UNSAID = "chưa nêu cụ thể"


def follow(talk: Talk, work: Work, line: Progress, *, more_time: bool = False) -> None:
    """To be called once the standing includes the line. `more_time`: it asks to move the deadline."""
    more_time = more_time or line.said is Said.MORE_TIME
    with talk.session.no_autoflush:  # the standing is written once, with the next reminder
        waiting = open_items(talk.session, work.id)
    _follow_obstacle(talk, work, line, waiting.get(ItemKind.BLOCKER), told=more_time)
    _follow_wish(talk, work, line, waiting.get(ItemKind.MORE_TIME), more_time=more_time)


def _follow_obstacle(talk: Talk, work: Work, line: Progress, item: Item | None, *, told: bool) -> None:
    """One open obstacle an assignment: said again it has new words, not said again it is gone.

    `told`: the note on the wish for more time names it already.
    """
    assignment = work.assignment
    if assignment.blocker is None and assignment.state is not Said.BLOCKED:
        if item is not None and (line.said in _FORWARD or line.corrects == item.progress_id):
            item.closed_at = line.at
        elif item is not None:
            assignment.blocker = item.words  # "chưa làm" does not say that it is gone
        return
    if line.said is not Said.MORE_TIME and (line.blocker or line.said is Said.BLOCKED):
        _name(talk, work, line, item, told=told)
    elif item is None and not _opened_again(talk, work, line):
        relieve(work)  # settled by the office since; a file sent after that brings nothing back
    elif item is not None and assignment.blocker:
        item.words = assignment.blocker  # a line taken back leaves what was said before it


def _name(talk: Talk, work: Work, line: Progress, item: Item | None, *, told: bool) -> None:
    words = line.blocker or squash(line.words) or UNSAID
    if item is None:
        item = _new(talk, work, ItemKind.BLOCKER, line)
    elif fold(item.words) == fold(words):
        item.progress_id = line.id
        return
    item.words, item.progress_id = words, line.id
    talk.session.add(item)
    talk.session.flush()
    if not told:
        announce(talk, item, str(line.id))


def _opened_again(talk: Talk, work: Work, line: Progress) -> bool:
    """The line that closed it is taken back, so it is open as before."""
    item = last_item(talk.session, work.id, ItemKind.BLOCKER)
    ended_by = talk.session.get(Progress, line.corrects) if line.corrects else None
    if item is None or ended_by is None or item.closed_at != ended_by.at:
        return False
    item.closed_at = None
    return True


def relieve(work: Work) -> None:
    """The obstacle holds the work up no more; the journal keeps it."""
    work.assignment.blocker = None
    if work.assignment.state is Said.BLOCKED:
        work.assignment.state = Said.WORKING


def _follow_wish(talk: Talk, work: Work, line: Progress, item: Item | None, *, more_time: bool) -> None:
    """One open wish an assignment; the newest day asked for stands. It ends with the work, or when taken back."""
    corrects = item is not None and line.corrects == item.progress_id
    if work.assignment.state in CLOSED or (corrects and line.said is Said.WITHDRAWN):
        if item is not None:
            item.closed_at = line.at
    elif more_time or corrects:
        _wish(talk, line, item or _new(talk, work, ItemKind.MORE_TIME, line), again=more_time and not corrects)


def _wish(talk: Talk, line: Progress, item: Item, *, again: bool) -> None:
    """What is asked for now; a correction that names no other day is no news."""
    day = line.asked_due if again else line.asked_due or item.asked_due
    if again or day != item.asked_due:
        item.words, item.asked_due, item.raised_by = squash(line.words), day, line.person_id or item.raised_by
        item.progress_id = line.id
        talk.session.add(item)
        talk.session.flush()
        announce(talk, item, str(line.id))
    item.progress_id = line.id


def ask(talk: Talk, work: Work | None) -> list[Person]:
    """Open the message as a question; those who were told of it."""
    item = Item(
        office_id=talk.office.id or 0,
        kind=ItemKind.QUESTION,
        assignment_id=work.id if work else None,
        raised_by=talk.person.id or 0,
        raised_at=talk.incoming.sent_at,
        words=squash(talk.incoming.text),
    )
    talk.session.add(item)
    talk.session.flush()
    return announce(talk, item, "asked")


def _new(talk: Talk, work: Work, kind: ItemKind, line: Progress) -> Item:
    return Item(
        office_id=talk.office.id or 0,
        kind=kind,
        assignment_id=work.id,
        progress_id=line.id,
        raised_by=line.person_id or talk.person.id or 0,
        raised_at=line.known_at,
        words="",
    )
