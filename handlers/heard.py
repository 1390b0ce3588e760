"""What is neither a button nor a command: whom and what the words answer, and what they report."""

from handlers import (
    answers,
    away,
    behalf,
    confirm_words,
    decision_words,
    decisions,
    delegate,
    edited,
    evidence,
    followup,
    language,
    offered,
    other,
    photos,
    privacy,
    progress,
    reorganise,
    review,
    setup,
    snooze,
    stopping,
    unanswered,
)
from handlers.awaiting import awaited
from handlers.permits import may, refused
from handlers.routes import ANSWERS
from handlers.talk import Reply, Talk
from messages.edit import parse_edit
from models.people import Awaiting
from models.permits import Action

# Neither is a report, nor the answer to any question.
_APART = (
    privacy.typed,
    reorganise.typed,
    snooze.typed,
    away.offered,
    setup.typed,
    language.typed,
    delegate.typed,
    stopping.typed,
)


def heard(talk: Talk) -> list[Reply]:
    """All that is neither a button nor a command."""
    if not may(talk, Action.REPORT):
        return _of_a_reader(talk)
    answered = edited.reread(talk) if talk.incoming.edited else None
    for answer_to in (other.instead, offered.somebody_elses, evidence.late_of_album):
        answered = answer_to(talk) if answered is None else answered
    if answered is not None:
        return answered
    offered.set_aside(talk)
    return [
        *(snooze.beside(talk, progress.hear(talk)) if talk.incoming.group else _sentence(talk)),
        *other.beside(talk),
    ]


def _sentence(talk: Talk) -> list[Reply]:
    noted = decisions.replied(talk) or answers.replied(talk) or decision_words.replied(talk)
    noted = noted or confirm_words.replied(talk)
    if noted is not None:
        return noted
    row, waiting = awaited(talk), unanswered.question(talk)
    for apart in _APART:
        if (answered := apart(talk)) is not None:
            return unanswered.beside(talk, waiting, answered)
    if photos.is_last_asked(talk) and (answered := photos.typed(talk)) is not None:
        return answered
    if row is not None:
        asked = behalf.resumed(talk)
        answered = followup.give_up(asked) or _answer(asked, row)
        answered = unanswered.repaired(asked, row) if answered is None else answered
        if answered is not None:
            return snooze.beside(talk, answered)
    if (answered := photos.typed(talk)) is not None:
        return answered
    edit = parse_edit(talk.incoming.text) if may(talk, Action.CHANGE_PLAN) else None
    answered = review.change(talk, edit) if edit is not None else snooze.beside(talk, progress.hear(behalf.whose(talk)))
    return unanswered.beside(talk, waiting, answered)


def _answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """To what the bot asked, as long as the sender may still answer it."""
    action, handler = ANSWERS.get(row.what, (Action.REPORT, followup.answer))
    return handler(talk, row) if may(talk, action) else None


def _of_a_reader(talk: Talk) -> list[Reply]:
    """Words of an observer or administrator: a setting or a language, and never a report."""
    said = talk.incoming
    if said.group or not (said.text.strip() or said.attachments):
        return []
    for apart in (setup.typed, language.typed, privacy.typed, reorganise.typed):
        if (answered := apart(talk)) is not None:
            return answered
    row = awaited(talk)
    return (row and _answer(talk, row)) or [refused(talk)]
