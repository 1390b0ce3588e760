"""Pictures sent as evidence: held until their sender says that no child can be recognised."""

import re
from dataclasses import replace

from sqlmodel import col, func, select

from handlers.permits import may
from handlers.talk import Reply, Talk, id_of
from handlers.thread import offered
from handlers.work import may_see
from messages.render import Words
from models.assignment import Assignment, Progress
from models.evidence import Evidence
from models.permits import Action
from models.plan import Task
from vietnamese.text import fold

_CHILD = r"(?:tre|chau|be|em|hoc sinh)(?: em| nho)?"
_KEPT = rf"(?: (?:co|thay|nhan|ra|duoc|ro|mat|ai|het|nao|dau|{_CHILD}|nhan ra duoc|trong|anh|a|nhe|ca))*"
_NOBODY = re.compile(rf"(?:da |vang |bam )?(?:khong|ko|k|hong|kg|khg){_KEPT}")
_OF_PICTURES = re.compile(r"\b(?:nhan ra|thay|mat|anh|bo|tre|chau|be|hoc sinh)\b")
_SOMEBODY = re.compile(
    rf"(?:da |vang )?(?:co(?: (?:{_CHILD}|nhan ra|mat|ro))*(?: a)?|(?:co,? )?bo(?: (?:anh|het|di|giup|nhe|a))*)"
)


def with_question(talk: Talk, replies: list[Reply]) -> list[Reply]:
    """The read-back of a report asks once about all pictures that came with it."""
    lines = [reply.pictures_of for reply in replies if reply.pictures_of]
    if not lines:
        return replies
    question = _question(talk, talk.session.get_one(Progress, lines[0]))
    if any(reply.words.choices and not reply.pictures_of for reply in replies):
        return [question, *replies]  # a digit answers what was asked last
    last, asked = replies[-1], question.words.choices
    choices = (*asked, *(replace(choice, row=choice.row + len(asked)) for choice in last.words.choices))
    return [*replies[:-1], replace(last, words=Words(f"{last.words.text}\n{question.words.text}", choices))]


def _question(talk: Talk, line: Progress) -> Reply:
    held = _held(talk, line)
    count, upto = len({row.sha256 for row in held}), max((row.id or 0 for row in held), default=0)
    late = line.at != talk.incoming.sent_at
    return talk.say("ask_photos", id=line.id, upto=upto, count=count, ref=_ref(talk, line), late=late)


def waiting(talk: Talk) -> list[Progress]:
    """The lines, one of each message, whose pictures their sender was asked about and said nothing of; newest first."""
    query = (
        select(Progress)
        .join(Evidence, col(Evidence.progress_id) == Progress.id)
        .where(func.coalesce(Progress.entered_by, Progress.person_id) == talk.sender.id, col(Evidence.held))
        .order_by(col(Progress.at).desc(), col(Progress.id))
    )
    found: dict[frozenset[int], Progress] = {}
    for line in talk.session.exec(query).all():
        found.setdefault(frozenset(_lines(talk, line)), line)
    return list(found.values())


def typed(talk: Talk) -> list[Reply] | None:
    """The answer in words, "không", "có, bỏ", at any time until it is given; None for other words.

    A bare "không" or "có" may answer something else that was asked since: then this is asked again.
    """
    words, answer = _answer(talk)
    lines = waiting(talk) if answer and not talk.incoming.attachments else []
    if not lines:
        return None
    if not (_OF_PICTURES.search(words) or is_last_asked(talk)):
        return [_question(talk, lines[0])]
    replies = press(talk, f"{lines[0].id}:{answer}")
    return [*replies, *(_question(talk, line) for line in lines[1:2])]


def _answer(talk: Talk) -> tuple[str, str | None]:
    words = fold(talk.incoming.text).strip(" .!?…")
    return words, "clear" if _NOBODY.fullmatch(words) else "child" if _SOMEBODY.fullmatch(words) else None


def is_last_asked(talk: Talk) -> bool:
    """Whether the last choices here are those about pictures, and the words an answer to them."""
    return _answer(talk)[1] is not None and any(str(data).startswith("ph:") for _, data, *_ in offered(talk))


def press(talk: Talk, argument: str) -> list[Reply]:
    """The sender's answer, "<journal line>:<clear|child>:<last picture asked about>": they count, or are gone."""
    identity, answer, upto = (*argument.split(":"), "", "")[:3]
    line = talk.session.get(Progress, id_of(identity) or 0)
    if line is None or (line.entered_by or line.person_id) != talk.sender.id or answer not in ("clear", "child"):
        return [talk.say("button_old")]
    its = talk.session.get_one(Assignment, line.assignment_id)
    if not (may(talk, Action.ENTER_FOR_OTHERS) if line.entered_by else may_see(talk, its)):
        return [talk.say("button_old")]
    last = id_of(upto)
    held = [row for row in _held(talk, line) if last is None or (row.id or 0) <= last]
    for row in held:
        if answer == "clear":
            row.held, row.noted_at = False, talk.incoming.sent_at
            talk.session.add(row)
        else:
            talk.session.delete(row)
    talk.session.flush()
    kept = len(talk.session.exec(select(Evidence.id).where(col(Evidence.progress_id).in_(_lines(talk, line)))).all())
    count = len({row.sha256 for row in held})
    return [talk.say("photos_answered", ref=_ref(talk, line), answer=answer, count=count, kept=kept)]


def _ref(talk: Talk, line: Progress) -> str:
    task = talk.session.get_one(Task, talk.session.get_one(Assignment, line.assignment_id).task_id)
    return f"NV{task.position}"


def _held(talk: Talk, line: Progress) -> list[Evidence]:
    query = select(Evidence).where(col(Evidence.progress_id).in_(_lines(talk, line)), col(Evidence.held))
    return list(talk.session.exec(query).all())


def _lines(talk: Talk, line: Progress) -> list[int]:
    """What one message wrote down, of one task or several, and what corrected it since."""
    same = (Progress.at == line.at, col(Progress.source) == line.source)  # two messages may be of one second
    said_then = select(Progress.id).where(Progress.person_id == line.person_id, *same)
    found = [number for number in talk.session.exec(said_then).all() if number]
    newer = found
    while newer:
        corrected = select(Progress.id).where(col(Progress.corrects).in_(newer), col(Progress.id).not_in(found))
        newer = [number for number in talk.session.exec(corrected).all() if number]
        found = [*found, *newer]
    return found
