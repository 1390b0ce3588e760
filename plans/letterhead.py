"""Whose plan it is: the office named in the letterhead's left column, or the sentence that issues the plan."""

import re

from vietnamese.unit_lists import is_unit_head
from vietnamese.words import any_of

_MOTTO = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI.*|Độc\s+lập\s*[-–]\s*Tự\s+do.*|ĐẢNG CỘNG SẢN VIỆT NAM$"
    r"|(?<!BCH )(?<!CHẤP HÀNH )ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH$",
    re.I,
)
_ISSUES = re.compile(
    r"\s+(?:đã\s+)?(?:ban hành|xây dựng|lập|đề ra)\s+(?:bản\s+)?kế hoạch\b(?!\s+(?:số\s+)?(?:này|trên))", re.I
)
_BODY = any_of("""
ỦY BAN, UỶ BAN, UBND, HĐND, SỞ, BỘ, PHÒNG, TRUNG TÂM, TỔNG CỤC, CHI CỤC, CỤC, VỤ, BAN, VĂN PHÒNG, TRƯỜNG, BỆNH VIỆN,
CÔNG AN, ĐẢNG ỦY, TỈNH ỦY, THÀNH ỦY, HỘI, LIÊN ĐOÀN, LIÊN MINH, CÔNG ĐOÀN, TỈNH ĐOÀN, THÀNH ĐOÀN, ĐOÀN, MẶT TRẬN,
HỌC VIỆN, VIỆN, TRẠM, BẢO HIỂM, THANH TRA, TÒA ÁN, TỔNG CÔNG TY, CÔNG TY, ĐÀI, BÁO, KHO BẠC, THUẾ, NGÂN HÀNG, QUỸ,
BCH, TỔ(?! CHỨC| QUỐC), KHOA(?! HỌC), BAN QUẢN LÝ, BQL
""")
_PLACE_AND_DATE = re.compile(
    r"[^\W\d_][^,;:.]{1,40},\s*ngày\s+\d{1,2}\s*(?:tháng|[/-])\s*\d{1,2}\s*(?:năm|[/-])\s*(?:19|20)\d\d\.?", re.I
)
_AT_START = re.compile(rf"{_BODY}\b")
# Where a parent and the office share a line; words that are also parts of names ("MÔI TRƯỜNG", "NỘI VỤ") are left out.
_INSIDE = re.compile(
    r"(?<!\bVÀ)(?<!\bCỦA)(?<!,)(?<!-)(?<!\bVĂN)(?<!\bPHÒNG)(?<!\bLÝ) "
    r"(?=(?:SỞ|CHI CỤC|TRUNG TÂM|BỆNH VIỆN|VĂN PHÒNG|CÔNG AN|PHÒNG(?! (?:HỘ|CHỐNG|THỦ|CHÁY|NGỪA|BỆNH|DỊCH)\b|,)"
    r"|TRƯỜNG (?:TIỂU|TRUNG|MẦM|THCS|THPT|CAO|ĐẠI|CHÍNH))\b)"
)


def letterhead_issuer(lines: list[str]) -> str | None:
    """The last body that the left column names: the office itself, below the body it belongs to."""
    kept: list[str] = []
    for line in lines:
        words = _MOTTO.sub("", line).strip(" -_|")
        if re.search(r"\b(?:Số|QUYẾT ĐỊNH)\b", words):
            break
        if words.isupper() and len(words) > 3 and not re.match(r"(?:CHỦ NGHĨA|VIỆT NAM)\b", words):
            kept.append(words)
    starts = [at for at, words in enumerate(kept) if _AT_START.match(words)]
    if not starts:
        return None
    first = _INSIDE.split(kept[starts[-1]])[-1]
    return " ".join([first, *kept[starts[-1] + 1 :]]).strip()


def issuer_in(text: str) -> str | None:
    """The unit that "ban hành" or "xây dựng" the plan, in the sentence that says so."""
    for found in _ISSUES.finditer(text):
        before = text[: found.start()]
        edges = re.finditer(r"(?:^|[;,.]\s+|\bnay\s+|\d\s+)(?=\w)", before)
        starts = [edge.end() for edge in edges if before[edge.end()].isupper()]
        named = [before[start:] for start in starts if is_unit_head(before[start:]) and len(before) - start < 150]
        if named:
            return named[-1].strip(" ,")
    return None


def is_place_and_date(line: str) -> bool:
    """True for "Bến Mới, ngày 02 tháng 3 năm 2026", which some plans set above the signature."""
    return bool(_PLACE_AND_DATE.fullmatch(line.strip()))
