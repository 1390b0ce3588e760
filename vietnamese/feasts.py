"""Days of the year that plans name without writing their date, by the solar and the lunar calendar."""

import re
from datetime import date

from vietnamese.lunar import solar_of

_CAN = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
_CHI = ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")
_YEAR = (
    rf"(?:\s+(?:năm\s+)?(?P<can>{'|'.join(_CAN)})\s+(?P<chi>{'|'.join(_CHI)}))?"
    r"(?:\s*[,-]?\s*(?:năm\s+)?(?P<y>20\d\d)(?!\d))?"
)
_MONTHS = ["giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "một", "chạp"]
_MONTH = rf"(?P<m>\d{{1,2}}|{'|'.join(_MONTHS)})"

# (month, day) of days that are written in the law or decided for the whole country.
_SOLAR = {
    r"tết dương lịch": (1, 1),
    r"học sinh,? sinh viên việt nam": (1, 9),
    r"thành lập đảng": (2, 3),
    r"thầy thuốc việt nam": (2, 27),
    r"quốc tế phụ nữ": (3, 8),
    r"thành lập đoàn": (3, 26),
    r"sách và văn hóa đọc": (4, 21),
    r"giải phóng miền nam": (4, 30),
    r"quốc tế lao động": (5, 1),
    r"sinh (?:nhật )?(?:chủ tịch hồ chí minh|bác hồ)": (5, 19),
    r"quốc tế thiếu nhi": (6, 1),
    r"môi trường thế giới": (6, 5),
    r"báo chí cách mạng": (6, 21),
    r"phòng,? chống ma túy": (6, 26),
    r"gia đình việt nam": (6, 28),
    r"bảo hiểm y tế việt nam": (7, 1),
    r"thương binh[ ,-]+liệt s[ĩỹ]": (7, 27),
    r"an ninh tổ quốc": (8, 19),
    r"quốc khánh": (9, 2),
    r"khuyến học": (10, 2),
    r"chuyển đổi số quốc gia": (10, 10),
    r"doanh nhân việt nam": (10, 13),
    r"phụ nữ việt nam": (10, 20),
    r"ngày pháp luật": (11, 9),
    r"đại đoàn kết": (11, 18),
    r"nhà giáo việt nam": (11, 20),
    r"văn hóa việt nam": (11, 24),
    r"quân đội nhân dân việt nam": (12, 22),
}
_LUNAR = {
    r"(?:tết )?trung thu": (15, 8),
    r"(?:lễ )?vu lan": (15, 7),
    r"giỗ tổ(?: hùng vương)?": (10, 3),
    r"(?:tết )?đoan ngọ": (5, 5),
    r"(?:đại lễ |lễ )?phật đản": (15, 4),
    r"tết (?:nguyên đán|âm lịch|cổ truyền)": (1, 1),
}
# "phòng, chống ma túy" is a day only where the words say so, not in "Tháng hành động ...".
_CUE = r"(?:ngày|dịp|nhân|kỷ niệm)\s+(?:(?!tháng)[^;.,()]){0,40}?"
FEASTS = (
    re.compile(r"(?P<d>\d{1,2})\s*(?:/|tháng\s)\s*(?P<m>\d{1,2})\s*(?:/\s*(?P<y>20\d\d))?\s*(?:âm lịch|âl|al)\b"),
    re.compile(rf"(?:(?:mùng|mồng)\s+)?(?P<d>\d{{1,2}})\s+tháng\s+(?P<m>giêng|chạp){_YEAR}"),
    re.compile(rf"(?P<full>rằm)\s+tháng\s+{_MONTH}{_YEAR}"),
    re.compile(rf"(?:mùng|mồng)\s+(?P<d>\d{{1,2}})\s+tết(?:\s+nguyên đán)?{_YEAR}"),
    re.compile(rf"(?P<lunar>{'|'.join(_LUNAR)}){_YEAR}"),
    re.compile(rf"{_CUE}(?P<solar>{'|'.join(_SOLAR)})(?:\s+năm\s+(?P<y>20\d\d))?"),
)
"""What names such a day; the group `y` is its year."""


def feast_day(found: re.Match[str], year: int) -> date:
    """The day that a match of FEASTS names in a solar year; raises ValueError for one that does not exist."""
    part = found.groupdict()
    if part.get("solar"):
        return date(year, *_named(_SOLAR, part["solar"] or ""))
    if part.get("lunar"):
        day, month = _named(_LUNAR, part["lunar"] or "")
    else:
        name = part.get("m") or "1"
        day = 15 if part.get("full") else int(part["d"] or 0)
        month = int(name) if name.isdigit() else _MONTHS.index(name) + 1
    if part.get("can"):
        year = _of_cycle(part["can"] or "", part["chi"] or "", year)
    # The twelfth month of a lunar year falls in the next solar one.
    return solar_of(day, month, year - 1 if month == 12 else year)


def _named(table: dict[str, tuple[int, int]], name: str) -> tuple[int, int]:
    return next(day for pattern, day in table.items() if re.fullmatch(pattern, name))


def _of_cycle(can: str, chi: str, year: int) -> int:
    """The year of a name like Đinh Mùi that is nearest to `year`; `year` itself for a name that no year has."""
    near = [year, year + 1, year - 1, year + 2, year - 2]
    name = (_CAN.index(can), _CHI.index(chi))
    return next((y for y in near if ((y - 4) % 10, (y - 4) % 12) == name), year)
