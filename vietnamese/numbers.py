"""Numbers as people type them: 1.250, 2,5 triệu, 12tr5, 1 tỷ 3, 3k, mười lăm, một trăm linh năm, ba triệu rưỡi."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from vietnamese.number_contexts import is_one_of, is_other, is_year
from vietnamese.text import fold

_ONES = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_TENS = {"mươi", "chục"}
_SCALES = {
    "k": 10**3, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4,
    "tr": 10**6, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9, "ty": 10**9,
}  # fmt: skip
_LINKS = {"linh", "lẻ"}
# Said of one: "hơn trăm người", "gần chục vụ"; "vài trăm", "hàng nghìn" name no number.
_ONE_OF = {"chục", "trăm", "nghìn", "ngàn"}
_STARTS = {"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín", "mười"}
# Without accents these are also sau (after), nam (year), bay (now): numbers only before mươi, trăm, nghìn ...
_VAGUE_PLAIN = {"nam", "sau", "bay", "tam"}
# After "1 tỷ 3" only such a word may follow; "2 triệu 3 hội nghị" holds two numbers.
_AFTER_TAIL = {
    "", "đồng", "đ", "vnđ", "cho", "từ", "của", "rồi", "nhé", "nha", "ạ", "a", "để", "và", "nữa", "thôi", "tiền",
    "kinh", "ủng", "do", "qua", "trong", "trên", "tại", "hỗ", "bằng", "đã", "được", "tặng", "nhưng", "còn", "mà",
    "là", "với", "vốn", "quỹ", "mua", "anh", "chị", "sếp", "cả", "tổng", "tất", "luôn", "đó", "đấy", "này", "nhỉ",
    "vậy", "xong", "hết", "nộp", "theo", "cô", "bác",
}  # fmt: skip

_ONE = "|".join(_ONES)
_HUNDREDS = re.compile(
    rf"(?:(?P<hundreds>\d|{_ONE}|không) trăm\s?)?"
    rf"(?:(?:(?P<tens>\d|{_ONE})(?: mươi| chục|(?= (?:lăm|nhăm|mốt|tư)$))|(?P<ten>mười)) ?|(?P<link>linh|lẻ) )?"
    rf"(?P<one>\d|{_ONE})?"
)

DIGITS = (
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)|"
    r"\d{1,3}(?:(?: \d{3}){2,}| 000)(?![\d.,]\d|\d)|\d+(?:[.,]\d+)?"
)

_TEN = 10
_LONGEST = 8  # atoms after the first; a longer row of digits is no number
_NEXT = re.compile(r"\s*([^\W\d_]+)")
_ATOM = re.compile(rf"{DIGITS}|[^\W\d_]+")


@dataclass(frozen=True)
class Number:
    """A number at `start:end` of the text. `scale`: 1000 where said in nghìn ... ; `spelled`: in words."""

    value: int | float
    start: int
    end: int
    scale: int = 1
    spelled: bool = False


def find_numbers(text: str, *, plain: bool = False) -> list[Number]:
    """Every number of a lower-case text, left to right; `plain` where the writer used no accents."""
    pattern = _atoms(plain)
    found, at = [], 0
    while match := pattern.search(text, at):
        number = _read(text, match, plain=plain)
        if number:
            found.append(number)
        at = number.end if number else match.start() + len(match.group().split()[0])
    return _lower_ends(text, found)


def _lower_ends(text: str, found: list[Number]) -> list[Number]:
    """A guess in words, "hai ba", "ba bốn trăm", is one number: its lower end is sure."""
    kept: list[Number] = []
    for number in found:
        last = kept[-1] if kept else None
        beside = last and last.spelled and number.spelled and text[last.end : number.start] == " "
        if last and beside and last.value < _TEN and number.value in [(last.value + 1) * 10**n for n in range(7)]:
            lower = number.value * last.value / (last.value + 1)
            kept[-1] = replace(number, value=round_whole(lower), start=last.start)
        else:
            kept.append(number)
    return kept


@cache
def _atoms(plain: bool) -> re.Pattern[str]:  # noqa: FBT001
    words = {*_ONES, *_TENS, *_SCALES, *_LINKS, "mười", "trăm", "rưỡi", "phẩy"}
    starts = _STARTS | _ONE_OF
    if plain:
        words -= {"vạn"}  # "2 van ban" are documents
        words, starts = {fold(w) for w in words}, {fold(w) for w in starts}
    zero = "khong(?= tram)" if plain else "không(?= trăm)"  # "hai nghìn không trăm năm mươi"
    word = "|".join([zero, *sorted(words, key=len, reverse=True)])
    start = "|".join(sorted(starts, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,])(?:{DIGITS}|(?:{start})(?!\w))(?:\s?(?:(?:{DIGITS})(?![\w/%])|(?:{word})(?!\w))){{0,{_LONGEST}}}"
    )


def _read(text: str, match: re.Match[str], *, plain: bool) -> Number | None:
    """The longest run of atoms that makes one number."""
    atoms = list(_ATOM.finditer(match.group()))
    row = tuple(_accented(a.group(), plain=plain) for a in atoms)
    if row[0] == "mươi":  # without accents "muoi lam" is mười lăm
        row = ("mười", *row[1:])
    unsaid = ("một",) if row[0] in _ONE_OF else ()
    if unsaid and not is_one_of(text, match, row, plain=plain):
        return None
    for count in range(_run(row), 0, -1):
        words = unsaid + row[:count]
        if count == 1 and plain and atoms[0].group() in _VAGUE_PLAIN:
            return None
        if count == 1 and row[0] == "năm" and is_year(text, match):
            return None
        end = match.start() + atoms[count - 1].end()
        if count > 1 and row[count - 2] in _SCALES and is_other(atoms[count - 1].group(), text, end):
            continue
        value = _value(words, _next_word(text, end, plain=plain))
        if value is not None:
            scale = max((_SCALES[w] for w in words if w in _SCALES), default=1)
            return Number(value, match.start(), end, scale, not words[0][0].isdigit())
    return None


def _run(row: tuple[str, ...]) -> int:
    """How many of the atoms may be one number: no number has two rows of digits side by side."""
    return next((i for i, (a, b) in enumerate(pairwise(row), 1) if a[0].isdigit() and b[0].isdigit()), len(row))


@cache
def _by_fold() -> dict[str, str]:
    words = [*_ONES, *_TENS, *_SCALES, *_LINKS, *_AFTER_TAIL, "mười", "trăm", "rưỡi", "phẩy", "không"]
    return {fold(w): w for w in reversed(words)}


def _accented(word: str, *, plain: bool) -> str:
    return _by_fold().get(word, word) if plain else word


def _next_word(text: str, end: int, *, plain: bool) -> str:
    match = _NEXT.match(text, end)
    return _accented(match.group(1), plain=plain) if match else ""


def _digits(text: str) -> int | float:
    """Three digits after the mark are thousands ("1.250", "1,250", "1 250 000"), else decimals ("2,5", "2.5")."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+", text):
        return int(text.replace(",", ""))
    text = text.replace(",", ".").replace(" ", "")
    return float(text) if "." in text else int(text)


