"""dondoc people invite: one-time invitations as words to hand on, QR codes, or a sheet of slips to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from sqlmodel import Session

from bot.context import database, fail, now
from bot.join_link import join_link
from bot.noted import by_command
from bot.plan_files import write_files
from messages.plain import plain
from models.acts import Act
from models.office import take_turn, the_office
from models.people import Person, Role

if TYPE_CHECKING:
    from handlers.directory import Member, Team


@dataclass(frozen=True)
class Invitation:
    """`words` can be handed on as they are; `scanned` is what the QR code holds."""

    words: str
    scanned: str
    file_name: str


def invite_people(
    unit: Annotated[str | None, typer.Argument(help="Only this unit.")] = None,
    role: Annotated[Role | None, typer.Option(help="Only this role; clerk creates the first one.")] = None,
    name: Annotated[str | None, typer.Option(help="Only this person, also one who has joined.")] = None,
    qr: Annotated[Path | None, typer.Option(help="Write the QR codes here as PNG files.")] = None,
    sheet: Annotated[Path | None, typer.Option(help="Write a .docx of slips to print, one a person.")] = None,
    bot: Annotated[str | None, typer.Option(help="The bot's name on Telegram; asked for if there is a token.")] = None,
) -> None:
    """New one-time invitations for those who have not joined: link, typed code and QR code."""
    with database() as (settings, sessions):
        prefix = join_link(settings, bot)
        # What is written is on the disk before the codes count: else the old ones would be void for nothing.
        with sessions() as session:
            made = _codes(session, _chosen(session, unit, role, name))
            if sheet:
                write_files({sheet: _sheet(session, made, prefix)})
            else:
                for one in _invitations(session, made, prefix):
                    typer.echo(one.words)
                    _draw(one, qr)
    if not prefix:
        typer.echo("Chưa biết tên bot nên không có liên kết: gửi mã cho bot, hoặc thêm --bot TÊN_BOT.", err=True)


def _codes(session: Session, members: "Sequence[Member]") -> "list[tuple[Person, str]]":
    from handlers.invites import invite  # it brings all that understands replies

    for member in members:
        by_command(session, member.person.office_id, Act.PERSON_INVITED, f"person {member.id}")
    return [(member.person, invite(session, member.person, now())) for member in members]


def _sheet(session: Session, made: "Sequence[tuple[Person, str]]", prefix: str) -> bytes:
    from handlers.invites import VALID_FOR
    from handlers.people import slips_of
    from reports.slip_sheet import write

    return write(slips_of(session, the_office(session), made, now() + VALID_FOR, prefix))


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


def _invitations(session: Session, made: "Sequence[tuple[Person, str]]", prefix: str) -> list[Invitation]:
    from markupsafe import escape

    from handlers.invites import VALID_FOR, typed
    from messages.render import render
    from vietnamese.text import fold

    zone, until, found = the_office(session).zone, now() + VALID_FOR, []
    for person, code in made:
        link = f"{prefix}{code}" if prefix else ""
        words = render("invite", person=person, code=typed(code), link=escape(link), until=until, zone=zone)
        slug = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in fold(person.name))
        found.append(Invitation(plain(words.text), link or typed(code), f"{person.id or 0:04}-{slug}.png"))
    return found


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
