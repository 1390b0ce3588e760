"""How people shorten and misspell office words in chat, and the full words behind it."""

import re
from functools import lru_cache

from vietnamese.telex import is_syllable
from vietnamese.text import fold

# One token, whatever stands beside it.
SHORT = {
    "ko": "không", "khg": "không", "hok": "không", "hk": "không", "hông": "không", "hem": "không", "k0": "không",
    "kg": "không", "kp": "kinh phí", "kk": "khó khăn", "dc": "được", "đc": "được", "đuoc": "được",
    "đk": "được", "dk": "được", "dựoc": "được", "đựơc": "được", "ht": "hoàn thành", "hthanh": "hoàn thành",
    "htành": "hoàn thành",
    "hthành": "hoàn thành",
    "r": "rồi", "rùi": "rồi", "ròi": "rồi", "gòi": "rồi", "rui": "rồi", "rồii": "rồi", "lm": "làm",
    "cbi": "chuẩn bị", "đg": "đang",
    "đag": "đang", "dag": "đang", "đng": "đang", "cx": "cũng", "cg": "cũng", "bc": "báo cáo", "b/c": "báo cáo",
    "cv": "công văn", "vb": "văn bản", "ld": "lãnh đạo", "lđ": "lãnh đạo", "sl": "số liệu", "ds": "danh sách",
    "dv": "đơn vị", "đv": "đơn vị", "vp": "văn phòng", "hs": "học sinh", "mn": "mọi người", "e": "em", "z": "vậy",
    "zậy": "vậy", "vạy": "vậy", "j": "gì", "ntn": "như thế nào", "bn": "bao nhiêu", "bh": "bao giờ", "trc": "trước",
    "sdt": "điện thoại", "sđt": "điện thoại", "đt": "điện thoại", "oki": "ok", "okie": "ok", "oke": "ok", "okê": "ok",
    "okela": "ok", "vg": "vâng", "vag": "vâng", "thx": "cảm ơn", "tks": "cảm ơn", "thanks": "cảm ơn",
    "thank": "cảm ơn",
    "cám": "cảm", "nx": "nữa", "vs": "với", "wa": "quá", "bik": "biết", "bít": "biết", "thui": "thôi", "nha": "nhé",
    "nhá": "nhé", "nghen": "nhé", "nhen": "nhé", "nghe": "nghe", "tg": "thời gian", "qd": "quyết định",
    "qđ": "quyết định", "tgpl": "trợ giúp pháp lý", "gv": "giáo viên", "xog": "xong", "sog": "xong", "xogn": "xong",
    "xonh": "xong", "xomg": "xong", "xg": "xong", "xongr": "xong rồi", "chx": "chưa", "ch": "chưa", "chửa": "chưa",
    "xonng": "xong", "xnog": "xong", "xoong": "xong", "đnag": "đang", "dnag": "đang",
    "ms": "mới", "lun": "luôn", "hnay": "hôm nay", "hqua": "hôm qua", "hn": "hội nghị", "ng": "người",
    "pct": "%", "tp": "thành phố", "hđnd": "hội đồng nhân dân", "nvu": "nv", "n.vụ": "nv", "lhe": "liên hệ",
    "ttrang": "tình trạng", "tiendo": "tiến độ", "nhiemvu": "nhiệm vụ", "klq": "không liên quan", "ngta": "người ta",
    "bđ": "bắt đầu", "vc": "việc", "sủa": "sửa", "mần": "làm", "hổng": "không", "tui": "tôi", "rứa": "vậy",
    "fai": "phải", "fải": "phải", "wá": "quá", "hoàntất": "hoàn tất", "trkhai": "triển khai", "tkhai": "triển khai",
}  # fmt: skip

