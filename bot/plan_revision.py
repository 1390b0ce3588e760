"""`dondoc plan revise`: what a second version of an active plan changes, and making it so."""

from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from bot.context import database, fail, now
from bot.plan_files import STATES, plan_of, read_files, refuse_known
from models.audit import CLI, Actor
from models.office import Office, take_turn, the_office
from models.plan import Plan, PlanState


def revise(
    file: Path,
    plan_id: Annotated[int | None, typer.Option("--plan", help="The plan that it changes; none: recognised.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Make the changes; otherwise nothing is stored.")] = False,
) -> None:
    """What a second version of an active plan changes."""
    from handlers.plans import known_file, take_in
    from handlers.revise import lines_of
    from handlers.versions import difference, propose, recognised
    from messages.plain import plain
    from plans.versions import is_partial

    reading, sources = read_files([file])
    with database() as (_, sessions), sessions() as session:
        office = the_office(session)
        take_turn(session, office.id or 0)
        known = known_file(session, office, sources[0].sha256)
        # A version that came by chat may wait as a draft.
        waiting = known if known is not None and known.state is PlanState.DRAFT else None
        if waiting is None:
            refuse_known(session, office, sources)
        if plan_id is None:
            plan, partial = recognised(session, office, reading) or (None, False)
        else:
            plan, partial = plan_of(session, plan_id), is_partial(reading)
        if plan is None:
            raise fail(f"{file.name}: không rõ là bản điều chỉnh của kế hoạch nào; hãy thêm --plan.")
        if plan.state is not PlanState.ACTIVE:
            raise fail(f"Kế hoạch {plan.id} không ở trạng thái {STATES[PlanState.ACTIVE]}.")
        draft = waiting or take_in(session, office, reading, sources, now())
        propose(draft, plan, partial=partial)
        session.flush()
        typer.echo(plain(lines_of(office, difference(session, draft))))
        if apply:
            _apply(session, office, draft)
        else:
            session.rollback()


def _apply(session: Session, office: Office, draft: Plan) -> None:
    from handlers.amend import amend
    from handlers.assign import unclear_names
    from handlers.audited import amended
    from handlers.versions import difference

    unclear = sorted({question.name for question in unclear_names(session, draft)})
    if unclear:
        raise fail(f"Chưa rõ đơn vị: {'; '.join(unclear)}. Chưa thay đổi gì.")
    done = amend(session, office, difference(session, draft), None, now())
    amended(session, Actor(draft.office_id, None, CLI), done.difference, now())
    typer.echo(f"Đã áp dụng vào kế hoạch {draft.revises}; báo cho {done.told} người.")
    if done.silent:
        typer.echo(f"Chưa báo được: {'; '.join(done.silent)}.")
