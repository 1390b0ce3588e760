"""Where one message speaks of several tasks: by numbers, as a list, or by topics."""

import itertools
import re
from dataclasses import dataclass

from messages.corrections import corrects, withdrawn
from messages.pointers import Pointer, pointers
from messages.topics import topics
from messages.wording import Span, Wording
from vietnamese.phrases import Phrase


@dataclass(frozen=True)
class Part:
    """The tasks of a stretch, the spans that speak of them, and where a topic in words is named."""

    refs: tuple[str, ...]
    spans: tuple[Span, ...]
    name: Span | None = None


_SEPARATOR = re.compile(
    r"[,;.\n](?= |\n|$)\s*(?:(?:còn|và|nhưng|riêng|con|va|nhung|rieng) )?|\n| (?:còn|và|"
    r"nhưng|con|va|nhung) "
)
_ITEM = re.compile(r"(?:^|\n|[;,.:] ?)\s*(?:\((\d{1,2})\)|(\d{1,2})[.)/:-](?!\d))\s*(?=\S)")
_INLINE_ITEM = re.compile(r"(?:^|\s)(?:\((\d{1,2})\)|(\d{1,2})(?:\)|[./](?= ?[^\W\d])))\s*(?=\S)")
_SHORT_ITEM = Phrase(
    (
        r"(?:^|[,;\n]\s*|\.\s+|và )(?:số )?(?P<number>(?:i{1,3}|iv|v)\.\d{1,2}|\d{1,2}(?: ?(?:,|"
        r"và) ?\d{1,2})*)(?: thì| đã)? ?(?=(?:xong|chưa|"
        r"đang|hoàn thành|rồi|ok|gần xong|sắp xong|được|đạt|vướng|chờ|không|\d+ ?%|một nửa)(?!\w))"
    ),
)
_STATE = Phrase(r"xong|hoàn thành|chưa|đang|chờ|được|đạt|\d+ ?%|rồi|vướng|ok")
_OWN_STATE = Phrase(
    r"^\W*(?:thì |là |mới |còn |vẫn |cũng |đã |được |đạt |khoảng )*(?:xong|hoàn thành|chưa|đang|chờ|vướng|ok|\d+ ?%)"
)
# "NV2; NV3 và NV4 xong", "NV2 như NV1, chưa làm": what is said behind is said of all.
_TOGETHER = re.compile(r"(?:và|va|với|voi|cả|ca|lẫn|lan|cùng|cung|cũng|như|nhu|giống|giong|tương tự|tuong tu|,| )*")
_EACH = re.compile(r"\s*(?:[,;]|và(?= )|va(?= ))\s*")
_VALUE = Phrase(r"(?:lần lượt |là |đạt |được |khoảng |: ?)*\d{1,3} ?%(?: ạ| nhé| a)*")
_THE_REST = Phrase(
    r"[,;.\n ]+(?:(?:thì |còn )*(?:các|những|mấy) (?:nhiệm vụ|việc|nv|mục|cái)(?: còn lại| khác| kia)|còn lại)(?!\w)"
)


def parts(wording: Wording) -> list[Part]:
    """The tasks of a message with their stretches; empty for a reply about one task."""
    found = pointers(wording.hide(withdrawn(wording)))
    if found:
        return _latest(_by_pointers(wording, found))
    found_in_list = _by_list(wording)
    if found_in_list or corrects(wording):
        return found_in_list
    return [Part((topic.words,), (topic.stretch,), topic.name) for topic in topics(wording)]


def _latest(found: list[Part]) -> list[Part]:
    """Of several tasks named together, those that have a state of their own behind are left out.

    "NV1 đến NV5 xong, riêng NV3 chưa".
    """
    last = {ref: at for at, part in enumerate(found) for ref in part.refs}
    return [
        Part(tuple(r for r in part.refs if last[r] == at or len(part.refs) == 1), part.spans)
        for at, part in enumerate(found)
    ]


def _joined(wording: Wording, found: list[Pointer]) -> list[Pointer]:
    """Pointers named in one breath ("NV1, NV2 và NV3 xong"); in "xong NV1, NV2 chưa" each has its own state."""
    groups = [found[0]]
    for pointer in found[1:]:
        last = groups[-1]
        between = wording.text[last.end : pointer.start].strip(" ,;&+/")
        own_state = wording.cut(0, found[0].start).has(_STATE) and wording.after(pointer.end).has(_OWN_STATE)
        ends = [int(ref[3:]) for ref in (last.refs[-1], pointer.refs[0]) if ref[3:].isdigit()]
        if between in ("-", "–", "đến", "den") and len(ends) == 2 and ends[0] < ends[1] < ends[0] + 30:
            refs = last.refs + tuple(f"NV {n}" for n in range(ends[0] + 1, ends[1])) + pointer.refs
            groups[-1] = Pointer(refs, last.start, pointer.end)
        elif _TOGETHER.fullmatch(between) and not own_state:
            groups[-1] = Pointer(last.refs + pointer.refs, last.start, pointer.end)
        else:
            groups.append(pointer)
    return groups


def _by_pointers(wording: Wording, found: list[Pointer]) -> list[Part]:
    found = _joined(wording, found)
    if len({ref for p in found for ref in p.refs}) < 2:
        return []
    end = _end(wording, found[-1].end)
    cuts = [0, *(_cut(wording, left, right) for left, right in itertools.pairwise(found)), end]
    return [
        part
        for pointer, start, end in zip(found, cuts, cuts[1:], strict=False)
        for part in _each(wording, pointer, start, end)
    ]


def _each(wording: Wording, pointer: Pointer, start: int, end: int) -> list[Part]:
    """One part, or for "NV1, NV2: 50%, 60%" one for each value."""
    marks = [pointer.end, *(m.end() for m in _EACH.finditer(wording.text, pointer.end, end) if m.end() < end), end]
    values = [(left, right) for left, right in itertools.pairwise(marks) if right > left]
    value = _VALUE.on(plain=wording.plain)
    if 1 < len(pointer.refs) == len(values) and all(
        value.fullmatch(wording.text[left:right].strip(" ,;:.\n").removesuffix(" và").removesuffix(" va"))
        for left, right in values
    ):
        return [Part((ref,), (span,)) for ref, span in zip(pointer.refs, values, strict=True)]
    return [Part(pointer.refs, ((start, pointer.start), (pointer.end, end)))]


def _end(wording: Wording, start: int) -> int:
    """Where the last task's words end: "NV1 với NV3 xong, còn lại chưa" closes with tasks that are not named."""
    rest = wording.find(_THE_REST, start)
    return rest.start() if rest else len(wording.text)


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
    named = [re.findall(r"(?:[ivx]+\.)?\d+", numbers) for numbers, _, _ in items]
    counted = [int(name) for names in named for name in names if name.isdigit()]
    rising = counted == sorted(set(counted))
    if len(items) < 2 or not (rising or (len(items) > 2 and len(set(counted)) == len(counted))):
        return []
    ends = [*(start for _, start, _ in items[1:]), len(wording.text)]
    return [
        Part(tuple(f"NV {name.lstrip('0').upper() or name}" for name in names), ((start, end),))
        for names, (_, _, start), end in zip(named, items, ends, strict=True)
    ]
