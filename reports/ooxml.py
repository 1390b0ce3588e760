"""Paragraphs, lines, tables and sections of WordprocessingML, written as text.

Text instead of a tree of objects: a table of 2,000 rows is written in the time a tree takes for 50, and the children of
each element stand in the order the schema wants.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from reports.layout import Page
from reports.wording import printable


class Cell(NamedTuple):
    """A table cell. `merge` joins it with the cell above ("continue") or lets those below join it ("restart").

    Rows whose cells are all `keep` stay on one page with the row below.
    """

    text: str
    style: str = "cell"
    merge: str = ""
    keep: bool = False


class Column(NamedTuple):
    """A column's name, its width in mm, and the style of its cells."""

    name: str
    width: float
    style: str = "cell"


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def safe(words: str) -> str:
    """Text that is valid in XML, whatever was typed."""
    return escape(printable(words))


def text(words: str) -> str:
    """A run's text, cleaned of what XML or a reader cannot take."""
    return f'<w:r><w:t xml:space="preserve">{safe(words)}</w:t></w:r>'


def paragraph(words: str, style: str, *, keep: bool = False, section: str = "") -> str:
    """One paragraph in a named style; a line break in `words` starts a new line within it."""
    runs = "<w:r><w:br/></w:r>".join(text(line) for line in words.split("\n")) if words else ""
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{section}</w:pPr>{runs}</w:p>'


def rule(length: float, width: float) -> str:
    """A solid line of `length` mm centred in a column of `width` mm: a border, never typed underscores."""
    indent = twips(max(0.0, width - length) / 2)
    return (
        '<w:p><w:pPr><w:pStyle w:val="rule"/>'
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:ind w:left="{indent}" w:right="{indent}"/></w:pPr></w:p>'
    )


def grid(widths: Sequence[float], rows: Iterable[Sequence[str]], *, together: bool = False) -> str:
    """A table without lines and padding; cells are paragraphs already. `together` keeps a row on one page."""
    kept = "<w:trPr><w:cantSplit/></w:trPr>" if together else ""
    body = "".join(f"<w:tr>{kept}{''.join(map(_frame, widths, row))}</w:tr>" for row in rows)
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    return _table(widths, margins, body)


def _frame(width: float, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def table(widths: Sequence[float], columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A ruled table whose first row is repeated on each page."""
    head = "".join(map(_cell, widths, (Cell(name, "column") for name in columns)))
    body = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    body += [f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(map(_cell, widths, row))}</w:tr>" for row in rows]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return _table(widths, "", "".join(body), f"<w:tblBorders>{sides}</w:tblBorders>")


def ruled(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> str:
    """The same from columns."""
    return table([column.width for column in columns], [column.name for column in columns], rows)


def cells(columns: Sequence[Column], texts: Iterable[str]) -> list[Cell]:
    """A row of the columns."""
    return [Cell(words, column.style) for column, words in zip(columns, texts, strict=True)]


def _cell(width: float, cell: Cell) -> str:
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    middle = '<w:vAlign w:val="center"/>' if cell.style == "column" else ""
    properties = f'<w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{merge}{middle}</w:tcPr>'
    return f"<w:tc>{properties}{paragraph(cell.text, cell.style, keep=cell.keep)}</w:tc>"


def _table(widths: Sequence[float], margins: str, rows: str, borders: str = "") -> str:
    # LibreOffice takes the widths from the grid, Word from the cells: both are written.
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/>'
        f"{margins}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def unparted(rows: Iterable[Sequence[Cell]]) -> list[list[Cell]]:
    """The rows on one page: each is kept with the next, the last with none."""
    *kept, last = [list(row) for row in rows]
    return [*([cell._replace(keep=True) for cell in row] for row in kept), last]


def section(page: Page) -> str:
    """The end of a section: pages numbered from 1, in the top margin, not on the first; the footer on all."""
    turned = ' w:orient="landscape"' if page.width > page.height else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId3"/>'
        '<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="first" r:id="rId5"/>'
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}" '
        f'w:left="{twips(page.left)}" w:header="{twips(page.header)}" w:footer="{twips(page.header)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )
