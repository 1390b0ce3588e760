"""A task named in words: "phần kiểm tra đang ...", "tuyên truyền: 9 buổi", "in sổ tay xong"."""

import re
from dataclasses import dataclass

from messages.indicators import COUNTED
from messages.topic_words import GENERIC, PERIOD, RESULT, STEP
from messages.wording import Span, Wording
from vietnamese.phrases import Phrase

_NEW_THING = "".join(rf"(?<!{noun} )" for noun in ("trường", "cầu", "chợ", "khu", "sở", "cổng", "sân", "thôn"))
_WORD = (
    rf"(?!(?:đã|đang|(?<!hội )(?<!cuộc )thì|xong|chưa|còn|{_NEW_THING}mới|được|sẽ|vẫn|cũng|gần|sắp|hoàn|rồi|là|"
    rf"cơ bản|đều|"
    r"không|do|vì|(?<!thiết )(?<!chuẩn )bị|phải|có(?! (?:công|thai|nguy cơ|uy tín|thẻ|hạn)(?!\w))|đạt|đủ|này|đó|"
    r"vướng|kẹt|nào|"
    r"kia|ấy|ạ|a|nhé|thôi|anh|chị|(?<!trẻ )em)(?!\w))(?:(?:lớp|quý|khóa|cấp|khối) (?:\d{1,2}|i{1,3}|iv)(?!\w)|"
    r"\d{1,2}(?: ?- ?\d{1,2})? (?:tháng )?tuổi|"
    r"[^\s,.;:!?()\n·§\d%]+)"
)
_NAME = rf"(?P<name>{_WORD}(?: {_WORD}){{0,7}}?)"
_STATE = (
    r"(?: (?:thì|đã|đang|mới|chưa|xong|được|sẽ|vẫn|cũng|gần|sắp|hoàn thành|hoàn tất|rồi|"
    r"cơ bản|đều|đạt|(?<!thiết )(?<!chuẩn )bị|phải|không|còn|"
    r"coi như|vướng|kẹt|em|tôi|mình|bên em|phòng em|sao|ra sao|thế nào|(?:tới|đến) đâu)(?!\w)|\s?[:·]| ?\d+ ?%|"
    r"\s?[,.;]|\s?$)"
)
_MARKED = Phrase(
    r"(?:(?<!công )(?<!vụ )(?<!làm )(?<!sự )việc|(?<!thành )"
    r"(?<!một )(?<!hai )(?<!ba )(?<!bốn )(?<!năm )(?<!sáu )(?<!bảy )(?<!tám )(?<!chín )(?<!\d )phần|(?<!danh )mục|"
    r"(?<!nhiệm )(?<!nghiệp )(?<!dịch )(?<!phục )(?<!nội )(?<!thời )vụ"
    r"(?! (?:hè thu|đông xuân|mùa|chiêm|xuân|pháp chế|tổ chức cán bộ|kế hoạch tài chính|thanh tra)(?!\w))|"
    r"nhiệm vụ|mảng|(?<!tài )khoản|nội dung)"
    r"(?! (?:(?:tiêu|này|đó|kia|ấy|lớn|nào|trăm|của|còn|sau|trên|khác|chung|việc|được giao|mềm|"
    r"quà(?!\w)|[a-e](?!\w)|đấu(?! (?:thầu|giá))|vừa rồi|hôm|một|hai|ba|cuối|đầu|tiếp|thứ|gì|nào)(?!\w)|\d))"
    rf" {_NAME}(?={_STATE})",
    plain=(
        r"(?:(?<!cong )(?<!vu )(?<!lam )(?<!su )viec|(?<!thanh )"
        r"(?<!mot )(?<!hai )(?<!ba )(?<!bon )(?<!bay )(?<!tam )(?<!chin )(?<!\d )phan|(?<!danh )muc|"
        r"(?<!nhiem )(?<!nghiep )(?<!dich )(?<!phuc )(?<!noi )(?<!thoi )vu"
        r"(?! (?:he thu|dong xuan|mua|chiem|phap che|to chuc can bo)(?!\w))|"
        r"nhiem vu|noi dung)"
        r"(?! (?:(?:tieu|nay|do|đó|kia|ay|lon|nao|tram|cua|con|sau|tren|khac|chung|viec|duoc giao|mem|"
        r"dau(?! (?:thau|gia|noi|tu))|"
        r"qua(?!\w)|bo(?!\w)|[a-e](?!\w)|vua roi|hom|mot|hai|ba|cuoi|tiep|thu)(?!\w)|\d))"
        r" (?P<name>(?!da |dang |thi |xong|chua )[^\s,.;:!?()\n·§\d%]+"
        r"(?: (?!(?:da|dang|thi|xong|chua|con|moi|duoc|se|van(?! (?:hoa|ban|phong|dong|nghe|minh|hoc|de|tai|"
        r"chuyen)(?!\w))|cung|gan|sap|hoan|roi|la|deu|khong|"
        r"(?<!thiet )(?<!chuan )bi|phai|co(?! (?:cong|quan|so|ban|thai|gioi|dien|nguy co|uy tin|the) )|"
        r"dat(?! (?:tai|o|nong|lam|rung|dai|san|cong|cho|de)(?!\w))|nay|a|nhe|vuong|nao|em|toi)(?!\w))"
        r"[^\s,.;:!?()\n·§\d%]+){0,7}?)"
        r"(?= (?:thi|da|dang|moi|chua|xong|duoc|se|van(?! (?:hoa|ban|phong|dong|nghe|minh|hoc|de|tai|"
        r"chuyen)(?!\w))|cung|gan|sap|hoan thanh|roi|co ban|deu|dat(?! (?:tai|o|nong|lam|rung|dai|san|cong|cho|"
        r"de)(?!\w))|(?<!thiet )(?<!chuan )bi|khong|con|vuong|"
        r"em|toi|sao|ra sao|the nao|(?:toi|den) dau)(?!\w)"
        r"|\s?[:·]| ?\d+ ?%|\s?[,.;]|\s?$)",
    ),
)
_COLON = Phrase(rf"^\W*{_NAME}\s?:(?=\s?\S)")
_MARKED_COLON = Phrase(
    r"^\W*(?:về |đối với |báo cáo )?(?:việc|phần|mảng|vụ|"
    r"nội dung) (?P<name>[^\W\d][^:;.\n·\d]{2,70},[^:;.\n·\d]{2,70}):"
)
_SAID_DONE = Phrase(
    rf"^(?:dạ |vâng |em báo cáo |báo cáo (?!{PERIOD})|thưa anh |thưa chị |anh ơi |chị ơi |"
    rf"em [^\W\d]+ (?:đây|báo cáo)(?: ạ)? ?,? |, ){{0,5}}{_NAME}"
    r"(?:(?: thì| đã| đều| cũng| coi như)+(?: (?!làm|thực|triển|tổ|chưa|gần|sắp|"
    r"cơ)[^\s,.;:·\d]+){0,2})? xong(?! (?:(?!(?P<count>\d+) ?/ ?(?P=count)(?= ?[^\w ]| ?$| ạ))\d|·|một nửa|nửa|phần))"
    # behind "xong" stands its object, so the words before it are only the verb: "công khai xong thủ tục"
    r"(?= ?[^\w ]| ?$| (?:rồi|hết|cả|nhé|ạ|a|nha|đấy|từ|hôm|ngày|lúc|ở|tại|trong|cho|anh|chị|em|sếp|và|mà|nhưng|còn|"
    r"lâu|luôn|"
    r"xuôi|tuốt|sạch|trơn|tất|hẳn|ráo|phăng|trước|sáng|chiều|trên|toàn bộ|\d|mn|mọi người|thì|vào|với|cô|bác)(?!\w))",
)
# What is left of the task, or a pointer back, is not its name.
_AFTER_REMAINS = Phrase(
    r"(?:còn|chỉ|mỗi|nốt|trừ|riêng|nhưng|thêm|chờ|có|như|của|những|các|mọi|đối với|hết|"
    r"không có|mới xong|mới làm xong|vừa xong|không phát sinh|chưa phát sinh|xem|làm thay|đang(?: làm| hoàn thiện|"
    r" viết| soạn| bổ sung| chỉnh| chỉnh sửa| sửa| rà| rà soát| "
    r"nhập)?|"
    r"tất cả|toàn bộ|hai|ba|vài|nhiều|mấy|được|\d)\s?$",
)
_SPLIT = re.compile(
    r"[,;.\n](?!\d)(?: |\n|$)|\n| (?=(?:còn|nhưng|riêng) (?!ch|đ[ơa]|thi|l[aạ]i|vướng|kẹt|\d|m[ỗộ]|nhiều|phải|nợ|vài|"
    r"hai|n[oố]|t[oồ]n))"
)
_LEAD = r"^(?:còn |riêng |và |nhưng |về (?!sinh )|phần |việc |mục |mảng |vụ |cái |khoản |nội dung |\W)*"
_ENDS = r"(?:xong|hoàn thành|hoàn tất)"
# "việc trồng cây mai làm": marked as a task, so that a day is enough of a state
_TOPIC_DATED = Phrase(
    r"^\W*(?:còn |riêng |và )?(?:phần|việc|mảng|vụ|cái) "
    rf"{_NAME}(?= (?:thì )?(?:\d{{1,2}}/\d|mai|ngày|tuần|thứ|cuối|đầu|đến|trước|sang)(?!\w))",
)
_THEN_DATED = Phrase(
    rf"^\W*(?:còn |riêng |và )?{_NAME}(?<!hội)(?<!cuộc) thì (?=\d{{1,2}}/\d|mai|ngày|tuần|thứ|cuối|đầu|đến)"
)
_THEN = r"(?<!hội)(?<!cuộc) thì"  # without accents "hoi thi" is a contest
_TOPIC_STATE = Phrase(
    rf"{_LEAD}{_NAME}(?<!trẻ)(?: (?:em|tôi|mình|bên em|phòng em)(?: (?:lo|làm|đã làm|cũng làm))?)?(?:{_THEN}| đã|"
    rf" vẫn| cũng|"
    rf" hiện| mới| đều)*\s?:?"
    r"(?: (?:làm|triển khai|tổ chức|in|viết|đăng|thực hiện|treo|phát))?"
    rf"(?: (?:{_ENDS}|chưa(?! (?:về|tới|cấp|rót|chuyển)(?!\w))|đang|mới|được|đủ|gần xong|sắp xong|đạt|rồi|ok|còn|"
    rf"chờ|đợi|vướng|kẹt|sẽ|"
    rf"(?<!hội )(?<!cuộc )thì)(?!\w)|"
    rf"\s?\d+ ?%|(?: được| đạt)? ?\d+ ?/ ?\d+| (?:đã|vừa) [^\s,.;:]+(?: [^\s,.;:]+)? {_ENDS}(?!\w))",
)
_TOPIC_COLON = Phrase(rf"{_LEAD}{_NAME}\s?:(?=\s?\S)")
_BARE_SHARE = re.compile(r"(?<!mới )(?<!moi )(?<!được )(?<!duoc )(?<!đạt )(?<!dat )(?<!\d)\d+ ?/ ?\d+$")
_ADDRESS = Phrase(
    r"^\W*(?:dạ |vâng |em |xin |kính |thưa |báo cáo |gửi )*(?:dạ|vâng|anh|chị|sếp|báo cáo|đồng chí|đ/c|lãnh đạo)"
    r"(?: [^\W\d]+){0,2}?(?: ạ| a)?[\s,.:]*$"
)
_HOW = Phrase(r"(?<=\w) (?:làm|soạn|dựng|êm|triển khai|thực hiện|tổ chức|lắp)$")
_MARK = re.compile(r"\W*(?:còn |riêng |con |rieng )?(?:phần|việc|mục|mảng|vụ|phan|viec|muc|mang|vu) ")
_OWN_WORK = Phrase(r"thống kê|tổng hợp|tổ chức|chuẩn bị|báo cáo|số liệu|kinh phí|danh sách|nội dung|thông tin")
_ONLY_COUNTED = Phrase(COUNTED)


