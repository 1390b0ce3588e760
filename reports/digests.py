"""What a digest says, from an office's overview alone, and what of it is new to its reader."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TypeVar

from models.digest import DigestKind, Reader
from models.item import ItemKind
from models.overview import Counts, Matter, Open, Overview
from models.recipients import SILENT
from models.unreached import Why
from reports.digest_sections import ClerkDigest, Fact, Facts, HeadDigest, LeaderDigest

T = TypeVar("T")

WEEK = 5  # working days; what stays as it was so long is told again, on the day of the weekly digests
_AGAIN = "#"  # in a mark, before how many times that was


def compose(over: Overview, reader: Reader, told: frozenset[str]) -> HeadDigest | ClerkDigest | LeaderDigest:
    """The reader's digest; `told` are the marks of the one before."""
    match reader.kind:
        case DigestKind.HEAD:
            return head_digest(over, told, reader.person.id or 0, reader.units)
        case DigestKind.CLERK:
            return clerk_digest(over, told)
    return leader_digest(over, told)


def head_digest(over: Overview, told: frozenset[str], reader: int, unit_ids: Iterable[int]) -> HeadDigest:
    """The week of the reader's units, without what today's reminder asks the reader anyway."""
    of = set(unit_ids)
    own = [each for each in over.work if each.followed.assignment.unit_id in of]
    rest = [each for each in own if reader not in each.asked_today]
    open_ = [each for each in rest if not each.claimed]
    overdue = [each for each in open_ if each.is_overdue(over.office.head_after)]
    silent = [each for each in open_ if each not in overdue and _is_silent(each, reader)]
    soon = [each for each in open_ if each not in silent and _is_due(over, each, over.today + timedelta(days=6))]
    unreached = [each for each in over.unreached if each.unit and each.unit.id in of and each.person and each.work]
    return HeadDigest(
        over.today,
        units=tuple(sorted({each.unit for each in own})),
        confirm=_facts(told, [each for each in rest if each.followed.claim], _claim_mark),
        overdue=_facts(told, _latest(overdue), lambda each: _late_mark(over, each, over.office.head_after)),
        silent=_facts(told, silent, _silent_mark),
        soon=_facts(told, soon, _due_mark),
        unreached=_facts(told, unreached, lambda each: each.mark),
        snoozed=tuple(each for each in open_ if _is_snoozed(over, each)),
        asked=len(own) - len(rest),
    )


def clerk_digest(over: Overview, told: frozenset[str]) -> ClerkDigest:
    """What needs the clerk, exceptions first, then what falls due today and on the next working day."""
    late, wrong = over.office.clerk_after, over.trouble
    waiting = [each for each in over.matters if each.item.kind is not ItemKind.MORE_TIME and each.item.answer is None]
    wishes = [each for each in over.matters if each.item.kind is ItemKind.MORE_TIME]
    open_ = [each for each in over.work if not each.claimed]
    overdue = [each for each in open_ if each.is_overdue(late)]
    unreached = [each for each in over.unreached if each.work or each.why is Why.LONG]
    tomorrow = over.calendar.add_working_days(over.today, 1)
    return ClerkDigest(
        over.today,
        down=_facts(told, wrong.down, lambda each: f"down:{each.channel}:{each.since:%m-%dT%H:%M}"),
        gaps=_facts(told, wrong.gaps, lambda gap: f"gap:{gap.name}:{gap.since:%m-%dT%H:%M}"),
        overdue=_facts(told, _latest(overdue), lambda each: _late_mark(over, each, late)),
        obstacles=_facts(told, waiting, lambda each: _matter_mark(over, each)),
        wishes=_facts(told, wishes, lambda each: _matter_mark(over, each)),
        unreached=_facts(told, unreached, lambda each: each.mark),
        failures=_facts(told, wrong.failures, lambda each: f"delivery:{each.message}"),
        parked=_facts(told, wrong.parked, lambda identity: f"parked:{identity}"),
        drafts=_facts(told, over.drafts, lambda plan: f"draft:{plan.id}"),
        due=_facts(told, [each for each in open_ if _is_due(over, each, tomorrow)], _due_mark),
        asked=_facts(told, over.asked, lambda each: f"data:{each.request.id}:{each.days}"),
        cleared=_facts(told, _cleared(over), lambda count: f"cleared:{over.today}:{count}"),
    )


def _cleared(over: Overview) -> list[int]:
    """Once a week, on the day of the weekly digests."""
    return [over.cleared] if over.cleared and over.today.weekday() == over.office.digest_on else []


def leader_digest(over: Overview, told: frozenset[str]) -> LeaderDigest:
    """Counts, what is long overdue, and what waits for a decision; units, never persons."""
    late = over.office.leader_after
    overdue = [each for each in over.work if each.is_overdue(late)]
    stuck = [each for each in over.matters if each.item.kind is ItemKind.MORE_TIME or _is_stuck(each, over)]
    return LeaderDigest(
        over.today,
        counts=_facts(told, over.counts, _counts_mark),
        overdue=_facts(told, _latest(overdue), lambda each: _late_mark(over, each, late)),
        decide=_facts(told, stuck, lambda each: _matter_mark(over, each)),
    )


def _facts(told: frozenset[str], rows: Iterable[T], mark: Callable[[T], str]) -> Facts[T]:
    """What is told for the first time stands first."""
    known = {each.partition(_AGAIN)[0] for each in told}
    marked = [(mark(row), row) for row in rows]
    found = [Fact(each, row, each not in told, each.partition(_AGAIN)[0] not in known) for each, row in marked]
    return tuple(sorted(found, key=lambda fact: not fact.first))


def _late_mark(over: Overview, each: Open, after: int) -> str:
    return f"overdue:{each.id}{_AGAIN}{_again(over, each.late - after)}"


def _due_mark(each: Open) -> str:
    return f"due:{each.id}:{each.followed.assignment.due}"


def _matter_mark(over: Overview, each: Matter) -> str:
    return f"item:{each.item.id}{_AGAIN}{_again(over, each.days)}"


def _again(over: Overview, days: int) -> int:
    """How many weekly digests there were since something that is `days` working days old was a week old."""
    first = over.calendar.add_working_days(over.today, WEEK - days)
    between = range(first.toordinal(), over.today.toordinal() + 1)
    return sum(date.fromordinal(day).weekday() == over.office.digest_on for day in between)


def _silent_mark(each: Open) -> str:
    return f"silent:{each.id}{_AGAIN}{each.followed.assignment.unanswered // SILENT}"


def _claim_mark(each: Open) -> str:
    return f"claim:{each.followed.claim.line if each.followed.claim else 0}"


def _counts_mark(each: Counts) -> str:
    return f"counts:{each.plan.id}:{each.on_time}:{each.late}:{each.open}:{each.overdue}:{each.untold}"


def _latest(rows: Iterable[Open]) -> list[Open]:
    return sorted(rows, key=lambda each: -each.late)


def _is_silent(each: Open, reader: int) -> bool:
    """Asked in vain, and it is not the reader who is asked."""
    return each.followed.assignment.unanswered >= SILENT and each.followed.people != (reader,)


def _is_snoozed(over: Overview, each: Open) -> bool:
    until = each.followed.assignment.snoozed_until
    return until is not None and until > over.today


def _is_due(over: Overview, each: Open, until: date) -> bool:
    """From today on, up to a day."""
    due = each.followed.assignment.due
    return due is not None and over.today <= due <= until


def _is_stuck(each: Matter, over: Overview) -> bool:
    return each.item.answer is None and each.days >= over.office.clerk_after
