"""dondoc report: the files of a plan's report, without a chat."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bot.context import database, fail, now
from bot.form_commands import template
from bot.plan_files import NUMBERS, write_files

FORMS = ("docx", "xlsx", "png")


class _OrPlan(TyperGroup):
    """`dondoc report 3` is `dondoc report make 3`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = not args or args[0] in {*self.commands, *self.get_help_option_names(ctx)}
        return super().parse_args(ctx, args if named else ["make", *args])


app = typer.Typer(cls=_OrPlan, no_args_is_help=True, help="Báo cáo tổng hợp, mẫu báo cáo của cơ quan.")
app.command()(template)


@app.command("make")
def report(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="The plan's number.")],
    as_of: Annotated[str | None, typer.Option("--as-of", help="The last day counted, YYYY-MM-DD.")] = None,
    out: Annotated[Path, typer.Option(help="Where the files go.")] = Path(),
) -> None:
    """The summary report of a plan as .docx, .xlsx and a picture."""
    from handlers.reports import snapshot_of
    from messages.channel import DeliveryError
    from reports.forms import draw
    from scheduler.parcel import drawn

    with database() as (settings, sessions), sessions() as session:
        day = day_of(as_of) if as_of else None
        number = _number(plan)
        snapshot = snapshot_of(session, number, day, now()) if number else None
        suffix = f"-{day}" if day else ""
        if snapshot is None:
            raise fail(f"Không có kế hoạch đã phê duyệt số {plan}; xem `dondoc plan list`.")
    try:
        made = {form: drawn(snapshot, form, settings.files, draw) for form in FORMS}
    except DeliveryError as error:
        raise fail(f"{error.reason}; `dondoc report template --drop` trở về mẫu chung.") from None
    write_files({out / f"bao-cao-{number}{suffix}.{form}": data for form, data in made.items()})


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
