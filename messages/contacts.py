"""Telephone and identity numbers in a message that belong to one child or its family."""

import re

from messages.mentions import HARM, is_strong, singles
from messages.wording import Wording
from vietnamese.phrases import Phrase, Signs
from vietnamese.text import fold

_PHONE = Signs(r"(?<![\d/])(?:\+ ?84|0)(?:[ .-]?\d){8,10}(?![\d/])")
_ID = Signs(r"(?<!\d)0(?:\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}|\d{3}[ .]\d{4}[ .]\d{4})(?!\d)")
_HEALTH_CARD = Signs(r"(?<!\w)te ?\d(?: ?\d){11,13}(?!\d)")
_INSURED = Phrase(r"(?:bhyt|bhxh|bảo hiểm(?: y tế| xã hội)?)[^\d;\n]{0,40}\d(?:[ .]?\d){9,14}(?!\d)")
_PARENT = Phrase(
    r"mẹ|bố|cha|phụ huynh|người giám hộ|gia đình|ông nội|bà nội|ông ngoại|bà ngoại|người nhà|người thân|người nuôi",
    plain=(r"me|bo|phu huynh|nguoi giam ho|gia dinh|ong noi|ba noi|ong ngoai|ba ngoai|nguoi nha|nguoi than",),
)
_KIN = r"(?:mẹ|bố|cha|phụ huynh|gia đình|giám hộ|nội|ngoại|người nhà|cháu|bé|nạn nhân)"
# Whose number it is stands right before it, or behind it with "của".
_OFFICE = (
    r"phòng|sở|ubnd|tổng đài|đường dây nóng|hotline|trung tâm|cơ quan|văn phòng|trường|công an|bác sĩ|luật sư|"
    r"cán bộ|giáo viên|cô giáo|thầy|đồng chí|trực ban|ban (?!ngày)|đội|đơn vị|trạm|bệnh viện|hội|đoàn|chuyên viên"
)
# Without accents "so", "ban", "doi" and "hoi" are mostly other words.
_OFFICE_PLAIN = (
    r"phong|so (?:gd|y|tu|lao|noi|van|ld|vh|tai|cong)\w*|ubnd|tong dai|duong day nong|hotline|trung tam|co quan|"
    r"van phong|truong|cong an|bac si|luat su|can bo|giao vien|co giao|thay|dong chi|don vi|tram|benh vien|chuyen vien"
)
_KIN_PLAIN = fold(_KIN)
_OFFICE_BEFORE = Phrase(
    rf"(?:{_OFFICE})(?:(?! {_KIN}(?!\w))[^,;\n]){{0,45}}$",
    plain=(rf"(?:{_OFFICE_PLAIN})(?:(?! {_KIN_PLAIN}(?!\w))[^,;\n]){{0,45}}$",),
)
_SENDER_BEFORE = Phrase(r"(?:số|điện thoại|liên hệ|gọi|zalo|cccd|của)(?: của)? (?:em|tôi|mình)(?: là)? ?:? ?$")
_OFFICE_BEHIND = Phrase(
    rf"^,? ?\(?(?:của|là số|-) ?(?:{_OFFICE}|em(?! bị)|tôi|mình)",
    plain=(rf"^,? ?\(?(?:cua|la so|-) ?(?:{_OFFICE_PLAIN}|em(?! bi)|toi|minh)",),
)
_ID_BEFORE = Phrase(r"(?:cccd|căn cước|định danh|mã số cá nhân|số thẻ|giấy khai sinh|mã công dân)[^;\n]{0,30}$")
_OTHER_NUMBER = Phrase(r"(?:tài khoản|stk|hóa đơn|biên lai|đơn hàng|mã vận đơn|hợp đồng|quyết định)[^,;\n]{0,25}$")


def has_family_contact(wording: Wording) -> bool:
    """A telephone number beside a child or its family, or a child's identity number."""
    return has_identity(wording) or has_telephone(wording)


def has_identity(wording: Wording) -> bool:
    insured = wording.has(_INSURED) and (_tells_of_child(wording) or wording.has(_PARENT))
    return insured or wording.has(_HEALTH_CARD) or any(_is_identity(wording, m) for m in wording.all(_ID))


def has_telephone(wording: Wording) -> bool:
    return any(_is_familys(wording, m) for m in wording.all(_PHONE))


def _is_identity(wording: Wording, number: re.Match[str]) -> bool:
    before = wording.before(number.start())
    if before.has(_OTHER_NUMBER) or before.has(_SENDER_BEFORE):
        return False
    return before.has(_ID_BEFORE) or _tells_of_child(wording) or wording.has(_PARENT)


def _is_familys(wording: Wording, number: re.Match[str]) -> bool:
    before, after = wording.before(number.start()), wording.after(number.end())
    if before.has(_OFFICE_BEFORE) or before.has(_SENDER_BEFORE) or after.has(_OFFICE_BEHIND):
        return False
    return before.has(_PARENT) or after.has(_PARENT) or _tells_of_child(wording)


def _tells_of_child(wording: Wording) -> bool:
    return any(is_strong(child) or wording.after(child.end()).has(HARM) for child in singles(wording))
