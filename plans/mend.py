"""What a recogniser is known to misread in Vietnamese office papers, mended only where it is certain.

Section numbers and "Quý II", "Nghiệp vụ III" are told apart by counting strokes in the picture: to a recogniser I, II
and III look alike, and confidence does not show it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from plans.picture import Gray
from plans.recogniser import Seen
from vietnamese.text import fold

_STROKES = re.compile(r"(?:HỆ|[IỈĨÌÍỊlHL|\[\]T1]{1,4})(?=$|[/.,;:)–-])")
_INK = 150
_ETH = re.compile("ĐÐ|Ð")  # the Icelandic letter, alone or beside the one it looks like
_PITCH = 0.7  # of a capital's height: the most between the stems of II, less than from a stem to the next letter
_UNSURE = 0.4
_MERGED = re.compile(r"[1UlHLN|]{1,2}")  # what "I/" and "II/" are taken for, the slash and all
_COUNT = re.compile(r"(\d{1,2})[oO](?=[.)/])")  # "5o." for "5."
_OPENING = "(“\"'*"
# Pairs that mean the same whatever their marks, so that a misread mark can be put right: "tố chức", "YÊU CÂU".
_KNOWN = (
    "mục đích, mục tiêu, yêu cầu, nội dung, nhiệm vụ, giải pháp, chỉ tiêu, quan điểm, đối tượng, kế hoạch, tổ chức, "
    "thực hiện, phụ lục, nơi nhận, đơn vị, chủ trì, phối hợp, thời gian, thời hạn, kinh phí, sản phẩm, hoàn thành, "
    "báo cáo, tổng hợp, tổng kết, phổ biến, tuyên truyền, kiểm tra, triển khai, phát triển, chuẩn bị, bảo đảm, "
    "hưởng ứng, khẩu hiệu, UBND tỉnh, chuyển đổi"
)
_PAIRS = {(fold(first), fold(second)): (first, second) for first, second in re.findall(r"(\w+) (\w+)", _KNOWN)}


def mended(words: Sequence[Seen], picture: Gray) -> list[Seen]:
    """The words of one picture, in reading order, with certain mistakes put right and doubtful numerals unsure."""
    counted = [_numeral(replace(word, text=_ETH.sub("Đ", word.text)), picture) for word in words]
    counted = [part for word in counted for part in _apart(word, picture)]
    counted = [_opening(word, counted, at, picture) for at, word in enumerate(counted)]
    for at in range(len(counted) - 1):
        counted[at], counted[at + 1] = _pair(counted[at], _quarter(counted[at], counted[at + 1]))
    return counted


def _pair(word: Seen, following: Seen) -> tuple[Seen, Seen]:
    bare = following.text.rstrip(".,;:")
    right = _PAIRS.get((fold(word.text.lstrip(_OPENING)), fold(bare)))
    if right is None:
        return word, following
    return _cased(word, right[0]), _cased(following, right[1])


def _opening(word: Seen, words: Sequence[Seen], at: int, picture: Gray) -> Seen:
    """The first word of a line: a number, if a heading in capitals follows."""
    if at and words[at - 1].line == word.line:
        return word
    if found := _COUNT.match(word.text):
        return replace(word, text=found[1] + word.text[found.end() :])
    rest = " ".join(each.text for each in words[at + 1 : at + 9] if each.line == word.line)
    if not _MERGED.fullmatch(word.text) or not rest.isupper() or len(rest) < 5:
        return word
    count = strokes(_cut(word, picture))
    # One stroke that was taken for a number may well be one.
    return word if count is None or (count == 1 and word.text == "1") else replace(word, text="I" * count + ".")


def _quarter(word: Seen, following: Seen) -> Seen:
    """A year has no eleventh quarter: "Quý 11/2026" is Quý II."""
    found = re.match(r"1{2,3}(?!\d)|[1l]V\b", following.text)
    if not found or fold(word.text) != "quy":
        return following
    return replace(following, text=re.sub("[1l]", "I", found[0]) + following.text[found.end() :])


def _cased(word: Seen, right: str) -> Seen:
    """The word with the right letters, in its own case and with its own marks around."""
    start = len(word.text) - len(word.text.lstrip(_OPENING))
    old = word.text[start : start + len(right)]
    new = "".join(r.upper() if o.isupper() else r for o, r in zip(old, right, strict=False))
    return replace(word, text=word.text[:start] + new + word.text[start + len(right) :])


def _numeral(word: Seen, picture: Gray) -> Seen:
    found = _STROKES.match(word.text)
    if not found or (set(found[0]) <= set("1T[") and not (word.sure < _UNSURE and found.end() < len(word.text))):
        return word
    count = strokes(_cut(word, picture))
    if count is None:
        return replace(word, sure=min(word.sure, _UNSURE))
    return replace(word, text="I" * count + word.text[found.end() :], sure=max(word.sure, 0.9))


def _cut(word: Seen, picture: Gray) -> Gray:
    return picture[max(0, word.top - 1) : word.bottom + 1, max(0, word.left - 1) : word.right + 1]


def strokes(letters: Gray) -> int | None:
    """How many upright strokes stand together at the left, as in I, II, III; None where that is not clear."""
    if not letters.size:
        return None
    ink = letters < _INK
    runs = np.array([_longest(ink[:, column]) for column in range(ink.shape[1])])
    height = int(runs.max())
    if height < 8:
        return None
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (runs >= height * 0.8).astype(np.int8), [0]))))
    stems: list[tuple[int, int]] = []
    for left, right in edges.reshape(-1, 2).tolist():
        if stems and (left + right) / 2 - sum(stems[-1]) / 2 > height * _PITCH:
            break
        stems.append((left, right))
    widths = [right - left for left, right in stems]
    is_even = max(widths) <= 2 * min(widths) + 1 and max(widths) < height * 0.4
    starts = stems[0][0] < height * 0.5
    if not (is_even and starts and len(stems) <= 3) or any(_barred(ink, a[1], b[0]) for a, b in pairwise(stems)):
        return None
    return len(stems)


def _longest(column: npt.NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], column.view(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0


def _barred(ink: npt.NDArray[np.bool_], left: int, right: int) -> bool:
    """True where a bar joins two stems, as in H."""
    top, bottom = len(ink) // 4, len(ink) * 3 // 4
    between = ink[top:bottom, left + 1 : right - 1]
    return between.shape[1] > 0 and bool(between.all(axis=1).any())


def _apart(word: Seen, picture: Gray) -> list[Seen]:
    """ "I.MỤC" and "vụII" are two words."""
    if found := re.match(r"((?:[IVX]{1,5}|\d{1,2})\.)(?=[^\W\d_]{2})", word.text):
        return _parted(word, found[1], word.text[found.end() :], word.sure)
    if found := re.fullmatch(r"(vụ|quý)([IlH|]{1,3})", word.text, re.I):
        # Mirrored, the numeral comes first.
        count = strokes(_cut(word, picture)[:, ::-1])
        return _parted(word, found[1], "I" * count if count else found[2], 0.9 if count else _UNSURE)
    return [word]


def _parted(word: Seen, first: str, second: str, sure: float) -> list[Seen]:
    middle = word.left + (word.right - word.left) * len(first) // (len(first) + len(second))
    return [replace(word, text=first, right=middle), replace(word, text=second, left=middle + 1, sure=sure)]
