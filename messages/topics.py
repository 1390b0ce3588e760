"""A task named in words: "phần kiểm tra đang ...", "tuyên truyền: 9 buổi", "in sổ tay xong"."""

import re
from dataclasses import dataclass

from messages.indicators import COUNTED
from messages.wording import Span, Wording
from vietnamese.phrases import Phrase

_WORD = (
    r"(?!(?:đã|đang|(?<!hội )(?<!cuộc )thì|xong|chưa|còn|mới|được|sẽ|vẫn|cũng|gần|sắp|hoàn|rồi|là|cơ bản|đều|"
    r"không|do|vì|bị|phải|có|đạt|đủ|này|đó|vướng|kẹt|nào|"
    r"kia|ấy|ạ|a|nhé|thôi|anh|chị|(?<!trẻ )em)(?!\w))(?:(?:lớp|quý|khóa|cấp|khối) (?:\d{1,2}|i{1,3}|iv)(?!\w)|"
    r"\d{1,2}(?: ?- ?\d{1,2})? (?:tháng )?tuổi|"
    r"[^\s,.;:!?()\n·§\d%]+)"
)
_NAME = rf"(?P<name>{_WORD}(?: {_WORD}){{0,7}}?)"
_STATE = (
    r"(?: (?:thì|đã|đang|mới|chưa|xong|được|sẽ|vẫn|cũng|gần|sắp|hoàn thành|hoàn tất|rồi|"
    r"cơ bản|đều|đạt|bị|phải|không|còn|"
    r"coi như|vướng|kẹt|em|tôi|mình|bên em|phòng em)(?!\w)|\s?[:·]| ?\d+ ?%|\s?[,.;]|\s?$)"
)
_MARKED = Phrase(
    r"(?:(?<!công )(?<!vụ )(?<!làm )(?<!sự )việc|(?<!một )(?<!1 )(?<!thành )phần|(?<!danh )mục|"
    r"(?<!nhiệm )(?<!nghiệp )(?<!dịch )(?<!phục )vụ|"
    r"nhiệm vụ|mảng|(?<!tài )khoản|nội dung)"
    r"(?! (?:tiêu|này|đó|kia|ấy|lớn|nào|trăm|của|còn|sau|trên|khác|chung|việc|được giao|mềm|"
    r"quà(?!\w)|[a-e](?!\w)|đấu|vừa rồi|hôm|một|hai|ba|cuối|đầu|tiếp|thứ|gì|nào|\d))"
    rf" {_NAME}(?={_STATE})",
    plain=(
        r"(?:(?<!cong )(?<!vu )(?<!lam )(?<!su )viec|(?<!mot )(?<!1 )(?<!thanh )phan|(?<!danh )muc|"
        r"(?<!nhiem )(?<!nghiep )(?<!dich )(?<!phuc )vu|"
        r"nhiem vu|noi dung)"
        r"(?! (?:tieu|nay|do|đó|kia|ay|lon|nao|tram|cua|con|sau|tren|khac|chung|viec|duoc giao|mem|dau|"
        r"qua(?!\w)|[a-e](?!\w)|vua roi|hom|mot|hai|ba|cuoi|tiep|thu|\d))"
        r" (?P<name>(?!da |dang |thi |xong|chua )[^\s,.;:!?()\n·§\d%]+"
        r"(?: (?!(?:da|dang|thi|xong|chua|con|moi|duoc|se|van|cung|gan|sap|hoan|roi|la|deu|khong|"
        r"bi|phai|co|dat|nay|a|nhe|vuong|nao|em|toi)(?!\w))"
        r"[^\s,.;:!?()\n·§\d%]+){0,7}?)"
        r"(?= (?:thi|da|dang|moi|chua|xong|duoc|se|van|cung|gan|sap|hoan thanh|roi|co ban|deu|dat|bi|khong|con|vuong|"
        r"em|toi)(?!\w)"
        r"|\s?[:·]| ?\d+ ?%|\s?[,.;]|\s?$)",
    ),
)
_COLON = Phrase(rf"^\W*{_NAME}\s?:(?=\s?\S)")
_SAID_DONE = Phrase(
    rf"^(?:dạ |vâng |em báo cáo |báo cáo |thưa anh |thưa chị |anh ơi |chị ơi |"
    rf", )*{_NAME}"
    r"(?:(?: thì| đã| đều| cũng| coi như)+(?: (?!làm|thực|triển|tổ|chưa|gần|sắp|"
    r"cơ)[^\s,.;:·\d]+){0,2})? xong(?! (?:(?!(?P<count>\d+) ?/ ?(?P=count)(?!\d))\d|·|một nửa|nửa|phần))"
    # behind "xong" stands its object, so the words before it are only the verb: "công khai xong thủ tục"
    r"(?= ?[^\w ]| ?$| (?:rồi|hết|cả|nhé|ạ|a|nha|đấy|từ|hôm|ngày|lúc|ở|tại|trong|cho|anh|chị|em|sếp|và|mà|nhưng|còn|"
    r"lâu|luôn|"
    r"xuôi|trước|sáng|chiều|trên|toàn bộ|\d|mn|mọi người|thì|vào|với|cô|bác)(?!\w))",
)
# What is left of the task, or a pointer back, is not its name.
_AFTER_REMAINS = Phrase(
    r"(?:còn|chỉ|mỗi|nốt|trừ|riêng|nhưng|thêm|chờ|có|như|của|những|các|mọi|đối với|hết|"
    r"không có|mới xong|mới làm xong|vừa xong|không phát sinh|chưa phát sinh|xem|làm thay|đang|đang làm|"
    r"tất cả|toàn bộ|hai|ba|vài|nhiều|mấy|được|\d)\s?$",
)
_GENERIC = Phrase(
    r"(?:em|tôi|mình|bên|phòng|đơn vị|anh|chị|chúng|bọn|sở|ubnd|văn phòng|trung tâm|chi cục|"
    r"công đoàn|đoàn|lãnh đạo|đồng chí|"
    r"tất cả|mọi|toàn|cả|vâng|dạ|ok|rồi|vừa|nay|hôm|sáng|chiều|tối|lúc|hồi (?:nãy|sáng|trưa|chiều|hôm)|ban nãy|"
    r"báo cáo|thống kê|tổng hợp|kết quả|"
    r"số liệu|"
    r"tiến độ|kinh phí|lý do|khó khăn|"
    r"vướng|cụ thể|tổng(?! (?:kết|rà|vệ|duyệt|điều|hợp|đài))|hiện|đến|tới|tính|làm|thực hiện|triển khai|tổ chức|hoàn|"
    r"việc|"
    r"nhiệm vụ|cái|như|cơ bản|gần|sắp|chắc|"
    r"nghe|thế|vậy|cứ|kế hoạch (?:tuần|tháng|sáng|chiều|ngày|mai|hôm)|xin|sửa(?= lại| số| giúp| ?$)|đính chính|"
    r"trạng thái|tình hình|tình trạng|ghi chú|đã|cảm ơn|chào|"
    r"nv|không|mai|tuần|tháng|thứ|"
    r"chủ|lưu ý|dự kiến|đề nghị|kính|thưa|gửi|ngày|cuối|đầu|coi như|thôi|chính thức|nói chung|nhìn chung|may|hy vọng|"
    r"xã|các|trường|học sinh|cháu|bé|trẻ|chỉ|mới|để|phấn|cố|sẽ|kiểu gì|nếu|bao giờ|khi nào|ai|deadline|hạn|\w+ ơi|"
    r"phần|còn|mỗi|một|hai|ba|bốn|năm|tưởng|hẹn|hứa|đảm bảo|sđt|điện thoại|số(?! hóa)|chưa|ước|khoảng|quý|trong|trước|"
    r"sau|"
    r"nhầm|bổ sung|danh sách|dự thảo|đề cương|nguyên nhân|tuy|dù|mặc dù|đợt|bước|lần|"
    r"giai đoạn|khâu|thông tin|nội dung|phấn đấu|"
    r"hình như|nói|cũng|đang|từ|theo|vẫn|ừ|uh|à|ơ|nhờ|mong|hội nghị số|đề xuất|kiến nghị|tồn tại|thời gian|"
    r"địa điểm|thành phần|hình thức|ưu điểm|hạn chế|điều chỉnh|cập nhật|"
    # who works, not what is done
    r"nhưng|riêng|và|thay|nửa|giữa|tối|(?:độ|tầm|chừng|cỡ)(?= ?\d| ?$)|thật ra|(?:bác|chú|dì|cậu)(?= (?:chưa|đã|đang|"
    r"làm|hỏi|xong)| ?$)|báo(?= ?$| anh| chị)|công an|trạm|"
    r"hội(?! (?:nghị|thi|thảo|trại|chợ|diễn|thao|"
    r"trường|"
    r"đồng hương))|ban (?:quản|"
    r"chỉ|dân|tổ|giám)\w*|tòa án|"
    r"viện|bệnh viện|nhà (?:trường|thầu|in)|thầy|cô|ông|bà|mặt trận|chi đoàn|liên đội|tổ (?:công tác|tư vấn|hòa giải)|"
    r"đội (?:công tác|kiểm tra|quản lý|cảnh sát)|cán bộ|giáo viên|huyện|tỉnh|phường|cơ quan|ủy ban|bộ đội|vụ việc|"
    r"chi bộ|công ty)(?!\w)",
)
_SPLIT = re.compile(
    r"[,;.\n](?!\d)(?: |\n|$)|\n| (?=(?:còn|nhưng|riêng) (?!ch|đ[ơa]|thi|l[aạ]i|vướng|kẹt|\d|m[ỗộ]|nhiều|phải|nợ|vài|"
    r"hai|n[oố]|t[oồ]n))"
)
_LEAD = r"^(?:còn |riêng |và |nhưng |về |phần |việc |mục |mảng |vụ |cái |khoản |nội dung |\W)*"
_ENDS = r"(?:xong|hoàn thành|hoàn tất)"
# "việc trồng cây mai làm": marked as a task, so that a day is enough of a state
_TOPIC_DATED = Phrase(
    r"^\W*(?:còn |riêng |và )?(?:phần|việc|mảng|vụ|cái) "
    rf"{_NAME}(?= (?:thì )?(?:mai|ngày|tuần|thứ|cuối|đầu|đến|trước|sang)(?!\w))",
)
_THEN = r"(?<!hội)(?<!cuộc) thì"  # without accents "hoi thi" is a contest
_TOPIC_STATE = Phrase(
    rf"{_LEAD}{_NAME}(?: (?:em|tôi|mình|bên em|phòng em)(?: (?:lo|làm|đã làm|cũng làm))?)?(?:{_THEN}| đã| vẫn| cũng|"
    rf" hiện| mới| đều)*\s?:?"
    r"(?: (?:làm|triển khai|tổ chức|in|viết|đăng|thực hiện|treo|phát))?"
    rf"(?: (?:{_ENDS}|chưa|đang|mới|được|đủ|gần xong|sắp xong|đạt|rồi|ok|còn|chờ|đợi|vướng|kẹt|sẽ|"
    rf"(?<!hội )(?<!cuộc )thì)(?!\w)|"
    rf"\s?\d+ ?%|(?: được| đạt)? ?\d+ ?/ ?\d+| (?:đã|vừa) [^\s,.;:]+(?: [^\s,.;:]+)? {_ENDS}(?!\w))",
)
# "đăng fanpage được 3.200 lượt xem" is what came out of the task before.
_STEP = Phrase(
    r"(?:in|in ấn|soạn|soạn thảo|viết|thiết kế|quay|dựng|phát|họp|lập|ký|trình|đăng|chuẩn bị|mua|duyệt|chốt|rà|sửa|"
    r"nhập|"
    r"tổng hợp|phân công|đặt|thuê|mời|gửi|nộp|phát hành|ban hành|trình ký|khâu \w+)"
)
_RESULT = Phrase(
    r"^\W*(?:đăng|thu|quyên góp|huy động|tặng|trao|phát(?! thanh)|in|vận động|ủng hộ|nhận|đón|mời|kêu gọi|mua)(?!\w)"
    r"[^,.;\n]*? được (?:gần |hơn |khoảng )?\d+(?![\d.]* ?[/%])"
)
_TOPIC_COLON = Phrase(rf"{_LEAD}{_NAME}\s?:(?=\s?\S)")
_BARE_SHARE = re.compile(r"(?<!mới )(?<!moi )(?<!được )(?<!duoc )(?<!đạt )(?<!dat )(?<!\d)\d+ ?/ ?\d+$")
_ADDRESS = Phrase(
    r"^\W*(?:dạ |vâng |em |xin |kính |thưa |báo cáo |gửi )*(?:dạ|vâng|anh|chị|sếp|báo cáo|đồng chí|đ/c|lãnh đạo)"
    r"(?: [^\W\d]+){0,2}?(?: ạ| a)?[\s,.:]*$"
)
_ONLY_COUNTED = Phrase(COUNTED)


