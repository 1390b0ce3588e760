"""What holds the work up, in the sender's own words."""

import re

from messages.beside import HELD, WITHIN, means, strong, weak
from messages.mishaps import mishaps
from messages.overcome import calm
from messages.vocabulary import ACT, DONE, LEADERS, OUTSIDE, REST, SELF, TROUBLE, WORK
from messages.wording import Span, Wording
from vietnamese.phrases import Phrase

_TEXT = r"[^,.;\n]"
_SOME = rf"{_TEXT}{{1,200}}?"  # a bound, or a long clause would be read from each of its words to the end
_STOP = (
    r"(?=[,.;!?\n()]|$| (?:nên|để|nhưng|mà|thì|rồi|mới(?= (?:chỉ|được|làm|có|đạt|xong|triển|thực|tổ|bắt|gửi|"
    r"\d))|chứ(?! ky| tich| ho | truong| nha| de| dau)|cho nên|nhờ|(?<!vắc )xin|mong|đề nghị|ạ|"
    r"nhé|anh ơi|chị ơi|thôi)(?!\w)|"
    r" (?:đạt|được) \d)"
)

_TROUBLED = Phrase(
    r"chưa|không|chẳng|dừng|ngừng|ngưng|đình|đâu|(?:ký|duyệt|gật|chốt|đồng ý)(?: [^\s,.;]+){0,4} (?:là|thì)|mưa|cho "
    r"thôi|bảo thôi|bỏ|rút (?:về|lui|khỏi)|đứng|nên|trùng (?:với|lịch|"
    r"ngày)|bị|(?:mềm|mạng|chủ|thống|web|cổng|trang)[^,.;\n]{0,20} sập|hoãn|chậm|kẹt|vướng|"
    r"lùi|trễ|muộn|gia hạn|tắc|khó|thêm|"
    r"mới được|đình trệ|gián đoạn|kéo dài",
    r"dời|mới chỉ|hủy|gác|hết (?:tiền|kinh phí|giấy|mực|người)|cạn|chờ|đợi|nếu|thiếu|lỗi|ít|ì ạch|vất vả|lâu|"
    rf"{TROUBLE}|sai|hụt|hư|(?:muốn|để) [^,.;\n]{{1,25}}? (?:phải|cần) |ngập|hạn hẹp|hạn chế|nghỉ|ốm|bị (?:sập|"
    rf"khóa|treo|hack|cháy|tấn công|chiếm|phá)|chỉ cần|"
    rf"có [^,.;\n]{{2,30}}? (?:thì|là) |"
    r"hỏng|mất|mới (?:làm|triển khai|tổ chức)|chập chờn|nghẽn|quá tải|chống đối|phản|vắng|ngại|lưỡng|từ chối|né|lẩn|"
    r"trốn|phá sản|"
    r"đòi|tranh chấp|kiện|giá|khan|đóng|xuống cấp|dột|bất|thất lạc|đứt|rớt|quá|cắt|rút|ngập|lỡ|hết|treo|thôi|chịu|"
    r"thua|chân|nhiễu",
)
_LACKS_TIME = Phrase(
    rf"(?:{SELF} )?(?:đang |quá |hơi |phải |ôm |gánh |kiêm |chỉ |là |làm )*(?:bận(?= ?[,.;]| ?$| (?:quá|rộn|việc|"
    rf"họp|lắm|nhiều|"
    rf"công|đi|thi|đại|học|tối|túi|nên|suốt)(?!\w))|nhiều việc|không có thời gian|"
    rf"chưa có thời gian|chưa có thì giờ|thiếu thời gian|không kịp|"
    rf"chậm|quên|gấp|mải|(?:quá |hơi )?ít thời gian|thời gian){REST}",
)
_OUTSIDERS = rf"(?:{OUTSIDE})(?: (?!em |tôi |mình ){_TEXT}{{1,20}}?)?"
_OWN_STATE = Phrase(
    rf"(?:{SELF} |hội nghị |việc này |nhiệm vụ này |phần này )?(?:vẫn |cũng |đều )*(?:chưa|"
    rf"không)(?: hề| thể| kịp)* "
    rf"(?:{WORK}|{DONE}|biết|rõ|hiểu|chậm|nhích|tiến triển|kịp|phải|cần|sao|xong){REST}",
    rf"{DONE}{REST}|(?:theo kế hoạch|theo lịch|dự kiến|kế hoạch là|§){REST}",
)
# "Trường chưa triển khai" is the school's own report; "trường chưa gửi" is another's failure.
_OWN_WORK = (
    r"(?:làm|triển khai|thực hiện|tổ chức|bắt đầu|bắt tay|khởi động|tiến hành|mở|ra quân|khởi công|họp(?! tác)|"
    r"phân công|lập|chuẩn bị|rà soát|tuyên truyền|tập huấn|quán triệt|khảo sát)(?!\w)"
)
_CUE = (
    r"(?:tại(?= (?:chưa|không|thiếu|hết|vướng|mất|hỏng|bị|trời|mưa))|bởi vì|tại vì|vì lý do|lý do là|lý do|"
    r"nguyên nhân là|nguyên nhân|là do|là vì|do|vì|bởi|tại do|vướng mắc do)"
)
# "Sở đã cắt dự án này", "cấp trên rút nhiệm vụ này"
_CALLS_OFF = (
    r"(?:cắt|rút|bỏ|hủy|dừng|thu hồi|đình chỉ|tạm dừng|hoãn|gác) (?:luôn |hẳn |lại )?(?:dự án|nhiệm vụ|việc|kế hoạch|"
    r"chương trình|vốn|kinh phí|"
    r"nguồn|mục|đề án|cuộc|hội|lớp|hạng mục|công trình|phần|chủ trương|chỉ tiêu|nội dung)"
)

