"""How a report tells what changed since the one before it: in sentences, and row by row for the workbook."""

from collections.abc import Iterable, Sequence

from reports.difference import Changes, Move, Named, Origin, Passed, Shift
from reports.wording import DUTY, STATUS, count, quantity, sentence
from reports.worksheet import Table, Value
from vietnamese.writing import day

SHOWN = 8
"""Of each kind in the document's text; the workbook has all."""


def told(changes: Changes | None) -> list[str]:
    """Paragraphs: what it is compared with, then one a kind that a reader must know; none for a first report.

    Work that was begun and figures that grew stand in the results and in the workbook, corrected ones here too.
    """
    if changes is None:
        return []
    opening = f"So với {named(changes.since)}"
    lines = [f"- {line}" for line in _lines(changes) if line]
    if not lines:
        return [f"{opening}, chưa có thay đổi đáng kể." if _is_more(changes) else f"{opening}, chưa có thay đổi."]
    return [f"{opening} (toàn bộ thay đổi: bảng số liệu kèm theo, trang Thay đổi):", *lines]


def _is_more(changes: Changes) -> bool:
    return bool(changes.moves or changes.figures)


def named(since: Origin) -> str:
    """ "báo cáo tính đến ngày 07/6/2026 (bản lưu số 9-3f9a1c)"; what was not kept is no report."""
    until = f"tính đến ngày {day(since.day)}"
    return f"báo cáo {until} (bản lưu số {since.snapshot})" if since.snapshot else f"tình hình {until}"


def _lines(changes: Changes) -> Iterable[str]:
    corrected = [shift for shift in changes.figures if shift.corrected]
    yield _listed("thay đổi", "đơn vị", [passed(each) for each in changes.passed])
    yield _listed("hoàn thành thêm", "lượt nhiệm vụ", [_where(move) for move in changes.done])
    yield _listed("quá hạn thêm", "lượt nhiệm vụ", [_where(move) for move in changes.late])
    yield _listed("báo cáo lần đầu", "đơn vị", changes.reported)
    yield _listed("đính chính", "số liệu", [_figure(shift) for shift in corrected])
    yield _listed("vướng mắc mới", "việc", [_matter(each) for each in changes.met])
    yield _listed("vướng mắc đã hết", "việc", [_matter(each) for each in changes.solved])
    yield _listed("bổ sung", "nhiệm vụ", [f"{each.task}. {each.text}" for each in changes.added])
    yield _listed("không còn trong kế hoạch", "nhiệm vụ", [f"{each.task}. {each.text}" for each in changes.dropped])


def _listed(what: str, counted: str, rows: Sequence[str]) -> str:
    if not rows:
        return ""
    more = len(rows) - SHOWN
    rest = f"; và {count(more)} {counted} nữa (bảng tính kèm theo, trang Thay đổi)" if more > 0 else ""
    return sentence(f"{what} {count(len(rows))} {counted}: {'; '.join(rows[:SHOWN]).rstrip('.')}{rest}")


def passed(each: Passed) -> str:
    """ "Phòng A nay là Phòng B"; "nhiệm vụ 1, 3: Phòng A chuyển sang Phòng C"."""
    if not each.tasks:
        return f"{each.before} nay là {each.now}"
    return f"nhiệm vụ {', '.join(map(str, each.tasks))}: {each.before} chuyển sang {each.now}"


def _where(move: Move) -> str:
    return f"nhiệm vụ {move.task} ({move.unit})"


def _matter(each: Named) -> str:
    return f"nhiệm vụ {each.task} ({each.unit}): {each.text.rstrip('.')}"


def _figure(shift: Shift) -> str:
    before, now = (_amount(value, shift) for value in (shift.before, shift.now))
    moved = f"từ {before} thành {now}" if shift.before is not None else now
    return f"nhiệm vụ {shift.task}, {shift.indicator}: {moved}"


def _amount(value: float | None, shift: Shift) -> str:
    return "không còn số cộng" if value is None else quantity(value, shift.measure, approximate=shift.approximate)


def sheet(changes: Changes) -> Table:
    """Every change, one a row."""
    columns = (
        *(("Thay đổi", 26), ("Nhiệm vụ số", 8), ("Đơn vị", 30), ("Nội dung", 50)),
        *(("Trước", 26), ("Nay", 26), ("Ghi chú", 40)),
    )
    return Table("Thay đổi", columns, _rows(changes))


def _rows(changes: Changes) -> Iterable[Sequence[Value]]:
    yield ("So với", None, None, named(changes.since), None, None, changes.since.plan)
    for each in changes.passed:
        tasks = f"nhiệm vụ {', '.join(map(str, each.tasks))}" if each.tasks else "toàn bộ"
        yield ("Thay đổi đơn vị", None, None, tasks, each.before, each.now, None)
    kinds = (("Mới hoàn thành", changes.done), ("Mới quá hạn", changes.late), ("Chuyển mức độ", changes.moves))
    for kind, moves in kinds:
        for move in moves:
            before = STATUS[move.before] if move.before else "chưa giao"
            yield (kind, move.task, move.unit, DUTY[move.duty], before, STATUS[move.now], None)
    yield from (("Báo cáo lần đầu", None, unit, None, None, None, None) for unit in changes.reported)
    for shift in changes.figures:
        note = "; ".join([*(["khoảng"] if shift.approximate else []), *(["có đính chính"] if shift.corrected else [])])
        yield ("Số liệu", shift.task, None, shift.indicator, shift.before, shift.now, note)
    for kind, found in (
        ("Vướng mắc mới", changes.met),
        ("Vướng mắc đã hết", changes.solved),
        ("Nhiệm vụ bổ sung", changes.added),
        ("Nhiệm vụ không còn", changes.dropped),
    ):
        yield from ((kind, each.task, each.unit, each.text, None, None, None) for each in found)
