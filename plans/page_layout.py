"""Pages of words and lines, from a PDF or a scan, into paragraphs and table rows in reading order."""

from collections.abc import Sequence

from plans.blocks import Block
from plans.positions import Page
from plans.text import text_blocks


def blocks_of_pages(pages: Sequence[Page]) -> list[Block]:
    """Blocks of all pages in reading order; pages without words say nothing."""
    lines: list[str] = []
    for page in pages:
        row: list[str] = []
        bottom = 0.0
        for word in sorted(page.words, key=lambda word: (round(word.bottom / 4), word.left)):
            if row and word.bottom > bottom + 4:
                lines.append(" ".join(row))
                row = []
            row.append(word.text)
            bottom = word.bottom
        lines.append(" ".join(row))
    return text_blocks("\n".join(lines))
