"""Whether a message calls a child by its name or initials."""

import re

from messages.mentions import CHILD, HARM, NO_SCHOOL, clause, is_counted
from messages.names import (
    full_names,
    is_capital,
    is_given,
    is_place,
    is_titled,
    may_be_name,
    may_be_small_name,
    name_at,
    words_at,
)
from messages.rolls import is_roll
from messages.wording import Wording
from vietnamese.phrases import Phrase, Signs
from vietnamese.text import fold

_PRONOUNS = {"em", "con", "thằng", "thang"}  # also how the sender says "I"
_KIN = {"cháu", "chau"}
_GENERAL = {"trẻ", "tre", "trẻ em", "tre em", "học sinh", "hoc sinh"}
# A child's noun, plural or not, with what may stand before its name.
_NAMED = Phrase(rf"{NO_SCHOOL}(?P<noun>{CHILD}|em|thằng)(?: (?:tên là|tên|là))?(?: ?[:(] ?| )")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,4}[^\W\d_]?\.?(?!\w)|[^\W\d_](?=[ ,.;:)]|$)")
_TWO_INITIALS = re.compile(r"(?:[^\W\d_]\.){2}|(?:[^\W\d_]\.)[^\W\d_](?!\w)")
_ALONE = Signs(r"(?<![\w.])(?<!anh )(?<!chị )(?<!ông )(?<!bà )(?:[^\W\d_]\.){2,3}[^\W\d_]?\.?(?!\w)")
# "Em Hoa, phòng NV1" tells of a colleague or of the sender.
_STAFF = Phrase(
    (
        r"^,? ?[-(]? ?(?:ở |là |bên |của |đang |đã |xin |thuộc )*(?:phòng|sở|ban (?:chỉ|quản|dân|tuyên|tổ)|văn phòng|"
        r"vp|đoàn|hội|ubnd|trung tâm|chuyên viên|cán bộ|công chức|kế toán|văn thư|bên|phụ trách|báo cáo|xin|gửi|"
        r"tổng hợp|làm|soạn|theo dõi|tham mưu|trình|nộp|chuẩn bị|liên hệ|đây|ạ|chào|triển khai|phối hợp|p ?\.|p\d|"
        r"pnv|nv|giáo viên|thực tập|bảo|nói|nhắn (?:tin|là|lại)|nghỉ phép|đi công tác|công an|tiếp nhận|rà soát|"
        r"hoàn thành|xong|"
        r"thống kê|đoàn viên|luật sư|bác sĩ)"
    ),
)
_OFFICE = Phrase(
    r"^,? ?\(?(?:ở |bên |là )*(?:phòng|sở|văn phòng|văn thư|kế toán|chuyên viên|cán bộ|công chức|đoàn trường|ubnd|"
    r"giáo viên)"
)
_AFTER_NAME = Phrase(
    (
        r"^ ?[,(-]? ?(?:học sinh |hs |học )?(?:lớp ?\d|\d{1,2} ?[a-eđ]\d{0,2}(?!\w)|(?:\d|1[0-7]) (?:tuổi|t(?!\w))|"
        r"học lớp|học sinh|"
        r"con (?:anh|chị|ông|bà)|(?:sn|sinh(?: năm| ngày)?|ngày sinh|năm sinh) ?:? ?"
        r"(?:\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?)?(?:20[012]\d|[012]\d(?!\d)))"
    ),
)
_CLASSED = Phrase(r"^ ?[,(-]? ?(?:học )?lớp ?\d{1,2} ?[a-hđ]\d?(?!\w)", r"^ ?[,(-]? ?(?:\d|1[0-7]) tuổi")
_WORD = re.compile(r"[^\W\d_]+")
_CON_PARENT = Phrase(r"^,? ?\(?(?:con|cháu) (?:của |nhà )?(?:anh|chị|ông|bà|cô|chú|bác) \w")
_YEAR_AFTER = Phrase(r"^ ?[,(-] ?(?:20(?:0[89]|1\d|2\d)|\d{1,2}/\d{1,2}/20\d\d)(?!\d)")
_GIVEN_AFTER = Phrase(
    (
        r"^,? ?\(?(?:lớp ?\d|học|con|bị|ở|thôn|xã|xóm|tổ|bản|nhà|\d|được|đã (?:nhận|được|khai|nhập|về|tiêm|đi học)|"
        r"đang (?:nằm|điều trị|được|học)|mồ côi|bỏ học|nghỉ học|sinh|trường|mầm non)"
    ),
)
_RECEIVES = Phrase(
    r"^,? ?\(?(?:(?:đã |vừa )?được (?:hỗ trợ|cấp|tặng|nhận|trợ giúp|tư vấn|miễn|đưa|khám|bảo vệ)|"
    r"đã (?:đi học|nhập học|nhận (?:quà|học bổng|áo|xe)|xuất viện|ra viện|trở lại)|nhà ở|ở (?:thôn|bản|xóm|tổ|khu|ấp)|"
    r"(?:thôn|bản|xóm) )",
    plain=(
        r"^,? ?\(?(?:(?:da |vua )?duoc (?:ho tro|cap|tang|nhan|tro giup|tu van|mien|dua|kham|bao ve)|"
        r"da (?:di hoc|nhap hoc|nhan (?:qua|hoc bong|ao|xe)|xuat vien|ra vien|tro lai)|nha o|o (?:thon|ban|xom|khu))",
    ),
)
# The child is what the work was done for, not who did it: "hồ sơ cháu Bảo xong".
_FOR_CHILD = Phrase(r"(?:cho|của|hồ sơ|với|vụ|thẻ|khai sinh|giúp|thăm|tặng|đưa|đón|gđ|gia đình|nhà|trường hợp)\s?$")
_GIVEN_TO = Phrase(r"(?:tặng|trao|thăm|trợ giúp|vận động|cứu|đón|cấp)(?: [^\s,.;]+){0,4}?\s?$")
_FINISHED = Phrase(r"^ (?:đã |thì )?(?:xong|hoàn thành|rồi|trình|nộp|gửi)")
_SUFFERS = Phrase(r"^,? ?(?:đã |vừa )?(?:bị|mồ côi|bỏ học) ")
_LIST_BEFORE = Phrase(r"(?:\d+|các|những) (?:cháu|em|bé|trẻ|học sinh)(?: là| gồm| tên)? ?:[^.;\n]*$")
_NOUN_BEFORE = Phrase(r"(?:mồ côi|khuyết tật|trẻ em|trẻ|khó khăn|cháu|bé|nạn nhân|học sinh|bị hại)(?: là| tên)? ?:? ?$")


