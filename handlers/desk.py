"""The clerk's desk: a draft's head and tasks in chat, page by page, with what is doubtful; then Phê duyệt."""

from collections.abc import Sequence

from sqlmodel import col, select

from handlers import earlier, revise
from handlers.assign import planned_assignments, resolve, unclear_names, units_of
from handlers.drafts import GONE, ask_unclear, find_plan
from handlers.due import call_back, start_reminding
from handlers.plans import NotApprovableError, approve
from handlers.talk import Reply, Talk, id_of
from handlers.thread import offered
from messages.children import has_child_data
from messages.wording import wording
from models.acts import Act
from models.assignment import Assignment, Duty, Progress
from models.people import Unit, reachable
from models.plan import Plan, PlanState, Task, tasks_of
from models.posts import contacts


def list_plans(talk: Talk, _argument: str = "") -> list[Reply]:
    """/kehoach: the drafts and the active plans."""
    query = select(Plan).where(Plan.office_id == talk.office.id, col(Plan.state).not_in(GONE))
    plans = talk.session.exec(query.order_by(col(Plan.id).desc())).all()
    return [talk.say("plans", plans=plans, files=talk.incoming.brings_files)]


def head(talk: Talk, plan: Plan) -> Reply:
    """What the plan says of itself, how many tasks, and what must be looked at before approving."""
    if plan.revises is not None and plan.state is PlanState.DRAFT:
        return revise.show(talk, plan)
    tasks = tasks_of(talk.session, plan.id or 0)
    planned = planned_assignments(talk.session, plan)
    return talk.change(
        "plan",
        plan=plan,
        tasks=tasks,
        doubtful=[task for task in tasks if task.doubts],
        unclear=sorted({question.name for question in unclear_names(talk.session, plan)}),
        orphans=_orphans(talk, plan),
        units=len({a.unit_id for a in planned}),
        given=len(planned),
        silent=_unreached(talk, {a.unit_id for a in planned}),
        proposed=len(earlier.proposals(talk.session, plan)),
    )


def _unreached(talk: Talk, unit_ids: set[int]) -> list[str]:
    """Units to which no reminder can go, because none of their contacts has joined."""
    names = {unit.id: unit.name for unit in units_of(talk.session, talk.office.id or 0)}
    joined = (
        any(reachable(talk.session, person.id or 0) for person in contacts(talk.session, unit_id, talk.today))
        for unit_id in sorted(unit_ids)
    )
    return [names[unit_id] for unit_id, has in zip(sorted(unit_ids), joined, strict=True) if not has]


def show_plan(talk: Talk, argument: str) -> list[Reply]:
    plan = find_plan(talk, argument)
    return [head(talk, plan)] if plan else [talk.say("button_old")]


def show_page(talk: Talk, argument: str) -> list[Reply]:
    """One task of a draft, "<plan id>:<position>"; "<plan id>:<position>:doubt" goes on among the doubtful ones."""
    plan_id, _, rest = argument.partition(":")
    position, _, only = rest.partition(":")
    plan = find_plan(talk, plan_id)
    tasks = _all_tasks(talk, plan) if plan else []
    task = next((task for task in tasks if task.position == id_of(position)), None)
    if plan is None or task is None:
        return [talk.say("button_old")]
    return [page(talk, plan, task, _around(tasks, task, doubtful=only == "doubt"), only)]


def page(talk: Talk, plan: Plan, task: Task, around: Sequence[Task | None] = (None, None), only: str = "") -> Reply:
    before, after = around
    resolved = resolve(task, units_of(talk.session, talk.office.id or 0), plan.outside)
    return talk.change(
        "plan_task",
        plan=plan,
        task=task,
        before=before,
        after=after,
        editable=plan.state is PlanState.DRAFT,
        unknown=[question.name for question in resolved.unclear],
        only=only,
        history=_history(talk, task) if task.dropped and plan.state is not PlanState.DRAFT else [],
        proposal=next((each for each in earlier.proposals(talk.session, plan) if each.task.id == task.id), None),
    )


def _history(talk: Talk, task: Task) -> list[tuple[Progress, str]]:
    """What was reported on a task that a later version dropped; words that tell of a child are left out."""
    query = (
        select(Progress, Unit.name)
        .join(Assignment, col(Assignment.id) == Progress.assignment_id)
        .join(Unit, col(Unit.id) == Assignment.unit_id)
        .where(Assignment.task_id == task.id)
        .order_by(col(Progress.at), col(Progress.id))
    )
    rows = talk.session.exec(query).all()
    return [(line, unit) for line, unit in rows if not has_child_data(wording(line.words))]


