"""Phrases that turn the words behind them round, set a condition, or tell that work stands still.

They claim their words first of all. § stands for a day to come, · for words that were read already.
"""

from messages.moved import MOVED
from messages.signals import Row, Signal
from messages.vocabulary import ACT, DONE, GAP, LEADERS, NOT, OUTSIDE, REST, SELF, WORK
from vietnamese.phrases import Phrase

_HALTED = (
    r"(?:tạm dừng|tạm hoãn|tạm ngừng|tạm ngưng|dừng lại|dừng hẳn|hoãn lại|hoãn|ngưng|ngừng|đình lại|đình trệ|gián đoạn|"
    r"đình chỉ)"
)
_AWAITED = r"(?:chờ|đợi|chỉ cần|miễn là|khi nào|bao giờ|bao lâu|lúc nào|có|đủ|được)"
_BY_OTHERS = rf"(?<!chờ )(?<!đợi )(?:{LEADERS}|{OUTSIDE})(?: [^\s,.;]+){{0,2}}?"
_THEN = (
    rf"(?: [^\s,.;]+){{0,3}}? (?:là|thì) (?:{SELF} |coi như |sẽ |mới ){{0,4}}(?:{DONE}|{WORK}|{ACT}|phát hành|"
    rf"ban hành|gửi|nộp|trình|chi){REST}"
)

