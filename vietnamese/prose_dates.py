"""The time that a sentence sets for its work; dates of cited laws, plans and letters are never taken."""

import re

from vietnamese.dates import TimeKind, Timing, read_timing
from vietnamese.text import nfc, squash

_YEAR = r"(?:\s*(?:/|năm)\s*20\d\d)?"
_DAY = rf"(?:ngày\s+)?(?<!\d)\d{{1,2}}(?:\s*[/.-]\s*\d{{1,2}}(?!\d)(?:\s*[/.-]\s*20\d\d)?|\s+tháng\s+\d{{1,2}}{_YEAR})"
_PERIOD = (
    rf"(?:{_DAY}|(?:(?:đầu|giữa|cuối|tuần \d|tuần đầu|tuần cuối)\s+)?tháng\s+\d{{1,2}}{_YEAR}"
    rf"|quý\s+(?:IV|I{{1,3}}|[1-4])\b{_YEAR}|năm\s+20\d\d)"
)
_EVERY = r"(?:hằng|hàng)\s+(?:năm|tháng|quý|tuần|ngày)"
_BY = (
    r"(?:(?:hoàn thành|xong|thời hạn|hạn)\s+)?(?:trước|chậm nhất(?:\s+(?:là|vào|đến|trong))?|muộn nhất|hạn cuối"
    r"|không muộn hơn"
    r"|đến hết|xong trong|hoàn thành trong|hoàn thành|trong)\s+(?:hết\s+)?(?:\d{1,2}\s*(?:giờ"
    r"|h)\s*(?:\d{1,2}(?:\s*phút)?)?,?\s*)?"
)
# A date counts only behind words that set a time.
_TIME = re.compile(
    r"(?P<every>(?:(?:định kỳ|chậm nhất|vào)\s+)?(?:trước\s+)?(?:ngày\s+)?\d{1,2}(?:\s+tháng\s+\d{1,2}|/\d{1,2})?"
    rf"\s+(?:của\s+)?{_EVERY})"
    rf"|(?P<span>từ\s+{_PERIOD}\s*(?:đến|-|–)\s*(?:hết\s+)?{_PERIOD}"
    rf"|từ\s+(?:ngày\s+)?\d{{1,2}}\s*(?:đến|-|–)\s*{_DAY})"
    rf"|(?P<due>{_BY}{_PERIOD})"
    rf"|\((?P<held>(?:(?:trong|vào)\s+)?(?:tháng\s+\d{{1,2}}|quý\s+(?:IV|I{{1,3}}|[1-4])){_YEAR})\)"
    r"|:\s*(?P<said>(?:vào\s+)?ngày\s+\d{1,2}/\d{1,2}(?:/20\d\d)?)(?![\d/]|\s*(?:đến|-|–))"
    r"|,\s*(?P<ends>ngày\s+\d{1,2}/\d{1,2}(?:/20\d\d)?)(?=\s*(?:[.;)]|$))"
    rf"|(?P<hours>(?:buổi\s+)?\b(?:sáng|chiều|tối)\s+(?:ngày\s+)?{_DAY})"
    rf"|(?P<day>(?:nhân|vào(?=\s+(?:dịp|ngày|\d)))\s+(?:dịp\s+)?[^.;,:()]{{0,60}}?{_DAY})"
    rf"|(?P<often>\bđịnh kỳ(?:\s+{_EVERY})?|\b{_EVERY}|^thường xuyên\b|thường xuyên$)"
    r"|(?P<event>(?:đột xuất )?khi có yêu cầu"
    r"|(?:trong|nhân|hưởng ứng trong)\s+(?:dịp\s+)?tháng hành động"
    r"(?: (?!phù hợp|bằng|với|theo|tại|trên|và\b|như\b|trong\b|để\b)\w+){0,7}"
    r"|(?P<feast>(?:nhân|trong)\s+(?:dịp|ngày)\s+[^.;,:()]{3,60}))",
    re.I,
)

_DOCUMENT = re.compile(r"(?:số\s+\d|luật|nghị quyết|nghị định|quyết định|chỉ thị|công văn|thông tư)[^,;.]*$", re.I)


def find_timing(sentence: str, year: int | None = None) -> Timing | None:
    """The time that a sentence sets for its work, or None; `year` completes "trước ngày 5/7".

    Of several stated ends the last one is due ("sơ kết trước ngày 15/6, tổng kết trước ngày 15/12").
    """
    text = squash(nfc(sentence))
    found = [_timing(match, year) for match in _TIME.finditer(text) if not _is_cited(match, text)]
    if not found or found[0].due is None:
        return found[0] if found else None
    # Interim ends come first; a clerk is reminded of the one that closes the task.
    ends = [timing for timing in found if timing.due is not None]
    return Timing(
        "; ".join(timing.words for timing in ends), TimeKind.DATE, due=max(filter(None, (t.due for t in ends)))
    )


def _is_cited(match: re.Match[str], text: str) -> bool:
    """True for the day of a document: "Quyết định số 34/2014/QĐ-TTg, ngày 30/5/2014"."""
    return bool(match["ends"]) and bool(_DOCUMENT.search(text[: match.start()]))


def _timing(match: re.Match[str], year: int | None) -> Timing:
    words = (match["held"] or match["ends"] or match["said"] or match[0]).strip(" .;:,-")
    if match["every"] or match["often"]:
        return Timing(words, TimeKind.RECURRING)
    timing = read_timing(words, year)
    if match["event"] and (timing.due is None or not match["feast"]):
        return Timing(words, TimeKind.EVENT)
    return timing
