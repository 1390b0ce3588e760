"""The day by which a sender says that the work will be finished, done or held, or asks to move it to."""

import re
from datetime import date

from messages.indicators import COUNTED, COUNTED_THINGS, any_of
from messages.names import full_names, is_capital
from messages.nouns import NOUNS
from messages.past_days import found_behind
from messages.vocabulary import FUTURE
from messages.wording import Span, Wording
from vietnamese.days import Day, find_days
from vietnamese.phrases import Phrase
from vietnamese.text import fold

# Before "2/3" these say a share; a counted noun or "khối lượng" behind it says so too.
_SHARE_BEFORE = Phrase(
    (
        r"(?:được|đạt|làm|khoảng|tầm|chừng|hơn|gần|mới|quá|nhận|cỡ|độ|ước|tiến độ|chắc)(?: được| đạt|"
        r" khoảng| tầm)?\s?$"
    ),
)
_SHARE_AFTER = Phrase(
    rf"\s?(?:{COUNTED}|{any_of(set(NOUNS))}|công việc|khối lượng|kế hoạch|số|nhiệm vụ|việc|chỉ tiêu|phần việc|chặng|"
    rf"nội dung|hạng mục)",
)
# "mít tinh 5/5 có 4/5 trường": such a thing is held on a day
_EVENT_BEFORE = Phrase(r"(?:mít tinh|meeting|diễu hành|ngày hội|khai mạc|bế mạc|ra mắt|đồng diễn|tọa đàm|gala)\s?$")
_OF_WORK = Phrase(r"\s?(?:công việc|khối lượng|chặng đường|phần việc|chỉ tiêu)")
_REACHES = Phrase(r"(?:đạt|được)(?: được)?\s?$")
_COUNTED = Phrase(COUNTED)
_DATE_BEFORE = Phrase(
    (
        r"(?:từ|đến|tới|trước|sau|vào|hạn|sang|lùi|hội nghị|lễ|tết|dịp|sáng|trưa|chiều|tối|qua|là|kỷ niệm|"
        r"quốc tế|xong từ|,|kịp)(?: ngày| hôm)?\s?$"
    ),
)
_LISTED = Phrase(r"(?:xong|thành|đạt|đủ|tất|rồi|được|hết)\s?,\s?$")
# "Hoàn thành, 5/5 xã": behind a comma too, unless who speaks there ("..., 5/6 xã gửi") tells what comes on the day.
_LISTED_AFTER = Phrase(rf"\s?(?:{COUNTED_THINGS})(?:, (?:phường|thị trấn))?(?= ?[,.;()\n]| ?$| ạ| đã| đều| rồi| được)")
_HELD_BEFORE = Phrase(r"hội nghị\s?$")  # "hội nghị 1/6" in May is a date, in October a count

