"""Words of a PDF page's text layer with their boxes; a few calls a word, and none a letter, keep it fast."""

import re
from collections import Counter
from collections.abc import Sequence
from ctypes import addressof, byref, c_double, c_ushort, create_string_buffer
from dataclasses import dataclass, replace
from itertools import groupby
from math import atan2, hypot, isfinite, pi
from typing import Any

import pypdfium2.raw as pdfium

from plans.legacy import coding_of, from_font
from plans.pdf_view import View
from plans.positions import Word
from vietnamese.text import nfc

# pdfium writes U+0002 or U+FFFE for a hyphen that ends a line, and then no blank.
_WORD = re.compile(r"[^\s\x00-\x1f\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_HYPHENS = str.maketrans("\x02\ufffe", "--")
_BOLD = re.compile(r"bold|black|heavy", re.I)
_NOTE_MARK = re.compile(r"(?<=[^\W_])(?<!\b[kcd]m)(?<!\bm)\d{1,2}(?=[.,;:)”\"]*$)|(?<=[.,;:)”\"])\d{1,2}$")
_ABOVE, _BELOW = 0.75, 0.22  # of the type's size, over and under the line that letters stand on
Raw = Any


@dataclass(frozen=True, slots=True)
class _Style:
    """How a run of letters is set; `size` in points, `turns` in quarters counterclockwise, None for a slant."""

    size: float
    turns: int | None
    bold: bool
    font: str


_NOTHING = _Style(0.0, turns=None, bold=False, font="")


@dataclass(frozen=True, slots=True)
class _Found:
    """A word, the indexes of its first and last letter, and its style."""

    text: str
    first: int
    last: int
    style: _Style


def words_of(text: Raw, view: View) -> tuple[list[Word], list[str], View]:
    """The words that read the way most of the page does, what runs another way, and the view turned for the words."""
    styles = _Styles(text)
    found = [
        _Found(each[0].translate(_HYPHENS), each.start(), each.end() - 1, styles.at(each.start()))
        for each in _WORD.finditer(_letters(text))
    ]
    ways = Counter(each.style.turns for each in found if each.style.turns is not None)
    if not ways:
        return [], _across(found, None), view
    view = replace(view, turns=ways.most_common(1)[0][0])
    # A watermark runs across the page.
    boxes = _Boxes(text)
    words = (boxes.word(each, view) for each in found if each.style.turns == view.turns)
    return [word for word in words if word.text and view.shows(word)], _across(found, view.turns), view


def _across(found: Sequence[_Found], turns: int | None) -> list[str]:
    """The runs of words that are set another way than the page: a stamp, a watermark."""
    runs = groupby(found, lambda each: each.style.turns)
    return [
        nfc(" ".join(from_font(each.text, each.style.font) for each in run))
        for way, run in runs
        if way is None or way != turns
    ]


def _letters(text: Raw) -> str:
    """One character for every index of the text page."""
    count = pdfium.FPDFText_CountChars(text)
    if count <= 0:
        return ""
    units = (c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, units)
    if written == count + 1:
        return "".join(map(chr, units[:count]))
    # Letters beyond the first plane or without a code shift the indexes.
    return "".join(chr(min(pdfium.FPDFText_GetUnicode(text, at), 0x10FFFF)) for at in range(count))


class _Boxes:
    """Where letters stand; what pdfium fills is made once a page."""

    def __init__(self, text: Raw) -> None:
        self.text = text
        self.first, self.last = pdfium.FS_RECTF(), pdfium.FS_RECTF()
        self.x, self.y = c_double(), c_double()

    def word(self, found: _Found, view: View) -> Word:
        said, last = _without_note_mark(self.text, found)
        a, b = self.first, self.last
        pdfium.FPDFText_GetLooseCharBox(self.text, found.first, a)
        pdfium.FPDFText_GetLooseCharBox(self.text, last, b)
        pdfium.FPDFText_GetCharOrigin(self.text, found.first, self.x, self.y)
        left, _, right, _ = view.box(
            min(a.left, b.left), min(a.bottom, b.bottom), max(a.right, b.right), max(a.top, b.top)
        )
        x, y = self.x.value, self.y.value
        _, line, _, _ = view.box(x, y, x, y)
        style = found.style
        said = nfc(from_font(said, style.font)) if style.font else nfc(said)
        return Word(said, left, line - _ABOVE * style.size, right, line + _BELOW * style.size, style.bold)


def _without_note_mark(text: Raw, found: _Found) -> tuple[str, int]:
    """A word without the small raised number of a footnote, which would change "2025" or "KH-UBND"."""
    mark = _NOTE_MARK.search(found.text) if found.text[0].isalnum() and found.last > found.first else None
    if mark is None:
        return found.text, found.last
    size = pdfium.FPDFText_GetFontSize(text, found.first)
    small = [
        at for at in range(mark.start(), mark.end()) if pdfium.FPDFText_GetFontSize(text, found.first + at) < 0.8 * size
    ]
    if not small:
        return found.text, found.last
    kept = found.text[: small[0]] + found.text[small[-1] + 1 :]
    return kept, found.first + max(small[0] - 1, 0)


class _Styles:
    """How the letters of a text page are set, asked once for a run of them."""

    def __init__(self, text: Raw) -> None:
        self.text = text
        self.runs: dict[int, _Style] = {}
        self.fonts: dict[int, tuple[str, bool]] = {}

    def at(self, index: int) -> _Style:
        piece = pdfium.FPDFText_GetTextObject(self.text, index)
        if not piece:
            return _NOTHING
        key = addressof(piece.contents)
        if key not in self.runs:
            self.runs[key] = self._style(piece, index)
        return self.runs[key]

    def _style(self, piece: Raw, index: int) -> _Style:
        turned = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.text, index, byref(turned))
        size = pdfium.FPDFText_GetFontSize(self.text, index) * hypot(turned.c, turned.d)
        quarters = atan2(turned.b, turned.a) / (pi / 2)
        is_straight = isfinite(size) and isfinite(quarters) and abs(quarters - round(quarters)) < 0.1
        turns = round(quarters) % 4 if is_straight else None
        name, bold = self._font(pdfium.FPDFTextObj_GetFont(piece))
        return _Style(size, turns, bold, name)

    def _font(self, font: Raw) -> tuple[str, bool]:
        """A font's name where it has a code of its own, and whether it is bold."""
        if not font:
            return "", False
        key = addressof(font.contents)
        if key not in self.fonts:
            buffer = create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
            name = buffer.value.decode("latin-1")
            bold = pdfium.FPDFFont_GetWeight(font) >= 600 or bool(_BOLD.search(name))
            self.fonts[key] = name if coding_of(name) else "", bold
        return self.fonts[key]
