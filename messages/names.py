"""Names of people in a message, with capitals or without, and what only looks like a name."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from messages.wording import Span, Wording
from vietnamese.text import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FAMILY = _words(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý nông vi lương hà hứa chu mông triệu đinh "
    "trịnh đoàn mai tô lâm sùng vàng giàng lò cầm quàng ma thào tráng đào cao lưu tạ cù đàm quách kiều là thân thạch "
    "kim bế vương hạc liễu linh mạc ninh phùng thái tống văn tăng châu lường tòng cà hạng vừ lầu ly tẩn phàn lù thèn "
    "chảo quan lãnh lộc sầm chẩu ngọc hờ lục khổng tiêu âu đèo khà cháng hảng hầu lồ phù "
    "ksor siu rmah rơ kpă niê mlô êban ayun rahlan rcom puih kbuôr pơloong alăng coor"
)
_MIDDLE = _words(
    "văn thị đức gia minh ngọc thu quốc hữu đình xuân thanh hoàng bảo hoài khánh kim phương thùy thúy anh tuấn quang "
    "trọng nhật mạnh hải hồng mỹ như quỳnh tiến diệu tường đăng thảo a mí seo châm"
)
_GIVEN = _words(
    "lan hoa mai trang hương hùng dũng tuấn minh nam linh na bông bống hà hải sơn sương thảo thu thủy thúy trinh tú "
    "tùng vân vy yến ánh bình châu chi cường diệp duy dương đạt giang hân hiếu hiền hồng huy huyền huệ khang khánh "
    "khoa khôi kiên lâm liên long ly mỷ my nga ngân ngọc nhi nhung như phong phúc phương quân quỳnh quyên tâm thắm "
    "thanh thành thắng thịnh thơ thư tiến toàn trâm trí trung trường tuyết uyên việt vinh xuân tí tèo bin bo bi ken "
    "sóc cún thơm bích bảo nhật đức phát tài lộc hạnh hằng nguyệt loan oanh phượng thoa páo mỷ sáy súa dợ "
    "sính sìn mẩy lử dế nếnh chía dúa pủa lềnh tý tị nụ pín moan"
)
# Of the folded given names these are mostly other words in a message without accents.
_GIVEN_PLAIN = frozenset(map(fold, _GIVEN)) - {
    "bi",
    "duy",
    "thanh",
    "truong",
    "toan",
    "chi",
    "nhu",
    "my",
    "bo",
    "phat",
    "tai",
    "ty",
    "ti",
    "nu",
    "pin",
}
_FAMILY_PLAIN = frozenset(map(fold, _FAMILY))
_MIDDLE_PLAIN = frozenset(map(fold, _MIDDLE)) - {"nhu", "dang", "tien", "cong"}
_SURE_MIDDLE = {"van", "thi"}
_NO_NAME = _words(
    "nv ubnd xong da dang chua va tet so phong hn ok viet zalo truong thcs thpt th tieu mam huyen xa phuong tinh "
    "thon ban to khu tre quy bhyt hdnd mttq cccd khong duoc lop bi van khu dan toc kinh tay nung dao mong ngoan bac"
)
_PLACES = re.compile(
    r"viet nam|lang son|ha noi|cao bang|ha giang|ha nam|ha tinh|lam dong|quang ninh|quang nam|quang ngai|quang tri|"
    r"quang binh|thai nguyen|thai binh|ninh binh|ninh thuan|dong nai|dong thap|kien giang|lao cai|vinh phuc|kim dong|"
    r"le loi|tran phu"
)
_WORD = re.compile(r"[^\W\d_]+")
_PLACE_BEFORE = re.compile(
    r"(?:mẫu giáo|mau giao|nhóm trẻ|nhom tre|"
    r"trường|truong|thcs|thpt|tiểu học|tieu hoc|mầm non|mam non|đường|duong|phố|pho|phường|phuong|xã|xa|thôn|thon|"
    r"bản|ban|quận|huyện|huyen|quỹ|quy|giải|chợ|số \d+|so \d+|ngõ|tên lửa|khối|tổ|xóm|xom) $"
)
_TITLE_BEFORE = re.compile(
    r"(?:anh|chị|chi|ông|ong|bà|ba|cô|co|thầy|thay|đồng chí|dong chi|đ/c|bác sĩ|bac si|luật sư|luat su|giám đốc|"
    r"cán bộ|can bo|chuyên viên|chuyen vien|công chức|trưởng phòng|phó phòng|chủ tịch|giáo viên|bố|mẹ|phụ huynh) $"
)


def full_names(wording: Wording) -> Iterator[Span]:
    """Where full names stand, but not of places ("trường Lê Lợi") and not behind a title ("chị Lê Thị Mai")."""
    words = list(_WORD.finditer(wording.text))
    past = 0
    for at, word in enumerate(words):
        may_open = at >= past and _opens_name(word.group())
        length = name_length(wording, words[at : at + 5]) if may_open else 0
        past = max(past, at + length)
        if length and not is_titled(wording, word.start()):
            yield word.start(), words[at + length - 1].end()


def is_titled(wording: Wording, start: int) -> bool:
    """Whether what a name belongs to stands before it: a place ("trường Lê Lợi") or a grown-up ("chị Mai")."""
    before = wording.text[max(0, start - 16) : start]
    return _PLACE_BEFORE.search(before) is not None or _TITLE_BEFORE.search(before) is not None


def name_at(wording: Wording, start: int) -> int:
    """How many words from `start` on are a full name: 2 to 5, or 0."""
    return name_length(wording, words_at(wording, start, 5))


@lru_cache(maxsize=4096)
def _opens_name(word: str) -> bool:
    return fold(word) in _FAMILY_PLAIN


def name_length(wording: Wording, words: list[re.Match[str]]) -> int:
    """A family name and what belongs to it: with capitals two words do, else a usual middle name must follow."""
    if not words or not _opens_name(words[0].group()):
        return 0
    words = _unbroken(wording.text, words)
    capitals = 0
    while capitals < len(words) and is_capital(wording, words[capitals].start()):
        capitals += 1
    if capitals > 1:
        return 0 if is_place([w.group() for w in words]) else capitals
    return 3 if not capitals and len(words) > 2 and _is_typed_small(wording, words) else 0


def is_given(wording: Wording, word: str) -> bool:
    """Whether a word in small letters is a usual given name."""
    return word in (_GIVEN_PLAIN if wording.plain else _GIVEN)


def is_family(word: str) -> bool:
    """Whether a word in small letters is a family name; one typed without accents may stand in an accented text."""
    return word in _FAMILY or (word.isascii() and word in _FAMILY_PLAIN)


def may_be_small_name(wording: Wording, words: list[str]) -> bool:
    """Whether all words together are a full name in small letters: "trần bình", "ksor lan", "vang mi sinh"."""
    if not 1 < len(words) < 5 or not is_family(words[0]):
        return False
    return is_given(wording, words[-1]) or (len(words) > 2 and fold(words[1]) in _MIDDLE_PLAIN)


def is_capital(wording: Wording, at: int) -> bool:
    """Whether a word was typed with a capital that says something; in a message all in capitals none does."""
    return wording.raw[wording.origin[at][0]].isupper() and not is_shouted(wording.raw)


@lru_cache(maxsize=64)
def is_shouted(raw: str) -> bool:
    """Whether a message is in capitals altogether."""
    letters = [c for c in raw if c.isalpha()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) * 10 > len(letters) * 7


def may_be_name(word: str) -> bool:
    """False for words with a capital that are units, schools, peoples or the start of a clause; "Phượng" is a name."""
    return fold(word) not in _NO_NAME or (not word.isascii() and word in _GIVEN)


def is_place(words: list[str]) -> bool:
    """Whether two words name a province, a street or the country: "trẻ em Cao Bằng"."""
    return _PLACES.fullmatch(fold(" ".join(words[:2]))) is not None


def words_at(wording: Wording, start: int, most: int) -> list[re.Match[str]]:
    """Up to `most` words from `start` on that only blanks part."""
    found: list[re.Match[str]] = []
    while len(found) < most and (word := _WORD.match(wording.text, found[-1].end() + 1 if found else start)):
        found.append(word)
        if wording.text[word.end() : word.end() + 1] != " ":
            break
    return found


def _is_typed_small(wording: Wording, words: list[re.Match[str]]) -> bool:
    first, middle = words[0].group(), words[1].group()
    if wording.plain:
        return first in _FAMILY_PLAIN and first != "chao" and middle in _MIDDLE_PLAIN  # "em chao anh a" greets
    typed_bare = all(w.group().isascii() for w in words[:3]) and middle in _SURE_MIDDLE  # "trao cho ksor thi lan"
    return (first in _FAMILY and middle in _MIDDLE) or (typed_bare and first in _FAMILY_PLAIN)


def _unbroken(text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The first words up to a mark; the stop of an initial ("Nguyễn Văn T. H.") is none."""
    for at, (left, right) in enumerate(pairwise(words), 1):
        between = text[left.end() : right.start()]
        if between != " " and not (len(left.group()) == 1 and between in (".", ". ")):
            return words[:at]
    return words