_FAILS = r"(?:gửi|nộp|báo|cấp|trả lời|phản hồi|cung cấp|duyệt|giải ngân|chuyển|phân bổ|làm|triển khai|phối hợp)"

# Clearest first: the span of the first rule that fits is the obstacle.
_RULES: tuple[Phrase, ...] = (
    # X nên chưa làm
    Phrase(
        rf"(?:^|[,.;\n] ?|nhưng |mà )(?P<what>(?!nếu(?!\w)){_SOME}),? (?:nên|cho nên|thành ra) (?:{_TEXT}{{0,12}}?)?"
        r"(?:chưa|không|phải|mới|chậm|khó|đành|đang|tạm|bị|cũng|hoãn|dừng|ngừng|ngưng|lùi|dời|chịu|bó|thua|hủy)",
    ),
    # if X then it will be done, with X missing
    Phrase(
        rf"(?:khi nào|bao giờ|lúc nào|hễ|chừng nào|hôm nào) (?P<what>{_SOME}),? (?:thì |là )?(?:{SELF} |sẽ |mới )"
        rf"{{1,4}}(?:{WORK}|"
        rf"{DONE}|{ACT})(?! báo)"
    ),
    Phrase(rf"nếu (?P<what>(?:không |chưa )?{_SOME})(?= thì|, ?thì|,)"),
    Phrase(
        rf"(?:muốn|để) [^,.;\n]{{1,25}}?,? (?:thì )?(?:phải|cần) (?:có |được )?(?P<what>(?:chờ |thêm )?{_SOME}){_STOP}"
    ),
    Phrase(rf"(?P<what>(?:chờ|đợi) {_SOME})(?=,? (?:thì |là )*(?:{SELF} )?mới)"),
    Phrase(
        rf"(?:chỉ cần |miễn là )(?P<what>{_SOME}) (?:thì|là) ",
        rf"(?<!không )(?<!chưa )có (?P<what_else>{_SOME}) (?:thì|là) (?:{SELF} |sẽ ){{0,4}}(?:{DONE}|{WORK}|"
        rf"{ACT})(?: {_TEXT}{{0,20}}?)?"
        r" ?(?:ngay|luôn|liền|được)",
    ),
    Phrase(rf"(?P<what>(?:khi nào|bao giờ|lúc nào|có|được cấp) {_SOME}) (?:thì )?mới (?:{WORK}|{DONE}|được){REST}"),
    Phrase(
        rf"(?P<what>(?:{LEADERS}|{OUTSIDE})(?: [^\s,.;]+){{0,2}}? (?:ký|duyệt|cấp|gửi|trả lời|phản hồi|chuyển|chốt|"
        rf"đồng ý|gật|xác nhận|đóng dấu|"
        rf"cho ý kiến|phê duyệt|nghiệm thu|rót)(?: [^\s,.;]+){{0,3}}?) (?:xong |cái |phát |một cái |rồi |về )?(?:là|"
        rf"thì) (?:{SELF} |coi như |sẽ |mới ){{0,4}}(?:{DONE}|"
        rf"{WORK}|{ACT}|phát hành|ban hành|gửi|nộp|trình|chi)(?!\w)"
    ),
    # do X, vì X
    Phrase(
        rf"(?<!tiến )(?<!trong ){_CUE}(?!\w)\s?:?\s?(?:đang |còn |vẫn )?"
        rf"(?P<what>(?!trẻ em|(?:văn|thị|lại)(?!\w)|vậy|thế|sao|đâu|đó|phòng{REST}(?:chủ trì|phụ trách)|"
        rf"sở{REST}(?:tổ chức|chủ trì)|mình|em (?:làm|phụ))"
        rf"{_SOME}){_STOP}",
    ),
    # too few for it: "có mỗi hai người thì làm sao mà làm"
    Phrase(
        rf"(?P<what>(?:{_TEXT}{{0,30}} )?(?:có|còn|được)(?: có)? (?:mỗi|đúng|vẻn vẹn|độc|duy nhất|chừng ấy|từng ấy|"
        rf"ngần ấy){_TEXT}*?),? "
        rf"(?=(?:thì|mà) (?:làm sao|sao|răng|lấy|ai|kiểu gì|làm gì|làm (?:ăn )?(?:thế nào|kiểu gì)))"
    ),
    # called off
    Phrase(
        rf"(?P<what>{LEADERS}{_TEXT}{{0,20}}?(?:cho|chỉ đạo|yêu cầu|bảo|đã|quyết định|"
        rf"có (?:ý kiến|công văn|văn bản|thông báo|chỉ đạo|lệnh))(?: cho| tạm| yêu cầu| về việc)* "
        rf"(?:dừng|hoãn|tạm dừng|không làm|ngừng|ngưng|thôi|bỏ|hủy){_TEXT}*?)(?: rồi)?{_STOP}",
        rf"(?:dừng|hoãn|ngừng|ngưng|đình lại|đình chỉ|nữa|hủy){_TEXT}{{0,15}}? theo (?P<what_else>(?:chỉ đạo|ý kiến|"
        rf"yêu cầu|lệnh|công văn|"
        rf"thông báo){_TEXT}*)",
        rf"(?P<what_says>{LEADERS}(?: [^\s,.;]+){{0,3}}? (?:bảo|kêu|biểu|nói|cho|lệnh|chỉ đạo) (?:là )?(?:thôi|khỏi|"
        rf"bỏ|dẹp|nghỉ|gác)(?!\w){_TEXT}*?)(?: rồi)?{_STOP}",
        rf"(?P<what_own>tôi (?:đã |vừa |mới )?(?:cho|chỉ đạo|quyết định|yêu cầu) (?:phép )?(?:tạm )?(?:dừng|hoãn|ngừng|"
        rf"ngưng|thôi|bỏ|hủy)(?!\w){_TEXT}*?){_STOP}",
        rf"(?P<what_cuts>{LEADERS}(?: [^\s,.;]+){{0,3}}? (?:đã |vừa |mới |lại )*{_CALLS_OFF}{_TEXT}*?)(?: rồi)?{_STOP}",
    ),
    # waiting, stuck
    Phrase(rf"(?P<what>(?:chờ|đợi) (?!(?:em|xíu|chút|tí|tý|(?:đến |tới )?(?:ngày|lượt|giờ))(?!\w)){_SOME}){_STOP}"),
    Phrase(
        rf"(?P<what>(?:vướng mắc|vướng|kẹt|mắc(?! dù| màn)|ách tắc|"
        rf"(?<!công )(?<!hợp )(?<!đối )(?<!tương )(?<!sáng )tắc(?! động| giả| phẩm))(?: ở| về|"
        rf" khâu| tại| do| phần|"
        rf" chỗ)? (?!(?:gì|chưa|không|quá|rồi|lắm)(?!\w)|(?:lại |ở |tại |mức |khoảng )+[\d·]|"
        rf"(?:từ|suốt|cả|mấy) (?:đầu|cuối|tuần|tháng|hôm|ngày|bữa|đợt|lâu|sáng|năm|quý|nay|trước)){_SOME})"
        rf"{_STOP}",
    ),
    Phrase(
        r"(?:gặp |có |còn |đang )*(?:khó khăn|vướng mắc|vướng(?=\s?:)|trở ngại|khó)(?: là| về| trong| ở| do|"
        r" lớn nhất là| nhất| ở chỗ|:)+ ?"
        rf"(?P<what>{_SOME}){_STOP}",
    ),
    *mishaps(_SOME, _STOP),
    strong(_SOME, _STOP),
    # somebody outside did not act
    Phrase(
        rf"(?<!thì )(?<!nên )(?P<what>{_OUTSIDERS} (?:vẫn |còn |cũng |đều )?(?:chưa|không|"
        rf"chậm)(?! kể| tính| xong| hoàn thành| {_OWN_WORK}) [^\s,.;]+{REST}?){_STOP}",
        rf"(?P<what_no>{_OUTSIDERS} (?:đã |có )?[^\s,.;]+ (?:[^\s,.;]+ )?(?:đồng nào |gì |nào |ai |chi )?(?<!đóng "
        rf")đâu)(?! [^,.;]){_STOP}",
        rf"(?:còn |riêng |trừ )(?:mỗi |có |mình |nốt |duy )*(?P<what_one>(?:em|cháu|bé|con|nhà|ông|bà|chị|anh|hộ) "
        rf"(?!chưa|đã|em |anh |chị )[^,;\n]{{2,50}}? "
        rf"(?:vẫn |còn )?chưa(?! kể| tính| xong) [^\s,.;]+{REST}?){_STOP}",
        rf"(?:còn |sót |riêng |trừ )(?P<what_else>{_OUTSIDERS} (?:vẫn |còn |cũng |đều )?chưa(?! kể|"
        rf" tính) {_OWN_WORK}{REST}?){_STOP}",
    ),
    Phrase(
        rf"(?:^|[,.;\n] ?)(?P<what>(?={_TEXT}*(?<!\w)(?:thiếu|hỏng|mất|mưa|ốm|ít)(?!\w)){_SOME}) (?:nhưng|"
        rf"song) (?:[^\s,.;]+ ){{0,3}}?vẫn(?!\w)"
    ),
    Phrase(
        rf"(?P<what>(?:không|chưa)(?: có| thấy)? ai (?:hướng dẫn|trả lời|phản hồi|chỉ|duyệt|cấp|"
        rf"gửi)(?!\w){_TEXT}*?|không (?:có )?ai (?:phụ trách|làm|nhận|hướng dẫn|đi|theo dõi|thay|chịu|hỗ trợ|phụ|giúp|"
        rf"tham gia)(?!\w){_TEXT}*?){_STOP}"
    ),
    # "trình rồi mà anh Ba chưa ký"
    Phrase(
        rf"(?P<what>(?:anh|chị|{LEADERS}|trưởng|phó|chủ tịch|bí thư|hiệu trưởng)(?: [^\s,.;]+){{0,3}}? (?:vẫn |"
        rf"còn |đang )?"
        rf"chưa (?:kịp )?(?:ký|duyệt|phê duyệt|cho ý kiến|đồng ý){_TEXT}*?){_STOP}"
    ),
    # lacking
    Phrase(
        r"(?P<what>(?:chưa|không|hết|cạn)(?: hề)? (?:có|được (?:cấp|bố trí|phân bổ|phê duyệt|"
        r"duyệt|giao|hướng dẫn)|nhận được|"
        rf"nhận|thấy|còn|đủ|kinh phí|tiền|mực|giấy|xăng)(?! gì| ai| thời gian| kết quả| báo cáo| {DONE})"
        rf"(?! {_TEXT}* nào| (?:[^\s,.;]+ ){{1,3}}gì(?!\w)) {_SOME}){_STOP}",
        rf"(?P<what_else>(?:chưa|không|hết|cạn) (?:kinh phí|tiền|mực|giấy|xăng|vật tư|người)){_STOP}",
    ),
    Phrase(
        r"(?P<what>(?:kinh phí|tiền|hướng dẫn|số liệu|danh sách|văn bản|kế hoạch|chủ trương|"
        r"nhân lực|tài liệu|mẫu|địa điểm) "
        r"(?:thì |vẫn |còn |cũng |hiện )*(?:chưa|không) (?:có|về|đủ|được|bố trí|duyệt|cấp|thấy)(?! gì| vướng| khó)"
        rf"{_TEXT}*?){_STOP}",
    ),
    Phrase(rf"(?P<what>(?<!giới )(?<!tối )thiếu (?!(?:nhi|niên|gì)(?!\w)){_SOME}){_STOP}"),
    Phrase(
        rf"(?:tuy|dù|mặc dù|dẫu)(?: rằng| là| còn)? (?P<what>(?={_TEXT}*(?<!\w)(?:thiếu|ít|khó|chưa|không|hỏng|mất|mưa|"
        rf"hạn hẹp|"
        rf"hạn chế|nghỉ|ốm)(?!\w)){_SOME})(?=,| nhưng| song| mà| thì)"
    ),
    Phrase(rf"(?P<what>{_TEXT}{{0,80}} {_FAILS}(?: rất| hơi| quá)? (?:chậm|trễ|muộn){_TEXT}*?){_STOP}"),
)
WEAK, MEANS = weak(_STOP), means(_STOP)
_MORE = Phrase(
    r",? (?:phải (?:chờ|đợi) |(?:mà|và|rồi|cộng thêm|lại thêm|thêm|với) [^,.;\n]{1,30}? (?:cũng|lại|còn) (?!xong|đã|"
    r"vẫn làm))[^,.;\n]+"
)
_LEAD = Phrase(
    rf"(?:(?:{SELF}|nv [\d.]+|nhiệm vụ(?: số)? [\d.]+|việc này|hiện nay|hiện tại|hiện|nay|"
    rf"vẫn|dạ|thưa|báo cáo|anh|chị|ơi|ạ|"
    r"đến giờ|tới nay|đến nay|do|vì|đang|còn|nhưng|mà|cũng|chỉ|tại|riêng|và|phải|nên|thì|bị|giờ|cứ|mỗi) )++",
)
_BUT = Phrase(r"(?:nhưng|tuy nhiên|song|mà|thì) (?=chưa|không|chờ|đợi|vướng|kẹt|thiếu|hết|\w+ chưa|\w+ không)")


