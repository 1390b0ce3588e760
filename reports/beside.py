"""The comparison with an earlier report as an annex of the document and as a sheet of the workbook."""

from collections.abc import Iterable, Sequence

from reports.difference import Amount, Comparison, FigureBeside, UnitBeside, Work
from reports.figures import reached
from reports.ooxml import Cell, paragraph, table
from reports.since import named
from reports.wording import count, percent, quantity
from reports.worksheet import Table, Value

TITLE = "So sánh với kế hoạch, báo cáo trước"
_UNITS = (
    *(("Đơn vị chủ trì", 48.0), ("Giao, trước", 15.0), ("Giao, nay", 15.0), ("Xong, trước", 15.0)),
    *(("Xong, nay", 15.0), ("Đúng hạn, trước", 16.0), ("Đúng hạn, nay", 16.0), ("Ghi chú", 25.0)),
)
_FIGURES = (
    *(("Chỉ tiêu", 36.0), ("Trước", 28.0), ("Nay", 28.0), ("Chênh lệch", 26.0)),
    *(("Tăng, giảm", 19.0), ("Đạt, trước", 14.0), ("Đạt, nay", 14.0)),
)


def opening(comparison: Comparison) -> str:
    return f"So với {named(comparison.since)}, {comparison.since.plan}."


def annex(comparison: Comparison) -> str:
    """Units, then indicators."""
    units = [_unit_row(each) for each in comparison.units]
    figures = [_figure_row(each) for each in comparison.figures]
    drawn = paragraph(opening(comparison), "body") + _drawn(_UNITS, units)
    return drawn + (paragraph("", "gap") + _drawn(_FIGURES, figures) if figures else "")


def _drawn(columns: Sequence[tuple[str, float]], rows: Iterable[tuple[str, ...]]) -> str:
    cells = (tuple(Cell(text, "cell_centred" if at else "cell") for at, text in enumerate(row)) for row in rows)
    return table([width for _, width in columns], [name for name, _ in columns], cells)


def _unit_row(each: UnitBeside) -> tuple[str, ...]:
    before, now = _work(each.before), _work(each.now)
    pairs = (text for pair in zip(before, now, strict=True) for text in pair)
    return (each.unit, *pairs, _one_sided(each))


def _work(work: Work | None) -> tuple[str, str, str]:
    return ("-", "-", "-") if work is None else (count(work.assigned), count(work.done), count(work.in_time))


def _one_sided(each: UnitBeside | FigureBeside) -> str:
    if each.before is None:
        return "trước không có"
    return "nay không có" if each.now is None else ""


def _figure_row(each: FigureBeside) -> tuple[str, ...]:
    growth = "" if each.growth is None else f"{'+' if each.growth > 0 else ''}{percent(each.growth)}"
    return (
        each.indicator,
        *(_amount(amount, each.measure) for amount in (each.before, each.now)),
        difference(each),
        f"{'khoảng ' if growth and each.approximate else ''}{growth}",
        *(_reached(amount) for amount in (each.before, each.now)),
    )


def _amount(amount: Amount | None, measure: str | None) -> str:
    if amount is None:
        return "không có"
    told = amount.value
    return "không cộng" if told is None else quantity(told, measure, approximate=amount.approximate)


def difference(each: FigureBeside) -> str:
    """With its sign; of rates in points."""
    if not each.difference:
        return "" if each.difference is None else "0"
    about, sign = "khoảng " if each.approximate else "", "+" if each.difference > 0 else ""
    measure = "điểm %" if each.measure == "%" else each.measure
    return f"{about}{sign}{quantity(each.difference, measure)}"


def _reached(amount: Amount | None) -> str:
    part = reached(amount.value, amount.target) if amount else None
    return "" if part is None else percent(part)


def sheet(comparison: Comparison) -> Table:
    columns = (
        *(("Đơn vị, chỉ tiêu", 40), ("Nội dung", 24), ("Trước", 14), ("Nay", 14), ("Chênh lệch", 14)),
        *(("Tăng, giảm %", 10), ("Ghi chú", 50)),
    )
    return Table("So sánh", columns, _rows(comparison))


def _rows(comparison: Comparison) -> Iterable[Sequence[Value]]:
    yield ("So với", None, comparison.since.day, None, None, None, opening(comparison))
    for unit in comparison.units:
        for name in ("assigned", "done", "in_time"):
            before, now = ((getattr(work, name) if work else None) for work in (unit.before, unit.now))
            moved = None if before is None or now is None else now - before
            yield (unit.unit, _WORK[name], before, now, moved, None, _one_sided(unit))
    for figure in comparison.figures:
        yield from _figure_rows(figure)


_WORK = {"assigned": "lượt chủ trì được giao", "done": "hoàn thành", "in_time": "hoàn thành đúng hạn"}


def _figure_rows(figure: FigureBeside) -> Iterable[Sequence[Value]]:
    both = (figure.before, figure.now)
    notes = [*(["khoảng"] if figure.approximate else []), *filter(None, [_one_sided(figure)])]
    growth = None if figure.growth is None else round(figure.growth, 1)
    values = [amount.value if amount else None for amount in both]
    told = f"kết quả ({figure.measure})" if figure.measure else "kết quả"
    yield (figure.indicator, told, *values, figure.difference, growth, "; ".join(notes))
    targets = [amount.target if amount else None for amount in both]
    if any(target is not None for target in targets):
        yield (figure.indicator, "kế hoạch", *targets, None, None, None)
        parts = [reached(value, target) for value, target in zip(values, targets, strict=True)]
        yield (figure.indicator, "đạt %", *(None if p is None else round(p, 1) for p in parts), None, None, None)
