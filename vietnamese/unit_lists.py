"""Splitting a written list of units into names, by the rules of docs/reading.md ("Lists of units")."""

import re
from functools import lru_cache

from vietnamese.text import nfc, squash
from vietnamese.words import any_of

UPPER = "A-ZĐÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỵ"

# What opens the name of a body, of a post or of people.
_OPENERS = """
các, những, tất cả, toàn thể, mỗi, một số, sở, p\\., văn phòng, vp, trung tâm, chi cục, cục, tổng cục, vụ, viện, bệnh
viện, trạm, quỹ, đài, ubnd, ub, uỷ ban, ủy ban, hđnd, liên đoàn, liên minh, công đoàn, chi đoàn, công an, tỉnh đoàn,
thành đoàn, huyện đoàn, tỉnh ủy, thành ủy, đảng ủy, đảng uỷ, chi ủy, chi uỷ, tòa án, toà án, kho bạc, ngân hàng, bảo
hiểm xã hội, bhxh, thanh tra, mặt trận, ubmttq, mttq, thường trực, doanh nghiệp, hợp tác xã, tổng công ty, công ty,
tập đoàn, khối trưởng, thuế, bưu điện, hạt kiểm lâm, kiểm lâm, đồn, đội, câu lạc bộ, cá nhân, liên hiệp, nhà trường,
chủ đầu tư, lực lượng, người dân, hộ gia đình, nhân dân, xí nghiệp, kế toán, văn thư, cán bộ, viên chức, giáo viên,
hiệu trưởng, ban giám hiệu, tổng phụ trách, nhân viên, gvcn, thôn, xóm, ấp, khu phố, khu dân cư, nhà đầu tư, nhà cung
cấp, người đứng đầu, đồng chí, đ/c, ông, bà, thủ trưởng, giám đốc, phó, chánh, chủ tịch, bí thư, lãnh đạo, cấp ủy, cấp
uỷ, cơ quan, đơn vị, cổng thông tin, chi bộ, chi hội, nhà văn hóa, thư viện, bảo tàng, học sinh, cha mẹ học sinh, phụ
huynh, hội đồng, thi hành án, chi nhánh, viễn thông, điện lực, viện kiểm sát, vks, quân sự, y tế thôn, y tế xã, y tế
phường, y tế cơ quan, toàn bệnh viện, toàn trường, toàn cơ quan, toàn đơn vị, toàn ngành,
nhà xuất bản, tạp chí, hiệp hội, học viện, người sử dụng lao động
"""
# Openers that are one with another word elsewhere: "phòng ngừa", "báo cáo", "hội nghị".
_OPENERS_BUT = (
    r"phòng(?! ngừa|, chống| chống| tránh)",
    r"trường(?! hợp)",
    r"báo(?! cáo| đảm| chí)",
    r"hội(?! nhập| nghị| thảo| họp| viên| thi| diễn| trại| chợ)",
    r"đoàn(?! thể| viên)",
    r"bộ(?! phận| máy)",
    r"bảo vệ(?= nhà trường| cơ quan| trường)",
    rf"cơ sở(?= (?-i:[{UPPER}])| đào tạo| giáo dục| y tế| khám| kinh doanh| sản xuất| dạy nghề)",
    r"thống kê(?= (?:tỉnh|cơ sở|huyện|thành phố)\b)",
    rf"(?:bộ phận|nhà(?! nước))(?= (?-i:[{UPPER}]))",
    r"bộ phận(?= (?:một cửa|tiếp nhận|tiếp dân|văn phòng|hành chính|kế toán|chuyên môn|y tế|nuôi dưỡng|phục vụ)\b)",
    r"tổ(?! chức| quốc| tiên| ấm| hợp\b| nghề| yến)(?= \w)",
    r"ban(?! hành| đầu)",
    r"trưởng(?! thành)",
    r"công chức(?! viên)",
    r"khoa(?! học| giáo)",
    r"tổ chức(?=,|;|$| có liên quan| liên quan| chính trị| đoàn thể| đảng| xã hội| công đoàn)",
)
HEAD = rf"{any_of(_OPENERS, *_OPENERS_BUT)}(?!\w)"
_ACRONYM = re.compile(
    r"(?!(?:TH|MN|THCS|THPT|GDTX|HIV|AIDS|CNTT|CCHC|TTHC|ATTP|ATGT|PCCC|CNCH|BHYT)\b)[A-ZĐ]{2,}\d*(?:&[A-ZĐ]+)*\b"
)
_SHORT_NAME = re.compile(r"^(?:Trung tâm|Sở|Phòng|Ban|Chi cục|Cục|Vụ)\b.* [A-ZĐ&]{2,}$")
_BODY_ACRONYM = re.compile(
    any_of("""
    UB, HĐND, BHXH tỉnh, BHXH huyện, BHXH cơ sở, MTTQ, LĐLĐ, CCB, CDC, BQL, BCH, BCĐ, GVCN, BGH, TTYT, PC, VKS, TAND,
    NHCSXH, KBNN, VP, CA, QS, ĐTN, HLHPN, LHPN, TT, TPT, THADS, NHNN, CĐ, HND, HPN
    """)
)
_POST = any_of("""
trưởng, thủ trưởng, giám đốc, chủ tịch, lãnh đạo, người đứng đầu, phó giám đốc, phó trưởng, phó chủ tịch, bí thư,
cấp trưởng
""")
COLLECTIVE_NOUN = any_of("""
sở, ban, bộ, vụ, cục, viện, ngành, phòng, đơn vị, cơ quan, tổ chức, đoàn thể, hội, địa phương, cá nhân, trung tâm,
chi cục, xã(?! hội), phường, thị trấn, đặc khu, huyện, quận, thị xã, thành phố, tỉnh, thôn, bản, tổ dân phố, khu phố,
cấp, khu dân cư, trường, hợp tác xã, khoa(?! học), đội, tổ(?! chức), xóm, ấp, chi hội, chi đoàn
""")
_COUNCIL = any_of("uỷ ban nhân dân, ủy ban nhân dân, ubnd, hội đồng nhân dân, hđnd")
_LOCAL_BODY = rf"(?:{_COUNCIL}|đảng ủy|đảng uỷ|công an|đoàn)"
# "các sở, ban", "UBND xã": a bare noun that follows goes on with the same idiom.
_OPEN_CHAIN = re.compile(
    rf"(?:(?:{_POST}, )*{_POST} )?(?:tất cả )?(?:{_LOCAL_BODY} )?các {COLLECTIVE_NOUN}\b"
    rf"|(?:{_POST} )?{_LOCAL_BODY} (?:xã(?! hội)|phường|cấp|huyện|tỉnh)\b|(?:tổ chức|cơ quan|sở|cấp ủy)$",
    re.I,
)
_CLOSED = re.compile(
    r"\b(?:thuộc|trực thuộc|liên quan|có liên quan|tỉnh|thành phố|trên địa bàn|của|cấp (?:xã|tỉnh|huyện))\b"
    rf"(?! {COLLECTIVE_NOUN}$)",
    re.I,
)
_NAMED = re.compile(rf"(?i:{COLLECTIVE_NOUN}) [{UPPER}0-9]")
_OFFICE_OF = re.compile(
    rf"(?:chánh )?(?:văn phòng|vp)\b.*\b(?:đảng ủy|đảng uỷ|{_COUNCIL}|đoàn đại biểu quốc hội|đoàn đbqh)$", re.I
)
_HELD = """
tổ trưởng, tổ phó, chi hội trưởng, đội trưởng, trạm trưởng, chủ nhiệm, phó, chánh, ủy viên, uỷ viên, chi ủy viên,
chi uỷ viên, hiệu trưởng, giáo viên, chuyên viên, công chức, viên chức, cán bộ, kế toán
"""
_OFFICE_HELD = rf"{any_of(_HELD, _POST)}\b"
# A person with the posts that follow the name; "trưởng các thôn" are other people.
_DEGREE = r"(?:(?:GS|PGS|TS|ThS|BS|BSCK ?I{1,2}|DS|KS|CN)\.\s*)+"
_PERSON = re.compile(
    rf"(?:(?i:đồng chí|đ/c|ông|bà)\s+|{_DEGREE})[{UPPER}][^,]*(?:, (?i:{_OFFICE_HELD})(?! các)[^,]*)*$"
)
_DEPARTMENT = re.compile(r"(?:Phòng|Ban|Vụ|Cục|Chi cục|Trung tâm) ")
_FIELD_ALONE = re.compile(r"(?:Doanh nghiệp|Bảo hiểm xã hội|Hợp tác xã)(?: (?:tỉnh|Sở))?")
_BARE_NAME = re.compile(rf"(?:[{UPPER}]\w+ ){{1,4}}[{UPPER}]\w+")
_STAFF = "công chức, viên chức, nhân viên, cán bộ, kế toán, giáo viên, người dân, nhân dân, người lao động"
_PEOPLE = re.compile(rf"{any_of(_STAFF)}\b", re.I)
_SEPARATOR = re.compile(r"(,\s+|\s+\+\s+|\s+và\s+|\s+cùng(?:\s+với)?\s+|\s+với\s+)")
_LIST_HEAD = re.compile(rf"(?i:các )?((?i:sở|phòng|ban|trung tâm|hội|bộ|trường))\s*:\s*(?=[{UPPER}])")
_RUN_ON = re.compile(rf"(?<!\bcủa)(?<!\bthuộc)(?<!\bcác)(?<!\bvới)(?<!\bđốc)(?<!\bvà) (?=Sở [{UPPER}])")
_EDGES = " \t\n.;:,-–—+•*…"


