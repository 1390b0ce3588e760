"""What no task says: every sentence of the sections that hold work, and every section that holds none, with a reason.

Left unsaid are only headings above tasks. A line counts as said if it is in a task's source, or is the reason of a
task's field, as a heading or a shared label may be.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.blocks import Placed, Row
from plans.columns import column_named, columns_of
from plans.draft import LeftOut, TaskDraft
from plans.fields import Scope
from plans.filters import (
    is_about_difficulties,
    is_about_money,
    is_catch_all,
    is_closing,
    is_pointer,
    is_running_order,
)
from plans.items import is_heading, is_plain, opens_list
from plans.letterhead import is_place_and_date
from plans.outline import Node, outline
from plans.scopes import enter
from plans.why import Span
from vietnamese.text import squash

UNKNOWN = "không rõ, cần xem"
_REASONS = (
    (is_catch_all, "việc chung, không nêu việc cụ thể"),
    (is_about_difficulties, "nêu cách xử lý khó khăn, vướng mắc"),
    (is_closing, "câu kết"),
    (is_pointer, "chỉ dẫn xem phụ lục"),
    (is_running_order, "chương trình theo giờ, không giao việc"),
    (is_place_and_date, "nơi và ngày ký"),
)
_REASONS_OF_ROW = tuple(each for each in _REASONS if each[0] in (is_catch_all, is_pointer, is_running_order))


@dataclass(frozen=True)
class Said:
    """The spans that tasks and their reasons take up, merged and in order."""

    spans: tuple[Span, ...]

    def gaps(self, start: int, end: int) -> Iterator[Span]:
        """The parts of [start, end) that no task says."""
        at = max(bisect_right(self.spans, (start, end)) - 1, 0)
        for first, last in self.spans[at:]:
            if first >= end:
                break
            if start < first:
                yield start, first
            start = max(start, last)
        if start < end:
            yield start, end

    def covers(self, start: int, end: int) -> bool:
        """True if a task says all of it."""
        return not any(self.gaps(start, end))

    def touches(self, start: int, end: int) -> bool:
        """True if a task says some of it."""
        return list(self.gaps(start, end)) != [(start, end)]


def said_by(tasks: Iterable[TaskDraft]) -> Said:
    """What a draft's tasks say."""
    return said_in(span for task in tasks for span in (task.source, *(why.source for why in task.why)))


