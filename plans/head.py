"""The head of a plan: number, date, issuer, title, theme and period; a blank is None, never a cited document's."""

import datetime as dt
import re
from dataclasses import dataclass
from datetime import date

from plans.blocks import Paragraph, Placed
from plans.letterhead import is_place_and_date, issuer_in, letterhead_issuer
from plans.outline import Node
from plans.sections import Section, names_section, opens_skipped, section_of
from vietnamese.dates import Timing, mended, read_timing
from vietnamese.text import shorten

_LONGEST_TITLE = 600  # what is longer lost the end of its title
_TITLE_WORD = r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH|PHƯƠNG ÁN)"
_TITLE = re.compile(rf"{_TITLE_WORD}(?:\s+(?:PHỐI HỢP|HÀNH ĐỘNG|TUYÊN TRUYỀN|TRUYỀN THÔNG))?[:.]?")
_TITLE_LINE = re.compile(rf"{_TITLE_WORD}\s+(?=\S)")
_NUMBER = re.compile(
    r"Số\s*:?\s*(\d+[A-Za-z]?)?[\s.…_]*/\s*((?:[A-ZĐ][A-ZĐa-z\d&]*)(?:\s?[-–]\s?[A-ZĐ][A-ZĐa-z\d&.]*)*)"
)
# Party and youth offices put the kind of document first: "Số: 14-KH/ĐTN".
_PARTY_NUMBER = re.compile(r"Số\s*:?\s*(\d+\s?-\s?[A-ZĐ]{2,5}\s?/\s?[A-ZĐ][\w.&-]*)")
_SIGNED = re.compile(r"ngày\s+(\d{1,2})\s*(?:tháng|[/-])\s*(\d{1,2})\s*(?:năm|[/-])\s*((?:19|20)\d\d)", re.I)
_BLANK_DATE = re.compile(r"ngày[\s.…_]*(?:\d{1,2}\s*)?tháng[\s.…_]*(?:\d{1,2}\s*)?năm", re.I)
_PREAMBLE = re.compile(r"(?:thực hiện|căn cứ|triển khai|nhằm|để|theo|tiếp tục|xét|\(|phần|chương|[-+])\b", re.I)
_NEWS = re.compile(
    r"(?:Quyết định(?:\s+số\s+(?P<decision>\d+\s?/[\w\-–]+))?\s+)?(?:ban hành"
    r"|xây dựng)\s+Kế hoạch(?:\s+số\s+(?P<number>\d+\s?/[\w\-–]+))?(?:,?\s+ngày\s+(?P<day>\d{1,2}/\d{1,2}/\d{4}"
    r"|\d{1,2} tháng"
    r" \d{1,2} năm \d{4}))?\s+(?:về\s+(?:việc\s+)?)?(?=(?P<title>[^.;:]{8,300}))",
)
# "từ ngày 01/6 đến ngày 30/6/2026", "(01/6 - 30/6/2026)"; "Quý III năm 2026" and the like close a title.
_ANNIVERSARY = re.compile(r"\(\s*\d{1,2}/\d{1,2}/(?:1\d|20)\d\d\s*[-–]\s*\d{1,2}/\d{1,2}/\d{4}\s*\)")
_TITLE_SPAN = re.compile(
    r"từ\s+(?:ngày\s+|tháng\s+|quý\s+|năm\s+)?[\dIV]+\b[^,;]{0,30}?\s(?:đến|-|–)\s+(?:hết\s+)?"
    r"(?:ngày\s+|tháng\s+|quý\s+|năm\s+)?[\dIV]+(?:[/.]\d+|\s+(?:tháng|năm)\s+\d+)*"
    r"|\(?\d{1,2}(?:/\d{1,2})?(?:/20\d\d)?\s*[-–]\s*\d{1,2}/\d{1,2}/20\d\d\)?",
    re.I,
)
_TITLE_PART = re.compile(
    r"(?:quý\s+(?:IV|I{1,3}|[1-4])(?:\s*[,-]\s*(?:IV|I{1,3}|[1-4]))*|tháng\s+\d{1,2}"
    r"|0?[69]\s+tháng\s+(?:đầu|cuối)\s+năm)(?:\s*/\s*|\s+(?:năm\s+)?)20\d\d\W*$",
    re.I,
)
# "Ngày 10 tháng 6 năm 2020, Sở A ban hành Kế hoạch ..."
_ON_DAY = re.compile(r"(?:^|[.;]\s+|[-–]\s+)ngày (\d{1,2}(?: tháng \d{1,2} năm |/\d{1,2}/)\d{4}),[^.;]{2,150}$", re.I)
_THEME = re.compile(r"chủ đề[^“”\"«.;]{0,120}[“\"«]+([^“”\"»]{4,300})[”\"»]", re.I)