# The same letters stand for two words; what follows (or comes before) tells which.
_NEGATED = (
    r"(?:có|co|làm|lam|lm|được|dc|đc|đk|dk|xong|kịp|kip|phải|phai|biết|biet|thể|the|thấy|"
    r"vướng|vuong|kk|trien|triển|tổ|to|hoàn|hoan|ht|sao|còn|con|cần|can|gì|gi|nhận|nhan|đủ|"
    r"du|ai|gặp|gap|ạ|a|done|finish|finished|ok|kết|ket|khép|cán|"
    r"xog|sog|xogn|xg|hthanh)"
)
# Behind a number "k" is thousand, but not before these: "nv1, 2 k xong".
_DENIED = re.compile(
    r"phải|phai|xong|xog|hoàn|hoan|thể|the|kịp|kip|ht|hthanh|done|finish|ok|kết|ket|dứt|dut|sao|"
    r"vướng|vuong|làm|lam|biết|biet|thấy|gặp|khó|kk"
)
_TASKS = {"nv", "nvu", "vụ", "vu", "việc", "viec", "mục", "muc", "task", "số", "so"}
BY_NEIGHBOUR = (
    ("kh", None, _NEGATED, "không"),
    ("kh", None, None, "kế hoạch"),
    ("dt", r"số|so", None, "điện thoại"),
    ("đk", r"(?:làm|lm|lam|xong|khai|chức|chuc|thể|the|hiện|hien|có|co|mới|moi|ms)", None, "được"),
    ("đk", None, r"(?:khai|tham|lịch|lich|thi|lớp|lop)", "đăng ký"),
    ("hn", r"(?:chiều|chieu|sáng|sang|tối|toi)", None, "hôm nay"),
    ("song", r"(?:làm|lam|đã|da|chưa|chua|gần|gan|sắp|in|tổ|nv|chức)", None, "xong"),
    ("song", None, r"(?:rồi|roi|r|ạ|nhé|nhe|hết)", "xong"),
    ("ng", r"(?:lên|len|công|cong)", None, "ng"),
    ("a", r"(?:.+)", r"(?:)", "ạ"),
    ("tt", r"(?:buổi|buoi|bài|bai)", None, "tuyên truyền"),
    ("tb", None, None, "thông báo"),
    ("th", r"(?:đã|da|đang|dang|chưa|chua)", None, "thực hiện"),
    ("sữa", None, r"(?:lại|lai|giúp|giup|số|so)", "sửa"),
    ("bh", r"(?:đã|da|vừa|vua|mới|moi|sắp|sap|ký|ky)", None, "ban hành"),
    ("mô", r"(?:khi|chừng|bữa|hôm|lúc|ngày|cái)", None, "nào"),
    ("mo", r"(?:khi|chung|bua|hom|luc)", None, "nao"),
    ("mô", r"chi", None, "đâu"),
    ("chi", r"(?:mần|man|có|co)", r"(?:mô|hết|het|cả|ca|đâu|)", "gì"),
    ("nha", None, r"(?:thau|truong|nuoc|dan|may|van|tre|chua|hang|ve|tai|giao|khach|san|cua|tro)", "nhà"),
    ("củ", r"[\d.,]*\d|vài|mấy|chục", r"(?!khoai|sắn|cải|hành|tỏi|gừng|nghệ|giống|đậu|mì|su|lạc|quả).*", "triệu"),
    ("cu", r"[\d.,]*\d", r"|,|\.|roi|cho|tien|nha|nhe", "triệu"),
    ("hs", None, r"(?:khai|chứng|chung|công|hộ|sai|trễ|quá|tồn|lỗi)", "hồ sơ"),
    ("hs", r"(?:bộ|thụ|nộp|trả|nhận|soát|định)", None, "hồ sơ"),
    ("c", None, r"(?:ơi|oi)", "chị"),
    ("a", None, r"(?:ơi|oi)", "anh"),
)

