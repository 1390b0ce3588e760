"""The units that one cell of a task table names: a list over several lines, or labels of its own."""

import re
from dataclasses import replace

from plans.fields import labelled_units, lead_value
from plans.label_ends import ended
from plans.labels import CLOSING_KINDS, Label, LabelKind, label_of, split_inline
from plans.why import Clue
from vietnamese.unit_lists import is_unit_head, split_units

_BULLET = re.compile(r"[-–+•*]\s*")


def cell_labels(cell: str) -> list[Label]:
    """The labels in a cell ("Chủ trì: X / Phối hợp: Y, Z"), each with all its lines; empty for any other cell."""
    for short, whole in (("CT", "Chủ trì"), ("PH", "Phối hợp"), ("TH", "Thực hiện")):
        cell = re.sub(rf"(?<!\w){short}\s*:", f"{whole}:", cell)
    labels: list[Label] = []
    lines: list[list[str]] = [[]]
    for line in filter(None, map(str.strip, cell.splitlines())):
        before, inline = split_inline(_BULLET.sub("", line, count=1))
        first = label_of(before or line) if not inline or before else None
        if first is not None and first.kind in CLOSING_KINDS:
            inline = [first, *inline]
        elif before:
            lines[-1].append(line if not inline else before)
        labels += inline
        lines += [[label.value] for label in inline]
    if not labels:
        return []
    named = [replace(label, value=units_text("\n".join(own))) for label, own in zip(labels, lines[1:], strict=True)]
    # Words before the first label are the unit that leads: "Sở A (phối hợp: Sở B)".
    return ended([*([Label(LabelKind.LEAD, units_text("\n".join(lines[0])))] if lines[0] else []), *named])


def cell_units(cell: str, *, joint: bool = True) -> tuple[list[str], list[str]]:
    """Leads and cooperators of a cell; not `joint`: of a list without other words the first one leads."""
    if labels := cell_labels(cell):
        leads, cooperators = labelled_units(labels)
        return list(leads.value), list(cooperators.value)
    return lead_value(units_text(cell), joint=joint)


def cell_list(cell: str) -> list[str]:
    """The units of a cell that names one kind only."""
    return split_units(units_text(cell))


def cell_time(cell: str, *clues: Clue) -> Label | None:
    """The time that a cell of units states with a label of its own."""
    found = next((label for label in cell_labels(cell) if label.kind is LabelKind.TIME and label.value), None)
    return found and replace(found, clue=clues[0] if clues else found.clue)


def units_text(cell: str) -> str:
    """Lines of a cell that begin a unit are entries of a list; others go on with the line before."""
    text = ""
    for line in map(str.strip, cell.splitlines()):
        words = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
        is_entry = (
            words != line
            or re.search(r"[;,.]$", text)
            or (words[:1].isupper() and " " in words and is_unit_head(words))
        )
        text += ("; " if is_entry and text else " ") + words
    return text.strip()
