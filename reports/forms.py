"""The bytes of a kept report in the form asked for."""

from typing import Any

from reports import chart, document, sheet
from reports.report import from_json

FORMS = {"docx": document.write, "xlsx": sheet.write, "png": chart.draw}


def draw(content: dict[str, Any], form: str) -> bytes:
    """`content` as `to_json` wrote it, `form` one of "docx", "xlsx", "png"; raises KeyError for another form."""
    return FORMS[form](from_json(content))
