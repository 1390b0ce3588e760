"""A saved web page into blocks: its main text, without menus and footers."""

import re
from collections import Counter
from collections.abc import Iterator
from email.parser import BytesParser
from email.policy import compat32
from itertools import islice
from typing import Any

from lxml import etree, html

from plans.blocks import Block, Paragraph, paragraph, row
from plans.draft import UnreadableError
from plans.encodings import decode
from plans.legacy import legacy_code
from plans.secrecy import refuse_secret
from plans.text import is_torn
from vietnamese.text import clean
from vietnamese.words import listed

_DROPPED = listed("script, style, noscript, nav, header, footer, aside, form, button, select, iframe, svg, head")
_BLOCKS = listed("""
p, div, section, article, main, ul, ol, li, table, tbody, thead, tfoot, tr, td, th, blockquote, center, h1, h2, h3, h4,
h5, h6, pre, body, html, dl, dt, dd, figure, br
""")
_FRAME = re.compile(
    r"\b(?:menu|navbar|nav|footer|sidebar|breadcrumbs?|comments?|related|banner|copyright|social|share"
    r"|(?:tin|bai|bài)[-_]?(?:lien[-_]?quan|khac|moi)|binh[-_]?luan|chia[-_]?se)\b",
    re.I,
)
_PICTURE = re.compile(r"data:[\w/+.-]{1,80};base64,[A-Za-z\d+/=%]*")
# The parser compares every attribute with all others of its tag; Word's longest tags have some twenty.
_MANY_ATTRIBUTES = re.compile(
    r"<[a-z][^\s>/]{0,100}+"
    r"(?:[\s/]*+[^\s=>/\"']{1,200}+(?:\s*+=\s*+(?:\"[^\"]{0,2000}+\"|'[^']{0,2000}+'|[^\s>\"']*+))?){400}",
    re.I,
)
# Bounded, since a page may open thousands of them and close none.
_PROLOG = re.compile(r"<\?xml[^>]{0,500}+(?<=\?)>|<!doctype[^>\[]{0,500}+(?:\[[^\]]{0,4000}+\]\s{0,50}+)?+>", re.I)
_TOO_DEEP = "Trang web lồng quá nhiều lớp, không đọc được hết; hãy gửi tệp .docx."
Element = Any


def archived_page(data: bytes) -> str | None:
    """The main page of a web archive (.mht), decoded; None where it holds no page."""
    message = BytesParser(policy=compat32).parsebytes(data)
    pages = (part for part in message.walk() if part.get_content_type() == "text/html")
    part = next(pages, None)
    written = part.get_payload(decode=True) if part is not None else None
    return decode(written) if isinstance(written, bytes) else None


def page_blocks(text: str) -> list[Block]:
    """Paragraphs and table rows of the part of a page that holds most of its long sentences."""
    text = _PICTURE.sub("", text)
    if _MANY_ATTRIBUTES.search(text):
        raise UnreadableError("Trang web có thẻ bất thường, không mở để bảo đảm an toàn; hãy gửi tệp .docx.")
    text = _PROLOG.sub("", clean(text))
    try:
        body = _body(text)
    except (ValueError, html.etree.ParserError, html.etree.XMLSyntaxError):
        raise UnreadableError("Trang web không đọc được; hãy gửi tệp .docx.") from None
    _decode(body)
    return _mended([block for block in _walk(_main_part(body)) if block != Paragraph("")])


def _body(text: str) -> Element:
    """The body of a page without its frame; ValueError where it holds characters that no page may hold."""
    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(text, parser=parser)
    # Beyond its limit the parser leaves out the rest of the page, which nobody would notice.
    if any("depth" in error.message for error in parser.error_log):
        raise UnreadableError(_TOO_DEEP)
    refuse_secret((), _marks(root))
    for element in list(root.iter()):
        if element.getparent() is not None and (element.tag in _DROPPED or _is_frame(element)):
            element.drop_tree()
    body = root.find("body")
    return body if body is not None else root


def _marks(root: Element) -> Iterator[str]:
    """The words of every small element of a page, also of those around its text."""
    for element in root.iter(etree.Element):
        if element.tag not in ("script", "style", "select"):
            yield "".join(islice(element.itertext(), 8)).strip()
            yield from (text for text in (element.text, element.tail) if text)


def _decode(body: Element) -> None:
    """Puts a page that Word saved with old fonts into Unicode."""
    from_code = legacy_code(" ".join(body.itertext()))
    if from_code is None:
        return
    for element in body.iter(etree.Element):
        element.text = from_code(element.text) if element.text else None
        element.tail = from_code(element.tail) if element.tail else None


def _is_frame(element: Element) -> bool:
    """True for a part whose own name says that it stands around the text."""
    name = f"{element.get('id', '')} {element.get('class', '')}" if isinstance(element.tag, str) else ""
    return element.tag not in ("body", "html", "form") and bool(_FRAME.search(name))


def _main_part(body: Element) -> Element:
    """The deepest element that still holds nearly all of the page's sentences."""
    weights = _weights(body)
    main = body
    while True:
        inner = [child for child in main if child.tag in _BLOCKS]
        best = max(inner, key=weights.__getitem__, default=None)
        # Menus and footers hold some long lines too, so most of the words is enough.
        if (
            best is None
            or best.tag in ("tr", "td", "p", "li", "table", "tbody")
            or weights[best] < 0.7 * max(weights[main], 1)
        ):
            return main
        main = best


def _weights(body: Element) -> dict[Element, int]:
    """Characters in long runs of text under every element; menus have none."""
    weights: dict[Element, int] = {}
    for _, element in etree.iterwalk(body, events=("end",)):
        texts = [element.text, *(child.tail for child in element)]
        own = sum(len(text) for text in texts if text and len(text.strip()) > 40)
        weights[element] = own + sum(weights[child] for child in element)
    return weights


def _walk(top: Element) -> Iterator[Block]:
    """Blocks under an element; loose text between block elements is a paragraph of its own."""
    loose: list[str] = []
    marker = ""
    counts: Counter[Element] = Counter()
    steps = etree.iterwalk(top, events=("start", "end"))
    for event, element in steps:
        # Old portals lay the whole page out in tables; only the innermost ones can list tasks.
        is_table = (
            element.tag == "table" and element is not top and next(element.iterdescendants("table"), None) is None
        )
        if element.tag in _BLOCKS:
            block = paragraph("".join(loose))
            loose = []
            if block.text:
                yield Paragraph(f"{marker} {block.text}".strip())
                marker = ""
        if event == "end":
            loose.append(element.tail or "")
            marker = "" if element.tag == "li" else marker
        elif is_table:
            yield from _table(element)
            steps.skip_subtree()
        else:
            marker = _item_marker(element, counts) if element.tag == "li" else marker
            loose.append(element.text or "")


def _item_marker(item: Element, counts: Counter[Element]) -> str:
    # A browser shows these numbers; the page's text does not have them.
    listed = item.getparent()
    if listed is None or listed.tag != "ol":
        return "-"
    counts[listed] += 1
    if listed.get("type", "1") == "a":
        return "abcdđeghiklmnopq"[(counts[listed] - 1) % 16] + ")"
    return f"{counts[listed]}."


def _table(table: Element) -> Iterator[Block]:
    """The rows of a table that holds no other one; what holds tables only lays the page out."""
    for line in table.iter("tr"):
        cells = [cell for cell in line if cell.tag in ("td", "th")]
        if cells:
            yield row(["\n".join(_lines(cell)) for cell in cells])


def _lines(cell: Element) -> Iterator[str]:
    return (block.text for block in _walk(cell) if isinstance(block, Paragraph))


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
