"""Clauses that ask or request something, and orders to others: they report nothing."""

import itertools
import re

from messages.orders import CALL
from messages.vocabulary import ACT, DONE, SELF, WORK
from messages.wording import Span, Wording
from vietnamese.phrases import Phrase
from vietnamese.text import fold

_CLAUSE = re.compile(r"[^,.;!?\n]+(?:\.(?=\d)[^,.;!?\n]*)*[,.;!?\n]*")
# "đã gửi rồi mà sao vẫn nhắc", "tiền chưa về thì tổ chức kiểu gì": what stands before is told, not asked.
_TURN = Phrase(
    r"(?<=rồi )(?:mà )?(?=(?:sao|tại sao|vì sao) )|(?<=rồi )(?=(?:anh|chị|sếp|bên anh|bên chị) (?:đã )?(?:nhận|thấy|"
    r"xem) )",
    r" (?=mà (?:sao|tại sao|vì sao|bot|hệ thống|anh|chị|vẫn|cứ|lại|còn) [^,.;\n]*?(?:nhắc|báo|hỏi|đòi|hiện))",
)
# Nobody waits for an answer: "… thì làm sao mà làm được", "lấy đâu ra tiền mà làm".
_RHETORICAL = Phrase(
    r"(?:làm sao|sao|ai|đâu|làm gì|kiểu gì)(?: có)?(?: [^,.;\n]{1,20})? mà (?:làm|xong|kịp|được|triển khai|tổ chức|đi|"
    r"mở|in|"
    r"chi|mua|hoàn thành|nộp)(?!\w)[^,.;\n]*|làm sao (?:kịp|nổi|xuể|làm (?:kịp|được|nổi|xuể))|lấy đâu ra|làm gì có|"
    r"biết làm sao(?: được)?",
)
_LACK = (
    r"(?:(?:không|chưa|chẳng) (?!xong|làm|hoàn thành|nộp|kịp|biết|đạt|đúng|đủ thì|báo cáo|hiểu|rõ|tổ chức|triển khai)"
    r"[^,.;\n?]+?|(?:thiếu|hết|mất) [^,.;\n?]+?)"
)
_LACKING = Phrase(
    rf"(?P<lack>{_LACK}) (?=(?:thì|mà) (?:còn )?(?:làm|lấy|tổ chức|triển khai|chi|trả|mua|thuê|in|đi|mở|tính|"
    rf"thực hiện|xong|"
    r"tổng hợp|nhập|biết|họp|dạy|tập huấn|báo cáo)(?!\w)(?![^,.;\n]*(?:được|có|ổn) không)"
    r"[^,.;\n?]*?(?:sao|ai|gì|đâu|nào|được|nổi))"
)
_END = (
    r"(?: ạ| a| nhỉ| vậy| thế| hả| hở| đấy| đó| anh| chị| em| sếp| ơi| bạn| mọi người| bot|"
    r" cả nhà| nào| nhé| ta| đây)*\s*[?!. ]*$"
)