def topic(wording: Wording) -> str | None:
    """The words by which a reply about one task names it, as typed, or None."""
    marked = list(wording.all(_MARKED))
    for match in marked if len(marked) == 1 else ():
        if not wording.before(match.start()).has(_AFTER_REMAINS) and not _negated_rest(wording, match.end()):
            return wording.typed(*match.span("name"))
    return None if marked else _leading(wording)


def _leading(wording: Wording) -> str | None:
    """A topic before a colon, or one of which "xong" is said directly."""
    colon = wording.find(_COLON)
    if colon and not _is_generic(wording, colon.group("name")) and not _is_count(wording, colon):
        return wording.typed(*colon.span("name")) or None
    done = wording.find(_SAID_DONE)
    if (
        done
        and not _negated_rest(wording, done.end())
        and " " in done.group("name").strip()
        and not _is_generic(wording, done.group("name"))
        and not _STEP.on(plain=wording.plain).fullmatch(done.group("name"))
    ):
        return wording.typed(*done.span("name")) or None
    return None


def _is_count(wording: Wording, colon: re.Match[str]) -> bool:
    """Whether the words only count ("hội nghị: 3"); "tuyên truyền: 9 buổi" names a task."""
    counted = _ONLY_COUNTED.on(plain=wording.plain).fullmatch(colon.group("name"))
    return counted is not None and re.match(r"\s?\d", wording.text[colon.end() :]) is not None


