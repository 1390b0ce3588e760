"""Words of a PDF page's text layer, each with its box; one call a word and not one a letter keeps it fast."""

import re
from ctypes import byref, c_ushort, c_void_p, cast, create_string_buffer
from typing import Any

from plans.pdf_view import View
from plans.positions import Word
from vietnamese.text import nfc

_WORD = re.compile(r"[^\s\x00-\x1f\u00a0\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_BOLD = re.compile(r"bold|black|heavy|semibold", re.I)
Raw = Any


def words_of(text: Raw, view: View) -> list[Word]:
    """The words that stand on the page."""
    words = []
    fonts = _Fonts(text)
    for found in _WORD.finditer(_letters(text)):
        left, top, right, bottom = _box(text, found.start(), found.end() - 1, view)
        said = found[0].replace("\x02", "-").replace("\ufffe", "-")
        words.append(Word(nfc(said), left, top, right, bottom, fonts.at(found.start())[1]))
    return words


def _letters(text: Raw) -> str:
    """One character for every index of the text page."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(text)
    if count <= 0:
        return ""
    units = (c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, units)
    if written == count + 1:
        return "".join(map(chr, units[:count]))
    # Letters beyond the first plane or without a code shift the indexes.
    return "".join(chr(pdfium.FPDFText_GetUnicode(text, at)) for at in range(count))


def _box(text: Raw, first: int, last: int, view: View) -> tuple[float, float, float, float]:
    import pypdfium2.raw as pdfium

    a, b = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, first, byref(a))
    pdfium.FPDFText_GetLooseCharBox(text, last, byref(b))
    return view.box(min(a.left, b.left), min(a.bottom, b.bottom), max(a.right, b.right), max(a.top, b.top))


class _Fonts:
    """What the fonts of a page's letters are, asked once a font."""

    def __init__(self, text: Raw) -> None:
        self.text = text
        self.known: dict[int | None, tuple[str, bool]] = {}

    def at(self, index: int) -> tuple[str, bool]:
        """The name of a letter's font, and whether it is bold."""
        import pypdfium2.raw as pdfium

        piece = pdfium.FPDFText_GetTextObject(self.text, index)
        font = pdfium.FPDFTextObj_GetFont(piece) if piece else None
        if not font:
            return "", False
        key = cast(font, c_void_p).value
        if key not in self.known:
            name = create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
            said = name.value.decode("latin-1")
            self.known[key] = said, pdfium.FPDFFont_GetWeight(font) >= 600 or bool(_BOLD.search(said))
        return self.known[key]
