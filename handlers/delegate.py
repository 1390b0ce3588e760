"""/giao: a head gives open work of the unit to one of its people or takes it back, and answers for it as before."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from handlers import glance, not_mine
from handlers.assign import match_name, units_of
from handlers.awaiting import awaited, stop_waiting, wait_for
from handlers.directory import named, teams
from handlers.handing import give, is_instead
from handlers.permits import may, reach
from handlers.talk import Reply, Talk, id_of
from handlers.thread import pointed, spoken_of
from handlers.work import Work, my_work, visible_work
from messages.edit import parse_edit
from messages.giving import Giving, names_in, note_in, read_giving, refuses_work
from messages.understood import Status
from models import absence
from models.people import Awaiting, Person, reachable, unit_names
from models.permits import Action, person_may
from models.permits import may as role_may
from models.posts import members, units_held
from vietnamese.text import fold

_MOST = 6  # tasks of one order: a button must name them
_SHOWN = 10
_SELF = frozenset({"tôi", "toi", "mình", "em", "tui"})  # "minh" is a name too


@dataclass(frozen=True)
class Meant:
    """Whom some words name; `why` nobody, or not one alone: several, unknown, left, reader, elsewhere, unit."""

    people: tuple[Person, ...] = ()
    note: str = ""
    why: str = ""
    name: str = ""

    @property
    def person(self) -> Person | None:
        return self.people[0] if len(self.people) == 1 and not self.why else None


def command(talk: Talk, argument: str) -> list[Reply]:
    """/giao [NV3, NV5] [tên] [lời dặn]; /giao thu NV3; alone: the unit's open work, who has it, and what to choose."""
    if not argument:
        return glance.units(talk, Action.DELEGATE)
    said = read_giving(argument, bare=True)
    return _obey(talk, said) if said else [talk.say("delegate_how")]


def typed(talk: Talk) -> list[Reply] | None:
    """ "Giao NV3 cho chị Hoa", "thu lại NV3", "không phải việc của em"; None for other words."""
    if talk.incoming.attachments:
        return None
    if refuses_work(talk.incoming.text):
        return _turned_down(talk)
    said = read_giving(talk.incoming.text)
    if said is None or (may(talk, Action.CHANGE_PLAN) and parse_edit(talk.incoming.text)):
        return None
    meant = _meant(talk, said.words, []) if said.words else Meant()
    if not said.back and not meant.people and talk.said.status is not Status.UNCLEAR:
        return None  # "NV3 đã giao cho các xã, xong 50%" is a report
    if not may(talk, Action.DELEGATE):
        return [talk.say("delegate_refused")] if said.back or meant.people else None
    return _obey(talk, said)


def answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """A name, typed in place of a choice; None for what is a report or an order of its own."""
    works = _of(talk, _ids(str(row.data.get("tasks", ""))))
    if not works or talk.incoming.attachments or talk.said.task_ref or talk.said.wants:
        return None
    meant = _meant(talk, talk.incoming.text, works)
    if not meant.people and talk.said.status is not Status.UNCLEAR:
        return None
    return _to(talk, works, meant, str(row.data.get("note", "")))


def choose(talk: Talk, argument: str) -> list[Reply]:
    """The button of one person, "<assignment>.<assignment>:<person>", with ":1" behind it when asked for sure."""
    tasks, _, rest = argument.partition(":")
    who, _, sure = rest.partition(":")
    works, person = _of(talk, _ids(tasks)), talk.session.get(Person, id_of(who) or 0)
    fitting = [work for work in works if person is not None and _fits(talk, person, [work])]
    if not fitting or len(works) != len(_ids(tasks)) or person is None:
        return [talk.say("button_old")]
    row = awaited(talk)
    noted = row is not None and row.what == "delegate" and row.data.get("tasks") == tasks
    note = str(row.data.get("note", "")) if row is not None and noted else ""
    return _give(talk, fitting, person, note, sure=sure == "1")


def take_back(talk: Talk, argument: str) -> list[Reply]:
    """The button Thu lại, "<assignment>"."""
    works = _of(talk, _ids(argument))
    return _taken(talk, works) if works else [talk.say("button_old")]


def _obey(talk: Talk, said: Giving) -> list[Reply]:
    scope = _scope(talk)
    works = [work for work in scope if work.task.position in said.refs]
    missing = [ref for ref in said.refs if ref not in {work.task.position for work in works}]
    if missing or len(works) > _MOST:
        return [talk.say("delegate_no_task", missing=missing, most=_MOST)]
    if said.back:
        return _taken(talk, works)
    return _to(talk, works, _meant(talk, said.words, works) if said.words else Meant(), "")


def _taken(talk: Talk, works: Sequence[Work]) -> list[Reply]:
    people = {work.id: talk.session.get(Person, work.assignment.person_id or 0) for work in works}
    handed = give(talk, works, None)
    instead = is_instead(talk, works)
    return [talk.say("delegate_back", works=works, handed=handed, people=people, instead=instead)]


def _to(talk: Talk, works: Sequence[Work], meant: Meant, note: str) -> list[Reply]:
    """Give it to whom the words mean, or ask."""
    person = meant.person
    if person is None:
        return [_ask(talk, works, meant, meant.note or note)]
    fitting = [work for work in works if _fits(talk, person, [work])]
    doubled = len({work.task.position for work in fitting}) < len(fitting)
    if doubled:  # NV3 of two plans
        return [talk.say("delegate_plan", works=fitting, person=person)]
    return _give(talk, fitting, person, meant.note or note)