def split_units(text: str) -> list[str]:
    """The units of a written list, in order and in the document's own words.

    "Văn phòng Sở, Phòng Văn hóa, Thể thao và các phòng, đơn vị" gives three names: split where two bodies meet that
    could be written to separately; a comma or "và" inside a name, and collective idioms, stay whole.
    """
    return list(_units_in(text))


@lru_cache(maxsize=2048)  # the same few units stand in most rows of a table
def _units_in(text: str) -> tuple[str, ...]:
    units: list[str] = []
    for part in re.split(r"[;\n]", _hide_brackets(nfc(text))):
        units += _split_line(squash(part))
    restored = (_show_brackets(unit).strip(_EDGES) for unit in units)
    return tuple(dict.fromkeys(unit for unit in restored if len(unit) > 1 and unit.casefold() != "v.v"))


@lru_cache(maxsize=2048)
def is_unit_head(text: str) -> bool:
    """True if `text` opens with what names a body: a noun such as "Phòng", or an office's abbreviation."""
    if re.match(HEAD, text, re.I) or re.match(rf"(?i:thầy|cô|anh|chị|bác) [{UPPER}]", text):
        return True
    return bool(_ACRONYM.match(text)) and not (" " in text and text.isupper())


def _split_line(line: str) -> list[str]:
    # "Các Sở: Y tế, Nội vụ" leaves the noun out before every name but the first.
    listed = _LIST_HEAD.match(line)
    if listed:
        noun = listed[1][0].upper() + listed[1][1:]
        names = re.split(r",\s+", line[listed.end() :])
        return [
            unit for name in names for unit in _split_line(name if re.match(HEAD, name, re.I) else f"{noun} {name}")
        ]
    pieces = _SEPARATOR.split(line)
    units = [pieces[0]]
    for separator, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if _begins_unit(units[-1], piece, separator.strip()):
            units.append(piece)
        else:
            units[-1] += separator + piece
    return [name for unit in units for name in _split_run_on(re.sub(r"^(?:và|cùng)\s+", "", unit))]


