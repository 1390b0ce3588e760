"""Biểu đồ: the units by classes as a table with the spreadsheet's own chart beside it."""

from collections.abc import Sequence
from typing import Any

from reports.chart_looks import LOOKS
from reports.chart_units import Row, rows_of
from reports.report import Report
from reports.wording import STATUS
from reports.worksheet import Table, Value

NAME = "Biểu đồ"
# The pictures' hatches by the names that spreadsheets have for them.
_PATTERNS = {
    "//": "wide_upward_diagonal",
    "++": "large_grid",
    "..": "dotted_diamond",
    "xx": "trellis",
    "\\\\": "wide_downward_diagonal",
}


def classes(report: Report) -> Table:
    """A row for each unit that leads something, exceptions first."""
    columns = (("Đơn vị chủ trì", 40), *((STATUS[status], 13) for status in report.classes), ("Tổng số", 9))
    return Table(NAME, columns, (_row(row, report) for row in rows_of(report)))


def _row(row: Row, report: Report) -> Sequence[Value]:
    return (row.unit, *(row.counts[status] for status in report.classes), sum(row.counts.values()))


def add_chart(book: Any, sheet: Any, report: Report) -> None:
    """Bars of the units, below their table; with hatches, for it may be printed grey."""
    units = len(rows_of(report))
    if not units:
        return
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for column, status in enumerate(report.classes, 1):
        look = LOOKS[status]
        pattern = {"pattern": _PATTERNS.get(look.hatch, ""), "fg_color": "#FFFFFF", "bg_color": look.colour}
        looks = {"pattern": pattern} if look.hatch else {"fill": {"color": look.colour}}
        chart.add_series(
            {
                "name": [NAME, 0, column],
                "categories": [NAME, 1, 0, units, 0],
                "values": [NAME, 1, column, units, column],
                **looks,
                "border": {"color": "#FFFFFF"},
                "gap": 40,
                # Noughts are not written, they would stand on the number beside them.
                "data_labels": {"value": True, "num_format": "#,##0;;;", "fill": {"color": "#FFFFFF"}},
            }
        )
    # No name of anybody's here: what looks like a reference would be one.
    chart.set_title({"name": "Mức độ thực hiện theo đơn vị chủ trì"})
    chart.set_y_axis({"reverse": True, "crossing": "max"})
    chart.set_x_axis({"num_format": "0", "name": "Lượt nhiệm vụ", "min": 0})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 980, "height": 190 + 26 * units})
    sheet.insert_chart(units + 2, 0, chart, {"description": "Lượt nhiệm vụ của từng đơn vị chủ trì theo mức độ"})
