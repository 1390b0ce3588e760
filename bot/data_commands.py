"""dondoc data: how long each kind is kept, what would be cleared, open requests, and the deletion of a person."""

from typing import Annotated

import typer
from sqlmodel import Session

from bot.context import database, fail, now
from bot.erasures import remember
from bot.noted import by_command
from models.acts import Act
from models.database import empty_log
from models.office import offices, the_office
from models.people import Person
from models.privacy import BACKUPS_EXPIRE, DataRequest, open_requests
from models.retention import HOLD, RULES, Kind, is_held, kept_for, without_default

app = typer.Typer(no_args_is_help=True, help="Dữ liệu cá nhân: thời hạn lưu, dọn, yêu cầu, xóa.")

WORDS = {
    Kind.INBOX: "ai nhắn lúc nào, sau khi xử lý",
    Kind.MESSAGES: "nội dung tin đã gửi, sau khi kế hoạch kết thúc",
    Kind.INVITATIONS: "tin có mã mời đã hết hạn",
    Kind.LEAVERS: "liên hệ của người đã nghỉ",
    Kind.ATTEMPTS: "mã mời nhập sai",
    Kind.CARDS: "ảnh tình hình, lịch nhắc",
    Kind.REQUESTS: "lời của yêu cầu dữ liệu đã xử lý",
}


@app.command()
def kinds() -> None:
    """Each kind of data, for how many days it is kept, and within which bounds that can be set."""
    with database() as (_, sessions), sessions() as session:
        office = the_office(session)
        if is_held(office.retention):
            typer.echo("⚠️ Đang giữ toàn bộ (hold): không dọn gì của cơ quan này.")
        for kind, rule in RULES.items():
            days = kept_for(office.retention, kind).days
            typer.echo(f"{kind}\t{days} ngày\t({rule.least}-{rule.most})\t{WORDS[kind]}")
    typer.echo("Báo cáo, số liệu, minh chứng, kế hoạch: theo quy định lưu trữ của cơ quan, không tự xóa.")
    typer.echo("Nhật ký truy cập: không xóa. Bản sao lưu: DONDOC_BACKUP_KEEP đêm, không quá 35.")


@app.command()
def keep(kind: Kind, days: int) -> None:
    """Keep a kind of data for so many days."""
    with database() as (_, sessions), sessions() as session:
        office = the_office(session)
        try:
            office.retention = without_default(office.retention, kind, days)
        except ValueError as error:
            raise fail(str(error)) from None
        by_command(session, office.id or 0, Act.SETTING_CHANGED, f"setting keep_{kind.value}", value=days)
        session.add(office)
    typer.echo(f"{WORDS[kind]}: giữ {days} ngày.")


@app.command()
def hold(off: Annotated[bool, typer.Option("--off", help="Clear again from the next night on.")] = False) -> None:
    """Clear nothing of the office, as a legal case wants it."""
    with database() as (_, sessions), sessions() as session:
        office = the_office(session)
        others = {name: value for name, value in office.retention.items() if name != HOLD}
        office.retention = others if off else {**others, HOLD: 1}
        by_command(session, office.id or 0, Act.SETTING_CHANGED, "setting hold", value=not off)
        session.add(office)
    typer.echo(
        "Từ đêm nay dọn lại theo thời hạn." if off else "Đã giữ toàn bộ: không dọn gì cho đến dondoc data hold --off."
    )


@app.command()
def clear(dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count.")] = False) -> None:
    """Do now what the nightly job does; of every office."""
    from scheduler.clearing import clear as clear_all

    with database() as (_, sessions):
        removed = clear_all(sessions, now(), dry=dry_run)
        empty_log(sessions)
        with sessions() as session:
            held = [office.name for office in offices(session) if is_held(office.retention)]
    for office, counts in removed.items():
        told = "; ".join(f"{WORDS[Kind(kind)]}: {count}" for kind, count in counts.items())
        typer.echo(f"{f'Cơ quan {office}' if office else 'Chung'}\t{told}")
    if not removed:
        typer.echo("Không có gì hết hạn lưu.")
    for name in held:
        typer.echo(f"⚠️ {name}: đang giữ toàn bộ (hold), không dọn.")


@app.command()
def requests() -> None:
    """Open requests of people about their data, the most urgent first."""
    with database() as (_, sessions), sessions() as session:
        rows = open_requests(session, the_office(session).id or 0)
        for row in rows:
            person = session.get_one(Person, row.person_id)
            typer.echo(f"{row.id}\t{row.wish}\t{person.name}\thạn {row.due:%d/%m/%Y}\t{row.words}")
        if not rows:
            typer.echo("Không có yêu cầu nào đang chờ.")


@app.command()
def erase(
    person: Annotated[int, typer.Argument(metavar="ID", help="The person's number, from `dondoc audit` or a request.")],
    yes: Annotated[bool, typer.Option("--yes", help="It cannot be undone.")] = False,
) -> None:
    """Delete a person's data: name, addresses, messages; what they reported stays without the name."""
    from handlers.erase import erase as erase_person
    from models.audit import CLI, Actor

    with database() as (settings, sessions):
        with sessions() as session:
            office, found, at = the_office(session), session.get(Person, person), now()
            if found is None or found.office_id != office.id:
                raise fail(f"Không có người số {person}.")
            if is_held(office.retention):
                raise fail("Đang giữ toàn bộ (hold): chưa xóa được; bỏ bằng dondoc data hold --off.")
            if not yes:
                raise fail(f"Xóa vĩnh viễn dữ liệu của {found.name}? Thêm --yes.")
            for row in open_requests(session, office.id or 0):
                if row.person_id == person and row.wish == "delete":
                    _settle(session, row)
            erased = erase_person(session, Actor(office.id or 0, None, CLI), found, at)
        remember(sessions, settings.data_dir)
        empty_log(sessions)
    typer.echo(f"Đã xóa; nay là “{erased.name}”. {len(erased.reports)} bản lưu đổi tên.")
    typer.echo(f"Bản sao lưu còn dữ liệu này hết hạn chậm nhất {at + BACKUPS_EXPIRE:%d/%m/%Y}.")


def _settle(session: Session, row: DataRequest) -> None:
    row.answered_at = row.answered_at or now()
    row.done_at = now()
    session.add(row)
