"""Whether a number is a result at all, the target of one, or an addition to what was reported before."""

from dataclasses import replace

from messages.understood import Figure
from messages.vocabulary import FUTURE
from messages.wording import NEAR, Span, Wording
from vietnamese.phrases import Phrase
from vietnamese.text import fold

Reading = tuple[Figure, Span]  # a figure and where it stands

_TARGET_BEFORE = Phrase(
    (
        r"(?<!vượt )(?<!đủ )(?<!đạt )(?<!quá )(?<!thành )(?<!bàn )(?:mục tiêu|chỉ tiêu|kế hoạch|so với|yêu cầu|"
        r"cần đạt|phải đạt|giao|được duyệt|được phê duyệt|được phân bổ|dự toán)(?: kế hoạch| chỉ tiêu|"
        r" mục tiêu| đề ra| được giao| giao| năm| tháng| quý| này| tổ chức| làm| [·§]+| là| phải| đạt|:)*\s?:?\s?$"
    ),
    r"(?:^|[,.;\n] ?)(?:theo )?kế hoạch(?: (?!đã|có|được|xong|rồi|hoàn|ban|phát)[^\s,.;:\d]+){1,3} $",
)
# "đã vượt chỉ tiêu được giao: 35 tin bài" tells what was reached
_OVER_TARGET = Phrase(
    r"(?:vượt|đủ|đạt|quá|hoàn thành)(?: mức)? (?:chỉ tiêu|kế hoạch|mục tiêu|dự toán)(?: [^\s,.;:\d]+){0,4}\s?:\s?$"
)
# In the same clause before the number: planned, left over, lacking, still to come; § stands for a day to come.
_NOT_YET = Phrase(
    rf"(?:{FUTURE}|còn lại|(?<!bà )còn|(?<!giới )(?<!tối )thiếu|chờ|đợi|phải|cần(?! bộ)|xin cấp|xin thêm|đề nghị|"
    rf"chưa|không|để(?! lại| nghị)|muốn|(?<!đủ )(?<!đạt )(?<!vượt )(?<!quá )(?<!thành )(?:mục tiêu|chỉ tiêu)|"
    r"trong số|(?<!đền )nợ|tiếp tục|(?<!đã )đang(?= [^\d\s])(?! có)|làm tiếp|nếu|trừ|tồn|dự toán|"
    r"(?:xin|cho|nhờ|mong|cấp|bố trí|cử|điều) (?:em |tôi |phòng )*thêm|"
    r"định mức|tối đa|tối thiểu|ít nhất|không quá|§)(?!\w)(?![^,.;:\n]*(?:đã|được|rồi))[^,.;:\n]*$",
    r"được giao[^,.;:\n]*$",
)
_REPLACED = Phrase(
    (
        r"(?:không phải(?: là)?|chứ không(?: phải)?(?: là)?|thay vì|chứ|chứ không có|thay cho|báo nhầm là|"
        r"báo nhầm|ghi nhầm|nhầm là|nhầm thành|nhầm|hôm qua báo|báo trước là|trước báo|báo là|trước là|từ|"
        r"vượt|(?<!thu )hụt|thừa|"
        r"(?<!thêm )bổ sung)(?: số)?\s?$"
    ),
)
_OWN = r"(?: (?:em|tôi|mình|này|ấy|đó|anh|chị|họ|trực|công tác|làm việc|nay|giờ|hiện nay|hiện tại))*"
_HAS = r"(?: (?:chỉ|có|còn|gồm|được|mới|hiện|tổng|cả|vẫn|đông|cộng|vỏn vẹn))"
# Those who work or live somewhere, and money that was lent, lost or paid as a fine, are no achievement.
_OF_STAFF = Phrase(
    rf"(?:phòng|tổ|đội|đơn vị|cơ quan|bọn|ca|kíp|gia đình|văn phòng|trạm|biên chế|quân số|nhân sự|"
    rf"nhân lực){_OWN}{_HAS}* $",
    rf"(?:ban|bên|nhóm|nhà|hộ|xe|lực lượng){_OWN} (?:chỉ |hiện |giờ )?(?:có|còn|gồm|được){_HAS}* $",
    plain=(
        rf"(?:phong|don vi|co quan|gia dinh|van phong|tram|bien che|quan so|nhan su|"
        rf"nhan luc){fold(_OWN)}{fold(_HAS)}* $",
    ),
)
_PEOPLE = Phrase(
    r"(?:người|em|cháu|cán bộ|công chức|chuyên viên|nhân viên|trẻ|anh em|chị em|bác sĩ|giáo viên|thầy cô|nhân khẩu|con|"
    r"lao động|đứa)"
)
_ON_DUTY = Phrase(
    r"\s?(?:trực|nghỉ|ốm|bị ốm|đi (?:công tác|học|họp|phép|vắng|chợ)|vắng|phụ trách|theo dõi|đảm nhiệm|kiêm nhiệm|"
    r"biên chế|"
    r"về hưu|thai sản|làm không|lo (?:việc|cái)|chạy không)",
)
_TOOK_PART = Phrase(r"[^,.;\n]*?(?:tham gia|tham dự|dự|đăng ký|hưởng ứng|ký|được (?:khám|tặng|cấp|hỗ trợ|tư vấn|tiêm))")
_PAID_OUT = r"(?: (?:thêm|của|ngân hàng|tạm|mất|hết|khoảng|gần|hơn|tới|đến|tầm|trước|được|quỹ|tiền|anh|chị))* $"
_NO_DEED = Phrase(
    r"(?:(?:^|[,.;\n] ?|đi |phải |em |phòng |tôi |mình |đang |còn |đã |dân |hộ )vay|(?<!cho )mượn|(?:nộp|bị|đóng) phạt|"
    r"phạt (?=em|phòng|mình)|(?<!bắt )bị mất|thất lạc|hao hụt|tạm ứng|đặt cọc|bồi thường|dự trù|đề xuất|trình xin|"
    rf"mời|thuê lại|trả góp|trả lãi|lỗ){_PAID_OUT}",
    plain=(  # "vay" is vậy, "moi" mới
        rf"(?:(?:di|phai|dang|da) vay|(?:nop|bi|dong) phat|that lac|hao hut|tam ung|dat coc|boi thuong|du tru|de xuat|"
        rf"trinh xin|da moi|tra gop|tra lai){fold(_PAID_OUT)}",
    ),
)
_NOT_DONE_AFTER = Phrase(
    (
        r"(?!(?:chứ|chớ)(?!\w))(?:(?!(?:nhưng|mà|rồi) )[^,.;\n\d]){0,25}?(?<!\w)(?:chưa|không(?! phải)|còn lại|"
        r"nữa (?:là|mới|thì|sẽ|§)|đang chờ|chậm|(?:vào|trong|trước) §)(?! (?:kể|tính|kèm|có vướng|vướng))"
    ),
)
# "mỗi suất gồm 1 thùng mì và 200 nghìn", but "được mỗi 2 buổi"
_PER_HEAD = Phrase(
    r"từng [^\s,.;·]+(?: quà| sinh| nghị)?(?: là| được| trị giá| khoảng| có| gần| hơn| tầm| trên)*\s?$",
    r"(?<!còn )(?<!có )(?<!được )(?<!làm )mỗi (?!khi|lúc|§)[^\d\s,.;·][^,.;:\n]*$",
    r"(?:trung bình|bình quân)(?: [^\s,.;·]+){0,4}\s?$",
)
# Paid or owed by somebody, or of last year
_TO_DO = Phrase(r" (?:cần|phải) (?!gấp|thiết|chăng|không)[^\s,.;\d·]+")
_NO_RESULT = Phrase(
    r"(?:lương|mức|(?<!trị )(?<!đánh )giá|phụ cấp|học phí)(?: [^\s,.;\d]+){0,2}\s?$",
    r"(?:năm ngoái|năm trước|cùng kỳ)[^,.;\n]*$",
    r"(?<!thưa )vắng(?: mặt| họp| mất| khoảng| tới)*\s?$",
    r"(?:tăng|giảm)\s?$",
    plain=(  # "so luong", "tham gia", "tang qua" are other words
        r"(?:phu cap|hoc phi|don gia)(?: [^\s,.;\d]+){0,2}\s?$",
        r"(?:nam ngoai|nam truoc|cung ky)[^,.;\n]*$",
        r"giam\s?$",
    ),
)
_GIVES = Phrase(r"cấp thêm(?: cho [^,.;\n\d]{1,30})?\s?$")
_ASKED_FOR = Phrase(
    r"(?:xin|đề nghị|đề xuất|mong|nhờ|chờ|đợi|cần|phải|chưa|không|sẽ|kiến nghị|được|cho|sắp|định|nếu|§|trên|tỉnh|sở|"
    r"huyện)(?!\w)"
)
_HANDED_OUT = Phrase(r"(?:tờ|cuốn|quyển|suất|thẻ|giấy|phiếu|sổ tay|tài liệu)(?!\w)")
_BECOMES = Phrase(r"(?: [^\W\d_]+){0,2} (?:thành|lên|xuống|xuống còn|sang) (?:là )?\d")
_PER = Phrase(  # "50 em/lớp"
    r"\s?/ ?(?:buổi|lớp|ngày|tuần|tháng|quý|năm|lần|đợt|xã|phường|thôn|trường|hộ|người|em|cháu|suất|phần|hội nghị|"
    r"đơn vị|phòng|đội|tổ|điểm|giờ|ca|km|ha|m|kg|tấn|tờ|cuốn|bộ|cái|chiếc|bài|vụ|học sinh|nhà|đầu người)",
)
_ADDS = Phrase(r"thêm(?: được| có| khoảng| gần| hơn| trên| số| là)*\s?:?\s?$")
_ADDS_AFTER = Phrase(r"[^,.;\n\d]{0,15}?nữa")
# Between two numbers: the second is no part of what was added.
_NEW_COUNT = Phrase(r"tổng|lũy kế|nâng|đến nay|tính đến|tới nay|hiện|cả thảy|đã|[.;\n]")


