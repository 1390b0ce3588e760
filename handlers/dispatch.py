"""One incoming message, one transaction: who speaks, what they want, which handler answers."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from handlers import arrival, behalf, correct, edited, files, invites, offered, other, photos, settle, unanswered
from handlers.awaiting import remember, row_of, stop_waiting
from handlers.heard import heard
from handlers.permits import may, note_refusal, refused, room_of
from handlers.routes import ANSWER_BUTTONS, BUTTONS, COMMANDS, GROUP_BUTTONS, IN_ANY_GROUP, IN_GROUPS
from handlers.stale import note_forged
from handlers.talk import Reply, Talk, answer
from handlers.thread import picked, spoken_of
from messages.channel import Incoming
from models.database import Sessions
from models.inbox import take
from models.kept import at_stake
from models.office import take_turn
from models.people import speaker_at
from models.permits import Action
from models.reach import reached_again
from plans.draft import Reading

REHEARD = "k"  # the button under words that wait for their sender's consent


def dispatch(sessions: Sessions, incoming: Incoming, now: datetime, reading: Reading = None) -> set[str]:
    """Handle one message: the facts it states and the answers to it are committed together, or nothing is.

    `reading` is what the reader made of an attached document, since reading takes too long for a transaction.
    The result are hashes of files that may be needed no more.
    """
    with sessions() as session:
        if not take(session, incoming.channel, incoming.id, incoming.address, now):
            return set()
        for part in incoming.parts:
            take(session, incoming.channel, part, incoming.address, now)
        # A clock that runs ahead must not let today's words count after tomorrow's.
        incoming = replace(incoming, sent_at=min(incoming.sent_at, now))
        talk = _talk(session, incoming, now)
        if talk is None:
            answer(session, incoming, invites.arrive(session, incoming, now), now, None)
            return set()
        loose = at_stake(session, talk.person, row_of(talk))
        answer(session, incoming, _replies(talk, reading), now, talk.person)
        return loose


def _talk(session: Session, incoming: Incoming, now: datetime) -> Talk | None:
    """None for a stranger."""
    speaker = speaker_at(session, incoming.channel, incoming.who)
    if speaker is None:
        return None
    talk = Talk(session, speaker.office, speaker.person, incoming, now)
    if not take_turn(session, speaker.person.office_id):
        remember(talk, speaker.awaiting)  # nobody can have changed it since
    if speaker.address.unreachable_since is not None:
        reached_again(session, incoming.channel, incoming.who)
    return talk


def _replies(talk: Talk, reading: Reading) -> list[Reply]:
    incoming = talk.incoming
    has_code = not incoming.group and invites.code_in(incoming.text)
    if incoming.text.startswith("/start") or has_code:
        return invites.arrive(talk.session, incoming, talk.now)
    if may(talk, Action.REPORT):
        return _reported(talk, reading)
    if incoming.group:
        return _in_group(talk)
    return _document(talk, reading) or _route(talk)


def _document(talk: Talk, reading: Reading) -> list[Reply]:
    """The answer to a file that was read and that the sender may send; none to anything else."""
    if reading is None or talk.incoming.group or not arrival.may_send(talk, reading):
        return []
    return arrival.receive(talk, talk.incoming.attachments, reading)


def _reported(talk: Talk, reading: Reading) -> list[Reply]:
    """Of one who may report: what may not be kept, and files, come before the words."""
    incoming = talk.incoming
    for unheard in (behalf.instead, offered.without_child, other.too_long):
        if (answered := unheard(talk)) is not None:
            return answered
    if reading is not None and not incoming.group and arrival.may_send(talk, reading):
        return arrival.receive(talk, incoming.attachments, reading)
    talk, lost = files.without_lost(talk)
    if incoming.group:
        return photos.with_question(talk, _in_group(talk))
    if lost and files.is_empty(talk):
        return lost
    return [*photos.with_question(talk, _route(talk)), *lost]


def _route(talk: Talk) -> list[Reply]:
    if talk.incoming.edited or talk.incoming.forwarded:
        return heard(talk)  # no number picks a choice twice, and nobody else's command is obeyed
    pick = picked(talk)
    if pick is not None and pick.data is None:
        # Offered anew, so that the next number means these choices too.
        asked = behalf.resumed(talk)
        return settle.typed(asked) or correct.typed(asked) or [talk.say("choice_unknown", choices=pick.offered)]
    if pick is not None and (again := settle.either_way(behalf.resumed(talk))) is not None:
        return again
    data = talk.incoming.button or (pick and pick.data)
    if data:
        return _pressed(replace(talk, incoming=replace(talk.incoming, button=data)), data)
    if talk.incoming.text.startswith("/"):
        return _command(talk)
    return heard(talk)


def _pressed(talk: Talk, data: str) -> list[Reply]:
    name, _, argument = data.partition(":")
    if name == REHEARD:
        words = offered.taken(talk, argument)
        return heard(words) if isinstance(words, Talk) else words
    action, handler = BUTTONS.get(name, (Action.GET_HELP, _old_button))
    if not may(talk, action):
        note_refusal(talk, "button", name)
        return _old_button(talk, argument)  # what another role's message carried says no more than that it is not valid
    talk, waiting = (behalf.resumed(talk), None) if name in ANSWER_BUTTONS else (talk, unanswered.question(talk))
    note_forged(talk, data)
    return unanswered.beside(talk, waiting, handler(talk, argument), ask=False)


def _old_button(talk: Talk, _argument: str) -> list[Reply]:
    return [talk.say("button_old")]


def _command(talk: Talk) -> list[Reply]:
    name, argument = command_of(talk.incoming.text)
    if name not in COMMANDS:
        return [talk.say("unknown_command")]
    if name == "huy":  # of what is waited for, too
        return _run(talk, name, argument)
    waiting = unanswered.question(talk)
    stop_waiting(talk)
    return unanswered.beside(talk, waiting, _run(talk, name, argument))


def _run(talk: Talk, name: str, argument: str = "") -> list[Reply]:
    action, handler = COMMANDS[name]
    talk = behalf.of_last(talk) if name in ("sua", "huy") else talk
    if may(talk, action):
        return handler(talk, argument)
    note_refusal(talk, "command", name)
    return [refused(talk)]


def command_of(text: str) -> tuple[str, str]:
    """The name and the argument: "/baocao@ten_bot 14/6" -> ("baocao", "14/6")."""
    first, _, argument = text[1:].partition(" ")
    return first.partition("@")[0].casefold(), argument.strip()


def _in_group(talk: Talk) -> list[Reply]:
    """A group hears only its own unit's tasks, and nothing at all unless the bot was spoken to."""
    text = talk.incoming.text
    if text.startswith("/"):
        name, argument = command_of(text)
        if name not in IN_GROUPS:
            return [talk.say("group_private")]
        bound = room_of(talk) is not None or name in IN_ANY_GROUP
        return _run(talk, name, argument) if bound else [talk.say("room_unknown")]
    if room_of(talk) is None:
        return []
    if talk.incoming.button:
        name = talk.incoming.button.partition(":")[0]
        return _pressed(talk, talk.incoming.button) if name in GROUP_BUTTONS else [talk.say("button_old")]
    return heard(talk) if spoken_of(talk) or (talk.incoming.edited and edited.is_recorded(talk)) else []
