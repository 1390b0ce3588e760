"""/ghithay: the clerk writes down what somebody said, by telephone or on paper; the journal names both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlmodel import col, or_, select

from handlers import confirm_words, correct, edited, files, offered, other, photos, progress, unanswered
from handlers.assign import match_name, units_of
from handlers.awaiting import as_said_then, awaited, person_of, stop_waiting, wait_for
from handlers.directory import named, teams
from handlers.journal import last_line
from handlers.permits import may, reach
from handlers.talk import Reply, Talk, id_of
from messages.behalf_words import Entered, names_before, people_named, read_entered
from messages.scrub import seen
from messages.understood import Status, Wish
from models.assignment import Progress
from models.people import Awaiting, Person, Role, unit_names
from models.permits import Action, person_may
from models.posts import members, units_held
from vietnamese.text import fold

_SHOWN = 8


@dataclass(frozen=True)
class Meant:
    """Whom the words name, and what that person said; `why` nobody, or not one alone."""

    people: tuple[Person, ...] = ()
    said: str = ""
    why: str = ""  # several, unknown, left, reader
    name: str = ""


def command(talk: Talk, _argument: str) -> list[Reply]:
    """/ghithay alone; with a name and words `instead` has heard it."""
    return [talk.say("behalf_how")]


def instead(talk: Talk) -> list[Reply] | None:
    """What a message brings that enters somebody else's reply; None for words of one's own."""
    said = talk.incoming
    if said.group or said.button or said.forwarded or not may(talk, Action.ENTER_FOR_OTHERS):
        return None
    entered = read_entered(said.text)
    if entered is None or not entered.said.strip():
        return None
    waiting = unanswered.question(talk)
    answered = _entered(talk, entered)
    return answered and unanswered.beside(talk, waiting, answered)


def choose(talk: Talk, argument: str) -> list[Reply]:
    """The button of the person who is meant, "<person>"."""
    row, person = awaited(talk), talk.session.get(Person, id_of(argument) or 0)
    if row is None or row.what != "behalf" or person is None or not _may_speak(talk, person):
        return [talk.say("button_old")]
    return _chosen(talk, row, person)


def answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """A fuller name in place of a choice; None for what is a report or an order of its own."""
    found = _named(talk, list(people_named(talk.incoming.text)))
    if not found.people or talk.incoming.attachments:
        return None
    if len(found.people) > 1 or found.why:
        before = as_said_then(talk, row)
        return _ask(before, replace(found, said=before.incoming.text))
    return _chosen(talk, row, found.people[0])


def _chosen(talk: Talk, row: Awaiting, person: Person) -> list[Reply]:
    before = as_said_then(talk, row)
    stop_waiting(talk)
    entered = read_entered(before.incoming.text)
    if entered is None:
        return [talk.say("button_old")]
    return _heard(before, person, entered.said if entered.who else _behind(entered.said))


def _behind(said: str) -> str:
    """The words behind a name that was not clear: from the first task on."""
    at = fold(said).find("nv")
    return said[at:] if at > 0 else said


def resumed(talk: Talk) -> Talk:
    """The talk as of whoever the open question is about; the same where it is about the sender."""
    row = awaited(talk)
    person = person_of(talk, row) if row is not None and talk.entered_by is None else None
    return replace(talk, person=person, entered_by=talk.person) if person else talk


def of_last(talk: Talk) -> Talk:
    """ "Sửa", "hủy" mean what the sender wrote down last, be it for somebody else."""
    if talk.entered_by or not may(talk, Action.ENTER_FOR_OTHERS):
        return talk
    mine = or_(Progress.entered_by == talk.person.id, Progress.person_id == talk.person.id)
    line = talk.session.exec(select(Progress).where(mine).order_by(col(Progress.id).desc()).limit(1)).first()
    if line is None or line.entered_by != talk.person.id or line.person_id == talk.person.id:
        return talk
    person = talk.session.get_one(Person, line.person_id)
    spoken = replace(talk, person=person, entered_by=talk.person)
    last = last_line(spoken)
    # What that person has said since is no slip of the sender's.
    return spoken if _may_speak(talk, person) and last is not None and last[0].id == line.id else talk


def whose(talk: Talk) -> Talk:
    """The talk of whoever a correction is about."""
    corrects = talk.said.status is Status.CORRECTION or talk.said.wants is Wish.EDIT or correct.takes_back(talk)
    return of_last(talk) if corrects else talk


def _entered(talk: Talk, entered: Entered) -> list[Reply] | None:
    meant = _meant(talk, entered)
    if meant.why == "unknown" and not entered.sure:
        return None  # "thay bóng đèn: xong" is work
    if len(meant.people) == 1 and not meant.why:
        return _heard(talk, meant.people[0], meant.said)
    return _ask(talk, meant)


def _heard(talk: Talk, person: Person, said: str) -> list[Reply]:
    """As if the person had said it, but that the sender is asked and answered."""
    by = talk.person if person.id != talk.person.id else None
    spoken = replace(talk, person=person, entered_by=by, incoming=replace(talk.incoming, text=said))
    if not said or said.startswith("/"):
        return [talk.say("behalf_how")]
    for unheard in (offered.without_child, other.too_long):
        if (answered := unheard(spoken)) is not None:
            return answered
    spoken, lost = files.without_lost(spoken)
    again = edited.reread(spoken) if spoken.incoming.edited else None
    answered = (confirm_words.replied(spoken) or progress.hear(spoken)) if again is None else again
    return [*photos.with_question(spoken, answered), *lost]


def _ask(talk: Talk, meant: Meant) -> list[Reply]:
    """Who is meant. What tells of a child is not kept until then: it is to be sent again."""
    people = [person for person in meant.people if meant.why == "several"][:_SHOWN]
    told = bool(seen(meant.said))
    if people and not told:
        wait_for(talk, "behalf")
    homes = {
        p.id: ", ".join(unit_names(talk.session, units_held(talk.session, p, talk.today)).values()) for p in people
    }
    return [talk.say("behalf_who", meant=meant, people=people, homes=homes, again=told)]


def _meant(talk: Talk, entered: Entered) -> Meant:
    if entered.who:
        return replace(_named(talk, list(people_named(entered.who)), entered.who), said=entered.said)
    everybody = teams(talk.session, talk.office.id or 0, talk.now)
    for name, said in names_before(entered.said):
        people = tuple(member.person for member in named(name, everybody))
        if people:
            return replace(_clear(talk, people, name), said=said)
    return Meant(why="unknown", name=entered.said)


def _named(talk: Talk, names: Sequence[tuple[str, str]], who: str = "") -> Meant:
    """Those of the office whom a name means, of the unit named with it; or the head of a unit named alone."""
    everybody = teams(talk.session, talk.office.id or 0, talk.now)
    for name, unit in names:
        people = tuple(member.person for member in named(name, everybody))
        if people:
            return _clear(talk, tuple(_of_unit(talk, people, unit)) or people, name)
    if heads := tuple(_heads(talk, who)):
        return _clear(talk, heads, who)
    left = [person for name, _ in names for person in _left(talk, name)]
    return Meant(tuple(left[:1]), why="left" if left else "unknown", name=who or (names[0][0] if names else ""))


def _clear(talk: Talk, people: tuple[Person, ...], name: str) -> Meant:
    able = tuple(person for person in people if _may_speak(talk, person))
    if not able:
        return Meant(people, why="reader", name=name)
    return Meant(able, why="several" if len(able) > 1 else "", name=name)


def _of_unit(talk: Talk, people: Sequence[Person], unit: str) -> Iterator[Person]:
    found = {one.id for one in match_name(unit, units_of(talk.session, talk.office.id or 0))} if unit else set()
    for person in people:
        if not unit or found.intersection(units_held(talk.session, person, talk.today)):
            yield person


def _heads(talk: Talk, who: str) -> Iterator[Person]:
    units = match_name(who, units_of(talk.session, talk.office.id or 0)) if who else []
    if len(units) == 1:
        found = members(talk.session, units[0].id or 0, talk.today)
        yield from (person for person, role in found if role is Role.HEAD)


def _left(talk: Talk, name: str) -> list[Person]:
    gone = select(Person).where(Person.office_id == talk.office.id, col(Person.active).is_(False))
    people = talk.session.exec(gone.where(col(Person.erased_at).is_(None))).all()
    return [person for person in people if f" {fold(person.name)}".endswith(f" {fold(name)}")]


def _may_speak(talk: Talk, person: Person) -> bool:
    """Whether what somebody says is a report, and the sender may write it down."""
    sender = replace(talk, person=talk.sender, entered_by=None)
    allowed = reach(sender, Action.ENTER_FOR_OTHERS)
    theirs = units_held(talk.session, person, talk.today)
    known = person.active and person.office_id == talk.office.id
    reports = known and person_may(talk.session, person, Action.REPORT, talk.today)
    return reports and (allowed.whole or bool(allowed.units.intersection(theirs)))
