"""The outline of a document: which paragraph stands under which heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from plans.blocks import Paragraph, Placed, Row
from plans.labels import CLOSING_KINDS, Label, LabelKind, label_of
from plans.markers import Level, marker_of
from plans.prose import subject_of, units_of_heading
from plans.sections import names_section, opens_aims, section_of
from vietnamese.unit_lists import is_unit_head

_STAGE = re.compile(r"(?:đợt|giai đoạn|bước|vòng|tuần)\s+(?:\d|[IVX]+|thứ \w+|một|hai|ba)\b[^;]{0,140}[^.;]", re.I)
# "Bước 2. Sơ tuyển": a stage that is named and not dated carries paragraphs and label lines as a number does.
_NAMED_STAGE = re.compile(r"((?:bước|đợt|giai đoạn|vòng)\s+(?:\d{1,2}|[IVX]+))\s*[.:)\-–]\s*(?=[^\W\d_])", re.I)
_DUTIES_OF = re.compile(r"(?:phân công )?(?:trách nhiệm|nhiệm vụ) (?:của|cho|đối với) (?:các|từng) [^.;:]{2,60}", re.I)
# What closes a plan below its last item, and is no part of that item.
_CLOSES = re.compile(
    r"(?:trên đây là|nhận được|yêu cầu|đề nghị|trong quá trình|căn cứ (?:vào )?(?:nội dung|kế hoạch)"
    r"|kế hoạch (?:này|được)|giao|(?:ngoài ra|đồng thời|bên cạnh đó)\b[^.;]{0,90}\b(?:yêu cầu|đề nghị|giao))\b",
    re.I,
)
# "d) Hình thức khen thưởng: ..." among labels, whatever its name.
_NAMED_VALUE = re.compile(r"[^:.;,]{4,45}:\s+\S")
_STARS = ("*", "•", "●", "▪")
_BARE_HEADING = re.compile(r"[^.;:]{6,120}[:.]?")


@dataclass
class Node:
    """One paragraph or table row and what stands under it; `text` is without its marker."""

    text: str = ""
    name: str | None = None  # the marker as written, "2.1"
    level: Level = Level.PLAIN
    start: int = 0
    end: int = 0
    label: Label | None = None
    row: Row | None = None
    is_starred: bool = False  # a heading behind "*", as sections without numbers have
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def is_counted(self) -> bool:
        """True for a number or letter, which can carry label lines and paragraphs."""
        return self.level < Level.OPENER

    @property
    def last(self) -> int:
        """Where the last of this node's words end."""
        return max(node.end for node in self.walk())


def outline(placed: list[Placed]) -> Node:
    """The tree of a run of blocks under one root."""
    root = Node(level=Level.PART, start=placed[0].start if placed else 0)
    root.level = Level.PART
    path = [root]
    # Communes and schools often leave their sections unnumbered.
    are_unmarked = not any(_is_section(item) for item in placed)
    for at, item in enumerate(placed, 1):
        node = _node(item)
        around = placed[max(at - 2, 0) : at + 1]
        is_section = are_unmarked and _heads_section(around, node)
        if is_section:
            node.level = Level.SECTION
        elif (
            _names_unit(around, node)
            or _heads_labels(around, node)
            or (are_unmarked and _heads_dashes(around, node))
            or _tells_unit(node)
        ):
            node.level = Level.LETTER
        elif _heads_bullets(node, placed[at : at + 1], path):
            node.level, node.name = Level.LETTER, None
        elif len(path) == 1 and node.level == Level.OPENER and opens_aims(node.text):
            node.level = Level.SECTION
        if node.level == Level.PLAIN and node.label is None and any(each.label for each in path[-1].children[-2:]):
            node.label = _bare_label(node)
        if _names_part(node, path[-1]):
            path[-1].text, path[-1].end = node.text, node.end
            continue
        del path[_depth_for(node, path, is_last=at == len(placed)) :]
        path[-1].children.append(node)
        if node.label is None and node.row is None and node.level < Level.PLAIN:
            path.append(node)
    for node in list(root.walk()):
        node.children = _with_own_labels(node.children)
    return root


