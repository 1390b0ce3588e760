"""The results a reply states: counts, shares of a target, money; not what is planned, left over, or merely a label."""

import re
from dataclasses import dataclass, replace

from messages.context import clause_start, in_context
from messages.indicators import counted, indicator
from messages.labels import without_labels
from messages.nouns import DEED, NOUNS, counted_noun, goes_on, guessed_noun, stands_alone
from messages.percent import FRACTION_WORDS, MOST_PARTS
from messages.results import Reading, added, aim, is_planned, is_result, is_target, is_to_do, with_goal
from messages.shares import MONEY, linked, match_at, noun_at, spoken_shares
from messages.totals import TOTAL, settled
from messages.understood import Figure
from messages.wording import NEAR, Span, Wording
from messages.zeros import zeros
from vietnamese.numbers import Number, find_numbers, round_whole
from vietnamese.phrases import Phrase, Signs

_APPROXIMATE = Phrase(
    r"(?:gần|hơn|trên|khoảng|tầm|chừng|xấp xỉ|cỡ|ước|ước tính|ngót|độ|khoảng gần|được hơn|dưới)\s?$",
)
_NOUN_CUE = Phrase(
    (
        r"(?:thì |đã |đúng |đúng ra |thật ra |chính xác |phải |mới |cũng |chỉ |hiện |nay |tổng |đăng |viết |phát |"
        r"in |tổ chức |cấp |nộp |làm |họp |mở |treo |"
        r"trao |tham dự |tham gia |dự )*(?:(?:được|có|đạt|là|:|=|-|mới|chỉ|tổng|xong)\s?)+(?:gần |hơn |khoảng |trên |"
        r"tổng )*"
    ),
    r"(?: ?: ?)|(?:khoảng|gần|hơn|trên|tầm|ước|độ) ",
)
_SHARE_CUE = re.compile(r"(?:[^\W\d_]+ ?){1,6}")  # "hồ sơ mới thẩm định 7/12"
_UPPER_END = Signs(r"(?<=\d) ?(?:[-~–]|đến|den) ?\d+(?![\d%/.,])")  # "30-40 người": the lower end is sure
_PLUS = Signs(r"(?<=\d) ?\+(?= [^\W\d_])")  # "1000+ lượt xem"
_RANGE = Signs(r"(?<!\w)(?:từ|tu) (?=\d+ ?(?:-|đến|den) ?\d+ [^\W\d_])")
# "1.270 người (hơn nghìn người)": the same once more, only rounder
_ROUNDER = Phrase(
    r"(?<=\w) \((?:tức |là |cỡ |khoảng |hơn |gần |trên |ngót |tầm |cả )+(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|"
    r"mười|mấy|\d+) )?(?:nghìn|ngàn|trăm|chục|vạn|triệu|tỷ)(?!\w)[^()\n]*\)"
)
_MOST = 40  # figures of one message
_LABEL_NOUNS = frozenset({"em", "lớp", "tổ", "bài", "phòng", "bản", "thôn", "số"})
_MYRIAD = 10_000
_OF_MONEY = Phrase(r"(?:tiền|vốn|quỹ|kinh phí|ủng hộ|mua|trả|chi|in|thuê|hỗ trợ|nộp|cho)")
_LEAST_SUM = 500  # đồng; nobody pays less
_SUM = Phrase(
    r"(?:kinh phí|số tiền|tiền|chi|quyên góp|ủng hộ|vận động|giải ngân|quỹ)"
    r"(?: (?:đã|được|là|chi|có|đạt|khoảng|gần|hơn|trên|tổng|hết|thu|ủng hộ))*\s?[:=]?\s?$"
)
_OF_WORK = Phrase(r"kế hoạch")
_REACHED = Phrase(rf"(?:{DEED}|đã|được|đạt|mới|có|làm|thực hiện|thành|xong|đủ) (?:cả |gần |hơn |khoảng |trên |tầm )*$")
_LISTED_ON = re.compile(r"\s?(?:,|và|va|với|voi|cùng|cung)\s")


@dataclass(frozen=True)
class Read:
    """The figures of a message, the spans they took, and whether some digits stayed unexplained."""

    figures: tuple[Figure, ...]
    spans: tuple[Span, ...]
    doubtful: bool


