"""Obstacles named only to be denied, or said to be over, and difficulty that is the recipients' own."""

from messages.vocabulary import DONE, REST, SELF, TROUBLE, WORK
from messages.wording import Span, Wording
from vietnamese.phrases import Phrase

_ONCE = (
    r"(?:lúc|hồi|thời gian|những ngày) đầu|ban đầu|trước (?:đây|đó|kia)|"
    r"(?:hôm|bữa|hồi|lúc|tuần|tháng|đợt|dạo|lần) (?:trước|nọ|nãy|kia|rồi)"
)
# "nhưng phòng vẫn xong", not "nhưng các hộ khác đã xong": that leaves one over
_YET_DONE = (
    r"(?=(?:(?!\d|(?:khác|còn|các|một|hai|phần|riêng|những|gần|sắp|cơ)(?!\w))[^\s,.;]+ ){0,4}?(?:vẫn|đã)"
    rf"(?: đã| kịp| được| cũng| cố| {WORK})* ?(?:{DONE}|diễn ra|kịp(?! \w)))"
)
_CLEARED = r"(?:cấp|bổ sung|gửi bổ sung|bố trí|hỗ trợ|giải quyết|tháo gỡ|gỡ|khắc phục|điều|xử lý|vượt qua|thông)"
_NO_OBSTACLE = Phrase(
    # those whom the work is for: "tặng quà hộ khó khăn"
    r"(?:hộ|trẻ|cháu|các em|học sinh|sinh viên|gia đình|người|bà con|hoàn cảnh|vùng|xã|thôn|bản|phụ nữ|hội viên|"
    r"đoàn viên|"
    r"người dân|công nhân|đối tượng|đặc biệt)(?: có| thuộc| diện| nghèo| hoàn cảnh| đặc biệt)* khó khăn",
    r"không có ý kiến(?: gì)?(?= ?[,.;]| ?$| ạ)",
    rf"(?:không|chưa|chẳng|chả|hết)(?: hề| còn| có| gặp| thấy| bị| phải| phát sinh)*(?: gì)?(?: là| đáng| phải|"
    rf" để| mà| bị)* {TROUBLE}"
    r"(?:[, ]*(?:vướng mắc|khó khăn))?(?: gì| nào| chi| cả| hết| lớn| đáng kể| rồi)*",
    r"(?:khó khăn|vướng mắc|vướng|trở ngại|sự cố|trục trặc|lỗi|bất cập|khúc mắc)[^,.;\n]{0,20}? (?:đã|được|đều)(?: "
    r"được| đã)? "
    r"(?:[^\s,.;]+ ){0,3}?(?:khắc phục|giải quyết|tháo gỡ|xử lý|gỡ)(?: xong| rồi)?",
    rf"(?:đã|vừa|mới)(?: được)? (?:khắc phục|tháo gỡ|gỡ){REST}",
    r"(?:khó khăn|vướng mắc|vướng) ?:?(?: thì)? (?:không|chưa)(?: có)?(?: gì)?(?! \w)",
    rf"(?:khó khăn|vướng|chậm)(?!\w)[^.;\n]{{0,30}}? nhưng (?=(?:vẫn |{SELF} |cũng |đã |kịp ){{0,5}}{DONE})",
    rf"(?:dù|tuy|dẫu|mặc dù|mặc cho|bất chấp)(?!\w)[^.;\n]{{1,60}}?(?:nhưng|song|mà|,) {_YET_DONE}",
    rf"(?:thiếu|vướng|kẹt|khó|mất|mưa|hỏng|lỗi|bận)(?!\w)[^.;\n]{{1,60}}?(?:nhưng|song|mà) {_YET_DONE}",
    # remedied: "thiếu tài liệu nhưng Sở đã gửi bổ sung"
    r"(?:trước |lúc trước )?(?:thiếu|vướng|kẹt|khó|hỏng|lỗi)(?!\w)[^.;\n]{1,40}? (?:nhưng|song|mà) [^,.;\n]{0,25}?"
    rf"(?:(?:đã|vừa|mới)(?: được| kịp)* {_CLEARED}[^,.;\n]*|{_CLEARED} (?:được|xong|ổn)(?: rồi| hết)*)",
    # what was so once: "hôm trước vướng mặt bằng, nay thông rồi"
    rf"(?:{_ONCE}|trước(?= (?:có |còn |bị |thì )*(?:vướng|thiếu|kẹt|khó)))(?!\w)[^.;\n]{{2,60}}?(?:nhưng|song|mà|"
    rf",) ?(?:đến |tới |bây |thì )*(?:nay|giờ|hiện|hôm nay)(?: thì)?"
    r"(?! (?:vẫn|còn|cũng|lại|chưa|không|mới))(?: (?:đã|có|được|thì) (?:[^\s,.;]+ ){0,4}?rồi)?",
    r"không còn (?:[^\s,.;]+ ){0,3}?(?:tồn|tồn đọng|nợ|sót|dở|dở dang|chậm|quá hạn)(?!\w)[^,.;\n]*",
    r"(?:đã|vừa|mới)(?: được| có| nhận)* (?:cấp |bố trí |duyệt )?kinh phí",
    # "tưởng không làm được, ai dè xong sớm", "có gì khó đâu, xong từ tuần trước", "khó mấy thì khó, cũng xong"
    rf"(?:có lúc |lúc đầu |ban đầu |cứ )?(?:tưởng|ngỡ|nghĩ|sợ|lo|lúc đầu|ban đầu|hồi đầu|mới đầu|thoạt "
    rf"đầu)(?!\w)[^.;\n]{{2,60}}?,? "
    rf"(?:ai dè|ai ngờ|không ngờ|hóa ra|thế mà|vậy mà|may mà|may|cuối cùng|rốt cuộc|rồi|nhưng|mà|sau|về sau)(?: đó| "
    rf"này)?(?= (?![^.;\n]*(?:chưa|không|gần|sắp|mới|còn)(?!\w))[^.;\n]*(?:{DONE}|đủ))",
    r"(?:có |đâu có |nào có )?gì (?:mà )?(?:khó|vướng|phức tạp|ghê gớm)(?: khăn| gì)?(?: đâu| mà)*(?= ?[,.;]| ?$)",
    rf"(?:khó|vướng|kẹt|thiếu|mệt|cực|vất vả|bận)[^,.;\n]{{0,15}} (?:mấy|đến mấy|cỡ nào|thế nào)(?: thì "
    rf"[^,.;\n]{{1,12}})?,? (?=(?:em |phòng |chúng tôi )?(?:cũng|vẫn)(?: đã| làm| cố)* {DONE})",
    r"(?:hết|không còn|đã hết)(?: bị| cảnh| tình trạng| chuyện)* (?:thiếu|kẹt|nghẽn|lỗi|mưa|treo|chờ|lụt|tranh chấp|"
    r"phản đối)(?! mà)[^,.;\n]*",
    # "mất điện hôm qua, nay có lại rồi"
    r"(?:mất|hỏng|lỗi|sập|thiếu|vướng|kẹt|treo|nghẽn|mưa|ngập|đứt|ốm)(?!\w)[^.;\n]{1,40}?(?:,| nhưng| mà) ?(?:đến |"
    r"tới |bây |hôm )?(?:nay|giờ|hiện|sau đó|sáng nay)(?: thì)? "
    r"(?![^,.;\n]*(?:chưa|không|vẫn)(?!\w))[^,.;\n]{0,20}?(?:có lại|có rồi|khôi phục|ổn|bình thường|trở lại|sửa xong|"
    r"sửa rồi|thông|hoạt động|"
    r"lên lại|vào lại|đủ|chạy lại|khỏe|tạnh|rút|hết)(?:  ?rồi| lại| hết)*",
    rf"không (?:thiếu|chờ|phải chờ|đợi|cần chờ|ngại){REST}",
    r"(?:xin lỗi|cáo lỗi|thứ lỗi|thông cảm)(?!\w)[^.;\n]{0,20}? (?:vì|do) [^,.;\n]*?(?:chậm|muộn|trễ|phiền|sơ suất|"
    r"thiếu sót|sót)[^,.;\n]*",
    r"(?:vướng|chậm|khó khăn) (?:một )?(?:chút|tí|tý)(?: xíu| thôi)?,? nhưng",
)


def calm(wording: Wording) -> list[Span]:
    """Words that name an obstacle only to deny it, or say that it is over."""
    return [m.span() for m in wording.all(_NO_OBSTACLE)]
