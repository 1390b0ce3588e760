"""What staff call done waits for the head of their unit: which reports do, and who is told of them."""

from dataclasses import replace
from datetime import datetime

from handlers.entries import Entry
from handlers.permits import may
from handlers.talk import Talk, tell
from handlers.work import Work
from messages.rest import says_left
from models.assignment import ENDED, Progress, Said, journal_of
from models.claim import confirmers, heads, waiting_lines
from models.evidence import files_of
from models.follow import policy_of
from models.people import Person, Role
from models.permits import Action
from models.posts import role_in
from models.standing import taken_back

_CONFIRMED = (Role.STAFF, Role.CLERK)
_UNDOES = (Said.WORKING, Said.NOT_STARTED)


def waits_for(talk: Talk, work: Work) -> list[Person]:
    """Who must confirm what the sender calls done; nobody where the office or the sender's place asks for none."""
    unit = work.assignment.unit_id
    if not talk.office.confirm_done or role_in(talk.session, talk.person, unit, talk.today) not in _CONFIRMED:
        return []
    return [head for head in heads(talk.session, unit, talk.today) if head.id != talk.person.id]


def may_settle(talk: Talk, work: Work) -> bool:
    who = {person.id for person in confirmers(talk.session, work.assignment, talk.today)}
    return may(talk, Action.CONFIRM) and talk.person.id in who


def as_claim(talk: Talk, work: Work, entry: Entry) -> Entry:
    """The entry as it is to be written: what staff call done waits, what they add to it waits with it.

    Whoever may confirm it settles it with whatever they say of the task: it is done, or it is not.
    """
    waiting = work.assignment.state is Said.CLAIMED
    if work.assignment.state is Said.DONE and _only_adds(entry):
        return replace(entry, said=Said.DONE)  # "thêm 20 suất quà" takes nothing back
    if waits_for(talk, work):
        claims = entry.said in ENDED or (waiting and _only_adds(entry))
        return replace(entry, said=Said.CLAIMED) if claims else entry
    if not waiting or not may_settle(talk, work):
        return replace(entry, said=Said.DONE) if entry.said is Said.CLAIMED else entry
    if _only_adds(entry):
        return replace(entry, said=Said.CLAIMED)
    if entry.said in ENDED or entry.said is Said.RETURNED:
        said = Said.RETURNED if entry.said is Said.RETURNED else Said.DONE
    elif entry.said in (Said.WORKING, Said.BLOCKED, Said.NOT_STARTED):
        said = Said.RETURNED
    else:
        return entry
    return replace(entry, said=said, settles=waiting_lines(talk.session, work.assignment)[0].id)


def _only_adds(entry: Entry) -> bool:
    """Figures or files of a task, with nothing that says it is not done."""
    more = bool(entry.figures or entry.files) or entry.percent == 100
    return entry.said is Said.WORKING and more and entry.percent in (None, 100) and not says_left(entry.words)


def tell_about(talk: Talk, work: Work, line: Progress, entry: Entry, before: Said | None) -> None:
    """Tell the heads what waits for them, and whoever waits what a head said of it. `before`: the state until then."""
    corrects = talk.session.get(Progress, line.corrects) if line.corrects else None
    if line.said is Said.CLAIMED and work.assignment.state is Said.CLAIMED:
        if before is not Said.CLAIMED or corrects or entry.figures or entry.files:
            held = [row.held for row in files_of(talk.session, work.id)]
            values = {
                "entry": entry,
                "line": line,
                "files": held.count(False),
                "held": held.count(True),
                "added": before is Said.CLAIMED,
                "by": talk.entered_by.name if talk.entered_by else "",
            }
            _tell_heads(talk, work, line, "claim", values)
    elif before is Said.DONE and line.said in _UNDOES and waits_for(talk, work) and work.is_open:
        _tell_heads(talk, work, line, "claim_reopened", {"line": line})
    elif settled := line.settles or (corrects and corrects.settles):
        _tell_claimant(talk, work, line, talk.session.get(Progress, settled))
    elif corrects and corrects.said is Said.CLAIMED and before is Said.DONE:
        _tell_heads(talk, work, line, "claim_withdrawn", {})


def _tell_heads(talk: Talk, work: Work, line: Progress, template: str, values: dict[str, object]) -> None:
    values = {**values, "person": talk.person, "ref": work.ref, "task": work.task, "assignment": work.assignment}
    for head in confirmers(talk.session, work.assignment, talk.today):
        if head.id != talk.person.id:
            note = talk.say_to(head, template, **values)
            key = f"{template}:{line.id}:{head.id}"
            tell(talk.session, head, replace(note, speaks_of=(work.id,)), key, _at_work(talk))


def _tell_claimant(talk: Talk, work: Work, line: Progress, claim: Progress | None) -> None:
    person = talk.session.get(Person, claim.person_id) if claim else None
    if claim is None or person is None or person.id == talk.person.id or not person.active:
        return
    if claim.id in taken_back(journal_of(talk.session, work.id)):
        return  # the claimant withdrew it, and has nothing to hear of it
    about = {"ref": work.ref, "task": work.task, "assignment": work.assignment}
    note = talk.say_to(person, "claim_decided", by=talk.person, line=line, **about)
    tell(talk.session, person, replace(note, speaks_of=(work.id,)), f"settled:{line.id}:{person.id}", _at_work(talk))


def _at_work(talk: Talk) -> datetime:
    """Whoever answers at night is heard at once, and wakes nobody else."""
    return policy_of(talk.session, talk.office).calendar.next_working_moment(talk.now)
