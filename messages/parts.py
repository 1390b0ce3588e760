"""Where one message speaks of several tasks: by numbers, as a list, or by topics."""

import itertools
import re
from dataclasses import dataclass, replace

from messages.corrections import corrects, withdrawn
from messages.pointers import Pointer, pointers
from messages.topics import topics
from messages.understood import Status, Understood
from messages.wording import Span, Wording
from vietnamese.phrases import Phrase, Signs


@dataclass(frozen=True)
class Part:
    """The tasks of a stretch, the spans that speak of them, and where a topic in words is named.

    `state` is what a sign beside the pointer says ("✅ nv1"), `percent` a bare number behind it ("nv2 80, nv3 90").
    """

    refs: tuple[str, ...]
    spans: tuple[Span, ...]
    name: Span | None = None
    state: Status | None = None
    percent: int | None = None


_SEPARATOR = re.compile(
    r"[,;.\n](?= |\n|$)\s*(?:(?:còn|và|nhưng|riêng|con|va|nhung|rieng) )?|\n| (?:còn|và|"
    r"nhưng|con|va|nhung) "
)
_ITEM = Signs(r"(?:^|\n|[;,.:] ?)\s*(?:\((\d{1,2})\)|(\d{1,2})[.)/:-](?!\d))\s*(?=\S)")
_INLINE_ITEM = Signs(r"(?:^|\s)(?:\((\d{1,2})\)|(\d{1,2})(?:\)|[./](?= ?[^\W\d]| \d+ ?%)))\s*(?=\S)")
_LETTERED = Signs(r"(?:^|[\n;,. ])\s*\(?([a-h])\)\s*(?=\S)")
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
_SIGNS = {
    "✅": Status.DONE, "✔": Status.DONE, "☑": Status.DONE, "❌": Status.NOT_STARTED, "✖": Status.NOT_STARTED,
    "⬜": Status.NOT_STARTED, "☐": Status.NOT_STARTED, "⏳": Status.IN_PROGRESS, "🔄": Status.IN_PROGRESS,
}  # fmt: skip
_SIGN_EDGE = " :-–.,\ufe0f\u200d"
_BARE_SHARE = re.compile(
    r"[\s·:=-]*(?:được |duoc |đạt |dat |là |la )?(?P<n>\d{1,2}|100)[\s,;.]*(?:và|va|còn|con)?[\s.]*(?:ạ|a)?"
)
_WHOLE = 100
_GREETING = 6  # words before the first of them
_ALL_WRONG = Phrase(r"^\W*(?:em|tôi|mình|hôm qua|lúc nãy|hồi nãy|sáng nay) [^,.;\n\d]*$")
_THE_REST = Phrase(
    r"[,;.\n ]+(?:(?:thì |còn )*(?:các|những|mấy) (?:nhiệm vụ|việc|nv|mục|cái)(?: còn lại| khác| kia)|còn lại)(?!\w)"
)


def parts(wording: Wording) -> list[Part]:
    """The tasks of a message with their stretches; empty for a reply about one task."""
    found = pointers(wording.hide(withdrawn(wording)))
    if found:
        return _latest(_with_shares(wording, _with_signs(wording, _by_pointers(wording, found))))
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
        replace(part, refs=tuple(r for r in part.refs if last[r] == at or len(part.refs) == 1))
        for at, part in enumerate(found)
    ]


def _with_signs(wording: Wording, found: list[Part]) -> list[Part]:
    """Each part with the sign right before its pointer, or right behind where the first one stands so."""
    if not any(sign in wording.raw for sign in _SIGNS):
        return found
    before = [wording.raw[: wording.origin[p.spans[0][1]][0]].rstrip(_SIGN_EDGE)[-1:] for p in found]
    behind = [wording.raw[wording.origin[p.spans[-1][0] - 1][1] :].lstrip(_SIGN_EDGE)[:1] for p in found]
    signs = before if before and before[0] in _SIGNS else behind
    return [replace(part, state=_SIGNS.get(sign)) for part, sign in zip(found, signs, strict=True)]


def _with_shares(wording: Wording, found: list[Part]) -> list[Part]:
    """Bare numbers are percent where each pointer has one and nothing else: "nv2 80 nv3 90"."""
    shares = [_BARE_SHARE.fullmatch(wording.text[slice(*part.spans[-1])]) for part in found]
    if not all(shares) or len(wording.text[: found[0].spans[0][1]].split() if found else "") > _GREETING:
        return found
    return [replace(part, percent=int(m["n"])) for part, m in zip(found, shares, strict=True) if m]


def stated(part: Part, read: Understood) -> Understood:
    """What a sign or a bare number says where the words say nothing."""
    if part.percent is not None and read.percent is None:
        done = part.percent == _WHOLE
        return replace(read, status=Status.DONE if done else Status.IN_PROGRESS, percent=part.percent, figures=())
    return replace(read, status=part.state) if part.state and read.status is Status.UNCLEAR else read


def corrects_all(wording: Wording, first: Part) -> bool:
    """Whether a correction opens or closes the message, and so is of all its tasks: "đính chính: NV1 40%, NV2 70%"."""
    lead = wording.cut(0, first.spans[0][1]) if len(first.spans) > 1 else wording.cut(0, first.spans[0][0])
    tail = wording.cut(max(0, wording.text.rstrip(" .").rfind(",")), len(wording.text))
    return corrects(lead) or (tail.has(_ALL_WRONG) and corrects(tail))


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
    items = [(m.group(1) or m.group(2), m.start(), m.end()) for m in wording.all(_ITEM)]
    if len(items) < 2:
        items = [(m.group(1) or m.group(2), m.start(), m.end()) for m in wording.all(_INLINE_ITEM)]
        items = items if [int(number) for number, _, _ in items] == list(range(1, len(items) + 1)) else []
    if len(items) < 2:
        items = [(str(ord(m[1]) - ord("a") + 1), m.start(), m.end()) for m in wording.all(_LETTERED)]
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
