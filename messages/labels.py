"""Digits that count no result: phones, document numbers, ages, durations, times of day, ordinals, years, prices."""

from messages.indicators import COUNTED
from messages.prices import without_prices
from messages.wording import Wording
from vietnamese.phrases import Phrase

_LABELS = Phrase(
    r"\+?(?:84|0)\d{2,3}[ .]?\d{3}[ .]?\d{3,4}",
    r"\d+ ?/ ?(?:kh|qđ|qd|cv|tb|bc|tt|nq|nđ|nd|ct|ttr|gm|hd|ubnd|stp|bộ|tw)[\w/-]*",
    (
        r"(?:công văn|kế hoạch|quyết định|thông tư|nghị định|nghị quyết|chỉ thị|văn bản|thông báo|"
        r"tờ trình|giấy mời|số|luật|cv|kh|qđ) (?:số )?\d+(?: ?/ ?[\w/-]+| (?=của|về|ngày))"
    ),
    r"(?:hotline|đường dây nóng|tổng đài) (?:số )?\d[\d .]{2,}|1[89]00 ?\d{4}",
    r"(?:phường|quận) \d{1,2}(?= (?:với|và|đã|chưa|xong|đang|còn|thì)|\s?[,.;)]|\s?$)",
    r"mã(?: hồ sơ| số| định danh)* [\w.-]*\d[\w.-]*",
    r"(?<!tổng )(?<!trong )số (?:điện thoại )?\d+|tổng đài \d+|điện thoại \d{6,}",
    r"(?:điều|(?<!chuyển )(?<!tài )khoản|điểm|chương|phụ lục|mẫu|biểu|phiếu số|bảng) (?:số )?\d+(?![.,]?\d)\w?",
    r"(?:từ |độ tuổi |dưới |trên |đủ )?\d+(?: ?(?:-|đến) ?\d+)? tuổi|\d+ t(?!\w)",
    r"\d{1,2} ?(?:h|giờ|g) ?(?:\d{2})?(?! \w*ng)|\d+ (?:phút|tiếng)",
    (
        r"(?:(?:\d+ ?- ?)?\d+|một|hai|ba|vài|mấy|bốn|năm|mười) (?:ngày|tuần|tháng|năm|hôm|bữa|quý|buổi sáng|buổi chiều|"
        r"giờ)(?! công)"
    ),
    (
        r"(?<!\d )(?<!hai )(?<!ba )(?<!bốn )(?:phần|bước|đợt|lần|giai đoạn|quý|(?<!đăng )kỳ|khu|xóm|khối|vòng|trang|"
        r"câu|(?<!góp )ý|thứ(?! ?\d\d| ?\d+ ?(?:tỷ|tỉ|triệu|tr|nghìn|trăm))|"
        r"tháng|năm|nhóm|lần thứ|khóa|cụm|điểm|ngõ|số nhà|khu phố|đường|quốc lộ|tổ|loại|top|hạng|thôn|"
        r"zalo(?= \d{4})|bản|mục|"
        r"phương án|nội dung|hội trường|dự thảo lần|tuần|lớp(?! ?\d{3})) "
        r"\d+(?![.,]?\d)\w?(?! (?:học viên|đại biểu|người dự))"
        r"(?:(?: ?,| và) ?\d{1,2}(?= (?:xong|đã|đang|chưa|thì)))*"
    ),
    r"(?:covid|word|excel|office|win|mẫu|a)[- ]?\d+|20[12]\d|một số|một vài|một phần|một mình|một chút",
    rf"cấp [1-4](?![\w.,/])(?! ?(?:{COUNTED}|triệu|tr|tỷ|k|nghìn|ngàn|trăm|chục))",
    r"1(?= (?:em|cháu|bé)(?: gái| trai)? (?:\d+ ?(?:tuổi|t)(?!\w)|tên|bị|con (?:anh|chị|ông|bà)|sinh))",  # one child
    r"(?:ở|tại|ngõ|ngách|nhà) \d{1,4}(?= (?:nguyễn|lê|trần|phan|lý|quang|hùng|bà|ngô|đinh|phạm|hai bà|hoàng|"
    r"trưng)(?!\w))",
    r"(?<!/)(?<!/ )(?<!\d)\d{1,2} (?:nhiệm vụ|đầu việc|nội dung|phần việc|nv)(?!\w)",
    r"một ít|một lần|một bước|một khâu|một cách|hai bên|ba bên|một trong những",
)


def without_labels(wording: Wording) -> Wording:
    """The text with such digits hidden, those of "500k một phần" before the label "một phần"."""
    clear = without_prices(wording)
    return clear.hide(m.span() for m in clear.all(_LABELS))