_ADDS = r"thêm(?= (?:\d|một|hai|ba|vài|ít|mấy|thời gian|hạn|đến|em))"
_ASKS_MORE = Phrase(
    rf"lùi|gia hạn|dời|giãn|hoãn|khất|xin|{_ADDS}|chuyển sang|đổi sang|cho (?:em|tôi|mình|đơn vị|phòng)|hạn mới",
    r"chậm lại",
    plain=(
        rf"lui|gia han|doi (?:sang|den|lai|han|qua)|gian|hoãn|khat|xin|{fold(_ADDS)}|chuyen sang|cho (?:em|toi|minh|"
        rf"don vị|phong)",
        r"han moi",
    ),
)
_NOT_PROMISED = Phrase(
    r"bắt đầu|bắt tay|khởi động|khởi công|lên đường|(?:hết|đến|tới|quá|sát) hạn",
    r"hạn (?:nộp|chót|cuối|là|báo cáo|của)(?! (?:[^\s,.;]+ ){0,4}(?:em|mình|tôi|phòng|"
    r"bên em)(?: [^\s,.;]+){0,2} (?:xong|nộp|gửi|hoàn))|(?:đi |để |sẽ )?(?<!phối )(?<!tổng )(?<!kết )họp|"
    r"báo (?:lại|anh|chị|sau|sếp|bạn)",
    r"báo cáo lại|trả lời|xem(?: lại| xét)?|hỏi(?! (?:nghị|thi|thảo|đồng|trường|phụ nữ|nông dân|cựu|chữ|diễn|trại|"
    r"khuyến|người|khỏe|chợ|họp))|gọi|trao đổi|phân công|(?<!hội )(?<!đề )nghỉ(?: phép| lễ)?|"
    r"đi công tác|t[íi]nh(?= sau| tiếp| đã| ?[,.;]| ?$)|nếu|kiểm tra lại|rà lại|bàn(?= (?:thêm|bạc|về|kỹ|lại))",
    r"mới (?:có|nhận|biết|duyệt|họp|cấp)|nhắc|(?<!tổ )chúc|mừng|tháng hành động|mới ra quân",
    r"giao ban|hội ý|chỉ đạo",
)
# "mai em liên hệ trường": a step on the way; "đã liên hệ, chốt lịch 22/6" names the day itself.
_TERM_BEFORE = Phrase(r"(?:(?<!gia )hạn|kế hoạch|kh)(?: là| đến| chót| giao)?(?: ngày)?\s?$")
_REPORTED_DONE = Phrase(r"đã (?:xong|hoàn thành|nộp|gửi|làm|tổ chức|ký|ban hành)|xong rồi|sớm hơn|trước hạn")
_BEHIND = Phrase(r"rồi|đã (?:xong|hoàn thành|làm|tổ chức|mở)")
_SINCE = Phrase(r"(?:đã|vừa) [^,.;\n]{1,30} (?:từ|hôm)\s?$")
# "thứ hai em nộp rồi" was last Monday
_WEEKDAY = Phrase(r"(?:thứ|t) ?(?:[2-7]|hai|ba|tư|năm|sáu|bảy)|chủ nhật|cn")
_CLOSED = Phrase(
    r"(?:gửi|nộp|xong|làm|báo cáo|ký|họp|tổ chức)[^,.;\n]{0,15} rồi|đã (?:gửi|nộp|xong|làm|báo cáo|ký|tổ chức)"
)
_TO_COME_ONLY = Phrase(r"sẽ|là|mới|tới|sau|này")
TERM_IS = Phrase(
    r"hạn(?: nộp| chót| cuối| hoàn thành| báo cáo| xong| mới){0,2}(?: đúng)?(?: phải)?(?: là|:)"
)  # of a correction, the new day stands behind
IN_TIME = Phrase(
    r"(?:có |được )?kịp(?: hạn)? (?:không|chứ)|(?:nộp|gửi|trình|tổ chức|làm)[^,.;\n?]* (?:được|muộn|trễ|sao) không"
)
_STEP_BEHIND = Phrase(
    r"^[^,.;\n]{0,20} (?:đi (?:cơ sở|xã|thu|lấy|khảo sát)|chốt(?: nốt)? (?:lịch|ngày|thành phần)|liên hệ|gặp|"
    r"lấy ý kiến)"
)
_FINISHES = Phrase(
    r"chuyển|giao|up|upload|đăng|bàn giao|phát hành|chốt số|xong|hoàn thành|hoàn tất|nộp|gửi|tổ chức|ban hành|trình|"
    r"kết thúc|lùi|"
    r"gia hạn|làm(?! tiếp| thêm)"
)
_HAPPENED = Phrase(r"đã|rồi|vừa|mới (?:gửi|nộp|xong|làm|họp|tổ chức|nhận)|hồi")
# "tuần này đạt 60%", "tháng này làm thêm 2 hội nghị": the time in which something was reached, not one by which
_PERIOD = Phrase(r"(?:trong )?(?:tuần|tháng|quý|năm)(?: này| nay)?")
_REACHED = Phrase(
    rf"thêm|đã|(?:không|chưa) (?:có|phát sinh)|(?:được|đạt) (?:\d|khoảng|gần|hơn)|\d+ ?%|(?:\d[\d.,]*|một|hai|ba|bốn|"
    rf"năm|sáu|bảy|tám|chín|mười) "
    rf"(?:{COUNTED})"
)
_BARE_PERIOD = Phrase(r"(?:quý|tháng) (?:\d{1,2}|i{1,3}|iv)|tháng này|quý này|6 tháng đầu năm|tuần này")
_PAPER_BEFORE = Phrase(
    r"(?:báo cáo|số liệu|bản tin|biểu|quyết toán|sơ kết|giao ban|chấm công|(?<!theo )lịch|(?<!theo )kế hoạch|"
    r"chuyên đề|kỳ)"
    r"(?: (?:tổng hợp|thống kê|công tác|định kỳ|số liệu|kết quả|sơ kết))*\s?$"
)
_UNTIL_NOW = Phrase(
    r"(?:đến|tới) (?:nay|giờ|hiện tại|thời điểm này)",
    plain=(r"den (?:nay|gio|hien tai|thoi diem nay)|cho toi nay",),  # "toi nay" is tối nay too
)
_TO_COME = Phrase(rf"{FUTURE}|phải|cần|nếu|xong|hoàn thành|hoàn tất|kết thúc")
_FROM = Phrase(
    (
        r"(?:từ|kể từ|(?<!đợt )(?<!lần )(?<!kỳ )(?<!lượt )(?<!vòng )sau|bắt đầu|khởi động|khai mạc|tính từ|hơn|qua|"
        r"quá|chứ không phải|không phải)(?: là|"
        r" vào| từ)?(?: ngày| hôm)?\s?$"
    ),
)
# "dời qua 23/6" is where it is moved to, "qua 23/6" after it
_MOVED_ON = Phrase(
    r"(?:dời|lùi|hoãn|chuyển|đổi|đẩy|gia hạn|giãn|khất|trễ|muộn|chậm)(?: [^\s,.;]+){0,5} (?:qua|sau)(?: ngày|"
    r" hôm)?\s?$",
)
_LISTED_NAME = re.compile(r"\bmai th[iị] [^\W\d_]+(?=\s?[,.;)]|\s?$)")
_MOST_DAYS = 30  # read of one message
_CLAUSE_END = re.compile(r"[,.;!?\n(]\s|[\n]| (?:nhưng|nên|vì|do|nhung|nen) ")


