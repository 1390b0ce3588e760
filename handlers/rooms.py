"""Group chats: a group is bound to one unit, and sees that unit's tasks and nothing else."""

from sqlmodel import select

from handlers.assign import units_of
from handlers.permits import reach_anywhere
from handlers.talk import Reply, Talk
from models.acts import Act
from models.people import Room, Unit
from models.permits import Action, Reach
from vietnamese.units import match_unit


def bind(talk: Talk, argument: str) -> list[Reply]:
    """/gannhom [đơn vị]: a head binds the group to the own unit, a clerk to the one that is named."""
    room = _room(talk)
    if not talk.incoming.group:
        return [talk.say("room_only_in_groups", groups=talk.incoming.has_groups)]
    if not _may_change(talk, room):
        return [talk.say("room_refused")]
    units = [unit for unit in units_of(talk.session, talk.office.id or 0) if _may_choose(talk, unit)]
    found = match_unit(argument, {unit.id: [unit.name, *unit.aliases] for unit in units}).keys if argument else ()
    if not argument and not _reach(talk).whole:
        found = tuple(unit.id for unit in units)
    chosen = [unit for unit in units if unit.id in found]
    if len(chosen) != 1:
        return [talk.say("room_which", name=argument, units=chosen)]
    room = room or Room(
        office_id=talk.office.id or 0, unit_id=0, channel=talk.incoming.channel, address=talk.incoming.address
    )
    room.unit_id = chosen[0].id or 0
    talk.session.add(room)
    talk.session.flush()
    talk.note(Act.GROUP_BOUND, f"unit {room.unit_id}", room=room.id)
    return [talk.say("room_bound", unit=chosen[0])]


def unbind(talk: Talk, _argument: str) -> list[Reply]:
    """/bonhom: the group sees nothing any more."""
    room = _room(talk)
    if not talk.incoming.group:
        return [talk.say("room_only_in_groups", groups=talk.incoming.has_groups)]
    if room is None:
        return [talk.say("room_unknown")]
    if not _may_change(talk, room):
        return [talk.say("room_refused")]
    talk.note(Act.GROUP_UNBOUND, f"unit {room.unit_id}", room=room.id)
    talk.session.delete(room)
    talk.session.flush()
    return [talk.say("room_unbound")]


def _may_change(talk: Talk, room: Room | None) -> bool:
    """A clerk any group of the office; a head one that is free or the own unit's."""
    if room is not None and room.office_id != talk.office.id:
        return False
    return _reach(talk).own if room is None else _reach(talk).covers(room.unit_id)


def _may_choose(talk: Talk, unit: Unit) -> bool:
    return _reach(talk).covers(unit.id)


def _reach(talk: Talk) -> Reach:
    """Of the person: the group that is to be bound limits nothing."""
    return reach_anywhere(talk, Action.BIND_GROUP)


def _room(talk: Talk) -> Room | None:
    here = select(Room).where(Room.channel == talk.incoming.channel, Room.address == talk.incoming.address)
    return talk.session.exec(here).first()
