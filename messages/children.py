"""Whether a reply holds details by which one particular child could be picked out."""

import re

from messages.wording import NEAR, Wording
from vietnamese.phrases import Phrase
from vietnamese.text import fold

_FAMILY = frozenset(
    {
        "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong",
        "ly", "nong", "vi", "luong", "ha", "hua", "chu", "mong", "trieu", "dinh", "trinh", "doan", "mai", "to", "lam",
        "sung", "vang", "giang", "lo", "cam", "quang", "ma", "thao", "trang", "dao", "cao", "luu", "ta", "cu", "dam",
        "quach", "kieu", "la", "than", "thach", "kim", "be", "vuong", "hac", "lieu", "linh", "mac", "ninh", "phung",
        "thai", "tong", "van", "tang", "chau",
    }
)  # fmt: skip
_CHILD = (
    r"(?:cháu bé|em bé|bé gái|bé trai|cháu gái|cháu trai|cháu|bé|trẻ em|trẻ|em học sinh|"
    r"học sinh|hs|nạn nhân|em gái|em trai|con)"
)
_CHILD_OR_EM = rf"(?:{_CHILD}|em)"
_ONE_CHILD = Phrase(rf"(?<!\d )(?<!các )(?<!những )(?<!nhiều )(?<!cho )(?<!số ){_CHILD_OR_EM}")
_COUNT_BEFORE = Phrase(
    (
        r"(?:[2-9]|\d{2,}|\d[\d.]+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|chục|trăm|các|những|nhiều|mọi|"
        r"toàn bộ|tổng số|số|nhóm|tất cả)(?: \w+)?\s?$"
    ),
)
_AGE = Phrase(
    (
        r"(?P<age>\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một|mười hai|mười ba|mười bốn|"
        r"mười lăm|mười sáu|mười bảy) (?:tuổi|tháng tuổi|t(?=[ ,.;)]|$))"
    ),
)
_AGE_GROUP = Phrase(
    r"(?:dưới|trên|từ|đến|đủ|độ tuổi|lứa tuổi|nhóm|trẻ em từ|-|–|tới|tuổi và|hoặc|vào)\s?$",
)
_AGE_RANGE = Phrase(r"(?:\s?(?:-|–|đến|tới)\s?\d+ tuổi| trở (?:lên|xuống))")
_BORN = Phrase(
    r"(?:sinh (?:ngày|năm)|sn|ngày sinh|sinh) ?:? ?(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:20[012]\d|\d{1,2}/\d{1,2})",
)
_CLASS = Phrase(r"lớp ?\d{1,2} ?[a-zđ]?\d?")
_PARENT = Phrase(
    r"(?<!trên )(?:con|cháu|bé)(?: (?:gái|trai|của|nhà|ruột|nuôi|út|đầu))* (?:anh|chị|ông|bà|cô|chú|bác|nhà) ",
    (
        r"(?:bố|mẹ|cha|ba|má|phụ huynh|người giám hộ|ông ngoại|bà ngoại|ông nội|bà nội|"
        r"gia đình)(?: của)?(?: (?:cháu|bé|em|là|tên))+ "
    ),
    r"nhà (?:anh|chị|ông|bà) ",
    plain=(
        r"(?:chau|be)(?: (?:gai|trai|cua|nha))* (?:anh|chi|ong|ba|co|nha) ",
        r"con (?:cua |nha |gai |trai )*(?:anh|chi|ong|ba) [a-z]+ (?=o |thon|to |lop|hoc|\d|bi )",
        r"(?:bo|me|cha|phu huynh|nguoi giam ho|ong noi|ba noi|gia dinh)(?: cua)?(?: (?:chau|be|ten))+ ",
        r"nha (?:anh|chi|ong|ba) ",
    ),
)
_HOME = Phrase(
    (
        r"(?:ở|tại|trú tại|nhà ở|địa chỉ|ngụ|quê|thường trú|nhà) ?:? ?(?:số nhà|nhà|thôn|xóm|bản|tổ|khu|"
        r"ấp|khối|ngõ|số \d+|đường|tdp|tổ dân phố)"
    ),
)
_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)")
_ID = re.compile(r"(?<!\d)\d{12}(?!\d)")
_FAMILY_WORD = Phrase(rf"{_CHILD}|mẹ|bố|cha|phụ huynh|gia đình|người giám hộ|em")
_INITIALS = re.compile(r"(?:[A-ZĐ]\.){1,4}[A-ZĐ]?\.?(?!\w)|[A-ZĐ](?![\w.]*\w)")
_CAPITALISED = re.compile(r"[A-ZĐÀ-ỸƯƠĂÂÊÔ][a-zà-ỹđ]*\.?(?: [A-ZĐÀ-ỸƯƠĂÂÊÔ][a-zà-ỹđ]*\.?){0,4}")
# A child's noun that ends a group ("3 cháu:", "các em") may still be followed by the names one by one.
_NAMED = re.compile(
    r"(?i:\b(?:cháu bé|em bé|bé gái|bé trai|cháu gái|cháu trai|cháu|bé|học sinh|hs|nạn nhân|"
    r"em|trẻ|con|chau|be|hoc sinh|nan nhan|tre))"
    r"(?i: (?:tên là|tên|là|ten la|ten))?\s?[:(]?\s?(?=[A-ZĐÀ-ỸƯƠĂÂÊÔ])"
)
_SCHOOLED = re.compile(r"[^\s,.;()]+(?: [^\s,.;()]+){0,3}?[\s,(-]+(?:lớp|lop|hs lớp) ?\d")
_NOT_A_NAME = frozenset(
    {"nv", "ubnd", "xong", "da", "dang", "chua", "va", "tet", "so", "phong", "hn", "ok", "viet", "zalo"}
)