def _bare_label(node: Node) -> Label | None:
    """A label without a colon on a line of its own, where others stand above it and its value will follow."""
    label = label_of(f"{node.text}:") if node.row is None and len(node.text.split()) < 6 else None
    return label.at(node.start, node.end) if label and label.kind in CLOSING_KINDS else None


def _is_section(item: Placed) -> bool:
    if isinstance(item.block, Row) or not (marker := marker_of(item.block.text)):
        return False
    is_number = marker.level == Level.NUMBER
    return marker.level <= Level.SECTION or (is_number and names_section(item.block.text[marker.end :]))


def _node(item: Placed) -> Node:
    if isinstance(item.block, Row):
        return Node(start=item.start, end=item.end, row=item.block)
    text = item.block.text
    label = label_of(text)
    marker = marker_of(text)
    node = Node(text, start=item.start, end=item.end, label=label and label.at(item.start, item.end))
    if marker:
        node.name, node.level, node.text = marker.name, marker.level, text[marker.end :].strip()
    elif label is None and _is_bare_heading(item.block):
        node.level = Level.SECTION
    elif label is None and (stage := _named_stage(text)):
        node.name, node.level, node.text = stage[1], Level.LETTER, text[stage.end() :].strip()
    elif label is None and (text.endswith(":") or _STAGE.fullmatch(text)):
        node.level = Level.OPENER
    return node


def _named_stage(text: str) -> re.Match[str] | None:
    stage = _NAMED_STAGE.match(text)
    return stage if stage and _STAGE.fullmatch(text) and not re.search(r"\d|:$", text[stage.end() :]) else None


def _heads_section(around: list[Placed], node: Node) -> bool:
    """True for a section's usual name on a line of its own, and for "Trách nhiệm của các đơn vị" above a unit."""
    if node.level != Level.PLAIN or node.label is not None or node.row is not None:
        return False
    below = _node(around[2]) if len(around) > 2 else node
    return names_section(node.text) or bool(_DUTIES_OF.fullmatch(node.text) and units_of_heading(below.text))


def _tells_unit(node: Node) -> bool:
    """True for an unmarked paragraph that opens with a unit and what that is to do: "Tổ bảo vệ: Sắp xếp chỗ để xe."."""
    head, _, work = node.text.partition(": ")
    if node.level != Level.PLAIN or node.label or node.row or len(work.split()) < 4 or len(head) > 120:
        return False
    # "Trưởng ban: Ông An", "Phòng Nội vụ: 02 người" name people.
    return bool(units_of_heading(head)) and not is_unit_head(work) and not work[0].isdigit()


def _names_unit(around: list[Placed], node: Node) -> bool:
    """True for a unit's name on a line of its own above what that unit is to do, without number or colon."""
    if node.level != Level.PLAIN or node.label or node.row or len(around) < 3 or not units_of_heading(node.text):
        return False
    before, after = (_node(item) for item in (around[0], around[2]))
    # Behind an empty label, or among its like, it is an entry of a list of units.
    is_entry = before.label is not None or bool(units_of_heading(before.text) and before.level == Level.PLAIN)
    works = after.label is None and after.row is None and not units_of_heading(after.text)
    return not is_entry and works and after.level in (Level.PLAIN, Level.DASH) and node.text[-1].isalnum()


def _heads_labels(around: list[Placed], node: Node) -> bool:
    """True for a short line between a list and label lines: the heading of what the labels speak of."""
    if node.level != Level.PLAIN or node.label or node.row or len(around) < 3 or len(node.text) > 100:
        return False
    before, after = (_node(item) for item in (around[0], around[2]))
    is_name = node.text[0].isupper() and (node.text[-1].isalnum() or node.text[-1] in '”")')
    follows_list = before.level in (Level.DASH, Level.PLUS) and before.label is None
    return is_name and follows_list and after.label is not None and after.label.kind is not LabelKind.CONTENT


