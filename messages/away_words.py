"""Words that say who is away, from when to when, and who stands in: "em nghỉ phép từ 10 đến 14/6, anh Minh thay em"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from messages.deadlines import days_in
from messages.wording import Wording, wording
from vietnamese.calendar import ONE_DAY
from vietnamese.days import Day
from vietnamese.text import fold, squash

_LONGEST = 160  # characters; a longer message says more than this
_NEAR = timedelta(days=120)  # so far ahead a day without its year may be one of the next year
_LASTING = timedelta(days=300)  # an absence whose years are not both said
FURTHEST = timedelta(days=2 * 366)  # what is to end later is a slip of the year
_DAY = r"(\d{1,2})(?:[/.](\d{1,2})(?:[/.](\d{4}))?)?"
_RANGE = re.compile(
    rf"(?:từ |tu )?(?:ngày |ngay )?{_DAY} ?(?:-|–|đến|den|tới|toi) ?(?:hết |het )?(?:ngày |ngay )?{_DAY}(?!\w)"
)
_LASTS = re.compile(r"\b(\d{1,2}) (?:ngày|ngay|hôm|hom)\b(?! (?:nữa|nua|sau|tới|toi))")
_WEEK = re.compile(r"(?:cả |ca |hết |het |trong )?(?:tuần|tuan) (?P<which>này|nay|sau|tới|toi)")
_UNTIL = re.compile(r"(?:đến|den|tới|toi|hết|het)(?: hết| het)?(?: ngày| ngay)? ?$")
_SINCE = re.compile(r"(?:từ|tu)(?: ngày| ngay)? ?$")
_ENDLESS = re.compile(
    r"\b(?:chưa|chua|không|khong|ko|k)(?: biết| biet| rõ| ro| xác định| xac dinh)+ (?:đến |den |tới )?"
    r"(?:khi nào|khi nao|bao giờ|bao gio|bao lâu|bao lau|ngày nào|ngay nao|ngày về|ngay ve)|"
    r"\b(?:đến|den) khi (?:có thông báo|co thong bao|khỏi|khoi|đi làm lại|di lam lai)"
)
_NAME = r"[^\W\d_]+(?: [^\W\d_]+){0,4}?"
_TITLE = r"(?:anh|chị|chi|cô|co|chú|chu|bác|bac|đồng chí|dong chi|đ/c|d/c|em|bạn|ban|ông|ong|bà|ba)"
_STANDS_IN = re.compile(
    rf"(?i)(?:(?:người|nguoi) )?(?:thay|thế)(?: thế)?(?: là)?: ?(?P<a>{_NAME})(?=[,.;]|$)"
    rf"|(?:nhờ |nho |giao |(?:đã )?có |để )?(?:{_TITLE} )?(?P<b>{_NAME}) (?:sẽ |se )?(?:làm |lam |trực |truc |"
    rf"phụ trách |xử lý |nhận )?(?:thay|thế)(?: (?:em|e|tôi|toi|mình|minh|cho em|anh|chị))?(?=[,.;]|$)"
    rf"|(?:nhờ|nho|giao(?: lại)?(?: việc)? cho|giao lai cho) (?:{_TITLE} )?(?P<c>{_NAME})(?=[,.;]|$)"
)
_TIME = frozenset(
    {"tuan", "nay", "sau", "toi", "mai", "kia", "mot", "ngay", "hom", "thang", "het", "den", "tu", "cuoi", "dau"}
    | {"phep", "nho", "giao", "cho", "de", "co"}
)
_LEAVES = re.compile(
    r"(?:nghi (?:phep|om|thai san|viec rieng|che do|he|bu|le|mat|cuoi)|(?:di )?cong tac(?: xa)?|di hoc|"
    r"tap huan|vang(?: mat)?|nghi)\b"
)
_SELF = re.compile(
    r"^(?:da |thua |kinh |xin |anh |chi |sep |bao cao |thong bao |cho |phep )*"
    r"(?:em|e|toi|tu|mai|hom nay|ngay|tuan|xin)\b|^nghi|^vang"
)
_NEWS = re.compile(
    r"\bnv ?\d|%|\b(?:xong|hoan thanh|dat|bao cao|gia han|lui|chua|do|vi|nen|hoi nghi|to chuc|nop|ke hoach|truong|"
    r"hoc sinh|tre em|lop)\b"
)


@dataclass(frozen=True)
class Away:
    """`last` None: nobody said until when. `who` and `stand_in` are names as typed; empty: the sender, nobody."""

    first: date
    last: date | None
    who: str = ""
    stand_in: str = ""


def away_said(text: str, today: date) -> Away | None:
    """An absence that a sentence tells of its sender; None where it may be a report, or names no days."""
    folded = fold(text)
    if len(text) > _LONGEST or not _LEAVES.search(folded) or not _SELF.search(squash(folded)):
        return None
    if _NEWS.search(fold(_ENDLESS.sub(" ", wording(text).text))):
        return None
    found = read_away(text, today)
    return Away(found.first, found.last, stand_in=found.stand_in) if found else None


def read_away(text: str, today: date) -> Away | None:
    """Days and names of "/vang [tên] 10/6-14/6 [Minh thay]"; None where it names no days, or impossible ones."""
    stand_in, rest = _stand_in(squash(text))
    words = wording(rest)
    endless = _ENDLESS.search(words.text)
    span = _endless(wording(words.typed(0, endless.start())), today) if endless else _span(words, today)
    if span is None or (span[1] is not None and not max(span[0], today) <= span[1] <= today + FURTHEST):
        return None
    first, last, place = span
    who = squash(re.sub(r"[^\w ]+", " ", words.typed(0, place) if place else ""))
    who = re.sub(rf"(?i)^(?:{_TITLE} )?|(?: (?:từ|tu|đến|den|tới|hết|ngày|nghỉ|nghi|phép|vắng|vang))+$", "", who)
    return Away(first, last, "" if fold(who) in ("tu", "den", "tu ngay", "den het", "ngay") else who, stand_in)


def _stand_in(text: str) -> tuple[str, str]:
    """The name of who stands in, and the words without it."""
    match = _STANDS_IN.search(text)
    if match is None:
        return "", text
    name = next(part for part in match.groups() if part)
    *before, last = squash(name).split()
    when = max((at for at, word in enumerate(before, 1) if fold(word) in _TIME), default=0)
    kept = " ".join(before[:when])  # "tuần này Minh thay"
    name = re.sub(rf"(?i)^(?:{_TITLE} )?", "", " ".join([*before[when:], last]))
    return name, squash(f"{text[: match.start()]} {kept} {text[match.end() :]}").strip(" ,.;")


def _endless(words: Wording, today: date) -> tuple[date, None, int]:
    """From the first day named, else from today, until the person says to be back."""
    days = [day for day in days_in(words, today) if day.day >= today]
    return (days[0].day, None, days[0].start) if days else (today, None, len(words.text))


def _span(words: Wording, today: date) -> tuple[date, date | None, int] | None:
    """First day, last day, and where in the words they begin."""
    numbers = _RANGE.search(words.text)
    if numbers and (numbers[2] or numbers[5]):
        span = _numbered(numbers, today)
        return (*span, numbers.start()) if span else None
    week = _WEEK.search(words.text)
    if week:
        monday = today - ONE_DAY * today.weekday() + timedelta(days=0 if week["which"] in ("này", "nay") else 7)
        return max(monday, today), monday + timedelta(days=4), week.start()
    days = [day for day in days_in(words, today) if day.day >= today]
    lasts = _LASTS.search(words.text)
    if lasts and int(lasts[1]):
        begins = next((day for day in days if not lasts.start() <= day.start < lasts.end()), None)
        first, at = (begins.day, min(begins.start, lasts.start())) if begins else (today, lasts.start())
        return first, first + timedelta(days=int(lasts[1]) - 1), at
    if not days:
        return None
    return _one_day(words, days[0], today) if len(days) == 1 else (days[0].day, days[-1].day, days[0].start)


def _one_day(words: Wording, day: Day, today: date) -> tuple[date, date | None, int]:
    """A day alone, or with "từ" or "đến" before it."""
    before = words.text[: day.start]
    if since := _SINCE.search(before):
        return day.day, None, since.start()
    until = _UNTIL.search(before)
    return today if until else day.day, day.day, until.start() if until else day.start


def _numbered(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """ "10/6-14/6", "10-14/6", "28/12-3/1": what a day leaves out the other one has; a year is the nearest."""
    day, month, year, last_day, last_month, last_year = (int(part) if part else None for part in match.groups())
    found = list[tuple[date, date]]()
    for first_year in [year] if year else range(today.year - 1, today.year + 2):
        for end_year in [last_year] if last_year else range(first_year, first_year + 2):
            try:
                first = date(first_year, month or last_month or 0, day or 0)
                last = date(end_year, last_month or month or 0, last_day or 0)
            except ValueError:
                continue
            near = year or last_year or first.year <= today.year or first <= today + _NEAR
            if near and max(first, today) <= last and ((year and last_year) or last - first <= _LASTING):
                found.append((first, last))
    return min(found, key=lambda span: (span[1] - span[0], span[0]), default=None)
