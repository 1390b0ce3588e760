"""Words that stand where tasks stand and are none: catch-alls, difficulties, closing orders, sources of money."""

import re

_CATCH_ALL = re.compile(
    r"(?:[^,.;]{0,80}?\b)?thực hiện (?:các )?nhiệm vụ khác\b.*"
    r"|(?:và )?(?:tổ chức |triển khai )?thực hiện (?:các |những )?nhiệm vụ (?:được|theo) (?:phân công|giao"
    r"|chức năng)[^,;.]*",
    re.I,
)
_DIFFICULTIES = re.compile(
    r"(?:trong )?quá trình (?:tổ chức |triển khai )?(?:tổ chức |triển khai )?(?:thực hiện)?[^.]{0,160}(?:khó khăn"
    r"|vướng mắc|phát sinh)"
    r"|nếu (?:có|gặp|phát sinh)[^.]{0,60}(?:khó khăn|vướng mắc|phát sinh)|(?:có gì |mọi )?(?:khó khăn|vướng mắc)",
    re.I,
)
_CLOSING = re.compile(
    r"trên đây là|(?:yêu cầu|đề nghị|căn cứ|nhận được|giao)[^.]{0,300}(?:triển khai|tổ chức) (?:thực hiện|triển khai)"
    r"|kế hoạch này (?:có hiệu lực|thay thế|được phổ biến)",
    re.I,
)
# What a unit is told to do about money: such an item is a task all the same.
MONEY_WORK = r"lập|bố trí|cân đối|thẩm định|tham mưu|chủ động|chủ trì|trình|tổng hợp|sử dụng"
_MONEY = re.compile(
    r"(?:nguồn )?(?:kinh phí|ngân sách|nguồn vốn|dự toán)\b|sử dụng (?:nguồn )?(?:kinh phí|ngân sách)"
    r"|từ (?:nguồn )?(?:kinh phí|ngân sách)|(?:trích )?từ nguồn",
    re.I,
)
# What portals put around a plan that was saved from them.
_DEBRIS = re.compile(
    r"skip (?:to|ribbon)\b.*|(?:tác giả|nguồn|lượt xem|số lượt (?:xem|truy cập)|bản quyền|copyright)\s*[:©].*"
    r"|\(?\s*cập nhật (?:lúc|ngày)\b.*|(?:ngày đăng|ngày cập nhật)\b.*"
    r"|(?:sign in|đăng nhập|tải về|chia sẻ|in bài(?: viết)?|quay lại|xem tiếp|các tin (?:khác|liên quan)"
    r"|tin (?:liên quan|mới)"
    r"|trang chủ|bình luận|gửi email|ý kiến bạn đọc|facebook|zalo|print)\W*",
    re.I,
)


def is_catch_all(text: str) -> bool:
    """True for "thực hiện các nhiệm vụ khác ..." and for the mere "thực hiện nhiệm vụ được phân công"."""
    return bool(_CATCH_ALL.fullmatch(text.strip(" .;/")))


def is_about_difficulties(text: str) -> bool:
    """True for the clause on what to do when there are difficulties."""
    return bool(_DIFFICULTIES.match(text.strip()))


def is_closing(text: str) -> bool:
    """True for the closing order to carry the plan out."""
    return bool(_CLOSING.match(text.strip()))


def is_about_money(text: str) -> bool:
    """True for a statement of where money comes from."""
    return bool(_MONEY.match(text.strip()))


def is_debris(text: str) -> bool:
    """True for a line of a web page that is no part of its text."""
    return len(text) < 120 and bool(_DEBRIS.fullmatch(text.strip()))
