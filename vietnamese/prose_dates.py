"""The time that a sentence sets for its work; dates of cited laws, plans and letters are never taken."""

import re
from dataclasses import replace

from vietnamese.dates import Stop, TimeKind, Timing, read_timing
from vietnamese.text import nfc, squash
from vietnamese.time_words import plain_time

_YEAR = r"(?:\s*(?:/|năm)\s*20\d\d)?"
_DAY = rf"(?:ngày\s+)?(?<!\d)\d{{1,2}}(?:\s*[/.-]\s*\d{{1,2}}(?!\d)(?:\s*[/.-]\s*20\d\d)?|\s+tháng\s+\d{{1,2}}{_YEAR})"
_QUARTER = r"(?:IV|I{1,3}|[1-4])\b"
_PERIOD = (
    rf"(?:{_DAY}|(?:(?:đầu|giữa|cuối|tuần\s+(?:thứ\s+)?\w+)\s+(?:của\s+)?)?tháng\s+\d{{1,2}}"
    rf"(?:\s*(?:,|-|và)\s*\d{{1,2}}(?!\d|/\d{{1,2}}\b))*{_YEAR}"
    rf"|quý\s+{_QUARTER}(?:\s*(?:,|-|và)\s*{_QUARTER})*{_YEAR}"
    r"|0?[69]\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+20\d\d)?|(?:cuối\s+)?năm\s+20\d\d)"
)
_EVERY = r"(?:hằng|hàng)\s+(?:năm|tháng|quý|tuần|ngày)"
_BY = (
    r"(?:(?:hoàn thành|xong|thời hạn|hạn)\s+)?(?:trước"
    r"|(?<=[;,(] )thời hạn(?: hoàn thành)?:?|(?<=, )dự kiến(?: (?:vào|trong))?"
    r"|chậm nhất(?:\s+(?:là|vào|đến|trong))?|muộn nhất|hạn cuối"
    r"|không muộn hơn|không quá|hạn chót"
    r"|đến hết|xong trong|hoàn thành trong|hoàn thành|trong)\s+(?:hết\s+)?(?:\d{1,2}\s*(?:giờ"
    r"|h)\s*(?:\d{1,2}(?:\s*phút)?)?,?\s*)?"
)
# A date counts only behind words that set a time.
_TIME = re.compile(
    r"(?!(?<=[^\W\d_])[^\W\d_])(?:"  # no time begins inside a word
    r"(?P<every>(?:(?:định kỳ|chậm nhất|vào)\s+)?(?:trước\s+)?(?:ngày\s+)?\d{1,2}(?:\s+tháng\s+\d{1,2}|/\d{1,2})?"
    rf"\s+(?:của\s+)?{_EVERY})"
    rf"|(?P<span>từ\s+{_PERIOD}\s*(?:đến|-|–)\s*(?:hết\s+)?{_PERIOD}"
    rf"|từ\s+(?:ngày\s+)?\d{{1,2}}\s*(?:đến|-|–)\s*(?:hết\s+)?{_DAY})"
    rf"|(?P<due>{_BY}{_PERIOD}|đến\s+cuối\s+(?:năm|tháng|quý)\s+\w+{_YEAR}|vào\s+(?=đầu|giữa|cuối|tuần|tháng|quý){_PERIOD})"
    rf"|(?P<days>trong\s+\d+\s+ngày,?\s+(?:ngày\s+)?\d{{1,2}}\s*(?:,|-|và)\s*{_DAY})"
    rf"|(?P<opens>\b(?:tổ chức|khai mạc|diễn ra|ra quân|phát động)\s+(?:lúc\s+|vào\s+)?(?=ngày\s+\d){_DAY})"
    rf"|(?P<from>(?:bắt đầu\s+)?\btừ\s+(?=ngày\s+\d){_DAY})(?!\s*(?:đến|-|–))"
    rf"|(?P<list>(?:vào\s+)?các\s+{_DAY}(?:\s*(?:,|và)\s*{_DAY})+)"
    rf"|\((?P<set>(?:dự kiến\s+)?(?:vào\s+)?(?=ngày\s+\d){_DAY})\)"
    rf"|(?P<does>\bthực hiện\s+(?:lúc\s+|vào\s+)?(?=ngày\s+\d){_DAY})"
    rf"|\((?P<held>(?:(?:trong|vào)\s+)?(?:tháng\s+\d{{1,2}}|quý\s+(?:IV|I{{1,3}}|[1-4])){_YEAR})\)"
    r"|:\s*(?P<said>(?:vào\s+)?ngày\s+\d{1,2}/\d{1,2}(?:/20\d\d)?)(?![\d/]|\s*(?:đến|-|–))"
    rf"|(?:[,;]|\s[-–])\s*(?P<ends>ngày\s+\d{{1,2}}/\d{{1,2}}(?:/20\d\d)?|tháng\s+\d{{1,2}}{_YEAR})(?=\s*(?:[.;)]|$))"
    rf"|(?P<clock>\b(?:lúc|hồi)\s+(?=ngày\s+\d){_DAY})"  # plain_time blanks the hour
    rf"|(?P<guess>\bdự kiến\s+(?:vào\s+)?(?:ngày\s+)?(?=\d{{1,2}}\s*/){_DAY})"
    r"|\b(?:báo cáo|gửi|nộp|trình)\s[^.;:,()]{0,80}(?<!trước)(?<!đến)(?<!từ)(?<!hết)(?<!vào)(?<!nhân)(?<!là)"
    r"\s(?P<sent>ngày\s+\d{1,2}/\d{1,2}(?:/20\d\d)?)(?=\s*(?:[.;)]|$))"
    rf"|(?P<hours>(?:buổi\s+)?\b(?:sáng|chiều|tối)\s+(?:ngày\s+)?{_DAY})"
    rf"|(?P<day>(?:nhân|vào(?=\s+(?:dịp|ngày|sáng|chiều|tối|\d)))\s+(?:dịp\s+)?[^.;,:()]{{0,60}}?{_DAY})"
    rf"|(?P<often>\bđịnh kỳ(?:\s+{_EVERY})?|\b{_EVERY}|^thường xuyên\b|thường xuyên$)"
    r"|(?P<event>(?:đột xuất )?khi có yêu cầu"
    r"|(?:trong|nhân|hưởng ứng trong)\s+(?:dịp\s+)?tháng hành động"
    r"(?: (?!phù hợp|bằng|với|theo|tại|trên|và\b|như\b|trong\b|để\b)\w+){0,7}"
    r"|(?P<feast>(?:(?:nhân|trong)\s+(?:dịp|ngày)\s+|(?:trước|trong)\s+(?=tết\s))[^.;,:()]{3,60})))",
    re.I,
)

