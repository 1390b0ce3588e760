"""A time's words made plain, letter for letter: what states no time of the work itself becomes blanks."""

import re
from functools import partial

from vietnamese.telex import telex
from vietnamese.text import fold

DATE = (
    r"\d{1,2}\s*(?:[/.-]\s*\d{1,2}(?:\s*[/.-]\s*(?:(?:19|20)\d\d|\d\d)(?!\d))?|tháng\s+\d{1,2}"
    r"(?:\s*(?:/|năm|-)\s*(?:19|20)\d\d)?)"
)
_NUMBERS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_BRACKETS = re.compile(r"\([^()]*\)")
# A day of founding and its anniversary: the task belongs to the anniversary.
_ANNIVERSARY = re.compile(r"(\d{1,2}/\d{1,2})/\d{4}\s*[-–]\s*(?=\1/\d{4})")
_LUNAR = re.compile(r"\((âm lịch|âl|al)\)")
_ELSEWHERE = re.compile(
    # a document's number, with its day; a document without number, with its day
    rf"\d{{1,5}}(?:\s?/\s?|-)(?:(?:19|20)\d\d\s?/\s?)?(?!tháng|lần|năm|quý|tuần|ngày)[a-zđ][\wđ&./-]*"
    rf"(?:,?\s*ngày\s+{DATE})?"
    r"|(?:luật|nghị quyết|nghị định|quyết định|chỉ thị|công văn|thông tư|thông báo|kết luận|hướng dẫn|kế hoạch"
    rf"|tờ trình|pháp lệnh|công điện|văn bản)\b(?:(?!trước|đến|từ|hết|vào|xong|chậm)[^;:.,()\d]){{0,80}}"
    rf"(?:số\s+)?(?:\d{{1,4}}/20\d\d)?\s*ngày\s+{DATE}"
    # the period of a report's figures
    rf"|(?:số liệu|kỳ (?:báo cáo|số liệu|thống kê))\b[^;.()]{{0,40}}?(?:từ|đến|ngày)\s[^;()]{{0,30}}?{DATE}"
    rf"(?:\s*(?:đến|-)\s*(?:hết\s+)?(?:ngày\s+)?{DATE})?|tính đến\s+(?:hết\s+)?(?:ngày\s+)?{DATE}"
    rf"|(?:sinh|thành lập|hiệu lực(?: thi hành)?)\s+(?:kể )?(?:từ )?ngày\s+{DATE}"
)
WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn)\b"
_CLOCK = re.compile(
    rf"{WEEKDAY},?(?!\s+(?:của\s+)?tháng)|\b\d{{1,2}}\s*(?:h(?![^\W\d])|g(?=\d)|giờ|:(?=\d))\s*(?:\d{{2}}\b)?(?:\s*phút)?,?"
)
_DIGITS: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (re.compile(r"(?<=tuần)(\s+(?:lễ\s+)?)(thứ\s+)(?=\d)"), {}),
    (re.compile(r"(?<=tuần)(\s+(?:lễ\s+)?(?:thứ\s+)?)(nhất|hai|ba|tư|đầu(?: tiên)?|cuối(?: cùng)?)\b"), {"cuối": "5"}),
    (re.compile(r"(?<=quý)(\s+)(nhất|một|hai|ba|tư|bốn)\b"), {}),
    (re.compile(rf"(?<=tháng)(\s+)({_WORD})\b(?!\s+(?:lần|\d|tháng))"), {}),
)


def mended(text: str) -> str:
    """The text with its words of time as they were meant: "thang 3", "nawm 2025"."""
    return re.sub(r"(?<!Việt )\b(?!Nam\b)[A-Za-z][a-z]{2,6}(?=\s+(?:\d|[IV]+\b))", _time_word, text)


def _time_word(typed: re.Match[str]) -> str:
    word = telex(typed[0]) or typed[0]
    return {"nam": "năm", "thang": "tháng", "ngay": "ngày", "quy": "quý"}.get(fold(word), typed[0])


def plain_time(text: str) -> str:
    """The text in small letters without cited documents, periods of figures, weekdays, hours; numbers as digits.

    What is taken out leaves as many blanks, so that every place in the result is the same place in `text`.
    """
    plain = text.lower()
    if len(plain) != len(text):
        plain = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    plain = re.sub("[–—−→]", "-", plain)
    plain = _LUNAR.sub(lambda found: f" {found[1]} ", plain)
    for rule in (_ANNIVERSARY, _ELSEWHERE, _CLOCK):
        plain = rule.sub(_blank, plain)
    for rule, special in _DIGITS:
        plain = rule.sub(partial(_digit, special), plain)
    return plain


def without_brackets(plain: str) -> str:
    """The text with what stands in brackets blanked."""
    return _BRACKETS.sub(_blank, plain)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _digit(special: dict[str, str], found: re.Match[str]) -> str:
    word = found[2].split()[0] if found[2] not in _NUMBERS else found[2]
    names = {"nhất": "1", "đầu": "1", "bốn": "4", "thứ": ""} | special
    names |= {name: str(at) for at, name in enumerate(_NUMBERS, 1)}
    return found[1].replace("thứ", "   ") + names[word].ljust(len(found[2]))
