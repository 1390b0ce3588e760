"""The bytes of a kept report, letter or calendar in the form asked for."""

from collections.abc import Callable, Mapping
from typing import Any

from reports import calendar, calendar_picture, calendar_sheet, chart, document, report, sheet, urging

Kind = tuple[Callable[[dict[str, Any]], Any], Mapping[str, Callable[[Any], bytes]]]  # how to load it, and its forms

KINDS: dict[str | None, Kind] = {
    None: (report.from_json, {"docx": document.write, "xlsx": sheet.write, "png": chart.draw}),
    urging.KIND: (urging.from_json, {"docx": urging.write}),
    calendar.KIND: (calendar.from_json, {"xlsx": calendar_sheet.write, "png": calendar_picture.draw}),
}


def draw(content: dict[str, Any], form: str) -> bytes:
    """`content` as a `to_json` wrote it, under "kind" what it is; raises KeyError for a form that this has not."""
    load, forms = KINDS[content.get("kind")]
    return forms[form](load(content))
