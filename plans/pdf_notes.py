"""The words of notes and stamps that were laid over a PDF page; nothing that they link to is looked at."""

from collections.abc import Iterator
from ctypes import c_ushort
from typing import Any

import pypdfium2.raw as pdfium

_SHOWN = (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WATERMARK)
_MOST, _LONGEST = 500, 1000
Raw = Any


def notes_of(page: Raw) -> Iterator[str]:
    """What notes that show their words say, line by line."""
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        note = pdfium.FPDFPage_GetAnnot(page, at)
        if not note:
            continue
        if pdfium.FPDFAnnot_GetSubtype(note) in _SHOWN:
            yield from _contents(note).splitlines()
        pdfium.FPDFPage_CloseAnnot(note)


def _contents(note: Raw) -> str:
    units = (c_ushort * _LONGEST)()
    written = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", units, _LONGEST * 2)
    return bytes(units)[: max(written - 2, 0)].decode("utf-16-le", "replace") if written <= _LONGEST * 2 else ""