def _negated_rest(wording: Wording, end: int) -> bool:
    """Whether it is only an aspect of the task: "Đã xong việc đăng ký, còn tổ chức thì chưa"."""
    return (
        re.search(r"[,;.] ?(?:còn|nhưng|con|nhung) |[,;.] ?[^,;.]+ (?:chưa|chua)\W*$", wording.text[end:]) is not None
    )


def _is_generic(wording: Wording, name: str) -> bool:
    return _GENERIC.on(plain=wording.plain).match(name) is not None


@dataclass(frozen=True)
class Topic:
    """A topic of several: its words as typed, where they stand ("việc" and all), and the stretch that tells of it."""

    words: str
    name: Span
    stretch: Span


def topics(wording: Wording) -> list[Topic]:
    """Two or more topics each with its own state: "hội nghị thì xong, tin bài mới 7/10", "A: 3 buổi. B: chưa"."""
    found: list[tuple[Span, Span, int]] = []
    firm = 0
    at = 0
    for end in [*(m.end() for m in _SPLIT.finditer(wording.text)), len(wording.text)]:
        clause = wording.cut(at, end)
        name, sure = _named(clause)
        if name:
            firm += sure
            found.append(
                ((at + name.start("name"), at + name.end("name")), (at + name.start(), at + name.end("name")), at)
            )
        elif not found and clause.text.strip() and not clause.has(_ADDRESS):
            return []
        at = end
    words = [wording.typed(*name) for name, _, _ in found]
    if firm < 2 or len({name.casefold() for name in words}) < 2:
        return []
    ends = [*(start for *_, start in found[1:]), len(wording.text)]
    return [Topic(name, lead, (start, end)) for name, (_, lead, start), end in zip(words, found, ends, strict=True)]


def _named(clause: Wording) -> tuple[re.Match[str] | None, bool]:
    """The name with which a clause opens; the second is False where "hội nghị: 3" may only count."""
    match = clause.find(_TOPIC_STATE)
    colon = clause.find(_TOPIC_COLON)
    sure = True
    if colon and not (match and match.end("name") < colon.end("name")):
        sure = match is not None or not _is_count(clause, colon)
        match = colon
    match = match or clause.find(_TOPIC_DATED)
    if not match or _is_generic(clause, match.group("name")) or clause.has(_RESULT):
        return None, False
    counted = _ONLY_COUNTED.on(plain=clause.plain).fullmatch(match.group("name"))
    if _BARE_SHARE.search(match.group()) and not counted:  # "bế giảng 30/6" names a day
        return None, False
    if _STEP.on(plain=clause.plain).fullmatch(match.group("name")):
        return None, False
    return match, sure
