"""Last year's plan as the start: what a matching task of an earlier plan had is proposed, and taken when asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from handlers.assign import Resolved, resolve, units_of
from handlers.drafts import find_plan
from handlers.plans import draft_of
from handlers.talk import Reply, Talk, id_of
from messages.render import render
from models.assignment import Assignment, Duty
from models.office import Office
from models.people import Unit
from models.plan import Plan, PlanState, Task, tasks_of
from plans.compare import paired
from plans.doubts import with_doubts

ON_A_PAGE = 8
TAKEN = ("leads", "cooperators", "targets")
_LOOKED_AT = 12  # of the newest earlier plans
_STATES = (PlanState.ACTIVE, PlanState.CLOSED)


@dataclass(frozen=True)
class Proposal:
    """What `task` of a draft lacks and `earlier`, a task of `plan`, had."""

    task: Task
    earlier: Task
    plan: Plan
    leads: tuple[str, ...] = ()
    cooperators: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


def proposals(session: Session, draft: Plan, like: Plan | None = None) -> list[Proposal]:
    """For the tasks of a draft that lack something, in their order; from one plan, or from all earlier ones."""
    if draft.state is not PlanState.DRAFT or draft.revises is not None:
        return []
    tasks = tasks_of(session, draft.id or 0)
    units = units_of(session, draft.office_id)
    best: dict[int, tuple[float, Task, Plan]] = {}
    for plan in [like] if like else _earlier_plans(session, draft):
        before = tasks_of(session, plan.id or 0)
        for pair in paired([*map(draft_of, before)], [*map(draft_of, tasks)]):
            # Plans come newest first, so an older one must fit better.
            if pair.new not in best or pair.score > best[pair.new][0]:
                best[pair.new] = (pair.score, before[pair.old], plan)
    found = (_proposal(session, draft, tasks[at], best[at][1:], units) for at in sorted(best))
    return [proposal for proposal in found if proposal]


def _earlier_plans(session: Session, draft: Plan) -> Sequence[Plan]:
    query = select(Plan).where(Plan.office_id == draft.office_id, col(Plan.state).in_(_STATES), Plan.id != draft.id)
    return session.exec(query.order_by(col(Plan.id).desc()).limit(_LOOKED_AT)).all()


def _proposal(
    session: Session, draft: Plan, task: Task, source: tuple[Task, Plan], units: list[Unit]
) -> Proposal | None:
    earlier, plan = source
    now, then = resolve(task, units, draft.outside), resolve(earlier, units, plan.outside)
    unclear = {question.duty for question in now.unclear}
    leads = _names(session, earlier, Duty.LEAD, then) if not task.leads or Duty.LEAD in unclear else ()
    lacks_cooperators = Duty.COOPERATOR in unclear or (leads and not task.cooperators)
    cooperators = _names(session, earlier, Duty.COOPERATOR, then) if lacks_cooperators else ()
    targets = () if task.targets else tuple(earlier.targets)
    proposal = Proposal(task, earlier, plan, leads, cooperators, targets)
    return proposal if leads or cooperators or targets else None


def _names(session: Session, task: Task, duty: Duty, resolved: Resolved) -> tuple[str, ...]:
    """The units as the earlier plan wrote them, where all are known today; else those that in fact had the task."""
    written = tuple(task.leads if duty is Duty.LEAD else task.cooperators)
    if written and not any(question.duty is duty for question in resolved.unclear):
        return written
    query = (
        select(Unit.name)
        .join(Assignment, col(Assignment.unit_id) == Unit.id)
        .where(Assignment.task_id == task.id, Assignment.duty == duty)
        .where(col(Assignment.ended_at).is_(None), col(Unit.active))
    )
    return tuple(session.exec(query.order_by(col(Assignment.id))).all())


def use(session: Session, proposal: Proposal) -> None:
    """Take over what is proposed; whatever else the task states stays."""
    task = proposal.task
    taken = {name: list(getattr(proposal, name)) for name in TAKEN if getattr(proposal, name)}
    for name, value in taken.items():
        setattr(task, name, value)
    task.why = [why for why in task.why if why["field"] not in taken]  # the document is no reason for these
    task.doubts = list(with_doubts(draft_of(task)).doubts)
    session.add(task)
    session.flush()


def words_of(office: Office, proposal: Proposal) -> str:
    """The proposal in one line, for the command line."""
    return render("plan_proposal", office.language, zone=office.zone, proposal=proposal).text


def show(talk: Talk, argument: str) -> list[Reply]:
    """The proposals for a draft, "<plan id>:<page>"."""
    identity, _, page = argument.partition(":")
    draft = _draft(talk, identity)
    return [_shown(talk, draft, id_of(page) or 0)] if draft else [talk.say("button_old")]


def _shown(talk: Talk, draft: Plan, page: int = 0) -> Reply:
    found = proposals(talk.session, draft)
    last = max(len(found) - 1, 0) // ON_A_PAGE
    page = min(page, last)
    part = found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    return talk.change("plan_proposals", plan=draft, found=part, count=len(found), page=page, last=last)


def use_all(talk: Talk, argument: str) -> list[Reply]:
    """Dùng tất cả, "<plan id>"."""
    draft = _draft(talk, argument)
    if draft is None:
        return [talk.say("button_old")]
    found = proposals(talk.session, draft)
    for proposal in found:
        use(talk.session, proposal)
    return [talk.change("plan_proposals_used", plan=draft, found=found)]


def use_one(talk: Talk, argument: str) -> list[Reply]:
    """Dùng, "<plan id>:<task id>:<earlier task id>"; both are named, so that an old button takes nothing else over."""
    identity, task, earlier = ([*argument.split(":"), "", ""])[:3]
    draft = _draft(talk, identity)
    found = proposals(talk.session, draft) if draft else []
    meant = [each for each in found if (each.task.id, each.earlier.id) == (id_of(task), id_of(earlier))]
    if draft is None or not meant:
        return [talk.say("button_old")]
    use(talk.session, meant[0])
    return [_shown(talk, draft)]


def _draft(talk: Talk, argument: str) -> Plan | None:
    draft = find_plan(talk, argument) if argument else None
    return draft if draft and draft.state is PlanState.DRAFT else None