def read_figures(wording: Wording) -> Read:
    """Figures in the order of the text. `wording` comes without its task numbers, dates, units and obstacle."""
    clear = _clear(wording)
    numbers = [n for n in find_numbers(clear.text, plain=wording.plain) if not _is_percent(clear, n)]
    numbers, unread = numbers[:_MOST], numbers[_MOST:]
    found = [*zeros(clear), *spoken_shares(wording)]
    spans = [span for _, span in found]
    used: set[int] = set()
    doubtful = bool(unread)
    goal: Reading | None = None  # a target named before what was reached
    last: Reading | None = None
    planned = len(clear.text)  # where the last planned figure ended
    for i, number in enumerate(numbers):
        if i in used:
            continue
        following = numbers[i + 1] if i + 1 < len(numbers) else None
        target = following if following and linked(clear, number, following) else None
        reading = _read(clear, number, target, listed=bool(found)) or _of_goal(clear, number, goal)
        reading = reading or _of_total(clear, number, last)
        if target and reading:
            used.add(i + 1)
        last = reading or last
        spans.extend([reading[1]] if reading else ())
        if reading is None:
            doubtful = doubtful or not (number.spelled or _is_left(clear, number))
            guess = (
                guessed_noun(clear, number.start, (target or number).end) if doubtful and not number.spelled else None
            )
            if guess and is_result(clear, number.start, guess[1]):
                found.append(_figure(clear, guess[0], number, target, guess[1]))
        elif is_target(clear, number.start) or (target is None and is_to_do(clear, reading[1][1])):
            found, goal = aim(found, reading)
        elif is_planned(clear, *reading[1]) or _LISTED_ON.fullmatch(clear.text, planned, number.start):
            planned = reading[1][1]
        elif is_result(clear, *reading[1]):
            found.append(with_goal(reading, goal))
    return Read(_with_targets(clear, found, numbers), tuple(spans), doubtful)


def _clear(wording: Wording) -> Wording:
    """Without labels, the upper ends of ranges and the fractions of the work."""
    clear = without_labels(wording)
    clear = clear.hide(m.span() for m in clear.all(_ROUNDER))
    clear = clear.hide(m.span() for m in clear.all(_PLUS))
    clear = clear.hide(m.span() for m in clear.all(_RANGE))
    clear = clear.hide(m.span() for m in clear.all(_UPPER_END))
    return clear.hide(m.span() for m in clear.all(FRACTION_WORDS))


def _read(wording: Wording, number: Number, target: Number | None, *, listed: bool) -> Reading | None:
    return (
        _counted(wording, number, target)
        or (None if _counts_thousands(wording, number) else _money(wording, number, target))
        or _freely(wording, number, target, listed=listed)
        or _named_before(wording, number, target)
    )


def _counts_thousands(wording: Wording, number: Number) -> bool:
    """Whether "20 nghìn" are of some noun ("20 nghìn cây"); triệu and tỷ are nearly always money."""
    of_money = match_at(wording, _OF_MONEY, number.end) or match_at(wording, MONEY, number.end)
    return 1 < number.scale <= _MYRIAD and not stands_alone(wording, number.end) and not of_money


def _of_goal(wording: Wording, number: Number, goal: Reading | None) -> Reading | None:
    """A number without a noun after its target: "mục tiêu 5.000 lượt người, đã đạt 3.400"."""
    if goal is None or not stands_alone(wording, number.end) or not wording.before(number.start, NEAR).has(_REACHED):
        return None
    return _figure(wording, goal[0].indicator, number, None, number.end, goal[0].unit)


def _of_total(wording: Wording, number: Number, last: Reading | None) -> Reading | None:
    """A total without its noun: "thêm 1 hội nghị nữa nên tổng là 4"."""
    told = stands_alone(wording, number.end) and wording.before(number.start, NEAR).has(TOTAL)
    return _figure(wording, last[0].indicator, number, None, number.end, last[0].unit) if last and told else None


def _with_targets(wording: Wording, found: list[Reading], numbers: list[Number]) -> tuple[Figure, ...]:
    for number in numbers:  # "mục tiêu 30" without its noun
        if not found or not is_target(wording, number.start):
            continue
        figure, span = found[-1]
        if figure.target is None and number.start > span[0]:
            found[-1] = (replace(figure, target=number.value), span)
    told = added(wording, settled(wording, sorted(found, key=lambda x: x[1])))
    unique = {(f.indicator, f.value, f.unit, f.target): f for f, _ in told}
    return tuple(unique.values())


def _is_left(wording: Wording, number: Number) -> bool:
    """A bare number that is left over or planned: nothing to ask about."""
    return not is_result(wording, number.start, number.end)


