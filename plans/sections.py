"""Which sections of a plan hold work, duties, or neither (plans/gold/RULES.md, "What is a task")."""

import re
from enum import Enum, auto


class Section(Enum):
    """What stands under a heading."""

    WORK = auto()
    DUTY = auto()
    SKIP = auto()


_AND = (
    r"(?:\s*(?:,|và|/|-|–|của|chung|cụ thể|tổng quát|chủ yếu|thực hiện|tổ chức|tham gia|tham dự|áp dụng|triển khai"
    r"|ban hành"
    r"|hành động|tuyên truyền|truyền thông|phấn đấu|kế hoạch|trọng tâm|năm \d{4}|năm|đến hết năm \d{4}"
    r"|đến năm \d{4}|đến"
    r"|giai đoạn [\d\s–-]+|tháng \d+|tầm nhìn|\d{4}|tháng|đề ra|hưởng ứng|chương trình|đề án|điều chỉnh|chỉ đạo))"
)
_NO_WORK = (
    r"(?:sự cần thiết|căn cứ(?: pháp lý)?|cơ sở pháp lý|mục đích|ý nghĩa|yêu cầu|mục tiêu|chỉ tiêu|quan điểm|chủ đề"
    r"|đối tượng|phạm vi"
    r"|địa bàn|thành phần|đánh giá (?:tình hình|kết quả|thực trạng)|thực trạng|tình hình|kết quả (?:thực hiện"
    r"|đạt được)|nguyên tắc|thời gian"
    r"|thời hạn|địa điểm|khẩu hiệu|thông điệp|nơi nhận|đặc điểm|bối cảnh|hạn chế|tồn tại|nguyên nhân"
    r"|chương trình (?:hội nghị|lễ|làm việc)"
    r"|tiêu chí|thang điểm|giải thưởng|cơ cấu giải thưởng|giải thích từ ngữ|số lượng)"
)
_SKIP = re.compile(
    rf"(?:các |một số |về |những )?{_NO_WORK}(?:{_AND}|\s*{_NO_WORK}|\s*nội dung thi)*\s*(?::.*|\.|\(.*\))?", re.I
)
_SKIP_OPENING = re.compile(rf"(?:các |một số |về |những )?{_NO_WORK}(?:{_AND}|\s*{_NO_WORK})*\s*:", re.I)
_DUTY = re.compile(
    r"(?:công tác )?tổ chức(?:,)? (?:và )?(?:triển khai )?thực hiện|(?:nguồn |dự toán )?kinh phí|bảo đảm kinh phí"
    r"|đảm bảo kinh phí|chế độ"
    r"|(?:công tác )?(?:thông tin,? )?(?:chế độ )?báo cáo\b|điều khoản thi hành|trách nhiệm|tổ chức chỉ đạo"
    r""
    r"|điều kiện (?:bảo đảm|đảm bảo)|hiệu lực thi hành|kiểm tra,? (?:giám sát|đánh giá),? báo cáo",
    re.I,
)
_WORK = re.compile(
    r"nội dung|nhiệm vụ|giải pháp|hoạt động|hình thức|phân công|lộ trình|biện pháp|công việc|công tác|tiến độ"
    r"|phụ lục|kế hoạch"
    r"|tuyên truyền|truyền thông|triển khai|thực hiện|phương pháp|cách thức|phong trào",
    re.I,
)

_USUAL_WORD = (
    r"(?:nội dung|nhiệm vụ|giải pháp|hoạt động|biện pháp|hình thức|công việc|phân công|tổ chức|thực hiện|triển khai"
    r"|trách nhiệm|kinh phí|chế độ|thông tin|báo cáo|kế hoạch|cụ thể|trọng tâm|chủ yếu|chính|dự kiến|tiến độ)"
)
_USUAL = re.compile(rf"(?:các |công tác |về )?{_USUAL_WORD}(?:(?:,| và| -)? {_USUAL_WORD})*", re.I)


def section_of(heading: str) -> Section | None:
    """The kind of section that a heading opens; None where its words do not say."""
    heading = heading.strip(" .:;*")
    if len(heading) <= 160 and _SKIP.fullmatch(heading):
        return Section.SKIP
    if len(heading) > 160:
        return None
    if _DUTY.match(heading):
        return Section.DUTY
    return Section.WORK if _WORK.search(heading) else None


def names_section(line: str) -> bool:
    """True for a line that is nothing but a section's usual name: "Nội dung thực hiện", "Mục đích, yêu cầu"."""
    line = line.rstrip(" :*")
    return line[:1].isupper() and len(line) <= 80 and bool(_SKIP.fullmatch(line) or _USUAL.fullmatch(line))


def opens_skipped(text: str) -> bool:
    """True for an item such as "Thời gian: từ ngày ..." that only states what a skipped section would."""
    return bool(_SKIP_OPENING.match(text)) or (len(text) < 100 and bool(_SKIP.fullmatch(text.strip(" .:;"))))


def is_goal(heading: str) -> bool:
    """True for a heading whose items are targets."""
    return bool(re.match(r"(?:\W*(?:các|một số|về)\s+)?(?:mục tiêu|chỉ tiêu)\b", heading, re.I)) or bool(
        re.search(r",\s*(?:mục tiêu|chỉ tiêu)|và (?:mục tiêu|chỉ tiêu)", heading[:80], re.I)
    )