def days_in(wording: Wording, today: date) -> list[Day]:
    """The days named in a message; "2/3" as a share of the work is none."""
    days = found_behind(wording, find_days(wording.text, today, plain=wording.plain)[:_MOST_DAYS], today)
    mai = any(wording.text[d.start : d.end] == "mai" for d in days)
    names = list(full_names(wording)) if mai else []
    return [d for d in days if not (_is_share(wording, d, today) or _is_name(wording, d, names))]


def _is_name(wording: Wording, day: Day, names: list[Span]) -> bool:
    """Whether "Mai" is somebody ("Nông Thị Mai"), or "quý 2" a report's name; a sentence opens with tomorrow."""
    typed = wording.typed(day.start, day.end)
    if _BARE_PERIOD.on(plain=wording.plain).fullmatch(wording.text[day.start : day.end]):
        return wording.before(day.start).has(_PAPER_BEFORE)
    behind = wording.text[day.end : day.end + 2]
    named = behind[:1] == " " and behind[1:].isalpha() and is_capital(wording, day.end + 1)
    if typed == "Mai" and (named or re.search(r"\w $", wording.text[: day.start]) is not None):
        return True
    if typed.casefold() == "mai" and _LISTED_NAME.match(wording.text, day.start):
        return True
    return typed.casefold() == "mai" and any(start < day.start < end for start, end in names)


