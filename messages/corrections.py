"""Replies that withdraw or change what was reported before: nhầm, đính chính, sửa lại, không phải X mà là Y."""

from messages.wording import Span, Wording
from vietnamese.numbers import find_numbers
from vietnamese.phrases import Phrase

_CORRECTS = Phrase(
    r"đính chính",
    (
        r"(?:báo|nói|ghi|viết|gõ|bấm|nhập|nhắn|gửi|đếm|cộng|tính|chọn|em|tôi)(?: cáo| số| liệu| lại|"
        r" bị)* (?:nhầm|lộn|sai)(?! (?:nhóm|người|phòng|địa chỉ|chỗ|máy|tin))"
    ),
    r"(?<!nhắc )(?<!giao )nhầm(?: số| rồi| tí| chút| mất| ạ| a)*(?=[,.;: ]|$)(?! (?:nhóm|người|phòng|địa chỉ|chỗ|máy))",
    (
        r"(?<!chỉnh )(?<!đang )(?<!phải )(?<!cần )sửa (?:lại|giúp|dùm|hộ|số|cho|thành|báo cáo|kết quả|tiến độ|là|"
        r"giùm)(?! (?:dự thảo|kế hoạch|văn bản|đường|chữa|quy chế|hồ sơ|đề án|theo))"
    ),
    (
        r"^(?:em |cho em |xin |xin phép |cho |tôi |anh |chị |dạ )*sửa(?=:| :| |"
        r"$)(?! (?:chữa|đổi|soạn|dự|văn|kế|xong|theo))"
    ),
    r"xin sửa|cần sửa (?:số|lại)",
    (
        r"(?:số|con số|kết quả|số liệu|tiến độ|hạn)(?: [^,.;\n\d]{1,15})? (?:đúng|"
        r"chính xác)(?: phải)?(?: (?:là|phải là)|:)"
    ),
    r"(?:đúng ra|thực ra|chính xác|đúng|đúng phải)(?: phải)? là (?=[\d·]|nv|mới|chưa|đã|hôm)|hạn mới là",
    (
        r"không phải(?: là)? (?=[\d·]|nv|nhiệm vụ|xong|hoàn thành|một|hai|ba|mười)[^,.;\n]*?,? ?(?:mà là|"
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
        r"dinh chinh|(?<!nhac )(?<!giao )nhầm(?! (?:nhom|nguoi|phong|dia|cho|may))",
        r"(?:bao|noi|ghi|viet|go|bam|nhap)(?: cao| so| lieu| lai| bi)* (?:lon|sai)(?! (?:nhom|nguoi))",
        (
            r"(?<!chinh )(?<!dang )(?<!phai )(?<!can )sua (?:lai|giup|dum|ho|so|cho|thanh|bao cao|ket qua|tien độ|"
            r"la)(?! (?:du thao|ke hoach|van ban|duong|chua|quy che|ho so|de an))"
        ),
        r"^(?:em |cho em |xin |cho |toi |da )*sua(?=:| :| \d| nv| ·| so| han|$)|xin sua",
        (
            r"(?:so|con so|ket qua|so lieu|tien độ|han)(?: [^,.;\n\d]{1,15})? (?:dung|"
            r"chinh xac)(?: phai)?(?: (?:la|phai la)|:)"
        ),
        r"(?:dung ra|thuc ra|chinh xac|dung|dung phai)(?: phai)? la (?=[\d·]|nv|moi|chua|da)|han moi la",
        r"khong phai(?: la)? (?=[\d·]|nv|nhiem vu|xong|hoan thanh)[^,.;\n]*?,? ?(?:ma la|ma|la|chi|moi)",
        r"(?:chu|cho) (?:khong|k)(?: phai)?(?: la)? (?=[\d·]|nv|xong|hoan thanh)",
        (
            r"(?:hủy|rut|bo|xoa|thu hoi)(?: lai| giup| ho| dum)* (?:bao cao|tin|ket qua|so lieu|"
            r"tin nhan)(?: [^,.;\n]{0,12})?(?:vua|luc|hom|truoc|nay|kia|cu|nhầm|em|hoi|sang|chieu|tren)"
        ),
        r"(?:a |o |em )quen(?! mat| beng| lam| chua| khong)|cap nhat lai so|noi lai(?=[:, ])|rut lai",
    ),
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
_WITHDRAWN = Phrase(
    r"không phải(?: là)? [^,;.\n]*?(?=,? (?:mà|là|chỉ))",
    r"(?:chứ|chớ) (?:không|chẳng|chả|chưa)(?: phải)?(?: là)? [^,;.\n]*",
    r"(?:(?:hôm qua|hôm trước|lúc nãy|lần trước|vừa rồi|trước) )?(?:em |tôi )?(?:báo|ghi|gõ|"
    r"nói)(?: cáo)?(?: là)? [^,;\n]*? là "
    r"(?:nhầm|sai|lộn)",
    r"(?:báo|ghi|gõ|viết|nhập) (?:nhầm|lộn|sai)(?: là| thành)? \d[\d.,]*(?: ?%)?",
)


def withdrawn(wording: Wording) -> list[Span]:
    """What is taken back: "không phải NV 3 (mà là NV 4)", "chứ không phải 21", "hôm qua báo 60% là nhầm"."""
    return [m.span() for m in wording.all(_WITHDRAWN)]


def corrects(wording: Wording) -> bool:
    """Whether the reply withdraws or changes what was reported before."""
    return wording.has(_CORRECTS)


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