@dataclass(frozen=True)
class Head:
    """What stands above the first section; `body` is the index of the first block after the title."""

    number: str | None = None
    date: dt.date | None = None
    issuer: str | None = None
    title: str | None = None
    body: int = 0
    is_blank_number: bool = False
    is_blank_date: bool = False

    @property
    def year(self) -> int | None:
        """The year that completes "1/6": of signing, or the next if the title is for it; else the title's last."""
        if self.date and re.search(rf"(?<!đến )(?<!hết )năm\s+{self.date.year + 1}(?!\s*[-–])", self.title or "", re.I):
            return self.date.year + 1
        years = re.findall(r"20\d\d", re.sub(r"(?:ngày|số|đến năm)\s+\S+", "", self.title or "", flags=re.I))
        return self.date.year if self.date else int(years[-1]) if years else None


def read_head(placed: list[Placed]) -> Head:
    """The head from the letterhead and title, or, in a news text, from the sentence about the plan."""
    lines = [item.block.text if isinstance(item.block, Paragraph) else "" for item in placed]
    at = next((i for i, line in enumerate(lines) if _TITLE.fullmatch(line) or _is_title_line(line)), None)
    if at is None:
        return _news_head(lines)
    # A plan attached to a decision bears that decision's number only in brackets below its title.
    title, body = _title(lines, at)
    letterhead = [line for line in lines[:at] if line]
    text = mended("\n".join(letterhead))
    number, signed = _NUMBER.search(text), _SIGNED.search(text)
    is_blank = signed is None and bool(_BLANK_DATE.search(text))
    # Without a letterhead the day stands at the foot, above the signature.
    if signed is None and not is_blank:
        signed = next((_SIGNED.search(line) for line in reversed(lines[body:]) if is_place_and_date(line)), None)
    of_party = _PARTY_NUMBER.search(text)
    attached = re.search(
        r"kèm theo (?:Quyết định|Nghị quyết|Công văn) số:?\s*(\d+\s?/[\w\-–]+)", "\n".join(lines[at : body + 3]), re.I
    )
    return Head(
        number=_written(number) or (of_party and of_party[1]) or (attached[1] if attached and not number else None),
        date=_day(signed),
        issuer=letterhead_issuer(letterhead) or issuer_in(" ".join(lines[body : body + 12])),
        title=title,
        body=body,
        is_blank_number=bool(number and not number[1]),
        is_blank_date=is_blank,
    )


def _is_title_line(line: str) -> bool:
    found = _TITLE_LINE.match(line)
    return bool(found and len(line) < 400 and not re.match(r"(?:số|này|của)\b", line[found.end() :], re.I))


def _written(number: re.Match[str] | None) -> str | None:
    return f"{number[1]}/" + "".join(number[2].split()) if number and number[1] else None


def _day(found: re.Match[str] | None) -> date | None:
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _title(lines: list[str], at: int) -> tuple[str | None, int]:
    """The words after KẾ HOẠCH, over as many lines as they take, and where the body begins."""
    parts = [] if _TITLE.fullmatch(lines[at]) else [_TITLE_LINE.sub("", lines[at], count=1)]
    end = at + 1
    while end < len(lines) and len(parts) < 6:
        line = lines[end]
        # A line in small letters goes on with the title, whatever it opens with.
        goes_on = line[:1].islower() and not line.startswith(("(", "-"))
        is_more = (
            bool(parts)
            and not goes_on
            and (_PREAMBLE.match(line) or line.isupper() != parts[0].isupper() or len(line) > 200)
        )
        if not line or is_more or re.match(r"[IVX]+(?:\.|/\s)|\d+(?:\.|/\s)|\(|[-_*]{2}|căn cứ\b", line, re.I):
            break
        # Some plans go from the title straight into prose.
        is_section = opens_skipped(line) or (names_section(line) and not line.isupper())
        if parts and (re.search(r"[.;:]$", line) or is_section):
            break
        parts.append(line)
        end += 1
    return shorten(" ".join(parts).strip(" ."), _LONGEST_TITLE) or None, end


