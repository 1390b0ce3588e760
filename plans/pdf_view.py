"""From a PDF page's own coordinates, y upwards and perhaps turned, to those that a reader sees."""

from ctypes import byref
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from plans.positions import Word

Box = tuple[float, float, float, float]  # left, top, right, bottom in points


@dataclass(frozen=True, slots=True)
class View:
    """The visible part of a page; `turns` counts quarter turns clockwise, width and height are those seen."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page's coordinates as seen."""
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.turns == 3:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom

    def shows(self, word: Word) -> bool:
        """True for a word on the paper: what stands beside it nobody sees."""
        return word.left >= -1 and word.right <= self.width + 1 and word.top >= -1 and word.bottom <= self.height + 1


def view_of(page: Any) -> View:
    """What of a page is seen, and which way up."""
    seen = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, byref(seen))
    return View(seen.left, seen.bottom, seen.right, seen.top, pdfium.FPDFPage_GetRotation(page) % 4)
