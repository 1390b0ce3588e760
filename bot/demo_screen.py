"""What the demo shows at its end: some of the chats, and what the product's own tables say of the month."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from sqlmodel import Session, col, func, select

from bot.clockwork import Bubble, MemoryChannel
from bot.screen import styled
from messages.formats import day
from models.assignment import Assignment, Duty, Progress, status_of
from models.inbox import InboxMessage
from models.outbox import Delivery, OutboxMessage
from models.people import Person
from reports.wording import STATUS

LONGEST = 12  # lines of one message


def show_chats(console: Console, channel: MemoryChannel, picks: Sequence[tuple[str, date]], zone: ZoneInfo) -> None:
    """The chats of `picks`: each a person and a day."""
    for who, on in picks:
        console.rule(f"{who}, {day(on)}", align="left")
        for bubble in channel.chats.get(who, []):
            if bubble.at.astimezone(zone).date() == on:
                console.print(_bubble(bubble, zone))


def _bubble(bubble: Bubble, zone: ZoneInfo) -> Padding:
    clock = Text(f"{bubble.at.astimezone(zone):%H:%M} ", style="dim")
    if bubble.mine:
        return Padding(clock + Text(f"▸ {bubble.text}", style="green"), (0, 0, 0, 2))
    lines = styled(bubble.text).split("\n")
    text = Text("\n").join(lines[:LONGEST])
    if len(lines) > LONGEST:
        text.append(f"\n… ({len(lines) - LONGEST} dòng nữa)", style="dim")
    if bubble.document:
        text.append(f"\n[tệp {bubble.document.name}, {len(bubble.document.data):,} byte]", style="cyan")
    if bubble.choices:
        text.append("\n" + "  ".join(f"[{choice.label}]" for choice in bubble.choices[:8]), style="blue")
    return Padding(clock + text, (0, 0, 0, 6))


def show_counts(console: Console, session: Session, today: date) -> None:
    """Messages in and out by their end, statuses of the lead units, and for each person reminders and reports."""
    heard = session.exec(select(func.count()).select_from(InboxMessage)).one()
    ends = Counter(session.exec(select(OutboxMessage.status)).all())
    sent = ", ".join(f"{status}: {ends[status]}" for status in Delivery if ends[status])
    console.print(f"Tin nhắn đến: {heard}. Tin nhắn đi: {sent}.")
    led = session.exec(select(Assignment).where(Assignment.duty == Duty.LEAD)).all()
    statuses = Counter(status_of(assignment, today) for assignment in led)
    console.print("Đơn vị chủ trì: " + ", ".join(f"{STATUS[each]} {count}" for each, count in statuses.items()) + ".")
    console.print(_people(session))


def _people(session: Session) -> Table:
    reminders = select(OutboxMessage.person_id).where(col(OutboxMessage.key).startswith("remind:"))
    reminded = Counter(session.exec(reminders.where(OutboxMessage.status == Delivery.SENT)).all())
    reported = Counter(session.exec(select(Progress.person_id)).all())
    table = Table("Cán bộ", "Tin nhắc", "Dòng nhật ký", title="Nhắc và báo cáo")
    for person in session.exec(select(Person).order_by(col(Person.id))).all():
        if reminded[person.id] or reported[person.id]:
            table.add_row(person.name, str(reminded[person.id]), str(reported[person.id]))
    return table
