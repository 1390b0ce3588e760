"""The bytes of a kept report, letter or calendar in the form asked for."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from reports import (
    calendar,
    calendar_picture,
    calendar_sheet,
    calendar_words,
    chart,
    chart_progress,
    chart_units,
    document,
    pdf,
    report,
    sheet,
    slip_sheet,
    slips,
    template_start,
    urging,
)
from reports.chart_words import ENGLISH
from reports.template import fill

Kind = tuple[Callable[[dict[str, Any]], Any], Mapping[str, Callable[[Any], bytes]]]  # how to load it, and its forms


def _report_pdf(told: report.Report) -> bytes:
    return pdf.convert(document.write(told))


def _letter_pdf(letter: urging.Urging) -> bytes:
    return pdf.convert(urging.write(letter))


_PICTURES = {"png": chart.draw, "progress.png": chart_progress.draw, "units.png": chart_units.draw}
_IN_ENGLISH = {f"en.{form}": partial(made, words=ENGLISH) for form, made in _PICTURES.items()}
_CALENDARS: dict[str, Callable[[Any], bytes]] = {
    "png": calendar_picture.draw,
    "en.png": partial(calendar_picture.draw, words=calendar_words.ENGLISH),
}

KINDS: dict[str | None, Kind] = {
    None: (
        report.from_json,
        {"docx": document.write, "pdf": _report_pdf, "xlsx": sheet.write, **_PICTURES, **_IN_ENGLISH},
    ),
    urging.KIND: (urging.from_json, {"docx": urging.write, "pdf": _letter_pdf}),
    calendar.KIND: (calendar.from_json, {"xlsx": calendar_sheet.write, **_CALENDARS}),
    slips.KIND: (slips.from_json, {"docx": slip_sheet.write}),
    template_start.KIND: (dict, {"docx": template_start.write}),
}


def draw(content: dict[str, Any], form: str, own: bytes | None = None) -> bytes:
    """`content` as a `to_json` wrote it, under "kind" what it is; raises KeyError for a form that this has not.
    A form "en.…" is a picture in English.

    `own` is the office's own .docx to draw a report in; raises FormError where it cannot be filled, and PdfError where
    no PDF can be made.
    """
    load, forms = KINDS[content.get("kind")]
    if own is not None:
        filled = fill(own, load(content))
        return pdf.convert(filled) if form == "pdf" else filled
    return forms[form](load(content))
