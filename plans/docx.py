"""A .docx file into blocks: own walk over its XML, which also enters what plain readers skip.

Insertions, content controls, text boxes and nested tables are read, deletions are not, and labels of automatic
numbering are written out (facts/vietnamese-documents.md, B1).
"""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from plans.archive import parse_part, related
from plans.blocks import Block, Paragraph, paragraph, row
from plans.draft import UnreadableError
from plans.numbering import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delText", _FALLBACK}
_FRAME = re.compile(r"word/(?:header|footer)\d*\.xml")
_DRAWN = "{urn:schemas-microsoft-com:vml}textpath"
_MAX_DEPTH = 60
Element = Any  # lxml ships no types


def docx_blocks(archive: zipfile.ZipFile, main: str = "word/document.xml") -> list[Block]:
    """Paragraphs and table rows of the main part. Raises UnreadableError for XML that is broken or has a DTD."""
    document = parse_part(archive, main)
    styles, numbers = _part(archive, main, "styles"), _part(archive, main, "numbering")
    body = document.find(f"{W}body")
    if body is None:
        raise UnreadableError("Tệp bị hỏng, không mở được; hãy lưu lại bằng Word rồi gửi lại.")
    return [block for block in _Walk(Numbering(numbers, styles)).blocks(body, 0) if block != Paragraph("")]


def docx_marks(archive: zipfile.ZipFile, main: str = "word/document.xml") -> Iterator[str]:
    """What pages bear beside their text: paragraphs of headers, footers and text boxes, and words drawn across them."""
    document = parse_part(archive, main)
    frames = [parse_part(archive, name) for name in archive.namelist() if _FRAME.fullmatch(name)]
    for part in [*document.iter(f"{W}txbxContent"), *frames]:
        yield from ("".join(_pieces(element)) for element in part.iter(f"{W}p"))
    for part in [document, *frames]:
        yield from (drawn.get("string", "") for drawn in part.iter(_DRAWN))


def _part(archive: zipfile.ZipFile, main: str, kind: str) -> Element | None:
    name = related(archive, main, kind) or f"word/{kind}.xml"
    return parse_part(archive, name) if name in archive.namelist() else None


class _Walk:
    """One pass over the document; automatic numbers count up as it goes."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering

    def blocks(self, parent: Element, depth: int) -> Iterator[Block]:
        """Blocks of a body, cell, content control or text box, in reading order."""
        if depth > _MAX_DEPTH:
            raise UnreadableError("Văn bản lồng quá nhiều bảng, không đọc được.")
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, depth)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        label, heading = self.numbering.label_and_heading(properties)
        text = "".join(_pieces(element))
        if text.strip():
            lines = text.split("\n")
            yield paragraph(f"{label} {lines[0]}" if label else lines[0], heading=heading)
            yield from (paragraph(line) for line in lines[1:])
        # Word writes a text box twice, for old and for new readers.
        for box in element.iter(f"{W}txbxContent"):
            if not _is_inside(box, _FALLBACK, element) and not _is_inside(box, f"{W}txbxContent", element):
                yield from self.blocks(box, depth + 1)

    def _table(self, table: Element, depth: int) -> Iterator[Block]:
        above: dict[int, str] = {}
        for line in _rows(table):
            cells: list[str] = []
            nested: list[Block] = []
            for cell in _cells(line):
                text, inner = self._cell(cell, depth)
                text = _merged(cell, text, above.get(len(cells), ""))
                above[len(cells)] = text
                cells += [text] + [""] * (_span(cell) - 1)
                nested += inner
            yield row(cells)
            yield from nested

    def _cell(self, cell: Element, depth: int) -> tuple[str, list[Block]]:
        """A cell's lines, and the rows of tables inside it."""
        blocks = list(self.blocks(cell, depth + 1))
        lines = [block.text for block in blocks if isinstance(block, Paragraph)]
        return "\n".join(lines), [block for block in blocks if not isinstance(block, Paragraph)]


def _pieces(element: Element) -> Iterator[str]:
    """The words of a paragraph without what was deleted or stands in a text box."""
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            yield child.text or ""
        elif tag == f"{W}tab":
            yield " "
        # Shift+Enter: typists end a paragraph with it as often as with Enter.
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n" if child.get(f"{W}type") is None else " "
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag not in _SKIPPED and tag != f"{W}txbxContent" and isinstance(tag, str):
            yield from _pieces(child)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _rows(child)


def _cells(line: Element) -> Iterator[Element]:
    for child in line:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _cells(child)


def _merged(cell: Element, text: str, above: str) -> str:
    """The words of the cell above for a cell that is merged with it."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    # Word leaves the lower cells of a merged one empty; a reader sees its words beside every row.
    return above if merge is not None and merge.get(f"{W}val") != "restart" and not text else text


def _span(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = span.get(f"{W}val", "1") if span is not None else "1"
    return min(int(value), 60) if re.fullmatch(r"\d{1,3}", value) else 1


def _is_inside(element: Element, tag: str, top: Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is top:
            return False
        if ancestor.tag == tag:
            return True
    return False
