"""What every file format is turned into before its meaning is read: paragraphs and table rows, in reading order."""

from dataclasses import dataclass

from vietnamese.text import clean, squash

BETWEEN_CELLS = " | "


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, with its list marker written out; `heading` where the file itself says so."""

    text: str
    heading: bool = False


@dataclass(frozen=True)
class Row:
    """One table row; a cell keeps its paragraphs as lines."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class Notice(Paragraph):
    """No part of the document: what the clerk should know of how it was read, and what was hard to make out.

    `dim` holds each hard word between the one before and the one after it.
    """

    dim: tuple[tuple[str, str, str], ...] = ()


Block = Paragraph | Row


@dataclass(frozen=True)
class Placed:
    """A block and the place [start, end) of its words in the text of the draft."""

    block: Block
    start: int
    end: int


def lay_out(blocks: list[Block]) -> tuple[str, list[Placed]]:
    """The text that a draft's spans refer to, and where each block stands in it."""
    lines: list[str] = []
    placed: list[Placed] = []
    at = 0
    for block in blocks:
        line = block.text if isinstance(block, Paragraph) else BETWEEN_CELLS.join(squash(cell) for cell in block.cells)
        placed.append(Placed(block, at, at + len(line)))
        lines.append(line)
        at += len(line) + 1
    return "\n".join(lines), placed


def paragraph(text: str, *, heading: bool = False) -> Paragraph:
    """A paragraph of cleaned words on one line."""
    return Paragraph(squash(clean(text)), heading)


def row(cells: list[str]) -> Row:
    """A row of cleaned cells; blank lines inside a cell go."""
    return Row(tuple("\n".join(filter(None, map(squash, clean(cell).splitlines()))) for cell in cells))
