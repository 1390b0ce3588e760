"""Whether the audit's chains are whole, beside what the nightly copies know: a chain that is shorter now was cut."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine
from sqlmodel import Session, col, select

from bot.backup import PATTERN
from bot.settings import Settings
from models.acts import Act
from models.audit import AuditEntry, Tip, tip_of
from models.audit_view import chain
from models.chain import Finding, verify
from models.office import Office

_TIPS = "SELECT office_id, number, hash FROM auditentry GROUP BY office_id HAVING number = max(number)"


def finding(session: Session, office: Office, settings: Settings, given: Collection[Tip] = ()) -> Finding:
    """Of one office; `given` are ends seen elsewhere."""
    known = [*given, *_copied(settings.backups, office, _restored(session, office))]
    return verify(chain(session, office.id or 0), known)


def broken_in(copy: Path, settings: Settings) -> list[tuple[int, Finding]]:
    """The offices whose chain is broken in a copy of the database, where nobody waits for the reading."""
    engine = create_engine(f"sqlite:///{copy}")
    try:
        with Session(engine) as session:
            offices = session.exec(select(Office).order_by(col(Office.id))).all()
            found = [(office.id or 0, finding(session, office, settings)) for office in offices]
    finally:
        engine.dispose()
    return [(office, each) for office, each in found if each.flaw]


def lost(session: Session, settings: Settings) -> dict[int, Tip]:
    """Offices that are no more and that copies know, each with the end of its record: no command removes an office."""
    known = set(session.exec(select(Office.id)).all())
    query = select(AuditEntry.at).where(AuditEntry.action == Act.COPY_RESTORED)
    restored = session.exec(query.order_by(col(AuditEntry.at).desc())).first()
    found: dict[int, Tip] = {}
    for copy in sorted(settings.backups.glob(PATTERN)):
        made = _made(copy, ZoneInfo(settings.timezone))
        if not (restored and made and made < restored):
            found |= {office: tip for office, tip in tips_in(copy).items() if office not in known}
    return found


def tips_in(copy: Path) -> dict[int, Tip]:
    """By office; empty for a copy of a release that had no audit, and for a file that cannot be read."""
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return {office: Tip(number, digits) for office, number, digits in connection.execute(_TIPS)}
    except sqlite3.Error:
        return {}


def tips_now(session: Session) -> dict[int, Tip]:
    """By office, in the database in use."""
    ids = session.exec(select(Office.id).order_by(col(Office.id))).all()
    return {office or 0: tip_of(session, office or 0) for office in ids}


def told(tips: dict[int, Tip]) -> str:
    """For the night's line in the log: "1/132:9f3a..."."""
    return " ".join(f"{office}/{tip}" for office, tip in sorted(tips.items()))


def _copied(backups: Path, office: Office, restored: datetime | None) -> Iterator[Tip]:
    """The ends that copies know; those made before an older copy was put back know what is no more, as they should."""
    for copy in sorted(backups.glob(PATTERN)):
        made = _made(copy, office.zone)
        tip = tips_in(copy).get(office.id or 0)
        if tip and not (restored and made and made < restored):
            yield tip


def _made(copy: Path, zone: tzinfo) -> datetime | None:
    """The minute in its name."""
    try:
        return datetime.strptime(copy.stem, "dondoc-%Y%m%d-%H%M").replace(tzinfo=zone)
    except ValueError:
        return None


def _restored(session: Session, office: Office) -> datetime | None:
    query = select(AuditEntry.at).where(AuditEntry.office_id == office.id, AuditEntry.action == Act.COPY_RESTORED)
    return session.exec(query.order_by(col(AuditEntry.number).desc())).first()
