"""Where the names of units end that open a clause: "Trung tâm Dịch vụ tổng hợp | phát thanh ...".

Vietnamese writes a name's fields of work half in small letters, and verbs too, so a name's end shows only to who knows
the fields (vietnamese/unit_fields.py), the levels of bodies, and proper names by their capitals.
"""

import re

from plans.verbs import VERB
from vietnamese.unit_fields import FIELDS
from vietnamese.unit_lists import COLLECTIVE_NOUN, HEAD, UPPER
from vietnamese.words import any_of, listed, one_of

# What says whose or where a body is.
_LEVELS = any_of("""
xã(?! hội), trực thuộc [Tt]rung ương, [Tt]rung ương, phường, thị trấn, huyện, quận, thị xã, thành phố, tỉnh, cơ sở,
khu vực, địa phương, nhà nước, nhân dân, cơ quan, nhà trường, trường, sở, bộ, đơn vị, có liên quan, liên quan, trực
thuộc, chính phủ, đặc khu, ngành, bệnh viện, công ty, trên địa bàn, trong nhà trường, trong trường, toàn trường, khối,
liên xã, liên ngành, chuyên trách, kiêm nhiệm, đầu mối, chuyên môn, chủ nhiệm, trung tâm, thôn, bản, doanh nghiệp, cấp
xã, cấp tỉnh, cấp huyện, cấp cơ sở, các cấp, nhà thầu, lớp, số(?= \\d)
""")
_WITH_COMMAS = (
    r"phát thanh(?:,| và| -) truyền hình",
    r"(?:quản lý )?khám(?: bệnh)?,? chữa bệnh",
    r"(?:phối hợp )?phổ biến, giáo dục pháp luật",
    r"phòng cháy, chữa cháy",
    r"công tác triển khai",
)
_FIELD = re.compile(rf"{one_of([*_WITH_COMMAS, *sorted(listed(FIELDS), key=len, reverse=True)])}(?!\w)", re.I)
_PROPER = re.compile(rf"(?:[{UPPER}][\w&.]*|\d+)(?!\w)")
_SMALL = re.compile(r"\s+([a-zà-ỹđ]+)(?!\w)")
_HEAD = re.compile(HEAD, re.I)
_LEVEL = re.compile(rf"{_LEVELS}(?!\w)")
_GROUPS = any_of("""
thành viên, bộ phận, cơ sở, chi hội, chi đoàn, chi bộ, lớp, khối lớp, tổ chuyên môn, hộ gia đình, học sinh, hội viên,
đoàn viên, cơ sở giáo dục, cơ sở y tế, cơ sở kinh doanh, doanh nghiệp, nhà trường, trường học, giáo viên, đối tượng,
nhà mạng, nhóm
""")
_COLLECTIVE = re.compile(rf"(?:(?:các|những|cấp|mỗi|toàn thể) )?(?:{_GROUPS}|{COLLECTIVE_NOUN})(?!\w)", re.I)
_BRACKETS = re.compile(r"\s*\([^()]{1,80}\)")
_OF = re.compile(r"\s+(?:thuộc(?:(?:,| và) trực thuộc)?|trực thuộc|của)\s+(?=\S)")
# "các đơn vị được thanh tra chuẩn bị ...": the passive tells which units, if another verb follows.
_PASSIVE = re.compile(r"được (?:phân công|giao nhiệm vụ|giao|thanh tra|kiểm tra|giám sát|kiểm toán|khảo sát)\s+")
# Words that open a name which is complete without more.
_ALONE = re.compile(
    any_of("""
    văn phòng, kế toán, văn thư, nhà trường, hiệu trưởng, phó hiệu trưởng, giáo viên, ban giám hiệu, công đoàn, người
    dân, nhân dân, thanh tra, tổng phụ trách, cá nhân, doanh nghiệp, học sinh, cha mẹ học sinh, phụ huynh, nhân viên,
    chi bộ, chi đoàn, đảng ủy, giám đốc, hộ gia đình, lãnh đạo, thủ trưởng cơ quan, thư viện, tổ dân phố, bưu điện,
    chủ đầu tư, người sử dụng lao động
    """),
    re.I,
)
_JOIN = re.compile(r"\s*[-–/&]\s*|[,;]\s+|\s+(?:và|cùng)\s+")
_BLANK = re.compile(r"\s+")


def end_of_names(text: str) -> int | None:
    """Where the units' names that open a clause end and a verb or other words begin; None where that is not sure."""
    head = _HEAD.match(text)
    if head is None:
        return None
    # "Tổ công nghệ" is a head, "Tổ Công nghệ thông tin" the name.
    inner = (_FIELD.match(text, blank.end()) for blank in _BLANK.finditer(head[0]))
    at = max(field.end() for field in (head, *inner) if field)
    is_sure = at > head.end() or bool(_ALONE.fullmatch(head[0]))
    while at:
        found = _next(text, at)
        if found is None:
            break
        at, is_sure = found
    rest = text[at:]
    return at if at and is_sure and (not rest or _SMALL.match(rest)) else None


def _next(text: str, at: int) -> tuple[int, bool] | None:
    """The end of the next part of the names, and whether that part is known; None behind the last."""
    for pattern in (_BRACKETS, _OF, _JOIN, _BLANK):
        gap = pattern.match(text, at)
        if gap is None:
            continue
        if pattern is _BRACKETS:
            return gap.end(), True
        part = _part(text, gap.end(), joined=pattern is _JOIN)
        if part:
            return part
    return None


def _part(text: str, at: int, *, joined: bool) -> tuple[int, bool] | None:
    passive = _PASSIVE.match(text, at)
    if passive and VERB.match(text, passive.end()):
        return passive.end() - 1, True
    verb = VERB.match(text, at)
    ends = [found.end() for pattern in (_FIELD, _LEVEL, _COLLECTIVE, _HEAD) if (found := pattern.match(text, at))]
    # "giao thông" is no "giao", but "quản lý" in small letters is a verb, if anything.
    end = max(ends, default=0)
    if end and (verb is None or end > verb.end()):
        part = text[at:end]
        # Behind "Quản lý" or "Kiểm tra" a name mostly goes on, with verbs too.
        return end, not VERB.fullmatch(part[0].lower() + part[1:])
    proper = _PROPER.match(text, at)
    if proper is None or (joined and verb):
        return None
    small = _SMALL.match(text, proper.end())
    if small is None or text[proper.start()].isdigit() or _is_known(text, small.start(1)):
        return proper.end(), True
    # "Khuyến nông": a compound that nobody listed.
    return small.end(), False


def _is_known(text: str, at: int) -> bool:
    return any(pattern.match(text, at) for pattern in (VERB, _FIELD, _LEVEL, _COLLECTIVE)) or text[at:].startswith(
        ("và ", "cùng ", "của ", "thuộc ", "trên ")
    )
