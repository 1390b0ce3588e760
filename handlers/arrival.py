"""Documents from the clerk: refused, recognised, taken in as a draft, or made part of the draft under review."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import col, select

from handlers import forms, reorganise, revise
from handlers.desk import head
from handlers.drafts import find_plan
from handlers.permits import may
from handlers.plans import HEAD, Source, drafts, fill, known_file, plan_draft_of, take_in
from handlers.talk import Reply, Talk, id_of
from messages.channel import Attachment, FileKind
from models.acts import Act
from models.permits import Action
from models.plan import Plan, PlanState, Task
from plans.draft import FormRead, PlanDraft, Reading, RosterRead, TaskDraft, UnreadableError
from plans.repeats import marked, merged

JUST_NOW = timedelta(minutes=10)  # a clerk who sends two files so close together may mean one plan
TODAY = timedelta(days=1)  # for a file that has no head of its own


def may_send(talk: Talk, reading: Reading) -> bool:
    return may(talk, Action.CHANGE_PEOPLE if isinstance(reading, RosterRead) else Action.CHANGE_PLAN)


def receive(
    talk: Talk, files: Sequence[Attachment], reading: PlanDraft | UnreadableError | FormRead | RosterRead
) -> list[Reply]:
    """What came in one message or one album: read out, refused in one line, or recognised."""
    if isinstance(reading, RosterRead):
        return reorganise.roster(talk, reading)
    if isinstance(reading, FormRead):
        return forms.receive(talk, files[0], reading)
    if isinstance(reading, UnreadableError):
        photos = sum(file.kind is FileKind.PHOTO for file in files)
        return [talk.say("plan_unreadable", name=files[0].name, photos=photos, reason=str(reading))]
    return _taken(talk, files, reading)


def _taken(talk: Talk, files: Sequence[Attachment], reading: PlanDraft) -> list[Reply]:
    album = talk.incoming.album or None
    kept = list({file.sha256: file for file in files if file.sha256}.values()) or files[:1]
    sources = [Source(file.name, file.sha256 or "", talk.person, album) for file in kept]
    known = next(filter(None, (known_file(talk.session, talk.office, source.sha256) for source in sources)), None)
    if known is not None:
        # The first file of an album was read together with the others.
        same = album is not None and known.album == album
        return [] if same else [talk.say("plan_known", plan=known, draft=known.state is PlanState.DRAFT)]
    draft, waiting = merged(reading), _waiting(talk, reading)
    if not draft.tasks and (waiting is None or not (draft.number or draft.date)):
        return [talk.say("plan_without_tasks", name=files[0].name)]
    plan = take_in(talk.session, talk.office, draft, sources, talk.now)
    talk.note(Act.PLAN_ADDED, f"plan {plan.id}", tasks=len(draft.tasks))
    if waiting is not None and album is not None and waiting.album == album:
        return [_join(talk, plan, waiting)]
    revise.recognise(talk, plan, draft)
    if waiting is not None and plan.revises is None:
        return [_ask(talk, plan, waiting)]
    return [head(talk, plan)]


def _waiting(talk: Talk, reading: PlanDraft) -> Plan | None:
    """The draft that this clerk is looking at, if the file may be a part of it."""
    last = next((plan for plan in drafts(talk.session, talk.office) if plan.added_by == talk.person.id), None)
    has_head = bool(reading.title and reading.tasks)
    if last is None or talk.now - last.added_at > (JUST_NOW if has_head else TODAY):
        return None
    same_album = bool(talk.incoming.album) and last.album == talk.incoming.album
    other = has_head and reading.number and last.number and last.title and reading.number != last.number
    repeated = other and any(row.repeats for row in _repeats(talk, last, reading))
    return None if other and not (same_album or repeated) else last


def _repeats(talk: Talk, plan: Plan, reading: PlanDraft) -> list[TaskDraft]:
    return marked(plan_draft_of(talk.session, plan).tasks, reading.tasks)


def _ask(talk: Talk, plan: Plan, into: Plan) -> Reply:
    rows = marked(plan_draft_of(talk.session, into).tasks, plan_draft_of(talk.session, plan).tasks)
    repeated = sum(row.repeats is not None for row in rows)
    return talk.say("ask_join", plan=plan, into=into, tasks=len(rows), repeated=repeated)


def join(talk: Talk, argument: str) -> list[Reply]:
    """Ghép, "<plan id>:<id of the draft that it becomes part of>"."""
    part, _, whole = argument.partition(":")
    plan, into = (find_plan(talk, number) if id_of(number) else None for number in (part, whole))
    if plan is None or into is None or plan is into:
        return [talk.say("button_old")]
    if plan.state is not PlanState.DRAFT or into.state is not PlanState.DRAFT:
        return [talk.say("button_old")]
    return [_join(talk, plan, into)]


def _join(talk: Talk, plan: Plan, into: Plan) -> Reply:
    """Both drafts as one, under review anew; the file stays known as a part of it."""
    from plans.together import joined  # it brings what reads files

    both = [(each.file_name, plan_draft_of(talk.session, each)) for each in (into, plan)]
    draft = joined(both)
    old = talk.session.exec(select(Task).where(col(Task.plan_id).in_([into.id, plan.id]))).all()
    fill(talk.session, into, draft)
    # Deleted last, so that no new task gets the number under which an old button knows another.
    for task in old:
        talk.session.delete(task)
    for name in HEAD:
        setattr(into, name, getattr(draft, name))
    into.targets, into.doubts = list(draft.targets), list(draft.doubts)
    into.left_out = [*into.left_out, *plan.left_out]
    plan.state, plan.revises = PlanState.MERGED, into.id
    talk.session.add_all([into, plan])
    talk.session.flush()
    return head(talk, into)
