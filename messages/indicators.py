"""The counted nouns of progress reports and the forms in which people write them."""

import re
from functools import cache, lru_cache

from vietnamese.phrases import Phrase
from vietnamese.text import fold

INDICATORS: dict[str, tuple[str, ...]] = {
    "hội nghị": ("cuộc hội nghị", "hội nghị", "hội thảo", "cuộc hội thảo"),
    "lượt người": (
        "lượt người tham dự", "lượt người tham gia", "lượt người", "lượt đại biểu", "lượt cán bộ", "lượt cb", "lượt",
        "chị em", "bà con", "người tham dự", "người tham gia", "người dự", "người",
        "đại biểu", "cán bộ", "công chức", "khách",
    ),
    "tin bài": ("tin, bài", "tin bài", "tin / bài", "tin/bài", "bài viết", "bài đăng", "tin", "bài", "bài báo"),
    "buổi truyền thông": (
        "buổi tuyên truyền", "buổi truyền thông", "buổi nói chuyện", "buổi ngoại khóa", "buổi phổ biến", "buổi",
        "cuộc truyền thông", "cuộc tuyên truyền",
    ),
    "lượt phát thanh": ("lượt phát thanh", "lượt phát", "lượt loa", "lần phát thanh", "lần phát", "buổi phát thanh"),
    "lớp tập huấn": ("lớp tập huấn", "buổi tập huấn", "cuộc tập huấn", "khóa tập huấn", "lớp"),
    "văn bản": ("văn bản", "vb"),
    "dự thảo": ("dự thảo văn bản", "dự thảo"),
    "vụ việc": ("vụ việc", "vụ"),
    "lượt tư vấn": ("lượt được tư vấn", "lượt tư vấn"),
    "tờ rơi": ("tờ rơi", "tờ gấp", "tờ bướm", "tờ"),
    "suất quà": ("suất quà", "phần quà", "suất", "gói quà"),
    "trẻ em": ("cháu thiếu nhi", "em thiếu nhi", "em nhỏ", "trẻ em", "cháu bé", "em bé", "cháu", "em", "trẻ", "bé"),
    "học sinh": ("em học sinh", "cháu học sinh", "lượt học sinh", "học sinh", "hs"),
    "xã": ("xã, phường", "xã phường", "xã/phường", "xã", "phường"),
    "trường": ("trường học", "trường"),
    "thôn": ("thôn bản", "thôn", "bản"),
    "hồ sơ": ("bộ hồ sơ", "hồ sơ"),
    "ý kiến": ("ý kiến góp ý", "lượt ý kiến", "ý kiến"),
    "báo cáo": ("bản báo cáo", "báo cáo"),
    "băng rôn": ("băng rôn", "băng zôn", "băng-rôn", "băng"),
    "pano": ("pa nô", "pano", "panô", "pa-nô"),
    "tọa đàm": ("buổi tọa đàm", "cuộc tọa đàm", "tọa đàm"),
    "cuộc thi": ("cuộc thi",),
    "bài dự thi": ("bài dự thi", "bài thi"),
    "cuộc kiểm tra": ("cuộc kiểm tra", "đợt kiểm tra", "lượt kiểm tra", "buổi kiểm tra"),
    "lượt xem": ("lượt xem", "view", "lượt view"),
    "tiêu chí": ("tiêu chí",),
}  # fmt: skip
# Counted as often, but the office has no fixed form for them: the noun itself is the indicator.
OTHERS = (
    "đợt truyền thông", "việc công chứng", "việc chứng thực", "việc hộ tịch",
    "áp phích", "học viên", "khẩu hiệu", "tủ sách", "sách", "cuốn sách", "sổ tay", "học bổng", "suất học bổng",
    "xe đạp",
    "áo ấm",
    "mô hình", "câu lạc bộ", "chuyên mục", "chuyên đề", "phóng sự", "video clip", "video", "clip", "infographic",
    "đoàn kiểm tra", "hộ gia đình", "hộ", "phiên tòa giả định", "phiên tòa", "kế hoạch", "công văn", "thủ tục",
    "trường hợp", "đơn vị", "phòng", "huyện", "tổ", "cụm loa", "lượt chia sẻ", "lượt like", "lượt tiếp cận", "phiếu",
    "lượt khám", "lượt khách", "lượt tiêm", "lượt truy cập", "lượt tải", "lượt mượn", "lượt giao dịch",
    "lượt bình luận", "phiếu khảo sát", "đơn", "đơn thư", "cuộc họp", "cuộc gọi", "sản phẩm", "tài liệu",
    "bộ tài liệu", "quyển vở",
    "cuốn", "quyển", "bộ", "chai", "thùng", "cặp sách", "giải thưởng", "điểm cầu", "tiết mục", "đội",
    "gian hàng", "mái ấm", "bể bơi",
)  # fmt: skip

INDICATORS |= {noun: (noun,) for noun in OTHERS if noun not in INDICATORS}
_EXACT = {form: name for name, forms in INDICATORS.items() for form in forms}
CANONICAL = {fold(form): name for name, forms in INDICATORS.items() for form in (name, *forms)}


def any_of(forms: set[str]) -> str:
    """Longest first, so that "hội nghị" never hides behind "hội"; one order on every run."""
    return "|".join(re.escape(f).replace("\\ ", " ") for f in sorted(forms, key=lambda f: (-len(f), f)))


FORMS = {form for forms in INDICATORS.values() for form in forms}
COUNTED = any_of(FORMS)
# Without the words that are also how people call themselves and each other
COUNTED_THINGS = any_of(FORMS - {"em", "cháu", "bé"})


@lru_cache(maxsize=64)
def counted(nouns: tuple[str, ...] = ()) -> Phrase:
    """What may be counted: the built-in nouns and an office's own, in lower case."""
    return Phrase(any_of(FORMS | set(nouns)) if nouns else COUNTED)


@cache
def indicator(words: str) -> str:
    """The office's form of a counted noun; "bài viết" and "bai viet" are both "tin bài"."""
    return _EXACT.get(words) or CANONICAL.get(fold(words), words)
