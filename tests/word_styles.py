"""Reads from a .docx what a printer would: each paragraph with its effective letters and lengths."""

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def mm(twips):
    return round(int(twips or 0) * 25.4 / 1440, 1)


@dataclass(frozen=True)
class Shown:
    """A paragraph as it is printed: points, and mm for lengths."""

    text: str
    size: float
    font: str
    color: str
    bold: bool
    italic: bool
    align: str
    first_line: float
    left: float
    before: float
    after: float
    spacing: float
    keep: bool
    ruled: float | None  # how long its line is, of the width it stands in


class Word:
    """An opened .docx."""

    def __init__(self, data):
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.styles = self.read("word/styles.xml")
        self.body = self.read("word/document.xml").find(f"{W}body")

    def read(self, name):
        return etree.fromstring(self.archive.read(name))

    @cached_property
    def relations(self):
        found = self.read("word/_rels/document.xml.rels")
        return {each.get("Id"): f"word/{each.get('Target')}" for each in found}

    @cached_property
    def lines(self):
        """Every paragraph of the body, those in tables too, in order."""
        return [self.shown(each) for each in self.body.iter(f"{W}p")]

    def find(self, text):
        return next(line for line in self.lines if line.text.startswith(text))

    @property
    def sections(self):
        return list(self.body.iter(f"{W}sectPr"))

    def margin_text(self, section, kind, which):
        """The paragraph in a section's header or footer ("default" or "first")."""
        found = section.find(f"{W}{kind}Reference[@{W}type='{which}']")
        return self.shown(next(self.read(self.relations[found.get(_R)]).iter(f"{W}p")))

    def shown(self, p):
        chain = list(self._chain(p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")))
        places = [p.find(f"{W}pPr"), *(style.find(f"{W}pPr") for style in chain)]
        letters = [style.find(f"{W}rPr") for style in chain]
        letters.append(self.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        letters[:0] = [r for r in (each.find(f"{W}rPr") for each in p.iter(f"{W}r")) if r is not None][:1]

        def length(name, attribute):
            return int(_found(places, name, attribute) or 0)

        hanging = length("ind", "hanging")
        border = p.find(f"{W}pPr/{W}pBdr/{W}top")
        return Shown(
            text="".join(t.text or "\n" for t in p.iter(f"{W}t", f"{W}br", f"{W}instrText")),
            size=int(_found(letters, "sz", "val")) / 2,
            font=_found(letters, "rFonts", "ascii"),
            color=_found(letters, "color", "val") or "auto",
            bold=_is_on(letters, "b"),
            italic=_is_on(letters, "i"),
            align=_found(places, "jc", "val") or "left",
            first_line=mm(length("ind", "firstLine") - hanging),
            left=mm(length("ind", "left")),
            before=length("spacing", "before") / 20,
            after=length("spacing", "after") / 20,
            spacing=length("spacing", "line") / 240,
            keep=_is_on(places, "keepNext"),
            ruled=None if border is None else mm(self._width(p) - length("ind", "left") - length("ind", "right")),
        )

    def _chain(self, name):
        while name:
            style = self.styles.find(f"{W}style[@{W}styleId='{name}']")
            yield style
            below = style.find(f"{W}basedOn")
            name = below.get(f"{W}val") if below is not None else None

    def _width(self, p):
        cell = next((each for each in p.iterancestors(f"{W}tc")), None)
        if cell is not None:
            return int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
        page, sides = (self.sections[0].find(f"{W}{name}") for name in ("pgSz", "pgMar"))
        return int(page.get(f"{W}w")) - int(sides.get(f"{W}left")) - int(sides.get(f"{W}right"))


def _found(places, name, attribute):
    for place in places:
        element = place.find(f"{W}{name}") if place is not None else None
        if element is not None and element.get(f"{W}{attribute}") is not None:
            return element.get(f"{W}{attribute}")
    return None


def _is_on(places, name):
    for place in places:
        element = place.find(f"{W}{name}") if place is not None else None
        if element is not None:
            return element.get(f"{W}val") not in ("0", "false")
    return False


def squashed(text):
    return re.sub(r"\s+", " ", text).strip()
