"""Paragraphs of a typed text told by the indent of their first line, where nothing else parts them."""

import re

from plans.markers import marker_of

_SENTENCE_END = re.compile(r"[.;:!?]['\"”)\]]?\s*$")


def parted_by_indents(lines: list[str]) -> list[str]:
    """The lines, with a blank one before each indented line that follows a full stop; all as they are elsewhere."""
    if not _indents_paragraphs(lines):
        return lines
    parted: list[str] = []
    for line in lines:
        if parted and _is_indented(line) and _SENTENCE_END.search(parted[-1]):
            parted.append("")
        parted.append(line)
    return parted


def _is_indented(line: str) -> bool:
    return bool(re.match(r"(?:\t| {2,})\S", line))


def _indents_paragraphs(lines: list[str]) -> bool:
    """True for a text whose items begin with an indent and whose wrapped lines begin without one."""
    marked = [line for line in lines if marker_of(line.strip())]
    wrapped = [line for line in lines if line[:1].islower()]
    indented = sum(map(_is_indented, marked))
    return len(wrapped) >= 3 and indented >= 3 and indented >= 0.7 * len(marked)
