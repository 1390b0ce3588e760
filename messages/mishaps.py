"""Mishaps that hold work up by themselves, without a "do" or "vì": things broken, weather, people away, money cut.

Each group named `what…` is the obstacle in the sender's words.
"""

from vietnamese.phrases import Phrase

_TEXT = r"[^,.;\n]"
_START = r"(?:^|[,.;\n] ?|nhưng |mà |vì |do )"
_DEVICE = r"(?:máy chủ|máy in|máy|mạng|phần mềm|cổng|trang|hệ thống|website|đường truyền|loa|đài)"
# "trả lời", "nhận lời" without accents look like "lỗi"; "sửa lỗi", "xin lỗi" break nothing
_BROKEN = (
    r"(?:(?<!sửa )(?<!xin )(?<!trả )(?<!nhận )lỗi|hỏng|hư|sập|trục trặc|chập chờn|mất nguồn|hết pin|"
    r"bị (?:sập|khóa|treo|hack|mất|cháy|tấn công|chiếm quyền|phá hoại|nhiễm (?:mã độc|virus))|nhiễm mã độc)(?!\w)"
)
_STAFF = (
    r"(?:giáo viên|giảng viên|cô giáo|thầy|cô|báo cáo viên|bí thư|trưởng thôn|cán bộ|phụ trách|kế toán|"
    r"chị [^\s,.;]+|anh [^\s,.;]+)"
)
_WHO = (
    rf"(?:{_STAFF}|học sinh|phụ huynh|đối tượng|bà con|gia đình|các cháu|trường|nhà trường|người|dân|hộ|nhà thầu|"
    rf"đơn vị|đối tác|"
    r"đường|cầu|thôn|bản)(?: [^\s,.;]+){0,3}?"
)
_OFF = (
    r"(?:đi học|đi công tác|đi vắng|đi làm (?:ăn|xa)|đi (?:rẫy|nương)|vắng nhà|(?:đang|ôn|bận) thi|thi (?:học|"
    r"cuối|tốt)|"
    r"(?:nghỉ|bỏ|chuyển|rút) (?:sinh|đẻ|hưu|bệnh|việc|phép|công tác|ngang|hết|về|cuộc|dở|lui))"
)
_WEATHER = (
    r"(?:mất điện|mất mạng|cúp điện|mất sóng|(?:trời )?mưa(?: to| lớn| bão| lũ| suốt| dầm| nhiều| liên tục)|"
    r"trời mưa(?=[^.;\n]* (?:không|chưa)(?!\w))|đường (?:trơn|lầy|hỏng)|lũ lụt|bão số|cơn bão|sạt lở|ngập|"
    r"dịch bệnh|dịch (?!vụ|thuật|sang)|nghỉ hè|nghỉ thai sản|nghỉ tết)"
)
_NOT = r"(?=,? (?:không|chưa)(?!\w))"
_SINCE = r"(?= (?:không|chưa|phải|mấy|cả|suốt|hôm|từ)(?!\w))"


def mishaps(some: str, stop: str) -> tuple[Phrase, ...]:
    """The rules; `some` reads the words of an obstacle, `stop` looks ahead to where it ends."""
    return (
        Phrase(
            rf"{_START}(?P<what>(?!(?:sửa|khắc phục|xin|không|hết|chưa|đã)(?!\w))"
            rf"(?:(?!(?:rồi|mà|nhưng|thì|xong|nên)(?!\w))[^\s,.;]+ ){{1,5}}?{_BROKEN}(?: {some})??)(?:{stop}|{_SINCE})",
            rf"{_START}(?P<what_fault>(?:bị )?lỗi {some}|trùng (?:với )?(?:lịch|ngày|giờ|hội nghị|đợt){_TEXT}*?){stop}",
            rf"(?P<what_device>{_DEVICE}(?: {_TEXT}*?)? (?:{_BROKEN}|(?:treo|đơ|lag|rớt|nghẽn|đứt|tê liệt|ngừng hoạt "
            rf"động)(?!\w)){_TEXT}*?)(?:{stop}|{_NOT})",
        ),
        Phrase(
            rf"(?P<what>(?:{_WHO} )?(?:đang |bị |đều |đã )*{_WEATHER}(?: {some})??)(?:{stop}|{_NOT})",
            rf"(?P<what_off>{_WHO} (?:đang |bị |đều |đã |phải )*{_OFF}(?: {some})??)(?:{stop}|{_NOT})",
            rf"(?P<what_ill>{_STAFF} (?:đang |bị |đều |nghỉ )*ốm(?: {some})??)(?:{stop}|{_NOT})",
            r"(?P<what_cut>(?:kinh phí|tiền|nguồn|ngân sách|dự toán|hồ sơ)(?: [^\s,.;]+){0,3}? (?:hạn hẹp|"
            r"eo hẹp|hạn chế|"
            rf"bị (?:cắt|thu hồi|giảm|treo|trả|rút)){_TEXT}*?){stop}",
        ),
    )