@lru_cache(maxsize=4096)
def _value(words: tuple[str, ...], follower: str) -> int | float | None:
    """The value of atoms read from left to right, or None if they are not one number."""
    if "phẩy" in words:
        return _decimal(words[: words.index("phẩy")], words[words.index("phẩy") + 1 :])
    half = len(words) > 1 and words[-1] == "rưỡi"
    total: float = 0
    unit = 0
    group: list[str] = []
    for word in words[:-1] if half else words:
        if word not in _SCALES:
            group.append(word)
            continue
        below = _below_thousand(group)
        if below is None or 0 < unit <= _SCALES[word]:
            return None
        unit = _SCALES[word]
        total, group = total + below * unit, []
    if not group:
        return round_whole(total + (unit / 2 if half else 0))
    if unit and len(group) == 1 and not half:
        return _tail(total, unit, group[0], "" if _is_glued(words) else follower)
    below = _below_thousand(group)
    if below is None or (half and "trăm" not in group):
        return None
    return round_whole(total + below + (50 if half else 0))


def _is_glued(words: tuple[str, ...]) -> bool:
    """Whether the tail belongs to the number whatever follows: "12tr5", "một nghìn hai"."""
    return words[-2] in ("nghìn", "ngàn") or (words[-2] in ("k", "tr") and words[-1].isdigit())


def _below_thousand(words: list[str]) -> int | float | None:
    """A plain number, or "một trăm hai mươi lăm", "hai tư", "một trăm linh năm", "mười lăm"."""
    if len(words) == 1 and words[0][0].isdigit():
        return _digits(words[0])
    match = _HUNDREDS.fullmatch(" ".join(words))
    if not match or not words:
        return None
    hundreds, tens, ten, one = match.group("hundreds", "tens", "ten", "one")
    value = _one(hundreds) * 100 + _one(tens) * 10 + (10 if ten else 0) + _one(one)
    # "một trăm hai" is 120, "một trăm linh hai" 102
    return value + 9 * _one(one) if hundreds and one and not (tens or ten or match.group("link")) else value


def _one(word: str | None) -> int | float:
    return 0 if word in (None, "không") else _digits(word) if word[0].isdigit() else _ONES[word]


def _tail(total: float, unit: int, word: str, follower: str) -> int | float | None:
    """A remainder behind a scale: "12tr5" is 12.5 triệu, "1tr250" 1.25 triệu."""
    digits = word if word[0].isdigit() else str(_ONES.get(word, ""))
    if follower not in _AFTER_TAIL or not digits.isdigit() or len(digits) > 3:
        return None
    if unit == _SCALES["nghìn"] and len(digits) == 2:  # "2 nghìn 50" may be 2050
        return None
    return round_whole(total + int(digits) * unit / 10 ** len(digits))


def _decimal(whole: tuple[str, ...], rest: tuple[str, ...]) -> int | float | None:
    """A spoken decimal, "hai phẩy năm triệu": one digit after the comma, then at most a scale."""
    before = _value(whole, "")
    if before is None or not rest or not (rest[0].isdigit() or rest[0] in _ONES) or len(rest) > 2:
        return None
    after = rest[0] if rest[0].isdigit() else str(_ONES[rest[0]])
    scale = _SCALES.get(rest[1]) if len(rest) == 2 else 1
    return None if scale is None else round_whole((before + int(after) / 10 ** len(after)) * scale)


def round_whole(value: float) -> int | float:
    """Whole numbers as int, so that they print and compare as people write them."""
    value = round(value, 6)
    return int(value) if value == int(value) else value
