"""What holds the work up, in the sender's own words."""

import re

from messages.wording import Span, Wording
from vietnamese.phrases import Phrase

_STOP = (
    r"(?=[,.;!?\n()]|$| (?:nên|để|nhưng|mà|thì|rồi|mới|chứ|cho nên|nhờ|xin|mong|đề nghị|ạ|"
    r"nhé|anh ơi|chị ơi)\b| (?:đạt|được) \d)"
)
_SELF = (
    r"(?:em|tôi|mình|phòng em|phòng tôi|phòng|đơn vị em|đơn vị tôi|đơn vị|bên em|chúng tôi|"
    r"bọn em|bên tôi|cơ quan|nv [\d.]+|nhiệm vụ(?: số)? [\d.]+|việc này|hiện|hiện tại|"
    r"hiện nay|nay|vẫn|dạ|thưa|báo cáo|anh|chị|ơi|ạ|a|da|:|-|đến giờ|tới nay|đến nay)"
)
_OUTSIDE = (
    r"(?:các |một số |nhiều |vài |\d+ )?(?:xã|phường|thôn|huyện|tỉnh|sở|bộ|ubnd|hđnd|công an|"
    r"tòa án|viện|trường|nhà trường|phòng [^,.;\n]{1,25}?|ban|trung tâm|đối tác|nhà in|"
    r"bên [^,.;\n]{1,20}?|đơn vị [^,.;\n]{1,20}?|đơn vị|lãnh đạo|sếp|giám đốc|anh [^,.;\n ]+|"
    r"chị [^,.;\n ]+|cấp trên|văn phòng|tài chính|kế toán|kho bạc|nhà thầu|báo|đài|học sinh|"
    r"phụ huynh|cháu|bé|hội)"
)

_NO_OBSTACLE = Phrase(
    (
        r"(?:không|chưa|chẳng|chả|hết|ko)(?: hề| còn| có| gặp| thấy| bị| phải)*(?: gì)?(?: khó khăn|"
        r" vướng mắc| vướng| trở ngại| kẹt| cản trở| vấn đề)(?:[, ]*(?:vướng mắc|khó khăn))?(?: gì| nào|"
        r" chi)?(?: cả| hết| lớn| đáng kể)?"
    ),
    (
        r"(?:khó khăn|vướng mắc|vướng|trở ngại)[^,.;\n]{0,20}? (?:đã|được|đều)(?: được| đã)? (?:khắc phục|"
        r"giải quyết|tháo gỡ|xử lý|gỡ)(?: xong| rồi)?"
    ),
    r"(?:đã|vừa|mới)(?: được)? (?:khắc phục|tháo gỡ|gỡ)[^,.;\n]*",
    r"(?:khó khăn|vướng mắc|vướng)(?: thì)? (?:không|ko)(?: có)?(?: gì)?",
    r"(?:khó khăn|vướng mắc) ?: ?(?:không|ko)(?: có)?",
    r"(?:đã|vừa|mới)(?: được| có| nhận được| nhận)* (?:cấp |bố trí |duyệt )?kinh phí",
    r"không (?:thiếu|chờ|phải chờ|đợi)[^,.;\n]*|không cần chờ[^,.;\n]*",
)
_TROUBLED = Phrase(
    r"chưa|không|chẳng|dừng|ngừng|hoãn|chậm|kẹt|vướng|lùi|trễ|muộn|gia hạn|tắc|khó|thêm|mới được",
    r"đình trệ|gián đoạn|kéo dài|dời|mới chỉ|hủy|chờ|đợi",
)
_LACKS_TIME = Phrase(
    (
        r"(?:em |tôi |phòng |đang )?(?:bận|nhiều việc|không có thời gian|chưa có thời gian|"
        r"thiếu thời gian|không kịp|chậm|quên)[^,.;\n]*"
    ),
)
_CUE = (
    r"(?:bởi vì|tại vì|vì lý do|lý do là|lý do|nguyên nhân là|nguyên nhân|là do|là vì|do|vì|"
    r"bởi|tại do|vướng mắc do)\s?:?\s?"
)