_LINK = re.compile(r"[.;:,(]\s|\bvà\b")
_DOCUMENT = re.compile(r"(?:số\s+\d|luật|nghị quyết|nghị định|quyết định|chỉ thị|công văn|thông tư)[^,;.]*$", re.I)


def find_timing(sentence: str, year: int | None = None) -> Timing | None:
    """The time that a sentence sets for its work, or None; `year` completes "trước ngày 5/7".

    Of several stated ends the last one is due ("sơ kết trước ngày 15/6, tổng kết trước ngày 15/12").
    """
    text = squash(nfc(sentence))
    plain = plain_time(text)
    found = [(match, _timing(match, text, year)) for match in _TIME.finditer(plain) if not _is_cited(match, text)]
    if not found or found[0][1].due is None:
        return found[0][1] if found else None
    # Interim ends come first; a clerk is reminded of the one that closes the task.
    ends = [(match, timing) for match, timing in found if timing.due is not None]
    stops = tuple(Stop(_clause(match, text), timing.due) for match, timing in ends if timing.due)
    timings = [timing for _, timing in ends]
    return replace(
        timings[0],
        words="; ".join(timing.words for timing in timings),
        due=max(stop.due for stop in stops),
        stops=stops if len({stop.due for stop in stops}) > 1 else timings[0].stops,
        vague=any(timing.vague for timing in timings),
    )


def _clause(match: re.Match[str], text: str) -> str:
    """The clause that a time closes: "báo cáo năm trước ngày 15/12"."""
    start = match.start()
    begin = max((link.end() for link in _LINK.finditer(text, max(start - 90, 0), start)), default=0)
    return text[max(begin, start - 80) : match.end()].strip(" .;:,-")


def _is_cited(match: re.Match[str], text: str) -> bool:
    """True for the day of a document: "Quyết định số 34/2014/QĐ-TTg, ngày 30/5/2014"."""
    part = next((name for name in ("ends", "set", "from", "sent") if match[name]), None)
    if part is None:
        return False
    start = match.start(part)
    return bool(_DOCUMENT.search(text[max(0, start - 200) : start]))


def _timing(match: re.Match[str], text: str, year: int | None) -> Timing:
    part = next((name for name in ("held", "ends", "said", "set", "sent") if match[name]), 0)
    words = squash(text[slice(*match.span(part))]).strip(" .;:,-")
    if match["every"] or match["often"]:
        return Timing(words, TimeKind.RECURRING)
    timing = read_timing(words, year)
    if match["event"] and (timing.due is None or not match["feast"]):
        return Timing(words, TimeKind.EVENT)
    return timing