def has_child_data(wording: Wording) -> bool:
    """True for a child's name, initials, own age, birth date, home, class, parent or telephone; not for groups."""
    return any(rule(wording) for rule in (_single_age, _named_child, _contact, _parent, _placed))


def _singles(wording: Wording) -> list[re.Match[str]]:
    """Mentions of one child, not of "15 em" or "các cháu"."""
    return [m for m in wording.all(_ONE_CHILD) if not wording.before(m.start(), NEAR).has(_COUNT_BEFORE)]


def _single_age(wording: Wording) -> bool:
    for match in wording.all(_AGE):
        before = wording.before(match.start())
        age = match.group("age")
        if (age.isdigit() and int(age) > 17) or before.has(_AGE_GROUP):
            continue
        if _AGE_RANGE.on(plain=wording.plain).match(wording.text, match.end()):
            continue
        near = wording.before(match.start(), NEAR)
        children = list(near.all(_ONE_CHILD))
        counted = (
            any(near.before(m.start()).has(_COUNT_BEFORE) for m in children) if children else near.has(_COUNT_BEFORE)
        )
        if not counted and "%" not in near.text:
            return True
    return False


def _named_child(wording: Wording) -> bool:
    """A name behind a child: "cháu Lan", "bé N.T.A", "3 cháu: Hoàng Gia Bảo, ...", "be nguyen van a"."""
    for match in _NAMED.finditer(wording.raw):
        if _SCHOOLED.match(wording.raw, match.end()):
            return True
        if _is_name(wording.raw[match.end() :], pronoun=match.group().strip(" :(").casefold() in ("em", "con")):
            return True
    return any(_bare_name(wording, m) for m in _singles(wording)) or _listed_name(wording)


def _is_name(text: str, *, pronoun: bool) -> bool:
    if _INITIALS.match(text):
        return not pronoun or bool(re.match(r"(?:[A-ZĐ]\.){2}", text))
    match = _CAPITALISED.match(text)
    if not match:
        return False
    words = fold(match.group()).split()
    if words[0] in _NOT_A_NAME or " ".join(words[:2]) in ("viet nam", "lang son"):
        return False
    return (words[0] in _FAMILY and len(words) > 1) or (not pronoun)


def _bare_name(wording: Wording, child: re.Match[str]) -> bool:
    """A name typed in small letters: a family name and at least one more word right behind the child."""
    words = wording.text[child.end() :].split()[:3]
    if child.group() in ("em", "con", "trẻ", "tre") or len(words) < 2 or not wording.plain:
        return False
    middle = {"van", "thi", "duc", "gia", "minh", "ngoc", "thu", "quoc", "huu", "dinh", "xuan", "thanh", "hoang"}
    return words[0] in _FAMILY and words[1].strip(",.;") in middle


def _listed_name(wording: Wording) -> bool:
    """A full name with an age, a class or a birth year behind it: "Hoàng Gia Bảo (lớp 3A)"."""
    for match in _CAPITALISED.finditer(wording.raw):
        words = fold(match.group()).split()
        if len(words) < 2 or words[0] not in _FAMILY:
            continue
        before, after = wording.raw[: match.start()].casefold(), wording.raw[match.end() : match.end() + 25].casefold()
        if re.match(r"[\s,(-]*(?:lớp \d|\d{1,2} tuổi|sn ?\d|sinh (?:năm|ngày)|học sinh lớp|hs lớp|hs )", after):
            return True
        if re.search(r"(?:\d+|các|những) (?:cháu|em|bé|trẻ|học sinh)(?: là| gồm| tên)? ?:[^.;\n]*$", before):
            return True
    return False


def _contact(wording: Wording) -> bool:
    """A telephone or identity number beside a child or its family."""
    if not (_PHONE.search(wording.raw) or _ID.search(wording.raw)):
        return False
    return any(m.group() != "em" and m.group() != "con" for m in wording.all(_FAMILY_WORD))


def _parent(wording: Wording) -> bool:
    """A child told by its parents ("con anh Dũng", "mẹ cháu là Hoa"), or "cháu bé nhà anh Dũng"."""
    for match in wording.all(_PARENT):
        house = match.group().startswith(("nhà", "nha"))
        if not house or wording.before(match.start()).has(_ONE_CHILD):
            return bool(re.match(r"\w", wording.text[match.end() :]))
    return False


def _placed(wording: Wording) -> bool:
    """One child with its class, birth date or home."""
    for child in _singles(wording):
        after = wording.cut(child.end(), min(len(wording.text), child.end() + 60))
        near = after.cut(0, min((after.text.find(c) for c in ".;\n" if c in after.text), default=len(after.text)))
        strong = child.group() not in ("em", "con", "trẻ", "tre", "trẻ em", "tre em", "học sinh", "hoc sinh")
        if near.has(_BORN) or (strong and (near.has(_CLASS) or near.has(_HOME))):
            return True
    return False
