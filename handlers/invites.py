"""The way in: one-time codes, who joins with them, and what a stranger is told."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, col, delete, func, select, update

from handlers.due import catch_up
from handlers.roster import is_nameless
from handlers.talk import Place, Reply, tell_at_once, tell_chat
from messages.channel import Incoming
from messages.render import render
from models.acts import Act
from models.audit import Actor, note
from models.office import Office, take_turn
from models.outbox import Delivery, OutboxMessage
from models.people import MAIL, Address, Invite, JoinAttempt, Person, Room, Unit, language_of, person_at
from models.posts import clerks
from models.privacy import NOTICE
from vietnamese.text import clean

# Without look-alikes (0 O 1 I L), and without what Vietnamese keyboards turn into other letters (vowels, W, D).
ALPHABET = "23456789BCFGHJKMNPQRSTVXZ"
LENGTH = 28  # 130 bits
_IN_WORDS = re.compile(rf"(?<!\w)(?:[{ALPHABET}]{{4}}[-–— ]?){{{LENGTH // 4 - 1}}}[{ALPHABET}]{{4}}(?!\w)", re.I)
VALID_FOR = timedelta(hours=72)
OWN_VALID_FOR = timedelta(minutes=30)

TRIES, TRIES_WITHIN = 5, timedelta(hours=1)
ALARM = 50  # wrong codes from everybody together
QUIET = timedelta(minutes=1)  # between two welcomes to a stranger


class Refusal(StrEnum):
    WRONG = "wrong"  # unknown, expired and used codes look alike from outside
    PAUSED = "paused"
    TAKEN = "taken"  # this account is somebody else's
    HERE = "here"  # it is for another platform than the one where its person is already


def invite(session: Session, person: Person, now: datetime) -> str:
    """A new code for `person`, good for 72 hours and one use; older unused ones stop. Only its hash is kept."""
    return _new_code(session, Invite(person_id=person.id or 0, code_hash="", expires_at=now + VALID_FOR), now)


def own_code(session: Session, person: Person, now: datetime) -> str:
    """A code that a person takes for one more platform, good for half an hour; what the clerk gave stays good."""
    own = Invite(person_id=person.id or 0, code_hash="", expires_at=now + OWN_VALID_FOR, own=True)
    return _new_code(session, own, now)


def _new_code(session: Session, row: Invite, now: datetime) -> str:
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    open_ones = update(Invite).where(col(Invite.person_id) == row.person_id, col(Invite.used_at).is_(None))
    older = open_ones.where(col(Invite.expires_at) > now)
    session.execute((older.where(col(Invite.own)) if row.own else older).values(expires_at=now))
    row.code_hash = _hash(code)
    session.add(row)
    session.flush()
    return code


def typed(code: str) -> str:
    """The code as people type it: ABCD-EFGH-..."""
    return "-".join(re.findall("....", code))


def code_in(text: str) -> str | None:
    """What follows "/start", or a code in a message; in any case, with blanks or dashes."""
    start, words = re.fullmatch(r"(/start(?:@\w+)?(?=\s|$))?(.*)", clean(text).strip(), re.S).groups()  # type: ignore[union-attr]
    if not start and (found := _IN_WORDS.search(words)):
        return re.sub(r"\W", "", found[0]).upper()
    bare = re.sub(r"[\s\-–—._]", "", words).upper()
    is_code = re.fullmatch(f"[{ALPHABET}]{{{LENGTH - 4},{LENGTH + 4}}}", bare)
    return bare if bare and (start or is_code) else None


def arrive(session: Session, incoming: Incoming, now: datetime) -> list[Reply]:
    """Answer `/start`, and everybody who is not known: a right code opens, all else gets the same welcome."""
    if incoming.group:
        return _in_group(session, incoming)
    code = code_in(incoming.text)
    outcome = join(session, incoming, code, now) if code else person_at(session, incoming.channel, incoming.who)
    if isinstance(outcome, Person):
        return [_welcome(session, outcome, incoming, now)]
    if outcome in (Refusal.WRONG, Refusal.TAKEN, Refusal.HERE):
        return [Reply(render("join_refused", why=outcome))]
    if _answered_since(session, incoming, now - QUIET):
        return []
    if outcome:
        return [Reply(render("join_refused", why=outcome))]
    return [Reply(render("welcome_back" if _left_here(session, incoming) else "welcome_stranger"))]


def _left_here(session: Session, incoming: Incoming) -> bool:
    """Whether the chat was that of somebody who is no more of an office."""
    of_chat = (Address.channel == incoming.channel, Address.address == incoming.who, col(Person.left_at).is_not(None))
    query = select(Person.id).join(Address, col(Address.person_id) == col(Person.id)).where(*of_chat)
    return session.exec(query).first() is not None


def join(session: Session, incoming: Incoming, code: str, now: datetime) -> Person | Refusal:
    """Bind the sender's private chat to the person whom the code was made for; the code is used up by that."""
    session.execute(delete(JoinAttempt).where(col(JoinAttempt.at) <= now - TRIES_WITHIN))
    here = (JoinAttempt.channel == incoming.channel, JoinAttempt.address == incoming.who)
    if session.exec(select(func.count()).select_from(JoinAttempt).where(*here)).one() >= TRIES:
        return Refusal.PAUSED
    found = session.exec(select(Invite).where(Invite.code_hash == _hash(code))).first()
    person = session.get(Person, found.person_id) if found else None
    if found is None or person is None or not person.active:
        return _wrong(session, incoming, None, now)
    take_turn(session, person.office_id)  # before any row of the office: who handles its people's words did so first
    if found.own and (known := _chats_here(session, person, incoming)):
        # To change the account is the clerk's to allow: only what opens a further platform is anybody's own.
        return Refusal.HERE if incoming.who in known else _wrong(session, incoming, None, now)
    current = person_at(session, incoming.channel, incoming.who)
    again = current is not None and current.id == person.id  # a link pressed twice, or a new one after blocking
    if current is not None and not again and not (is_nameless(current) and current.office_id == person.office_id):
        return Refusal.TAKEN
    if not _use(session, found, now) and not again:
        return _wrong(session, incoming, person if found.used_at else None, now)
    if current is not None and not again:
        current.active = False
    moved = _bind(session, person, incoming, now)
    if not again:
        act = Act.ACCOUNT_MOVED if moved else Act.PERSON_JOINED
        note(session, Actor(person.office_id, person.id, incoming.channel), act, f"person {person.id}", now)
    return person


