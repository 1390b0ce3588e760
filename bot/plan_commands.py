"""dondoc plan: take in, list, approve and preview plans without a chat."""

from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import col, select

from bot.context import database, fail, now
from bot.noted import by_command
from bot.plan_files import STATES, plan_of, read_files, refuse_known, write_files
from bot.plan_revision import revise
from models.acts import Act
from models.office import Office, chosen_office, offices, take_turn, the_office
from models.plan import Plan, PlanState, tasks_of

app = typer.Typer(no_args_is_help=True, help="Kế hoạch: nhận, xem, phê duyệt, lịch nhắc.")


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The plan; its appendix too, if apart.")],
    like: Annotated[int | None, typer.Option(help="Take leads and targets over from this earlier plan.")] = None,
) -> None:
    """Read a plan and keep it as a draft; several files are one plan."""
    from handlers.earlier import proposals, use, words_of
    from handlers.plans import take_in
    from handlers.versions import recognised
    from messages.plain import plain

    draft, sources = read_files(files)
    if not draft.tasks:
        raise fail(f"{files[0].name}: không tìm thấy nhiệm vụ nào, chưa lưu gì.")
    with database() as (_, sessions), sessions() as session:
        office = the_office(session)
        take_turn(session, office.id or 0)
        refuse_known(session, office, sources)
        earlier = plan_of(session, like) if like is not None else None
        changed = recognised(session, office, draft)
        plan = take_in(session, office, draft, sources, now())
        by_command(session, plan.office_id, Act.PLAN_ADDED, f"plan {plan.id}", tasks=len(draft.tasks))
        typer.echo(f"Kế hoạch {plan.id}: {plan.name}, {len(draft.tasks)} nhiệm vụ, chờ phê duyệt.")
        if changed:
            typer.echo(f"Có vẻ là bản điều chỉnh của kế hoạch {changed[0].id}; xem `dondoc plan revise`.")
        found = proposals(session, plan, earlier)
        if found and earlier is None:
            plans = ", ".join(map(str, sorted({proposal.plan.id or 0 for proposal in found})))
            typer.echo(f"{len(found)} nhiệm vụ có đề xuất theo kế hoạch trước ({plans}); xem trong chat hoặc --like.")
        for proposal in found if earlier else ():
            use(session, proposal)
            typer.echo(plain(words_of(office, proposal)))


app.command()(revise)


@app.command("list")
def list_plans() -> None:
    """All plans with their state."""
    with database() as (_, sessions), sessions() as session:
        several = len(offices(session)) > 1
        query, chosen = select(Plan).order_by(col(Plan.id)), chosen_office(session)
        for plan in session.exec(query if chosen is None else query.where(Plan.office_id == chosen)).all():
            count = len(tasks_of(session, plan.id or 0))
            into = f" (vào kế hoạch {plan.revises})" if plan.state is PlanState.MERGED else ""
            of = f"cơ quan {plan.office_id}\t" if several else ""
            typer.echo(f"{plan.id}\t{of}{STATES[plan.state]}{into}\t{count} nhiệm vụ\t{plan.name}")


@app.command()
def approve(plan_id: int) -> None:
    """Make a draft active: assignments are created and reminders begin."""
    from handlers.due import start_reminding
    from handlers.plans import NotApprovableError
    from handlers.plans import approve as approve_plan

    with database() as (_, sessions), sessions() as session:
        plan = plan_of(session, plan_id)
        take_turn(session, plan.office_id)
        try:
            approval = approve_plan(session, plan, None, now())
        except NotApprovableError as error:
            raise fail(f"Kế hoạch {plan_id}: {error}") from None
        made = len(approval.assignments)
        by_command(session, plan.office_id, Act.PLAN_APPROVED, f"plan {plan_id}", assignments=made)
        office = session.get_one(Office, plan.office_id)
        first = start_reminding(session, office, plan, now())
        typer.echo(f"Đã phê duyệt kế hoạch {plan_id}: {made} đầu việc.")
        if first:
            typer.echo(f"Tin nhắc đầu tiên: {first.astimezone(office.zone):%H:%M %d/%m/%Y}.")


@app.command()
def calendar(
    plan_id: int,
    out: Annotated[Path | None, typer.Option(help="Write .txt, .xlsx and .png here instead.")] = None,
) -> None:
    """The dry run: who will get what and when, as if nobody answered."""
    from handlers.calendars import calendar_of
    from handlers.reminders import calendar_lines
    from reports.calendar import to_json
    from reports.forms import draw

    with database() as (_, sessions), sessions() as session:
        plan, at = plan_of(session, plan_id), now()
        lines = calendar_lines(session, plan, at)
        content = to_json(calendar_of(session, plan, at)) if out else {}
        by_command(session, plan.office_id, Act.EXPORTED, f"plan {plan_id}", what="calendar")
    if out is None:
        typer.echo("\n".join(lines))
        return
    files = {"txt": "\n".join([*lines, ""]).encode(), **{form: draw(content, form) for form in ("xlsx", "png")}}
    write_files({out / f"lich-nhac-{plan_id}.{form}": data for form, data in files.items()})
