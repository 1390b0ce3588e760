"""What every part of the clerk's desk needs: the plan that is spoken of, and the question about an unclear unit."""

from handlers.assign import unclear_names, units_of
from handlers.plans import drafts
from handlers.talk import Reply, Talk, id_of
from models.plan import Plan, PlanState

GONE = (PlanState.DISCARDED, PlanState.MERGED)


def find_plan(talk: Talk, argument: str) -> Plan | None:
    """A plan of the sender's office by id, or with no id the draft under review."""
    if not argument:
        return next(iter(drafts(talk.session, talk.office)), None)
    identity = id_of(argument)
    plan = talk.session.get(Plan, identity) if identity else None
    return plan if plan and plan.office_id == talk.office.id and plan.state not in GONE else None


def ask_unclear(talk: Talk, plan: Plan) -> Reply | None:
    """The first question that must be answered before the plan can be followed; None where all units are known."""
    unclear = unclear_names(talk.session, plan)
    if not unclear:
        return None
    units = unclear[0].candidates or tuple(units_of(talk.session, talk.office.id or 0))
    return talk.say("plan_unclear", plan=plan, question=unclear[0], units=units[:12], more=len(unclear) - 1)
