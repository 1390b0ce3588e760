"""Prices per head: "20 suất (300 nghìn đồng/suất)", "mỗi suất 300k", "20 suất x 300.000đ". No results themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from messages.indicators import indicator
from messages.understood import Figure
from messages.wording import NEAR, Span, Wording
from vietnamese.numbers import find_numbers, round_whole
from vietnamese.phrases import Phrase
from vietnamese.text import fold

_AMOUNT = r"\d+(?:[.,]\d+)*(?: ?(?:k|nghìn|ngàn|tr|triệu|đồng|đ|vnđ)(?: \d+)?(?: (?:đồng|đ|vnđ))?)?"
_HEAD = (
    r"(?:suất|phần|gói|người|cháu|em|trẻ|hộ|xã|lớp|buổi|trường|hội nghị|học sinh|đại biểu|đơn vị|bộ|chiếc|cái|tờ|"
    r"cuốn|quyển|túi|thùng|xe|hội viên|đoàn viên|đảng viên|nhà|thôn|xóm|ấp|tổ|cây|con|kg|m|ca|đợt|vé|áo|bàn|tiết mục|"
    r"đội|nhóm|chi hội|chi đoàn|gia đình|cơ sở|điểm|đơn|thẻ|vụ|ngày công|công|chuyến|ha|sào|mét|tấn)"
)
_EACH = Phrase(
    (
        rf"(?:mỗi|một|từng) (?P<head>{_HEAD})(?: (?:quà|học bổng|hỗ trợ|được|nhận|là|trị giá|giá|tiền mặt)|:)* "
        rf"(?:khoảng |gần |hơn |trên )?(?P<amount>{_AMOUNT})"
    ),
)
_PER = Phrase(
    rf"(?P<amount>{_AMOUNT})(?: ?(?:/|một|mỗi)) ?(?:1 |một )?(?P<head>{_HEAD}|tháng|đầu người|lượt)",
)
_TIMES = Phrase(
    rf"(?<=[^\W\d] )(?:x|×|\*|nhân(?: với)?) ?(?P<amount>{_AMOUNT})",
    plain=(rf"(?<=[^\W\d] )(?:x|×|\*|nhan voi) ?(?P<amount>{_AMOUNT})",),  # "nhan 35tr" may be "nhận"
)
_APPROXIMATE = Phrase(r"(?:khoảng|gần|hơn|trên|tầm|chừng|xấp xỉ|cỡ) ?$")
_MONEY = Phrase(r"(?:k|nghìn|ngàn|tr|triệu|đồng|đ|vnđ)(?= |$)")
# One of these stands in every price; most messages have none, and are read no further.
_MARKS = ("/", "×", "*", " x ", "mỗi", "một", "từng", "nhân", "moi", "mot", "tung", "nhan")
_LOOSE = frozenset({"chiếc", "cái", "chiec", "cai"})  # of whatever was counted last
_APART = re.compile(r"[,;.\n]")  # between a count and a price that need not be its own
_LEAST = 1000  # đồng; less without a word for money is no price


@dataclass(frozen=True)
class Price:
    """`value` in đồng for each `head`; without a head for each of what stands before it."""

    head: str
    value: int | float
    approximate: bool
    span: Span


def prices(wording: Wording) -> Iterator[Price]:
    """Every price per head, by form."""
    if not any(mark in wording.text for mark in _MARKS):
        return
    for phrase in (_EACH, _PER, _TIMES):
        for match in wording.all(phrase):
            amount = match.group("amount")
            number = next(iter(find_numbers(amount, plain=wording.plain)), None)
            said = _MONEY.on(plain=wording.plain).search(amount)
            if number is None or not (said or number.value >= _LEAST):
                continue
            near = wording.before(match.start("amount"), NEAR).has(_APPROXIMATE)
            head = match.groupdict().get("head") or ""
            yield Price(head, number.value, near, match.span())


def without_prices(wording: Wording) -> Wording:
    """The text with everything hidden that is said per head."""
    if not any(mark in wording.text for mark in _MARKS):
        return wording
    said = [match.span() for phrase in (_EACH, _PER) for match in wording.all(phrase)]
    return wording.hide([*said, *(price.span for price in prices(wording))])


def priced(wording: Wording, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures, those whose price per head is said with it; then their words tell both."""
    found = list(figures)
    for price in prices(wording):
        start, end = _typed_span(wording, price)
        fitting = _fitting(wording, price, found)
        if fitting:
            at, place = _nearest(fitting, start)
            words = _stretch(wording.raw, min(place[0], start), max(place[1], end))
            found[at] = replace(found[at], price=price.value, about=price.approximate, words=words)
    return tuple(found)


def is_price_unsure(wording: Wording, figures: tuple[Figure, ...]) -> bool:
    """Whether one price stands behind several counts of its head: "20 suất quà, 15 suất học bổng, mỗi suất 300k"."""
    found = list(figures)
    said = list(prices(wording))
    if len(said) != 1:
        return False
    start, _ = _typed_span(wording, said[0])
    fitting = _fitting(wording, said[0], found)
    if len(fitting) < 2 or _is_named(wording, said[0], found[fitting[0][0]]):
        return False
    _, nearest = _nearest(fitting, start)
    return nearest[0] < start and bool(_APART.search(wording.raw[nearest[1] : start]))


def _typed_span(wording: Wording, price: Price) -> Span:
    return wording.origin[price.span[0]][0], wording.origin[price.span[1] - 1][1]


def _fitting(wording: Wording, price: Price, found: list[Figure]) -> list[tuple[int, Span]]:
    """The figures that may have this price; those alone whose noun it names in full ("1 triệu một suất học bổng")."""
    start, _ = _typed_span(wording, price)
    places = _places(wording, found)
    fitting = [(at, place) for at, place in enumerate(places) if _fits(price, found[at], place, start)]
    return [one for one in fitting if _is_named(wording, price, found[one[0]])] or fitting


def _is_named(wording: Wording, price: Price, figure: Figure) -> bool:
    start, end = _typed_span(wording, price)
    noun = fold(figure.indicator)
    if not price.head or " " not in noun or noun.split()[0] != fold(price.head):
        return False
    return 0 <= fold(wording.raw[start : end + NEAR]).find(noun) <= end - start


def _nearest(fitting: list[tuple[int, Span]], start: int) -> tuple[int, Span]:
    """A price follows its count; only where none stands before it does it go ahead ("mỗi suất 300k, 20 suất")."""
    before = [one for one in fitting if one[1][0] <= start]
    return max(before, key=lambda one: one[1][0]) if before else min(fitting, key=lambda one: one[1][0])


def total(figure: Figure) -> int | float | None:
    """What all heads together cost, in đồng; None where no price was said."""
    return None if figure.price is None else round_whole(figure.value * figure.price)


def _places(wording: Wording, figures: list[Figure]) -> list[Span]:
    found = [re.search(rf"(?<![\d.,]){re.escape(figure.words)}", wording.raw) for figure in figures]
    starts = [match.start() if match else -1 for match in found]
    return [(start, start + len(figure.words)) for start, figure in zip(starts, figures, strict=True)]


def _fits(price: Price, figure: Figure, place: Span, start: int) -> bool:
    if figure.unit is not None or figure.price is not None or figure.value <= 0 or place[0] < 0:
        return False
    if not price.head or price.head in _LOOSE:
        return 0 <= start - place[1] < NEAR
    return indicator(price.head) == figure.indicator or fold(price.head) in fold(figure.words).split()


def _stretch(raw: str, start: int, end: int) -> str:
    words = raw[start:end]
    return raw[start : end + 1] if "(" in words and raw[end : end + 1] == ")" else words