def _all_tasks(talk: Talk, plan: Plan) -> list[Task]:
    query = select(Task).where(Task.plan_id == plan.id).order_by(col(Task.position))
    return list(talk.session.exec(query).all())


def _around(tasks: list[Task], task: Task, *, doubtful: bool) -> tuple[Task | None, Task | None]:
    pool = [each for each in tasks if not doubtful or each.doubts]
    before = [each for each in pool if each.position < task.position]
    after = [each for each in pool if each.position > task.position]
    return (before[-1] if before else None, after[0] if after else None)


def approve_plan(talk: Talk, argument: str) -> list[Reply]:
    """Phê duyệt, "<plan id>": asks about unclear units and, but for ":yes", about tasks that nobody leads.

    Then the assignments are made and the reminders start.
    """
    identity, _, sure = argument.partition(":")
    plan = find_plan(talk, identity)
    if plan is None:
        return [talk.say("no_draft")]
    if plan.revises is not None and plan.state is PlanState.DRAFT:
        return revise.approve(talk, plan)
    question = ask_unclear(talk, plan)
    if question is not None:
        return [question]
    orphans = _orphans(talk, plan) if plan.state is PlanState.DRAFT and not _is_sure(talk, plan, sure) else []
    if orphans:
        return [talk.say("ask_no_lead", plan=plan, orphans=orphans)]
    try:
        approval = approve(talk.session, plan, talk.person, talk.now)
    except NotApprovableError as error:
        return [talk.say("plan_not_approvable", reason=str(error))]
    talk.note(Act.PLAN_APPROVED, f"plan {plan.id}", assignments=len(approval.assignments))
    first = start_reminding(talk.session, talk.office, plan, talk.now)
    unit_ids = {assignment.unit_id for assignment in approval.assignments}
    counts = {
        "tasks": len(tasks_of(talk.session, plan.id or 0)),
        "units": len(unit_ids),
        "leads": sum(each.duty is Duty.LEAD for each in approval.assignments),
    }
    silent = _unreached(talk, unit_ids)
    return [talk.say("plan_approved", plan=plan, approval=approval, silent=silent, first=first, **counts)]


def _is_sure(talk: Talk, plan: Plan, sure: str) -> bool:
    """True for the button of the question, and for Phê duyệt typed once more in answer to it."""
    asked = f"ok:{plan.id}:yes" in {choice[1] for choice in offered(talk)}
    return sure == "yes" or (asked and not talk.incoming.button)


def _orphans(talk: Talk, plan: Plan) -> list[Task]:
    """The tasks that no unit of the office leads."""
    led = {each.task_id for each in planned_assignments(talk.session, plan) if each.duty is Duty.LEAD}
    return [task for task in tasks_of(talk.session, plan.id or 0) if task.id not in led]


def take_as_new(talk: Talk, argument: str) -> list[Reply]:
    """Là kế hoạch mới, "<plan id>": the draft changes no other plan."""
    plan = find_plan(talk, argument) if argument else None
    if plan is None or plan.state is not PlanState.DRAFT:
        return [talk.say("button_old")]
    plan.revises, plan.partial = None, False
    talk.session.add(plan)
    return [head(talk, plan)]


def discard(talk: Talk, argument: str) -> list[Reply]:
    """Bỏ dự thảo, "<plan id>" asks and "<plan id>:yes" does it."""
    plan_id, _, sure = argument.partition(":")
    plan = find_plan(talk, plan_id)
    if plan is None or plan.state is not PlanState.DRAFT:
        return [talk.say("button_old")]
    if sure != "yes":
        return [talk.say("ask_discard", plan=plan)]
    plan.state = PlanState.DISCARDED
    talk.note(Act.PLAN_DISCARDED, f"plan {plan.id}")
    return [talk.change("plan_discarded", plan=plan)]


def close(talk: Talk, argument: str) -> list[Reply]:
    """Kết thúc theo dõi, "<plan id>" asks and "<plan id>:yes" does it; reports can still be drawn."""
    plan_id, _, sure = argument.partition(":")
    plan = find_plan(talk, plan_id)
    if plan is None or plan.state is not PlanState.ACTIVE:
        return [talk.say("button_old")]
    if sure != "yes":
        return [talk.say("ask_close", plan=plan)]
    plan.state = PlanState.CLOSED
    talk.note(Act.PLAN_CLOSED, f"plan {plan.id}")
    given = select(Assignment.id).where(Assignment.plan_id == plan.id)
    call_back(talk.session, {identity or 0 for identity in talk.session.exec(given).all()})
    return [talk.change("plan_closed", plan=plan)]