def _news_head(lines: list[str]) -> Head:
    text = "\n".join(lines)
    # A headline repeats the plan without its number; the sentence that has it knows more.
    news = sorted(
        (found for line in lines for found in _NEWS.finditer(line)),
        key=lambda found: (found["number"] or found["decision"]) is None,
    )
    owner = re.search(
        r"[Kk]ế hoạch của ((?:Sở|Phòng|UBND|Ủy ban|Bộ|Cục|Chi cục|Trung tâm|Hội|Công an|Trường"
        r"|Văn phòng)\b[^.,;:]{2,80})",
        text,
    )
    issuer = issuer_in(text) or (owner[1] if owner else None)
    if not news:
        return Head(issuer=issuer)
    found = news[0]
    before = _ON_DAY.search(found.string[: found.start()])
    day = found["day"] or (before and before[1])
    signed = read_timing(day).due if day else None
    return Head(number=found["number"] or found["decision"], date=signed, issuer=issuer, title=found["title"].strip())


def theme_of(text: str) -> str | None:
    """The quoted chủ đề, without the quotation marks."""
    found = _THEME.search(text)
    return found[1].strip(" .") if found else None


def period_of(head: Head, root: Node, text: str) -> tuple[date | None, date | None]:
    """The period stated for the whole plan: its own Thời gian item, else a span in the title."""
    above = {id(child): parent for parent in root.walk() for child in parent.children}
    for node in root.walk():
        if (
            len(node.text) < 300
            and re.match(r"(?:về )?thời gian\b", _words(node), re.I)
            and not _is_of_task(node, above.get(id(node), root))
        ):
            stated = _bounds(_after_colon(node), head.year)
            if stated != (None, None):
                return stated
    # News and summaries have no items; they say it in a sentence.
    if not any(node.is_counted for node in root.children):
        prose = re.search(
            r"thời gian (?:thực hiện|tổ chức|triển khai)[^.;:]{0,60}?:?\s+(từ (?:ngày )?\d[^.;]{4,60})", text, re.I
        )
        if prose:
            return _bounds(prose[1], head.year)
    return _title_period(head.title or "", head.year)


def _words(node: Node) -> str:
    return re.sub(r"^[-–+•*\s]+", "", node.text)


def _is_of_task(node: Node, parent: Node) -> bool:
    """True for a label line that states the time of one task."""
    return node.label is not None and not (section_of(parent.text) is Section.SKIP or opens_skipped(parent.text))


def _after_colon(node: Node) -> str:
    words = node.text.partition(":")[2].strip() or re.sub(r"^.*?(?=\btừ\b)", "", node.text) * ("từ" in node.text)
    if not words and node.children and opens_skipped(node.text):
        words = node.children[0].text
    return words


def _bounds(words: str, year: int | None) -> tuple[date | None, date | None]:
    timing: Timing = read_timing(words, year)
    return timing.start, timing.end or timing.due


def _title_period(title: str, year: int | None) -> tuple[date | None, date | None]:
    title = _ANNIVERSARY.sub("", title)
    stated = _TITLE_SPAN.search(title)
    if stated:
        return _bounds(stated[0].strip(" ()"), year)
    part = _TITLE_PART.search(title)
    if part:
        # Read as "from ... to ...", a quarter or month is a span with a beginning.
        return _bounds(f"{part[0]} - {part[0]}", year)
    stage = re.search(r"giai đoạn\s+(20\d\d)\s*[-–]\s*(20\d\d)", title, re.I)
    if stage:
        return date(int(stage[1]), 1, 1), date(int(stage[2]), 12, 31)
    until = re.search(r"đến (?:hết )?năm\s+(20\d\d)", title, re.I)
    return None, date(int(until[1]), 12, 31) if until else None
