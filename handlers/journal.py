"""Writing the journal: one line a report, its figures and evidence, and the due time that follows from it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import col, select

from handlers import items
from handlers.claims import as_claim, tell_about, waits_for
from handlers.due import call_back, reschedule
from handlers.entries import Entry
from handlers.figures import told_of
from handlers.talk import Reply, Talk, tell, tell_at_once
from handlers.work import Work, my_work
from messages.channel import Attachment, FileKind
from models.absence import end_open
from models.acts import Act
from models.assignment import ENDED, Assignment, Figure, Progress, Said, journal_of
from models.database import table_of
from models.evidence import Evidence, files_of
from models.people import reachable
from models.plan import Plan, Task
from models.standing import advance

__all__ = ["Entry", "figures_of", "last_line", "read_back", "record"]


def record(talk: Talk, work: Work, entry: Entry, corrects: Progress | None = None) -> Reply:
    """Add the line, recompute standing and next reminder, and read the line back."""
    new = _new_files(talk, work, entry.files)
    if entry.said is Said.EVIDENCE and entry.files and not new:
        return talk.say("evidence_known", ref=work.ref, task=work.task, files=len(entry.files))
    before, entry = work.assignment.state, as_claim(talk, work, replace(entry, files=new))
    if corrects and corrects.settles is not None and entry.said is corrects.said:
        entry = replace(entry, settles=corrects.settles)
    line = _add_line(talk, work, entry, corrects)
    if corrects and entry.said is not Said.WITHDRAWN:
        _keep_evidence(talk, corrects, line)
    advance(work.assignment, journal_of(talk.session, work.id))
    items.follow(talk, work, line, more_time=entry.more_time)
    reschedule(talk.session, talk.office, work, talk.now)
    call_back(talk.session, {work.id})
    tell_about(talk, work, line, entry, before)
    if talk.entered_by is None and end_open(talk.session, talk.person.id or 0, talk.today):
        ended = talk.say_to(talk.person, "away_ended", person=talk.person, own=True)
        tell_at_once(talk.session, talk.person, ended, f"back:{line.id}", talk.now)
    reply = read_back(talk, work, entry, corrected=corrects is not None)
    if talk.entered_by is not None:
        talk.note(Act.ENTERED_FOR, f"progress {line.id}", assignment=work.id, person=talk.person.id)
        _tell_whose_it_is(talk, work, line, entry)
    return replace(reply, pictures_of=line.id) if any(file.is_picture for file in entry.files) else reply


_ADD_FIGURES = insert(table_of(Figure))


def _add_line(talk: Talk, work: Work, entry: Entry, corrects: Progress | None) -> Progress:
    """The line with its figures and evidence."""
    line = Progress(
        assignment_id=work.id,
        person_id=talk.person.id,
        entered_by=talk.entered_by.id if talk.entered_by else None,
        at=_moment(talk, entry),
        day=talk.today,
        said=entry.said,
        words=entry.words,
        percent=entry.percent,
        blocker=entry.blocker,
        asked_due=entry.asked_due,
        corrects=corrects.id if corrects else None,
        settles=entry.settles,
        source=talk.incoming.source,
        noted_at=talk.completed_at,
    )
    talk.session.add(line)
    talk.session.flush()
    if entry.figures:
        rows = [figure.model_dump(exclude={"id"}) | {"progress_id": line.id} for figure in entry.figures]
        talk.session.execute(_ADD_FIGURES, rows)
    for file in entry.files:
        row = _evidence(file, line)
        row.noted_at = line.known_at
        row.album = talk.incoming.album or None
        talk.session.add(row)
    return line


def _new_files(talk: Talk, work: Work, files: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """Those that the task has not yet, each once; people send a photo again to be sure."""
    known = {row.sha256 for row in files_of(talk.session, work.id)} if files else set()
    return tuple({file.sha256: file for file in files if file.sha256 not in known}.values())


def _moment(talk: Talk, entry: Entry) -> datetime:
    """The message's own time; what settles a claim comes after it, whatever the two people's clocks say."""
    claim = talk.session.get(Progress, entry.settles) if entry.settles else None
    return max(talk.incoming.sent_at, claim.at) if claim else talk.incoming.sent_at


def read_back(talk: Talk, work: Work, entry: Entry, *, corrected: bool = False) -> Reply:
    """What was written down, in one line; an answer to it speaks of the same work."""
    reached = talk.entered_by is not None and reachable(talk.session, talk.person.id or 0) is not None
    of = {"of": talk.person.name if talk.entered_by else "", "by": "", "reached": reached}
    reply = talk.say("recorded", **_written(talk, work, entry), **of, corrected=corrected)
    return Reply(reply.words, speaks_of=(work.id,))


def _tell_whose_it_is(talk: Talk, work: Work, line: Progress, entry: Entry) -> None:
    """What somebody else wrote down in a person's name, for that person to correct."""
    by = talk.entered_by.name if talk.entered_by else ""
    values = _written(talk, work, entry) | {"of": "", "by": by, "reached": True}
    told = talk.say_to(talk.person, "recorded", **values, corrected=line.corrects is not None)
    about = replace(told, speaks_of=(work.id,))
    tell(talk.session, talk.person, about, f"entered:{line.id}:{talk.person.id}", talk.now)