HALTED: tuple[Row, ...] = (
    # Signed or sent by others first: "sếp ký xong là em phát hành", "tỉnh rót vốn là làm", "gặt xong bác làm"
    (Signal.HANDED_IN, Phrase(rf"{_BY_OTHERS} (?:ký|duyệt|phê duyệt|chốt|gật|xác nhận|đóng dấu|nghiệm thu){_THEN}")),
    (
        Signal.CONDITION,
        Phrase(
            rf"{_BY_OTHERS} (?:cấp|gửi|nộp|trả lời|phản hồi|chuyển|đồng ý|cho ý kiến|rót|bố trí|giao|"
            rf"bàn giao){_THEN}"
        ),
    ),
    (
        Signal.PROMISED,
        Phrase(
            rf"{DONE} (?:rồi |là |thì |sẽ )*(?:{SELF}|bác|cô|chú|cháu|con|anh|chị) (?:sẽ |mới |lại )*(?:{WORK}|{ACT}|"
            rf"phát hành|gửi|nộp|trình){REST}",
        ),
    ),
    # Still now, whatever was done before: "60% rồi đứng hẳn"
    (
        Signal.STOPPED,
        Phrase(
            r"(?:giờ|nay|hiện|rồi|nhưng|mà|thì|đang|bị|phải|đành|lại)(?: [^\s,.;]+){0,2}? (?:đứng (?:hẳn|im|yên|hình|"
            r"bánh|chờ)|nằm (?:im|chờ|yên)|"
            r"(?:tắc|kẹt|ách)(?: lại)? ở|bế tắc|tắc tị|đóng băng)|(?:giậm|dậm) chân|(?:kẹt|tắc|ách|dừng|đứng)(?: "
            r"lại)? ở (?:mức )?[\d·]+|"
            r"khỏi (?:làm|tổ chức|triển khai|đi|họp)(?: nữa)?(?= ?[,.;!]| ?$| ạ| rồi)|(?:đâu ra|đâu|gì) mà (?:làm|"
            r"chi|tổ chức|triển khai|mua|trả|in)"
        ),
    ),
    # Denials that say the opposite of their words
    (
        Signal.GOING,
        Phrase(r"(?:chưa|không|chẳng)(?: hề| bị| có| để| sợ)* (?:chậm|trễ|quá hạn|muộn)(?: tiến độ| hạn| đâu)*"),
    ),
    (Signal.GOING, Phrase(rf"(?:chưa|không)(?: có| hề)* phát sinh{REST}")),
    (
        Signal.NEUTRAL,
        Phrase(
            rf"(?:ai|đứa nào|người nào) (?:bảo|nói|kêu|dám nói)(?: là| rằng| em| phòng){{0,2}} (?:chưa|không){REST}|"
            rf"(?:không|khó) thể không (?:{WORK}|{ACT})|(?:em|tôi|mình) (?:phải |bận |lại )*đi (?:công tác|vắng|phép|"
            r"họp|học(?! tập)|nghỉ|du lịch)(?: (?!nên|rồi|xong|về|thì)[^\s,.;]+){0,4}(?= ?[,.;]| ?$| nên| rồi)",
            rf"(?:không|đâu|đâu có|chẳng|chả|có) phải (?:là )?(?:không|chưa){REST}|(?<!tổ )chúc{REST}|không (?:kèm|"
            rf"cần kèm|tính|kể){REST}",
            rf"nghỉ (?:lễ|tết|hè|phép|bệnh|ốm)(?!\w)[^,.;\n]{{0,20}}? {DONE}",
            rf"(?:{LEADERS})(?: [^\s,.;]+){{0,2}}? (?:đã|vừa|mới) (?:duyệt|phê duyệt|cấp|rót|bố trí|giao|đồng ý|"
            rf"cho)(?: [^\s,.;]+){{0,2}}? (?:tiền|kinh phí|vốn|nguồn|"
            r"chủ trương|kế hoạch|dự toán|chỉ tiêu)(?=[^\n]*§)",
            r"không (?:còn |có )*(?:tồn đọng|tồn tại)(?: gì| nào)?",
            r"(?:không|chẳng|chả) còn (?:gì|việc gì|việc nào|chi)[^,.;\n]*|không [^,.;\n]{1,12} mới lạ|"
            r"vẫn (?:thế|vậy|y nguyên|như (?:cũ|thế|vậy))|"
            r"không (?:có gì )?(?:phải |đáng )?(?:lo|ngại|"
            r"sao)(?! mà)(?: cả| đâu)*|(?:chưa|không) nắm (?:được|rõ)",
            rf"không (?:còn |bỏ |để |ai |bị |hề )*(?:sót|lọt|nợ|quên|dang dở|vắng|khiếu nại|thắc mắc){REST}",
            # thanks, and what others are to do once they have finished
            rf"(?:xin )?cảm ơn[^,.;\n]*|{DONE}(?: việc| rồi| hết)*(?: thì| là)?(?: anh| chị| các đồng chí| các bạn)*"
            r" (?:gọi|nhắn|báo|gửi|alo|ới)(?: lại| cho| ngay| sang)* (?:em|tôi|mình)(?!\w)[^,.;\n]*",
            r"quên(?: chưa| không| mất)* (?:báo|nhắn|trả lời)[^,.;\n]*|không (?:có )?(?:đề xuất|kiến nghị|"
            r"thay đổi|gì thêm)[^,.;\n]*",
            r"không (?:có )?(?:[^\s,.;]+ ){1,2}nào (?:bị |phải |có |còn |bỏ )*(?:bất thường|vi phạm|khiếu nại|thắc mắc|"
            r"phản đối|sót|vắng|quá hạn|trễ|chậm|sai|bỏ)",
            r"sẽ (?:cố gắng|cố|chú ý|lưu ý|rút kinh nghiệm|khẩn trương|chỉ đạo|nhắc|xem xét|quan tâm|tiếp thu|"
            r"ghi nhận)(?=(?: ạ| nhé| a)*\W*$)",
        ),
    ),
    (Signal.NEUTRAL, Phrase(rf"(?:không cần|đừng|khỏi|không phải|khỏi cần) nhắc{REST}|(?:đã|mới) nhắc", r"hết hạn")),
    (Signal.PARTLY, Phrase(rf"{NOT} (?:thể |dám |phải )?(?:nói|coi|gọi|bảo|tính)(?: là)? {DONE}")),
    # For want of time, and no further for somebody else's sake
    (
        Signal.UNABLE,
        Phrase(
            rf"(?:bận|nhiều việc|quá tải|ốm|không có thời gian|thiếu thời gian)(?!\w)[^,.;\n]{{0,25}}? (?:nên|cho "
            rf"nên) (?:[^\s,.;]+ ){{0,2}}?chưa{REST}",
            rf"(?:nên|cho nên) (?:[^\s,.;]+ ){{0,2}}?chưa (?:{WORK}|{ACT}){GAP} tiếp|(?:thì|mà) làm ăn(?: "
            rf"[^\s,.;]+){{1,3}}",
        ),
    ),
    (
        Signal.CONDITION,
        Phrase(
            r"nếu [^.;\n]*",
            rf"{_AWAITED} [^,.;\n]{{2,60}}?,? (?:thì |là )*(?:{SELF} )?mới (?:dám |có thể |được )?(?:{WORK}|"
            rf"{ACT}){REST}",
            rf"{_AWAITED} [^,.;\n]{{2,60}}?,? (?:thì |là )*(?:{SELF} )?mới {DONE}(?: được)?",
            rf"(?:khi nào|bao giờ|lúc nào|hễ|chừng nào) [^,.;\n]{{2,50}}? thì (?:{SELF} |sẽ ){{0,4}}(?:{WORK}|{ACT}|"
            rf"{DONE})(?! báo){REST}",
            rf"(?:muốn|để) (?:được )?(?:{DONE}|{WORK})(?: [^\s,.;]+){{0,3}}?,? (?:thì )?(?:phải|cần) (?:có|được|"
            rf"chờ|thêm){REST}",
            rf"(?:chỉ cần |miễn là )?có [^,.;\n]{{2,40}}? (?:là|thì)(?: {SELF}| sẽ| xong){{0,4}} "
            rf"(?:{DONE}|{WORK}|{ACT}){GAP} (?:ngay|luôn|liền|được)",
            rf"(?:chỉ cần|miễn là) [^,.;\n]{{2,40}}? (?:là|thì)(?: {SELF}| sẽ){{0,4}} (?:{DONE}|{WORK}|{ACT}){REST}",
        ),
    ),
    # Halted, postponed, at a standstill
    (
        Signal.STOPPED,
        Phrase(
            rf"(?:cho|chỉ đạo|yêu cầu|xin|phải|bị|đã|đang|đành)* ?{_HALTED}",
            r"(?:phải|bị|cho|đã|đang|xin|chỉ đạo|yêu cầu|(?<!giao )nhiệm vụ|công việc|việc|hội nghị|lớp|dự án|"
            r"này) dừng|dừng rồi|thôi không làm(?: nữa)?|không làm nữa",
            rf"không {WORK}(?: [^\s,.;]+){{0,3}}? nữa|(?<!từ )(?<!tiêu )hủy bỏ|(?:bị|phải|đành|đã) hủy|"
            rf"hủy (?:rồi|luôn|hẳn)|"
            r"(?:tạm |bị |phải |đành )+(?:gác|xếp|treo|nghỉ|khoanh|đóng băng)|gác lại|xếp lại|hủy (?:hội nghị|"
            r"kế hoạch)",
            r"(?:bảo|cho|chỉ đạo|yêu cầu|kêu|đồng ý) (?:bỏ|thôi)(?= ?[,.;]| ?$| rồi| không| luôn| việc| nhiệm vụ| mục|"
            rf" cuộc| hội| {WORK})|(?:rút|bỏ|đưa|loại|gạch|cắt) (?:ra )?khỏi (?:kế hoạch|chương trình|danh mục|"
            rf"nhiệm vụ)",
        ),
    ),
    *MOVED,
    (
        Signal.STALLED,
        Phrase(
            r"(?:chưa|không)(?: hề| thể)? (?:nhích|tiến triển|tiến thêm|chuyển biến)(?: được| thêm| gì| lên)*",
            r"(?:chưa|không) có (?:tiến triển|chuyển biến|gì mới)|(?:dậm|giậm) chân(?: tại chỗ)?|"
            r"đắp chiếu|chững lại",
        ),
    ),
)
