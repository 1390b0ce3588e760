"""Phrases of the office's language that match as typed, or without accents where the writer used none."""

import itertools
import re
from collections.abc import Set
from functools import cached_property

from vietnamese.openings import Traits, traits
from vietnamese.text import fold

# Words whose folded form is another common word. In a text without accents `reading` finds them by their
# neighbours and writes them with accents; patterns keep them with accents too.
_WAITED = (
    r"kinh|kp|giam|nv|dong|so|y|huong|phan|van|cong|ky|duyet|phe|cap|ket|lich|chu|tham|xa|cac|bo|ubnd|tra|"
    r"quyet|bien|tien|giay|nguon|thong|gop|xac|dau|in|doi|nha|danh|bao|lanh|ld|sep|ke|phuong|huyen|ben|sap|ngay|mai|"
    r"nghi|"
    r"thang|qua|hop|tinh|trung|hd|vb|sl|ds|y kien"
)
_READINGS = (
    ("cho", r"xong", r"ubnd|so|tinh|huyen|phuong|bo|xa|cac|ben|truong|\d.*", "cho"),
    ("cho", r"de", r"y|ket|huong|kinh|cap|quyet|phe|duyet", "chờ"),
    ("cho", r"nam|ngoi|dung|roi|van|con|dang|cu", r"|,|\.", "chờ"),
    ("cho", r"dang|vi|do|phai|ngoi|vua", r"(?!em|anh|toi|minh|phep|cac chau).*", "chờ"),
    ("cho", r"|,|\(|:|;|\.|-|\n|con|chi|lai|nhung|va|nen|cu|moi|roi|xong|hoan|phong|%|\d+", _WAITED, "chờ"),
    ("cho", r"van", r"kinh|kp|so|y|huong|phan|duyet|ky|phe|ket|chu|giam|sep", "chờ"),
    ("doi", r"dang|con|phai|vi|do|van|chi|ngoi|cho", r"(?!tac|tuyen|voi|song).*", "đợi"),
    ("doi", r"em|toi|minh|van|cu|cung", _WAITED, "đợi"),
    ("doi", r"|,|\(|:|;|\.|-|\n|roi|nhung|va", _WAITED, "đợi"),
    ("hoan", None, r"(?!thanh|tat|thien|nghenh|chinh|toan|canh|thang).*", "hoãn"),
    ("dung", r"tam", None, "dừng"),
    (
        "dung",
        r"tam|phai|bi|cho|thoi|xin|dang|da|yeu|cau|dao|lai",
        r"(?!han|tien|quy|muc|chi|la|roi|de|het|kinh|nguon|vao|\d\d).*",
        "dừng",
    ),
    ("dung", r"", r"lai|thuc|trien|lam|viec|roi", "dừng"),
    ("ket", r"|,|\.", r"(?!qua|thuc|hop|luan|noi|nap|nghia|du|cau|ban).+", "kẹt"),
    ("ket", r"bi|dang|con|hoi|van|thi|lai|roi|gio|phai", r"(?!qua|thuc|hop|luan|noi).*", "kẹt"),
    ("nham", None, r"(?!muc|nang|tang|dam|bao|gop|thuc|tuyen|giup|giam|phat|ho).*", "nhầm"),
    ("moi", r"con|moi|thieu|ket|vuong|mac|vang", None, "mỗi"),
    ("moi", None, r"suat|phan|nguoi|chau|em|ho|xa|lop|buoi|truong|hoi|hoc|don|bo|thang|tuan", "mỗi"),
    ("dang", r"da|duoc|bai|tin|viet", r"\d.*|tin|bai|tai|len|tren|ky|hai|ba|du|xong|roi|bao|video", "đăng"),
    ("dang", None, r"\d+|tin|bai|tai|ky|facebook|zalo|video|web|cong", "đăng"),
    ("du", r"khong|chua|cap|day", None, "đủ"),
    ("tinh", r"em|toi|minh|cung|du|mai|sau|hang", None, "tính"),
    ("du", r"|,|\.|dat|roi|chuc|nop|nhan|tong", r"\d+|ca|hai|ba|bon|nam|chi|het|so", "đủ"),
    ("do", r"tien|che|muc|trinh|thai|nhiet|toc|cuong|tinh", None, "độ"),
    ("do", r"de", r"|,|\.|chua|anh|chi|em", "đó"),
    ("do", r"trong|luc|khi|viec|cai|sau|o|dieu|hom|ngay|theo|toi|den", None, "đó"),
    ("vi", r"don|dia|chuc|cuong", None, "vị"),
    ("vi", r"pham|hanh", None, "vi"),
    ("ma", None, r"so|xac|qr|dinh", "mã"),
    ("sua", r"hop|lon|ly|uong|tang|thung|bich", None, "sữa"),
    ("huy", r"phat|chi|su", r"|.*", "huy"),
    ("huy", None, r"(?!dong|hoang).*", "hủy"),
)
_Side = re.Pattern[str] | None


