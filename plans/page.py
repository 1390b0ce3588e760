"""A saved web page into blocks: its main text, without menus and footers."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from plans.blocks import Block, Paragraph, paragraph, row
from plans.draft import UnreadableError
from plans.text import is_torn
from vietnamese.text import clean

_DROPPED = {
    "script",
    "style",
    "noscript",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "iframe",
    "svg",
    "head",
}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "ul",
    "ol",
    "li",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "blockquote",
    "center",
}
_BLOCKS |= {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "body",
    "html",
    "td",
    "th",
    "dl",
    "dt",
    "dd",
    "figure",
    "span-block",
}
_FRAME = re.compile(r"\b(?:menu|navbar|nav|footer|sidebar|breadcrumbs?|comments?|related|banner|copyright)\b", re.I)
_MAX_DEPTH = 200
Element = Any


def page_blocks(text: str) -> list[Block]:
    """Paragraphs and table rows of the part of a page that holds most of its long sentences."""
    text = re.sub(r"<\?xml[^>]*\?>|<!doctype[^>\[]*(?:\[.*?\])?\s*>", "", clean(text), flags=re.I | re.S)
    try:
        body = _body(text)
    except (ValueError, html.etree.ParserError, html.etree.XMLSyntaxError):
        raise UnreadableError("Trang web không đọc được; hãy gửi tệp .docx.") from None
    return _mended([block for block in _walk(_main_part(body), 0) if block != Paragraph("")])


def _body(text: str) -> Element:
    """The body of a page without its frame; ValueError where it holds characters that no page may hold."""
    root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False))
    for element in list(root.iter()):
        if element.getparent() is not None and (element.tag in _DROPPED or _is_frame(element)):
            element.drop_tree()
    body = root.find("body")
    return body if body is not None else root


def _is_frame(element: Element) -> bool:
    """True for a part whose own name says that it stands around the text."""
    name = f"{element.get('id', '')} {element.get('class', '')}" if isinstance(element.tag, str) else ""
    return element.tag not in ("body", "html", "form") and bool(_FRAME.search(name))


def _main_part(body: Element) -> Element:
    """The deepest element that still holds nearly all of the page's sentences."""
    main = body
    while True:
        total = _weight(main)
        inner = [child for child in main if isinstance(child.tag, str) and child.tag in _BLOCKS]
        best = max(inner, key=_weight, default=None)
        # Menus and footers hold some long lines too, so most of the words is enough.
        if best is None or best.tag in ("tr", "td", "p", "li", "table", "tbody") or _weight(best) < 0.7 * max(total, 1):
            return main
        main = best


def _weight(element: Element) -> int:
    """Characters in long runs of text; menus have none."""
    return sum(len(text) for text in element.itertext() if len(text.strip()) > 40)


def _walk(element: Element, depth: int, marker: str = "") -> Iterator[Block]:
    """Blocks under an element; loose text between block elements is a paragraph of its own."""
    loose = element.text or ""
    if depth > _MAX_DEPTH:
        return
    for at, child in enumerate(element):
        if not isinstance(child.tag, str):
            loose += child.tail or ""
        elif child.tag == "br":
            yield from _loose(loose, marker)
            loose, marker = child.tail or "", ""
        elif child.tag in _BLOCKS:
            yield from _loose(loose, marker)
            if loose.strip():
                marker = ""
            yield from _table(child) if child.tag == "table" else _walk(child, depth + 1, _item_marker(child, at))
            loose = child.tail or ""
        else:
            inner = (
                list(_walk(child, depth + 1))
                if any(sub.tag in _BLOCKS or sub.tag == "br" for sub in child.iter())
                else []
            )
            if inner:
                yield from _loose(loose, marker)
                yield from inner
                loose, marker = child.tail or "", ""
            else:
                loose += child.text_content() + (child.tail or "")
    yield from _loose(loose, marker)


def _loose(text: str, marker: str) -> Iterator[Block]:
    block = paragraph(text)
    if block.text:
        yield Paragraph(f"{marker} {block.text}".strip())


def _item_marker(element: Element, at: int) -> str:
    if element.tag != "li":
        return ""
    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return "-"
    before = sum(1 for sibling in parent[:at] if sibling.tag == "li")
    kind = parent.get("type", "1")
    if kind == "a":
        return "abcdđeghiklmnopq"[before % 16] + ")"
    return f"{before + 1}."


def _table(table: Element) -> Iterator[Block]:
    for line in table.iter("tr"):
        cells = [cell for cell in line if cell.tag in ("td", "th")]
        if cells:
            yield row(["\n".join(_lines(cell)) for cell in cells])


def _lines(cell: Element) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else " ".join(block.cells) for block in _walk(cell, 0)]


def _mended(blocks: list[Block]) -> list[Block]:
    """A sentence that markup broke becomes one paragraph again."""
    mended: list[Block] = []
    for block in blocks:
        last = mended[-1] if mended else None
        if isinstance(block, Paragraph) and isinstance(last, Paragraph) and is_torn(last.text, block.text):
            mended[-1] = Paragraph(f"{last.text} {block.text}")
        else:
            mended.append(block)
    return mended
