"""Which runs of table rows hold work: those under a header of task columns, also where a page break cut them."""

import re
from collections import Counter

from plans.blocks import Paragraph, Placed, Row
from plans.columns import columns_of

_SIGNATURE = re.compile(r"nơi nhận\b|(?:T/?M|KT|TL|TUQ)\.", re.I)


def without_layout_tables(laid: list[Placed]) -> list[Placed]:
    """Letterheads and signatures are tables too: rows without a header of task columns become paragraphs."""
    result: list[Placed] = []
    run: list[Placed] = []
    header: Placed | None = None
    for item in [*laid, Placed(Paragraph(""), 0, 0)]:
        if isinstance(item.block, Row):
            run.append(item)
            continue
        own = next((each for each in run if isinstance(each.block, Row) and columns_of(each.block)), None)
        header = own or header
        if own:
            result += run
        elif header and _goes_on(run, header):
            # The rows of the next page stand below the same header.
            result += [header, *run]
        else:
            result += _flattened(run)
        run = []
        if item.block.text:
            result.append(item)
    return result


def _goes_on(run: list[Placed], header: Placed) -> bool:
    rows = [item.block for item in run if isinstance(item.block, Row)]
    if not rows or not isinstance(header.block, Row):
        return False
    width, _ = Counter(len(row.cells) for row in rows).most_common(1)[0]
    signs = any(_SIGNATURE.match(cell) for row in rows for cell in row.cells)
    return width == len(header.block.cells) >= 3 and not signs


def _flattened(run: list[Placed]) -> list[Placed]:
    return [
        Placed(Paragraph(line), item.start, item.end)
        for item in run
        if isinstance(item.block, Row)
        for cell in item.block.cells
        for line in cell.splitlines()
    ]