def is_target(wording: Wording, start: int) -> bool:
    """Whether the number at `start` is what was to be reached."""
    before = wording.before(start, NEAR)
    return before.has(_TARGET_BEFORE) and not before.has(_OVER_TARGET)


def is_to_do(wording: Wording, end: int) -> bool:
    """Whether the figure that ends here is of what there is to do: "có 31 văn bản cần rà, xong 22"."""
    return _TO_DO.on(plain=wording.plain).match(wording.text, end) is not None


def _is_given(wording: Wording, start: int, end: int) -> bool:
    """Whether more of what an office hands out was given: "cấp thêm 300 tờ gấp", but "đề nghị cấp thêm 3 triệu"."""
    before = wording.before(start)
    return before.has(_GIVES) and not before.has(_ASKED_FOR) and wording.cut(start, end).has(_HANDED_OUT)


def is_result(wording: Wording, start: int, end: int) -> bool:
    """Whether the figure at `start:end` was reached: not planned, left over, lacking or withdrawn."""
    if wording.before(start, NEAR).has(_REPLACED) and not is_target(wording, start):
        return False
    after = wording.after(end)
    if _BECOMES.on(plain=wording.plain).match(after.text):
        return False
    before = wording.before(start, NEAR)
    if _PER.on(plain=wording.plain).match(after.text) or before.has(_PER_HEAD) or before.has(_NO_RESULT):
        return False
    if before.has(_NO_DEED) or _is_staff(wording, before, start, end):
        return False
    return not (is_planned(wording, start, end) or _NOT_DONE_AFTER.on(plain=wording.plain).match(after.text.lstrip()))


