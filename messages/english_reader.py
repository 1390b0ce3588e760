"""What plan reader and report say in Vietnamese, in English; what they quote from documents and people stays as it is.

The sentences are those of templates/en/reader.txt: a Vietnamese one, and below it, indented, what it says. `{}` stands
for words that stay as they are, or outside quotes for a day; `<>` for words that have their own English there.
"""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from vietnamese.english import day

_READER = Path(__file__).parent / "templates" / "en" / "reader.txt"
_SLOT = re.compile(r"“\{\}”|\{\}|<>")
_DAY = re.compile(r"(\d{2})/(\d{1,2})/(\d{4})")


def _sentences(lines: list[str]) -> Iterator[tuple[str, str]]:
    lines = [line for line in lines if line and not line.startswith("#")]
    for said, told in zip(lines[::2], lines[1::2], strict=True):
        yield said, told.strip()


def _pattern(said: str) -> re.Pattern[str]:
    slots = ["(“.+”)" if slot[0] == "“" else "(.+)" for slot in _SLOT.findall(said)]
    parts = [re.escape(part) for part in _SLOT.split(said)]
    return re.compile("".join(part + slot for part, slot in zip(parts, [*slots, ""], strict=True)))


_KNOWN = dict(_sentences(_READER.read_text("utf-8").splitlines()))
_PATTERNS = tuple((_pattern(said), told) for said, told in _KNOWN.items() if _SLOT.search(said))


def english(said: str) -> str:
    """The English of what the reader said; words of anybody else are returned as they came."""
    told = _told(said)
    return said if told is None else told


def _told(said: str) -> str | None:
    if said in _KNOWN:
        return _KNOWN[said]
    matches = ((pattern.fullmatch(said), told) for pattern, told in _PATTERNS)
    filled = (_filled(told, match.groups()) for match, told in matches if match)
    return next((words for words in filled if words is not None), None)


def _filled(told: str, parts: tuple[str, ...]) -> str | None:
    """The sentence with its parts; None where one that should have its own English has none, as in a person's words."""
    slots = _SLOT.findall(told)
    own = [_told(part) if slot == "<>" else _day(part) for slot, part in zip(slots, parts, strict=True)]
    words = iter([part for part in own if part is not None])
    return None if None in own else _SLOT.sub(lambda _: next(words), told)


def _day(part: str) -> str:
    """A day that the bot wrote, as English messages write it; other words as they are."""
    if not (match := _DAY.fullmatch(part)):
        return part
    try:
        return day(dt.date(int(match[3]), int(match[2]), int(match[1])))
    except ValueError:
        return part
