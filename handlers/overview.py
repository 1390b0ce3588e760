"""/tonghop: today's digest at once, for whoever reads one."""

from dataclasses import replace

from handlers.permits import reach
from handlers.talk import Reply, Talk
from models.digest import DigestKind, Reader, readers, told_before
from models.permits import Action
from models.survey import survey
from reports.digests import compose


def show(talk: Talk, _argument: str = "") -> list[Reply]:
    """The whole of it, told before or not; it changes nothing in what the next one tells."""
    every = readers(talk.session, talk.office.id or 0, talk.today)
    reader = next((each for each in every if each.person.id == talk.person.id), None)
    if reader is None and reach(talk, Action.SEE_DIGEST).whole:
        reader = Reader(talk.person, DigestKind.LEADER)
    if reader is None:
        return [talk.say("digest_none")]
    over = survey(talk.session, talk.office, talk.now)
    # Asked for by hand it holds what today's reminder asks, too.
    over = replace(over, work=tuple(replace(each, asked_today=()) for each in over.work))
    made = compose(over, reader, told_before(talk.session, reader))
    return [talk.say(f"digest_{reader.kind}", digest=made, person=talk.person, office=talk.office)]