_ASKS = Phrase(
    (
        r"(?:thế nào|như thế nào|ra sao|làm sao|tại sao|vì sao|"
        r"sao (?:bot|lại|em|tôi|anh|hệ thống|nhắc|cứ|không|chưa|vẫn|còn (?:nhắc|giao|gửi|báo|hỏi|đòi))|bao giờ|"
        r"khi nào|bao nhiêu|ở đâu|"
        r"về đâu|cho ai|cho đơn vị nào|là ai|"
        r"(?<!chưa )(?<!không )ai (?:là|chủ trì|làm|phụ trách|phối hợp|ký|duyệt|chịu|nhận|giao|"
        r"theo dõi)|mấy giờ|hôm nào|"
        r"(?:ngày|hôm|thứ|tháng) mấy|kiểu gì|cách nào|hồi nào|bữa nào|(?:nộp|gửi|vào|đến|tới) đâu|lúc nào|ngày nào|"
        r"hạn nào|"
        r"nguồn nào|"
        r"mẫu nào|phòng nào|đơn vị nào|bên nào|cấp nào|xã nào|việc nào|nhiệm vụ nào|cái nào|"
        r"chỗ nào|file nào|biểu nào|hình thức nào|nào(?= (?:ạ|vậy|thế|anh|chị|đây|nhỉ|hả|a$))|là gì|"
        r"cái gì|những gì|gì (?:ạ|vậy|thế|nữa|không|hả|đây|cơ)|để làm gì|làm gì(?= (?:tiếp|trước))|"
        r"nghĩa là sao|là sao|(?:tính|làm|giải quyết|xử lý|ghi|điền|ký) sao(?= (?:đây|ạ|vậy|giờ|anh|chị|a|em)|"
        r"\W*$))(?! (?:cũng|mà làm))"
    ),
    plain=(
        (
            r"(?:the nao|nhu the nao|ra sao|lam sao|tai sao|vi sao|"
            r"sao (?:bot|lai|em|toi|anh|he thong|nhac|cu|khong|chua|van)|bao gio|khi nao|bao nhieu|o dau|"
            r"ve dau|cho ai|la ai|(?<!chua )(?<!khong )ai (?:la|chu tri|lam|phu trach|phoi hop|ky|"
            r"duyet|chiu|nhan|giao|theo doi)|"
            r"may gio|(?:ngay|hom|thu|thang) may|kieu gi|cach nao|hoi nao|bua nao|(?:nop|gui|vao) dau|ben nao|"
            r"cap nao|hom nao|"
            r"luc nao|"
            r"ngay nao|han nao|nguon nao|mau nao|phong nao|don vị nao|viec nao|"
            r"nhiem vu nao|cai nao|cho nao|file nao|bieu nao|nao(?= (?:a|vay|the|anh|chi|day|nhi|ha)(?!\w))|"
            r"la gi|cai gi|nhung gi|gi (?:a|vay|the|nua|khong|ha|day)|nghia la sao|la sao|"
            r"(?:tinh|lam|giai quyet|xu ly|ghi|dien) sao(?= (?:day|a|vay|gio|anh|chi)|\W*$))(?! (?:cung|ma lam))"
        ),
    ),
)
_YES_NO = Phrase(
    rf"(?:có|được|phải|đúng|cần|còn|kịp|thể|nên)(?!\w)[^,.;\n?]*? không{_END}",
    rf"(?:được|phải|đúng|đủ|kịp|cần)(?: [^,.;\n?]{{1,20}})? không{_END}",
    r"không(?: ạ| nhỉ| anh| chị| em| vậy| sếp)+\s*\?*$|không\s*\?|chứ(?: ạ| nhỉ)?\s*\?",
    r"^\W*(?:anh|chị|em|bạn|phòng|các bạn)(?: đã| làm)* (?:xong|nộp|gửi|hoàn thành)(?: rồi)? chưa\W*$|"
    r"^\W*phải [^,.;?\n]+ à\W*$",
    r"hay (?:là )?(?:không|chưa|sao)|(?:được|ổn|đúng|đủ) chưa(?: ạ| anh| chị| sếp| em| bot| nhỉ)+",
    (
        rf"(?:xong|rồi|hết hạn|gửi|nộp|nhận|có|duyệt|ký|làm|tổ chức|biết|thấy|đến hạn|"
        rf"triển khai)(?: [^\s,.;?]+){{0,3}} chưa(?: (?:ạ|anh|chị|em|nhỉ|vậy|thế|hả|sếp|a|bạn|các bạn|"
        rf"mọi người))+{_END}"
    ),
    r"(?:xong|rồi|hết hạn|gửi|nộp|nhận|có|duyệt|ký|làm|tổ chức)(?: [^\s,.;?]+){0,3} chưa\s*\?",
    r"(?:nhận|thấy|duyệt|ký|xem)(?: [^\s,.;?]+){1,6} chưa (?:anh|chị|sếp|bot|mọi người|ạ)(?!\w)",
)
_PARTICLE = Phrase(
    rf"(?:hả|hở|nhỉ|phải chăng|đúng không|phải không|được không){_END}",
    # without accents these are also names, thiếu nhi and hộ
    plain=(
        rf"(?:(?<!thieu )(?<!benh )nhi|phai chang|dung khong|phai khong|duoc khong){_END}",
        r"(?:khong|chua|vay|the|day|roi|gi|nao) ha(?: a| anh| chi)*\W*$|ha(?: a)?\s*\?",
    ),
)
_CHOICE = Phrase(
    r"(?P<one>[^\W\d]+)(?: [^\s,.;?]+){1,3}? hay(?: là)? (?P=one)(?!\w)|\d+(?: [^\s,.;?]+)? hay(?: là)? \d+",
    r"(?:có|cần|phải|được|nên) [^,.;?\n]*? không hay(?: là)? ",
)
# Asked of others, not what the sender has begun: "đang xin ý kiến".
_ASKING = r"(?<!đang )(?<!đã )(?<!vừa )(?<!mới )(?<!để )(?<!chờ )(?<!gửi )xin"
_REQUEST = Phrase(
    (
        r"(?:cho|gửi|chuyển|xin|nhờ|mong)(?: anh| chị| em| tôi| mình| phòng| đơn vị| lại| giúp|"
        r" bên)*(?: xin| hỏi| em xin| mượn)(?: [^,.;\n]+)?"
    ),
    r"cho (?:em|tôi|mình|phòng) (?:xin|hỏi|biết|mượn|file|mẫu)(?!\w)[^,.;\n]*",
    (
        rf"{_ASKING} (?:lại |cái |file |bản |số |địa chỉ |link |anh chị )*(?:mẫu|biểu|file|link|số điện thoại|"
        r"hướng dẫn|ý kiến|đề cương|công văn|kế hoạch|văn bản|danh sách|chỉ đạo|tài liệu|bản|tư vấn|cấp|"
        r"hỗ trợ)(?!\w)[^,.;\n]*"
    ),
    rf"{_ASKING} (?:được |cấp |bố trí |hỗ trợ )*(?:thêm|bổ sung)(?= \w)[^,.;\n]*",
    (
        r"(?:nhờ|đề nghị|mong|kính mong|kính đề nghị|mong muốn)(?!\w)[^,.;\n]{0,40}? (?:hướng dẫn|giải thích|"
        r"cung cấp|gửi lại|gửi cho|hỗ trợ|giúp|xem giúp|kiểm tra|cho biết|cho ý kiến|xem xét|chỉ đạo|"
        r"giải đáp|làm rõ|gửi em|trả lời|chuyển|bố trí|cấp)(?!\w)[^,.;\n]*"
    ),
    (
        r"(?:gửi|chuyển|cho) (?:giúp |lại |cho )*(?:em|tôi|mình|phòng em) (?:xin )?(?:cái |file |lại |"
        r"mẫu |với|link|bản |công văn|văn bản|đường link|tài liệu|danh sách|biểu)[^,.;\n]*"
    ),
    r"^\W*(?:(?:nhờ |anh |chị |sếp |bot |ơi,? ))*(?:gửi|chuyển|xem|kiểm tra|tải|mở|hỏi|tra|tìm|nhắc|duyệt|ký|"
    r"xử lý)(?: lại)? "
    r"(?:giúp|hộ|dùm|giùm)(?: cho)? (?:em|tôi|mình|phòng em|bên em)(?!\w)[^,.;\n]*",
    r"^\W*(?:(?:nhờ |anh |chị |sếp |bot |ơi,? ))+(?:kiểm tra|xem|check)(?!\w)[^,.;\n]* chưa(?: ạ| nhé| với| a)*\W*$",
    r"^\W*nhờ (?:anh|chị|sếp|bot|văn phòng)(?!\w)[^,.;\n]* (?:chuyển|gửi|xem|xử lý|nhắc|báo)(?!\w)[^,.;\n]*",
    r"hướng dẫn (?:giúp |cho )*(?:em|tôi|mình)(?!\w)(?! (?:các|từng|xã|phường|thôn|trường|người|bà con|hộ) )[^,.;\n]*",
)
# "chưa phát sinh vụ nào", "chưa có ai làm" ask nothing
_NOT_ANY = Phrase(
    r"(?:chưa|không|chẳng|chả) (?:bao giờ|khi nào|lúc nào)(?! ?\?)|(?:chưa|không) (?:đâu vào đâu|(?:tới|đến|ra) đâu)",
    r"(?:chưa|không|chẳng)(?! (?:biết|rõ|hiểu|nhớ|nắm))(?!\w)[^,.;?\n]*? (?:(?<!thế )nào|gì|ai|đâu)"
    r"(?! ?\?| (?:vậy|thế|hả)| (?:ạ|anh|chị) ?\?)",
)
_LOST = Phrase(
    r"(?<!chưa )(?<!không )(?:gửi|nộp|giao|hỏi|báo|báo cáo|chuyển|đưa|trình|gặp|liên hệ)(?: cho| với|"
    r" lại)? ai(?!\w)(?! cũng)",
    r"(?:là|làm|có|cần|nộp|gửi) (?:việc|mẫu|phòng|giấy tờ|tài liệu|hồ sơ|phần) gì(?= (?:ạ|vậy|thế|đây|nữa|anh|"
    r"chị)|\W*$)",
    r"^\W*(?:anh |chị |bot |ủa |ơ |mà )*sao (?:hôm nay|bữa nay|giờ|mà|nv|việc|nó|cái|không) [^,.;\n]*(?:vậy|thế|hoài|"
    r"miết|ta|nhỉ|hả)(?!\w)",
    r"chỉ (?:giúp |dùm |giùm |cho |lại )*(?:em|tôi|mình) (?:cách|chỗ|với|làm|nộp|nhập|xem|vào)(?!\w)",
    r"(?<!để em )(?<!để tôi )(?<!để )hỏi (?:hạn|cách|mẫu|thủ tục|xem|nộp)(?!\w)[^,.;\n]*",
    r"^\W*(?:anh|chị|sếp|bạn|bot|cô|chú)(?: ơi)? [^,.;\n]{0,15}?(?:gửi|xem|kiểm tra|hướng dẫn|giải thích|chuyển|chỉ)"
    r"(?!\w)[^,.;\n]*? (?:giúp|hộ|cho|dùm) (?:em|tôi|mình)(?!\w)[^,.;\n]*",
    rf"hay (?:là )?[^,.;?]+?(?: ạ| vậy| thế| anh| chị| nhỉ| a){_END}|(?:với|của|do|là|cho|bởi) ai{_END}",
    r"(?:chưa|không) (?:hiểu|rõ) (?=·)|(?:chưa|không) (?:hiểu|rõ|nắm được|biết) (?:nội dung|cách|phải|yêu cầu|làm|"
    r"việc|nên|"
    r"thế|như|mẫu|là|mình|đoạn|ý)(?!\w)[^,.;\n]*",
    rf"(?:giải thích|hướng dẫn|chỉ|kiểm tra|xem|gửi|giúp)(?!\w)[^,.;\n]{{0,25}}?(?:giúp|hộ|"
    rf"dùm|cho) (?:em|tôi|mình|phòng em)"
    rf"(?: với| ạ| nhé| a)*{_END}",
)
_TIME = (
    r"thêm (?:thời gian|(?:tuần|tháng|ngày)(?: nữa)?(?!\w)|(?:\d+|một|hai|ba|vài|ít|mấy) (?:ngày|hôm|bữa|tuần|"
    r"tháng))"
)
_MORE_TIME = Phrase(rf"lùi|gia hạn|dời|giãn|{_TIME}|chậm lại", plain=(rf"lui|gia han|doi|gian|{fold(_TIME)}|cham lai",))
_WHEN = r"(?:bao giờ|khi nào|lúc nào|hôm nào|bữa nào)"
_THANKS = Phrase(r"^\W*(?:dạ |vâng |em |tôi |xin |rất |chân thành )*(?:cảm|cám) ơn [^,.;\n?]*?đã [^,.;\n?]*[.!;,\s]*$")
# Putting off tells and asks nothing: "hôm nào em báo lại", "khi nào làm xong em gửi".
PUT_OFF = Phrase(
    rf"{_WHEN} [^,.;?\n]*báo(?: cáo)?(?: lại| sau| anh| chị)(?: ạ| nhé| sau| ngay)*(?=\W*$)",
    rf"{_WHEN} (?:em |tôi |mình |bên em )?(?:làm )?(?:xong|hoàn thành)(?!\w)[^,.;?\n]*? (?:thì|em|tôi|phòng|"
    rf"sẽ) [^,.;?\n]+",
)
# A condition: "bao giờ có hướng dẫn thì phòng làm".
_WHENEVER = Phrase(
    rf"(?:{_WHEN}|chừng nào) [^,.;?\n]*?(?<!\w)(?:thì|mới|là) (?:{SELF} |sẽ |mới |được |có thể |dám ){{0,5}}(?:{WORK}|"
    rf"{ACT}|{DONE}|dám|nộp|gửi|trình|tính|chi|trả|cấp)"
    rf"(?!\w)(?! (?:báo|[^,.;?\n]*(?:nào|gì|đâu|sao)(?!\w)))[^,.;?\n]*$",
    rf"{_WHEN} (?:[^\s,.;?]+ ){{0,3}}?(?:có|duyệt|cấp|rảnh|về|nhận|rót|giao|trả|cho phép|chuyển|ký|chốt)(?!\w)"
    r"[^,.;?\n]*? "
    r"(?:thì|mới|là|em|tôi|phòng|sẽ) [^,.;?\n]+$",
)
_NOT_MINE = Phrase(
    r"(?:việc|nhiệm vụ|cái|mục|phần)(?: việc)? (?:này|đó|kia|ấy)(?!\w)[^,.;\n]* chứ (?:không|đâu)(?: phải)?(?: của)? "
    r"(?:bên|phòng|xã|em|tôi|đơn vị)(?!\w)[^,.;\n]*",
    r"(?:việc|nhiệm vụ|cái|mục|phần|nv)(?!\w)[^,.;\n]{0,15}? (?:không phải|không thuộc|"
    r"đâu phải|đâu có thuộc)(?!\w)[^,.;\n]*",
    r"(?:việc|nhiệm vụ|cái|mục|phần)(?: việc)? (?:này|đó|kia|ấy) (?:là |phải là )?(?:của|thuộc|do) "
    r"(?:phòng|đơn vị|bên|trung tâm|văn phòng|chi cục|anh|chị|sở|đoàn|công đoàn|·)(?! em| tôi| mình)[^,.;\n]*",
    r"(?:em|tôi|phòng em|đơn vị em|phòng tôi) (?:không|đâu có|đâu) (?:được giao|phụ trách|"
    r"phải (?:chủ trì|phụ trách))(?!\w)[^,.;\n]*",
    r"(?:không phải|đâu phải) (?:việc |nhiệm vụ )?của (?:em|tôi|phòng|đơn vị|xã|ấp|thôn|trường|bên|trạm|khu|"
    r"tổ)(?!\w)[^,.;\n]*",
    r"· ?(?:là |là việc )?(?:của|thuộc) (?!em|tôi|mình|phòng em|đơn vị em)[^,.;\n]+ (?:mà|chứ|cơ mà|mà nhỉ)(?: ạ|"
    r" nhỉ)*\W*$",
    # the sender has gone: "em chuyển sang đơn vị khác rồi", "em nghỉ hưu rồi"
    r"(?:em|tôi|mình) (?:đã |mới |vừa |được |bị )*(?:(?:luân |điều )?chuyển(?: công tác)? (?:sang|qua|về|đến|tới|lên|"
    r"xuống) (?:đơn vị|phòng|cơ quan|bộ phận|sở|chỗ|nơi|trường|xã|huyện|ban|bên|việc) (?:khác|mới)|chuyển công tác|"
    r"nghỉ hưu|nghỉ việc|thôi việc|(?:không|hết|thôi) (?:còn )?(?:làm|công tác|ở) (?:ở |bên |tại )*(?:đơn vị|phòng|"
    r"cơ quan|bộ phận|đó|đấy|đây))(?!\w)(?! (?:nên|thì|chứ))[^,.;\n]*",
    r"(?:nhắc|giao) nhầm[^,.;\n]*|(?:gửi|nhắn|hỏi|gọi|tag) nhầm (?:người|phòng|đơn vị|địa chỉ|số|chỗ)(?!\w)[^,.;\n]*",
    r"(?:đây|đấy|đó) (?:là |thuộc )?(?:việc|nhiệm vụ|phần|mảng) (?:của |thuộc )?(?:phòng|đơn vị|bên|trung tâm|"
    r"văn phòng|chi cục|sở|·|anh|chị|xã)(?! em| tôi| mình)[^,.;\n]*",
)


def clauses(wording: Wording) -> list[Span]:
    """The stretches between commas and stops, with their closing mark, parted also where telling turns to asking."""
    turns = sorted(m.end() for phrase in (_TURN, _LACKING) for m in wording.all(phrase))
    found: list[Span] = []
    for clause in _CLAUSE.finditer(wording.text):
        cuts = [clause.start(), *(at for at in turns if clause.start() < at < clause.end()), clause.end()]
        found += itertools.pairwise(cuts)
    return found


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
    put_off = clause.has(PUT_OFF) and not clause.text.rstrip().endswith("?")
    if (
        put_off
        or (clause.has(_THANKS) and not clause.has(_ASKS))
        or any(clause.has(p) for p in (_RHETORICAL, CALL, _WHENEVER))
    ):
        return False
    if any(clause.has(p) for p in (_ASKS, _YES_NO, _PARTICLE, _NOT_MINE, _LOST, _CHOICE)):
        return True
    if clause.has(_REQUEST):
        return not clause.has(_MORE_TIME)
    return clause.text.rstrip().endswith("?") and re.search(r"\w", clause.text) is not None