def _use(session: Session, found: Invite, now: datetime) -> bool:
    """Whoever comes first uses the code; False for everybody after, and once it expired."""
    mine = update(Invite).where(col(Invite.id) == found.id, col(Invite.used_at).is_(None), col(Invite.expires_at) > now)
    return bool(session.execute(mine.values(used_at=now)).rowcount)  # type: ignore[attr-defined]


def _chats_here(session: Session, person: Person, incoming: Incoming) -> list[str]:
    mine = select(Address.address).where(Address.person_id == person.id, Address.channel == incoming.channel)
    return list(session.exec(mine).all())


def _bind(session: Session, person: Person, incoming: Incoming, now: datetime) -> bool:
    """The chat becomes the person's; an older account of the same platform loses its access and is told so, and so is
    the person on the other platforms: somebody else may have used the code.

    True where there was an older one.
    """
    mine = session.exec(select(Address).where(Address.person_id == person.id)).all()
    left = [old for old in mine if old.channel == incoming.channel and old.address != incoming.who]
    on_others = [old for old in mine if old.channel not in (incoming.channel, MAIL) and old.unreachable_since is None]
    if left:
        waiting = update(OutboxMessage).where(col(OutboxMessage.person_id) == person.id)
        waiting = waiting.where(
            col(OutboxMessage.channel) == incoming.channel, col(OutboxMessage.status) == Delivery.QUEUED
        )
        session.execute(waiting.values(address=incoming.who))
    elif on_others and not any(old.channel == incoming.channel for old in mine):
        added = _say(session, person, "channel_added", channel=incoming.channel)
        tell_at_once(session, person, added, f"added:{incoming.channel}:{incoming.id}", now)
    for old in left:
        # No more the person's chat: what is said there is said to a stranger.
        last = Place(f"moved:{incoming.channel}:{incoming.id}", old.channel, old.address)
        tell_chat(session, _say(session, person, "join_moved"), last, now)
        session.delete(old)
    address = session.exec(
        select(Address).where(Address.channel == incoming.channel, Address.address == incoming.who)
    ).first()
    address = address or Address(person_id=0, channel=incoming.channel, address=incoming.who, joined_at=now)
    address.rank = min((old.rank for old in left), default=address.rank)
    address.person_id, address.joined_at = person.id or 0, now
    address.unreachable_since = address.unreachable_why = None
    session.add(address)
    session.flush()
    catch_up(session, session.get_one(Office, person.office_id), person, now)
    return bool(left)


