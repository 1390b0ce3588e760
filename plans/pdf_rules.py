"""Straight lines drawn on a PDF page: the borders of tables and the short line above footnotes."""

from collections.abc import Iterator
from ctypes import byref, c_float
from typing import Any

import pypdfium2.raw as pdfium

from plans.pdf_view import View
from plans.positions import Rule

_THIN = 2.5  # points; a thicker bar is a fill
_SHORT = 4.0
_MAX_PIECES = 20_000  # drawings and maps have more, tables never
_MAX_DEPTH = 4
Raw = Any
Point = tuple[float, float]


def rules_of(page: Raw, view: View) -> list[Rule]:
    """Level and upright lines of a page as seen, from strokes, thin bars and the edges of boxes."""
    count = min(pdfium.FPDFPage_CountObjects(page), _MAX_PIECES)
    pieces = (pdfium.FPDFPage_GetObject(page, at) for at in range(count))
    found = (rule for piece in pieces for rule in _rules_in(piece, 0))
    seen = (Rule(*view.box(*line)) for line in found)
    return [rule for rule in seen if max(rule.right - rule.left, rule.bottom - rule.top) >= _SHORT]


def _rules_in(piece: Raw, depth: int) -> Iterator[tuple[float, float, float, float]]:
    kind = pdfium.FPDFPageObj_GetType(piece)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        yield from _lines_of(piece)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
        for at in range(min(pdfium.FPDFFormObj_CountObjects(piece), _MAX_PIECES)):
            yield from _rules_in(pdfium.FPDFFormObj_GetObject(piece, at), depth + 1)


def _lines_of(path: Raw) -> Iterator[tuple[float, float, float, float]]:
    ends = [c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(path, *map(byref, ends)):
        return
    left, bottom, right, top = (end.value for end in ends)
    if right - left <= _THIN or top - bottom <= _THIN:
        yield left, bottom, right, top
        return
    segments = pdfium.FPDFPath_CountSegments(path)
    if not 0 < segments <= _MAX_PIECES:
        return
    yield from _edges(path, segments)


def _edges(path: Raw, segments: int) -> Iterator[tuple[float, float, float, float]]:
    """The straight sides of a path of several pieces: Word draws a row's borders as one path of thin bars."""
    move = pdfium.FPDF_SEGMENT_MOVETO
    last: Point | None = None
    for at in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        x, y = c_float(), c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        here = (x.value, y.value)
        if last is not None and pdfium.FPDFPathSegment_GetType(segment) != move:
            (a, b), (c, d) = last, here
            if abs(a - c) <= 1 or abs(b - d) <= 1:
                yield min(a, c), min(b, d), max(a, c), max(b, d)
        last = here
