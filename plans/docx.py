"""A .docx file into blocks: own walk over its XML, which also enters what plain readers skip.

Insertions, content controls, text boxes and nested tables are read, deletions are not, and labels of automatic
numbering are written out (facts/vietnamese-documents.md, B1).
"""

import re
import zipfile
from collections.abc import Iterator

from plans.archive import all_related, parse_part, related
from plans.blocks import Block, Paragraph, paragraph, row
from plans.draft import UnreadableError
from plans.numbering import Numbering
from plans.runs import FALLBACK, SKIPPED, Element, Fonts, W, is_placeholder, words_of
from plans.secrecy import refuse_secret

_BROKEN = "Tệp bị hỏng, không mở được; hãy lưu lại bằng Word rồi gửi lại."
_FRAME = re.compile(r"word/(?:header|footer|footnotes|endnotes|comments)\w*\.xml")
_FRAMES = ("header", "footer", "footnotes", "endnotes", "comments", "diagramData")
_DRAWN = "{urn:schemas-microsoft-com:vml}textpath"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEAD = re.compile(r"\s*(?:Số\s*:|CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI)")
_WRAPPERS = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_PARAGRAPH, _PROPERTIES, _BOX = f"{W}p", f"{W}pPr", f"{W}txbxContent"
_TABLE, _ROW, _CELL = f"{W}tbl", f"{W}tr", f"{W}tc"
_MAX_DEPTH = 60


def docx_blocks(archive: zipfile.ZipFile, main: str = "word/document.xml") -> list[Block]:
    """Paragraphs and table rows of the main part.

    Raises UnreadableError for XML that is broken or has a DTD, and for a stamp of secrecy anywhere on the pages.
    """
    document = parse_part(archive, main)
    body = document.find(f"{W}body")
    if body is None:
        raise UnreadableError(_BROKEN)
    styles, numbers = _part(archive, main, "styles"), _part(archive, main, "numbering")
    named = {name for name in archive.namelist() if _FRAME.fullmatch(name)}
    frames = {name: parse_part(archive, name) for name in sorted({*named, *all_related(archive, main, _FRAMES)})}
    walk = _Walk(Numbering(numbers, styles), Fonts(document, styles))
    refuse_secret((), _marks(document, list(frames.values()), walk.fonts))
    blocks = [block for block in walk.blocks(body, 0) if block != Paragraph("")]
    return _letterhead(frames, walk, blocks) + blocks


def _letterhead(frames: dict[str, Element], walk: "_Walk", blocks: list[Block]) -> list[Block]:
    """The head of a plan that was set in the header of its first page; what other headers repeat is no text."""
    if any(_HEAD.match(line) for block in blocks[:30] for line in _lines(block)):
        return []
    for name, frame in frames.items():
        head = [block for block in walk.blocks(frame, 0) if block != Paragraph("")] if "header" in name else []
        if any(_HEAD.match(line) for block in head for line in _lines(block)):
            return head
    return []


