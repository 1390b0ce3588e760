"""Why a field has its value: every finding carries the way it was found and the place where its words stand."""

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from plans.draft import Kind, Why
from vietnamese.dates import Timing
from vietnamese.text import squash

Value = TypeVar("Value")
Value_co = TypeVar("Value_co", covariant=True)
Span = tuple[int, int]

FIELDS = {
    "leads": "chủ trì",
    "cooperators": "phối hợp",
    "timing": "thời gian",
    "output": "sản phẩm",
    "targets": "chỉ tiêu",
    "title": "tên nhiệm vụ",
    "kind": "loại nhiệm vụ",
}
"""The fields whose origin is told, in an office's words."""


class Way(Enum):
    """A way of finding a value: what people call it, where {} is the field, and how sure it is, 0 to 1."""

    LABEL = "dòng {}", 1.0
    INLINE = "nhãn {} trong câu", 1.0
    COLUMN = "cột {}", 1.0
    SECTION = "tên phần", 0.95
    OWN_TITLE = "tiêu đề riêng", 0.95
    QUOTE = "trích nội dung", 0.95
    ABOVE = "như dòng trên", 0.9
    OPENING = "đứng đầu mục", 0.9
    SUBJECT = "chủ ngữ của câu", 0.8
    WITH = "“phối hợp” trong câu", 0.8
    SENTENCE = "lời văn của câu", 0.8
    SHARED = "dòng {} chung của các mục", 0.75
    LEAD_IN = "câu mở đầu danh sách", 0.7
    HEADING = "tiêu đề phía trên", 0.7

    def __init__(self, people_say: str, sure: float) -> None:
        self.people_say = people_say
        self.sure = sure


@dataclass(frozen=True)
class Clue:
    """Where a rule saw a value: `words` within `place`, [start, end) of the plan's text; without words all of it."""

    way: Way
    place: Span = (0, 0)
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found(Generic[Value_co]):
    """A value with its clues; false where there is no value."""

    value: Value_co
    clues: tuple[Clue, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.value)


Units = Found[tuple[str, ...]]
NOBODY: Units = Found(())
ACTIVITY = Found(Kind.ACTIVITY)
NO_TIME: Found[Timing | None] = Found(None)


def found_in(value: Value, way: Way, place: Span, *words: str) -> Found[Value]:
    """A value with one clue."""
    return Found(value, (Clue(way, place, words),))


def explain(text: str, **fields: Found[object]) -> tuple[Why, ...]:
    """Why each of the fields has its value, with the exact words of the plan's text."""
    return tuple(why for field, found in fields.items() if found for why in _reasons(field, found.clues, text))


def _reasons(field: str, clues: tuple[Clue, ...], text: str) -> list[Why]:
    spans = dict.fromkeys((clue.way, _span(clue, text)) for clue in clues)
    return [
        Why(field, squash(text[slice(*span)]), span, way.sure, way.people_say.format(FIELDS[field]))
        for way, span in spans
    ]


def _span(clue: Clue, text: str) -> Span:
    """From the first to the last of the clue's words; the whole place where the document spells them otherwise."""
    start, end = clue.place
    passage = text[start:end].replace("\n", " ")
    spots = [(passage.find(words), len(words)) for words in map(squash, clue.words)]
    if not spots or any(at < 0 for at, _ in spots):
        return start, end
    return start + min(at for at, _ in spots), start + max(at + length for at, length in spots)