_BABIES = {"bé", "be", "thằng bé", "thang be", "con bé", "con be"}
_OF_HOUSE = Phrase(
    r"(?:nhà|gđ|gia đình|thăm|đón|đưa|trường hợp|khai sinh (?:cho|của)|hồ sơ (?:cho|của)?|thẻ (?:cho|của)|"
    r"học bổng (?:cho|của)|quà (?:cho|của)|khám (?:bệnh )?cho|giúp|đỡ đầu)\s?$"
)
# "em Y Moan", "cháu H'Lan", "em K'Brêu": what stands before the name tells a son from a daughter.
_HIGHLAND = re.compile(r"(?:y (?!kien|ki|te|tế|thuc|si|nghia|la|tu)|(?:h|k|không|khong) ?['’] ?)[^\W\d_]{2}")
_AFTER_Y = Phrase(r"^y (?:kiến|tế|thức|sĩ|án|bác|định|lời|tá|hệt|như|vậy)")
_SMALL_INITIAL = re.compile(r"(?:không|khong|[bdđghklmnpqstvxy])\.(?=[ ,;)]|$)")
_SIBLINGS = Phrase(r"(?:hai|ba|bốn|[2-4]) (?:anh|chị) em (?:nhà |cháu )?")


def is_child_called(wording: Wording) -> bool:
    """A name behind a child: "cháu Lan", "bé N.T.A", "cháu lò thị mai", "be trang lop 2a"."""
    siblings = (m.end() for m in wording.all(_SIBLINGS))
    nouns = (m for m in wording.all(_NAMED) if not _is_within_name(wording, m))
    return any(_is_named(wording, noun) for noun in nouns) or any(
        at < len(wording.text) and is_capital(wording, at) for at in siblings
    )


def _is_named(wording: Wording, noun: re.Match[str]) -> bool:
    at, word = noun.end(), noun.group("noun")
    words = words_at(wording, at, 5)
    called = re.search(r"t[eê]n", noun.group()) and not (word in _PRONOUNS and not is_capital(wording, at))
    if not words or _TWO_INITIALS.match(wording.text, at) or called:
        return bool(words)
    group = is_counted(wording, noun.start()) and ":" not in noun.group()
    if length := name_at(wording, at):
        return _is_full_name(wording, noun, words[:length], group=group)
    if initial := _SMALL_INITIAL.match(wording.text, at):
        return word not in _PRONOUNS or wording.after(initial.end()).has(_AFTER_NAME)
    if _HIGHLAND.match(wording.text, at):
        return not wording.after(at).has(_AFTER_Y)
    if group or is_place([w.group() for w in words]):
        return False
    return (_is_called if is_capital(wording, at) else _is_called_small)(wording, noun, words)


def _is_full_name(wording: Wording, noun: re.Match[str], name: list[re.Match[str]], *, group: bool) -> bool:
    word, after = noun.group("noun"), wording.after(name[-1].end())
    if word in _PRONOUNS | _KIN and after.has(_STAFF):
        return word in _KIN and _is_worked_for(wording, noun, after)
    if is_capital(wording, noun.end()) or word not in _PRONOUNS:
        return True
    # "em trinh anh son roi" tells of handing in
    sure = fold(name[1].group()) in ("thi", "van") or _is_told_of(wording, noun, after)
    return sure and not group


