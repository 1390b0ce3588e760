"""A question goes to the clerk with the task it is about."""

from handlers.talk import Reply, Talk, tell
from handlers.work import my_work
from messages.understood import Understood
from models.people import clerks


def forward(talk: Talk, said: Understood) -> list[Reply]:
    """Pass the question on to every clerk who can be reached; say so, or say that nobody could be."""
    ref = said.task_ref or ""
    works = [work for work in my_work(talk) if ref.removeprefix("NV ") == str(work.task.position)]
    told = False
    for clerk in clerks(talk.session, talk.office.id or 0):
        if clerk.id != talk.person.id:
            note = talk.say("question", person=talk.person, text=talk.incoming.text, works=works)
            told |= tell(talk.session, clerk, note, _key(talk, clerk.id), talk.now)
    return [talk.say("question_passed_on" if told else "question_not_passed_on")]


def _key(talk: Talk, clerk_id: int | None) -> str:
    return f"question:{talk.incoming.channel}:{talk.incoming.id}:{clerk_id}"
