"""What a unit asks of the clerk: a question, or more time."""

from handlers.talk import Reply, Talk, tell
from handlers.work import my_work
from messages.understood import Understood
from models.people import clerks


def forward(talk: Talk, said: Understood) -> list[Reply]:
    """Pass a question on with the task it is about; say so, or say that no clerk could be reached."""
    ref = (said.task_ref or "").removeprefix("NV ")
    works = [work for work in my_work(talk) if ref == str(work.task.position)]
    told = tell_clerks(talk, "question", text=talk.incoming.text, works=works)
    return [talk.say("question_passed_on" if told else "question_not_passed_on")]


def tell_clerks(talk: Talk, template: str, about: int = 0, **values: object) -> bool:
    """Queue a note to every clerk but the sender; True if one of them can be reached.

    `about` tells the notes of one message apart, which may speak of several tasks.
    """
    note = talk.say(template, person=talk.person, **values)
    others = [clerk for clerk in clerks(talk.session, talk.office.id or 0) if clerk.id != talk.person.id]
    keys = {clerk.id: f"{template}:{talk.incoming.channel}:{talk.incoming.id}:{about}:{clerk.id}" for clerk in others}
    told = [tell(talk.session, clerk, note, keys[clerk.id], talk.now) for clerk in others]
    return any(told)
