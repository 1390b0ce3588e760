"""Where a message speaks of one child, not of a group, and not of the sender ("cháu đã gửi ạ")."""

import re

from messages.wording import NEAR, Wording
from vietnamese.phrases import Phrase

CHILD = (
    r"(?:cháu bé|em bé|bé gái|bé trai|cháu gái|cháu trai|cháu|bé|trẻ em|trẻ|em học sinh|học sinh|nạn nhân|em gái|"
    r"em trai|nữ sinh|nam sinh|thằng cu|thằng bé|con bé|cu(?= tí)|nhóc|cậu bé|cô bé|con)"
)
# "Lớp mẫu giáo Bé Ngoan" and "nhóm trẻ Hoa Mai" are schools.
NO_SCHOOL = r"(?<!mẫu giáo )(?<!mầm non )(?<!nhóm )(?<!hội thi )"
HARM = Phrase(
    (
        r"(?:bị|vụ|nghi|là trẻ) (?:[^\s,.;]+ ){0,2}?(?:xâm hại|bạo hành|bạo lực|hành hạ|đánh|đập|bắt nạt|bỏ rơi|"
        r"lạm dụng|dụ dỗ|mua bán|lạc|đuối nước|ép|hiếp|quấy rối|bóc lột|tai nạn|bỏng|thương|hại|xúc phạm|chém|"
        r"ngược đãi)"
    ),
    (
        r"mồ côi|bỏ học|nghỉ học|mang thai|tảo hôn|khuyết tật|đuối nước|xâm hại|bạo hành|bỏ nhà|mất tích|nằm viện|"
        r"nhập viện|(?:có|mang) (?:thai|bầu)|bỏ trốn|tự (?:tử|sát|vẫn)|trầm cảm|chó cắn"
    ),
)
_ONE_CHILD = Phrase(rf"{NO_SCHOOL}(?<!các )(?<!những )(?<!nhiều )(?<!mọi )(?<!số )(?:{CHILD}|em)")
# Neither a task's number ("NV2 cháu Xoan") nor a date ("ngày 2/6 cháu Linh") counts children.
_NO_COUNT = (
    r"(?<!nv)(?<!nv )(?<!nv số )(?<!mục )(?<!việc )(?<!nhiệm vụ )(?<!vụ số )(?<!việc số )(?<!task )(?<!ngày )"
    r"(?<!\d[/.-])"
)
_COUNT_BEFORE = Phrase(
    (
        rf"{_NO_COUNT}(?:[2-9]|0[2-9]|[1-9]\d+|[1-9][\d.]+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|chục|trăm|các|những|nhiều|mọi|"
        r"toàn bộ|tổng số|(?<!nv )(?<!vụ )(?<!việc )số|nhóm|tất cả|mỗi)(?: \w+)?\s?$"
    ),
)
_ADVERBS = r"(?: (?:đã|đang|sẽ|vừa|mới|chưa|vẫn|cũng|có|không|xin|xin phép|mới|và|phải|cùng|còn|đi|tiếp tục))*"
_WORK = (
    r"(?:báo cáo|gửi|làm|tổ chức|triển khai|tổng hợp|nộp|trình|hoàn thành|xong|tuyên truyền|liên hệ|phối hợp|"
    r"rà soát|soạn|in|đăng|chào|hỏi|nhờ|cảm ơn|phụ trách|theo dõi|tham mưu|cập nhật|mở|chuẩn bị|chờ|đợi|thu được|"
    r"viết|dự thảo|xây dựng|kiểm tra|họp|tặng|trao|phát|thăm|hỗ trợ|tập huấn|vận động|khảo sát|lập|thống kê|dạy|"
    r"hướng dẫn|rõ|hiểu|nhận được|nhận (?:thông|nhiệm|việc|văn|công|chỉ|tin)|cử|ạ|ơi|thấy|nghĩ|tư vấn|trợ giúp|"
    r"đề nghị|đề xuất|kính|thực hiện|ghi nhận|ở (?:phòng|sở(?! \d)|cơ quan|đơn vị)|làm việc)"
)
_SPEAKS = Phrase(
    rf"^{_ADVERBS} {_WORK}",
    rf"^{_ADVERBS} (?:ở|về|xuống) [^,.;\n]*(?:khảo sát|kiểm tra|tuyên truyền|tập huấn|công tác|làm việc|họp|phát tờ)",
)
_WEAK = re.compile(r"em|con|tr[ẻe]|tr[ẻe] em|h[ọo]c sinh|n[ữu] sinh|nam sinh")


def singles(wording: Wording) -> list[re.Match[str]]:
    """Mentions of one child, not of "15 em", "các cháu" or of who is writing."""
    return [
        m
        for m in wording.all(_ONE_CHILD)
        if not is_counted(wording, m.start()) and not wording.after(m.end()).has(_SPEAKS)
    ]


def is_counted(wording: Wording, at: int) -> bool:
    """Whether a number or "các" stands before a place: "15 [em]"."""
    return wording.before(at, NEAR).has(_COUNT_BEFORE)


def is_strong(child: re.Match[str]) -> bool:
    """False for nouns that mean a group, the sender or the school system as often as one child."""
    return not _WEAK.fullmatch(child.group())


def clause(wording: Wording, start: int, reach: int = 60) -> Wording:
    """What follows a place up to a stop."""
    after = wording.cut(start, start + reach)
    return after.cut(0, min((after.text.find(c) for c in ".;\n" if c in after.text), default=len(after.text)))
