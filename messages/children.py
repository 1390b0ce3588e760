"""Whether a reply holds details by which one particular child could be picked out."""

import re
from enum import StrEnum

from messages.called import is_child_called, is_child_listed
from messages.contacts import has_family_contact, has_identity, has_telephone
from messages.details import is_told_beside
from messages.mentions import CHILD, HARM, clause, is_counted, is_strong, singles
from messages.names import is_capital, is_given
from messages.wording import NEAR, Wording
from vietnamese.phrases import Phrase

_AGE = Phrase(
    (
        r"(?P<age>\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một|mười hai|mười ba|mười bốn|mười lăm|"
        r"mười sáu|mười bảy) (?:tuổi|tháng tuổi|t(?=[,.;)]| (?!\d)|$))"
    ),
)
_AGE_GROUP = Phrase(
    r"(?:dưới|trên|từ|đến|đủ|độ tuổi|lứa tuổi|nhóm|trẻ em từ|-|–|tới|tuổi và|hoặc|vào|lớp|lớp mẫu giáo)\s?$",
)
_AGE_RANGE = Phrase(r"(?:\s?(?:-|–|đến|tới)\s?\d+ tuổi| trở (?:lên|xuống))")
_GROUP = Phrase(
    (
        r"phổ cập|tiêm|uống|vitamin|tỷ lệ|tỉ lệ|vào lớp|vào học|toàn (?:xã|huyện|tỉnh|trường|phường|thành|quốc|"
        r"ngành)|mẫu giáo|ra lớp|huy động|trên địa bàn|các (?:cháu|em|bé|trẻ|trường|xã|lớp)|những (?:cháu|em|bé|trẻ)|"
        r"đối tượng|%|trở (?:lên|xuống|đi)|tuổi(?:,| và| hoặc) \d+ tuổi"
    ),
)
# "Bé 5 tuổi được tiêm nhắc đạt 97%": a rate is never one child's.
_OF_MANY = Phrase(
    r"^[^,.;\n]{0,60}(?:tiêm|uống|khám|cân|phổ cập|ra lớp|đến trường|đi học|cấp thẻ|tẩy giun|vitamin|vắc xin|"
    r"suy dinh dưỡng)"
    r"[^,.;\n]{0,40}\d(?:[.,]\d+)? ?%"
)
_BORN = Phrase(
    (
        r"(?:sinh (?:ngày|năm)|sn|ngày sinh|năm sinh|sinh) ?:? ?(?P<day>\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?|"
        r"\d{1,2}/\d{1,2}/)?(?:20[012]\d|\d{1,2}/\d{1,2})(?! ?(?:-|–|đến|trở))"
    ),
)
_CLASS = Phrase(r"lớp ?\d{1,2}(?! (?:buổi|người|học viên|tuổi|ngày))(?: ?[a-hđ]\d?(?!\w))?")
_OWN_CLASS = Phrase(r"^(?: học sinh)?(?: đang)?(?: học)? lớp ?\d{1,2} ?[a-hđ]\d{0,2}(?!\w)", r"^ (?:đang )?học lớp ?\d")
_KIN = r"(?:anh|chị|ông|bà|cô|chú|bác)"
_PARENT = Phrase(
    (
        rf"(?<!trên )(?<!rồi )(?<!xong )(?:con|cháu|bé)(?: (?:thứ (?:\d|hai|ba|tư|năm)|cả|gái|trai|của|nhà|ruột|nuôi|"
        rf"út|đầu|lớn|nội|ngoại|"
        rf"bé))* (?:{_KIN}|nhà) "
    ),
    (
        r"(?:bố|mẹ|cha|ba|má|phụ huynh|người giám hộ|ông ngoại|bà ngoại|ông nội|bà nội|gia đình)(?: của)?(?: (?:cháu|"
        r"bé|em|là|tên))+ "
    ),
    r"nhà (?:anh|chị|ông|bà|cô|chú|bác) ",
    plain=(
        r"(?:chau|be)(?: gai| trai)? (?:anh|chi|ong) ",
        r"(?:chau|be)(?: (?:gai|trai|cua|nha|nhe|noi|ngoai))+ (?:anh|chi|ong|ba|co(?! the| mat| hoan)|chu|bac) ",
        (
            r"con (?:cua |nha |nhe |gai |trai |ut )*(?:anh|chi|ong|ba) [a-z]+ (?=o |thon|to |lop|hoc|\d|bi |xa |xom|"
            r"ban |khu|khoi|ngo |sinh|duoc (?:tang|cap|ho tro|kham))"
        ),
        r"con (?:gai |trai |ut |cua |thu \d |thu (?:hai|ba|tu|nam) |ca (?=anh|chi|cua|nha))+(?:nha |nhe )?(?:anh|chi|"
        r"ong|ba|co|chu|bac) ",
        r"(?:bo|me|cha|phu huynh|nguoi giam ho|ong noi|ba noi|gia dinh)(?: cua)?(?: (?:chau|be|ten))+ ",
        r"nh[ae] (?:anh|chi|ong|ba|co|chu|bac) ",
        r"(?:chau|be|nhoc) (?!van|chi|cung|dang|khong|chua|da|moi)[a-z]+ con (?:anh|chi|ong) ",
        r"(?:cua|cho) con (?:anh|chi|ong|ba|co|chu|bac) ",
    ),
)
_HOME = Phrase(
    (
        r"(?:ở|tại|trú tại|nhà ở|địa chỉ|ngụ|quê|thường trú|nhà) ?:? ?(?:số nhà|nhà|thôn|xóm|bản|tổ|khu|ấp|khối|ngõ|"
        r"số \d+|đường|tdp|tổ dân phố)"
    ),
    plain=(
        (
            r"(?:o|tai|tru tai|nha o|dia chi|ngu|que|thuong tru|nha|nhe) ?:? ?(?:so nha|nha|thon|xom|ban|to|khu|ap|"
            r"khoi|ngo|so \d+|duong|tdp|to dan pho)"
        ),
    ),
)
_FEW = Phrase(rf"(?:[2-4]|hai|ba|bốn) {CHILD}(?: [^\s,.;]+){{0,2}} ?$")  # "2 cháu sinh đôi [nhà chị Lành]"
_NEWBORN = Phrase(
    r"(?:bé|cháu|trẻ)(?: bé| gái| trai)? (?:sơ sinh|(?:mới|vừa) (?:sinh|đẻ|lọt lòng)|chưa rụng rốn)[^,.;\n]{0,15}? bị "
    r"(?:bỏ|vứt)",
    r"(?:bé|cháu|trẻ)(?: bé| gái| trai)? (?:vừa |đã )?bị (?:bỏ rơi|vứt)[^,.;\n]{0,12}? (?:ở|tại|trước|ngoài) ",
)
_HOUSE_OF = Phrase(
    r"(?:bé|cháu|con|em bé)(?: gái| trai| út| cả)? nhà |con (?:của|nhà) em ",
    plain=(r"(?:be|chau|con|em be)(?: gai| trai| ut)? nh[ae] |con (?:cua|nh[ae]) em ",),
)
_PLURAL = Phrase(
    rf"(?:[2-9]|0[2-9]|[1-9]\d+|[1-9][\d.]+|hai|ba|bốn|sáu|bảy|tám|chín|mười|các|những|nhiều|mọi|tất cả) (?:{CHILD}|"
    rf"em)[^,;.:\n]*$"
)


