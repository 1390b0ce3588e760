"""dondoc people: the roster in, who is in the office, and the invitations by which people join."""

from pathlib import Path
from typing import Annotated

import typer

from bot import move_commands
from bot.context import database, fail, now
from bot.given import contents
from bot.invite_commands import invite_people
from bot.noted import by_command
from bot.plan_files import write_file
from messages.plain import plain
from models.acts import Act
from models.office import the_office

app = typer.Typer(no_args_is_help=True, help="Cán bộ: danh sách, lời mời tham gia.")


@app.command()
def template(out: Path = Path("can-bo.xlsx")) -> None:
    """Write the roster that the office fills in. An existing file is left alone."""
    from plans.roster_template import write_template

    try:
        with out.open("xb") as file:
            file.write(write_template())
    except FileExistsError:
        raise fail(f"{out}: đã có tệp này; chọn tên khác bằng --out.") from None
    except OSError as error:
        raise fail(f"{out}: {error.strerror}") from None
    typer.echo(f"Đã ghi {out}. Điền xong thì nạp: dondoc people import {out}")


@app.command("import")
def import_roster(
    file: Path,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; store nothing.")] = False,
) -> None:
    """Take in a filled-in roster: adds and updates by name, never deletes."""
    from handlers.moves import CannotMoveError
    from handlers.moves import by_command as changing
    from handlers.roster import store
    from messages.render import render
    from plans.cells import MAX_SIZE
    from plans.roster import UnreadableRosterError, read_roster

    try:
        roster = read_roster(contents(file, MAX_SIZE))
        with database() as (_, sessions), sessions() as session:
            changes = store(roster, changing(session, the_office(session), now()))
            if dry_run:
                session.rollback()
    except UnreadableRosterError as error:
        raise fail(f"{file.name}: {error}") from None
    except CannotMoveError as refused:
        raise fail(plain(render("move_refused", why=refused.why, names=refused.names).text)) from None
    typer.echo(plain(render("people_imported", changes=changes, dry_run=dry_run).text))


@app.command("export")
def export_roster(file: Path) -> None:
    """Write the roster as it is known, to be corrected and imported again. It holds phone numbers."""
    from handlers.roster_export import workbook

    with database() as (_, sessions), sessions() as session:
        office = the_office(session)
        data = workbook(session, office, now())
        by_command(session, office.id or 0, Act.EXPORTED, f"office {office.id}", what="roster")
    write_file(file, data)
    typer.echo(f"Đã ghi {file}. Sửa xong thì nạp lại: dondoc people import {file}")


@app.command("list")
def list_people(
    unreached: Annotated[bool, typer.Option("--unreached", help="Only who gets no message, and what to do.")] = False,
) -> None:
    """Units, people, who has joined, and who gets no message."""
    from handlers.directory import teams
    from messages.render import render
    from models.assignment import Assignment
    from models.follow import open_work
    from models.platform import outages
    from models.unreached import not_reached

    with database() as (_, sessions), sessions() as session:
        office = the_office(session)
        today = now().astimezone(office.zone).date()
        everybody = teams(session, office.id or 0, now())
        if not any(team.members for team in everybody):
            typer.echo("Danh bạ chưa có ai. Lấy tệp mẫu: dondoc people template; điền rồi nạp: dondoc people import.")
            return
        work = open_work(session, Assignment.office_id == office.id, day=today)
        lost = not_reached(session, office, work, today)
        if not unreached:
            typer.echo(plain(render("people_list", teams=everybody, brief=False).text))
            typer.echo()
        down = outages(session, office.id or 0)
        typer.echo(plain(render("people_unreached", unreached=lost, down=down, zone=office.zone).text))


app.command("leave")(move_commands.leave)
app.command("transfer")(move_commands.transfer)
app.command("post")(move_commands.post)
app.command("invite")(invite_people)
