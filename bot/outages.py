"""Which platforms can be used, judged at each look from the signs that all processes of one database write down.

A channel that one process cannot reach but another can is not down. Nor is one that a machine asleep did not hear of.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session

from models.database import table_of
from models.people import Address, Person
from models.platform import NOBODYS, UNREACHED, down, has, went_down, works
from models.pulse import beat, last_sign, pulses

SILENT = timedelta(minutes=5)  # ten polls
TRIED_AGAIN = timedelta(minutes=30)
"""A channel that is only written to is taken for well again so long after the last try, so that it is tried anew."""
LEFT_BEHIND = timedelta(minutes=2)  # by all processes that had it


@dataclass(frozen=True)
class Ears:
    """The channels of this process, each with whether it takes documents.

    `polled` answer polls; `refused`: what the platform said; `failing`: the first and the last try that reached nobody
    since one did; `awake`: since when this process looks without a pause.
    """

    awake: datetime
    files: Mapping[str, bool] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    failing: Mapping[str, tuple[datetime, datetime]] = field(default_factory=dict)
    polled: Collection[str] = ()


def settle(session: Session, ears: Ears, now: datetime) -> None:
    """Note of each platform whether it can be used now."""
    known = {outage.channel: outage.since for outage in down(session)}
    for name, files in ears.files.items():
        has(session, name, files=files)
        if name not in ears.refused:
            beat(session, f"has:{name}", now)
    signs = pulses(session)
    for name in ears.files:
        heard = last_sign(signs, name)
        silent = _silent_since(name, heard, ears, now)
        if why := ears.refused.get(name):
            went_down(session, name, now, why)
        elif silent:
            went_down(session, name, silent, UNREACHED)
        elif name in known and (name not in ears.polled or (heard and heard > known[name])):
            works(session, name)
    if now - ears.awake > LEFT_BEHIND:
        for name in _channels(session) - ears.files.keys():
            had = signs.get(f"has:{name}")
            if had is None or now - had > LEFT_BEHIND:
                went_down(session, name, had or now, NOBODYS)


def _silent_since(name: str, heard: datetime | None, ears: Ears, now: datetime) -> datetime | None:
    if name in ears.polled:
        since = max(heard or ears.awake, ears.awake)
        return (heard or since) if now - since > SILENT else None
    if name not in ears.failing:
        return None
    first, last = ears.failing[name]
    is_over = (heard and heard > first) or now - last > TRIED_AGAIN
    return first if now - first > SILENT and not is_over else None


def _channels(session: Session) -> set[str]:
    """Over which somebody is written to."""
    address, person = table_of(Address), table_of(Person)
    query = select(address.c.channel).join(person, person.c.id == address.c.person_id)
    used = query.where(person.c.active, address.c.unreachable_since.is_(None)).distinct()
    return set(session.execute(used).scalars())