def _side(pattern: str | None) -> _Side:
    return None if pattern is None else re.compile(pattern)


_RULES = tuple((word, _side(before), _side(after), full) for word, before, after, full in _READINGS)
_RULES_OF = {word: [rule for rule in _RULES if rule[0] == word] for word, *_ in _RULES}
_KEPT = {full for *_, full in _READINGS}


def reading(word: str, before: str, after: str) -> str:
    """Which word a bare one stands for, by its neighbours: "dang cho ky" waits, "gui cho xa" does not."""
    for _, left, right, full in _RULES_OF.get(word, ()):
        if (left is None or left.fullmatch(before)) and (right is None or right.fullmatch(after)):
            return full
    return word


# "con cho kho bac chuyen tien", "cho cvp ky": a bare "cho" at the head of a clause, with an act of others behind it.
_HEADS = re.compile(r"|[,.;:(\n!-]|con|dang|moi|phai|chi|van|cu|gio|nay|roi|lai|nhung|ma|la|nen|thi|va|thoi")
_OWN = re.compile(
    r"(?:(?:phong |ben |don vi )?(?:em|toi|minh)|phep|xin|hoi|bon|tui|con|chung|\d+|biet|nen|la|thay|rang|du|den|vay|"
    r"roi)(?!\w)|\W"
)
_ACTS_OF_OTHERS = re.compile(
    r"ky|duyet|phe|cap|tra|phan|xac|tham|chuyen|gop|dong|gui|nop|giao|rot|bo|thong|quyet|ban|nghiem|in|chot|lam|xong|"
    r"bao|giai|chi"
)


def awaits(words: list[str], at: int) -> bool:
    """Whether the bare "cho" at this place waits: others' act follows in the same clause."""
    before, after = words[at - 1] if at else "", words[at + 1 : at + 7]
    if not after or not _HEADS.fullmatch(before) or _OWN.match(" ".join(after[:2])):
        return False
    clause = list(itertools.takewhile(lambda word: word.isalnum(), after))
    return any(_ACTS_OF_OTHERS.fullmatch(word) for word in clause[1:])


class Reading:
    """A pattern as one way of typing reads it, compiled when a text first lets it in."""

    def __init__(self, alternatives: str, *, whole: bool = True) -> None:
        self._alternatives, self._whole = alternatives, whole

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A pattern may begin or end at a blank; it never begins or ends inside a word."""
        edge = r"(?:(?<!\w)|(?!\w))" if self._whole else ""
        return re.compile(rf"{edge}(?:{self._alternatives}){edge}")

    def may_be_in(self, letters: Set[str]) -> bool:
        """Whether some alternative finds all that it needs."""
        told = self._traits
        if told.needs.isdisjoint(letters):
            return False
        for way in told.ways:
            for needs in way:
                if needs.isdisjoint(letters):
                    break
            else:
                return True
        return not told.ways

    @cached_property
    def needs(self) -> frozenset[str]:
        """Letters or signs, one of which is in every match."""
        return self._traits.needs

    @cached_property
    def _traits(self) -> Traits:
        return traits(self._alternatives)


class Phrase:
    """Alternative regular expressions over whole words, written with accents.

    Folding merges words that decide a status (chờ/cho, hoãn/hoàn), so where the folded form would say too much,
    `plain` gives the alternatives for text without accents.
    """

    def __init__(self, *accented: str, plain: tuple[str, ...] = ()) -> None:
        self._accented, self._bare = accented, plain

    @cached_property
    def accented(self) -> Reading:
        return Reading("|".join(self._accented))

    @cached_property
    def plain(self) -> Reading:
        return Reading("|".join(self._bare or map(_unaccent, self._accented)))

    def on(self, *, plain: bool) -> re.Pattern[str]:
        return self.plain.pattern if plain else self.accented.pattern


class Signs(Phrase):
    """One regular expression, found inside words too; it reads the same however they are typed."""

    @cached_property
    def accented(self) -> Reading:
        return Reading("|".join(self._accented), whole=False)

    @property
    def plain(self) -> Reading:
        return self.accented


def _unaccent(pattern: str) -> str:
    """Fold the words, except those that `reading` tells apart; \\S and \\W keep their case."""
    return re.sub(r"[^\W\d_]+", lambda m: m.group() if m.group() in _KEPT else _folded(m.group()), pattern)


def _folded(word: str) -> str:
    return word if word.isascii() else fold(word)
