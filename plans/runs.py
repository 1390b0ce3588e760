"""The words of a Word paragraph as a reader sees them: nothing deleted or hidden, no codes, old fonts decoded."""

import re
from collections.abc import Iterator
from typing import Any

from plans.legacy import coding_of, from_font, is_unicode

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAD = ("del", "moveFrom", "pPr", "rPr", "tcPr", "instrText", "delText", "sdtPr")
SKIPPED = {*(f"{W}{tag}" for tag in _UNREAD), FALLBACK}
_RUN, _TEXT, _FIELD, _CONTROL = f"{W}r", f"{W}t", f"{W}fldSimple", f"{W}sdt"
_VANISH = f"{W}rPr/{W}vanish"
_UNSHOWN_FIELD = re.compile(r"\s*(?:PAGE|PAGEREF|NUMPAGES|SECTIONPAGES|TOC)\b")
_SYMBOLS = re.compile("[\uf020-\uf0ff]")
_OFF = ("0", "false", "off")
Element = Any  # lxml ships no types


class Fonts:
    """Which old font, if any, shows the words of a run; most documents name none and pay nothing."""

    def __init__(self, document: Element, styles: Element | None) -> None:
        self._styles = (
            {} if styles is None else {each.get(f"{W}styleId", ""): each for each in styles.iter(f"{W}style")}
        )
        self._default = self._font_in(None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault"))
        normal = (name for name, each in self._styles.items() if each.get(f"{W}default") == "1" and _is_for_text(each))
        self._normal = next(normal, "")
        parts = [part for part in (document, styles) if part is not None]
        named = {font for part in parts for each in part.iter(f"{W}rFonts") for font in _fonts(each)}
        self._are_old = any(map(coding_of, named))
        # A text that was converted later, or typed in Unicode, often keeps the name of its old font.
        self._are_old = self._are_old and not is_unicode("".join(self._old_words(document)))

    def of(self, run: Element, paragraph: Element) -> str:
        """The name of the font, "" where it does not matter."""
        if not self._are_old:
            return ""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return (
            self._font_in(run)
            or self._of_style(run.find(f"{W}rPr/{W}rStyle"))
            or self._of_style(style, self._normal)
            or self._default
        )

    def _old_words(self, document: Element) -> Iterator[str]:
        for paragraph in document.iter(f"{W}p"):
            for run in paragraph.findall(f"{W}r"):
                if coding_of(self.of(run, paragraph)):
                    yield from (text.text or "" for text in run.iter(f"{W}t"))

    def _of_style(self, named: Element | None, name: str = "") -> str:
        name = named.get(f"{W}val", "") if named is not None else name
        for _ in range(12):
            if name not in self._styles:
                break
            if font := self._font_in(self._styles[name]):
                return font
            parent = self._styles[name].find(f"{W}basedOn")
            name = parent.get(f"{W}val", "") if parent is not None else ""
        return ""

    @staticmethod
    def _font_in(element: Element | None) -> str:
        found = element.find(f"{W}rPr/{W}rFonts") if element is not None else None
        return next(iter(_fonts(found)), "") if found is not None else ""


def _fonts(named: Element) -> list[str]:
    return [font for kind in ("hAnsi", "ascii") if (font := named.get(f"{W}{kind}"))]


def _is_for_text(style: Element) -> bool:
    return bool(style.get(f"{W}type") == "paragraph")


def words_of(paragraph: Element, fonts: Fonts) -> str:
    """The words of one paragraph; a line break is "\\n". Text boxes in it are left to the caller."""
    fields: list[str] = []  # the instructions of the fields that are open here
    pieces: list[str] = []
    for run in _runs(paragraph):
        said = "".join(_in_run(run, fields))
        if said and not any(map(_UNSHOWN_FIELD.match, fields)):
            pieces.append(from_font(said, fonts.of(run, paragraph)) if not said.isascii() else said)
    return _SYMBOLS.sub("•", "".join(pieces)).replace("\u00ad", "")


def _runs(element: Element) -> Iterator[Element]:
    for child in element:
        tag = child.tag
        if tag == _RUN:
            if not _is_hidden(child):
                yield child
        elif tag == _FIELD and _UNSHOWN_FIELD.match(child.get(f"{W}instr", "")):
            continue
        elif isinstance(tag, str) and tag not in SKIPPED and not is_placeholder(child):
            yield from _runs(child)


def is_placeholder(control: Element) -> bool:
    """True for a content control that nobody has filled in, and for a table of contents."""
    if control.tag != _CONTROL:
        return False
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    is_contents = gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
    return is_contents or control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _is_hidden(run: Element) -> bool:
    mark = run.find(_VANISH)
    return mark is not None and mark.get(f"{W}val") not in _OFF


def _in_run(run: Element, fields: list[str]) -> Iterator[str]:
    """The words of one run; a field's instruction goes to `fields`, and its result is words like others."""
    for child in run:
        tag = child.tag
        if tag == _TEXT:
            yield child.text or ""
        elif tag == f"{W}fldChar":
            _follow(child.get(f"{W}fldCharType"), fields)
        elif tag == f"{W}instrText" and fields:
            fields[-1] += child.text or ""
        # A sign of the writer's own in the place of a footnote's number.
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            return
        elif isinstance(tag, str) and tag not in SKIPPED and tag != f"{W}txbxContent":
            yield _sign(child) or "".join(_in_run(child, fields))


def _follow(kind: str | None, fields: list[str]) -> None:
    if kind == "begin":
        fields.append("")
    elif kind == "end" and fields:
        fields.pop()


def _sign(element: Element) -> str:
    """What a single element of a run shows."""
    tag = element.tag.removeprefix(W)
    if tag == "sym":
        return _symbol(element.get(f"{W}font", ""), element.get(f"{W}char", ""))
    # Shift+Enter: typists end a paragraph with it as often as with Enter.
    if tag in ("br", "cr"):
        return "\n" if element.get(f"{W}type") in (None, "textWrapping") else " "
    # TCVN3's "ư" is the soft hyphen, which Word keeps as one.
    return {"tab": " ", "ptab": " ", "noBreakHyphen": "-", "softHyphen": "\u00ad"}.get(tag, "")


def _symbol(font: str, code: str) -> str:
    if not re.fullmatch(r"[\dA-Fa-f]{1,4}", code):
        return ""
    char = chr(int(code, 16) & 0xFF if int(code, 16) >= 0xF000 else int(code, 16))
    return from_font(char, font) if coding_of(font) else "•"
