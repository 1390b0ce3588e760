"""Where one message speaks of several tasks: by numbers, as a list, or by topics."""

import itertools
import re

from messages.pointers import Pointer, pointers
from messages.topics import topics
from messages.wording import Span, Wording
from vietnamese.phrases import Phrase

Part = tuple[tuple[str, ...], list[Span]]  # the tasks, and the stretches that speak of them

_SEPARATOR = re.compile(r"[,;.\n](?= |\n|$)\s*|\n| (?:còn|và|nhưng|con|va|nhung) ")
_ITEM = re.compile(r"(?:^|\n|[;,.] ?)\s*(?:\((\d{1,2})\)|(\d{1,2})[.)/:-](?!\d))\s*(?=\S)")
_SHORT_ITEM = Phrase(
    (
        r"(?:^|[,;.\n]\s*|và )(?P<number>\d{1,2})(?: thì| đã)? ?(?=(?:xong|chưa|đang|hoàn thành|rồi|ok|"
        r"gần xong|sắp xong|được|đạt|vướng|chờ|không|\d+ ?%|một nửa)(?!\w))"
    ),
)
_WITHDRAWN = Phrase(
    r"không phải(?: là)? (?:·|nv|nhiệm vụ|việc|mục)[^,;.\n]*?(?=,? ?(?:mà|là))",
    r"(?:chứ|chớ) (?:không|chẳng)(?: phải)?(?: là)? (?:nv|nhiệm vụ|việc|mục)[^,;.\n]*",
)


def withdrawn(wording: Wording) -> list[Span]:
    """ "không phải NV 3 (mà là NV 4)": the pointer taken back."""
    return [m.span() for m in wording.all(_WITHDRAWN)]


def parts(wording: Wording) -> list[Part]:
    """The tasks of a message with their stretches; empty for a reply about one task."""
    found = pointers(wording.hide(withdrawn(wording)))
    if found:
        return _by_pointers(wording, found)
    return _by_list(wording) or [((name,), [span]) for name, span in topics(wording)]


def _by_pointers(wording: Wording, found: list[Pointer]) -> list[Part]:
    if len({ref for p in found for ref in p.refs}) < 2:
        return []
    cuts = [0, *(_cut(wording, left, right) for left, right in itertools.pairwise(found)), len(wording.text)]
    return [
        (pointer.refs, [(start, pointer.start), (pointer.end, end)])
        for pointer, start, end in zip(found, cuts, cuts[1:], strict=False)
    ]


def _cut(wording: Wording, left: Pointer, right: Pointer) -> int:
    """Where the words about one pointer end: at the last separator before the next, else right before it."""
    marks = [m.start() for m in _SEPARATOR.finditer(wording.text, left.end, right.start)]
    if marks:
        return marks[-1]
    return right.start


def _by_list(wording: Wording) -> list[Part]:
    items = [(m.group(1) or m.group(2), m.start(), m.end()) for m in _ITEM.finditer(wording.text)]
    if len(items) < 2:
        items = [(m.group("number"), m.start(), m.end()) for m in wording.all(_SHORT_ITEM)]
    numbers = [int(number) for number, _, _ in items]
    if len(items) < 2 or numbers != sorted(set(numbers)):
        return []
    ends = [*(start for _, start, _ in items[1:]), len(wording.text)]
    return [((f"NV {int(n)}",), [(start, end)]) for (n, _, start), end in zip(items, ends, strict=True)]
