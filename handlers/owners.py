"""Giao người xử lý: an item gets somebody of the office to see to it, chosen or typed."""

import re
from collections.abc import Sequence

from handlers.answers import find
from handlers.awaiting import number, stop_waiting, wait_for
from handlers.directory import Team, named, teams
from handlers.notes import Matter, matter_of, note
from handlers.talk import Reply, Talk, id_of
from messages.understood import Status
from models.item import ItemKind
from models.people import Awaiting, Person, Role
from models.permits import Action, Scope, person_may, scope_of

_SHOWN = 8
_CALLED = re.compile(
    r"^(?:(?:giao|chuyển|cho|nhờ|đồng chí|đ/c|anh|chị|ông|bà|cô|chú|giao cho|lãnh đạo)\s+)+|\s+(?:xử lý|nhé|ạ)\.?$",
    re.I,
)


def ask(talk: Talk, argument: str) -> list[Reply]:
    """Giao người xử lý, "<item id>": heads and leaders to choose from, or a name to be typed."""
    matter = find(talk, id_of(argument))
    if matter is None or matter.item.kind is ItemKind.MORE_TIME:
        return [talk.say("button_old")]
    if not matter.item.is_open:
        return [talk.say("item_closed", matter=matter)]
    wait_for(talk, "owner", item=matter.id)
    return [talk.say("ask_owner", matter=matter, people=_to_choose(_everybody(talk), matter), unknown="")]


def _everybody(talk: Talk) -> list[Team]:
    return teams(talk.session, talk.office.id or 0, talk.now)


def _to_choose(everybody: Sequence[Team], matter: Matter) -> list[Person]:
    """Who answers for a unit or the office: first those of the matter's unit, then the leaders."""
    taken = {matter.raised_by.id, matter.item.owner_id}
    own = matter.unit.id if matter.unit else None
    seats = [
        (team.id != own, member.role is not Role.LEADER, member.id, member.person)
        for team in everybody
        for member in team.members
        if scope_of(member.role, Action.ANSWER_MATTERS) >= Scope.UNIT and member.id not in taken
    ]
    # Who has several of these seats keeps the place of the first.
    people = {identity: person for *_, identity, person in sorted(seats, key=lambda seat: seat[:3])}
    return list(people.values())[:_SHOWN]


def typed(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """A name; None for what is a report or an order of its own."""
    matter = find(talk, number(row, "item"))
    words = talk.incoming.text.strip()
    if matter is None or not words or talk.said.status is not Status.UNCLEAR or talk.said.wants:
        return None
    everybody = _everybody(talk)
    known = [member.person for member in named(_CALLED.sub("", words), everybody)]
    meant = [person for person in known if _answers(talk, person)]
    if len(meant) == 1:
        return _give(talk, matter, meant[0])
    people = meant or _to_choose(everybody, matter)
    return [talk.say("ask_owner", matter=matter, people=people[:_SHOWN], unknown="" if meant else words)]


def give(talk: Talk, argument: str) -> list[Reply]:
    """The button of one person, "<item id>:<person id>"."""
    identity, _, who = argument.partition(":")
    matter, person_id = find(talk, id_of(identity)), id_of(who)
    person = talk.session.get(Person, person_id) if person_id else None
    if matter is None or person is None or not person.active or person.office_id != talk.office.id:
        return [talk.say("button_old")]
    if not _answers(talk, person):
        return [talk.say("button_old")]
    return _give(talk, matter, person)


def _answers(talk: Talk, person: Person) -> bool:
    return person_may(talk.session, person, Action.ANSWER_MATTERS, talk.today)


def _give(talk: Talk, matter: Matter, person: Person) -> list[Reply]:
    stop_waiting(talk)
    if not matter.item.is_open:
        return [talk.say("item_closed", matter=matter)]
    if matter.item.owner_id == person.id:
        return [talk.say("item_given", matter=matter, person=person, told=True)]
    matter.item.owner_id = person.id
    talk.session.flush()
    told = person.id == talk.person.id or note(
        talk, matter_of(talk, matter.item), person, f"owner:{talk.incoming.channel}:{talk.incoming.id}"
    )
    return [talk.change("item_given", matter=matter, person=person, told=told)]