_RULES: tuple[Phrase, ...] = (
    # if X with X missing
    Phrase(r"nếu (?P<what>(?:không |chưa )?[^,.;\n]+?)(?= thì|, ?thì|,)"),
    Phrase(
        (
            r"(?P<what>(?:khi nào|bao giờ|lúc nào|có|được cấp)[^,.;\n?]+?) (?:thì )?mới [^,.;\n]*(?:làm|xong|"
            r"triển khai|thực hiện|tổ chức|in|được)[^,.;\n?]*"
        ),
    ),
    # do / vì X
    Phrase(
        (
            rf"(?<!tiến )(?<!trong )(?:{_CUE})(?:đang |còn |vẫn )?(?P<what>(?!trẻ em|vậy|thế|sao|đâu|"
            rf"phòng [^,.;]*chủ trì|sở [^,.;]*tổ chức|anh [^,.;]*làm thay|đó)[^,.;\n]+?){_STOP}"
        ),
    ),
    # called off
    Phrase(
        (
            rf"(?P<what>(?:lãnh đạo|sếp|sở|giám đốc|ubnd|tỉnh|cấp trên|trên|ban giám đốc|"
            rf"văn phòng)[^,.;\n]{{0,20}}?(?:cho|chỉ đạo|yêu cầu|bảo|đã|quyết định|có ý kiến)(?: cho|"
            rf" tạm)* (?:dừng|hoãn|tạm dừng|không làm|ngừng|thôi)[^,.;\n]*?)(?: rồi)?{_STOP}"
        ),
    ),
    # X nên chưa ...
    Phrase(
        (
            rf"(?:^|[,.;\n]\s?|nhưng |{_SELF} )(?P<what>[^,.;\n]+?),? (?:nên|cho nên|"
            rf"thành ra) (?:[^,.;\n]{{0,12}})?(?:chưa|không|phải|mới|chậm|đành|đang|tạm|bị|cũng)"
        ),
    ),
    # waiting
    Phrase(rf"(?P<what>(?:chờ|đợi) (?!em |xíu|chút|tí|tý)[^,.;\n]+?){_STOP}"),
    Phrase(
        (
            rf"(?P<what>(?:bị )?(?:vướng mắc|vướng|kẹt|mắc|ách tắc|tắc)(?: ở| về| khâu| tại|"
            rf" do)? (?!gì)[^,.;\n]+?){_STOP}"
        ),
    ),
    Phrase(
        (
            rf"(?:gặp |có |còn |đang )*(?:khó khăn|vướng mắc)(?: là| về| trong| ở| do| nhất là| lớn nhất là|"
            rf":)+ ?(?P<what>[^,.;\n]+?){_STOP}"
        ),
    ),
    # an outside party that did not act
    Phrase(
        (
            rf"(?P<what>{_OUTSIDE}(?: [^,.;\n]{{1,20}}?)?(?: vẫn| còn| cũng| đều)? (?:chưa|không|chậm|gửi chậm|"
            rf"nộp chậm)(?! xong| hoàn thành)[^,.;\n]*?){_STOP}"
        ),
    ),
    Phrase(
        (
            rf"(?P<what>(?:chưa|không|hết|cạn)(?: hề)? (?:có|"
            rf"được (?:cấp|bố trí|phân bổ|phê duyệt|duyệt|giao|hướng dẫn)|nhận được|nhận|thấy|còn|đủ|kinh phí|"
            rf"tiền|mực|giấy)(?! gì(?! )| ai| thời gian| kết quả|"
            rf" báo cáo)(?! (?:vụ|trường hợp|hội nghị)[^,.;\n]* nào) [^,.;\n]+?){_STOP}"
        ),
    ),
    Phrase(rf"(?P<what>thiếu (?!nhi|niên|gì)[^,.;\n]+?){_STOP}"),
    Phrase(
        (
            rf"(?P<what>(?:máy|mạng|phần mềm|cổng|trang|hệ thống|website|đường truyền|máy chủ|máy in|loa|"
            rf"đài)[^,.;\n]*? (?:lỗi|hỏng|sập|trục trặc|chập chờn)[^,.;\n]*?|(?:bị )?(?:mất điện|mất mạng|"
            rf"mưa bão|mưa lũ|mưa to|lũ lụt|lũ|bão|sạt lở|ngập|dịch bệnh|cúp điện|nghỉ hè)\b[^,.;\n]*?){_STOP}"
        ),
    ),
    Phrase(
        (
            rf"(?P<what>[^,.;\n]* (?:gửi|nộp|báo|cấp|trả lời|phản hồi|cung cấp|duyệt|giải ngân|chuyển)(?: rất|"
            rf" hơi| quá)? (?:chậm|trễ|muộn)[^,.;\n]*?){_STOP}"
        ),
    ),
)
_LEAD = Phrase(rf"(?:(?:{_SELF}|do|vì|đang|còn|nhưng|mà|cũng|chỉ|tại|riêng|và|phải|nên|thì|bị) )+")
_BUT = Phrase(r"(?:nhưng|tuy nhiên|song|chỉ là|tại) ")


def calm(wording: Wording) -> list[Span]:
    """Words that name an obstacle only to deny it, or say that it is over."""
    return [m.span() for m in wording.all(_NO_OBSTACLE)]


def obstacle(wording: Wording) -> Span | None:
    """Where the obstacle or the thing awaited stands; the clearest kind of saying it wins."""
    clear = wording.hide(calm(wording))
    if not clear.has(_TROUBLED) and not any(clear.has(p) for p in _RULES[-3:]):
        return None
    for phrase in _RULES:
        for match in clear.all(phrase):
            span = _trimmed(clear, match.span("what"))
            if span and not _is_time(clear, span):
                return span
    return None


def _trimmed(wording: Wording, span: Span) -> Span | None:
    """Without the sender as subject and without a leading do, vì, đang, còn."""
    start, end = span
    while start < end and wording.text[start] in " ,:-(·":
        start += 1
    cut = max((m.end() for m in _BUT.on(plain=wording.plain).finditer(wording.text, start, end)), default=start)
    start = cut
    lead = _LEAD.on(plain=wording.plain).match(wording.text, start, end)
    start = lead.end() if lead else start
    return (start, end) if re.search(r"\w", wording.text[start:end]) else None


def _is_time(wording: Wording, span: Span) -> bool:
    """A lack of time, or slowness alone, is no obstacle that anyone can remove."""
    return bool(_LACKS_TIME.on(plain=wording.plain).match(wording.text, *span))