def _wrong(session: Session, incoming: Incoming, owner: Person | None, now: datetime) -> Refusal:
    """Count the try; tell the clerks of a used code that comes again (`owner`: whose), and of many wrong ones."""
    session.add(JoinAttempt(channel=incoming.channel, address=incoming.who, at=now))
    session.flush()
    tries = session.exec(select(func.count()).select_from(JoinAttempt)).one()
    if owner is not None:
        note(session, Actor(owner.office_id, None, incoming.channel), Act.CODE_REPLAYED, f"person {owner.id}", now)
    if tries == ALARM:
        _note_guessing(session, incoming.channel, now)
    for office in session.exec(select(Office).order_by(col(Office.id))).all():
        for clerk in clerks(session, office.id or 0, now.astimezone(office.zone).date()):
            if owner is not None and owner.office_id == clerk.office_id:
                again = _say(session, clerk, "join_replayed", name=owner.name)
                tell_at_once(session, clerk, again, f"replayed:{owner.id}:{now:%Y%m%d}:{clerk.id}", now)
            if tries >= ALARM:
                alarm = _say(session, clerk, "join_alarm", tries=tries)
                tell_at_once(session, clerk, alarm, f"guessing:{now:%Y%m%d%H}:{clerk.id}", now)
    return Refusal.WRONG


def _note_guessing(session: Session, channel: str, now: datetime) -> None:
    """Nobody knows at which office it is aimed."""
    for office_id in session.exec(select(Office.id).order_by(col(Office.id))).all():
        note(session, Actor(office_id or 0, None, channel), Act.CODES_GUESSED, "codes all", now, tries=ALARM)


def _welcome(session: Session, person: Person, incoming: Incoming, now: datetime) -> Reply:
    """With the notice about data, whose version and time are kept (Luật 91/2025/QH15)."""
    person.told_at, person.told_version = now, NOTICE
    office = session.get_one(Office, person.office_id)
    unit = session.get(Unit, person.unit_id) if person.unit_id else None
    here = {"files": incoming.brings_files, "groups": incoming.has_groups}
    return _say(session, person, "welcome", person=person, office=office, unit=unit, **here)


def _say(session: Session, to: Person, template: str, **values: object) -> Reply:
    return Reply(render(template, language_of(to, session.get_one(Office, to.office_id)), **values))


def _in_group(session: Session, incoming: Incoming) -> list[Reply]:
    """A group that is bound to no unit gets one line, once; codes are for private chats."""
    bound = select(Room).where(Room.channel == incoming.channel, Room.address == incoming.address)
    if session.exec(bound).first() or _answered_since(session, incoming, None):
        return []
    return [Reply(render("room_unknown"))]


def _answered_since(session: Session, incoming: Incoming, since: datetime | None) -> bool:
    query = select(OutboxMessage.id).where(
        OutboxMessage.channel == incoming.channel, OutboxMessage.address == incoming.address
    )
    if since is not None:
        query = query.where(OutboxMessage.due_at > since)
    return session.exec(query.limit(1)).first() is not None


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