def _written(talk: Talk, work: Work, entry: Entry) -> dict[str, object]:
    state = work.assignment.state
    waiting = entry.said in ENDED and state is Said.CLAIMED
    if entry.said in ENDED and state in ENDED:
        entry = replace(entry, said=state)
    names = [person.name for person in waits_for(talk, work)] if waiting else []
    told = told_of(talk, work, entry.figures)
    about = {"ref": work.ref, "task": work.task, "id": work.id}
    return {**about, "entry": entry, "told": told, "waits_for": names}


def _evidence(file: Attachment, line: Progress) -> Evidence:
    photo, held = file.kind is FileKind.PHOTO, file.is_picture
    sha256, size = file.sha256 or "", file.size
    return Evidence(progress_id=line.id or 0, name=file.name, sha256=sha256, size=size, photo=photo, held=held)


def _keep_evidence(talk: Talk, corrected: Progress, line: Progress) -> None:
    """What was sent with a report belongs to the report as corrected."""
    for row in talk.session.exec(select(Evidence).where(Evidence.progress_id == corrected.id)).all():
        row.progress_id = line.id or 0
        talk.session.add(row)


def last_line(talk: Talk, among: Sequence[Work] | None = None) -> tuple[Progress, Work] | None:
    """The sender's newest line that still counts, about work that is theirs to report on, here, today."""
    among = my_work(talk) if among is None else among
    query = (
        select(Progress, Assignment, Task, Plan)
        .join(Assignment, col(Assignment.id) == Progress.assignment_id)
        .join(Task, col(Task.id) == Assignment.task_id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(Progress.person_id == talk.person.id, Plan.state == "active")
        .where(col(Assignment.id).in_([work.id for work in among]))
        .order_by(col(Progress.at).desc(), col(Progress.id).desc())
        .limit(50)
    )
    rows = talk.session.exec(query).all()
    taken_back = {line.corrects for line, *_ in rows}
    for line, assignment, task, plan in rows:
        if line.id not in taken_back and line.said is not Said.WITHDRAWN:
            return line, Work(assignment, task, plan)
    return None


def line_of(talk: Talk, identity: int) -> tuple[Progress, Work] | None:
    """A line of the sender's own, if it still counts."""
    found = last_line(talk, [work for work in my_work(talk) if work.id == _assignment_of(talk, identity)])
    return found if found and found[0].id == identity else None


def _assignment_of(talk: Talk, identity: int) -> int | None:
    line = talk.session.get(Progress, identity)
    return line.assignment_id if line else None


def figures_of(talk: Talk, line: Progress) -> list[Figure]:
    query = select(Figure).where(Figure.progress_id == line.id).order_by(col(Figure.id))
    return list(talk.session.exec(query).all())
