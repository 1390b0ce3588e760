"""Words that put a reminder off: "mai nhắc lại", "NV2 nhắc em sau 2 ngày", "để thứ 5 nhắc"; never part of a report."""

import re
from dataclasses import dataclass
from datetime import date

from messages.deadlines import days_in
from messages.wording import wording
from vietnamese.text import fold, squash

_HAS = re.compile(r"nh[aắ]c|ho[aã]n", re.IGNORECASE)
_READ = 2000  # characters of a message
_LONGEST = 120  # characters; a longer message says more than this
_DONE = re.compile(r"(?i)đã (?:được )?nhắc|nhắc[^.,;\n]* rồi|\bda nhac|\bnhac[^.,;\n]* roi")
_CLAUSE = re.compile(r"\s*(?:[;!\n]+|[,.]+(?!\d))\s*|\s+(?:và|va|rồi|roi)\s+", re.IGNORECASE)
_REFS_ONLY = re.compile(r"\s*nv ?\d{1,3}\s*", re.IGNORECASE)
_MANNERS = (
    r"da|vang|ok|u|em|e|anh|a|chi|c|sep|bot|oi|toi|minh|thoi|nho|xin|phien|vui long|lam on|giup|ho|cho|voi|nhe|nha|"
    r"nhi|di|luon|viec nay|viec|nv|phan nay|ve|cai nay|thi|hay|hang|roi|moi|se|duoc|khong"
)
# Why, said before a comma; nothing in it may be news of the work.
_BUSY = (
    r"(?:(?:da|hom nay|nay|gio|sang|chieu|em|e|toi|minh|phong|dang|con|lo|ban|hop|di|duong|tren|o|cong tac|xa|co so|"
    r"chua|tien|xem|doc|qua|viec|khong|nhieu|rat|hoi|mot chut|chut|ti)(?: |(?=[,.;:-])))+[,.;:-] ?"
)
_NUMBER = re.compile(r"\bnv ?(\d{1,3})\b(?: ?(?:,|va) ?(?=nv))?")
_FILLER = rf"(?:(?:{_MANNERS}) )*"
_SOME_TIME = r"(?:de )?(?:lat|chieu|chieu nay|toi|mai mot|luc khac|khi khac)(?: nua)?"
_WHEN = rf"(?:(?:vao|den|sang|tu|luc|hom|khoang|sau|ngay) )*@|{_SOME_TIME}"
_REMIND = rf"nhac(?: (?:lai|nho|tiep|nua|sau|giup|ho|{_MANNERS}))*"
_LATER = re.compile(
    rf"(?:{_BUSY})?{_FILLER}(?:"
    rf"(?:de )?(?:{_WHEN}) {_FILLER}(?:hay )?{_REMIND}"
    rf"|(?:de )?(?:{_REMIND}) (?:{_WHEN})"
    rf"|(?:de )?nhac {_FILLER}(?:lai )?sau"
    rf"|(?:de )?(?:sau|luc khac|khi khac) {_FILLER}{_REMIND}"
    rf"|(?:xin )?(?:tam )?hoan (?:viec )?nhac(?: (?:viec|nho|lai))*(?: (?:{_WHEN}))?"
    rf"|(?:tam thoi |tam |hom nay )*(?:khoan|dung) nhac(?: (?:voi|vay|nua))*(?:,? (?:{_WHEN})(?: {_REMIND})?)?"
    rf")(?: (?:{_MANNERS}))*"
)


@dataclass(frozen=True)
class Later:
    """`day`: the one named, if any; `refs`: the numbers of tasks ("2" of NV2), if any."""

    day: date | None = None
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aside:
    """A wish to be reminded later within a message that says more: its words, and the rest of the message."""

    later: Later
    words: str
    rest: str


def later_aside(text: str, today: date) -> Aside | None:
    """The one clause of a longer message that puts a reminder off; None where all of it does, or none."""
    if not _HAS.search(text) or asks_later(text, today):
        return None
    clauses = _clauses(text[:_READ])
    found = [(clause, later) for clause in clauses if (later := asks_later(text[slice(*clause)], today))]
    if len(found) != 1 or len(clauses) == 1:
        return None
    (start, end), later = found[0]
    place, behind = clauses.index((start, end)), _CLAUSE.sub("", text[end:], count=1)
    before = text[:start] if behind.strip() or place == 0 else text[: clauses[place - 1][1]]
    rest = f"{before}{behind}".strip(" ,;.\n")
    if later.refs and not _NUMBER.search(fold(rest)):
        rest = f"{', '.join(f'NV{ref}' for ref in later.refs)} {rest}"
    return Aside(later, text[start:end].strip(), rest) if rest else None


def _clauses(text: str) -> list[tuple[int, int]]:
    """Where each clause stands; "NV1, NV2 mai nhắc lại" is one."""
    cuts = [match.span() for match in _CLAUSE.finditer(text)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    clauses: list[tuple[int, int]] = []
    opens: int | None = None
    for start, end in zip(starts, ends, strict=True):
        opens = start if opens is None else opens
        if not _REFS_ONLY.fullmatch(text, start, end):
            clauses.append((opens, end))
            opens = None
    return [*clauses, (opens, len(text))] if opens is not None else clauses


def asks_later(text: str, today: date) -> Later | None:
    """The wish to be reminded later; None where the words say anything else."""
    if len(text) > _LONGEST or not _HAS.search(text) or _DONE.search(text):
        return None
    words = wording(text)
    days = [day for day in days_in(words, today) if day.day > today]
    if len(days) > 1:
        return None
    for day in days:
        words = words.hide([(day.start, day.end)], "@")
    plain = re.sub("@+", "@", fold(words.text))
    refs = tuple(_NUMBER.findall(plain))
    bare = squash(re.sub(r"[\W_]*$", "", _NUMBER.sub(" ", plain))).lstrip(" ,.:;-") if refs else _bare(plain)
    return Later(days[0].day if days else None, refs) if _LATER.fullmatch(bare) else None


def _bare(plain: str) -> str:
    return squash(re.sub(r"[^\w@]+$", "", plain)).lstrip(" ,.:;-")
