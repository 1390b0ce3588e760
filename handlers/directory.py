"""Who is in the office, whom a written name means, and who has joined."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from handlers.assign import units_of
from models.office import Office
from models.people import MAIL, Address, Invite, Person, Role, Unit
from models.posts import held, posts_in
from vietnamese.text import fold, squash
from vietnamese.units import match_unit


class Presence(StrEnum):
    JOINED = "joined"  # in a chat that takes messages
    UNREACHABLE = "unreachable"  # joined, but no address takes messages any more
    INVITED = "invited"  # holds a code that still opens
    MAILED = "mailed"  # in no chat, but letters go out to the person
    ABSENT = "absent"


@dataclass(frozen=True)
class Member:
    """One person in one unit, as what; `is_main`: where that person is counted and invited."""

    person: Person
    presence: Presence
    role: Role
    is_main: bool = True

    @property
    def id(self) -> int:
        return self.person.id or 0

    @property
    def is_in(self) -> bool:
        return self.presence is Presence.JOINED


@dataclass(frozen=True)
class Team:
    """The people of one unit; `unit` is None for those above the units."""

    unit: Unit | None
    members: tuple[Member, ...]

    @property
    def id(self) -> int:
        return self.unit.id or 0 if self.unit else 0

    @property
    def missing(self) -> list[Member]:
        return [member for member in self.counted if not member.is_in]

    @property
    def counted(self) -> list[Member]:
        """Whoever holds several posts is counted in the first of them."""
        return [member for member in self.members if member.is_main]


def teams(session: Session, office_id: int, now: datetime) -> list[Team]:
    """Everybody active, by unit; first those without one, and no unit left out."""
    query = select(Person).where(Person.office_id == office_id, col(Person.active))
    people = session.exec(query.order_by(col(Person.id))).all()
    found = presence(session, [person.id or 0 for person in people], now)
    units, posts = units_of(session, office_id), posts_in(session, office_id)
    day = now.astimezone(session.get_one(Office, office_id).zone).date()
    seats: dict[int | None, list[Member]] = {unit.id: [] for unit in units}
    above = []
    for person in people:
        held_today = held(person, posts.get(person.id or 0, ()), day)
        roles = {unit: role for unit, role in reversed(held_today) if unit in seats}
        for number, (unit, role) in enumerate(reversed(roles.items())):
            seats[unit].append(Member(person, found[person.id or 0], role, is_main=number == 0))
        if not roles:
            above.append(Member(person, found[person.id or 0], person.role))
    below = [Team(unit, tuple(seats[unit.id])) for unit in units]
    return [Team(None, tuple(above)), *below] if above else below


def presence(session: Session, ids: Collection[int], now: datetime) -> dict[int, Presence]:
    """Of each person asked about."""
    opens = select(Invite.person_id).where(col(Invite.used_at).is_(None), Invite.expires_at > now)
    invited = session.exec(opens.where(col(Invite.person_id).in_(ids))).all()
    query = select(Address.person_id, Address.unreachable_since, Address.channel == MAIL)
    addresses = session.exec(query.where(col(Address.person_id).in_(ids))).all()
    mailed = [id_ for id_, since, mail in addresses if mail and since is None]
    chats = [(id_, since) for id_, since, mail in addresses if not mail]
    found = dict.fromkeys(ids, Presence.ABSENT)
    found |= dict.fromkeys(mailed, Presence.MAILED)
    found |= dict.fromkeys((id_ for id_, since in chats if since is not None), Presence.UNREACHABLE)
    found |= dict.fromkeys(invited, Presence.INVITED)
    found |= dict.fromkeys((id_ for id_, since in chats if since is None), Presence.JOINED)
    return {id_: found[id_] for id_ in ids}


def named(words: str, everybody: Sequence[Team]) -> list[Member]:
    """Those whom a name means: in full, or its last part ("Lan"), with accents if any were typed."""
    wanted = squash(words).casefold()
    seats = {member.id: member for team in reversed(everybody) for member in team.members}
    members = sorted(seats.values(), key=lambda member: member.id)
    exact = [member for member in members if _ends(member.person.name.casefold(), wanted)]
    return exact or [member for member in members if wanted == fold(wanted) and _ends(fold(member.person.name), wanted)]


def _ends(name: str, wanted: str) -> bool:
    return bool(wanted) and f" {name}".endswith(f" {wanted}")


def matching(words: str, everybody: Sequence[Team]) -> list[Team]:
    """The units that a written name may mean, best first."""
    units = {team.id: team for team in everybody if team.unit}
    names = {id_: [team.unit.name, *team.unit.aliases] for id_, team in units.items() if team.unit}
    return [units[id_] for id_ in match_unit(words, names).keys]
