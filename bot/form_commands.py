"""dondoc report template: the office's own form of the report, without a chat."""

from pathlib import Path
from typing import Annotated

import typer

from bot.context import database, fail
from bot.given import contents
from bot.noted import by_command
from bot.plan_files import write_files
from models.acts import Act


def template(
    out: Annotated[Path | None, typer.Option(help="Write the form to begin from here.")] = None,
    use: Annotated[Path | None, typer.Option(help="Check this .docx and use it from the next report on.")] = None,
    drop: Annotated[bool, typer.Option("--drop", help="Go back to the common form.")] = False,
    names: Annotated[bool, typer.Option("--list", help="Every name that a form may print.")] = False,
) -> None:
    """The office's own .docx form of the report: what to begin from, check and use one, drop it, list its names."""
    if sum((use is not None, drop, names, out is not None)) > 1:
        raise fail("chỉ một trong --out, --use, --drop, --list")
    if use:
        _use(use)
    elif drop:
        _set(None)
        typer.echo("Từ báo cáo sau dùng mẫu chung.")
    elif names:
        from reports.template_start import listing

        typer.echo("\n".join(listing()))
    else:
        from reports.template_start import write

        write_files({out or Path("mau-bao-cao.docx"): write()})


def _use(file: Path) -> None:
    from handlers.forms import LARGEST, problems_of

    data = contents(file, LARGEST)
    if problems := problems_of(data):
        raise fail("\n".join([f"{file.name}: chưa dùng được, chưa lưu gì.", *problems]))
    _set(data)
    typer.echo(f"{file.name}: dùng từ báo cáo sau; báo cáo đã làm giữ nguyên mẫu cũ.")


def _set(form: bytes | None) -> None:
    from bot.shelf import keep
    from models.office import the_office

    with database() as (settings, sessions), sessions() as session:
        office = the_office(session)
        office.report_form = None if form is None else keep(settings.files, form)
        session.add(office)
        by_command(
            session, office.id or 0, Act.FORM_CHANGED, f"office {office.id}", form=(office.report_form or "")[:12]
        )
