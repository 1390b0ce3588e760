"""What the demo shows at its end: some of the chats, and what the product's own tables say of the month."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlmodel import Session, col, func, select

from bot.clockwork import Bubble, MemoryChannel
from bot.screen import styled
from models.assignment import Progress
from models.inbox import InboxMessage
from models.outbox import Delivery, OutboxMessage, Snapshot
from models.people import Person
from reports.report import Report, from_json
from reports.wording import STATUS
from vietnamese.writing import day

LONGEST = 14  # lines of one message


def show_chats(console: Console, channel: MemoryChannel, picks: Sequence[tuple[str, date]], zone: ZoneInfo) -> None:
    """The chats of `picks`, each a person and a day: when, who, what."""
    for who, on in picks:
        console.rule(f"[bold]{who}, {day(on)}", align="left")
        chat = Table.grid(padding=(0, 1), expand=True)
        for width in (5, 7, None):
            chat.add_column(width=width)
        for bubble in channel.chats.get(who, []):
            at = bubble.at.astimezone(zone)
            if at.date() == on:
                name = Text(who.split()[-1], style="green") if bubble.mine else Text("Đôn Đốc", style="dim")
                chat.add_row(f"{at:%H:%M}", name, _words(bubble))
        console.print(chat)


def _words(bubble: Bubble) -> Text:
    if bubble.mine:
        return Text(bubble.text, style="green")
    lines = [line for line in styled(bubble.text).split("\n") if line.plain.strip()]
    text = Text("\n").join(lines[:LONGEST])
    if len(lines) > LONGEST:
        text.append(f"\n… ({len(lines) - LONGEST} dòng nữa)", style="dim")
    if bubble.document:
        text.append(f"\n[tệp {bubble.document.name}, {len(bubble.document.data):,} byte]", style="cyan")
    if bubble.choices:
        text.append("\n" + "  ".join(f"[{choice.label}]" for choice in bubble.choices), style="blue")
    return text


def show_counts(console: Console, session: Session) -> None:
    """Messages in and out by their end, statuses of the lead units, and for each person reminders and reports."""
    heard = session.exec(select(func.count()).select_from(InboxMessage)).one()
    ends = Counter(session.exec(select(OutboxMessage.status)).all())
    sent = ", ".join(f"{status}: {ends[status]}" for status in Delivery if ends[status])
    console.print(f"Tin nhắn đến: {heard}. Tin nhắn đi: {sent}.")
    newest = session.exec(select(Snapshot).order_by(col(Snapshot.id).desc())).first()
    if newest:
        console.print(_standing(from_json(newest.content)))
    console.print(_people(session))


def _standing(report: Report) -> str:
    standing = "; ".join(f"{found} {STATUS[status].lower()}" for status, found in report.counts.items() if found)
    apart = f" (trong đó {len(report.untold)} chưa liên hệ được)" if report.untold else ""
    return f"{sum(report.counts.values())} lượt nhiệm vụ của các đơn vị chủ trì: {standing}{apart}."


def _people(session: Session) -> Table:
    reminders = select(OutboxMessage.person_id).where(col(OutboxMessage.key).startswith("remind:"))
    reminded = Counter(session.exec(reminders.where(OutboxMessage.status == Delivery.SENT)).all())
    reported = Counter(session.exec(select(Progress.person_id)).all())
    table = Table("Cán bộ", "Tin nhắc", "Dòng nhật ký", title="Nhắc và báo cáo")
    for person in session.exec(select(Person).order_by(col(Person.id))).all():
        if reminded[person.id] or reported[person.id]:
            table.add_row(person.name, str(reminded[person.id]), str(reported[person.id]))
    return table
