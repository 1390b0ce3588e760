"""The bytes of a kept report or letter in the form asked for."""

from typing import Any

from reports import chart, document, sheet, urging
from reports.report import from_json

FORMS = {"docx": document.write, "xlsx": sheet.write, "png": chart.draw}


def draw(content: dict[str, Any], form: str) -> bytes:
    """`content` as a `to_json` wrote it, `form` one of "docx", "xlsx", "png"; raises KeyError for another form.

    A letter has a "kind" and is a .docx only.
    """
    if "kind" in content:
        return {urging.KIND: {"docx": urging.write}}[content["kind"]][form](urging.from_json(content))
    return FORMS[form](from_json(content))
