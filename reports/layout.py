"""Sizes and margins of Nghị định 30/2020/NĐ-CP of 05/3/2020 on công tác văn thư, annex I; in force in 10/2026.

One table, so that a new decree is one edit. Where the decree leaves a range, the sample's or the usual value is taken.
"""

import unicodedata
from dataclasses import dataclass

FONT = "Times New Roman"


@dataclass(frozen=True)
class Page:
    """Millimetres. The header stands in the top margin, where the decree wants the page number."""

    width: float = 210
    height: float = 297
    top: float = 20  # 20-25
    bottom: float = 20  # 20-25
    left: float = 30  # 30-35
    right: float = 15  # 15-20
    header: float = 10

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right


PORTRAIT = Page()
LANDSCAPE = Page(width=297, height=210)

HEAD_COLUMNS = (68.0, 97.0)  # mm: 97 holds the Quốc hiệu at 12 pt on one line when cells have no padding
SIGNATURE_COLUMNS = (75.0, 90.0)
UNDERLINE = 0.4  # of the text above it; the decree says 1/3 to 1/2


@dataclass(frozen=True)
class Style:
    """One element: points, and millimetres for indents. `box` is its number in the decree's drawing of a page."""

    name: str
    size: float
    box: str = ""
    bold: bool = False
    italic: bool = False
    align: str = "left"  # or center, both
    first_line: float = 0  # below zero: the lines after the first are indented so much more
    left: float = 0
    before: float = 0
    after: float = 0
    spacing: float = 1  # lines
    keep: bool = False  # on one page with what follows
    level: int | None = None  # in the outline


STYLES = {
    "nation": Style("Quốc hiệu", 12, "1", bold=True, align="center"),
    "motto": Style("Tiêu ngữ", 13, "1", bold=True, align="center"),
    "parent": Style("Cơ quan chủ quản", 12, "2", align="center"),
    "office": Style("Cơ quan ban hành", 12, "2", bold=True, align="center"),
    "number": Style("Số, ký hiệu", 13, "3", align="center", before=6),
    "regarding": Style("V/v", 12, "5b", align="center", before=6),
    "place_date": Style("Địa danh, thời gian", 13, "4", italic=True, align="center", before=6),
    "kind": Style("Tên loại", 14, "5a", bold=True, align="center", before=18),
    "subject": Style("Trích yếu", 14, "5a", bold=True, align="center"),
    "addressee": Style("Kính gửi", 14, "9a", align="center", before=12, after=12),
    "addressees": Style("Kính gửi nhiều nơi", 14, "9a", left=35, before=12, keep=True),
    "addressed": Style("Từng nơi kính gửi", 14, "9a", left=55.4, first_line=-3, after=2),  # the dash under the colon
    # One spacing in all of the text: LibreOffice parts a heading from a paragraph whose lines stand wider apart.
    "body": Style("Nội dung", 14, "6", align="both", first_line=12.7, after=6, spacing=1.15),
    "part": Style(
        "Mục", 14, "6", bold=True, align="both", first_line=12.7, before=6, after=6, spacing=1.15, keep=True, level=0
    ),
    "clause": Style(
        "Khoản có tiêu đề", 14, "6", bold=True, align="both", first_line=12.7, after=6, spacing=1.15, keep=True, level=1
    ),
    "task": Style(
        "Khoản không tiêu đề", 14, "6", align="both", first_line=12.7, after=6, spacing=1.15, keep=True, level=1
    ),
    "note": Style("Ghi chú", 13, "6", align="both", first_line=12.7, after=6, spacing=1.15),
    "signer_title": Style("Chức vụ người ký", 14, "7a", bold=True, align="center", keep=True),
    "signer": Style("Họ tên người ký", 14, "7b", bold=True, align="center", before=80),
    "recipients": Style("Nơi nhận", 12, "9b", bold=True, italic=True, keep=True),
    "recipient": Style("Từng nơi nhận", 11, "9b"),
    "annex": Style("Phụ lục", 14, bold=True, align="center", keep=True),
    "annex_title": Style("Tên phụ lục", 14, bold=True, align="center", keep=True),
    "annex_of": Style("Kèm theo", 14, italic=True, align="center", keep=True),
    "kept_as": Style("Bản lưu", 9, align="center"),
    "page_number": Style("Số trang", 14, align="center"),
    "column": Style("Tên cột", 12, bold=True, align="center", before=2, after=2),
    "cell": Style("Ô", 12, before=1, after=1),
    "cell_centred": Style("Ô giữa", 12, align="center", before=1, after=1),
    "rule": Style("Đường kẻ", 2, align="center", before=2),
    "gap": Style("Khoảng cách", 8),
}

# Advance widths of Times New Roman Bold in thousandths of the size, for characters from space to "~".
_WIDTHS = [
    *(250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278),
    *(500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500),
    *(930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778),
    *(611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500),
    *(333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500),
    *(556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520),
]
_POINT = 25.4 / 72
_JOINTS = frozenset({"và", "của", "về"})


def text_width(text: str, size: float) -> float:
    """Millimetres that `text` takes in bold on one line; Vietnamese marks add no width worth counting."""
    plain = unicodedata.normalize("NFD", text).translate({0x110: "D", 0x111: "d"})
    letters = (ord(c) - 32 for c in plain if not unicodedata.combining(c))
    return sum(_WIDTHS[n] if 0 <= n < len(_WIDTHS) else 500 for n in letters) / 1000 * size * _POINT


def balanced(text: str, size: float, width: float) -> str:
    """`text` over as few lines as `width` mm allows, none much shorter than the others: no last word stands alone."""
    whole = text_width(text, size)
    lines = -(-whole // width)
    if lines <= 1:
        return text
    if lines == 2 and (natural := _at_a_joint(text, size, width)):
        return natural
    for narrow in range(round(whole / lines), round(width) + 1, 2):
        broken = _wrap(text, size, narrow)
        if len(broken) <= lines:
            return "\n".join(broken)
    return text


def _at_a_joint(text: str, size: float, width: float) -> str | None:
    """Two lines parted where a reader pauses ("Sở Văn hóa, Thể thao / và Du lịch"), if both are of a fair length."""
    words = text.split()
    joints = [n for n in range(1, len(words)) if words[n - 1][-1] == "," or words[n].casefold() in _JOINTS]
    pairs = [(" ".join(words[:n]), " ".join(words[n:])) for n in joints]
    fair = [
        (long, pair)
        for pair in pairs
        for short, long in [sorted(text_width(line, size) for line in pair)]
        if long <= width and short >= 0.4 * long
    ]
    return "\n".join(min(fair)[1]) if fair else None


def _wrap(text: str, size: float, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
