"""Rows of a spreadsheet into blocks: title lines above the header are paragraphs, what stands below it is a table."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.blocks import Block, Paragraph, paragraph, row
from plans.columns import columns_of

MAX_ROWS, MAX_COLUMNS = 20_000, 60
_MARKER = re.compile(r"[IVX]{1,5}[.)]?|\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|[a-zđ][.)]|[-+•]")
_PLAN = re.compile(r"KẾ HOẠCH\b")
# Whose appendix a sheet is; only below a plan's own title does it say which decision the plan belongs to.
_ATTACHED = re.compile(r"\(\s*(?:ban hành |gửi |đính )?kèm theo\b", re.I)
Range = tuple[int, int, int, int]


@dataclass(frozen=True)
class Sheet:
    """Cells as text, row by row, and merged ranges as (first row, first column, last row, last column) from 0."""

    rows: Sequence[Sequence[str]]
    merged: Sequence[Range] = ()
    hidden: frozenset[int] = frozenset()


def written(value: object, style: str = "General") -> str:
    """A cell's value as Excel shows it; `style` is its number format."""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, dt.datetime | dt.date):
        return _day(value, style)
    if isinstance(value, int | float):
        if "%" in style:
            return f"{value * 100:.6g}%"
        return str(int(value)) if float(value).is_integer() else f"{value:.10g}"
    text = "" if value is None else str(value)
    return "" if re.fullmatch(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)", text) else text


def _day(value: dt.date, style: str) -> str:
    # Excel makes a day of "6/2026" and shows the month only.
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", style).lower()
    month_only = "m" in shown and "y" in shown and "d" not in shown
    return f"{value:%m/%Y}" if month_only else f"{value:%d/%m/%Y}"


def sheet_blocks(sheet: Sheet) -> list[Block]:
    """Paragraphs and rows of one sheet."""
    lines = _lines(sheet)
    header = next((at for at, line in enumerate(lines) if columns_of(row(line))), len(lines))
    above = [line for line in _paragraphs(lines[:header]) if line.text]
    is_plan = any(_PLAN.match(line.text) for line in above)
    blocks: list[Block] = [line for line in above if is_plan or not _ATTACHED.match(line.text)]
    return blocks + [row(line) for line in lines[header:]]


def _lines(sheet: Sheet) -> list[list[str]]:
    """The rows that are shown and say something; the words of a cell merged downwards stand beside each of its rows."""
    rows = [list(cells) for cells in sheet.rows]
    for top, left, bottom, right in sheet.merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        words = rows[top][left]
        for at in range(top, min(bottom + 1, len(rows))):
            # Over several columns it is a title, which is said once.
            rows[at][left : right + 1] = [words if at == top or left == right else ""] + [""] * (right - left)
    shown = [cells for at, cells in enumerate(rows) if at not in sheet.hidden and any(map(str.strip, cells))]
    width = max((at + 1 for cells in shown for at, cell in enumerate(cells) if cell.strip()), default=0)
    return [cells[:width] + [""] * (width - len(cells)) for cells in shown]


def _paragraphs(lines: list[list[str]]) -> Iterator[Paragraph]:
    """Title, letterhead, or a whole plan that was typed into a sheet."""
    for cells in lines:
        first, *others = [cell for cell in cells if cell.strip()]
        if others and _MARKER.fullmatch(first.strip()):
            marker = first.strip()
            first = f"{marker}{'' if marker[-1] in '.)-+•' else '.'} {others.pop(0)}"
        for cell in (first, *others):
            yield from (paragraph(line) for line in cell.splitlines())