class Kind(StrEnum):
    """What tells one child from others, so that a person can be told of it without a word of it."""

    NAME = "name"
    AGE = "age"
    SCHOOL = "school"
    HOME = "home"
    PARENT = "parent"
    TELEPHONE = "telephone"
    IDENTITY = "identity"


def kinds_of(wording: Wording) -> tuple[Kind, ...]:
    """The kinds of details in a message that holds a child's data; empty for all others."""
    if not has_child_data(wording):
        return ()
    found = {
        Kind.NAME: is_child_called(wording) or is_child_listed(wording),
        Kind.AGE: wording.has(_AGE) or wording.has(_BORN),
        Kind.SCHOOL: wording.has(_CLASS),
        Kind.HOME: wording.has(_HOME),
        Kind.PARENT: _parent(wording),
        Kind.TELEPHONE: has_telephone(wording),
        Kind.IDENTITY: has_identity(wording),
    }
    # A rule to come may see what none of these does.
    return tuple(kind for kind, is_there in found.items() if is_there) or (Kind.NAME,)


def has_child_data(wording: Wording) -> bool:
    """True for a child's name, initials, own age, birth date, home, class, parent or telephone; not for groups."""
    return any(
        rule(wording)
        for rule in (
            _single_age,
            is_child_called,
            is_child_listed,
            is_told_beside,
            has_family_contact,
            _parent,
            _housed,
            _placed,
        )
    )


