"""dondoc people: the roster in, who is in the office, and the invitations by which people join."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from sqlmodel import Session

from bot import move_commands
from bot.context import database, fail, now
from bot.given import contents
from bot.join_link import join_link
from bot.noted import by_command
from messages.plain import plain
from models.acts import Act
from models.office import take_turn, the_office
from models.people import Role

if TYPE_CHECKING:
    from handlers.directory import Member, Team

app = typer.Typer(no_args_is_help=True, help="Cán bộ: danh sách, lời mời tham gia.")


@dataclass(frozen=True)
class Invitation:
    """`words` can be handed on as they are; `scanned` is what the QR code holds."""

    words: str
    scanned: str
    file_name: str


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
    typer.echo(plain(render("people_imported", changes=changes, dry_run=dry_run).text))


@app.command("export")
def export_roster(file: Path) -> None:
    """Write the roster as it is known, to be corrected and imported again. It holds phone numbers."""
    from handlers.roster_export import roster_of
    from plans.roster_template import write_roster

    with database() as (_, sessions), sessions() as session:
        office = the_office(session)
        data = write_roster(roster_of(session, office, now().astimezone(office.zone).date()))
        by_command(session, office.id or 0, Act.EXPORTED, f"office {office.id}", what="roster")
    try:
        file.write_bytes(data)
    except OSError as error:
        raise fail(f"{file}: {error.strerror}") from None
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
        lost = not_reached(session, office, open_work(session, Assignment.office_id == office.id))
        if not unreached:
            everybody = teams(session, office.id or 0, now())
            typer.echo(plain(render("people_list", teams=everybody, brief=False).text))
            typer.echo()
        down = outages(session, office.id or 0)
        typer.echo(plain(render("people_unreached", unreached=lost, down=down, zone=office.zone).text))


app.command("leave")(move_commands.leave)
app.command("transfer")(move_commands.transfer)
app.command("post")(move_commands.post)


@app.command("invite")
def invite_people(
    unit: Annotated[str | None, typer.Argument(help="Only this unit.")] = None,
    role: Annotated[Role | None, typer.Option(help="Only this role; clerk creates the first one.")] = None,
    name: Annotated[str | None, typer.Option(help="Only this person, also one who has joined.")] = None,
    qr: Annotated[Path | None, typer.Option(help="Write the QR codes here as PNG files.")] = None,
    bot: Annotated[str | None, typer.Option(help="The bot's name on Telegram; asked for if there is a token.")] = None,
) -> None:
    """New one-time invitations for those who have not joined: link, typed code and QR code."""
    with database() as (settings, sessions):
        prefix = join_link(settings, bot)
        with sessions() as session:
            made = _invitations(session, _chosen(session, unit, role, name), prefix)
    for one in made:
        typer.echo(one.words)
        _draw(one, qr)
    if not prefix:
        typer.echo("Chưa biết tên bot nên không có liên kết: gửi mã cho bot, hoặc thêm --bot TÊN_BOT.", err=True)


def _chosen(session: Session, unit: str | None, role: Role | None, name: str | None) -> "list[Member]":
    from handlers.directory import named, teams
    from handlers.roster import first_clerk

    office_id = the_office(session).id or 0
    take_turn(session, office_id)
    if role is Role.CLERK and not unit and not name:
        first_clerk(session)
    everybody = teams(session, office_id, now())
    if not everybody:
        raise fail(
            "Chưa có ai. Nạp danh sách: dondoc people import; hoặc tạo văn thư: dondoc people invite --role clerk"
        )
    of_unit = [_only_unit(unit, everybody)] if unit else everybody
    members = named(name, of_unit) if name else [member for team in of_unit for member in team.missing]
    members = [member for member in members if role in (None, member.person.role)]
    if not members:
        raise fail("Không có ai như vậy." if name else "Không còn ai chưa tham gia; mời lại một người: --name HỌ_TÊN.")
    return members


def _only_unit(name: str, everybody: "Sequence[Team]") -> "Team":
    from handlers.directory import matching

    found = [team for team in matching(name, everybody) if team.unit]
    if len(found) != 1:
        listed = "; ".join(team.unit.name for team in found or everybody if team.unit)
        raise fail(f"“{name}” là đơn vị nào? {listed}")
    return found[0]


def _invitations(session: Session, members: "Sequence[Member]", prefix: str) -> list[Invitation]:
    from markupsafe import escape

    from handlers.invites import VALID_FOR, invite, typed  # it brings all that understands replies
    from messages.render import render
    from vietnamese.text import fold

    zone, at, made = the_office(session).zone, now(), []
    for member in members:
        person, code = member.person, invite(session, member.person, at)
        by_command(session, person.office_id, Act.PERSON_INVITED, f"person {person.id}")
        link = f"{prefix}{code}" if prefix else ""
        words = render("invite", person=person, code=typed(code), link=escape(link), until=at + VALID_FOR, zone=zone)
        slug = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in fold(person.name))
        made.append(Invitation(plain(words.text), link or typed(code), f"{member.id:04}-{slug}.png"))
    return made


def _draw(invitation: Invitation, folder: Path | None) -> None:
    """The QR code: in `folder` as a picture, else in the terminal."""
    import segno

    drawn = segno.make(invitation.scanned, error="m", micro=False)
    if folder is None:
        drawn.terminal(compact=True)
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        drawn.save(str(folder / invitation.file_name), scale=8)
    except OSError as error:
        raise fail(f"{folder}: {error.strerror}") from None
    typer.echo(f"QR: {folder / invitation.file_name}\n")
