"""What comes of an item: an answer in free words, or the word that it is settled; whoever raised it is told."""

from handlers.awaiting import as_said_then, awaited, number, stop_waiting, wait_for
from handlers.items import relieve
from handlers.notes import Matter, announce, heads_of, matter_of, may_decide, noted_item, tell_raiser
from handlers.talk import Reply, Talk, id_of, tell
from handlers.work import find_work
from messages.channel import FileKind
from messages.render import Words
from models.assignment import Said, journal_of
from models.item import Item, ItemKind
from models.people import Awaiting
from models.plan import PlanState
from models.standing import advance


def find(talk: Talk, identity: int | None) -> Matter | None:
    """An item that the sender may answer, held until the transaction ends; None for a foreign or forged one."""
    item = talk.session.get(Item, identity, with_for_update=True) if identity else None
    matter = matter_of(talk, item) if item and item.office_id == talk.office.id else None
    return matter if matter and may_decide(talk, matter) else None


def press(talk: Talk, argument: str) -> list[Reply]:
    """Trả lời, "<item id>": the sender's next words go to whoever raised it."""
    matter = find(talk, id_of(argument))
    if matter is None:
        return [talk.say("button_old")]
    wait_for(talk, "item", item=matter.id, seen=matter.item.answer or "")
    return [talk.say("ask_answer", matter=matter)]


def typed(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """The words after Trả lời; asks first where somebody else has answered in the meantime. None for no words."""
    matter = find(talk, number(row, "item"))
    if matter is None or not talk.incoming.text.strip():
        return None
    if (matter.item.answer or "") != row.data.get("seen"):
        return _answered_first(talk, matter)
    stop_waiting(talk)
    return _pass_on(talk, matter)


def replied(talk: Talk) -> list[Reply] | None:
    """The words in answer to the note itself; None for what answers no note."""
    matter = find(talk, noted_item(talk))
    if matter is None or not talk.incoming.text.strip():
        return None
    if matter.item.answer and matter.answered_by and matter.answered_by.id != talk.person.id:
        return _answered_first(talk, matter)
    return _pass_on(talk, matter)


def _answered_first(talk: Talk, matter: Matter) -> list[Reply]:
    wait_for(talk, "add", item=matter.id)
    return [talk.say("item_answered_first", matter=matter)]


def add(talk: Talk, argument: str) -> list[Reply]:
    """Gửi thêm, "<item id>": the words that wait go out beside the other's answer."""
    matter, row = find(talk, id_of(argument)), awaited(talk)
    if matter is None or row is None or row.what != "add" or number(row, "item") != matter.id:
        return [talk.say("button_old")]
    before = as_said_then(talk, row)
    stop_waiting(talk)
    return _pass_on(before, matter)


def keep_back(talk: Talk, argument: str) -> list[Reply]:
    """Không gửi, "<item id>"."""
    row = awaited(talk)
    if row is None or row.what != "add" or number(row, "item") != id_of(argument):
        return [talk.say("button_old")]
    stop_waiting(talk)
    return [talk.say("answer_kept_back")]


def _pass_on(talk: Talk, matter: Matter) -> list[Reply]:
    """An answered question is closed; an obstacle only once somebody says that it is gone."""
    item, text = matter.item, talk.incoming.text.strip()
    first = item.answer is None
    item.answer = text if first else f"{item.answer}\n{talk.person.name}: {text}"
    item.answered_by = talk.person.id if first else item.answered_by
    if item.kind is ItemKind.QUESTION and item.is_open:
        item.closed_at = talk.incoming.sent_at
    key = f"answer:{talk.incoming.channel}:{talk.incoming.id}"
    words = talk.say_to(matter.raised_by, "answer", matter=matter, by=talk.person, text=text)
    told = tell_raiser(talk, matter, _about(words, matter), key)
    _send_documents(talk, matter, key)
    for head in heads_of(talk, matter):
        if head.id != talk.person.id:
            copy = talk.say_to(head, "answer_copy", matter=matter, by=talk.person, text=text)
            tell(talk.session, head, copy, f"{key}:{head.id}", talk.now)
    pictures = sum(file.is_picture for file in talk.incoming.attachments)
    return [talk.say("answer_passed_on", matter=matter, told=told, pictures=pictures)]


def _send_documents(talk: Talk, matter: Matter, key: str) -> None:
    """The form that was asked for, or the letter that settles it; no pictures, on which a child may be recognised."""
    documents = [
        file
        for file in talk.incoming.attachments
        if file.kind is FileKind.DOCUMENT and file.sha256 and not file.is_picture
    ]
    for place, file in enumerate(documents):
        reply = Reply(Words(""), f"file:{file.sha256}", file.name)
        tell_raiser(talk, matter, reply, f"{key}:file:{place}")


def _about(reply: Reply, matter: Matter) -> Reply:
    """So that an answer by reply finds the task."""
    return Reply(reply.words, speaks_of=(matter.work.id,) if matter.work else ())


def settle(talk: Talk, argument: str) -> list[Reply]:
    """Đã giải quyết, "<item id>"; pressed again, it says what is the case and changes nothing."""
    matter = find(talk, id_of(argument))
    if matter is None or matter.item.kind is ItemKind.MORE_TIME:
        return [talk.say("button_old")]
    if not matter.item.is_open:
        return [talk.say("item_closed", matter=matter)]
    matter.item.closed_at = talk.incoming.sent_at
    matter.item.answered_by = matter.item.answered_by or talk.person.id
    if matter.item.kind is ItemKind.BLOCKER and matter.work:
        relieve(matter.work)
    told = False
    if matter.raised_by.id != talk.person.id:
        words = _about(talk.say_to(matter.raised_by, "item_settled", matter=matter, by=talk.person), matter)
        key = f"settled:{matter.id}:{talk.incoming.channel}:{talk.incoming.id}"
        told = tell_raiser(talk, matter, words, key)
    return [talk.change("item_settled_done", matter=matter, told=told)]


def still(talk: Talk, argument: str) -> list[Reply]:
    """Vẫn vướng, "<item id>": the unit says that an obstacle called settled is there yet."""
    identity = id_of(argument)
    item = talk.session.get(Item, identity, with_for_update=True) if identity else None
    work = find_work(talk, item.assignment_id) if item and item.kind is ItemKind.BLOCKER else None
    if item is None or work is None or work.plan.state is not PlanState.ACTIVE:
        return [talk.say("button_old")]
    if item.closed_at is not None:
        advance(work.assignment, journal_of(talk.session, work.id))
        if work.assignment.blocker is None and work.assignment.state is not Said.BLOCKED:
            return [talk.say("item_closed", matter=matter_of(talk, item))]
        item.closed_at = None
        announce(talk, item, f"again:{talk.incoming.channel}:{talk.incoming.id}")
    return [talk.change("item_still", matter=matter_of(talk, item))]
