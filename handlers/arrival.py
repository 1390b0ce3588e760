"""A document from the clerk: refused, recognised, or taken in as a draft."""

from handlers import revise
from handlers.desk import head
from handlers.plans import Source, known_file, take_in
from handlers.talk import Reply, Talk
from messages.channel import Attachment
from models.plan import PlanState
from plans.draft import PlanDraft, UnreadableError


def receive(talk: Talk, file: Attachment, reading: PlanDraft | UnreadableError) -> list[Reply]:
    """A file from the clerk: read out, refused in one line, or recognised."""
    if isinstance(reading, UnreadableError):
        return [talk.say("plan_unreadable", name=file.name, reason=str(reading))]
    if not reading.tasks:
        return [talk.say("plan_without_tasks", name=file.name)]
    sha256 = file.sha256 or ""
    known = known_file(talk.session, talk.office, sha256)
    if known is not None:
        return [talk.say("plan_known", plan=known, draft=known.state is PlanState.DRAFT)]
    plan = take_in(talk.session, talk.office, reading, Source(file.name, sha256, talk.person), talk.now)
    revise.recognise(talk, plan, reading)
    return [head(talk, plan)]
