"""dondoc report: the files of a plan's report, without a chat."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.context import database, fail, now
from bot.plan_files import NUMBERS, write_files

FORMS = ("docx", "xlsx", "png")


def report(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="The plan's number.")],
    as_of: Annotated[str | None, typer.Option("--as-of", help="The last day counted, YYYY-MM-DD.")] = None,
    out: Annotated[Path, typer.Option(help="Where the files go.")] = Path(),
) -> None:
    """The summary report of a plan as .docx, .xlsx and a picture."""
    from handlers.reports import snapshot_of
    from reports.forms import draw

    with database() as (_, sessions), sessions() as session:
        day = day_of(as_of) if as_of else None
        number = _number(plan)
        snapshot = snapshot_of(session, number, day, now()) if number else None
        suffix = f"-{day}" if day else ""
        if snapshot is None:
            raise fail(f"Không có kế hoạch đã phê duyệt số {plan}; xem `dondoc plan list`.")
    write_files({out / f"bao-cao-{number}{suffix}.{form}": draw(snapshot.content, form) for form in FORMS})


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