def _heads_dashes(around: list[Placed], node: Node) -> bool:
    """True for a short line above dashes, where sections have no numbers and so their parts have none."""
    if node.level != Level.PLAIN or node.label or node.row or len(around) < 3 or not 4 <= len(node.text) <= 80:
        return False
    below = _node(around[2])
    is_name = node.text[0].isupper() and node.text[-1].isalnum() and not names_section(node.text)
    return is_name and below.level == Level.DASH and below.label is None and not subject_of(node.text)


def _with_own_labels(children: list[Node]) -> list[Node]:
    """Siblings with lettered label lines ("b) Thời gian: ...") put below the lettered item that they speak of."""
    kept: list[Node] = []
    labelled = False
    for child in children:
        before = kept[-1] if kept else None
        if labelled and child.is_counted and child.label is None and _is_value(child):
            child.label = Label(LabelKind.OTHER, child.text.partition(":")[2].strip()).at(child.start, child.end)
        is_label = child.label is not None and child.is_counted
        labelled = is_label and (labelled or (child.label is not None and child.label.kind in CLOSING_KINDS))
        if is_label and before and before.is_counted and before.label is None and before.level == child.level:
            before.children.append(child)
        else:
            kept.append(child)
    return kept


def _is_value(node: Node) -> bool:
    named = _NAMED_VALUE.match(node.text)
    return bool(named) and not node.children and not units_of_heading(node.text.partition(":")[0])


def _heads_bullets(node: Node, after: list[Placed], path: list[Node]) -> bool:
    """True for a starred unit or heading above dashes, "* Nhà trường:", and for the starred items beside it."""
    if node.level != Level.DASH or node.name not in _STARS or node.label:
        return False
    # Its number may carry the heading; of a starred heading only the text is left.
    if any(above.is_starred for above in path):
        return True
    below = _node(after[0]) if after else node
    is_heading = node.text.endswith(":") or bool(units_of_heading(node.text) or _STAGE.fullmatch(node.text))
    node.is_starred = is_heading and below.level == Level.DASH and below.name not in _STARS
    return node.is_starred


def _closes(node: Node, last: Node, *, is_last: bool) -> bool:
    has_own_words = bool(last.children) or last.text.endswith((".", ";"))
    if node.row is not None or not has_own_words:
        return False
    # Below a heading with paragraphs alone the last one is like the others.
    are_alike = bool(last.children) and all(child.level == Level.PLAIN for child in last.children)
    return bool(_CLOSES.match(node.text)) or (is_last and not are_alike and bool(subject_of(node.text)))


def _names_part(node: Node, last: Node) -> bool:
    """True for the line below "Phần thứ hai" that says what the part is about."""
    is_waiting = last.level == Level.PART and last.name is not None and not last.text and not last.children
    return is_waiting and node.name is None and node.row is None and node.label is None and len(node.text) < 200


def _is_bare_heading(block: Paragraph) -> bool:
    """An unnumbered heading of a section: in capitals, or set as a heading, and saying what stands under it."""
    text = block.text
    return bool((text.isupper() or block.heading) and _BARE_HEADING.fullmatch(text) and section_of(text))


def _depth_for(node: Node, path: list[Node], *, is_last: bool) -> int:
    """How much of the path encloses a node; label lines and plain paragraphs belong to numbers, never to dashes."""
    # A label line under a dash still speaks for the numbered item: "2.2 ... - slogan - slogan + Chủ trì: X".
    if node.label is not None:
        limit = min(node.level, Level.OPENER)
    elif node.level == Level.PLAIN:
        limit = Level.NUMBER if _closes(node, path[-1], is_last=is_last) else Level.OPENER
    else:
        limit = node.level
    return next((at for at in range(1, len(path)) if path[at].level >= limit), len(path))
