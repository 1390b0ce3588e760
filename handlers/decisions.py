"""Xin gia hạn: the head or a clerk grants or refuses in one tap; the first decision counts."""

from dataclasses import replace
from datetime import date, datetime

from handlers.answers import find
from handlers.awaiting import number, stop_waiting, wait_for
from handlers.due import reschedule
from handlers.notes import Matter, deciders, last_note, matter_of, noted_item, tell_raiser
from handlers.talk import Reply, Talk, id_of, tell
from messages.verdict import Verdict, day_named, gives_reason, verdict
from models.acts import Act
from models.assignment import ENDED
from models.item import ItemKind
from models.people import Awaiting
from models.plan import PlanState


def extend(talk: Talk, argument: str) -> list[Reply]:
    """Đồng ý, "<item id>:<yyyymmdd>". The plan's own date stays in `original_due`, and the report shows both."""
    identity, _, wish = argument.partition(":")
    matter, due = _wish(talk, id_of(identity)), _day(wish)
    if matter is None or (wish and due is None):
        return [talk.say("button_old")]
    late = too_late(talk, matter)
    if late:
        return late
    if due is None:
        return _ask_day(talk, matter)
    if due != matter.item.asked_due:
        return [talk.say("more_time", matter=matter, given=False)]  # another day is asked for since
    return [_grant(talk, matter, due)]


def _ask_day(talk: Talk, matter: Matter) -> list[Reply]:
    wait_for(talk, "verdict", item=matter.id)
    return [talk.say("ask_verdict", matter=matter, today=talk.today)]


def _grant(talk: Talk, matter: Matter, due: date) -> Reply:
    assert matter.work is not None  # a wish is of an assignment
    assignment = matter.work.assignment
    assignment.original_due = assignment.original_due or assignment.due
    before, assignment.due = assignment.due, due
    reschedule(talk.session, talk.office, matter.work, talk.now)
    return _decide(talk, matter, granted=True, before=before)


def replied(talk: Talk) -> list[Reply] | None:
    """A decision in words, in answer to the note; None for words that decide nothing."""
    matter = _wish(talk, noted_item(talk))
    said = verdict(talk.incoming.text, talk.today) if matter else None
    return by_words(talk, matter, said) if matter and said else None


def typed(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """The day after Đồng ý, or a refusal after all."""
    matter, text = _wish(talk, number(row, "item")), talk.incoming.text
    day = day_named(text, talk.today)
    said = verdict(text, talk.today) or (Verdict(granted=True, day=day) if day and not talk.said.task_ref else None)
    if matter is None or said is None:
        return None
    stop_waiting(talk)
    return by_words(talk, matter, said)


def by_words(talk: Talk, matter: Matter, said: Verdict) -> list[Reply]:
    """Grant or refuse as was said, or say what is the case; a refusal's own words are its reason."""
    late = too_late(talk, matter)
    if late or matter.work is None:
        return late
    now, day = matter.work.assignment.due, said.day or matter.item.asked_due
    if not said.granted:
        if gives_reason(talk.incoming.text):
            matter.item.answer = talk.incoming.text.strip()
        else:
            wait_for(talk, "reason", item=matter.id)
        return [_decide(talk, matter, granted=False, before=now)]
    if day is None or day < talk.today or (now is not None and day <= now):
        return _ask_day(talk, matter)
    return [_grant(talk, matter, day)]


def refuse(talk: Talk, argument: str) -> list[Reply]:
    """Không đồng ý, "<item id>": told at once; the reason may follow in the next words."""
    matter = _wish(talk, id_of(argument))
    if matter is None or matter.work is None:
        return [talk.say("button_old")]
    late = too_late(talk, matter)
    if late:
        return late
    wait_for(talk, "reason", item=matter.id)
    return [_decide(talk, matter, granted=False, before=matter.work.assignment.due)]


def reason(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """Why more time was refused; None for no words, or a report of the sender's own."""
    matter = find(talk, number(row, "item"))
    if matter is None or not talk.incoming.text.strip() or talk.said.task_ref:
        return None
    stop_waiting(talk)
    matter.item.answer = talk.incoming.text.strip()
    words = talk.say("more_time_reason", matter=matter, by=talk.person)
    told = tell_raiser(talk, matter, words, f"reason:{matter.id}")
    return [talk.say("answer_passed_on", matter=matter, told=told, pictures=0)]


def skip_reason(talk: Talk, argument: str) -> list[Reply]:
    """Không nêu lý do, "<item id>"."""
    matter = _wish(talk, id_of(argument))
    if matter is None:
        return [talk.say("button_old")]
    stop_waiting(talk)
    return [talk.change("more_time_done", matter=matter, told=True, asks=False)]


def _wish(talk: Talk, identity: int | None) -> Matter | None:
    matter = find(talk, identity)
    return matter if matter and matter.work and matter.item.kind is ItemKind.MORE_TIME else None


def too_late(talk: Talk, matter: Matter) -> list[Reply]:
    """What is the case where there is nothing to decide any more; nothing is changed."""
    work, item = matter.work, matter.item
    assert work is not None  # a wish is of an assignment
    if item.granted is not None:
        why = "decided"
    elif work.plan.state is not PlanState.ACTIVE or work.assignment.ended_at is not None or work.task.dropped:
        why = "over"
    elif work.assignment.state in ENDED:
        why = "done"
    elif not item.is_open:
        why = "withdrawn"
    elif item.asked_due and work.assignment.due and work.assignment.due >= item.asked_due:
        why = "later"
    else:
        return []
    return [talk.change("more_time_late", matter=matter, why=why)]


def _decide(talk: Talk, matter: Matter, *, granted: bool, before: date | None) -> Reply:
    """Close the wish; tell the person, and the others who were asked in the very notes that asked them."""
    item = matter.item
    assert matter.work is not None  # a wish is of an assignment
    act, due = (Act.TIME_GRANTED if granted else Act.TIME_REFUSED), matter.work.assignment.due
    talk.note(act, f"assignment {matter.work.id}", before=before, due=due, asked=item.asked_due)
    item.granted, item.answered_by, item.closed_at = granted, talk.person.id, talk.incoming.sent_at
    talk.session.flush()
    matter = matter_of(talk, item)
    words = talk.say_to(matter.raised_by, "more_time_decided", matter=matter, before=before)
    told = tell_raiser(talk, matter, words, f"decided:{matter.id}")
    for other in deciders(talk, matter):
        if other.id not in (talk.person.id, matter.raised_by.id):
            words = talk.say_to(other, "more_time_late", matter=matter, why="decided")
            note = replace(words, edits=last_note(talk, matter, other))
            tell(talk.session, other, note, f"decided:{matter.id}:{other.id}", talk.now)
    return talk.change("more_time_done", matter=matter, told=told, asks=not granted and not item.answer)


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date() if len(text) == 8 and text.isascii() else None  # noqa: DTZ007
    except ValueError:
        return None
