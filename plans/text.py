"""Plain text and Markdown into blocks: hard wraps joined, asterisks dropped, tables found."""

import re
from collections.abc import Iterator
from itertools import pairwise

from plans.blocks import Block, Paragraph, paragraph, row
from plans.indents import parted_by_indents
from plans.labels import label_of
from plans.markers import Level, marker_of
from vietnamese.text import clean, squash

_TITLE_WORD = re.compile(r"(?:KẾ HOẠCH|QUYẾT ĐỊNH|PHỤ LỤC|CHƯƠNG TRÌNH|PHƯƠNG ÁN)(?: [IVX\d]+)?[:.]?")
_HASH = "\ue010"  # stands for the marks of a Markdown heading until paragraphs are made
_SENTENCE_END = re.compile(r"[.;:!?…]['\"”)\]]?$")
# No sentence ends in one of these.
_OPEN_END = re.compile(
    r"\b(?:ngày(?: \d{1,2})?(?: tháng)?|và|của|các|những|với|về|số|từ|đến|trước|cho|theo|tại|bằng|do)$"
)
_PAGE = re.compile(r"[-–—]\s*\d{1,3}\s*[-–—]|Trang \d{1,3}(?:\s*/\s*\d{1,3})?")  # the number of a page
_RULE = re.compile(r"[-_=~—–\s|:+]*")