def _single_age(wording: Wording) -> bool:
    for match in wording.all(_AGE):
        age = match.group("age")
        if (age.isdigit() and int(age) > 17) or wording.before(match.start()).has(_AGE_GROUP):
            continue
        if _AGE_RANGE.on(plain=wording.plain).match(wording.text, match.end()):
            continue
        if not _is_group_age(wording, match):
            return True
    return False


def _is_group_age(wording: Wording, age: re.Match[str]) -> bool:
    """ "3 cháu 5 tuổi", "phổ cập cho trẻ 5 tuổi": the age of many."""
    near = wording.before(age.start(), NEAR)
    if wording.after(age.end()).has(_OF_MANY):
        return True
    children = singles(near)
    if any(is_strong(child) for child in children):
        return False
    around = wording.cut(max(0, age.start() - NEAR), age.end() + NEAR)
    return is_counted(wording, age.start()) or near.has(_PLURAL) or (around.has(_GROUP) and not around.has(HARM))


def _parent(wording: Wording) -> bool:
    """A child told by its parents ("con anh Dũng", "mẹ cháu là Hoa"), or "cháu bé nhà anh Dũng"."""
    for match in wording.all(_PARENT):
        house = match.group().startswith(("nhà", "nha", "nhe"))
        near = wording.before(match.start(), NEAR)
        if not house or singles(wording.before(match.start())) or near.has(_FEW):
            return bool(re.match(r"\w|\((?:anh|ch[iị]|[oô]ng|b[aà]|c[oô]|t[eê]n) \w", wording.text[match.end() :]))
    return False


def _housed(wording: Wording) -> bool:
    """A child of a house that is named ("em bé nhà Tuấn điện"), or a newborn left alone."""
    named = [m.end() for m in wording.all(_HOUSE_OF) if m.end() < len(wording.text)]
    return any(is_capital(wording, at) or _is_harmed_house(wording, at) for at in named) or any(
        not is_counted(wording, m.start()) for m in wording.all(_NEWBORN)
    )


def _is_harmed_house(wording: Wording, at: int) -> bool:
    """A given name in small letters, with what befell the child: "con út nhà hùng bị bỏng"."""
    word = re.compile(r"[^\W\d_]+").match(wording.text, at)
    return word is not None and is_given(wording, word.group()) and clause(wording, at).has(HARM)


def _placed(wording: Wording) -> bool:
    """One child with its class, birth date or home."""
    born = wording.find(_BORN)
    if born and (wording.has(HARM) or wording.has(_HOME)) and not wording.has(_GROUP):
        return True
    return any(_is_placed(wording, child) for child in singles(wording))


def _is_placed(wording: Wording, child: re.Match[str]) -> bool:
    near = clause(wording, child.end())
    harmed = near.has(HARM)
    one = re.search(r"(?:một|mot|(?<!\d)0?1) (?:trẻ |tre )?$", wording.text[max(0, child.start() - 8) : child.start()])
    particular = is_strong(child) or one is not None or (harmed and not near.has(_GROUP))
    if born := near.find(_BORN):
        return particular or child.group() in ("em", "con") or bool(born.group("day"))
    if particular and (near.has(_CLASS) or near.has(_HOME)):
        return True
    return child.group() == "em" and near.has(_OWN_CLASS)
