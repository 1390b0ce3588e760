"""Clauses that ask or request something, and orders to others: they report nothing."""

import re

from messages.wording import Span, Wording
from vietnamese.phrases import Phrase
from vietnamese.text import fold

_CLAUSE = re.compile(r"[^,.;!?\n]+(?:\.(?=\d)[^,.;!?\n]*)*[,.;!?\n]*")
_END = (
    r"(?: ạ| a| nhỉ| vậy| thế| hả| hở| đấy| đó| anh| chị| em| sếp| ơi| bạn| mọi người| bot|"
    r" cả nhà| nào| nhé| ta| đây)*\s*[?!. ]*$"
)

_ASKS = Phrase(
    (
        r"(?:thế nào|như thế nào|ra sao|làm sao|tại sao|vì sao|"
        r"sao (?:bot|lại|em|tôi|anh|hệ thống|nhắc|cứ|không|chưa|vẫn)|bao giờ|khi nào|bao nhiêu|ở đâu|"
        r"về đâu|cho ai|cho đơn vị nào|là ai|"
        r"(?<!chưa )(?<!không )ai (?:là|chủ trì|làm|phụ trách|phối hợp|ký|duyệt|chịu|nhận|giao|"
        r"theo dõi)|mấy giờ|hôm nào|"
        r"lúc nào|ngày nào|hạn nào|nguồn nào|mẫu nào|phòng nào|đơn vị nào|việc nào|nhiệm vụ nào|cái nào|"
        r"chỗ nào|file nào|biểu nào|hình thức nào|nào(?= (?:ạ|vậy|thế|anh|chị|đây|nhỉ|hả|a$))|là gì|"
        r"cái gì|những gì|gì (?:ạ|vậy|thế|nữa|không|hả|đây)|để làm gì|làm gì(?= (?:tiếp|trước))|"
        r"nghĩa là sao|là sao)(?! (?:cũng|mà làm))"
    ),
    plain=(
        (
            r"(?:the nao|nhu the nao|ra sao|lam sao|tai sao|vi sao|"
            r"sao (?:bot|lai|em|toi|anh|he thong|nhac|cu|khong|chua|van)|bao gio|khi nao|bao nhieu|o dau|"
            r"ve dau|cho ai|la ai|(?<!chua )(?<!khong )ai (?:la|chu tri|lam|phu trach|phoi hop|ky|"
            r"duyet|chiu|nhan|giao|theo doi)|"
            r"may gio|hom nao|luc nao|ngay nao|han nao|nguon nao|mau nao|phong nao|don vị nao|viec nao|"
            r"nhiem vu nao|cai nao|cho nao|file nao|bieu nao|nao(?= (?:a|vay|the|anh|chi|day|nhi|ha)(?!\w))|"
            r"la gi|cai gi|nhung gi|gi (?:a|vay|the|nua|khong|ha|day)|nghia la sao|la sao)(?! (?:cung|ma lam))"
        ),
    ),
)
_YES_NO = Phrase(
    rf"(?:có|được|phải|đúng|cần|còn|kịp|thể|nên)(?!\w)[^,.;\n?]*? không{_END}",
    rf"(?:được|phải|đúng|đủ|kịp|cần)(?: [^,.;\n?]{{1,20}})? không{_END}",
    r"không(?: ạ| nhỉ| anh| chị| em| vậy| sếp)+\s*\?*$|không\s*\?|chứ(?: ạ| nhỉ)?\s*\?",
    r"hay (?:là )?(?:không|chưa|sao)",
    (
        rf"(?:xong|rồi|hết hạn|gửi|nộp|nhận|có|duyệt|ký|làm|tổ chức|biết|thấy|đến hạn|"
        rf"triển khai)(?: [^\s,.;?]+){{0,3}} chưa(?: (?:ạ|anh|chị|em|nhỉ|vậy|thế|hả|sếp|a|bạn|các bạn|"
        rf"mọi người))+{_END}"
    ),
    r"(?:xong|rồi|hết hạn|gửi|nộp|nhận|có|duyệt|ký|làm|tổ chức)(?: [^\s,.;?]+){0,3} chưa\s*\?",
    rf"(?:hả|hở|nhỉ|phải chăng|đúng không|phải không|được không){_END}",
)
_REQUEST = Phrase(
    (
        r"(?:cho|gửi|chuyển|xin|nhờ|mong)(?: anh| chị| em| tôi| mình| phòng| đơn vị| lại| giúp|"
        r" bên)*(?: xin| hỏi| em xin| mượn)(?: [^,.;\n]+)?"
    ),
    r"cho (?:em|tôi|mình|phòng) (?:xin|hỏi|biết|mượn|file|mẫu)(?!\w)[^,.;\n]*",
    (
        r"xin (?:lại |cái |file |bản |số |địa chỉ |link |anh chị )*(?:mẫu|biểu|file|link|số điện thoại|"
        r"hướng dẫn|ý kiến|đề cương|công văn|kế hoạch|văn bản|danh sách|chỉ đạo|tài liệu|bản|tư vấn|cấp|"
        r"hỗ trợ)(?!\w)[^,.;\n]*"
    ),
    r"xin (?:được |cấp |bố trí |hỗ trợ )*(?:thêm|bổ sung)(?= \w)[^,.;\n]*",
    (
        r"(?:nhờ|đề nghị|mong|kính mong|kính đề nghị|mong muốn)(?!\w)[^,.;\n]{0,40}? (?:hướng dẫn|giải thích|"
        r"cung cấp|gửi lại|gửi cho|hỗ trợ|giúp|xem giúp|kiểm tra|cho biết|cho ý kiến|xem xét|chỉ đạo|"
        r"giải đáp|làm rõ|gửi em|trả lời|chuyển|bố trí|cấp)(?!\w)[^,.;\n]*"
    ),
    (
        r"(?:gửi|chuyển|cho) (?:giúp |lại |cho )*(?:em|tôi|mình|phòng em) (?:xin )?(?:cái |file |lại |"
        r"mẫu |với)(?!\w)[^,.;\n]*"
    ),
    r"hướng dẫn (?:giúp |cho )*(?:em|tôi|mình)(?!\w)[^,.;\n]*",
)
# "chưa phát sinh vụ nào", "chưa có ai làm" ask nothing
_NOT_ANY = Phrase(r"(?:chưa|không|chẳng)(?!\w)[^,.;?\n]*? (?:nào|gì|ai|đâu)(?! ?\?| (?:ạ|vậy|thế|hả|anh|chị))")
_LOST = Phrase(
    r"^\W*(?:anh|chị|sếp|bạn|bot|cô|chú)(?: ơi)? [^,.;\n]{0,15}?(?:gửi|xem|kiểm tra|hướng dẫn|giải thích|chuyển|chỉ)"
    r"(?!\w)[^,.;\n]*? (?:giúp|hộ|cho|dùm) (?:em|tôi|mình)(?!\w)[^,.;\n]*",
    rf"hay (?:là )?[^,.;?]+?(?: ạ| vậy| thế| anh| chị| nhỉ| a){_END}|(?:với|của|do|là|cho|bởi) ai{_END}",
    r"(?:chưa|không) (?:hiểu|rõ|nắm được|biết) (?:nội dung|cách|phải|yêu cầu|làm|việc|nên|"
    r"thế|như|mẫu|là|mình|đoạn|ý)(?!\w)[^,.;\n]*",
    rf"(?:giải thích|hướng dẫn|chỉ|kiểm tra|xem|gửi|giúp)(?!\w)[^,.;\n]{{0,25}}?(?:giúp|hộ|"
    rf"dùm|cho) (?:em|tôi|mình|phòng em)"
    rf"(?: với| ạ| nhé| a)*{_END}",
)
_TIME = r"thêm (?:thời gian|(?:\d+|một|hai|ba|vài|ít|mấy) (?:ngày|hôm|bữa|tuần|tháng))"
_MORE_TIME = Phrase(rf"lùi|gia hạn|dời|giãn|{_TIME}|chậm lại", plain=(rf"lui|gia han|doi|gian|{fold(_TIME)}|cham lai",))
_NOT_MINE = Phrase(
    r"(?:việc|nhiệm vụ|cái|mục|phần|nv)(?!\w)[^,.;\n]{0,15}? (?:không phải|không thuộc|"
    r"đâu phải|đâu có thuộc)(?!\w)[^,.;\n]*",
    r"(?:việc|nhiệm vụ|cái|mục|phần)(?: việc)? (?:này|đó|kia|ấy) (?:là |phải là )?(?:của|thuộc|do) "
    r"(?:phòng|đơn vị|bên|trung tâm|văn phòng|chi cục|anh|chị|sở|đoàn|công đoàn|·)(?! em| tôi| mình)[^,.;\n]*",
    r"(?:em|tôi|phòng em|đơn vị em|phòng tôi) (?:không|đâu có|đâu) (?:được giao|phụ trách|"
    r"phải (?:chủ trì|phụ trách))(?!\w)[^,.;\n]*",
    r"(?:không phải|đâu phải) (?:việc |nhiệm vụ )?của (?:em|tôi|phòng|đơn vị)(?!\w)[^,.;\n]*",
    r"(?:nhắc|giao) nhầm[^,.;\n]*|gửi nhầm (?:người|phòng|đơn vị|địa chỉ)(?!\w)[^,.;\n]*",
)
_ORDER = Phrase(
    (
        r"^(?:đồng chí |các đồng chí |anh |chị |em |vp |văn phòng |tôi |ghi nhận,? )*(?:giao|yêu cầu|"
        r"đề nghị|nhắc|nhắc nhở|đôn đốc|chỉ đạo|phân công|giao cho|tập trung|khẩn trương)(?! em|"
        r" tôi| phòng em) (?!lùi|gia hạn|hoàn thiện báo cáo)[^\n]*(?:phòng|đơn vị|các|đồng chí|anh em|"
        r"bộ phận|hoàn thành|thực hiện|triển khai|báo cáo|làm|tiến độ)(?!\w)[^\n]*"
    ),
    (
        r"^(?:các|toàn bộ|tất cả|mọi|từng|những|đề nghị) (?:phòng|đơn vị|đồng chí|bộ phận|anh chị|"
        r"anh em)(?!\w)[^,.;\n]* (?:khẩn trương|nghiêm túc|tập trung|báo cáo|hoàn thành|phải|cần|chú ý|lưu ý|"
        r"nhanh chóng|sớm|đẩy nhanh|rà soát|thực hiện)(?!\w)[^\n]*"
    ),
    (
        r"^phòng(?: (?!đã|đang|chưa|mới|vừa|em|tôi)[^\s,.;]+){1,6}? (?:khẩn trương|tập trung|chủ động|phải|cần|"
        r"báo cáo)(?!\w)[^\n]*"
    ),
    r"^(?:cố gắng|tranh thủ|nhớ)(?!\w)[^\n]*(?:các|đồng chí|mọi người|anh em)(?!\w)[^\n]*",
    r"^(?:cố lên|đừng|không được để|nhanh lên|khẩn trương|tập trung|lưu ý)(?!\w)[^\n]*",
)


def clauses(wording: Wording) -> list[Span]:
    """The stretches between commas and stops, with their closing mark."""
    return [m.span() for m in _CLAUSE.finditer(wording.text)]


def questions(wording: Wording) -> list[Span]:
    """The clauses that ask, request, or say that the task is somebody else's."""
    found = []
    spans = clauses(wording)
    for start, end in spans:
        clause = wording.cut(start, end)
        if asks(clause):
            found.append((start, end))
    return found


def asks(clause: Wording) -> bool:
    clause = clause.hide(m.span() for m in clause.all(_NOT_ANY))
    if any(clause.has(p) for p in (_ASKS, _YES_NO, _NOT_MINE, _LOST)):
        return True
    if clause.has(_REQUEST):
        return not clause.has(_MORE_TIME)
    return clause.text.rstrip().endswith("?") and re.search(r"\w", clause.text) is not None


def is_order(wording: Wording) -> bool:
    """A leader telling others what to do."""
    return wording.has(_ORDER)