def obstacle(wording: Wording) -> Span | None:
    """Where the obstacle or the thing awaited stands; the clearest kind of saying it wins."""
    clear = wording.hide(calm(wording)).hide((m.span() for m in WITHIN.finditer(wording.text)), "_")
    if not clear.has(_TROUBLED):
        return None
    return _first(clear, _RULES) or _beside(clear)


def _first(wording: Wording, rules: tuple[Phrase, ...]) -> Span | None:
    for phrase in rules:
        for match in wording.all(phrase):
            span = _trimmed(wording, match.span(match.lastgroup or 0))
            if span and not any(_starts(wording, p, span) for p in (_LACKS_TIME, _OWN_STATE)):
                return _with_more(wording, span)
    return None


def _beside(wording: Wording) -> Span | None:
    """What fails beside words of a standstill; those words themselves are no reason for it."""
    if not wording.has(HELD):
        return None
    span = _first(wording, (WEAK,))
    return span if span and wording.hide([span]).has(HELD) else _first(wording, (MEANS,))


def _with_more(wording: Wording, span: Span) -> Span:
    """With a second obstacle told in the same breath: "thiếu thuốc, mà thú y cũng nghỉ việc"."""
    more = _MORE.on(plain=wording.plain).match(wording.text, span[1])
    return (span[0], more.end()) if more else span


def _trimmed(wording: Wording, span: Span) -> Span | None:
    """Without the sender as subject and without a leading do, vì, đang, còn."""
    start, end = span
    start = max((m.end() for m in _BUT.on(plain=wording.plain).finditer(wording.text, start, end)), default=start)
    while start < end and wording.text[start] in " ,:-(·":
        start += 1
    lead = _LEAD.on(plain=wording.plain).match(wording.text, start, end)
    start = lead.end() if lead else start
    return (start, end) if re.search(r"\w", wording.text[start:end]) else None


def _starts(wording: Wording, phrase: Phrase, span: Span) -> bool:
    """A lack of time, or the state of the work itself, is no obstacle that anyone can remove."""
    return phrase.on(plain=wording.plain).match(wording.text, *span) is not None
