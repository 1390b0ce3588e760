"""Which sections of a plan hold work, duties, or neither (docs/reading.md, "Sections")."""

import re
from enum import Enum, auto

from vietnamese.words import any_of


class Section(Enum):
    """What stands under a heading."""

    WORK = auto()
    DUTY = auto()
    SKIP = auto()


# Sections that order nothing: why, for whom, when and where.
_NO_WORK = any_of("""
sự cần thiết, căn cứ(?: pháp lý)?, cơ sở pháp lý, mục đích, ý nghĩa, yêu cầu, mục tiêu, chỉ tiêu, quan điểm, chủ đề,
đối tượng, phạm vi, địa bàn, thành phần, đánh giá (?:tình hình|kết quả|thực trạng), thực trạng, tình hình,
kết quả (?:thực hiện|đạt được|nổi bật|công tác), dự kiến kết quả, thuận lợi, khó khăn, vướng mắc, ưu điểm, khuyết điểm,
khái quát, dự báo, phương hướng, phương châm, thể lệ, hồ sơ dự thi, thông tin liên hệ, thời gian biểu, nguyên tắc,
cơ sở (?:thực tiễn|lý luận|xây dựng), danh sách (?:thành viên|ban tổ chức|ban giám khảo|tổ giúp việc),
thời gian, thời hạn, địa điểm, khẩu hiệu, thông điệp, nơi nhận, đặc điểm,
bối cảnh, hạn chế, tồn tại, nguyên nhân, tiêu chí, thang điểm, giải thưởng,
cơ cấu giải thưởng, giải thích từ ngữ, số lượng
""")
_MEETING = any_of("""
hội nghị, hội thảo, tọa đàm, toạ đàm, cuộc họp, buổi họp, phiên họp, làm việc, lễ, đại hội, hội thi, cuộc thi,
buổi sinh hoạt, họp mặt, gặp mặt, tập huấn, diễn đàn, hội trại
""")
# What is said at a meeting, hour by hour, is no work of the plan.
_RUNNING_ORDER = (
    rf"(?:dự kiến )?(?:(?:nội dung(?: và|,)? )?(?:chương trình|kịch bản|trình tự)(?: chi tiết)?"
    rf"(?: của| tổ chức| tiến hành)? (?:buổi |lớp )?(?:{_MEETING}|ngày hội|hội thao|hội diễn|đêm hội)"
    rf"|nội dung (?:buổi |lớp )?{_MEETING})(?: [^,;.:]{{1,60}})?"
)
_CIRCUMSTANCE = any_of("""
thời gian, địa điểm, thành phần, đối tượng, hình thức, quy mô, số lượng, chương trình, nội dung, kinh phí
""")
# "Thời gian, địa điểm, nội dung" over the lines that tell when and where one event is.
_CIRCUMSTANCES = re.compile(
    rf"(?=.*(?:địa điểm|thành phần))(?:thời gian|địa điểm|thành phần)"
    rf"(?:(?:,| và|;| -|,? và) {_CIRCUMSTANCE})+(?: (?:tổ chức|tham dự|tham gia))*\W*",
    re.I,
)
_BY_WIRE = re.compile(
    r"hình thức(?: tổ chức| họp| tập huấn| hội nghị)?\s*:.{0,80}\b(?:trực tuyến|trực tiếp|tập trung)\b", re.I
)
_WHO_AND_WHERE = re.compile(
    r"(?:thành phần|đối tượng|địa điểm|số lượng|khối lượng|quy mô|khách mời)(?: [^:.;,]{2,40})?\s*:", re.I
)
# What such a heading goes on with before it is another one: "Mục tiêu cụ thể đến năm 2030".
_JOINED_BY = """
và, /, -, –, của, chung, cụ thể, tổng quát, chủ yếu, thực hiện, tổ chức, tham gia, tham dự, áp dụng, triển khai,
ban hành, hành động, tuyên truyền, truyền thông, phấn đấu, kế hoạch, trọng tâm, năm \\d{4}, năm, đến hết năm \\d{4},
đến năm \\d{4}, đến, xây dựng, giai đoạn [\\d\\s–-]+, tháng \\d+, tầm nhìn, \\d{4}, tháng, đề ra, hưởng ứng,
chương trình, đề án, điều chỉnh, chỉ đạo, đánh giá, tình hình, đại biểu, ban tổ chức, thành viên, cuộc thi, hội thi,
pháp lý, thực tiễn, đối với các đơn vị
"""
_HOW_HELD = r"hình thức(?= tổ chức|,| và (?:thành phần|đối tượng|địa điểm)|\s*:|$)"
_AND = rf"(?:\s*{any_of(_JOINED_BY, ',', _HOW_HELD)})"
_A_KIND_OF = r"(?:các |một số |về |những )?"
_SKIP = re.compile(rf"{_A_KIND_OF}{_NO_WORK}(?:{_AND}|\s*{_NO_WORK}|\s*nội dung thi)*\s*(?::.*|\.|\(.*\))?", re.I)
_SKIP_OPENING = re.compile(rf"{_A_KIND_OF}{_NO_WORK}(?:{_AND}|\s*{_NO_WORK})*\s*:", re.I)
_AIMS = re.compile(
    r"(?:(?:theo đó|trong đó|cụ thể),? )?(?:các |về )?(?:mục đích|mục tiêu|ý nghĩa|chỉ tiêu|quan điểm|nguyên tắc)\b"
    r"(?:(?!nhiệm vụ|nội dung|giải pháp|hoạt động)[^.;:]){0,100}",
    re.I,
)
_RUNS = re.compile(rf"{_RUNNING_ORDER}\W*", re.I)
_DUTY_PATTERNS = (
    r"(?:công tác )?tổ chức(?:,)? (?:và )?(?:triển khai )?thực hiện",
    r"(?:công tác )?(?:thông tin,? )?(?:chế độ )?báo cáo\b",
    r"kiểm tra,? (?:giám sát|đánh giá),? báo cáo",
)
_DUTY = re.compile(
    any_of(
        """
        kinh phí, nguồn kinh phí, dự toán kinh phí, bảo đảm kinh phí, đảm bảo kinh phí, chế độ, điều khoản thi hành,
        trách nhiệm, tổ chức chỉ đạo, điều kiện bảo đảm, điều kiện đảm bảo, hiệu lực thi hành
        """,
        *_DUTY_PATTERNS,
    ),
    re.I,
)
_WORK = re.compile(
    any_of("""
    nội dung, nhiệm vụ, giải pháp, hoạt động, hình thức, phân công, lộ trình, biện pháp, công việc, công tác, tiến độ,
    phụ lục, kế hoạch, tuyên truyền, truyền thông, triển khai, thực hiện, phương pháp, cách thức, phong trào
    """),
    re.I,
)
_USUAL_WORD = any_of("""
nội dung, nhiệm vụ, giải pháp, hoạt động, biện pháp, hình thức, công việc, phân công, tổ chức, thực hiện, triển khai,
trách nhiệm, kinh phí, chế độ, thông tin, báo cáo, kế hoạch, cụ thể, trọng tâm, chủ yếu, chính, dự kiến, tiến độ,
chung, riêng
""")
_USUAL = re.compile(rf"(?:các |công tác |về )?{_USUAL_WORD}(?:(?:,| và| -)? {_USUAL_WORD})*", re.I)


