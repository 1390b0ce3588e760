"""Stamps of state secrecy: a file that bears one is refused; a plan that merely speaks of secrecy is read."""

import re
from collections.abc import Iterable

from plans.draft import UnreadableError

_DEGREE = r"(?:(?:TUYỆT|TỐI)\s*)?MẬT"
_STAMP = re.compile(
    rf"(?:(?:TÀI LIỆU|VĂN BẢN)\s+)?{_DEGREE}(?:\s*[-–/,]\s*(?:THƯỢNG\s+)?(?:KHẨN|HỎA TỐC|HOẢ TỐC)\W*)?"
    r"|(?i:tuyệt mật|tối mật)"
    rf"|(?i:độ\s+mật)\s*:?\s*(?:(?i:{_DEGREE})|[ABC])"
)
_PLAN = re.compile(r"(?:KẾ HOẠCH|QUYẾT ĐỊNH|CHƯƠNG TRÌNH|PHƯƠNG ÁN)\b")
_LINES = 60  # a first page


def refuse_secret(head: Iterable[str], marks: Iterable[str] = ()) -> None:
    """Raises UnreadableError if a line of the head, or a mark that pages bear, is a stamp of secrecy."""
    lines = list(head)[:_LINES]
    title = next((at for at, line in enumerate(lines) if _PLAN.match(line.strip(" *#|_"))), 0)
    # Above its title a plan has only its letterhead, where "Mật" can be nothing but the stamp.
    if any(map(is_stamp, [*lines, *marks])) or any(is_stamp(line.upper()) for line in lines[:title]):
        raise UnreadableError(
            "Văn bản có dấu chỉ độ mật; không được gửi qua kênh này. Tệp không được lưu, hãy xóa tin đã gửi."
        )


def is_stamp(line: str) -> bool:
    """True if a line, or one of the columns that stand on it, is nothing but a stamp ("UBND TỈNH A | MẬT")."""
    return any(_STAMP.fullmatch(_closed_up(part)) for part in re.split(r"\||\t|\s{3,}", line) if part)


def _closed_up(words: str) -> str:
    """The words without frames, and without the blanks between spaced letters ("M Ậ T")."""
    words = " ".join(re.sub(r"[*_\[\]().\"“”]", " ", words).split())
    spaced = all(len(letter) == 1 for letter in words.split(" "))
    return words.replace(" ", "") if spaced else words