def _is_share(wording: Wording, day: Day, today: date) -> bool:
    """Whether "2/3" is a part of the work, or "đạt 15/12 tin bài" a count over its target."""
    before, after = wording.before(day.start), wording.after(day.end)
    if not day.fraction:
        counts = _COUNTED.on(plain=wording.plain).match(after.text.lstrip()) is not None
        return counts and before.has(_REACHES) and "/" in wording.text[day.start : day.end]
    listed = before.has(_LISTED) and _LISTED_AFTER.on(plain=wording.plain).match(after.text)
    if listed or before.has(_SHARE_BEFORE) or _OF_WORK.on(plain=wording.plain).match(after.text.lstrip()):
        return True
    if before.has(_EVENT_BEFORE) and not _SHARE_AFTER.on(plain=wording.plain).match(after.text):
        return False
    near = -1 <= day.day.month - today.month <= 2
    if before.has(_DATE_BEFORE) and (near or not before.has(_HELD_BEFORE)):
        return False
    if _SHARE_AFTER.on(plain=wording.plain).match(after.text.lstrip()):
        return True
    return not 0 <= day.day.month - today.month <= 1


def deadline(wording: Wording, days: list[Day], today: date, waiting: Span | None) -> date | None:
    """The last day promised or asked for; `waiting` is the span of the obstacle, whose days are other people's."""
    promised = [d for d in days if d.day >= today and not d.vague and _is_promise(wording, d, today, waiting)]
    # "hạn 30/6 nhưng em xong trước 20/6": the plan's own day counts only where no other is promised
    promised = [d for d in promised if not wording.before(d.start).has(_TERM_BEFORE)] or promised
    return max((d.day for d in promised), default=None)


def _is_promise(wording: Wording, day: Day, today: date, waiting: Span | None) -> bool:
    """Not a start, a meeting, a condition, other people's day, nor what has happened today."""
    before = wording.before(day.start)
    if before.has(_FROM) and not before.has(_MOVED_ON):
        return False
    clause = _clause(wording, day)
    if waiting and waiting[0] <= day.start < waiting[1] and not clause.has(_ASKS_MORE):
        return False
    if clause.has(_NOT_PROMISED) and not clause.has(_ASKS_MORE):
        return False
    if wording.after(day.end).has(_STEP_BEHIND):
        return False
    if lately(wording, day):
        return False
    return day.day > today or (clause.has(_FINISHES) and not clause.has(_HAPPENED))


def lately(wording: Wording, day: Day) -> bool:
    """Whether a time is named in which something was reached ("từ đầu tháng đến nay"), or a plan's day kept to."""
    before = wording.before(day.start)
    if before.has(_TERM_BEFORE) and before.has(_REPORTED_DONE):
        return True
    if before.has(_SINCE):
        return True
    if _WEEKDAY.on(plain=wording.plain).fullmatch(wording.text[day.start : day.end]):
        clause = _clause(wording, day)
        return clause.has(_CLOSED) and not clause.has(_TO_COME_ONLY)
    if _clause(wording, day).has(_UNTIL_NOW):
        return True
    if not _PERIOD.on(plain=wording.plain).fullmatch(wording.text[day.start : day.end]):
        return False
    clause = _clause(wording, day)
    return clause.has(_REACHED) and (clause.has(_BEHIND) or not clause.has(_TO_COME))


def remains(wording: Wording, days: list[Day]) -> bool:
    """Whether a day to come is a step left: "xong rồi, thứ hai nộp bản giấy", "hết quý III mới quyết toán xong"."""
    last = days[-1]
    clause = _clause(wording, last)
    opens = wording.text.find(clause.text)
    own = opens > 0 or wording.cut(last.end, opens + len(clause.text)).has(_FINISHES)
    return own and not clause.has(_HAPPENED) and not wording.before(last.start).has(_TERM_BEFORE)


def _clause(wording: Wording, day: Day) -> Wording:
    """The words around a day up to the next comma, stop or conjunction."""
    before, after = wording.before(day.start), wording.after(day.end)
    opens = max((m.end() for m in _CLAUSE_END.finditer(before.text)), default=0)
    ends = _CLAUSE_END.search(after.text)
    start = day.start - len(before.text) + opens
    return wording.cut(start, day.end + (ends.start() if ends else len(after.text)))


def asks_more_time(wording: Wording) -> bool:
    """Whether the words ask to move a date ("lùi", "gia hạn", "xin thêm 3 ngày")."""
    return wording.has(_ASKS_MORE)
