"""Where the audit's chains ended when a copy of the database was made: a chain that is shorter now was cut."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlmodel import Session, col, select

from models.audit import Tip, tip_of
from models.office import Office

_TIPS = "SELECT office_id, number, hash FROM auditentry GROUP BY office_id HAVING number = max(number)"


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
