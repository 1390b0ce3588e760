"""Whether the words of a PDF page can be believed: a scanner's own guess below the picture often cannot."""

import re
from collections.abc import Sequence
from ctypes import byref, c_float
from typing import Any

import pypdfium2.raw as pdfium

from plans.pdf_view import View
from plans.positions import Word

_MARKED = re.compile(r"[ăđơư\u1ea0-\u1ef9]", re.I)  # letters that other languages do not have
_NONSENSE = re.compile(r"[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")  # glyphs that the file gives no letter for
_LEAST_MARKED = 0.05  # of all letters; Vietnamese has about 0.15
_MOST_NONSENSE = 0.2
_WHOLE_PAGE = 0.7
_MOST_OBJECTS = 50  # a scan has few


def is_usable(page: Any, words: Sequence[Word], view: View) -> bool:
    """False for a page that is better read as a picture."""
    said = "".join(word.text for word in words)
    if len(_NONSENSE.findall(said)) > _MOST_NONSENSE * len(said):
        return False
    letters = sum(map(str.isalpha, said))
    is_poor = letters > 30 and len(_MARKED.findall(said)) < _LEAST_MARKED * letters
    return not (is_poor and _is_picture(page, view))


def _is_picture(page: Any, view: View) -> bool:
    """True if one picture covers the page."""
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        piece = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(piece) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        ends = [c_float() for _ in range(4)]
        if pdfium.FPDFPageObj_GetBounds(piece, *map(byref, ends)):
            left, bottom, right, top = (end.value for end in ends)
            if (right - left) * (top - bottom) > _WHOLE_PAGE * view.width * view.height:
                return True
    return False
