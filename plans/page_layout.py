"""Pages of words and lines, from a PDF or a scan, into paragraphs and table rows in reading order."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from plans.blocks import Block, Paragraph, paragraph
from plans.page_frame import without_frames
from plans.page_grid import grids_of
from plans.page_lines import Line, by_columns, lines_of
from plans.page_marks import marks_of
from plans.page_paragraphs import Margins, Set, margins_of, paragraphs_of, set_lines
from plans.page_tables import Table, goes_on, rows_of, tables_on
from plans.positions import Page
from plans.secrecy import refuse_secret

Item = Set | Table | Paragraph


def blocks_of_pages(pages: Sequence[Page]) -> list[Block]:
    """Blocks of all pages in reading order; pages without words say nothing.

    Raises UnreadableError for a stamp of secrecy anywhere on a page.
    """
    refuse_secret((), (mark for page in pages for mark in marks_of(page)))
    pages = [page for page in pages if page.words]
    tables: list[list[Table]] = []
    lines: list[list[Line]] = []
    for page in pages:
        found, rest = tables_on(grids_of(page.rules), page.words)
        tables.append(found)
        lines.append(lines_of(rest))
    lines = without_frames(list(zip(pages, lines, strict=True)))
    margins = _margins(pages, lines)
    items = [
        item
        for page, found, kept in zip(pages, tables, lines, strict=True)
        for item in _items(page, found, kept, margins[_format(page)])
    ]
    return _blocks(items)


def _format(page: Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _margins(pages: Sequence[Page], lines: list[list[Line]]) -> dict[tuple[int, int], Margins]:
    """The margins of all pages of one size."""
    of_size: dict[tuple[int, int], list[list[Line]]] = defaultdict(list)
    for page, kept in zip(pages, lines, strict=True):
        of_size[_format(page)].append(kept)
    return {size: margins_of(kept, float(size[0])) for size, kept in of_size.items()}


def _items(page: Page, tables: list[Table], lines: list[Line], margins: Margins) -> list[Item]:
    """What stands on a page, from top to bottom."""
    items: list[Item] = []
    start = 0
    for table in tables:
        end = start + sum(line.top < table.grid.rows[0] for line in lines[start:])
        items += [*_text_items(lines[start:end], page, margins), table]
        start = end
    return items + _text_items(lines[start:], page, margins)


def _text_items(lines: list[Line], page: Page, margins: Margins) -> list[Item]:
    items: list[Item] = []
    for run, in_columns in by_columns(lines, page.width):
        items += _column_items(run) if in_columns else set_lines(run, margins)
    return items


def _column_items(lines: list[Line]) -> list[Paragraph]:
    """A paragraph a line, but for a word that did not fit: "THÀNH PHỐ HÀ" and "NỘI"."""
    texts: list[str] = []
    for line in lines:
        is_rest = len(line.words) == 1 and len(line.text) < 5 and line.text.isupper()
        if is_rest and texts and texts[-1].isupper():
            texts[-1] += f" {line.text}"
        else:
            texts.append(line.text)
    return [paragraph(text) for text in texts]


def _blocks(items: list[Item]) -> list[Block]:
    """Neighbouring lines as paragraphs, and the parts of a table as one."""
    blocks: list[Block] = []
    for kind, group in groupby(items, type):
        if kind is Set:
            blocks += paragraphs_of([item for item in group if isinstance(item, Set)])
        elif kind is Table:
            blocks += _table_rows([item for item in group if isinstance(item, Table)])
        else:
            blocks += [item for item in group if isinstance(item, Paragraph)]
    return blocks


def _table_rows(tables: list[Table]) -> list[Block]:
    parts: list[list[Table]] = []
    for table in tables:
        if parts and goes_on(parts[-1][-1], table):
            parts[-1].append(table)
        else:
            parts.append([table])
    return [row for part in parts for row in rows_of(part)]
