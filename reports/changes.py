"""What the next report lists: everything that changed since an earlier report of the same work. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from models.assignment import Duty, Status
from reports.difference import Changes, Move, Named, Origin, Passed, Shift
from reports.figures import Tally
from reports.report import Line, Matter, Part, Report
from vietnamese.text import fold

DONE = (Status.DONE_ON_TIME, Status.DONE_LATE)

_Place = tuple[int, str, Duty]
_Figure = tuple[int, str, str | None]


def origin(report: Report) -> Origin:
    """Which report something is compared with."""
    head = report.head
    return Origin(head.plan, head.day, head.as_of, head.snapshot)


def changes(before: Report, now: Report) -> Changes:
    """From `before` to `now`, two reports on one plan, of the same units."""
    passed = tuple(each for each in now.passed if each.at > before.head.as_of)
    new = _parts(now)
    old = _as_named_now(_parts(before), new, passed)
    moves = [_move(place, old.get(place), part) for place, part in new.items()]
    moved = [move for move in moves if move.before is not move.now and _tells(move)]
    known = _known(before, passed)
    positions = [{task.position: task.heading for task in report.tasks} for report in (before, now)]
    named_now = [replace(each, unit=_now(each.unit, each.task, passed)) for each in before.blockers]
    met, solved = _one_sided(named_now, now.blockers)
    return Changes(
        since=origin(before),
        done=tuple(move for move in moved if _is_done_anew(move)),
        late=tuple(move for move in moved if _is_late(move)),
        moves=tuple(move for move in moved if not _is_late(move) and not _is_done_anew(move)),
        reported=tuple(unit for unit in _reported(now) if unit not in known),
        figures=tuple(_figures(before, now)),
        met=met,
        solved=solved,
        added=tuple(Named(at, text) for at, text in positions[1].items() if at not in positions[0]),
        dropped=tuple(Named(at, text) for at, text in positions[0].items() if at not in positions[1]),
        passed=passed,
    )


def _parts(report: Report) -> dict[_Place, Part]:
    return {(task.position, part.unit, part.duty): part for task in report.tasks for part in task.parts}


def _now(unit: str, task: int | None, passed: Iterable[Passed]) -> str:
    for each in passed:
        unit = each.name_now(unit, task)
    return unit


def _as_named_now(
    old: Mapping[_Place, Part], new: Mapping[_Place, Part], passed: Sequence[Passed]
) -> dict[_Place, Part]:
    """The earlier parts under the units that they are of now; of two that became one, the one that goes on."""
    found: dict[_Place, Part] = {}
    for (task, unit, duty), part in old.items():
        place = (task, _now(unit, task, passed), duty)
        goes_on = {line.id for line in new[place].lines} if place in new else set()
        if place not in found or goes_on & {line.id for line in part.lines}:
            found[place] = part
    return found


def _known(before: Report, passed: Sequence[Passed]) -> set[str]:
    """Who had said something by then, as they are called now."""
    return {_now(part.unit, task.position, passed) for task in before.tasks for part in task.parts if part.reported}


def _move(place: _Place, before: Part | None, now: Part) -> Move:
    return Move(*place, before.status if before else None, now.status)


def _tells(move: Move) -> bool:
    """A task that was added and not begun is told among those added; a cooperator owes no more than a word."""
    if move.duty is Duty.COOPERATOR:
        return move.now in DONE
    return move.before is not None or move.now is not Status.NOT_STARTED


def _is_done_anew(move: Move) -> bool:
    """As reports count: what the leads did."""
    return move.duty is Duty.LEAD and move.now in DONE and move.before not in DONE


def _is_late(move: Move) -> bool:
    return move.duty is Duty.LEAD and move.now is Status.OVERDUE


def _reported(report: Report) -> dict[str, None]:
    return dict.fromkeys(part.unit for task in report.tasks for part in task.parts if part.reported)


def _one_sided(before: Iterable[Matter], now: Iterable[Matter]) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """What only the later report has, and what only the earlier one has."""
    old, new = ([Named(each.task, each.text, each.unit) for each in found] for found in (before, now))
    return tuple(each for each in new if each not in old), tuple(each for each in old if each not in new)


def _figures(before: Report, now: Report) -> Iterable[Shift]:
    old, new = _tallies(before), _tallies(now)
    gone = _taken_back(before, now)
    for figure in [*new, *(figure for figure in old if figure not in new)]:
        was, stands = old.get(figure), new.get(figure)
        values = (was.value if was else None, stands.value if stands else None)
        told = stands or was
        if values[0] == values[1] or told is None:
            continue
        lines = {line for share in (was.shares if was else ()) for line in share.lines}
        about = any(each.approximate for each in (was, stands) if each)
        yield Shift(figure[0], told.indicator, told.measure, *values, about, bool(lines & gone))


def _tallies(report: Report) -> dict[_Figure, Tally]:
    return {
        (task.position, fold(tally.indicator), tally.measure): tally for task in report.tasks for tally in task.tallies
    }


def _taken_back(before: Report, now: Report) -> set[int]:
    """The journal lines that counted before and count no more."""
    counted = {line.id for line in _lines(before) if line.counts}
    return counted - {line.id for line in _lines(now) if line.counts}


def _lines(report: Report) -> Iterable[Line]:
    return (line for task in report.tasks for part in (*task.parts, *task.former) for line in part.lines)
