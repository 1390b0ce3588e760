"""One look at the database, the disk and the secrets, for bot/health.py to judge."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlmodel import Session

from bot.disk import Room, room
from bot.health import Vitals
from bot.outages import Ears, settle
from bot.settings import Settings
from models.database import Sessions, open_engine, table_of, transactions
from models.inbox import TRIES, InboxMessage
from models.outbox import Delivery, OutboxMessage
from models.platform import down
from models.pulse import beat, pulses
from models.schema import revisions

OPEN = (Delivery.QUEUED, Delivery.CLAIMED, Delivery.INFLIGHT, Delivery.UNKNOWN, Delivery.DEAD)


def look(
    settings: Settings,
    sessions: Sessions,
    at: datetime,
    beats: Mapping[str, datetime] | None = None,
    ears: Ears | None = None,
) -> Vitals:
    """The figures at this moment, once the running bot's own `beats` are written down and its `ears` judged; never
    raises."""
    vitals = _outside(settings, at)
    try:
        with sessions() as session:
            for name, moment in (beats or {}).items():
                beat(session, name, moment)
            if ears:
                settle(session, ears, at)
            return replace(vitals, **_inside(session, at))
    except DBAPIError as error:
        return replace(vitals, pulses=beats or {}, fault=str(error.orig or error).partition("\n")[0])


def look_from_outside(settings: Settings, at: datetime) -> Vitals:
    """The figures while the bot may be running, or not; nothing is upgraded, and no database is made."""
    file = settings.database_file
    if file and not file.is_file():
        return replace(_outside(settings, at), fault=f"{file}: chưa có tệp")
    try:
        engine = open_engine(settings.database)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        return replace(_outside(settings, at), fault=str(error).partition("\n")[0])
    try:
        return look(settings, transactions(engine), at)
    finally:
        engine.dispose()


def _inside(session: Session, at: datetime) -> dict[str, Any]:
    tables = inspect(session.connection()).get_table_names()
    version = text("SELECT version_num FROM alembic_version")
    schemas = (session.execute(version).scalar() or "" if "alembic_version" in tables else "", revisions()[-1])
    if "pulse" not in tables:  # a schema from before there were any
        return {"schemas": schemas}
    sent, came = table_of(OutboxMessage), table_of(InboxMessage)
    # What was sent is left out: it grows for ever, and an index leads past it.
    by_state = select(sent.c.status, sent.c.priority, func.count()).where(sent.c.status.in_(OPEN))
    due = select(func.min(sent.c.due_at)).where(sent.c.status == Delivery.QUEUED, sent.c.due_at <= at)
    unhandled = select(func.min(came.c.received_at)).where(came.c.handled_at.is_(None), came.c.attempts < TRIES)
    parked = select(func.count()).where(came.c.handled_at.is_(None), came.c.attempts >= TRIES)
    counted = session.execute(by_state.group_by(sent.c.status, sent.c.priority))
    return {
        "pulses": pulses(session),
        "outbox": {(str(state), priority): number for state, priority, number in counted},
        "due_since": session.execute(due).scalar(),
        "heard_since": session.execute(unhandled).scalar(),
        "parked": session.execute(parked).scalar_one(),
        "schemas": schemas,
        "down": tuple(down(session)) if "platform" in tables else (),
    }


def _outside(settings: Settings, at: datetime) -> Vitals:
    file = settings.database_file
    backups = "elsewhere" if file is None else "nightly" if settings.backup_keep else "off"
    return Vitals(
        at=at,
        polled=settings.polled,
        room=room_of(settings),
        backups=backups,
        backup_keep=settings.backup_keep,
        readable=readable_by_others(settings),
    )


def room_of(settings: Settings) -> Room | None:
    """The room where the database and the files lie; None before there is a place for them."""
    file = settings.database_file
    folders = [folder for folder in (settings.data_dir, file.parent if file else None) if folder and folder.is_dir()]
    return room(*folders) if folders else None


def readable_by_others(settings: Settings) -> tuple[str, ...]:
    """Secrets that anybody on this machine may read: the token in .env, the database, its copies.

    Files in a folder that others may not enter are safe, whatever their own mode is.
    """
    newest = sorted(settings.backups.glob("dondoc-*.db"))[-1:] if settings.backups.is_dir() else []
    files = [Path(".env"), settings.database_file, *newest]
    return tuple(str(file) for file in files if file and _is_open(file))


def _is_open(file: Path) -> bool:
    try:
        return bool(file.stat().st_mode & 0o004 and file.absolute().parent.stat().st_mode & 0o001)
    except OSError:
        return False