def text_blocks(text: str) -> list[Block]:
    """Paragraphs and table rows of a text file."""
    raw = clean(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    whole = [_undecorate(line) for line in _with_tabs_as_cells(raw)]
    lines = [_undecorate(line) for line in _with_tabs_as_cells(parted_by_indents(raw))]
    if lines and lines[0].lstrip(_HASH).startswith("source:"):
        lines[0] = ""  # a note of a collection, no part of the document
    blank_separated = _is_blank_separated([line.lstrip(_HASH) for line in whole])
    width = _wrap_width(lines)
    blocks: list[Block] = []
    for chunk in _chunks(lines):
        if chunk[0].startswith("|"):
            blocks += _table(chunk)
        else:
            parts = _join_wraps(chunk, width=width, loose=blank_separated)
            blocks += [paragraph(part.lstrip(_HASH), heading=part.startswith(_HASH)) for part in parts]
    return _mend(blocks)


def _with_tabs_as_cells(lines: list[str]) -> Iterator[str]:
    """Tabs between words are cells; below such a row one tab is enough ("A<tab>Thể chế"), for empty cells go first."""
    is_row = False
    for line in lines:
        is_row = bool(re.search(r"\S\t+[^\t]*\S\t+\S", line)) or (
            is_row and bool(re.match(r"\S{1,6}\t+\S|\S[^\t]*\t[\t ]*$", line))
        )
        yield "|" + line.strip().replace("\t", "|") + "|" if is_row else line


def _undecorate(line: str) -> str:
    """One line without Markdown's marks; an asterisk that opens an item becomes a dash."""
    line = squash(re.sub(r"^\s*\*\s+(?=[^\s*][^*]*$)", "• ", line))
    line = re.sub(r"(?<!\d)\*+|\*+(?!\d)|(?<!\w)__|__(?!\w)|\\(?=[-.*_#)])", "", line).strip()
    line = re.sub(r"^#{1,6}\s+(?=\S)", _HASH, line)
    if set(line) <= {"|"}:
        return line
    is_empty = _PAGE.fullmatch(line) or (_RULE.fullmatch(line) and not line.startswith("|"))
    return "" if is_empty else line


def _chunks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines between blank ones; rows of a table are a run, also where every cell stands on lines of its own."""
    chunk: list[str] = []
    for at, line in enumerate(lines):
        in_cells = bool(chunk) and chunk[0] == "|"
        if in_cells and not line and _cells_go_on(chunk, lines, at):
            continue
        if chunk and not in_cells and line and (line == "|" or line.startswith("|") != chunk[0].startswith("|")):
            yield chunk
            chunk = []
        if line:
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _cells_go_on(chunk: list[str], lines: list[str], at: int) -> bool:
    """True if a blank line stands inside a table whose cells begin with a "|" line."""
    if chunk[-1] == "|":
        return at + 1 < len(lines) and lines[at + 1] == "|"
    return "|" in lines[at : at + 12]


def _table(chunk: list[str]) -> list[Block]:
    if chunk[0] != "|":
        rows = [line.strip("|").split("|") for line in chunk]
        return [row(cells) for cells in rows if not _RULE.fullmatch("".join(cells))]
    return [row(cells) for cells in _cell_rows(chunk)]


def _cell_rows(chunk: list[str]) -> list[list[str]]:
    """Rows of a table with a "|" line before every cell; two in a row end the row, or are an empty cell."""
    cells: list[list[str]] = []
    for line in chunk:
        if line == "|":
            cells.append([])
        elif cells:
            cells[-1].append(line)
    rows: list[list[str]] = [[]]
    for cell, following in pairwise([*cells, []]):
        if cell:
            rows[-1].append("\n".join(_join_wraps(cell, width=0, loose=True)))
        elif (
            len(rows) > 1
            and len(rows[-1]) < len(rows[0])
            and not re.fullmatch(
                r"\d+\.?"
                r"|[IVX]+\.?",
                "".join(following),
            )
        ):
            rows[-1].append("")
        else:
            rows.append([])
    return [cells for cells in rows if cells]


def _is_blank_separated(lines: list[str]) -> bool:
    """True for a hard-wrapped text whose paragraphs stand apart by blank lines."""
    texts = [line for line in lines if line and not line.startswith("|")]
    marked = [before for before, line in pairwise(["", *lines]) if line and marker_of(line)]
    # Long lines show that nobody wrapped the text by hand.
    if not texts or sum(len(line) > 160 for line in texts) * 20 > len(texts):
        return False
    # Without a single marker only equally full lines show that one sentence runs over several.
    if not marked:
        return _wrap_width(lines) > 0
    return sum(not before or before == "|" for before in marked) >= 0.75 * len(marked) and "" in lines


def _join_wraps(chunk: list[str], *, width: int, loose: bool) -> list[str]:
    parts = [chunk[0]]
    last = chunk[0]
    for line in chunk[1:]:
        if _continues(last, line, _ends_of(parts[-1]), width=width, loose=loose):
            parts[-1] += " " + line
        else:
            parts.append(line)
        last = line
    return [part for part in parts if part]


def _ends_of(part: str) -> str:
    """How a joined paragraph begins and ends; the middle of one without end is not looked at again for every line."""
    return part if len(part) <= 1000 else part[:500] + part[-500:]


def _wrap_width(lines: list[str]) -> int:
    """The width at which a text was wrapped by hand; 0 where too few lines are equally full."""
    lengths = [len(line) for line in lines if line]
    width = max(lengths, default=0)
    full = sum(length > width - 12 for length in lengths)
    return width if 50 <= width <= 160 and full >= 3 and full * 6 >= len(lengths) else 0


def _continues(last: str, line: str, part: str, *, width: int, loose: bool) -> bool:
    """True if `line` goes on with the sentence of the line before it, inside a run without blank lines."""
    if not line or not last or _HASH in (line[0], last[0]) or _opens(line, part) or _TITLE_WORD.fullmatch(last):
        return False
    if any(map(str.isalpha, line)) and not _says_no_case(line, part) and _is_capitals(line) != _is_capitals(part):
        return loose and _is_capitals(part) is False and line[0].islower()
    if loose:
        return True
    # A line is full if the next word would not have fitted on it.
    is_full = 0 < width < len(last) + len(line.split(" ", 1)[0]) + 6
    return is_full or bool(_OPEN_END.search(last)) or (not _SENTENCE_END.search(last) and line[0].islower())


def _opens(line: str, part: str) -> bool:
    """True if a line begins something new; a dash before a small letter may only be a broken word pair."""
    marker = marker_of(line)
    if marker is None:
        return label_of(line) is not None and (not line[0].islower() or bool(_SENTENCE_END.search(part)))
    # Converters break "văn hóa - xã hội" before its dash.
    broken_pair = marker.level == Level.DASH and line[marker.end].islower() and not _SENTENCE_END.search(part)
    return not (broken_pair and line[1:2] == " " and label_of(line) is None and marker_of(part) is not None)


def _says_no_case(line: str, part: str) -> bool:
    """True where a lone short word in capitals may end a heading ("KINH / PHÍ") or begin a name ("UBND / các xã")."""
    marker = marker_of(part)
    first = part[marker.end :] if marker else ""
    return (line.isupper() and len(line) < 4) or (first.isupper() and len(first) < 6 and first.isalpha())


def _is_capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.75 * len(letters)


def _mend(blocks: list[Block]) -> list[Block]:
    """Sentences that a page break tore apart become one paragraph again."""
    mended: list[Block] = []
    for block in blocks:
        last = mended[-1] if mended else None
        if isinstance(block, Paragraph) and isinstance(last, Paragraph) and is_torn(last.text, block.text):
            mended[-1] = Paragraph(f"{last.text} {block.text}", last.heading)
        elif not isinstance(block, Paragraph) or block.text:
            mended.append(block)
    return mended


def is_torn(before: str, after: str) -> bool:
    """True if `after` goes on in the middle of the sentence that `before` leaves open."""
    return (
        after[:1].islower()
        and len(before) > 30
        and not re.search(r"[.;:!?…/]['\"”)\]]?$", before)
        and not _is_capitals(before)
        and marker_of(after) is None
        and label_of(after) is None
    )
