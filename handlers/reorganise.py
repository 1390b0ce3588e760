"""/tochuc and /canbo: people and units changed by the clerk in words, shown first and done at a press."""

import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256

from pydantic import TypeAdapter

from handlers.assign import typed_names, units_of
from handlers.awaiting import awaited, stop_waiting, wait_for
from handlers.directory import teams
from handlers.move_lost import warned
from handlers.move_people import add_post, end_post, leave, transfer
from handlers.move_units import ALL_HEADS, Heads, merge
from handlers.moves import CannotMoveError, Change, Done, announce, attempted, whole
from handlers.orders import person_called, since, split_as, unit_called
from handlers.permits import may
from handlers.raised import Made, watched
from handlers.roster import Changes, store
from handlers.talk import Reply, Talk, id_of
from handlers.unit_names import add_names, close, rename
from messages.move_words import PersonOrder, UnitOrder, is_named_leave, person_order, unit_order
from models.people import Awaiting, Person, Role, Unit
from models.permits import Action
from plans.draft import RosterRead
from plans.roster import Roster, UnreadableRosterError
from plans.roster_roles import role_of
from vietnamese.units import match_unit

ASKED = "move"
_ROSTER = TypeAdapter(Roster)
_POSTS = {"head": "trưởng đơn vị", "staff": "nhân viên"}


def units(talk: Talk, argument: str) -> list[Reply]:
    """/tochuc: the units and what they are called; /tochuc [lệnh]: what it would do, with a button that does it."""
    order = unit_order(argument)
    if order is None:
        return [talk.say("units", units=units_of(talk.session, talk.office.id or 0), unknown=argument)]
    return _shown(talk, "tochuc", argument)


def people(talk: Talk, argument: str) -> list[Reply]:
    """/canbo [lệnh]: who leaves, moves or holds another post: what it would do, with a button that does it."""
    if person_order(argument) is None:
        everybody = teams(talk.session, talk.office.id or 0, talk.now)
        return [talk.say("canbo", people=sum(len(team.counted) for team in everybody), unknown=argument)]
    return _shown(talk, "canbo", argument)


def typed(talk: Talk) -> list[Reply] | None:
    """The same orders without a command, in a private chat: only where they name a unit or person of the office, so
    that no report is taken for one."""
    said, row = talk.incoming, awaited(talk)
    busy = row is not None and row.what != ASKED  # then "Lan nghỉ việc" may be the reason that was asked for
    if said.group or said.edited or said.forwarded or said.attachments or not may(talk, Action.CHANGE_PEOPLE):
        return None
    change = _change(talk)
    order, asked = unit_order(said.text), person_order(said.text)
    if order is not None and all(_is_unit(change, name) for name in _units_meant(change, order)):
        return _shown(talk, "tochuc", said.text)
    if asked is None or not person_called(change, asked.who):
        return None
    known = _is_unit(change, asked.unit) if asked.unit else not busy and is_named_leave(said.text)
    return _shown(talk, "canbo", said.text) if known else None


def press(talk: Talk, argument: str) -> list[Reply]:
    """Áp dụng, "<digest of what was shown>:<who heads it: an id, or all>"; what would do something else by now is asked
    about anew."""
    digest, _, head = argument.partition(":")
    row = awaited(talk)
    if row is None or row.what != ASKED:
        return [talk.say("button_old")]
    kind, words = str(row.data["kind"]), str(row.data["words"])
    if digest == "as" and kind == "canbo" and head in _POSTS:
        return _shown(talk, kind, f"{words} làm {_POSTS[head]}")
    if kind == "roster":
        return _take_in(talk, words, digest)
    heads = ALL_HEADS if head == "all" else Heads(id_of(head))
    change = _change(talk)
    try:
        if _digest(_tried(change, _act(change, kind, words, Heads()))) != digest:
            return _shown(talk, kind, words)
        stop_waiting(talk)  # the change may be of whoever asked, and then forgets the question too
        done = _kept(change, _act(change, kind, words, heads))
    except CannotMoveError as refused:
        return [_refusal(talk, refused)]
    announce(change, done)
    return [talk.change("move_done", done=done, dry_run=False)]


def roster(talk: Talk, read: RosterRead) -> list[Reply]:
    """A roster that was sent: all that it would change, with a button that takes it in."""
    if read.roster is None:
        return [talk.say("roster_refused", problem=read.problem)]
    change, sent = _change(talk), read.roster
    try:
        changes = _tried(change, lambda: store(sent, change))
    except (CannotMoveError, UnreadableRosterError) as refused:
        return [_roster_refusal(talk, refused)]
    if not changes.is_nothing:
        wait_for(talk, ASKED, kind="roster", words=_ROSTER.dump_json(sent).decode())
    return [talk.say("roster_ask", changes=changes, digest=_digest(changes))]