def _split_run_on(unit: str) -> list[str]:
    """Two departments that lost the comma between them."""
    return _RUN_ON.split(unit) if re.match(r"(?:Sở|Phòng|Ban|UBND)\b", unit) else [unit]


def _begins_unit(left: str, right: str, separator: str) -> bool:
    if not left.strip():
        return True
    # "Báo và Đài tỉnh", "Trung tâm XTĐT, TM&DL tỉnh": the name has only begun.
    if left in ("Báo", "Đài") or (
        _SHORT_NAME.search(left) and _ACRONYM.match(right) and not _BODY_ACRONYM.match(right)
    ):
        return False
    # "Phòng Quản lý Lao động và Doanh nghiệp": firms that are no entry of their own.
    if separator == "và" and _DEPARTMENT.match(left) and _FIELD_ALONE.fullmatch(right):
        return False
    if _is_post_of(left, right) or _is_more_people(left, right) or (_is_bare(right) and _chain_is_open(left)):
        return False
    # "Văn phòng Đảng ủy, HĐND và UBND xã" is one office that serves them all.
    if _OFFICE_OF.match(left) and re.match(_COUNCIL, right, re.I):
        return False
    return separator != "với" and is_unit_head(right)


def _is_post_of(left: str, right: str) -> bool:
    """True for a post without its office yet ("Giám đốc"), and for the post behind a person's name."""
    is_open = re.fullmatch(rf"(?:các )?{_POST}", left, re.I)
    is_person = _PERSON.match(left) or (_BARE_NAME.fullmatch(left) and not is_unit_head(left))
    return bool(is_open or (is_person and re.match(_OFFICE_HELD, right, re.I)))


def _is_more_people(left: str, right: str) -> bool:
    """True for "viên chức" in "Phòng Công chức, viên chức": people who are no entry beside a body."""
    people = _PEOPLE.match(right)
    if people is None or re.match(rf"\s+(?:[{UPPER}]|chủ nhiệm|bộ môn|phụ trách)", right[people.end() :]):
        return False
    return right[0].islower() and not left.casefold().startswith(people[0].casefold())


def _is_bare(piece: str) -> bool:
    """True for a common noun without a name of its own: "đơn vị", "Ban", but not "Ban Tổ chức" or "Sở Y tế"."""
    noun = re.match(rf"{COLLECTIVE_NOUN}\b", piece, re.I)
    if noun is None or _NAMED.match(piece):
        return False
    return piece[0].islower() or bool(
        re.match(r"$| (?:có liên quan|liên quan|thuộc|trực thuộc)\b", piece[noun.end() :])
    )


def _chain_is_open(left: str) -> bool:
    """True if `left` opened a collective idiom ("các sở, ban") and nothing has closed it yet ("thuộc Sở")."""
    return bool(_OPEN_CHAIN.match(left)) and not _CLOSED.search(left.rsplit(",", 1)[-1].strip())


def _hide_brackets(text: str) -> str:
    """Separators inside brackets are no separators."""
    return re.sub(r"\([^()]*\)", lambda found: found[0].translate(_HIDE), text)


def _show_brackets(text: str) -> str:
    return text.translate(_SHOW)


_HIDE = str.maketrans(",; \n", "\ue000\ue001\ue002\ue002")
_SHOW = str.maketrans("\ue000\ue001\ue002", ",; ")