def _is_staff(wording: Wording, before: Wording, start: int, end: int) -> bool:
    """Whether people are counted who belong to a unit or a family: "phòng có 3 người", "ca 3 em trực"."""
    after = wording.after(end).text
    if not wording.cut(start, end).has(_PEOPLE) or _TOOK_PART.on(plain=wording.plain).match(after.lstrip()):
        return False
    return before.has(_OF_STAFF) or _ON_DUTY.on(plain=wording.plain).match(after) is not None


def is_planned(wording: Wording, start: int, end: int) -> bool:
    """Whether the clause before the number says that it is still to come, left over or lacking."""
    return wording.before(start).has(_NOT_YET) and not _is_given(wording, start, end)


def aim(found: list[Reading], target: Reading) -> tuple[list[Reading], Reading | None]:
    """A target belongs to the result of the same kind before it, else to the one that comes."""
    last = found[-1][0] if found else None
    if last and last.target is None and last.indicator == target[0].indicator:
        return [*found[:-1], (replace(last, target=target[0].value), found[-1][1])], None
    return found, target


def with_goal(reading: Reading, goal: Reading | None) -> Reading:
    """The reading with the target that was named before it, where both count the same."""
    figure, span = reading
    if goal is None or figure.target is not None or figure.indicator != goal[0].indicator:
        return reading
    return replace(figure, target=goal[0].value), span


def added(wording: Wording, found: list[Reading]) -> list[Reading]:
    """The figures, in the order of the text, with `adds` set: "thêm 1 hội nghị với 120 lượt người" adds both.

    "Thêm 2 bài, tổng cộng 14 bài" only says 14.
    """
    marked: list[Reading] = []
    names: set[str] = set()  # what the present list has added
    for figure, span in found:
        listed = names and figure.indicator not in names and _goes_on(wording, marked[-1][1][1], span[0])
        adds = bool(figure.value) and figure.target is None and bool(listed or _says_more(wording, span))
        names = (names if listed else set()) | {figure.indicator} if adds else set()
        marked.append((replace(figure, adds=adds), span))
    totals = {figure.indicator: span for figure, span in marked if not figure.adds}
    return [(f, span) for f, span in marked if not f.adds or span >= totals.get(f.indicator, span)]


def _goes_on(wording: Wording, start: int, end: int) -> bool:
    return not wording.cut(start, end).has(_NEW_COUNT)


def _says_more(wording: Wording, span: Span) -> bool:
    after = wording.after(span[1]).text.lstrip()
    return wording.before(span[0], NEAR).has(_ADDS) or bool(_ADDS_AFTER.on(plain=wording.plain).match(after))
