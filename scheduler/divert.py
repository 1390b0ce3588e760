"""Platforms that are down: their messages go another way, and the clerks hear of it once, and once that it is over."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from messages.render import render
from models.database import Sessions
from models.detour import BATCH, end_what_is_late, leave_platforms, ways_of
from models.follow import policy_of
from models.office import Office
from models.outbox import OutboxMessage, cancel, enqueue
from models.people import Person, language_of
from models.platform import PATIENCE, Platform, down, outages
from models.posts import clerks
from models.pulse import last_sign, pulses


@dataclass(frozen=True)
class Note:
    """What an office's clerks are told of a channel; over another one where there is any."""

    office: Office
    template: str
    values: dict[str, object]
    channel: str
    key: str


def divert(sessions: Sessions, now: datetime) -> int:
    """Move what has waited long enough for platforms that are down, and tell the clerks; how many messages."""
    moved = 0
    with sessions() as session:
        is_down = bool(down(session))
    while is_down:
        with sessions() as session:
            end_what_is_late(session, now)
            last = leave_platforms(session, now)
        moved += last
        if last < BATCH:
            break
    with sessions() as session:
        return moved + _tell(session, now)


def _tell(session: Session, now: datetime) -> int:
    told = 0
    for platform in session.exec(select(Platform).order_by(col(Platform.channel))).all():
        since, told_at = platform.down_since, platform.told_at
        if since is not None and told_at is None and since <= now - PATIENCE:
            if count := _say_down(session, platform.channel, now):
                platform.told_at = now
            told += count
        elif since is None and told_at is not None and _is_heard(session, platform.channel, told_at):
            platform.told_at = None
            told += _say_back(session, platform.channel, told_at, now)
    return told


def _is_heard(session: Session, channel: str, since: datetime) -> bool:
    """Whether the platform really answered since; that a bot was started anew says nothing of it."""
    heard = last_sign(pulses(session), channel)
    return heard is not None and heard > since


def _say_down(session: Session, channel: str, now: datetime) -> int:
    """To each clerk who has another channel that works, of an office that uses this one; how many clerks."""
    said = 0
    for office in session.exec(select(Office).order_by(col(Office.id))).all():
        for outage in outages(session, office.id or 0):
            if outage.channel == channel:
                note = Note(office, "channel_down", {"each": outage}, channel, _key(channel, now))
                said += sum(_post(session, clerk, note, now) for clerk in _clerks(session, office, now))
    return said


def _say_back(session: Session, channel: str, told_at: datetime, now: datetime) -> int:
    """To the clerks who were told that it was down; where they have not read that yet, it is called back instead."""
    said = 0
    for office in session.exec(select(Office).order_by(col(Office.id))).all():
        for clerk in _clerks(session, office, now):
            key = _key(channel, told_at)
            before = session.exec(select(OutboxMessage.id).where(OutboxMessage.key == f"{key}:{clerk.id}")).first()
            if before and not cancel(session, [before]):
                note = Note(office, "channel_back", {"channel": channel}, channel, f"{key}:back")
                said += _post(session, clerk, note, now)
    return said


def _clerks(session: Session, office: Office, now: datetime) -> list[Person]:
    return clerks(session, office.id or 0, now.astimezone(office.zone).date())


def _key(channel: str, told_at: datetime) -> str:
    return f"channel:{channel}:{told_at:%Y%m%d%H%M%S}"


def _post(session: Session, clerk: Person, note: Note, now: datetime) -> bool:
    ways = [way for way in ways_of(session, clerk.id or 0, "") if way.works]
    way = next(iter(sorted(ways, key=lambda way: way.channel == note.channel)), None)
    if way is None:
        return False
    office = note.office
    words = render(note.template, language_of(clerk, office), zone=office.zone, **note.values)
    row = OutboxMessage(
        key=f"{note.key}:{clerk.id}",
        office_id=office.id,
        person_id=clerk.id,
        channel=way.channel,
        address=way.address,
        text=words.text,
        due_at=policy_of(session, office).calendar.next_working_moment(now),
    )
    return enqueue(session, row)
