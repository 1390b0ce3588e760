"""dondoc plan: take in, list, approve and preview plans without a chat."""

import hashlib
from pathlib import Path

import typer
from sqlmodel import Session, col, select

from bot.context import database, fail, now
from bot.given import contents
from models.office import the_office
from models.plan import Plan, PlanState, tasks_of

app = typer.Typer(no_args_is_help=True, help="Kế hoạch: nhận, xem, phê duyệt, lịch nhắc.")

NUMBERS = range(1, 2**31)  # of plans; a database takes no larger ones
STATES = {
    PlanState.DRAFT: "dự thảo",
    PlanState.ACTIVE: "đang thực hiện",
    PlanState.CLOSED: "đã kết thúc",
    PlanState.DISCARDED: "đã bỏ",
}


@app.command()
def add(file: Path) -> None:
    """Read a plan and keep it as a draft."""
    from handlers.plans import Source, known_file, take_in
    from plans.draft import UnreadableError
    from plans.files import MAX_BYTES
    from plans.isolate import read_isolated

    data = contents(file, MAX_BYTES)
    try:
        draft = read_isolated(file.name, data)
    except UnreadableError as error:
        raise fail(f"{file.name}: {error}") from None
    if not draft.tasks:
        raise fail(f"{file.name}: không tìm thấy nhiệm vụ nào, chưa lưu gì.")
    source = Source(file.name, hashlib.sha256(data).hexdigest())
    with database() as (_, sessions), sessions() as session:
        office = the_office(session)
        known = known_file(session, office, source.sha256)
        if known:
            raise fail(f"{file.name}: đã nhận trước đây, kế hoạch {known.id} ({STATES[known.state]}).")
        plan = take_in(session, office, draft, source, now())
        typer.echo(f"Kế hoạch {plan.id}: {plan.name}, {len(draft.tasks)} nhiệm vụ, chờ phê duyệt.")


@app.command("list")
def list_plans() -> None:
    """All plans with their state."""
    with database() as (_, sessions), sessions() as session:
        for plan in session.exec(select(Plan).order_by(col(Plan.id))).all():
            count = len(tasks_of(session, plan.id or 0))
            typer.echo(f"{plan.id}\t{STATES[plan.state]}\t{count} nhiệm vụ\t{plan.name}")


@app.command()
def approve(plan_id: int) -> None:
    """Make a draft active: assignments are created and reminders begin."""
    from handlers.due import start_reminding
    from handlers.plans import NotApprovableError
    from handlers.plans import approve as approve_plan

    with database() as (_, sessions), sessions() as session:
        plan = _plan(session, plan_id)
        try:
            approval = approve_plan(session, plan, None, now())
        except NotApprovableError as error:
            raise fail(f"Kế hoạch {plan_id}: {error}") from None
        first = start_reminding(session, the_office(session), plan, now())
        typer.echo(f"Đã phê duyệt kế hoạch {plan_id}: {len(approval.assignments)} đầu việc.")
        if first:
            typer.echo(f"Tin nhắc đầu tiên: {first.astimezone(the_office(session).zone):%H:%M %d/%m/%Y}.")


@app.command()
def calendar(plan_id: int) -> None:
    """The dry run: who will get what and when, as if nobody answered."""
    from handlers.reminders import calendar_lines

    with database() as (_, sessions), sessions() as session:
        for line in calendar_lines(session, _plan(session, plan_id), now()):
            typer.echo(line)


def _plan(session: Session, plan_id: int) -> Plan:
    plan = session.get(Plan, plan_id) if plan_id in NUMBERS else None
    if plan is None:
        raise fail(f"Không có kế hoạch số {plan_id}; xem `dondoc plan list`.")
    return plan