def _is_told_of(wording: Wording, noun: re.Match[str], after: Wording) -> bool:
    behind = any(after.has(p) for p in (_AFTER_NAME, _SUFFERS, _GIVEN_AFTER, _RECEIVES))
    return behind or wording.before(noun.start()).has(_OF_HOUSE)


def _is_called_small(wording: Wording, noun: re.Match[str], words: list[re.Match[str]]) -> bool:
    """A name in small letters needs more beside it, the more so behind "em", which is also "I"."""
    word = noun.group("noun")
    after = wording.after(words[0].end())
    if not is_given(wording, words[0].group()):
        if len(words) < 3 or not may_be_small_name(
            wording, [w.group() for w in words[: 2 if word in _PRONOUNS else 3]]
        ):
            return False
        after = wording.after(words[1].end())
        return word not in _PRONOUNS or (_is_told_of(wording, noun, after) and not after.has(_STAFF))
    before = wording.before(noun.start())
    if word in _KIN | _BABIES and not after.has(_STAFF) and (before.has(_OF_HOUSE) or before.has(_GIVEN_TO)):
        return True
    return _is_small_given(after, word)


def _is_worked_for(wording: Wording, noun: re.Match[str], after: Wording) -> bool:
    return after.has(_FINISHED) and wording.before(noun.start()).has(_FOR_CHILD)


def _is_within_name(wording: Wording, noun: re.Match[str]) -> bool:
    """ "Cô Nguyễn Thị Bé Ba": "Bé" is a name too."""
    before = words_at(wording, max(0, noun.start() - 16), 9)
    last = [w for w in before if w.end() == noun.start() - 1]
    return bool(last) and is_capital(wording, noun.start()) and is_capital(wording, last[0].start())


def _is_called(wording: Wording, noun: re.Match[str], words: list[re.Match[str]]) -> bool:
    """Initials or a given name with a capital."""
    word, at = noun.group("noun"), noun.end()
    pronoun = word in _PRONOUNS
    if initials := _INITIALS.match(wording.text, at):
        behind = wording.after(initials.end())
        return not pronoun or behind.has(_AFTER_NAME) or behind.has(_SUFFERS)
    alone = word in _KIN and not (words[1:] and is_capital(wording, words[1].start()))
    if not may_be_name(words[0].group()) and not (alone and is_given(wording, words[0].group())):
        return False
    end = next((w.start() for w in words if not is_capital(wording, w.start())), words[-1].end() + 1) - 1
    after = wording.after(end)
    if pronoun or word in _GENERAL:
        if wording.before(noun.start()).has(_GIVEN_TO) and not after.has(_STAFF):
            return True
        return after.has(_AFTER_NAME) or (after.has(_SUFFERS) and clause(wording, end).has(HARM))
    if _is_worked_for(wording, noun, after):
        return True
    return not after.has(_STAFF if word in _KIN else _OFFICE)


def _is_small_given(after: Wording, noun: str) -> bool:
    """A given name in small letters needs more behind it, the more so behind "em", which is also "I"."""
    if after.has(_CON_PARENT) or after.has(_AFTER_NAME):
        return True
    return noun not in _PRONOUNS | _GENERAL and after.has(_GIVEN_AFTER)


def is_child_listed(wording: Wording) -> bool:
    """A full name with an age, class, birth year or harm behind it: "Hoàng Gia Bảo (lớp 3A)", "V.T.N được đưa về"."""
    if is_roll(wording):
        return True
    for initials in wording.all(_ALONE):
        after = wording.after(initials.end())
        if is_capital(wording, initials.start()) and (after.has(_AFTER_NAME) or after.has(_RECEIVES)):
            return True
    for start, end in full_names(wording):
        before, after = wording.before(start), wording.after(end)
        if after.has(_AFTER_NAME) or before.has(_LIST_BEFORE):
            return True
        if after.has(_YEAR_AFTER) or after.has(_RECEIVES):
            return True
        if not after.has(_STAFF) and (before.has(_NOUN_BEFORE) or clause(wording, end, 45).has(HARM)):
            return True
    return wording.lets_in(_CLASSED) and any(_is_classed(wording, word) for word in _WORD.finditer(wording.text))


def _is_classed(wording: Wording, word: re.Match[str]) -> bool:
    """A given name with a capital and its own class or age behind it: "quà cho: Lan lớp 3A, Nụ 7 tuổi"."""
    named = is_capital(wording, word.start()) and is_given(wording, word.group()) and word.group() != "mai"
    return named and not is_titled(wording, word.start()) and wording.after(word.end()).has(_CLASSED)