def _lines(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else "\n".join(block.cells).splitlines()


def _marks(document: Element, frames: list[Element], fonts: Fonts) -> Iterator[str]:
    """What pages bear beside their text: paragraphs of headers, footers and text boxes, and words drawn across them."""
    for part in [*document.iter(f"{W}txbxContent"), *frames]:
        yield from (words_of(element, fonts) for element in part.iter(f"{W}p"))
    for part in [document, *frames]:
        yield from (drawn.get("string", "") for drawn in part.iter(_DRAWN))
        # In a drawing words stand in paragraphs of its own; read singly too, they need no paragraph.
        yield from (drawn.text or "" for drawn in part.iter(f"{_DRAWING}t"))
        yield from ("".join(lines.itertext()) for lines in part.iter(f"{_DRAWING}p"))


def _part(archive: zipfile.ZipFile, main: str, kind: str) -> Element | None:
    name = related(archive, main, kind) or f"word/{kind}.xml"
    return parse_part(archive, name) if name in archive.namelist() else None


class _Walk:
    """One pass over the document; automatic numbers count up as it goes."""

    def __init__(self, numbering: Numbering, fonts: Fonts) -> None:
        self.numbering = numbering
        self.fonts = fonts
        self._held = ""  # of a paragraph whose end was deleted, so that it goes on in the next

    def blocks(self, parent: Element, depth: int) -> Iterator[Block]:
        """Blocks of a body, cell, content control or text box, in reading order."""
        if depth > _MAX_DEPTH:
            raise UnreadableError("Văn bản lồng quá nhiều bảng, không đọc được.")
        for child in parent:
            tag = child.tag
            if tag == _PARAGRAPH:
                yield from self._paragraph(child, depth)
            elif tag == _TABLE:
                yield from self._table(child, depth)
            elif isinstance(tag, str) and tag not in SKIPPED and not is_placeholder(child):
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> Iterator[Block]:
        properties = element.find(_PROPERTIES)
        text = words_of(element, self.fonts)
        if properties is not None and _is_joined_to_next(properties):
            self._held += text
        elif not self.numbering.is_contents(properties):
            yield from self._numbered(properties, self._held + text)
            self._held = ""
        # Word writes a text box twice, for old and for new readers.
        for box in element.iter(_BOX):
            if not _is_inside(box, FALLBACK, element) and not _is_inside(box, _BOX, element):
                yield from self.blocks(box, depth + 1)

    def _numbered(self, properties: Element | None, text: str) -> Iterator[Block]:
        label, heading = self.numbering.label_and_heading(properties)
        if text.strip():
            lines = text.split("\n")
            yield paragraph(f"{label} {lines[0]}" if label else lines[0], heading=heading)
            yield from (paragraph(line) for line in lines[1:])

    def _table(self, table: Element, depth: int) -> Iterator[Block]:
        above: dict[int, str] = {}
        for line in _rows(table):
            cells: list[str] = []
            nested: list[Block] = []
            for cell, properties in _cells(line):
                text, inner = self._cell(cell, depth)
                text = _merged(properties, text, above.get(len(cells), ""))
                above[len(cells)] = text
                cells += [text] + [""] * (_span(properties) - 1)
                nested += inner
            yield row(cells)
            yield from nested

    def _cell(self, cell: Element, depth: int) -> tuple[str, list[Block]]:
        """A cell's lines, and the rows of tables inside it."""
        blocks = list(self.blocks(cell, depth + 1))
        lines = [block.text for block in blocks if isinstance(block, Paragraph)]
        return "\n".join(lines), [block for block in blocks if not isinstance(block, Paragraph)]


def _is_joined_to_next(properties: Element) -> bool:
    """True for a paragraph whose end a tracked change took away."""
    return any(properties.find(f"{W}rPr/{W}{change}") is not None for change in ("del", "moveFrom"))


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == _ROW and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(line: Element) -> Iterator[tuple[Element, dict[str, Element]]]:
    """Each cell of a row, with its properties by their tags."""
    for child in line:
        if child.tag == _CELL:
            named = child.find(f"{W}tcPr")
            properties = {} if named is None else {each.tag: each for each in named}
            if f"{W}cellDel" not in properties:
                yield child, properties
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _merged(properties: dict[str, Element], text: str, above: str) -> str:
    """The words of the cell above for a cell that is merged with it."""
    merge = properties.get(f"{W}vMerge")
    # Word leaves the lower cells of a merged one empty; a reader sees its words beside every row.
    return above if merge is not None and merge.get(f"{W}val") != "restart" and not text else text


def _span(properties: dict[str, Element]) -> int:
    span = properties.get(f"{W}gridSpan")
    value = span.get(f"{W}val", "1") if span is not None else "1"
    return min(int(value), 60) if re.fullmatch(r"\d{1,3}", value) else 1


def _is_inside(element: Element, tag: str, top: Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is top:
            return False
        if ancestor.tag == tag:
            return True
    return False
