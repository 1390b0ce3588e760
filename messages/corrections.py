"""Replies that withdraw or change what was reported before: nhầm, đính chính, sửa lại, không phải X mà là Y."""

from functools import lru_cache

from messages.wording import Span, Wording
from vietnamese.numbers import find_numbers
from vietnamese.phrases import Phrase

_CORRECTS = Phrase(
    r"(?<!đã )đính chính(?! (?:trên|với báo))",
    (
        r"(?<!phiếu )(?<!hộ )(?<!dân )(?<!xã )(?<!trường )(?<!vị )(?<!thôn )(?<!máy )(?<!mềm )(?:báo|nói|ghi|viết|gõ|"
        r"bấm|nhập|nhắn|gửi|đếm|cộng|tính|chọn|em|tôi)(?: cáo| số| liệu| lại|"
        r" bị)* (?:nhầm|lộn|sai)(?! (?:nhóm|người|phòng|địa chỉ|chỗ|máy|tin|lẫn|bạn|anh|chị))"
    ),
    r"(?<!nhắc )(?<!giao )(?<!không )(?<!tránh )(?<!đâu )(?<!chưa )(?<!bị )(?<!gọi )"
    r"nhầm(?: lẫn| rồi| tí| chút| mất| ạ| a)*"
    r"(?=[,.;: ]|$)(?! (?:nhóm|người|phòng|địa chỉ|chỗ|máy|bạn|anh|chị|số điện thoại))",
    (
        r"(?<!chỉnh )(?<!đang )(?<!phải )(?<!cần )(?<!bản )sửa (?:lại|giúp|dùm|hộ|số|cho|thành|báo cáo|kết quả|"
        r"tiến độ|là|"
        r"giùm)(?! (?:dự thảo|kế hoạch|văn bản|đường|chữa|quy chế|hồ sơ|đề án|theo))"
    ),
    (
        r"^(?:em |xin |xin phép |cho |tôi |anh |chị |dạ )*sửa(?=:| :|,| (?:[\d·§]|nv|nhiệm vụ|số|hạn|tiến độ|"
        r"thành|là|kết quả|báo cáo|lại|giúp|hộ|dùm|giùm|chút|tí|xíu)|"
        r"$)(?! (?:lại )?(?:chữa|đổi|soạn|dự|văn|kế|xong|theo|đường|nhà|máy|hồ sơ|đề|quy|loa|trường|mái))"
    ),
    r"xin sửa|cần sửa (?:số|lại)",
    (
        r"(?:số|con số|kết quả|số liệu|tiến độ|hạn)(?: [^,.;\n\d]{1,15})? (?:đúng|"
        r"chính xác)(?: phải)?(?: (?:là|phải là)|:)"
    ),
    r"(?:đúng ra|thực ra|chính xác|đúng|đúng phải)(?: phải)? là (?=[\d·]|nv|mới|chưa|đã|hôm)|hạn mới là",
    (
        r"không phải(?: là)? (?=[\d·]|nv|nhiệm vụ|(?:đã )?(?:xong|hoàn thành)|một|hai|ba|"
        r"mười)[^,.;\n]*?,? ?(?:·+ )?(?:mà là|"
        r"mà|là|chỉ|mới)"
    ),
    (
        r"(?:chứ|chớ) (?:không|chẳng|chả|đâu)(?: phải)?(?: là)? (?=[\d·]|nv|một|hai|ba|bốn|năm|sáu|bảy|"
        r"tám|chín|mười|xong|hoàn thành)"
    ),
    (
        r"(?:hủy|rút|bỏ|xóa|thu hồi)(?: lại| giúp| hộ| dùm| cho em| bỏ| em)* (?:báo cáo|tin|kết quả|"
        r"số liệu|cái|tin nhắn|thông tin|nội dung)(?: [^,.;\n]{0,12})?(?:vừa|lúc|hôm|trước|đó|này|kia|nãy|"
        r"cũ|nhầm|em|hồi|sáng|chiều|của|trên)"
    ),
    r"(?:à |ơ |ôi |em )quên(?! mất| béng| làm| chưa| không)|(?:báo|em) thiếu(?: mất)? (?=[\d·])",
    r"cập nhật lại (?:số|kết quả)",
    r"điều chỉnh (?:lại )?(?:số liệu|số|kết quả|báo cáo)|nói lại(?: là)?(?=[:, ])|rút lại",
    plain=(
        r"dieu chinh (?:lai )?(?:so|ket qua|bao cao)",
        r"(?<!gia )dinh chinh|(?<!nhac )(?<!giao )nhầm(?! (?:nhom|nguoi|phong|dia|cho|may))",
        r"(?:bao|noi|ghi|viet|go|bam|nhap|gui|nhan|chon|danh)(?: cao| so| lieu| lai| bi)* (?:lon|sai)(?! (?:nhom|"
        r"nguoi|phong))",
        (
            r"(?<!chinh )(?<!dang )(?<!phai )(?<!can )sua (?:lai|giup|dum|ho|so|cho|thanh|bao cao|ket qua|tien độ|"
            r"la)(?! (?:du thao|ke hoach|van ban|duong|chua|quy che|ho so|de an))"
        ),
        r"^(?:em |xin |cho |toi |da )*sua(?=:| :| \d| nv| ·| so| han| ngay|$)|xin sua",
        (
            r"(?:so|con so|ket qua|so lieu|tien độ|han)(?: [^,.;\n\d]{1,15})? (?:dung|"
            r"chinh xac)(?: phai)?(?: (?:la|phai la)|:)"
        ),
        r"(?:dung ra|thuc ra|chinh xac|dung|dung phai)(?: phai)? la (?=[\d·]|nv|moi|chua|da)|han moi la",
        r"khong phai(?: la)? (?=[\d·]|nv|nhiem vu|(?:da )?(?:xong|hoan thanh))[^,.;\n]*?,? ?(?:·+ )?(?:ma la|ma|la|"
        r"chi|moi)",
        r"(?:chu|cho) (?:khong|k)(?: phai)?(?: la)? (?=[\d·]|nv|xong|hoan thanh)",
        (
            r"(?:hủy|rut|bo|xoa|thu hoi)(?: lai| giup| ho| dum| cai| cho em| em)* (?:bao cao|tin|ket qua|so lieu|"
            r"tin nhan)(?: [^,.;\n]{0,12})?(?:vua|luc|hom|truoc|nay|kia|cu|nhầm|em|hoi|sang|chieu|tren)"
        ),
        r"(?:a |o |em )quen(?! mat| beng| lam| chua| khong)|cap nhat lai so|noi lai(?=[:, ])|rut lai",
    ),
)
_NOT_OF_REPORT = r"(?! (?:nhóm|người|phòng|địa chỉ|chỗ|máy|lẫn|bạn|anh|chị|số điện thoại)(?!\w))"
_WRONG = rf"(?:nhầm|lộn|sai|chưa (?:đúng|chính xác|chuẩn)|không (?:đúng|chính xác)|bị sai){_NOT_OF_REPORT}"
_MISCOUNTED = r"(?:thiếu|thừa|dư|sót|hụt|trùng)"
_EARLIER = r"(?:hôm qua|hôm trước|hôm kia|lúc nãy|hồi nãy|ban nãy|lần trước|vừa rồi|vừa nãy|trước đó|sáng nay|hồi sáng)"
_MISTAKES = Phrase(
    r"(?<!đã )cải chính(?! (?:trên|với báo|hộ tịch))",
    r"(?<!đang )(?<!phải )(?<!đã )(?<!để )(?<!còn )(?<!cần )chỉnh (?:lại |sửa )?(?:giúp em |lại )?(?:báo cáo|số|"
    r"số liệu|kết quả|tiến độ|"
    r"hạn)(?! theo)",
    r"không phải (?:là )?(?:đang|xong|hoàn thành)[^,.;\n]*? mà (?:là )?(?:đã |đang |mới )*(?:xong|hoàn thành|chưa|làm|"
    r"gần|sắp)",
    r"(?:báo cáo|số liệu|kết quả|tin)(?: nhắn)? (?:trước|vừa rồi|hôm qua|cũ|lúc nãy|trên)[^,.;\n]{0,15} (?:hủy|bỏ|rút|"
    r"không tính)",
    rf"(?<!xã )(?<!trường )(?<!đơn vị )(?<!người dân )(?:báo(?: cáo)?|ghi|viết|gõ|nhập|đếm|cộng|tính|đánh|điền|kê|kể|"
    rf"khai)"
    rf"(?: bị)? {_MISCOUNTED}(?! (?:người|kinh phí|tiền|xe|cán bộ|giờ|lương|nhi))",
    rf"{_EARLIER}[^,.;\n]{{0,30}} (?:là )?{_WRONG}|(?:em|tôi) (?:báo|nói|ghi|nhắn|"
    rf"gửi)[^,.;\n]{{0,20}} (?:là )?{_WRONG}",
    r"[\d·][^,.;\n]{0,20} (?:là (?:sai|nhầm|lộn)(?= ?[,.;])|mới (?:là )?(?:đúng|chính xác|chuẩn)(?= ?[,.;]| ?$| ạ| a|"
    r" nhé))",
    r"(?:thay|(?<!chuyển )đổi)(?: lại)? (?:số (?=\d)|con số|kết quả)|thay đổi số liệu ?:|thay (?:bằng|thành) (?=\d)|"
    r"(?:bỏ|xóa)(?: giúp| giùm| hộ| dùm)?(?: em)? (?:con số|số (?=\d))|cập nhật lại (?=·)",
    r"(?:viết|báo|báo cáo|ghi|nhập|chốt|cập nhật|đếm|tính|cộng)(?: cáo)? lại(?: giúp em| nhé| ạ| số liệu| số| kết quả|"
    r" ·+)*"
    r"(?: ?:| là| thì| chỉ| ra)(?= ?[^\n])(?! (?:sau|cho|anh|chị))",
    r"bỏ qua (?:giúp em |hộ em )?(?:tin|báo cáo|cái|số|số liệu|kết quả)(?: nhắn)? (?:trước|trên|vừa|lúc|hồi|nãy|đó|cũ)"
    r"(?![^\n]* nhóm)",
    # "không phải hoãn mà là dời", but a reason is no correction: "không phải do em mà là do mưa"
    r"(?:không|đâu) phải (?:là )?(?!do |tại |vì |của |bên |phòng |lỗi |việc |em |tôi |ai |chỗ )[^,.;\n]{1,40}? mà là ",
    r"^\W*(?:em |dạ )*(?:à|ơ|ý|ấy|ui|chết|thôi chết),? (?:không|quên|nhầm|sai|lộn)(?: phải| rồi)?(?= ?[,.;!:])",
    rf"{_EARLIER} [^,.;\n]{{0,15}}(?:nói|báo|bảo|ghi|nhắn)[^,.;\n]{{0,30}} (?:nhưng|mà) (?:thật ra|thực ra|"
    rf"thực tế|ra)(?!\w)",
    r"quên,? (?:phải|đúng)(?: ra)? là (?=[\d·])",
    r"thêm \d+ [^,.;\n]{1,20}, (?:nên |vậy )*tổng(?: cộng| số)? (?:lên )?thành (?=\d)",
    r"(?:hóa ra|té ra|thì ra)[^\n]*(?:tưởng|ngỡ|đinh ninh)|(?:tưởng|ngỡ) (?:là |đã )*(?:xong|đủ|hoàn thành|nộp|gửi)"
    r"[^\n]*(?:hóa ra|té ra|thì ra)",
    r"(?:đổi|chỉnh) lại(?: giúp em| giúp| giùm| dùm| hộ)*(?= ?[,:] )",
    r"(?:ghi|viết|nhập|gõ|báo|điền) (?:bị )?ngược",
    r"(?:rút|lấy) lại (?:lời|báo cáo|số|tin)|rút lời|(?:cái|tin|số) (?:lúc nãy|hồi nãy|vừa rồi|trước) (?:không tính|"
    r"bỏ|sai)",
    r"^\W*(?:(?:à|ơ|ủa|ôi|chết|dạ|sorry|sr|xin lỗi|em|anh|chị|ơi)[ ,!.]*)*(?:sai|lộn)(?: rồi| mất| số liệu| số)*(?: ạ|"
    r" a)*"
    r"(?= ?[,.;:!])",
    r"quên (?:mất )?(?:cộng |tính |ghi |báo |kể |chưa )*(?=\d)|chưa (?:tính|cộng|kể)(?: vào| hết)?,? (?:tổng|thành)",
    r"(?:đúng ra|nói đúng ra|đúng hơn|chính xác hơn)(?: thì| phải)?(?: là| mới| chỉ| có)? (?=\d)",
    r"[\d·][^.;\n]{0,25}, ?không phải(?: là)? (?=[\d·])",
)
_BEFORE_OLD = Phrase(
    r"(?:chứ|chớ)(?: không)?(?: phải)?(?: là)?\s?$|(?:không|đâu) phải(?: là)?\s?$",
    r"(?:báo|ghi|nhầm|viết|gõ)(?: nhầm)?(?: là| thành)?\s?$",
    r"(?:hôm qua|trước|lúc nãy|vừa)(?: em| báo| là| ghi)*\s?$|từ\s?$",
    plain=(
        r"(?:chu|cho) (?:khong )(?:phai )?(?:la )?$|khong phai (?:la )?$",
        r"(?:bao|ghi|nhầm|viet|go)(?: nhầm)?(?: la| thanh)?\s?$|tu\s?$",
    ),
)
_TASK = r"(?:nv|nhiệm vụ|việc|mục|cái|phần)"
_WITHDRAWN = Phrase(
    rf"không phải(?: là)? {_TASK}[^,;.\n]*?(?=[,;.]? (?:mà )?(?:là )?{_TASK} ?(?:số )?\d)",
    rf"(?:chứ|chớ) {_TASK} ?(?:số )?\d[\d.]*(?: thì| vẫn)* chưa[^,;.\n]*",
    r"không phải(?: là)? [^,;.\n]*?(?=,? (?:mà|là|chỉ))",
    r"chứ (?:không|chẳng|chả|chưa)(?: phải)?(?: là)? [^,;.\n]*|chớ (?:không|chẳng|chả) phải(?: là)? [^,;.\n]*",
    r"(?:(?:hôm qua|hôm trước|lúc nãy|lần trước|vừa rồi|trước) )?(?:em |tôi )?(?:báo|ghi|gõ|"
    r"nói)(?: cáo)?(?: là)? [^,;\n]*? là "
    r"(?:nhầm|sai|lộn)",
    r"(?:báo|ghi|gõ|viết|nhập) (?:nhầm|lộn|sai)(?: là| thành)? \d[\d.,]*+(?: ?%)?+(?! (?:thì |"
    r"là )?mới (?:là )?(?:đúng|phải|"
    r"chuẩn|chính xác))",
    rf"(?:báo|ghi|gõ|viết|nhập|gửi)(?: cáo)? (?:nhầm|lộn|sai) (?:sang|vào|qua|thành|cho|ở|"
    rf"là)? ?{_TASK} ?(?:số )?\d[\d.]*"
    rf"(?=[,;.]? [^,;.\n]{{0,20}}?(?:là|của|cho) {_TASK} ?(?:số )?\d)",
    rf"{_TASK} ?(?:số )?\d[\d.]*,? (?:em |tôi |là )*(?:ghi|báo|gõ|bấm|nhập|viết) (?:nhầm|lộn|sai)(?: tên| số| mã)?"
    rf"(?=[,;.]? (?:đúng |phải |mà |chính xác )*(?:ra )?là {_TASK} ?(?:số )?\d)",
    r"(?:việc|phần|mục|vụ) [^,;.\n]*? (?:báo|ghi|gõ|nói|viết) (?:nhầm|lộn|sai)(?: tên| số| việc)?"
    r"(?=[,;.]? (?:đúng |phải |mà |chính xác )*(?:ra )?là (?:việc|phần|mục|vụ) )",
    r"phải(?= là \d)",
    rf", ?không phải(?: là)? (?:{_TASK} ?(?:số )?)?[\d·](?![^,;.\n]* (?:mà|là|chỉ|mới) )[^,;.\n]*",
    rf"(?:{_EARLIER} )(?:em |tôi )?(?:báo|ghi|gõ|nói|nhập)(?: cáo)?(?: là| thành)? [\d·][^,;\n]*",
    r"\d+[^,;.\n\d]{0,20} là (?:sai|nhầm|lộn)(?= ?[,.;])",
    r"(?:bỏ|xóa|thay|đổi) (?:con )?số \d[\d.,]*(?: (?!bằng|thành)[^\s,;.]+){0,2}",
    rf"(?:quên(?: mất)?|trừ(?: đi)?|(?:bớt|giảm|rút)(?: đi| xuống)?|"
    rf"{_MISCOUNTED}[ ,]+(?:cộng )?thêm(?=[^,;.\n]* nữa )|"
    rf"{_MISCOUNTED}(?: mất)?) (?:số )?\d[\d.,]*(?: [^\s,;.]+)?(?: nữa)?(?=[^\n]* (?:tổng|thành|"
    rf"còn|là|mới đúng))",
)
# "bớt 5 người, còn 60": of what was withdrawn the rest is the new number
LEAVES = Phrase(r"(?<=·)[ ,]*(?:thì |nên )*còn(?: lại| có| đúng)*(?= \d)")