def _take_in(talk: Talk, words: str, digest: str) -> list[Reply]:
    change, sent = _change(talk), _ROSTER.validate_json(words)
    try:
        if _digest(_tried(change, lambda: store(sent, change))) != digest:
            return roster(talk, RosterRead(sent))
        stop_waiting(talk)
        changes = _kept(change, lambda: store(sent, change))
    except (CannotMoveError, UnreadableRosterError) as refused:
        return [_roster_refusal(talk, refused)]
    return [talk.change("people_imported", changes=changes, dry_run=False)]


def _roster_refusal(talk: Talk, refused: CannotMoveError | UnreadableRosterError) -> Reply:
    if isinstance(refused, CannotMoveError):
        return _refusal(talk, refused)
    return talk.say("roster_refused", problem=str(refused))


def answer(talk: Talk, _row: Awaiting) -> list[Reply] | None:
    """Words that follow are no answer to the button."""
    stop_waiting(talk)
    return None


def _shown(talk: Talk, kind: str, words: str) -> list[Reply]:
    change = _change(talk)
    try:
        act = _act(change, kind, words, Heads())
        done = _tried(change, act)
    except CannotMoveError as refused:
        if refused.why == "post":
            wait_for(talk, ASKED, kind=kind, words=words)
        return [_refusal(talk, refused)]
    wait_for(talk, ASKED, kind=kind, words=words)
    return [talk.say("move_ask", done=done, digest=_digest(done))]


def _tried(change: Change, act: Callable[[], Made]) -> Made:
    return attempted(change, lambda: watched(change, act))


def _kept(change: Change, act: Callable[[], Made]) -> Made:
    return whole(change, lambda: watched(change, act))


def _change(talk: Talk) -> Change:
    return Change(talk.session, talk.office, talk.actor, talk.now)


def _act(change: Change, kind: str, words: str, heads: Heads) -> Callable[[], Done]:
    day = since(change, words)
    if kind == "tochuc":
        order = unit_order(words)
        if order is not None:
            if day and day < change.today:
                raise CannotMoveError("past")
            return _of_units(change, order, heads)
    elif (asked := person_order(words)) is not None:
        return _of_people(change, asked, day)
    raise CannotMoveError("no_name")


def _of_units(change: Change, order: UnitOrder, heads: Heads) -> Callable[[], Done]:
    match order.verb:
        case "rename":
            return lambda: rename(change, _unit(change, order.of), order.to)
        case "alias":
            return lambda: add_names(change, _unit(change, order.of), re.split(r"[;,]", order.to))
        case "close":
            return lambda: close(change, _unit(change, order.of))
        case "merge":
            named = _units_meant(change, order)
            return lambda: merge(change, [_unit(change, name) for name in named], order.to, heads)
    return lambda: split_as(change, _unit(change, order.of), order)


def _units_meant(change: Change, order: UnitOrder) -> list[str]:
    """The names of the units that an order changes."""
    if order.verb != "merge":
        return [order.of]
    return typed_names(order.of, units_of(change.session, change.office.id or 0))


def _is_unit(change: Change, name: str) -> bool:
    """Whether a unit is called just that."""
    units = {unit.id: [unit.name, *unit.aliases] for unit in units_of(change.session, change.office.id or 0)}
    return match_unit(name, units).score == 100


def _of_people(change: Change, order: PersonOrder, day: date | None) -> Callable[[], Done]:
    person = _person(change, order.who)
    act = _of_person(change, order, person, day)
    return lambda: warned(change, person, act)


def _of_person(change: Change, order: PersonOrder, person: Person, day: date | None) -> Callable[[], Done]:
    if order.verb == "leave":
        return lambda: leave(change, person, day)
    unit = _unit(change, order.unit)
    if order.verb == "post_end":
        return lambda: end_post(change, person, unit, day)
    role = _role(order.role, unit) if order.role else None
    if order.verb == "transfer":
        staff = Role.STAFF if person.role is Role.HEAD else person.role
        return lambda: transfer(change, person, unit, role or staff, day)
    if role is None:
        raise CannotMoveError("post", person.name, unit.name)
    return lambda: add_post(change, person, unit, role, (day, None))


def _role(words: str, unit: Unit) -> Role:
    known = role_of(words, unit.name)
    if known is None:
        raise CannotMoveError("role", words)
    return Role(known)


def _unit(change: Change, name: str) -> Unit:
    found = unit_called(change, name)
    if len(found) != 1:
        raise CannotMoveError("which", name, *(unit.name for unit in found))
    return found[0]


def _person(change: Change, name: str) -> Person:
    found = person_called(change, name)
    if len(found) != 1:
        raise CannotMoveError("who", name, *(person.name for person in found))
    return found[0]


def _digest(shown: Done | Changes) -> str:
    """Of what was shown: by the time of the press it may be something else."""
    return sha256(repr(shown).encode()).hexdigest()[:12]


def _refusal(talk: Talk, refused: CannotMoveError) -> Reply:
    return talk.say("move_refused", why=refused.why, names=refused.names)