def said_in(spans: Iterable[Span]) -> Said:
    """Spans in any order, which may overlap."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return Said(tuple(merged))


def left_out(root: Node, rest: list[Placed], tasks: Iterable[TaskDraft], scope: Scope) -> tuple[LeftOut, ...]:
    """What is in no task of the body `root`, nor of the `rest` below the addressees, in document order."""
    said = said_by(tasks)
    first = next((at for at, child in enumerate(root.children) if child.is_counted or child.row), 0)
    found = _passage(
        [node for child in root.children[:first] for node in child.walk()], "phần mở đầu không giao việc", said, scope
    )
    for child in root.children[first:]:
        found += _under(child, root, scope, said, top=child.is_counted)
    found += _below(rest, said, scope)
    # Lines of one row of a letterhead share its span.
    return tuple({each.source: each for each in found}.values())


def _under(node: Node, parent: Node, scope: Scope, said: Said, *, top: bool = False) -> list[LeftOut]:
    if said.covers(node.start, node.last):
        return []
    scope = enter(node, scope, top=top)
    if not scope.is_read:
        return _not_read(node, scope, said)
    found = _own(node, parent, scope, said)
    return found + [each for child in node.children for each in _under(child, node, scope, said)]


def _not_read(node: Node, scope: Scope, said: Said) -> list[LeftOut]:
    """One line for a section that gives no work, up to the first of its own parts that does."""
    reads = (at for at, child in enumerate(node.children) if enter(child, scope, top=False).is_read)
    cut = next(reads, len(node.children))
    skipped = [below for child in node.children[:cut] for below in child.walk()]
    reason = f"phần này không giao việc ({len(skipped)} dòng)" if skipped else "mục này không giao việc"
    span = node.start, max(below.end for below in [node, *skipped])
    found = [LeftOut(squash(scope.text[node.start : node.end]), reason, span)]
    return found + [each for child in node.children[cut:] for each in _under(child, node, scope, said)]


def _own(node: Node, parent: Node, scope: Scope, said: Said) -> list[LeftOut]:
    """The words of one paragraph or row that no task says."""
    gaps = [gap for gap in said.gaps(node.start, node.end) if any(map(str.isalnum, scope.text[slice(*gap)]))]
    if gaps == [(node.start, node.end)]:
        reason = _reason_of_row(node.row) if node.row else _reason(node, parent, scope, said)
    else:
        reason = "lời dẫn"
    return [LeftOut(squash(scope.text[slice(*gap)]), reason, gap) for gap in gaps if reason]


def _reason(node: Node, parent: Node, scope: Scope, said: Said) -> str | None:
    """Why a whole paragraph is in no task; None for a heading above tasks."""
    if node.children and any(said.touches(child.start, child.last) for child in node.children):
        return None if is_heading(node.text) else "câu mở đầu danh sách"
    return _reason_of_words(node.text, scope) or (_reason_of_place(node, parent) if is_plain(node) else _other(node))


def _reason_of_words(text: str, scope: Scope) -> str | None:
    found = next((reason for is_so, reason in _REASONS if is_so(text)), None)
    return found or ("nói về nguồn kinh phí" if scope.is_money or is_about_money(text) else None)


def _reason_of_place(node: Node, parent: Node) -> str:
    """Why an unmarked paragraph is in no task: where it stands beside a list."""
    if parent.start == parent.end:
        return "đoạn văn ngoài các mục"
    if any(child.start < node.start for child in parent.children if not is_plain(child)):
        return "câu kết, không giao đơn vị nào"
    return "lời dẫn của mục" if len(parent.children) > 1 else UNKNOWN


def _other(node: Node) -> str:
    if node.label:
        return "dòng nhãn không thuộc nhiệm vụ nào"
    if opens_list(node):
        return "câu mở đầu danh sách"
    return "chỉ là tiêu đề" if is_heading(node.text) else UNKNOWN


def _reason_of_row(row: Row) -> str:
    cells = [squash(cell) for cell in row.cells]
    filled = dict.fromkeys(cell for cell in cells if cell)
    if columns_of(row) or all(column_named(cell) or re.fullmatch(r"\(?\d{1,2}\)?", cell) for cell in filled):
        return "dòng tiêu đề của bảng"
    told = next((reason for is_so, reason in _REASONS_OF_ROW if any(map(is_so, filled))), None)
    if told:
        return told
    # A merged cell repeats its words; a serial number alone names nothing.
    names = [cell for cell in filled if not re.fullmatch(r"[\dIVXA-Za-z]{1,4}[.)]?", cell)]
    return "dòng tên nhóm của bảng" if len(names) == 1 else UNKNOWN


def _below(rest: list[Placed], said: Said, scope: Scope) -> list[LeftOut]:
    """What stands below the addressees: rows one by one, the paragraphs between them as passages."""
    found: list[LeftOut] = []
    passage: list[Node] = []
    for node in outline(rest).walk():
        if node.row:
            found += _passage(passage, "phần cuối không giao việc", said, scope) + _own(node, node, scope, said)
            passage = []
        elif node.text:
            passage.append(node)
    return found + _passage(passage, "phần cuối không giao việc", said, scope)


def _passage(nodes: list[Node], reason: str, said: Said, scope: Scope) -> list[LeftOut]:
    """Paragraphs that are not read, as one line with the first of them."""
    nodes = [node for node in nodes if not said.covers(node.start, node.end)]
    if not nodes:
        return []
    text = squash(scope.text[nodes[0].start : nodes[0].end])
    return [LeftOut(text, f"{reason} ({len(nodes)} dòng)", (nodes[0].start, nodes[-1].end))]
