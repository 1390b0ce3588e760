"""The list of deletions outside of the database: ids and times, so that an older copy that is restored forgets again.

Deletion has to reach backups (facts/reliability.md 6, point 8): the copies expire, and one that is put back before it
expires must not bring a person back.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from models.audit import CLI, Actor
from models.database import Sessions
from models.people import Person

FILE = "erased.jsonl"

Listed = dict[tuple[int, int], str]
"""(office, person) -> when, as ISO."""


def remember(sessions: Sessions, folder: Path) -> None:
    """Bring the list up to date with the database; what it holds already is never taken off here."""
    with sessions() as session:
        query = select(Person.office_id, Person.id, Person.erased_at).where(col(Person.erased_at).is_not(None))
        erased = {(office, person or 0): at.isoformat() for office, person, at in session.exec(query).all() if at}
    known = listed(folder)
    if erased.keys() - known.keys():
        _write(folder, {**known, **erased})


def listed(folder: Path) -> Listed:
    """What the list says; {} where there is none."""
    file = folder / FILE
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    rows = [json.loads(line) for line in lines if line.strip()]
    return {(int(row["office"]), int(row["person"])): str(row["at"]) for row in rows}


def known_to(database: Path | None) -> Listed:
    """The deletions in a database that is about to be replaced; {} where it cannot be read any more."""
    if database is None or not database.exists():
        return {}
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            query = "SELECT office_id, id, erased_at FROM person WHERE erased_at IS NOT NULL"
            return {(office, person): str(at) for office, person, at in connection.execute(query)}
    except sqlite3.Error:
        return {}


def replay(session: Session, folder: Path, at: datetime) -> int:
    """Erase again whom a restored copy still names; how many.

    Whoever is not in the copy leaves the list: the next person to be added may get that number.
    """
    from handlers.erase import erase

    known, done = listed(folder), 0
    there = {key: person for key in known if (person := session.get(Person, key[1])) and person.office_id == key[0]}
    for (office_id, _), person in there.items():
        if person.erased_at is None:
            erase(session, Actor(office_id, None, CLI), person, at)
            done += 1
    if known:
        _write(folder, {key: known[key] for key in there})
    return done


def add(folder: Path, more: Listed) -> None:
    known = listed(folder)
    if more.keys() - known.keys():
        _write(folder, {**known, **more})


def _write(folder: Path, rows: Listed) -> None:
    """Whole or not at all."""
    part = folder / f"{FILE}.part"
    part.write_text("".join(_lines(rows)), "utf-8")
    part.chmod(0o600)
    part.replace(folder / FILE)


def _lines(rows: Listed) -> Iterator[str]:
    for (office, person), at in sorted(rows.items()):
        yield json.dumps({"office": office, "person": person, "at": at}) + "\n"
