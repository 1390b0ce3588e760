"""The bytes of a kept report, letter or calendar in the form asked for."""

from collections.abc import Callable, Mapping
from typing import Any

from reports import (
    calendar,
    calendar_picture,
    calendar_sheet,
    chart,
    chart_progress,
    chart_units,
    document,
    report,
    sheet,
    template_start,
    urging,
)
from reports.template import fill

Kind = tuple[Callable[[dict[str, Any]], Any], Mapping[str, Callable[[Any], bytes]]]  # how to load it, and its forms

_PICTURES = {"png": chart.draw, "progress.png": chart_progress.draw, "units.png": chart_units.draw}

KINDS: dict[str | None, Kind] = {
    None: (report.from_json, {"docx": document.write, "xlsx": sheet.write, **_PICTURES}),
    urging.KIND: (urging.from_json, {"docx": urging.write}),
    calendar.KIND: (calendar.from_json, {"xlsx": calendar_sheet.write, "png": calendar_picture.draw}),
    template_start.KIND: (dict, {"docx": template_start.write}),
}


def draw(content: dict[str, Any], form: str, own: bytes | None = None) -> bytes:
    """`content` as a `to_json` wrote it, under "kind" what it is; raises KeyError for a form that this has not.

    `own` is the office's own .docx to draw a report in; raises FormError where it cannot be filled.
    """
    load, forms = KINDS[content.get("kind")]
    if own is not None:
        return fill(own, load(content))
    return forms[form](load(content))
