"""/dulieucuatoi: what is kept about the sender, and the rights to have it corrected, deleted, restricted.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 4 (the rights); Nghị định 356/2025/NĐ-CP (the deadlines); both in force
since 1/1/2026 (facts/reliability.md 6, points 1 and 6).
"""

import re
from datetime import date

from sqlmodel import Session, col, select

from handlers import data_requests
from handlers.awaiting import stop_waiting, wait_for
from handlers.own_data import own_data
from handlers.permits import may
from handlers.talk import Reply, Talk, tell
from models.acts import Act
from models.follow import policy_of
from models.people import Awaiting, Person
from models.permits import Action, roles_for
from models.privacy import BACKUPS_EXPIRE, DataRequest, Wish, deadlines
from vietnamese.text import fold, squash

_ASK = r"(?:(?:cho )?(?:toi|em|minh|anh|chi) )?(?:(?:muon|xin|can|duoc|de nghi|yeu cau) ){0,3}"
_MINE = r"(?: (?:ca nhan))?(?: (?:cua|ve) (?:toi|em|minh))"
_TYPED = re.compile(rf"{_ASK}(xem|sua|xoa|han che|phan doi|rut dong y)?(?: (?:su dung|xu ly))? ?du lieu{_MINE}")
_WISHES = {
    "xem": Wish.SEE,
    "sua": Wish.CORRECT,
    "xoa": Wish.DELETE,
    "han che": Wish.RESTRICT,
    "phan doi": Wish.OBJECT,
    "rut dong y": Wish.WITHDRAW,
}
_WORDS = 500  # characters kept of what somebody writes to it


def command(talk: Talk, argument: str) -> list[Reply]:
    """/dulieucuatoi [sửa, xóa, hạn chế, phản đối, rút đồng ý]; to who settles them, the open requests too."""
    wish = _WISHES.get(squash(fold(argument)), Wish.SEE)
    if wish is not Wish.SEE:
        return [_ask(talk, wish)]
    shown = [_show(talk)]
    return [*shown, *data_requests.show(talk)] if may(talk, Action.ANSWER_DATA) else shown


def typed(talk: Talk) -> list[Reply] | None:
    """ "xóa dữ liệu của tôi" and the like; None for other words."""
    found = _TYPED.fullmatch(squash(fold(talk.incoming.text)).strip(" .!?"))
    if found is None or talk.incoming.group or talk.incoming.attachments:
        return None
    return command(talk, found[1] or "")


def press(talk: Talk, argument: str) -> list[Reply]:
    """ "delete" asks whether it is meant, "delete:yes" is the request."""
    name, _, sure = argument.partition(":")
    if name not in set(Wish) - {Wish.SEE} or sure not in ("", "yes"):
        return [talk.say("button_old")]
    wish = Wish(name)
    return [_request(talk, wish) if sure and wish is not Wish.CORRECT else _ask(talk, wish)]


def answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """What is wrong, in words; None for what is no sentence."""
    words = squash(talk.incoming.text)
    if len(words) < len("sai tên") or talk.incoming.attachments:
        return None
    stop_waiting(talk)
    return [_request(talk, Wish(str(row.data["wish"])), words[:_WORDS])]


def _show(talk: Talk) -> Reply:
    talk.note(Act.DATA_SEEN, f"person {talk.person.id}")
    data = own_data(talk.session, talk.person, talk.office, talk.today)
    return talk.say("own_data", data=data, office=talk.office)


def _ask(talk: Talk, wish: Wish) -> Reply:
    if (open_one := _open(talk, wish)) is not None:
        return talk.say("data_asked", request=open_one, again=True, backups=None)
    answer_by, complete_by = _days(talk, wish)
    if wish is Wish.CORRECT:
        wait_for(talk, "data", wish=wish.value)
    return talk.say("ask_data", wish=wish, answer_by=answer_by, complete_by=complete_by)


def _request(talk: Talk, wish: Wish, words: str = "") -> Reply:
    """Keep the wish with its legal days, and tell those who settle it."""
    if (open_one := _open(talk, wish)) is not None:
        return talk.say("data_asked", request=open_one, again=True, backups=None)
    answer_by, complete_by = _days(talk, wish)
    row = DataRequest(
        office_id=talk.office.id or 0,
        person_id=talk.person.id or 0,
        wish=wish,
        words=words,
        asked_at=talk.incoming.sent_at,
        answer_by=answer_by,
        complete_by=complete_by,
    )
    talk.session.add(row)
    talk.session.flush()
    talk.note(Act.DATA_REQUESTED, f"data_request {row.id}", what=wish.value, due=complete_by)
    for person in keepers(talk.session, talk.office.id or 0):
        if person.id != talk.person.id:
            told = talk.say_to(person, "data_request", request=row, person=talk.person)
            tell(talk.session, person, told, f"data:{row.id}:{person.id}", talk.now)
    backups = talk.today + BACKUPS_EXPIRE if wish is Wish.DELETE else None
    return talk.say("data_asked", request=row, again=False, backups=backups)


def _open(talk: Talk, wish: Wish) -> DataRequest | None:
    """The same wish, not settled yet; every correction is another one."""
    mine = select(DataRequest).where(DataRequest.person_id == talk.person.id, DataRequest.wish == wish)
    found = talk.session.exec(mine.where(col(DataRequest.done_at).is_(None))).first()
    return None if wish is Wish.CORRECT else found


def _days(talk: Talk, wish: Wish) -> tuple[date, date]:
    return deadlines(wish, talk.today, policy_of(talk.session, talk.office).calendar)


def keepers(session: Session, office_id: int) -> list[Person]:
    """Who settles data requests in an office."""
    able = col(Person.role).in_(roles_for(Action.ANSWER_DATA))
    query = select(Person).where(Person.office_id == office_id, able, col(Person.active)).order_by(col(Person.id))
    return list(session.exec(query).all())
