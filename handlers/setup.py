"""/caidat: how the office works with the bot, and what of it the clerk may switch here."""

from sqlmodel import col, func, select

from handlers.talk import Reply, Talk
from models.assignment import Assignment, Said
from models.plan import Plan, PlanState

_SWITCH = {"1": True, "0": False}


def show(talk: Talk, _argument: str = "") -> list[Reply]:
    return [talk.say("settings", **_values(talk))]


def press(talk: Talk, argument: str) -> list[Reply]:
    """The button "confirm:<1 or 0>"; it carries what is wanted, so that a second tap changes nothing."""
    name, _, wanted = argument.partition(":")
    if name != "confirm" or wanted not in _SWITCH:
        return [talk.say("button_old")]
    changed = talk.office.confirm_done is not _SWITCH[wanted]
    talk.office.confirm_done = _SWITCH[wanted]
    return [talk.change("settings", **{**_values(talk), "changed": changed, "pressed": True})]


def _values(talk: Talk) -> dict[str, object]:
    claimed = (Assignment.office_id == talk.office.id, Assignment.state == Said.CLAIMED)
    query = select(func.count(col(Assignment.id))).join(Plan, col(Plan.id) == Assignment.plan_id)
    waiting = talk.session.exec(query.where(*claimed, Plan.state == PlanState.ACTIVE)).one()
    return {"office": talk.office, "waiting": waiting, "changed": False, "pressed": False}
