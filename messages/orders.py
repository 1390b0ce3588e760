"""Orders of a leader, and calls to many: they report nothing and ask nothing of the bot."""

from messages.wording import Wording
from vietnamese.phrases import Phrase

# "đơn vị nào chưa nộp thì nộp ngay"
CALL = Phrase(
    r"^(?:các )?(?:đồng chí|đơn vị|phòng|xã|trường|ai|anh chị)(?: nào)? (?:chưa|còn)[^\n]* thì [^\n]*(?:ngay|gấp|sớm|"
    r"nhé|đi)",
    r"(?:các (?:anh chị|đồng chí|bạn|anh|chị|cô chú|đơn vị)|mọi người|cả nhà|anh chị em) (?:nhớ |cùng )*(?:vào|dự|"
    r"tham gia|tham dự|có mặt|đến|họp|chú ý|lưu ý|chuẩn bị|nhớ)(?!\w)[^\n?]*(?:nhé|giúp em|giúp tôi|đúng giờ|đầy đủ)",
    r"^(?:đề nghị|yêu cầu) (?!anh|chị|sếp|cấp trên|lãnh đạo)[^,.;\n]{2,40}? (?:hoàn thành|hoàn tất|nộp|báo cáo|gửi "
    r"báo cáo|khẩn trương|nghiêm túc)(?!\w)[^\n?]*(?:trước|chậm nhất|đúng hạn|ngay|trong ngày|xong)(?!\w)[^?]*$",
)
_OWN_ACT = Phrase(
    r"(?:em|tôi|mình|phòng em|phòng tôi|bên em) (?:đã |vừa |cũng |làm )*(?:xong|nộp|gửi|hoàn thành|báo cáo) rồi"
)
_ORDER = Phrase(
    (
        r"^(?:đồng chí |các đồng chí |anh |chị |em |vp |văn phòng |tôi |ghi nhận,? )*(?:giao|yêu cầu|"
        r"đề nghị|nhắc|nhắc nhở|đôn đốc|chỉ đạo|phân công|giao cho|tập trung|khẩn trương)(?! \d| em|"
        r" tôi| phòng em) (?!lùi|gia hạn|hoàn thiện báo cáo)[^\n]*(?:phòng|đơn vị|các|đồng chí|anh em|"
        r"bộ phận|hoàn thành|thực hiện|triển khai|báo cáo|làm|tiến độ|chủ trì|xong)(?!\w)[^\n]*"
    ),
    (
        r"^(?:các|toàn bộ|tất cả|mọi|từng|những|đề nghị) (?:phòng|(?:xã|phường|trường|ban|ngành|trạm|"
        r"địa phương)(?! (?:chưa|không|đã|đang|còn|vẫn|mới|đều|gửi|báo|nộp|có))|đơn vị|"
        r"đồng chí|bộ phận|anh chị|"
        r"anh em)(?!\w)[^,.;\n]* (?:khẩn trương|nghiêm túc|tập trung|báo cáo|hoàn thành|phải|cần|chú ý|lưu ý|"
        r"nhanh chóng|sớm|đẩy nhanh|rà soát|thực hiện)(?!\w)[^\n]*"
    ),
    (
        r"^phòng(?: (?!đã|đang|chưa|mới|vừa|em|tôi)[^\s,.;]+){1,6}? (?:khẩn trương|tập trung|chủ động|phải|cần|"
        r"báo cáo)(?!\w)[^\n]*"
    ),
    r"^(?:đồng chí|các đồng chí|giao)(?: [^\s,.;]+){1,3} (?:chủ trì|phụ trách|lo|đầu mối|theo dõi)(?!\w)[^\n?]*?"
    r"(?:phải|cần|cố gắng|nhớ|nhé|xong trước)(?!\w)[^\n?]*",
    r"^(?:cố gắng|tranh thủ|nhớ)(?!\w)[^\n]*(?:các|đồng chí|mọi người|anh em)(?!\w)[^\n]*",
    r"^(?:cố lên|đừng(?! (?:ở|lại|im|hẳn|vì|do|từ|chân|\d)(?!\w))|không được để|nhanh lên|khẩn trương|tập trung|"
    r"lưu ý)(?!\w)[^\n]*",
)


def is_order(wording: Wording) -> bool:
    """A leader telling others what to do."""
    return (wording.has(_ORDER) and not wording.has(_OWN_ACT)) or wording.has(CALL)
