"""Grouping what stands under a heading into blocks: content, then the label lines that close it (rule 1)."""

from dataclasses import dataclass, field

from plans.labels import CLOSING_KINDS, Label, LabelKind, split_inline
from plans.outline import Node
from plans.prose import units_of_heading
from vietnamese.unit_lists import is_unit_head


@dataclass
class LabelBlock:
    """The paragraphs of one task and its labels; `late` counts contents that came after the labels."""

    contents: list[Node] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    late: int = 0

    def has(self, kind: LabelKind) -> bool:
        """True if a label of this kind is among the block's."""
        return any(label.kind is kind for label in self.labels)


def has_labels(node: Node) -> bool:
    """True if label lines stand directly under a node."""
    return any(child.label is not None and child.label.kind in CLOSING_KINDS for child in node.children)


def label_blocks(node: Node, *, own_sentence: bool) -> list[LabelBlock]:
    """The blocks under a node, in order. The last one has no labels where content follows the last label line."""
    blocks = [LabelBlock()]
    waiting: LabelKind | None = None
    for child in node.children:
        # "Cơ quan phối hợp:" with one unit a line below it.
        is_next = bool(blocks[-1].nodes) and blocks[-1].nodes[-1].label is not None
        if (
            child.label is None
            and waiting
            and (waiting is LabelKind.TIME or units_of_heading(child.text) or (is_next and is_unit_head(child.text)))
        ):
            blocks[-1].labels.append(Label(waiting, child.text).at(child.start, child.end))
            blocks[-1].nodes.append(child)
            continue
        if child.label is None or child.label.kind is LabelKind.CONTENT:
            waiting = None
            _add_content(blocks, child, own_sentence=own_sentence and len(blocks) == 1)
        else:
            waiting = _add_labels(blocks, child)
    return blocks


def _add_content(blocks: list[LabelBlock], child: Node, *, own_sentence: bool) -> None:
    block = blocks[-1]
    closed = any(label.kind in CLOSING_KINDS and label.value for label in block.labels) or any(
        split_inline(content.text)[1] for content in block.contents
    )
    if closed and (block.contents or own_sentence) and not block.late:
        blocks.append(LabelBlock())
    elif closed:
        block.late += 1
    blocks[-1].contents.append(child)
    blocks[-1].nodes.append(child)


def _add_labels(blocks: list[LabelBlock], child: Node) -> LabelKind | None:
    """Adds a label line's labels; the kind whose value is to follow on the next lines, if it is empty."""
    label = child.label
    if label is None:
        return None
    # The same label again: what came after the first labels was the next task, not more of this one.
    if blocks[-1].late and blocks[-1].has(label.kind):
        first = blocks[-1]
        moved = first.contents[-first.late :]
        del first.contents[-first.late :]
        first.late = 0
        first.nodes = [node for node in first.nodes if node not in moved]
        blocks.append(LabelBlock(contents=moved, nodes=list(moved)))
    _, inline = split_inline(child.text)
    blocks[-1].labels += [each.at(child.start, child.end) for each in inline] if len(inline) > 1 else [label]
    blocks[-1].nodes.append(child)
    return label.kind if not label.value and label.kind in CLOSING_KINDS else None
