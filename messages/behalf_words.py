"""Words that somebody's reply is entered with: "thay Lan: NV2 đạt 50%", "ghi thay chị Lan (Phòng NV1): ..."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from messages.giving import names_in
from vietnamese.text import fold, nfc, squash

_OPENS = re.compile(
    r"(?P<verb>ghi|nhap|dien|viet|bao cao|bao|tra loi)? ?(?:thay|ho)(?: mat)?(?: cho)?[ ]+(?=\S)|"
    r"/ghithay(?:@\w+)?(?:\s+|$)"
)
_NAMED = re.compile(r"(?P<who>[^:\n]{1,90}?)\s*:\s*(?=\S)")
_TOLD = re.compile(r"\b(?:nv|nhiem vu) ?\d+ ")  # in the words before a colon: these are what was said already
_TASK = re.compile(r"(?P<who>[^:\n]{1,90}?)\s+(?=(?:nv|nhiem vu) ?\d)")
_UNIT = re.compile(
    r"[(,–-]|(?:phong|trung tam|van phong|vp|ban|so|chi cuc|doan|hoi|cong doan|bo phan|to)(?!\w)|(?:nv|p)\d"
)
_ANY = re.compile(r"(?=\S)")


@dataclass(frozen=True)
class Entered:
    """`who` as typed, with a unit perhaps; `said` is what that person said; `sure`: nothing else can be meant."""

    who: str
    said: str
    sure: bool = True


def read_entered(text: str) -> Entered | None:
    """None for words of one's own; behind /ghithay without a task `who` is empty, and `said` begins with the name."""
    text = nfc(text).strip()
    folded = fold(text)
    opened = _OPENS.match(folded)
    if opened is None or len(folded) != len(text):
        return None  # letters that no Vietnamese keyboard gives; places would not agree
    text, folded = text[opened.end() :], folded[opened.end() :]
    is_command = opened[0].startswith("/")
    named = _NAMED.match(folded)
    if named is None or _TOLD.search(named["who"]):
        named = _TASK.match(folded)
    if named is None:
        return Entered("", text) if is_command else None
    return Entered(squash(text[: named.end("who")]), text[named.end() :], sure=is_command or opened["verb"] is not None)


def people_named(who: str) -> Iterator[tuple[str, str]]:
    """The name with the unit behind it, if any: "chị Lan (Phòng NV1)" -> ("Lan", "Phòng NV1")."""
    for name, rest in names_in(who, _UNIT):
        yield name.strip("() "), rest.strip("()[]– -,").strip()


def names_before(said: str) -> Iterator[tuple[str, str]]:
    """The names with which a line may begin, the longest first, each with the words behind it."""
    first, _, more = said.partition("\n")
    for name, rest in names_in(first, _ANY):
        yield name, f"{rest}\n{more}".strip()
