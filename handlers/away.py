"""/vang: who is away from when to when, and who stands in; reminders go to whoever does, and all ends by itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.assign import units_of
from handlers.directory import named, teams
from handlers.due import pass_on
from handlers.more_time import day_of
from handlers.permits import reach
from handlers.talk import Reply, Talk, id_of, tell
from messages.away_words import Away, away_said, read_away
from models import absence
from models.absence import Absence
from models.acts import Act
from models.assignment import Assignment
from models.follow import open_work, policy_of
from models.people import Person, reachable
from models.permits import Action, may, person_may
from models.posts import units_held
from vietnamese.calendar import ONE_DAY
from vietnamese.text import fold

_BACK = frozenset({"xong", "het", "ve", "da ve", "ket thuc", "huy", "di lam lai", "da di lam"})
_LONGEST = 200  # characters of an argument
_SHOWN = 12


@dataclass(frozen=True)
class Leave:
    """What is to be noted, once names are clear."""

    person: Person
    first: date
    last: date | None
    stand_in: Person | None = None


def command(talk: Talk, argument: str) -> list[Reply]:
    """/vang [tên] [10/6-14/6] [Minh thay]; alone: who is away, and the usual spans to press."""
    if not argument:
        return [_shown(talk)]
    if fold(argument).strip(" .!") in _BACK:
        mine = absence.current(talk.session, talk.person.id or 0, talk.today)
        return press_end(talk, str(mine[0].id)) if mine else [_shown(talk)]
    said = read_away(argument[:_LONGEST], talk.today)
    if said is None:
        return [talk.say("away_wrong")]
    leave = _meant(talk, said)
    return [leave] if isinstance(leave, Reply) else [_note(talk, leave)]


def offered(talk: Talk) -> list[Reply] | None:
    """A sentence that tells of an absence is offered as one; nothing is noted yet."""
    said = None if talk.incoming.attachments else away_said(talk.incoming.text, talk.today)
    leave = _meant(talk, said) if said else None
    if leave is None:
        return None
    return [leave] if isinstance(leave, Reply) else [talk.say("ask_away", leave=leave, data=_data(leave))]


def press_note(talk: Talk, argument: str) -> list[Reply]:
    """ "<person>:<first>:<last>:<stand-in>"; a day is yyyymmdd, 0 for nobody."""
    parts = argument.split(":")
    if len(parts) != 4:
        return [talk.say("button_old")]
    person, first, last = _person(talk, id_of(parts[0])), day_of(parts[1]), day_of(parts[2])
    stand_in = _stand_in(talk, id_of(parts[3]))
    if person is None or not _may(talk, person) or first is None or (last is None and parts[2] != "0"):
        return [talk.say("button_old")]
    if last is not None and last < max(first, talk.today):
        return [talk.say("button_old")]
    return [_note(talk, Leave(person, first, last, stand_in if stand_in is not person else None))]


def press_end(talk: Talk, argument: str) -> list[Reply]:
    """Back again, "<absence>"."""
    found = _absence(talk, argument)
    if found is None:
        return [talk.say("button_old")]
    row, person = found
    absence.end(talk.session, row, talk.today)
    talk.note(Act.PERSON_AWAY, f"person {person.id}", ended=talk.today)
    return [talk.change("away_ended", person=person, own=person.id == talk.person.id)]


def press_stand_in(talk: Talk, argument: str) -> list[Reply]:
    """Who stands in, "<absence>:<person>"."""
    identity, _, other = argument.partition(":")
    found, stand_in = _absence(talk, identity), _stand_in(talk, id_of(other))
    if found is None or stand_in is None or stand_in.id == found[0].person_id:
        return [talk.say("button_old")]
    row, person = found
    return [_note(talk, Leave(person, row.first, row.last, stand_in))]


def _note(talk: Talk, leave: Leave) -> Reply:
    """Keep it, tell the other persons concerned, and say who is asked meanwhile."""
    person, stand_in, instead = leave.person, leave.stand_in, _replaced(talk, leave)
    row = absence.note(
        talk.session,
        Absence(
            office_id=talk.office.id or 0,
            person_id=person.id or 0,
            stand_in_id=stand_in.id if stand_in else None,
            first=leave.first,
            last=leave.last,
            noted_at=talk.now,
            noted_by=talk.person.id,
        ),
    )
    by = stand_in.id if stand_in else None
    talk.note(Act.PERSON_AWAY, f"person {person.id}", first=leave.first, last=leave.last, stand_in=by)
    if leave.first <= talk.today:
        pass_on(talk.session, person)
    told = _tell_others(talk, leave, row)
    values = {"leave": leave, "row": row, "own": person.id == talk.person.id, "told": told, "instead": instead}
    values["away_too"] = stand_in is not None and _is_away(talk, stand_in, max(leave.first, talk.today))
    others = [] if stand_in and not values["away_too"] else _colleagues(talk, person)
    return talk.change("away_noted", **values, asked=_asked_meanwhile(talk, leave), others=others)


def _tell_others(talk: Talk, leave: Leave, row: Absence) -> bool:
    """Whether the stand-in could be told; of what somebody else entered, the person is told too."""
    key = f"away:{row.id}:{leave.first}:{leave.last}"
    if leave.person.id != talk.person.id:
        words = talk.say_to(leave.person, "away_entered", leave=leave, by=talk.person)
        tell(talk.session, leave.person, words, f"{key}:own", talk.now)
    if leave.stand_in is None or leave.stand_in.id == talk.person.id:
        return True
    words = talk.say_to(leave.stand_in, "away_stand_in", leave=leave)
    return tell(talk.session, leave.stand_in, words, f"{key}:{leave.stand_in.id}", talk.now)


def _asked_meanwhile(talk: Talk, leave: Leave) -> list[Person]:
    """Who gets the reminders of the first working day; nobody: the clerk's digest says so."""
    day = policy_of(talk.session, talk.office).calendar.on_or_after(max(leave.first, talk.today))
    work = open_work(talk.session, Assignment.office_id == talk.office.id)
    concerned = [followed for followed in work if leave.person.id in followed.people]
    ids = {person for followed in concerned for person in followed.told_on(day)}
    return [talk.session.get_one(Person, identity) for identity in sorted(ids)]