_ALL = (_CORRECTS, _MISTAKES)


def withdrawn(wording: Wording) -> list[Span]:
    """What is taken back: "không phải NV 3 (mà là NV 4)", "chứ không phải 21", "hôm qua báo 60% là nhầm"."""
    return list(_withdrawn(wording.text, plain=wording.plain)) if wording.lets_in(_WITHDRAWN) else []


# Several readers ask the same of one message.
@lru_cache(maxsize=64)
def _withdrawn(text: str, *, plain: bool) -> tuple[Span, ...]:
    return tuple(m.span() for m in _WITHDRAWN.on(plain=plain).finditer(text))


def without_withdrawn(wording: Wording) -> Wording:
    """The words left; "27 chứ không phải 72" ends at 27."""
    spans = withdrawn(wording)
    ends = [s for s in spans if wording.text[s[0] : s[0] + 4] in ("chứ ", "chớ ", "chu ", "cho ")]
    return wording.hide(s for s in spans if s not in ends).hide(ends, ",")


def corrects(wording: Wording) -> bool:
    """Whether the reply withdraws or changes what was reported before."""
    return any(wording.lets_in(phrase) for phrase in _ALL) and _corrects(wording.text, plain=wording.plain)


@lru_cache(maxsize=64)
def _corrects(text: str, *, plain: bool) -> bool:
    return any(phrase.on(plain=plain).search(text) for phrase in _ALL)


def bare_values(wording: Wording) -> tuple[int | float | None, int | float | None]:
    """The new and the withdrawn number of "12 chứ không phải 21", which does not say of what; None where absent."""
    new: int | float | None = None
    old: int | float | None = None
    for number in find_numbers(wording.text, plain=wording.plain):
        if wording.before(number.start).has(_BEFORE_OLD):
            old = number.value
        elif new is None:
            new = number.value
    return new, old