def _ask(talk: Talk, works: Sequence[Work], meant: Meant, note: str) -> Reply:
    """Who is to get it, and why those that were named cannot."""
    tasks = ".".join(str(work.id) for work in works)
    wait_for(talk, "delegate", tasks=tasks, note=note)
    units = {work.assignment.unit_id for work in works}
    people = meant.people if meant.why == "several" else _candidates(talk, works)
    others = () if meant.why != "elsewhere" else meant.people
    homes = {person.id: ", ".join(_homes(talk, person)) for person in (*others, *people)}
    values = {"units": [*unit_names(talk.session, units).values()], "others": others, "homes": homes}
    return talk.say("ask_delegate", works=works, tasks=tasks, meant=meant, people=people[:_SHOWN], **values)


def _give(talk: Talk, works: Sequence[Work], person: Person, note: str, *, sure: bool = False) -> list[Reply]:
    """What is over or waits to be confirmed is nobody's work any more; who cannot be asked is asked about."""
    still = [work for work in works if work.is_open]
    doubt = _doubt(talk, person)
    if still and doubt and not sure and person.id != talk.person.id:
        tasks = ".".join(str(work.id) for work in still)
        wait_for(talk, "delegate", tasks=tasks, note=note)
        others = [other for other in _candidates(talk, still) if other.id != person.id and not _doubt(talk, other)]
        about = {"why": doubt, "away": _absence(talk, person), "others": others[:_SHOWN]}
        return [talk.say("delegate_sure", works=still, tasks=tasks, person=person, **about)]
    row = awaited(talk)
    if row is not None and row.what == "delegate":
        stop_waiting(talk)
    handed = give(talk, still, person, note)
    over = [work for work in works if not work.is_open]
    values = {"over": over, "note": note, "instead": is_instead(talk, works)}
    had = [work for work in still if work not in handed.works]
    own = person.id == talk.person.id
    return [talk.change("delegated", person=person, handed=handed, had=had, own=own, **values)]


def _scope(talk: Talk) -> list[Work]:
    """The work that the sender may give away: of the own units, or the whole office's on the heads' behalf."""
    allowed = reach(talk, Action.DELEGATE)
    return [work for work in visible_work(talk) if allowed.covers(work.assignment.unit_id)]


def _of(talk: Talk, ids: Sequence[int]) -> list[Work]:
    return [work for work in _scope(talk) if work.id in ids]


def _ids(text: str) -> list[int]:
    return [number for part in text.split(".") if (number := id_of(part))]


def _meant(talk: Talk, words: str, works: Sequence[Work]) -> Meant:
    """The person of the work's unit whom the words name; without any work, anybody of the office."""
    everybody = teams(talk.session, talk.office.id or 0, talk.now)
    for name, rest in names_in(words):
        note = note_in(rest)
        own = (talk.person,) if name.casefold() in _SELF else ()
        people = own or tuple(member.person for member in named(name, everybody))
        fitting = tuple(person for person in people if not works or _fits(talk, person, works))
        if fitting:
            return Meant(fitting, note, "several" if len(fitting) > 1 else "", name)
        if people:
            reads = not any(person_may(talk.session, person, Action.REPORT, talk.today) for person in people)
            return Meant(people, note, "reader" if reads else "elsewhere", name)
    for name, _ in names_in(words):
        if left := _left(talk, name):
            return Meant(left, why="left", name=name)
    units = match_name(words, units_of(talk.session, talk.office.id or 0))
    return Meant(why="unit" if units else "unknown", name=units[0].name if units else words)


def _left(talk: Talk, name: str) -> tuple[Person, ...]:
    query = select(Person).where(Person.office_id == talk.office.id, col(Person.active).is_(False))
    gone = talk.session.exec(query.where(col(Person.erased_at).is_(None))).all()
    return tuple(person for person in gone if f" {fold(person.name)}".endswith(f" {fold(name)}"))


def _fits(talk: Talk, person: Person, works: Sequence[Work]) -> bool:
    """Whether somebody is of the unit of one of them at least, and may report on it."""
    return any(person.id == one.id for work in works for one in _members(talk, work.assignment.unit_id))


def _members(talk: Talk, unit_id: int) -> list[Person]:
    found = talk.once(("members", unit_id), lambda: members(talk.session, unit_id, talk.today))
    return [person for person, role in found if role_may(role, Action.REPORT)]


def _candidates(talk: Talk, works: Sequence[Work]) -> list[Person]:
    """Those of the work's units who do not have all of it yet."""
    units = dict.fromkeys(work.assignment.unit_id for work in works)
    have = {work.assignment.person_id for work in works}
    people = {person.id: person for unit in units for person in _members(talk, unit)}
    return [person for person in people.values() if have != {person.id} and person.id != talk.person.id]


def _homes(talk: Talk, person: Person) -> Sequence[str]:
    return [*unit_names(talk.session, units_held(talk.session, person, talk.today)).values()]


def _doubt(talk: Talk, person: Person) -> str:
    """Why nothing that is asked would arrive."""
    if reachable(talk.session, person.id or 0) is None:
        return "unreached"
    return "away" if _absence(talk, person) else ""


def _absence(talk: Talk, person: Person) -> absence.Absence | None:
    rows = absence.current(talk.session, person.id or 0, talk.today)
    return rows[0] if rows and rows[0].first <= talk.today else None


def _turned_down(talk: Talk) -> list[Reply] | None:
    """A task that was given to the sender: named, answered, or the only one; the head hears of it."""
    meant, spoken = pointed(talk).work if talk.said.task_ref else None, spoken_of(talk)
    given = [work for work in my_work(talk) if work.is_open and work.assignment.person_id == talk.person.id]
    works = [meant] if meant else [work for work in given if not spoken or work.id in spoken]
    return not_mine.press(talk, str(works[0].id)) if len(works) == 1 else None
