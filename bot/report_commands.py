"""dondoc report: the files of a plan's report, without a chat."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import Session
from typer.core import TyperGroup

from bot.context import database, fail, now
from bot.form_commands import template
from bot.noted import by_command
from bot.plan_files import NUMBERS, write_files
from models.acts import Act
from models.office import chosen_office, the_office
from models.outbox import Snapshot
from models.plan import Plan

FORMS = ("docx", "xlsx", "png")
_PLAN = re.compile(r"(?i)(?:kh|kế hoạch) ?(\d{1,9})")


class _OrPlan(TyperGroup):
    """`dondoc report 3` is `dondoc report make 3`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = not args or args[0] in {*self.commands, *self.get_help_option_names(ctx)}
        return super().parse_args(ctx, args if named else ["make", *args])


app = typer.Typer(cls=_OrPlan, no_args_is_help=True, help="Báo cáo tổng hợp, mẫu báo cáo của cơ quan.")
app.command()(template)


@app.command("make")
def report(
    plan: Annotated[str | None, typer.Argument(metavar="PLAN", help="The plan's number.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The last day counted, YYYY-MM-DD.")] = None,
    out: Annotated[Path, typer.Option(help="Where the files go.")] = Path(),
    compare: Annotated[
        str | None, typer.Option(metavar="ID", help="With a kept report (9-3f9a1c), a plan (kh3), or: auto.")
    ] = None,
    kept: Annotated[
        str | None, typer.Option("--snapshot", metavar="ID", help="A report as it was kept: 12 or 12-3f9a1c.")
    ] = None,
) -> None:
    """The summary report of a plan as .docx, .xlsx, a picture and, where LibreOffice is installed, .pdf."""
    from messages.channel import DeliveryError
    from reports.forms import draw
    from reports.pdf import available
    from scheduler.parcel import drawn

    with database() as (settings, sessions), sessions() as session:
        if kept:
            snapshot = _found(session, kept)
            suffix = f"-ban-{snapshot.id}"
        else:
            snapshot = _made(session, plan or "", day_of(as_of) if as_of else None, compare)
            suffix = ("-so-sanh" if compare else "") + (f"-{day_of(as_of)}" if as_of else "")
        act = Act.REPORT_FETCHED if kept else Act.REPORT_MADE
        by_command(session, snapshot.office_id, act, f"report {_id(snapshot)}", plan=snapshot.plan_id)
        name = f"bao-cao-{snapshot.plan_id}{suffix}"
    try:
        made = {
            form: drawn(snapshot, form, settings.files, draw) for form in (*FORMS, *(["pdf"] if available() else []))
        }
    except DeliveryError as error:
        back = "; `dondoc report template --drop` trở về mẫu chung." if snapshot.form else ""
        raise fail(f"{error.reason}{back}") from None
    write_files({out / f"{name}.{form}": data for form, data in made.items()})
    typer.echo(f"Bản lưu số {_id(snapshot)}", err=True)


def _id(snapshot: Snapshot) -> str:
    from handlers.kept import identity

    return identity(snapshot)


def _made(session: Session, plan: str, day: date | None, compare: str | None) -> Snapshot:
    """A report kept now."""
    from handlers.compared import Against, earlier
    from handlers.kept import Scope, make
    from handlers.reports import REPORTED

    of = session.get(Plan, _number(plan) or 0)
    if of is None or of.state not in REPORTED or chosen_office(session) not in (None, of.office_id):
        raise fail(f"Không có kế hoạch đã phê duyệt số {plan}; xem `dondoc plan list`.")
    if compare is None:
        return make(session, of, Scope(day), now())
    meant = _PLAN.fullmatch(compare)
    against = Against(plan=_number(meant[1])) if meant else Against()
    if meant is None and compare != "auto":
        against = Against(kept=_found(session, compare).id)
    before = None if meant and against.plan is None else earlier(session, of, against, now())
    if before is None:
        raise fail(f"--compare {compare}: không có kế hoạch hay báo cáo nào như vậy để so sánh.")
    return make(session, of, Scope(day, beside=before), now())


def _found(session: Session, written: str) -> Snapshot:
    """A kept report by its id."""
    from handlers.kept import find, is_of, read_id

    number, digits = read_id(f"ban {written}") or (0, None)
    snapshot = find(session, the_office(session).id or 0, number)
    if snapshot is None:
        raise fail(f"Không có bản lưu báo cáo số {written}.")
    if not is_of(snapshot, digits):
        raise fail(f"Bản lưu số {number} có, nhưng mã kiểm tra không phải {digits}.")
    return snapshot


def _number(text: str) -> int | None:
    """The number of a plan that could be; None for other words."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(NUMBERS.stop)) else 0
    return number if number in NUMBERS else None


def day_of(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise fail(f"{text}: not a day; write 2026-06-10 or 10/6/2026")
