"""dondoc outbox: what is on its way to people, what did not arrive, and another try for it or none."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from sqlmodel import Session

from bot.context import database, fail, now
from bot.noted import by_command, by_command_of_all
from messages.plain import plain
from models.acts import Act
from models.audit import Fact
from models.office import chosen_office
from models.outbox import Delivery, OutboxMessage
from models.outbox_view import CANCELLED, RETRIED, Line, cancelled, counts, listed, one, retried

app = typer.Typer(no_args_is_help=True, help="Tin gửi đi: xem, gửi lại, huỷ.")

NAMES = {
    Delivery.QUEUED: "chờ gửi",
    Delivery.CLAIMED: "sắp gửi",
    Delivery.INFLIGHT: "đang gửi",
    Delivery.SENT: "đã gửi",
    Delivery.UNKNOWN: "chưa rõ đã đến chưa",
    Delivery.DEAD: "không gửi được",
    Delivery.EXPIRED: "quá giờ gửi",
    Delivery.CANCELLED: "đã huỷ",
}
SHOWN = (Delivery.QUEUED, Delivery.UNKNOWN, Delivery.DEAD, Delivery.EXPIRED)
KINDS = ("trả lời", "nhắc việc", "gửi hàng loạt")
MOST = 200  # lines
LAST = 2**63 - 1  # that a database can number

Number = Annotated[
    int | None, typer.Argument(max=LAST, metavar="[ID]", help="The message's number, from `dondoc outbox list`.")
]
OfState = Annotated[Delivery | None, typer.Option("--all", help="Every message in this state.")]


@app.command("list")
def list_messages(state: Annotated[Delivery | None, typer.Option(help="Only this state.")] = None) -> None:
    """How many messages are in each state, and those that wait or did not arrive; no texts."""
    with database() as (settings, sessions), sessions() as session:
        zone, found = ZoneInfo(settings.timezone), counts(session)
        lines = listed(session, (state,) if state else SHOWN, MOST)
    typer.echo("; ".join(f"{NAMES[each]}: {found[each]}" for each in Delivery if found[each]) or "Chưa có tin nào.")
    for line in lines:
        typer.echo(_row(line, zone))
    if len(lines) == MOST:
        typer.echo(f"… chỉ hiện {MOST} tin đầu; xem một loại: dondoc outbox list --state dead")


@app.command()
def show(number: Annotated[int, typer.Argument(max=LAST, metavar="ID")]) -> None:
    """One message with its text."""
    with database() as (settings, sessions), sessions() as session:
        zone, found = ZoneInfo(settings.timezone), one(session, number)
        if found is None:
            raise fail(f"Không có tin số {number}; xem `dondoc outbox list`.")
        line, text = found
        _note(session, number, Act.MESSAGE_SEEN)
    typer.echo(_row(line, zone))
    typer.echo(plain(text))


@app.command()
def retry(number: Number = None, state: OfState = None) -> None:
    """Send again what is dead, expired, unknown or cancelled, or at once what waits."""
    _one_or_all(number, state, RETRIED)
    with database() as (_, sessions), sessions() as session:
        changed = retried(session, now(), number, state)
        _note(session, number, Act.OUTBOX_CHANGED, how="retry", changed=changed)
    typer.echo(_answer(changed, "Sẽ gửi lại", number))


@app.command()
def cancel(number: Number = None, state: OfState = None) -> None:
    """Send no more what waits or whose outcome is unknown. What is in the air is left alone."""
    _one_or_all(number, state, CANCELLED)
    with database() as (_, sessions), sessions() as session:
        changed = cancelled(session, number, state)
        _note(session, number, Act.OUTBOX_CHANGED, how="cancel", changed=changed)
    typer.echo(_answer(changed, "Đã huỷ", number))


def _note(session: Session, number: int | None, act: Act, **detail: Fact) -> None:
    """In the chosen office or that of a message; in each where it is of none, or of several."""
    message = session.get(OutboxMessage, number) if number else None
    office, subject = chosen_office(session) or (message and message.office_id), f"message {number or 'all'}"
    if office:
        by_command(session, office, act, subject, **detail)
    else:
        by_command_of_all(session, act, subject, **detail)


def _one_or_all(number: int | None, state: Delivery | None, allowed: tuple[Delivery, ...]) -> None:
    names = ", ".join(allowed)
    if (number is None) == (state is None):
        raise fail(f"Ghi số của một tin, hoặc --all với một trạng thái: {names}.")
    if state is not None and state not in allowed:
        raise fail(f"Tin {NAMES[state]} ({state}) thì không làm được; chỉ với: {names}.")


def _answer(changed: int, done: str, number: int | None) -> str:
    if number is None:
        return f"{done} {changed} tin."
    if not changed:
        raise fail(f"Tin số {number} không có, đang gửi hoặc đã xong; xem `dondoc outbox show {number}`.")
    return f"{done} tin số {number}."


def _row(line: Line, zone: ZoneInfo) -> str:
    who = line.person or f"{line.channel} {line.address}"
    due = _local(line.due_at, zone)
    about = KINDS[min(line.priority, len(KINDS) - 1)] + (", kèm tệp" if line.document else "")
    error = f"; {line.error}" if line.error else ""
    return f"{line.id}  {NAMES[line.status]}  {who}  {about}  {due}  lần gửi {line.attempts}{error}"


def _local(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M %d/%m/%Y}"