def section_of(heading: str) -> Section | None:
    """The kind of section that a heading opens; None where its words do not say."""
    if opens_aims(heading):
        return Section.SKIP
    heading = heading.strip(" .:;*")
    if len(heading) <= 160 and any(names.fullmatch(heading) for names in (_SKIP, _RUNS)):
        return Section.SKIP
    if len(heading) > 160:
        return None
    if _DUTY.match(heading):
        return Section.DUTY
    return Section.WORK if _WORK.search(heading) else None


def names_section(line: str) -> bool:
    """True for a line that is nothing but a section's usual name: "Nội dung thực hiện", "Mục đích, yêu cầu"."""
    line = line.rstrip(" :*")
    return line[:1].isupper() and len(line) <= 80 and any(names.fullmatch(line) for names in (_SKIP, _RUNS, _USUAL))


def opens_skipped(text: str) -> bool:
    """True for an item such as "Thời gian: từ ngày ..." that only states what a skipped section would."""
    if any(opening.match(text) for opening in (_SKIP_OPENING, _BY_WIRE, _WHO_AND_WHERE)):
        return True
    words = text.strip(" .:;")
    return len(text) < 100 and any(names.fullmatch(words) for names in (_SKIP, _RUNS, _CIRCUMSTANCES))


def opens_aims(text: str) -> bool:
    """True for a sentence that opens a list of aims: "Theo đó, mục đích, yêu cầu được xác định như sau:"."""
    return text.rstrip().endswith(":") and bool(_AIMS.fullmatch(text.strip(" .:")))


def is_goal(heading: str) -> bool:
    """True for a heading whose items are targets."""
    return bool(re.match(r"(?:\W*(?:các|một số|về)\s+)?(?:mục tiêu|chỉ tiêu)\b", heading, re.I)) or bool(
        re.search(r",\s*(?:mục tiêu|chỉ tiêu)|và (?:mục tiêu|chỉ tiêu)", heading[:80], re.I)
    )
