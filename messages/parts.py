"""Where one message speaks of several tasks: by numbers, as a list, or by topics."""

import itertools
import re

from messages.corrections import withdrawn
from messages.pointers import Pointer, pointers
from messages.topics import topics
from messages.wording import Span, Wording
from vietnamese.phrases import Phrase

Part = tuple[tuple[str, ...], list[Span]]  # the tasks, and the stretches that speak of them

_SEPARATOR = re.compile(
    r"[,;.\n](?= |\n|$)\s*(?:(?:còn|và|nhưng|riêng|con|va|nhung|rieng) )?|\n| (?:còn|và|"
    r"nhưng|con|va|nhung) "
)
_ITEM = re.compile(r"(?:^|\n|[;,.] ?)\s*(?:\((\d{1,2})\)|(\d{1,2})[.)/:-](?!\d))\s*(?=\S)")
_INLINE_ITEM = re.compile(r"(?:^|\s)(?:\((\d{1,2})\)|(\d{1,2})\))\s*(?=\S)")
_SHORT_ITEM = Phrase(
    (
        r"(?:^|[,;.\n]\s*|và )(?P<number>\d{1,2})(?: thì| đã)? ?(?=(?:xong|chưa|đang|hoàn thành|rồi|ok|"
        r"gần xong|sắp xong|được|đạt|vướng|chờ|không|\d+ ?%|một nửa)(?!\w))"
    ),
)
_STATE = Phrase(r"xong|hoàn thành|chưa|đang|chờ|được|đạt|\d+ ?%|rồi|vướng|ok")


def parts(wording: Wording) -> list[Part]:
    """The tasks of a message with their stretches; empty for a reply about one task."""
    found = pointers(wording.hide(withdrawn(wording)))
    if found:
        return _by_pointers(wording, found)
    return _by_list(wording) or [((name,), [span]) for name, span in topics(wording)]


def _joined(wording: Wording, found: list[Pointer]) -> list[Pointer]:
    """Pointers named in one breath ("NV1, NV2 và NV3 xong"); in "xong NV1, NV2 chưa" each has its own state."""
    groups = [found[0]]
    for pointer in found[1:]:
        last = groups[-1]
        between = wording.text[last.end : pointer.start].strip(" ,&+/")
        own_state = wording.cut(0, found[0].start).has(_STATE) and wording.cut(pointer.end, len(wording.text)).has(
            _STATE
        )
        ends = [int(ref[3:]) for ref in (last.refs[-1], pointer.refs[0]) if ref[3:].isdigit()]
        if between in ("-", "–", "đến", "den") and len(ends) == 2 and ends[0] < ends[1] < ends[0] + 30:
            refs = last.refs + tuple(f"NV {n}" for n in range(ends[0] + 1, ends[1])) + pointer.refs
            groups[-1] = Pointer(refs, last.start, pointer.end)
        elif between in ("", "và", "va", "với", "voi", "cả", "ca", "lẫn") and not own_state:
            groups[-1] = Pointer(last.refs + pointer.refs, last.start, pointer.end)
        else:
            groups.append(pointer)
    return groups


def _by_pointers(wording: Wording, found: list[Pointer]) -> list[Part]:
    found = _joined(wording, found)
    if len({ref for p in found for ref in p.refs}) < 2:
        return []
    cuts = [0, *(_cut(wording, left, right) for left, right in itertools.pairwise(found)), len(wording.text)]
    return [
        (pointer.refs, [(start, pointer.start), (pointer.end, end)])
        for pointer, start, end in zip(found, cuts, cuts[1:], strict=False)
    ]


def _cut(wording: Wording, left: Pointer, right: Pointer) -> int:
    """Where the words about one pointer end: at the last separator before the next, else right before it."""
    marks = [m.end() for m in _SEPARATOR.finditer(wording.text, left.end, right.start)]
    if marks:
        return marks[-1]
    return right.start


def _by_list(wording: Wording) -> list[Part]:
    """A numbered list: an item a line or clause, "1) xong 2) chưa" counted from one, or "1 xong, 3 chưa"."""
    items = [(m.group(1) or m.group(2), m.start(), m.end()) for m in _ITEM.finditer(wording.text)]
    if len(items) < 2:
        items = [(m.group(1) or m.group(2), m.start(), m.end()) for m in _INLINE_ITEM.finditer(wording.text)]
        items = items if [int(number) for number, _, _ in items] == list(range(1, len(items) + 1)) else []
    if len(items) < 2:
        items = [(m.group("number"), m.start(), m.end()) for m in wording.all(_SHORT_ITEM)]
    numbers = [int(number) for number, _, _ in items]
    if len(items) < 2 or numbers != sorted(set(numbers)):
        return []
    ends = [*(start for _, start, _ in items[1:]), len(wording.text)]
    return [((f"NV {int(n)}",), [(start, end)]) for (n, _, start), end in zip(items, ends, strict=True)]