def _is_percent(wording: Wording, number: Number) -> bool:
    return (
        re.match(r"\s?(?:%|(?:phần|phan) (?:tr[aă]m|mười|muoi|\d)|-\s?\d+\s?%|-\s?\d+ ph)", wording.text[number.end :])
        is not None
    )


def _figure(
    wording: Wording, name: str, number: Number, target: Number | None, end: int, unit: str | None = None
) -> Reading:
    before = wording.before(number.start, NEAR)
    start = number.start
    return (
        Figure(
            name,
            number.value,
            unit,
            target.value if target else None,
            approximate=before.has(_APPROXIMATE),
            words=wording.typed(start, end),
        ),
        (start, end),
    )


def _counted(wording: Wording, number: Number, target: Number | None) -> Reading | None:
    """A number before the noun it counts: "3 hội nghị", "3/5 hội nghị", "3 hội nghị trên 5"."""
    noun = noun_at(wording, (target or number).end) or (noun_at(wording, number.end) if target else None)
    if not noun or (number.spelled and number.value in (1, 4) and indicator(noun.group()) == "trẻ em"):
        return None  # "một cháu" is a child, no count; "bon em" are we
    if target and _OF_WORK.on(plain=wording.plain).fullmatch(noun.group()):
        return None  # "3/4 kế hoạch" is how far the work is
    name = in_context(wording, number.start, noun)
    longer = goes_on(wording, noun.start() - 1, noun.end()) if name == indicator(noun.group()) else None
    end = max(longer or noun.end(), target.end if target else 0)
    return _figure(wording, indicator(wording.text[noun.start() : longer]) if longer else name, number, target, end)


def _freely(wording: Wording, number: Number, target: Number | None, *, listed: bool) -> Reading | None:
    """A number before a noun of no list; a small one in words is too often none ("ba mẹ", "hai bên")."""
    if number.spelled and number.value < 11:
        return None
    noun = counted_noun(wording, number.start, (target or number).end, listed=listed)
    return _figure(wording, noun[0], number, target, noun[1]) if noun else None


def _money(wording: Wording, number: Number, target: Number | None) -> Reading | None:
    """An amount said in đồng, or in nghìn, triệu, tỷ of nothing else."""
    last = target or number
    said = match_at(wording, MONEY, last.end) or match_at(wording, MONEY, number.end)
    big = last.scale > 1 and last.value >= 10_000
    if (not said or last.value < _LEAST_SUM) and not big and not _is_sum(wording, number, last):
        return None
    if target and target.scale > number.scale:  # "120/200 triệu"
        number = replace(number, value=round_whole(number.value * target.scale))
    return _figure(wording, "kinh phí", number, target, max(said.end() if said else 0, last.end), "đồng")


def _is_sum(wording: Wording, number: Number, last: Number) -> bool:
    """Whether a bare number is money for what stands before it: "kinh phí: 3.500.000"."""
    return number.value >= 10_000 and stands_alone(wording, last.end) and wording.before(number.start, NEAR).has(_SUM)


def _named_before(wording: Wording, number: Number, target: Number | None) -> Reading | None:
    """A number behind its noun: "hội nghị: 3", "tin bài mới được 7/10"."""
    start = clause_start(wording, number.start)
    nouns = list(counted((*NOUNS, *wording.nouns)).on(plain=wording.plain).finditer(wording.text, start, number.start))
    if not nouns or nouns[-1].group() in _LABEL_NOUNS:
        return None
    if not stands_alone(wording, (target or number).end):
        return None
    between = wording.text[nouns[-1].end() : number.start].strip()
    direct = not between and re.match(r"\s?(?:[,;.\n)]|$)", wording.text[(target or number).end :])
    cue = _NOUN_CUE.on(plain=wording.plain).fullmatch(between + " ") or _NOUN_CUE.on(plain=wording.plain).fullmatch(
        between
    )
    share = target is not None and target.value > MOST_PARTS and _SHARE_CUE.fullmatch(between)
    if not direct and not cue and not share:
        return None
    return _figure(wording, indicator(nouns[-1].group()), number, target, (target or number).end)


def corrected_figure(wording: Wording, new: float, old: float) -> Figure | None:
    """The `new` figure where only the `old` one names its noun: "42 chứ không phải 24 suất quà"."""
    for number in find_numbers(wording.text, plain=wording.plain):
        noun = noun_at(wording, number.end) if number.value == old else None
        if noun:
            return Figure(in_context(wording, number.start, noun), new, words=wording.typed(number.start, noun.end()))
    return None
