"""What the words around a number word tell: "năm nay" is a year, "vài trăm" no number, "hơn trăm" one hundred."""

import re

_BEFORE_ONE_OF = re.compile(r"(?:hơn|gần|cả|khoảng|tầm|trên|ngót|cỡ|chừng|được|độ|hon|gan|ca|khoang|tam|tren|duoc) $")
_VAGUE_BEFORE = re.compile(r"(?:vài|mấy|hàng|nhiều|phần|bạc|trạm) $")
_YEAR = re.compile(
    r"(?:kế hoạch|ke hoach|chỉ tiêu|chi tieu|trong|cả|ca|hằng|hàng|hang|mỗi|moi|cuối|cuoi|đầu|dau|giữa|giua|nửa|nua|"
    r"quý|\d|từng|tung|nhiều|nhieu|trọn|mục tiêu|muc tieu) $"
)
_YEAR_AFTER = re.compile(r" (?:nay|trước|truoc|sau|ngoái|ngoai|học|hoc|qua|tới|toi|20\d\d)(?!\w)")
_WORD = re.compile(r"\s*[^\W\d_]")


def is_year(text: str, match: re.Match[str]) -> bool:
    """The "năm" of "kế hoạch năm", "năm nay" is a year, not 5."""
    end = match.start() + len("năm")
    return bool(_YEAR.search(text, max(0, match.start() - 10), match.start()) or _YEAR_AFTER.match(text, end))


def is_other(tail: str, text: str, end: int) -> bool:
    """Whether a tail is "từ" without its accents, or the year of "2 triệu năm 2025"."""
    if tail in ("năm", "nam"):
        return _YEAR_AFTER.match(text, end) is not None
    return tail == "tu" and _WORD.match(text, end) is not None


def is_one_of(text: str, match: re.Match[str], row: tuple[str, ...], *, plain: bool) -> bool:
    """Whether "trăm" stands for one hundred: "hơn trăm", "trăm hai mươi"; "vài trăm" does not."""
    before = text[max(0, match.start() - 7) : match.start()]
    more = not plain and len(row) > 1 and not row[1][0].isdigit() and not _VAGUE_BEFORE.search(before)
    return more or _BEFORE_ONE_OF.search(before) is not None
