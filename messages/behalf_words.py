"""Words that somebody's reply is entered with: "thay Lan: NV2 đạt 50%", "ghi thay chị Lan (Phòng NV1): ..."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from messages.giving import names_in
from vietnamese.text import fold, nfc, squash

_OPENS = re.compile(
    r"(?P<verb>ghi|nhap|dien|viet|bao cao|bao|tra loi)? ?(?:thay|ho)(?: mat)?(?: cho)?[ ]+"
    r"(?P<who>[^:\n]{1,90}?)\s*:\s*(?P<said>\S)",
)
_COMMAND = re.compile(r"/ghithay(?:@\w+)?(?:\s+|$)")
_NAMED = re.compile(r"(?P<who>[^:\n]{1,90}?)\s*:\s*(?P<said>\S)")
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
    """None for words of one's own; behind /ghithay without a colon `who` is empty, and `said` begins with the name."""
    text = nfc(text).strip()
    folded = fold(text)
    if len(folded) != len(text):
        return None  # letters that no Vietnamese keyboard gives; places would not agree
    if command := _COMMAND.match(folded):
        text, folded = text[command.end() :], folded[command.end() :]
        named = _NAMED.match(folded)
        if named and not re.search(r"\bnv ?\d+ ", named["who"]):
            return Entered(squash(text[: named.end("who")]), text[named.start("said") :])
        return Entered("", text)
    opened = _OPENS.match(folded)
    if opened is None:
        return None
    who = squash(text[opened.start("who") : opened.end("who")])
    return Entered(who, text[opened.start("said") :], sure=opened["verb"] is not None)


def people_named(who: str) -> Iterator[tuple[str, str]]:
    """The name with the unit behind it, if any: "chị Lan (Phòng NV1)" -> ("Lan", "Phòng NV1")."""
    for name, rest in names_in(who, _UNIT):
        yield name.strip("() "), rest.strip("()[]– -,").strip()


def names_before(said: str) -> Iterator[tuple[str, str]]:
    """The names with which a line may begin, the longest first, each with the words behind it."""
    first, _, more = said.partition("\n")
    for name, rest in names_in(first, _ANY):
        yield name, f"{rest}\n{more}".strip()
