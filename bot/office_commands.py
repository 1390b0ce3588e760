"""dondoc office: the offices of this installation. None of them ever sees another's people, plans or reports."""

from collections.abc import Sequence
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer
from sqlalchemy import ColumnExpressionArgument
from sqlmodel import Session, col, func, select

from bot.context import database, fail
from bot.noted import by_command
from models.acts import Act
from models.office import Office, offices, the_office
from models.people import Person
from models.plan import Plan, PlanState
from vietnamese.text import nfc, squash

app = typer.Typer(no_args_is_help=True, help="Cơ quan: thêm, xem, đặt thông tin.")

FIELDS = {
    "name": "tên cơ quan",
    "parent": "cơ quan chủ quản",
    "place": "địa danh",
    "code": "ký hiệu trong số văn bản",
    "report_to": "nơi nhận báo cáo",
    "signer_title": "chức vụ người ký",
    "signer": "người ký",
    "timezone": "múi giờ",
    "language": "vi hoặc en",
    "data_contact": "đầu mối về dữ liệu cá nhân",
}
LINE_END = " / "  # in a value of several lines, as it is typed and shown
Pairs = Annotated[
    list[str] | None, typer.Argument(metavar="FIELD=VALUE...", help="; ".join(f"{k}: {v}" for k, v in FIELDS.items()))
]


@app.command()
def add(name: str, values: Pairs = None) -> None:
    """One more office in this database, with people, plans, settings and an audit of its own."""
    with database() as (settings, sessions), sessions() as session:
        office = Office(timezone=settings.timezone, language=settings.language)
        _set(session, office, [f"name={name}", *(values or ())])
        session.add(office)
        session.flush()
        by_command(session, office.id or 0, Act.OFFICE_ADDED, f"office {office.id}")
        typer.echo(f"Đã thêm cơ quan {office.id}: {office.name}.")
        typer.echo(f"Tiếp theo: dondoc --office {office.id} people import DANH_BẠ.xlsx")


@app.command("list")
def list_offices() -> None:
    """Every office, with how many people and running plans it has."""
    with database() as (_, sessions), sessions() as session:
        for office in offices(session):
            people = _count(session, col(Person.office_id) == office.id, col(Person.active))
            plans = _count(session, col(Plan.office_id) == office.id, col(Plan.state) == PlanState.ACTIVE)
            typer.echo(f"{office.id}\t{office.name}\t{people} người\t{plans} kế hoạch đang thực hiện")


@app.command("set")
def set_values(values: Pairs = None) -> None:
    """Show what the letterhead and the bot need to know of the office, or change it."""
    with database() as (_, sessions), sessions() as session:
        office = the_office(session)
        for field in _set(session, office, values or []):
            by_command(session, office.id or 0, Act.SETTING_CHANGED, f"setting {field}")
        for field, words in FIELDS.items():
            typer.echo(f"{field}\t{words}\t{_shown(getattr(office, field))}")


def _count(session: Session, *conditions: ColumnExpressionArgument[bool]) -> int:
    return session.exec(select(func.count()).where(*conditions)).one()


def _set(session: Session, office: Office, pairs: Sequence[str]) -> list[str]:
    """Apply "field=value" each; the fields that changed. An empty value clears one that may be empty."""
    before = {field: getattr(office, field) for field in FIELDS}
    for pair in pairs:
        field, sign, words = nfc(pair).partition("=")
        if not sign or field not in FIELDS:
            raise fail(f"{pair}: viết TRƯỜNG=GIÁ_TRỊ; các trường: {', '.join(FIELDS)}")
        setattr(office, field, _value(field, squash(words)))
    with session.no_autoflush:
        taken = [o.id for o in offices(session) if o is not office and o.name.casefold() == office.name.casefold()]
    if taken:
        raise fail(f"Đã có cơ quan {taken[0]}: {office.name}.")
    return [field for field in FIELDS if getattr(office, field) != before[field]]


def _value(field: str, words: str) -> str | None:
    if field == "language" and words not in ("vi", "en"):
        raise fail(f"language={words}: chỉ vi hoặc en")
    if field == "timezone":
        try:
            ZoneInfo(words)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise fail(f"timezone={words}: không có múi giờ này") from None
    if field == "name" and not words:
        raise fail("name=: tên cơ quan không được để trống")
    return words.replace(LINE_END, "\n") or None


def _shown(value: str | None) -> str:
    return (value or "").replace("\n", LINE_END)
