"""/congvan: a drafted công văn đôn đốc for what is overdue beyond the office's patience."""

from handlers.reports import file_part
from handlers.talk import Reply, Talk, id_of
from models.outbox import Snapshot, SnapshotKind
from models.overview import Open, Overview
from models.plan import Plan
from models.survey import survey
from reports.heading import head_of
from reports.urging import Late, Urging, to_json

ANSWER_IN = 3  # working days for the units to report


def draft(talk: Talk, argument: str = "") -> list[Reply]:
    """The letter on a plan, by its id from a button; asks which plan where several have something to urge."""
    over = survey(talk.session, talk.office, talk.now)
    plans = {each.followed.plan.id: each.followed.plan for each in _late(over)}
    chosen = plans.get(id_of(argument)) if argument else next(iter(plans.values()), None)
    if chosen is None:
        return [talk.say("urging_none", office=talk.office, unreached=_untold(over))]
    if not argument and len(plans) > 1:
        return [talk.say("report_which", plans=list(plans.values()), button_of="cv", rest="")]
    return [_letter(talk, over, chosen)]


def _late(over: Overview) -> list[Open]:
    """Nobody is urged who was never reached, or who waits only for the own head."""
    return [each for each in over.work if each.is_overdue(over.office.clerk_after)]


def _untold(over: Overview) -> list[Open]:
    """Past its deadline, and nobody of the unit was ever told."""
    past = (each for each in over.work if not each.told)
    return [each for each in past if (due := each.followed.assignment.due) is not None and due < over.today]


def _letter(talk: Talk, over: Overview, plan: Plan) -> Reply:
    rows = [each for each in _late(over) if each.followed.plan.id == plan.id]
    answer_by = over.calendar.add_working_days(over.today, ANSWER_IN)
    urging = Urging(head_of(talk.office, plan, talk.now), tuple(_row(over, each) for each in rows), answer_by)
    snapshot = Snapshot(
        office_id=talk.office.id or 0,
        plan_id=plan.id or 0,
        kind=SnapshotKind.LETTER,
        made_at=talk.now,
        content=to_json(urging),
    )
    talk.session.add(snapshot)
    talk.session.flush()
    left_out = [each for each in _untold(over) if each.followed.plan.id == plan.id]
    words = talk.say("urging", urging=urging, plan=plan, unreached=left_out).words
    name = f"CongVanDonDoc_{file_part(plan.number or str(plan.id))}_{over.today}.docx"
    return Reply(words, f"snapshot:{snapshot.id}:docx", name)


def _row(over: Overview, each: Open) -> Late:
    assignment = each.followed.assignment
    assert assignment.due is not None  # what is late has a deadline
    return Late(
        each.name,
        each.unit,
        assignment.due,
        each.late,
        assignment.original_due,
        assignment.state,
        assignment.percent,
        over.calendar.local_day(assignment.heard_at) if assignment.heard_at else None,
        each.wish,
    )