def _replaced(talk: Talk, leave: Leave) -> list[tuple[date, date | None]]:
    """Other spans noted before that this one will stand in place of."""
    rows = absence.current(talk.session, leave.person.id or 0, leave.first)
    spans = [(row.first, row.last) for row in rows if leave.last is None or row.first <= leave.last]
    return [span for span in spans if span != (leave.first, leave.last)]


def _is_away(talk: Talk, person: Person, day: date) -> bool:
    return any(row.first <= day for row in absence.current(talk.session, person.id or 0, day))


def _shown(talk: Talk) -> Reply:
    found = [pair for pair in absence.absent(talk.session, talk.office.id or 0, talk.today) if _may(talk, pair[1])]
    rows = [(row, person, _person(talk, row.stand_in_id)) for row, person in found[:_SHOWN]]
    units = {unit.id: unit.name for unit in units_of(talk.session, talk.office.id or 0)}
    friday = talk.today + timedelta(days=(4 - talk.today.weekday()) % 7)
    monday = talk.today + timedelta(days=7 - talk.today.weekday())
    usual = {"today": (talk.today, talk.today), "tomorrow": (talk.today + ONE_DAY, talk.today + ONE_DAY)}
    usual |= {"week": (talk.today, friday), "next": (monday, monday + timedelta(days=4))}
    spans = {name: _data(Leave(talk.person, first, last)) for name, (first, last) in usual.items()}
    return talk.say("away", rows=rows, units=units, spans=spans, more=len(found) - len(rows))


def _data(leave: Leave) -> str:
    last = f"{leave.last:%Y%m%d}" if leave.last else "0"
    return f"{leave.person.id}:{leave.first:%Y%m%d}:{last}:{leave.stand_in.id if leave.stand_in else 0}"


def _meant(talk: Talk, said: Away) -> Leave | Reply:
    """The persons whom the names mean; a question where one is unknown, unclear, or not the sender's to enter."""
    person = _named(talk, said.who) if said.who else talk.person
    stand_in = _named(talk, said.stand_in) if said.stand_in else None
    for found in (person, stand_in):
        if isinstance(found, Reply):
            return found
    assert isinstance(person, Person)  # the loop returned all else
    if not _may(talk, person):
        return talk.say("away_not_yours")
    if isinstance(stand_in, Person) and not _reports(talk, stand_in):
        return talk.say("away_cannot", person=stand_in)
    stands = stand_in if isinstance(stand_in, Person) and stand_in.id != person.id else None
    return Leave(person, said.first, said.last, stands)


def _named(talk: Talk, name: str) -> Person | Reply:
    found = [member.person for member in named(name, teams(talk.session, talk.office.id or 0, talk.now))]
    return found[0] if len(found) == 1 else talk.say("away_who", name=name, people=found[:6])


def _may(talk: Talk, person: Person) -> bool:
    """The own absence; a clerk anybody's; a head those of the unit."""
    allowed = reach(talk, Action.NOTE_ABSENCE)
    theirs = units_held(talk.session, person, talk.today)
    return allowed.whole or bool(allowed.units.intersection(theirs)) or (allowed.own and person.id == talk.person.id)


def _person(talk: Talk, identity: int | None) -> Person | None:
    person = talk.session.get(Person, identity) if identity else None
    return person if person and person.active and person.office_id == talk.office.id else None


def _stand_in(talk: Talk, identity: int | None) -> Person | None:
    """Somebody who can be asked in another's place."""
    person = _person(talk, identity)
    return person if person and _reports(talk, person) else None


def _reports(talk: Talk, person: Person) -> bool:
    return person_may(talk.session, person, Action.REPORT, talk.today)


def _absence(talk: Talk, argument: str) -> tuple[Absence, Person] | None:
    """One that is not over, of somebody whose absences the sender may enter."""
    row = talk.session.get(Absence, id_of(argument)) if id_of(argument) else None
    person = _person(talk, row.person_id) if row else None
    if row is None or person is None or not _may(talk, person):
        return None
    return (row, person) if row.last is None or row.last >= talk.today else None


def _colleagues(talk: Talk, person: Person) -> list[Person]:
    """Those of the unit who can be written to, to choose a stand-in from."""
    units = units_held(talk.session, person, talk.today) or (0,)
    own = [team for team in teams(talk.session, talk.office.id or 0, talk.now) if team.id in units]
    others = {member.id: member for team in own for member in team.members if member.id != person.id}
    asked = [other.person for other in others.values() if may(other.role, Action.REPORT)]
    return [other for other in asked if reachable(talk.session, other.id or 0)][:6]