def topic(wording: Wording) -> str | None:
    """The words by which a reply about one task names it, as typed, or None."""
    if whole := wording.find(_MARKED_COLON):  # its words may hold commas
        return wording.typed(*whole.span("name"))
    marked = list(wording.all(_MARKED))
    for match in marked if len(marked) == 1 else ():
        if not wording.before(match.start()).has(_AFTER_REMAINS) and not _negated_rest(wording, match.end()):
            return _without_verb(wording, *match.span("name"))
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
        and not (wording.plain and wording.text[: done.start("name")].endswith("da "))  # "đã phát hành ... xong"
        and not _is_generic(wording, done.group("name"))
        and not STEP.on(plain=wording.plain).fullmatch(done.group("name"))
    ):
        return _without_verb(wording, *done.span("name")) or None
    return None


def _without_verb(wording: Wording, start: int, end: int) -> str:
    """ "camera làm [xong]", "kế hoạch soạn [xong]": how it was done is no part of the name."""
    verb = wording.cut(start, end).find(_HOW)
    return wording.typed(start, start + verb.start() if verb else end)


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
    return GENERIC.on(plain=wording.plain).match(name) is not None


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
    match = match or clause.find(_TOPIC_DATED) or clause.find(_THEN_DATED)
    own = match and _MARK.match(clause.text) and _OWN_WORK.on(plain=clause.plain).fullmatch(match.group("name"))
    if not match or (not own and _is_generic(clause, match.group("name"))) or clause.has(RESULT):
        return None, False
    counted = _ONLY_COUNTED.on(plain=clause.plain).fullmatch(match.group("name"))
    if _BARE_SHARE.search(match.group()) and not counted:  # "bế giảng 30/6" names a day
        return clause.find(_TOPIC_DATED), True
    if not _MARK.match(clause.text) and STEP.on(plain=clause.plain).fullmatch(match.group("name")):
        return None, False
    return match, sure
