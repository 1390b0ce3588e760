"""Who is to get which task: "giao NV3, NV5 cho chị Hoa, hạn 20/6", "thu lại NV3"; and what is turned down."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vietnamese.text import fold, nfc, squash

_LONGEST = 250  # characters of an order
_NAME = 5  # words of a name
_ONE = r"\d{1,3}(?![\d/.%]*\d|%)"
_TASK = r"(?:nv|nhiem vu|viec)(?: so)? ?"
_NEXT = rf"(?:(?: ?[,;+&] ?| va |,? )(?:{_TASK})?{_ONE})"
_REFS = re.compile(rf"(?<!\w){_TASK}{_ONE}{_NEXT}*(?!\w)")
_BARE_REFS = re.compile(rf"(?<!\w)(?:{_TASK})?{_ONE}{_NEXT}*(?!\w)")
_VERB = r"(?:da |xin |nho |de nghi )?(?:giao lai|giao|phan cong|ban giao|chuyen|chuyen giao)"
_ORDER = re.compile(rf"{_VERB}(?: (?:lai|cac viec|viec|cac nhiem vu|nhiem vu)(?! ?\d))* ?:? ?(?=\S)")
_GIVEN = re.compile(rf" ?[:,]? ?{_VERB} (?:cho )?(?=\S)")
_BACK = r"(?:thu lai|thu hoi|lay lai|thu ve)"
_TAKE = re.compile(rf"(?:{_BACK}|thu)(?: (?:cac )?(?:viec|nhiem vu)(?! ?\d))? (?P<refs>\S.*)")
_TAKEN = re.compile(rf"(?P<refs>.*\d) ?[:,]? {_BACK}[.!]?")
_FROM = re.compile(r" (?:tu|cua|o) [^\d]{1,40}$")
_LINKS = re.compile(r"^(?:(?:cho|den|ve|de|va)(?!\w) ?)+|(?: (?:lam|phu trach|thuc hien|xu ly|nhan|theo doi|lo|cho))+$")
_TITLE = re.compile(r"^(?:(?:cho|dong chi|d/c|a|c|anh|chi|ong|ba|co|chu|bac|em|ban|can bo|chuyen vien) )+(?=\S)")
_AFTER = re.compile(
    r"^(?:[,;:.(–\d-]|(?:han|truoc|xong|lam|hoan|trong|den|gap|nhe|nha|a|giup|phu trach|thuc hien|xu ly|theo doi|de|va|"
    r"tu|ngay|chu tri|lo|di|nhan|som|can|phai|luon|vi|do|nop|bao cao|moi|hang|ke|dau|cuoi)(?!\w))"
)
_POLITE = r"(?:nhe|nha|a|giup|luon|di|voi|em|anh|chi|toi|cam on|phu trach|thuc hien|xu ly|lam|lo)"
_COURTESY = re.compile(rf"[ ,.!]*(?:{_POLITE}[ ,.!]+)*(?:{_POLITE})?")
_NOT_MINE = re.compile(
    r"(?:da |thua |bao cao |a |anh |chi |sep |em |toi |minh )*(?:(?:nv ?\d{1,3}|viec nay|nhiem vu nay|cai nay)[ ,:]*)?"
    r"(?:thi )?(?:(?:khong|ko|k|khong he) phai (?:la )?(?:viec|nhiem vu) cua (?:em|toi|minh|tui)|"
    r"(?:em |toi |minh )?(?:khong|ko|k)(?: the)? nhan (?:duoc )?(?:viec|nhiem vu)(?: nay)?|"
    r"(?:em |toi |minh )?(?:khong|ko|k) (?:the nhan|nhan duoc))"
    r"(?: (?:viec nay|nv ?\d{1,3}|dau|a|nhe|anh a|chi a))*[.!]*"
)


@dataclass(frozen=True)
class Giving:
    """`refs` are the tasks' numbers; `words` the name with what follows it, empty where nobody is named."""

    refs: tuple[int, ...]
    words: str = ""
    back: bool = False  # taken back from whoever has them


def read_giving(text: str, *, bare: bool = False) -> Giving | None:
    """The order that a sentence gives; `bare`: as behind /giao, where verb and "NV" may be left out."""
    text = squash(nfc(text))
    folded = fold(text)
    if len(folded) != len(text) or len(text) > _LONGEST:
        return None  # letters that no Vietnamese keyboard gives; places would not agree
    refs = _BARE_REFS if bare else _REFS
    if taken := _TAKE.fullmatch(folded) or _TAKEN.fullmatch(folded):
        of = _FROM.sub("", taken["refs"].rstrip(" .!"))
        return Giving(_numbers(of), back=True) if refs.fullmatch(of) else None
    start = order.end() if (order := _ORDER.match(folded)) else 0
    found = refs.search(folded, start)
    if found is None:
        return None
    before, after = text[start : found.start()], text[found.end() :]
    if not order and not bare:
        given = _GIVEN.match(folded, found.end()) if not before.strip() else None
        return Giving(_numbers(found[0]), text[given.end() :]) if given else None
    words = f"{_unlinked(before)} {after}" if before.strip() else after
    return Giving(_numbers(found[0]), _unlinked(words)) if words.strip() or bare else None


def _numbers(refs: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(number) for number in re.findall(r"\d+", refs)))


def _unlinked(words: str) -> str:
    """Without "cho" before a name and "làm" behind it."""
    words = words.strip(" ,;:.")
    folded = fold(words)
    opens = _LINKS.match(folded)
    start = opens.end() if opens else 0
    closes = _LINKS.search(folded, start)
    return words[start : closes.start() if closes and closes.start() > start else len(words)].strip(" ,;:")


def names_in(words: str, after: re.Pattern[str] = _AFTER) -> Iterator[tuple[str, str]]:
    """The names with which the words may begin, the longest first, each with what is said behind it."""
    words = squash(words)
    title = _TITLE.match(fold(words))
    parts = words[title.end() if title else 0 :].split()
    for length in range(min(_NAME, len(parts)), 0, -1):
        name, rest = " ".join(parts[:length]), " ".join(parts[length:])
        mark = name[-1:] if name[-1:] in ",;:." else ""
        if not rest or mark or after.match(fold(rest)):
            yield name.rstrip(",;:. "), rest.lstrip(" ,;:–-").rstrip()


def note_in(rest: str) -> str:
    """What is to be told with the order: all behind the name but courtesies."""
    return "" if _COURTESY.fullmatch(fold(rest)) else rest


def refuses_work(text: str) -> bool:
    """ "Không phải việc của tôi", "em không nhận được việc này": of a task that was given, and nothing else."""
    return _NOT_MINE.fullmatch(fold(squash(nfc(text)))) is not None
