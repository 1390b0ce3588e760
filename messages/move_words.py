"""What a clerk writes to change people and units: "sáp nhập Phòng A, Phòng B thành Phòng C", "Lan chuyển sang ..."."""

import re
from dataclasses import dataclass
from datetime import date

from vietnamese.calendar import ONE_DAY
from vietnamese.day_rules import make, nearest
from vietnamese.text import nfc, squash


@dataclass(frozen=True)
class UnitOrder:
    """`verb`: rename, merge, split, alias or close; `of` and `to` as written, `rest`: who gets what is not named."""

    verb: str
    of: str
    to: str = ""
    rest: str = ""


@dataclass(frozen=True)
class PersonOrder:
    """`verb`: leave, transfer, post or post_end; names, unit and role as written."""

    verb: str
    who: str
    unit: str = ""
    role: str = ""


_SINCE = re.compile(
    r",? ?(?<!\w)(?:(?:(?:kể|ke) )?(?:từ|tu)(?: (?:ngày|ngay|hôm|hom))?|(?:ngày|ngay)) "
    r"(?:(?P<now>nay)|(?P<next>mai)|(?:(?:tháng|thang) |(?P<day>\d{1,2}) ?(?:[/.-]|tháng|thang) ?)(?P<month>\d{1,2})"
    r"(?: ?(?:[/.-]|năm|nam) ?(?P<year>\d{4}))?)(?![\w/])",
    re.I,
)
_INTO = r"(?:thành(?! phố)|thanh(?! (?:tra|pho|niên|nien|toán|toan|hóa|hoa)\b)|vào|vao|là|la)"
_UNITS = (
    ("rename", rf"(?:đổi tên|doi ten) (?P<of>.+?) {_INTO} (?P<to>.+)"),
    ("merge", rf"(?:sáp nhập|sap nhap|hợp nhất|hop nhat|gộp|gop|nhập|nhap) (?P<of>.+?) {_INTO} (?P<to>.+)"),
    (
        "split",
        rf"(?:chia tách|chia tach|tách|tach|chia) (?P<of>.+?) {_INTO} (?P<to>.+?)"
        r"(?:[;.,] *(?:phần |phan )?(?:còn lại|con lai):?(?P<rest> .+))?",
    ),
    ("alias", r"(?:tên khác|ten khac|tên gọi|ten goi|viết tắt|viet tat|gọi tắt|goi tat) (?P<of>[^:]+): *(?P<to>.+)"),
    ("close", r"(?:giải thể|giai the|đóng|dong) (?P<of>.+)"),
)
_NOT_INSIDE = r"(?![^()]*\))"
_BETWEEN = rf"(?i:;|(?<=\)) *(?:,|và |va )|,(?= *(?:phòng|phong|ban|trung tâm|trung tam)\b)){_NOT_INSIDE}"
_STAYS = r"(?:(?:vẫn|van) )?(?:giữ|giu|ở|o|như|nhu)(?: (?:lại|lai|nguyên|nguyen|tên|ten|đơn vị|don vi|cũ|cu))+"
_GOES_TO = r"^(?:(?:vẫn|van) )?(?:(?:về|ve|cho|là|la|ở|o|giữ|giu|thuộc|thuoc)(?: (?:lại|lai|tên|ten|nguyên|nguyen))* )?"
_TITLE = r"(?:(?:anh|chị|ông|bà|cô|chú|đồng chí|đ/c) )?"
_AS = r"(?:,? (?:làm|lam|giữ chức|giu chuc|là|la) (?P<role>.+))?"
_TO = r"(?:sang|về|ve|đến|den|qua)"
_GOES = r"(?:nghỉ hưu|nghi huu|nghỉ việc|nghi viec|thôi việc|thoi viec|rời cơ quan|roi co quan)"
_PEOPLE = (
    ("leave", rf"(?:{_GOES}|nghỉ|nghi):? {_TITLE}(?P<who>.+)"),
    ("leave", rf"{_TITLE}(?P<who>.+?) (?:đã )?{_GOES}"),
    ("transfer", rf"(?:chuyển|chuyen|điều động|dieu dong) {_TITLE}(?P<who>.+?) {_TO} (?P<unit>.+?){_AS}"),
    ("transfer", rf"{_TITLE}(?P<who>.+?) (?:chuyển|chuyen) {_TO} (?P<unit>.+?){_AS}"),
    ("post_end", rf"(?:thôi kiêm|thoi kiem)(?: nhiệm)? {_TITLE}(?P<who>[^:]+): *(?P<unit>.+)"),
    ("post_end", rf"{_TITLE}(?P<who>.+?) (?:thôi kiêm|thoi kiem)(?: nhiệm)?(?: ở| o)? (?P<unit>.+)"),
    ("post", rf"(?:kiêm|kiem)(?: nhiệm)? {_TITLE}(?P<who>[^:]+): *(?P<unit>.+?){_AS}"),
    ("post", rf"{_TITLE}(?P<who>.+?) (?:kiêm|kiem)(?: nhiệm)? (?P<unit>.+?){_AS}"),
)


def is_named_leave(text: str) -> bool:
    """Whether the words say that somebody leaves for good: "nghỉ Lan" alone may be of a day off."""
    return bool(re.search(_GOES, text, re.I))


def unit_order(text: str) -> UnitOrder | None:
    for verb, pattern in _UNITS:
        if found := re.fullmatch(pattern, _plain(text), re.I):
            parts = {name: squash(value) for name, value in found.groupdict("").items()}
            return UnitOrder(verb, **parts)
    return None


def person_order(text: str) -> PersonOrder | None:
    for verb, pattern in _PEOPLE:
        if found := re.fullmatch(pattern, _plain(text), re.I):
            parts = {name: squash(value) for name, value in found.groupdict("").items()}
            return PersonOrder(verb, **parts)
    return None


def pieces_of(to: str) -> list[str]:
    """The units that a split makes, with what each gets: "Phòng A1 (NV1, Lan), Phòng A2"; "Phòng A1: NV1; ..."."""
    return [squash(piece) for piece in re.split(_BETWEEN, to) if piece.strip()]


def rest_of(order: UnitOrder) -> str:
    """Who gets what a split does not name: a unit's name, or that of the divided unit where it keeps its name."""
    return order.of if re.fullmatch(_STAYS, order.rest, re.I) else re.sub(_GOES_TO, "", order.rest, flags=re.I)


def day_said(text: str, today: date) -> date | None:
    """The day from which an order counts ("từ 1/7", "kể từ ngày 01/7/2026", "từ tháng 7"), if it says one.

    Raises ValueError for a day that no calendar has.
    """
    found = _SINCE.search(squash(nfc(text)))
    if found is None:
        return None
    if found["now"] or found["next"]:
        return today if found["now"] else today + ONE_DAY
    month, day = int(found["month"]), int(found["day"] or 1)
    said = make(int(found["year"]), month, day) if found["year"] else nearest(today, month, day)
    if said is None:
        raise ValueError(found[0].strip(" ,"))
    return said


def _plain(text: str) -> str:
    """The order without its day, which may stand anywhere in it."""
    return squash(_SINCE.sub(" ", squash(nfc(text)))).strip(" .,").replace(" ,", ",")
