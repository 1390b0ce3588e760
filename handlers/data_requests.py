"""The clerk's and the administrator's side of data requests: the open ones, and how each is settled."""

from collections.abc import Callable

from handlers import erase
from handlers.awaiting import number, stop_waiting, wait_for
from handlers.talk import Reply, Talk, id_of, tell
from models.acts import Act
from models.people import Awaiting, Person
from models.privacy import BACKUPS_EXPIRE, DataRequest, Wish, open_requests
from models.retention import is_held
from vietnamese.text import squash

SHOWN = 10


def show(talk: Talk) -> list[Reply]:
    """Every open request with its buttons, the most urgent first."""
    rows = open_requests(talk.session, talk.office.id or 0)
    return [_card(talk, row) for row in rows[:SHOWN]] if rows else [talk.say("data_requests_none")]


def press(talk: Talk, argument: str) -> list[Reply]:
    """ "7:take", "7:done", "7:refuse", "7:erase" and, once it was asked whether it is meant, "7:erase:yes"."""
    identity, _, what = argument.partition(":")
    row = talk.session.get(DataRequest, id_of(identity) or 0)
    steps = _OF_DELETION if row is not None and row.wish is Wish.DELETE else _OF_OTHERS
    if row is None or row.office_id != talk.office.id or what not in steps:
        return [talk.say("button_old")]
    return [_card(talk, row) if row.done_at is not None else steps[what](talk, row)]


def _ask_refusal(talk: Talk, row: DataRequest) -> Reply:
    wait_for(talk, "data_refused", request=row.id or 0)
    return talk.say("ask_data_refusal", request=row, person=_person(talk, row))


def _ask_erase(talk: Talk, row: DataRequest) -> Reply:
    if is_held(talk.office.retention):
        return talk.say("erase_held")
    return talk.say("ask_erase", request=row, person=_person(talk, row), backups=talk.today + BACKUPS_EXPIRE)


def refused(talk: Talk, waiting: Awaiting) -> list[Reply] | None:
    """The reason typed after "Từ chối"."""
    row = talk.session.get(DataRequest, number(waiting, "request"))
    words = squash(talk.incoming.text)
    if row is None or row.done_at is not None or not words:
        return None
    stop_waiting(talk)
    row.refused = words[:500]
    return [_settle(talk, row)]


def _take(talk: Talk, row: DataRequest) -> Reply:
    """Answered, as the law wants it within two working days; to be completed yet."""
    if row.answered_at is None:
        row.answered_at = talk.now
        talk.note(Act.DATA_ANSWERED, f"data_request {row.id}", what="taken")
        _tell(talk, row)
    return _card(talk, row)


def _settle(talk: Talk, row: DataRequest) -> Reply:
    row.answered_at = row.answered_at or talk.now
    row.done_at, row.done_by = talk.now, talk.person.id
    talk.session.add(row)
    talk.note(Act.DATA_ANSWERED, f"data_request {row.id}", what="refused" if row.refused else "done")
    _tell(talk, row)
    return _card(talk, row)


def _erase(talk: Talk, row: DataRequest) -> Reply:
    """The person was told when asking that nothing comes any more once it is done."""
    if row.person_id == talk.person.id:
        return talk.say("erase_not_oneself")
    if is_held(talk.office.retention):
        return talk.say("erase_held")
    person = _person(talk, row)
    row.answered_at = row.answered_at or talk.now
    row.done_at, row.done_by, row.words = talk.now, talk.person.id, ""
    talk.session.add(row)
    talk.note(Act.DATA_ANSWERED, f"data_request {row.id}", what="erased")
    erased = erase.erase(talk.session, talk.actor, person, talk.now)
    return talk.say("erased", erased=erased, backups=talk.today + BACKUPS_EXPIRE)


def _tell(talk: Talk, row: DataRequest) -> None:
    person = _person(talk, row)
    state = "refused" if row.refused else "done" if row.done_at else "taken"
    told = talk.say_to(person, "data_settled", request=row, state=state)
    tell(talk.session, person, told, f"data:{row.id}:{state}", talk.now)


def _card(talk: Talk, row: DataRequest) -> Reply:
    days = (row.due - talk.today).days
    values = {"request": row, "person": _person(talk, row), "days": days, "own": row.person_id == talk.person.id}
    return talk.say("data_card", **values)


def _person(talk: Talk, row: DataRequest) -> Person:
    return talk.session.get_one(Person, row.person_id)


_EITHER: dict[str, Callable[[Talk, DataRequest], Reply]] = {"take": _take, "refuse": _ask_refusal}
_OF_DELETION = {**_EITHER, "erase": _ask_erase, "erase:yes": _erase}
_OF_OTHERS = {**_EITHER, "done": _settle}