# Words that mean something else with other accents, but not in a progress reply.
BARE = {
    "chua": "chưa", "khong": "không", "duoc": "được", "roi": "rồi", "dang": "đang", "lam": "làm", "trien": "triển",
    "nhiem": "nhiệm", "vuong": "vướng", "thieu": "thiếu", "nguoi": "người", "luot": "lượt", "buoi": "buổi",
    "kip": "kịp",
}  # fmt: skip

# Two-word terms, for slips of the finger ("hòan thàng") and forgotten accents ("hoàn thanh").
TERMS = (
    "hoàn thành", "hoàn tất", "triển khai", "thực hiện", "hội nghị", "tổ chức", "kinh phí", "báo cáo", "kế hoạch",
    "tuyên truyền", "số liệu", "hướng dẫn", "lãnh đạo", "văn bản", "tập huấn", "phần trăm", "tiến độ", "nhiệm vụ",
    "ban hành", "phát hành", "bàn giao", "khó khăn", "vướng mắc", "kết thúc", "đính chính", "bắt đầu",
)  # fmt: skip
_STRETCHED = re.compile(r"([^\W\dix])\1{2,}")
_FOLDED_TERMS = {fold(t): t for t in TERMS}
# These pairs are also other words ("tiền đó", "tờ chức"), so their accents stay as typed.
_OTHER_PAIRS = {("đình", "chính"), ("phạt", "hành")}  # gia đình chính sách, xử phạt hành chính
_KEEP_ACCENTS = {"tien do", "to chuc", "so lieu", "bao cao"}


@lru_cache(maxsize=4096)
def expand(word: str, before: str, after: str) -> str:
    """The full word(s) behind one lower-case token; `before` and `after` are the tokens beside it ("" at an end)."""
    if word == "k":
        return "k" if before[-1:].isdigit() and not _DENIED.fullmatch(after) else "không"
    for short, left, right, full in BY_NEIGHBOUR:
        if word == short and _fits(left, before) and _fits(right, after):
            return full
    if word in SHORT:
        return SHORT[word]
    stretched = _STRETCHED.sub(r"\1", word)
    if stretched != word:
        return SHORT.get(stretched, stretched)
    return word[:-1] if word[-1:] == word[-2:-1] and word[:-1] in ("xong", "chưa", "rồi", "làm", "được") else word


def is_task_number(words: list[str], at: int) -> bool:
    """Whether the word before a place is the number of a task ("nv1", "mục 1.3"), so that "k" denies what follows."""
    if at < 2 or not words[at - 1][-1].isdigit():
        return False
    return words[at - 2] in _TASKS or (at > 2 and not words[at - 2].isalnum() and words[at - 3] in _TASKS)


def _fits(pattern: str | None, neighbour: str) -> bool:
    return pattern is None or re.fullmatch(pattern, neighbour) is not None


@lru_cache(maxsize=4096)
def term(first: str, second: str) -> str | None:
    """The two-word term that a pair was meant to be, or None; at most one slip in the folded pair."""
    pair = f"{fold(first)} {fold(second)}"
    if (first, second) in _OTHER_PAIRS:
        return None
    if pair in _FOLDED_TERMS:
        return None if pair in _KEEP_ACCENTS else _FOLDED_TERMS[pair]
    if len(pair) < 8 or pair[0] not in "hbtkvdnlsp":
        return None
    if is_syllable(fold(first)) and is_syllable(fold(second)) and not _same_but_last(pair):
        return None
    return next((full for folded, full in _FOLDED_TERMS.items() if one_slip(pair, folded)), None)


def _same_but_last(pair: str) -> bool:
    """Both words are syllables, but the pair is no phrase of its own: only "thàng" for "thành" is taken so."""
    return pair in {"hoan thang", "hoan than", "hoang thanh", "hoan hanh", "trien kai", "truyen khai", "thuc hien"}


def one_slip(a: str, b: str) -> bool:
    """Whether one letter was added, dropped, changed, or two neighbours swapped."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return a == b
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    swapped = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
    return swapped or rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]
