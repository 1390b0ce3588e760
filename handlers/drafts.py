"""What every part of the clerk's desk needs: the plan that is spoken of, and the question about an unclear unit."""

from handlers.assign import unclear_names, units_of
from handlers.awaiting import wait_for
from handlers.plans import drafts
from handlers.talk import Reply, Talk, id_of
from models.plan import Plan, PlanState

UNITS_ON_A_PAGE = 12
GONE = (PlanState.DISCARDED, PlanState.MERGED)


def find_plan(talk: Talk, argument: str) -> Plan | None:
    """A plan of the sender's office by id, or with no id the draft under review."""
    if not argument:
        return next(iter(drafts(talk.session, talk.office)), None)
    identity = id_of(argument)
    plan = talk.session.get(Plan, identity) if identity else None
    return plan if plan and plan.office_id == talk.office.id and plan.state not in GONE else None


def ask_unclear(talk: Talk, plan: Plan, shown: str = "", page: int = 0, said: str = "") -> Reply | None:
    """The first question that must be answered before the plan can be followed; None where all units are known.

    `shown` is what a revision's answer must go on with; `said` are words in which no unit was found.
    """
    unclear = unclear_names(talk.session, plan)
    if not unclear:
        return None
    first = unclear[0]
    others = [unit for unit in units_of(talk.session, talk.office.id or 0) if unit not in first.candidates]
    units = [*first.candidates, *others]
    last = max(len(units) - 1, 0) // UNITS_ON_A_PAGE
    page = min(page, last)
    wait_for(talk, "unit", plan=plan.id or 0, shown=shown)
    return talk.say(
        "plan_unclear",
        plan=plan,
        question=first,
        units=units[page * UNITS_ON_A_PAGE : (page + 1) * UNITS_ON_A_PAGE],
        count=len(units),
        page=page,
        last=last,
        more=len(unclear) - 1,
        shown=f":{shown}" if shown else "",
        said=said,
    )
