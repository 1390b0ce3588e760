"""Unit names: which unit of an office a written name means, and the groups that collective names stand for."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from vietnamese.text import fold, squash
from vietnamese.unit_lists import split_units

__all__ = ["Group", "Match", "collective", "group_of", "match_unit", "normal_name", "split_units"]

K = TypeVar("K", bound=Hashable)


class Group(StrEnum):
    """The kinds of units inside an office that a collective name can mean."""

    PHONG = "phong"  # phòng, văn phòng; in a province or ministry its sở, vụ, cục
    DON_VI = "don_vi"  # trung tâm, chi cục, ban, đơn vị sự nghiệp
    DOAN_THE = "doan_the"  # Công đoàn, Đoàn thanh niên, Hội ...
    DIA_PHUONG = "dia_phuong"  # xã, phường, đặc khu


_HEADS_OF = r"(?:truong|thu truong|lanh dao|giam doc|nguoi dung dau|chu tich)"
_COLLECTIVE = re.compile(
    rf"(?:tat ca |toan the |toan bo )?(?:{_HEADS_OF}(?:, thu truong)? )?"
    r"(?:(?:ubnd|uy ban nhan dan) (?:cac |cap )?(?:xa|phuong)|cac\b|tat ca|thu truong|don vi truc thuoc"
    r"|phong, (?:ban|don vi))"
)
_GROUP_WORDS = (
    (Group.PHONG, re.compile(r"\b(?:phong|so|vu|cuc)\b")),
    (Group.DON_VI, re.compile(r"\b(?:don vi|trung tam|chi cuc|ban|nganh|vien|truong hoc|tram)\b")),
    (Group.DOAN_THE, re.compile(r"\b(?:doan the|to chuc chinh tri|hoi)\b")),
    (Group.DIA_PHUONG, re.compile(r"\b(?:xa(?! hoi)|phuong|dia phuong|dac khu|thi tran)\b")),
)
_OWNER = re.compile(r"\b(?:thuoc|cua|tren dia ban) (?:so|phong|bo|xa|phuong|cuc|chi cuc|tinh|thanh pho)\b.*")


def collective(name: str) -> frozenset[Group]:
    """The groups a collective name means ("Các phòng, đơn vị thuộc Sở"); empty for the name of one unit.

    "Các đơn vị" or "các cơ quan, đơn vị" alone means every working unit; with "sự nghiệp" or "trực thuộc" only those.
    """
    folded = squash(fold(name))
    if not _COLLECTIVE.match(folded):
        return frozenset()
    folded = _OWNER.sub("", folded)
    groups = {group for group, words in _GROUP_WORDS if words.search(folded)}
    if re.search(r"\b(?:co quan|don vi)\b", folded) and not re.search(r"su nghiep|truc thuoc|phong", folded):
        groups |= {Group.PHONG, Group.DON_VI}
    return frozenset(groups)


_GROUP_NAMES = (
    (
        Group.DOAN_THE,
        re.compile(
            r"(?:bch |ban chap hanh )?(?:cong doan|lien doan|(?:tinh|thanh|huyen|chi|xa) ?doan|chi hoi|hoi (?!dong)"
            r"|doan (?:tn|thanh nien|xa|phuong|co so)|(?:uy ban |ub ?)?(?:mat tran|mttq))"
        ),
    ),
    (Group.DIA_PHUONG, re.compile(r"(?:(?:ubnd|uy ban nhan dan) (?:cap )?)?(?:xa|phuong|thi tran|dac khu)\b(?! hoi)")),
    (Group.PHONG, re.compile(r"(?:phong|van phong|vp|p\.|so|vu|cuc|bo|thanh tra|to chuc|cong an)(?!\w)")),
)


def group_of(unit_name: str) -> Group:
    """The group a unit belongs to, from its own name: "Trung tâm Trợ giúp pháp lý" is `don_vi`."""
    folded = squash(fold(unit_name))
    return next((group for group, words in _GROUP_NAMES if words.match(folded)), Group.DON_VI)


# Written once, for every office; an office adds its own as aliases of the unit.
_SHORT = {
    "p": "phong",
    "pnv": "phong nghiep vu",
    "nv": "nghiep vu",
    "vp": "van phong",
    "tt": "trung tam",
    "cc": "chi cuc",
    "cd": "cong doan",
    "dtn": "doan thanh nien",
    "tntp": "thieu nien tien phong",
    "tgpl": "tro giup phap ly",
    "pb": "pho bien",
    "gd": "giao duc",
    "pl": "phap luat",
    "pbgdpl": "pho bien giao duc phap luat",
    "tdthpl": "theo doi thi hanh phap luat",
    "hc": "hanh chinh",
    "th": "tong hop",
    "tc": "to chuc",
    "qt": "quan tri",
    "kh": "ke hoach",
    "tchc": "to chuc hanh chinh",
    "khtc": "ke hoach tai chinh",
    "bvtd": "bao ve tre em",
    "qlnn": "quan ly nha nuoc",
    "cntt": "cong nghe thong tin",
    "kt": "kinh te",
    "vh": "van hoa",
    "xh": "xa hoi",
    "vhxh": "van hoa xa hoi",
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
    "hlhpn": "hoi lien hiep phu nu",
    "ldtbxh": "lao dong thuong binh va xa hoi",
    "gddt": "giao duc va dao tao",
    "khcn": "khoa hoc va cong nghe",
    "vhttdl": "van hoa the thao va du lich",
    "nnmt": "nong nghiep va moi truong",
    "tnmt": "tai nguyen va moi truong",
}
_ROMAN = {"i": "1", "ii": "2", "ll": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}


def normal_name(name: str) -> str:
    """A name for comparing: folded, abbreviations written out, Roman numerals as digits ("P. NV II")."""
    folded = re.sub(r"(?<=[a-z]{2})(?=\d)", " ", re.sub(r"[&.\-–]", " ", fold(name)))
    words = re.sub(r"[^\w ]", " ", folded).split()
    return " ".join(_SHORT.get(word, _ROMAN.get(word, word) if at else word) for at, word in enumerate(words))


@dataclass(frozen=True)
class Match(Generic[K]):
    """What a written name may mean: `keys` best first. One is sure, several must be asked about."""

    keys: tuple[K, ...] = ()
    score: float = 0.0

    @property
    def sure(self) -> K | None:
        """The one unit that is meant, or None."""
        return self.keys[0] if len(self.keys) == 1 else None


_KNOWN, _CLOSE = 78.0, 8.0


def match_unit(name: str, candidates: Mapping[K, Sequence[str]]) -> Match[K]:
    """The unit(s) among `candidates` (key -> its name and aliases) that a written name means.

    Scores are 0-100 (facts C6: abbreviations written out, Roman numerals as digits, then token sets). Below 78 nothing
    is known; when others come within 8 points of the best, all of them are returned, to be asked about.
    """
    wanted = normal_name(name)
    if not wanted:
        return Match()
    scores = {
        key: max((_score(wanted, alias) for alias in aliases), default=0.0) for key, aliases in candidates.items()
    }
    best = max(scores.values(), default=0.0)
    if best < _KNOWN:
        return Match(score=best)
    # A name that is exactly one unit's own is sure, however near the next one comes.
    margin = 0.01 if best == 100 else _CLOSE
    close = [key for key in scores if scores[key] > best - margin]
    return Match(tuple(sorted(close, key=lambda key: -scores[key])), best)


def _score(wanted: str, alias: str) -> float:
    known = normal_name(alias)
    if wanted == known or _initials_match(wanted, known):
        return 100.0
    from rapidfuzz import fuzz

    score = 0.85 * fuzz.token_set_ratio(wanted, known) + 0.15 * fuzz.token_sort_ratio(wanted, known)
    numbers = set(re.findall(r"\d+", wanted))
    if numbers and numbers != set(re.findall(r"\d+", known)):
        score -= 25  # Nghiệp vụ I must never become Nghiệp vụ II
    return min(score, 99.0)


def _initials_match(wanted: str, known: str) -> bool:
    """ "TTTGPL" is Trung tâm Trợ giúp pháp lý; conjunctions may be left out of the letters."""
    letters = wanted.replace(" ", "")
    if len(letters) < 3 or wanted.count(" ") > 1:
        return False
    words = known.split()
    full = "".join(word[0] for word in words)
    short = "".join(word[0] for word in words if word not in ("va", "cua"))
    return letters in (full, short, full[1:], short[1:])
