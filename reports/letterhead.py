"""What all official documents share: the head of the first page, Kính gửi, and Nơi nhận beside the signature."""

import re
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from reports.layout import HEAD_COLUMNS, SIGNATURE_COLUMNS, STYLES, UNDERLINE, balanced, text_width
from reports.ooxml import grid, paragraph, rule
from reports.report import Head
from vietnamese.text import nfc
from vietnamese.writing import day

BLANK_CODE = "…………"
_BLANK = "\u00a0" * 6  # left for the clerk's pen; Word would fold ordinary blanks at a line's end

_TITLES = "(?:PHÓ |CHÁNH |TRƯỞNG |GIÁM ĐỐC|CHỦ TỊCH|KT\\. )"
_OFFICER = re.compile(rf"(?<=\w) (?<!PHÓ )(?<!THƯỜNG TRỰC )(?={_TITLES})")


def letterhead(head: Head, sign: str, regarding: str = "") -> str:
    """Issuer, Quốc hiệu, number and day left open; `regarding` is a letter's V/v, which stands under its number."""
    left, right = HEAD_COLUMNS
    parent = [_capitals(_short(head.parent), "parent", left)] if head.parent else []
    office = balanced(head.office.upper(), STYLES["office"].size, left)
    issuer = "".join([*parent, paragraph(office, "office"), underline(office, "office", left)])
    motto = "Độc lập - Tự do - Hạnh phúc"
    nation = paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "nation") + paragraph(motto, "motto")
    nation += rule(text_width(motto, STYLES["motto"].size), right)
    year = f"tháng{_BLANK}năm {head.day.year}"
    written = f"{head.place or BLANK_CODE}, ngày{_BLANK}{year}"
    number = paragraph(f"Số:{_BLANK}{_BLANK}/{sign}", "number")
    if regarding:
        lines = (balanced(line, STYLES["regarding"].size, left) for line in regarding.split("\n"))
        number += paragraph("\n".join(lines), "regarding")
    return grid(HEAD_COLUMNS, [(issuer, nation), (number, paragraph(written, "place_date"))])


def _capitals(words: str, style: str, width: float) -> str:
    return paragraph(balanced(words.upper(), STYLES[style].size, width), style)


def _short(parent: str) -> str:
    """The superior body with its common words shortened, as the decree allows: UBND TỈNH ..."""
    return re.sub(r"^(?:ủy|uỷ) ban nhân dân\b", "UBND", nfc(parent), flags=re.I)


def underline(words: str, style: str, width: float) -> str:
    """The line below a text, a third to a half of its longest line."""
    longest = max(text_width(line, STYLES[style].size) for line in words.split("\n"))
    return rule(min(longest, width) * UNDERLINE, width)


def addressed(names: Sequence[str]) -> Iterable[str]:
    styles = ("addressee",) if len(names) == 1 else ("addressees", *("addressed" for _ in names))
    yield from map(paragraph, addressed_to(names), styles)
    if len(names) != 1:
        yield paragraph("", "gap")


def addressed_to(names: Sequence[str]) -> list[str]:
    """Kính gửi: one on the same line, several each on its own."""
    if len(names) < 2:
        return [f"Kính gửi: {name}" for name in names]
    return ["Kính gửi:", *ended(names)]


def ended(names: Sequence[str]) -> list[str]:
    """The lines of a list as the decree ends them: "- Như trên;", "- Lưu: VT."."""
    return [f"- {name}{';' if place < len(names) else '.'}" for place, name in enumerate(names, 1)]


def signed(head: Head, closing: str, names: Sequence[str]) -> Iterable[str]:
    """The last sentence, and below it Nơi nhận (`names`) beside the place of the signature."""
    # Kept with the last sentence: a signature never stands alone on a page.
    yield paragraph(closing, "body", keep=True)
    recipients = paragraph("Nơi nhận:", "recipients")
    recipients += "".join(paragraph(line, "recipient") for line in ended(names))
    signer = paragraph(signer_title(head.signer_title or "[CHỨC VỤ NGƯỜI KÝ]"), "signer_title")
    signer += paragraph(head.signer or "[Họ và tên]", "signer")
    yield grid(SIGNATURE_COLUMNS, [(recipients, signer)], together=True)


def signer_title(title: str) -> str:
    """One line each for whom is signed for and who signs, also where both were typed on one line.

    "KT. Giám đốc, Phó Giám đốc" -> "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC".
    """
    lines = [line.strip() for line in re.split(r"\s*[/;,\n]\s*", nfc(title).upper())]
    return "\n".join(_OFFICER.sub("\n", line) for line in lines if line)


def kept_as(head: Head) -> str:
    """The foot of every page of a kept document; empty for one that is not kept."""
    if head.snapshot is None:
        return ""
    until = head.as_of.astimezone(ZoneInfo(head.zone))
    return f"Bản lưu số {head.snapshot}, số liệu tính đến {until:%H:%M} ngày {day(until.date())}"
