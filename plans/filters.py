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
_IF_DIFFICULT = re.compile(
    r"(?:(?:trong )?quá trình [^.;]{0,160}?,?\s*)?(?:nếu|khi) (?:có|gặp|phát sinh)\b[^.;]{0,80}?(?:khó khăn|vướng mắc"
    r"|phát sinh)[^.;]*",
    re.I,
)
_CLOSING = re.compile(
    r"trên đây là|(?:yêu cầu|đề nghị|căn cứ|nhận được|giao)[^.]{0,300}(?:triển khai|tổ chức) (?:thực hiện|triển khai)"
    r"|kế hoạch này (?:có hiệu lực|thay thế|được phổ biến)",
    re.I,
)
_REPORT = re.compile(
    r"[;.]\s+(?=[^;.]{0,300}?\b(?:định kỳ|h[ằà]ng (?:tuần|tháng|quý|năm)|(?:trước|chậm nhất|vào) ngày \d))"
    r"(?![^;.]{0,300}?(?:khó khăn|vướng mắc|phát sinh))[^;.]{0,300}?\bbáo cáo\b",
    re.I,
)
# "Nhiệm vụ cụ thể tại Phụ lục kèm theo": the work itself stands elsewhere.
_POINTER = re.compile(
    r"\(?[^.;()]{0,140}\b(?:tại|theo|ở|trong|xem|như|có) (?:các |bảng |biểu |mẫu )?(?:phụ lục|biểu mẫu|biểu|bảng)\b"
    r"(?:[^.;()]{0,40}?\b(?:kèm theo|đính kèm|ban hành|dưới đây|sau đây|gửi kèm)[^.;]{0,80}|(?: số)? ?[IVX\d]*)\)?",
    re.I,
)
_POINTED_AT = re.compile(
    r"\(?(?:chi tiết|cụ thể|(?:(?:thực hiện|triển khai) )?(?:các |những )?(?:nội dung|nhiệm vụ|danh mục"
    r"|công việc|tiến độ|chương trình|lịch|phân công)|(?:có )?(?:phụ lục|biểu|bảng))\b",
    re.I,
)
_CLOCK = r"\d{1,2}(?:\s*(?:giờ|h|g)\s*(?:\d{2}(?!\d))?|:\d{2}(?!\d))(?:\s*(?:phút|ph))?"
_HOUR = re.compile(rf"(?:đúng |từ |lúc |khoảng |vào )?{_CLOCK}(?!\w)(?!.*(?:\bngày \d|\d/\d))", re.I)
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


# The list of other articles below one that was saved from a portal.
_OTHER_MATTER = re.compile(r"(?:các )?(?:tin|bài)(?: (?:bài|viết))? (?:khác|liên quan|cùng (?:chuyên )?mục)\W*", re.I)


def own_lines(lines: list[str]) -> int:
    """How many of a page's lines are its own: those above the list of other articles at its foot."""
    found = (
        at
        for at, line in enumerate(lines)
        if _OTHER_MATTER.fullmatch(line.strip()) and any(len(own) > 60 for own in lines[:at])
    )
    return next(found, len(lines))


def is_catch_all(text: str) -> bool:
    """True for "thực hiện các nhiệm vụ khác ..." and for the mere "thực hiện nhiệm vụ được phân công"."""
    return bool(_CATCH_ALL.fullmatch(text.strip(" .;/")))


def is_pointer(text: str) -> bool:
    """True for words that only say in which appendix the work stands."""
    words = text.strip(" .;/")
    return bool(_POINTED_AT.match(words) and _POINTER.fullmatch(words))


def is_running_order(text: str) -> bool:
    """True for words that open with an hour of no day: "7h30 - 8h00: Đón tiếp đại biểu"."""
    return bool(_HOUR.match(text))


def is_about_difficulties(text: str) -> bool:
    """True for the clause on what to do when there are difficulties."""
    return bool(_DIFFICULTIES.match(text.strip()))


def without_difficulties(text: str) -> str:
    """The words without the clause on what to do when there are difficulties, which asks for a report only then."""
    return _IF_DIFFICULT.sub("", text)


def is_closing(text: str) -> bool:
    """True for the closing order to carry the plan out, unless it adds a report by a day."""
    return bool(_CLOSING.match(text.strip())) and not adds_report(text)


def adds_report(text: str) -> bool:
    """True for "..., yêu cầu các đơn vị thực hiện; định kỳ ngày 20 hằng tháng báo cáo về ..."."""
    return bool(_CLOSING.match(text.strip()) and _REPORT.search(without_difficulties(text)))


def is_last_word(text: str) -> bool:
    """True for "Trên đây là Kế hoạch ...", whatever it asks for but a report."""
    return bool(re.match(r"trên đây là\b", text, re.I)) and "báo cáo" not in text


def is_about_money(text: str) -> bool:
    """True for a statement of where money comes from."""
    return bool(_MONEY.match(text.strip()))


def is_debris(text: str) -> bool:
    """True for a line of a web page that is no part of its text."""
    return len(text) < 120 and bool(_DEBRIS.fullmatch(text.strip()))
