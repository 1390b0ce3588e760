"""The head's word on what staff call done: confirmed in one tap, or returned with a reason."""

from dataclasses import replace

from handlers.awaiting import awaited, number, stop_waiting, wait_for
from handlers.claims import may_settle
from handlers.entries import Entry
from handlers.journal import record
from handlers.talk import Reply, Talk, id_of
from handlers.thread import spoken_of
from handlers.work import Work
from messages.approval import approval
from messages.understood import Wish
from models.assignment import Assignment, Progress, Said, journal_of
from models.claim import claim_of, waiting_lines
from models.people import Awaiting, Person
from models.plan import Plan, PlanState, Task
from models.standing import status_of, taken_back


def press(talk: Talk, argument: str) -> list[Reply]:
    """The buttons under a claim, "<journal line>:<ok, no or skip>"."""
    identity, _, what = argument.partition(":")
    found = _claim(talk, id_of(identity))
    if found is None or what not in ("ok", "no", "skip"):
        return [talk.say("button_old")]
    line, work = found
    if line not in waiting_lines(talk.session, work.assignment):
        return [_as_it_is(talk, line, work)]
    _ask_no_more(talk)
    if what == "no":
        return ask_reason(talk, line, work)
    if what == "skip":
        return give_back(talk, line, work, "")
    return accept(talk, line, work)


def answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """The reason for returning a claim, in the head's words; None where they speak of something else."""
    found = _claim(talk, number(row, "line"))
    words = talk.incoming.text.strip()
    if found is None or not words or _is_about_other(talk, found[1]):
        return None
    line, work = found
    stop_waiting(talk)
    if line not in waiting_lines(talk.session, work.assignment):
        return [_as_it_is(talk, line, work)]
    if not any(map(str.isalpha, words)):
        return ask_reason(talk, line, work)
    said = approval(words)
    return accept(talk, line, work) if said and said.confirmed else give_back(talk, line, work, words)


def ask_reason(talk: Talk, line: Progress, work: Work) -> list[Reply]:
    """Why a claim is returned: whoever made it must know what is missing."""
    wait_for(talk, "return", line=line.id or 0)
    return [_say(talk, "ask_return", line, work, line=line)]


def accept(talk: Talk, line: Progress, work: Work) -> list[Reply]:
    record(talk, work, Entry(Said.DONE, ""))
    return [_say(talk, "claim_confirmed", line, work)]


def give_back(talk: Talk, line: Progress, work: Work, words: str) -> list[Reply]:
    record(talk, work, Entry(Said.RETURNED, words))
    return [_say(talk, "claim_returned", line, work, words=words)]


def _is_about_other(talk: Talk, work: Work) -> bool:
    """An answer to another message, a report of another task, or a command in plain words."""
    spoken, ref = spoken_of(talk), talk.said.task_ref
    other = ref is not None and ref.startswith("NV ") and ref != f"NV {work.task.position}"
    return other or (bool(spoken) and work.id not in spoken) or talk.said.wants in (Wish.TASKS, Wish.HELP)


def _ask_no_more(talk: Talk) -> None:
    row = awaited(talk)
    if row is not None and row.what == "return":
        stop_waiting(talk)


def _claim(talk: Talk, identity: int | None) -> tuple[Progress, Work] | None:
    """A line that was claimed, of an active plan, if the sender is who confirms it."""
    line = talk.session.get(Progress, identity) if identity else None
    assignment = talk.session.get(Assignment, line.assignment_id) if line and line.said is Said.CLAIMED else None
    if line is None or assignment is None or assignment.office_id != talk.office.id or assignment.ended_at is not None:
        return None
    task, plan = talk.session.get_one(Task, assignment.task_id), talk.session.get_one(Plan, assignment.plan_id)
    work = Work(assignment, task, plan)
    return (line, work) if plan.state is PlanState.ACTIVE and not task.dropped and may_settle(talk, work) else None


def _say(talk: Talk, template: str, claim: Progress, work: Work, **values: object) -> Reply:
    person = talk.session.get(Person, claim.person_id) if claim.person_id else None
    about = {"ref": work.ref, "task": work.task, "assignment": work.assignment, "person": person}
    return replace(talk.say(template, **about, **values), speaks_of=(work.id,))


def _as_it_is(talk: Talk, claim: Progress, work: Work) -> Reply:
    """Why there is nothing to confirm, and where the task stands now."""
    why, line = _end_of(claim, journal_of(talk.session, work.id))
    by = talk.session.get(Person, line.person_id) if line else None
    values = {"why": why, "line": line, "by": by.name if by else "", "waiting": claim_of(talk.session, work.assignment)}
    return _say(talk, "claim_settled", claim, work, status=status_of(work.assignment, talk.today), **values)


def _end_of(claim: Progress, journal: list[Progress]) -> tuple[str, Progress | None]:
    """What became of a claim, and the line that says so."""
    correction = next((line for line in journal if line.corrects == claim.id), None)
    if correction:
        return "withdrawn" if correction.said is Said.WITHDRAWN else "corrected", correction
    gone, key = taken_back(journal), (claim.at, claim.id or 0)
    later = [line for line in journal if line.settles and line.id not in gone and (line.at, line.id or 0) > key]
    if not later:
        return "", None
    return "confirmed" if later[0].said is Said.DONE else "returned", later[0]
