"""/nhatky: the audit's last entries in words, twenty at a time."""

from datetime import timedelta

from handlers.directory import named, teams
from handlers.permits import may
from handlers.talk import Reply, Talk, id_of
from models.acts import Act
from models.audit_view import Look, lines, newest
from models.permits import Action
from vietnamese.text import fold

_PAGE = 20
_WEEK = timedelta(days=7)
_OF_WEEK = "w"


def command(talk: Talk, argument: str) -> list[Reply]:
    """/nhatky [tuần | tên người]: everything, of seven days, or by and about one person."""
    words = fold(argument).strip()
    talk.note(Act.AUDIT_SEEN, f"office {talk.office.id}")
    if not words:
        return [_page(talk, "", 0)]
    if words in ("tuan", "tuan nay", "7 ngay"):
        return [_page(talk, _OF_WEEK, 0)]
    found = named(argument, teams(talk.session, talk.office.id or 0, talk.now))
    if len(found) != 1:
        return [talk.say("audit_who", name=argument, people=[member.person for member in found])]
    return [_page(talk, f"p{found[0].id}", 0)]


def turn(talk: Talk, argument: str) -> list[Reply]:
    """Further back, "<number of the last one shown>:<of what>"."""
    before, _, of = argument.partition(":")
    return [_page(talk, of, id_of(before) or 0)]


def _page(talk: Talk, of: str, before: int) -> Reply:
    look = Look(talk.now - _WEEK if of == _OF_WEEK else None, id_of(of[1:]) if of.startswith("p") else None)
    found = newest(talk.session, talk.office.id or 0, look, before, _PAGE + 1)
    shown = list(lines(talk.session, found[:_PAGE], work=may(talk, Action.SEE_WORK)))
    return talk.change("audit", lines=shown, of=of, more=len(found) > _PAGE)
