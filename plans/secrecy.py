"""Stamps of state secrecy: a file that bears one is refused; a plan that merely speaks of secrecy is read."""

import re
from collections.abc import Iterable
from unicodedata import category

from plans.draft import UnreadableError
from vietnamese.text import fold, nfc

_DEGREE = r"(?:(?:TUYỆT|TỐI)\s?)?MẬT"
_HASTE = r"(?:(?:THƯỢNG )?KHẨN|HỎA TỐC|HOẢ TỐC)(?: HẸN GIỜ)?"
_LABEL = r"(?:(?:mức|cấp|dấu|chỉ|phân|loại) )*(?:(?:độ|dấu|mức|cấp)(?: bảo)? mật ?:?|(?:độ|dấu|mức độ) ?:)"
_STAMP = re.compile(
    rf"(?:(?:TÀI LIỆU|VĂN BẢN|BÍ MẬT NHÀ NƯỚC|{_HASTE}) )?{_DEGREE}(?: {_HASTE})?(?: (?i:bản số|số bản)\b.*)?"
    rf"|(?i:{_LABEL}) ?(?i:{_DEGREE})|(?i:độ mật) ?:? ?[ABC]|TUYET MAT|TOI MAT"
)
_SMALL_STAMP = re.compile(r"(?:tài liệu |văn bản )?(?:tuyệt|tối) mật", re.I)
_OFFICE = r"(?:UBND|HĐND|[UỦ][YỶ] BAN|HỘI ĐỒNG|SỞ|BỘ|BAN|CỤC|CHI CỤC|CÔNG AN|PHÒNG|TỈNH|THÀNH|HUYỆN|ĐẢNG|CỘNG)"
_NO_STAMP = "".join(
    rf"(?<!\b{word} )"
    for word in ("BẢO", "BÍ", "CƠ", "THỊ", "VĂN", "ONG", "GAN", "SỎI", "TÚI", "HOA", "RỈ", "ĐƯỜNG", "XÃ", "THÔN")
)
# One blank may be all that is left between two columns.
_BESIDE = re.compile(
    rf"(?:SỐ ?:? ?[^:]{{2,40}}|{_OFFICE}\b.*) {_NO_STAMP}{_DEGREE}(?: {_HASTE})?"
    rf"|{_DEGREE} (?:{_OFFICE}\b|SỐ ?:).*|{_DEGREE} (?:\w+ ){{1,6}}ngày\b.*"
)
_NUMBER = re.compile(r"\bsố\b", re.I)
_HINT = re.compile(r"M[\W_]*[ẬÂA][\W_]*T|độ|đo", re.I)  # nearly all lines are done with here
_PLAN = re.compile(r"(?:KẾ HOẠCH|QUYẾT ĐỊNH|CHƯƠNG TRÌNH|PHƯƠNG ÁN)\b")
_LINES = 60  # a first page
_LETTERHEAD = 15
_LONGEST = 200


def refuse_secret(lines: Iterable[str], marks: Iterable[str] = ()) -> None:
    """Raises UnreadableError if a line of the text, or a mark that pages bear, is a stamp of secrecy."""
    lines = list(lines)
    title = next((at for at, line in enumerate(lines[:_LINES]) if _PLAN.match(nfc(line).strip(" *#|_"))), None)
    head = lines[: _LETTERHEAD if title is None else title]
    # Above its title a plan has only its letterhead, where "Mật" can be nothing but the stamp.
    is_in_head = title is not None and any(is_stamp(line.upper()) for line in head)
    if is_in_head or any(map(_stands_beside, head)) or any(map(is_stamp, lines)) or any(map(is_stamp, marks)):
        raise UnreadableError(
            "Văn bản có dấu chỉ độ mật; không được gửi qua kênh này. Tệp không được lưu, hãy xóa tin đã gửi."
        )


def is_stamp(line: str) -> bool:
    """True if a line, or one of the columns that stand on it, is nothing but a stamp ("UBND TỈNH A | MẬT")."""
    if len(line) > _LONGEST or not _HINT.search(line):
        return False
    return any(_is_stamp(part) for part in re.split(r"\||\t|\s{3,}", line) if part)


def is_blurred_stamp(line: str) -> bool:
    """The same for a recognised picture, in which the signs over and under the letters are easily taken wrong."""
    words = _plain(line)
    return words.isupper() and bool(re.fullmatch(r"(?:tai lieu )?(?:(?:tuyet|toi) ?)?mat", fold(words)))


def _is_stamp(part: str) -> bool:
    words = _closed_up(_plain(part))
    # An item of a list of degrees is no stamp.
    is_item = (re.match(r"\s*[-+•]", part) and not re.search(r"[-+•]\s*$", part)) or part.rstrip().endswith((";", ":"))
    return bool(_STAMP.fullmatch(words) or (not is_item and _SMALL_STAMP.fullmatch(words)))


def _stands_beside(line: str) -> bool:
    """True for a stamp on one line with the office or the number ("Số: 12/KH-UBND MẬT")."""
    words = _NUMBER.sub("SỐ", _plain(line)) if len(line) < _LONGEST else ""
    found = _BESIDE.fullmatch(words)
    return bool(found) and (words.isupper() or "ngày" in words)


def _plain(words: str) -> str:
    """The words in one way of writing, without frames and other decoration; colons stay."""
    shown = "".join(letter for letter in nfc(words) if category(letter) != "Cf")
    return " ".join(re.sub(r"[^\w:]|_", " ", shown).split()).strip(" :")


def _closed_up(words: str) -> str:
    """Without the blanks between spaced letters ("M Ậ T")."""
    spaced = all(len(letter) == 1 for letter in words.split(" "))
    return words.replace(" ", "") if spaced else words
