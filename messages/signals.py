"""The phrases that tell a state, in the order in which they claim their words.

"chưa xong" must be claimed before "xong", "sắp xong" before "xong", "không thể nói là xong" before "không thể": each
table row keeps the words it matched, so that a later row never reads them.
"""

from enum import Enum, auto

from messages.wording import Span, Wording
from vietnamese.phrases import Phrase


class Signal(Enum):
    NEUTRAL = auto()  # says nothing of the work, though its words look so
    HEARSAY = auto()  # others' doings, or a guess
    DEFERRED = auto()  # "để em xem"
    GOING = auto()  # work goes on
    UNFINISHED = auto()  # chưa xong
    UNABLE = auto()  # không làm được
    NOT_YET_ABLE = auto()  # chưa làm được
    NOT_YET = auto()  # chưa làm
    UNTOUCHED = auto()  # chưa làm gì, 0 %
    STALLED = auto()  # chưa nhích, dậm chân
    STOPPED = auto()  # tạm dừng, hoãn
    SNAGGED = auto()  # vướng, kẹt
    TROUBLED = auto()  # khó khăn
    CONDITION = auto()  # nếu có X thì xong
    PARTLY = auto()  # gần xong, xong phần 1
    PROMISED = auto()  # mai xong
    PLANNED = auto()  # sẽ làm
    HANDED_IN = auto()  # chờ ký, đã trình
    LEFT = auto()  # còn lại, mà chưa gửi
    PREPARED = auto()  # đã họp, đã lập danh sách
    DONE = auto()  # xong, hoàn thành
    CLOSED = auto()  # đã nộp, đã ban hành
    DID = auto()  # đã làm, kết quả
    EXTENDED = auto()  # xin lùi
    WAITING = auto()  # chờ


_DONE = r"(?:xong xuôi|xong|hoàn thành|hoàn tất|hoàn thiện|kết thúc|done|finish|finished|ok)"
_WORK = (
    r"(?:làm|triển khai|thực hiện|tổ chức|bắt đầu|bắt tay|khởi động|tiến hành|động|đụng|giao|"
    r"phân công|mở|chạy|có gì|xây dựng|soạn|viết|in|rà soát|kiểm tra|tuyên truyền|tập huấn|"
    r"thẩm định|tham mưu|chuẩn bị|phát|đăng|treo|khảo sát|đi|họp|lập|ra quân|vào việc|"
    r"nghiên cứu)"
)
_NOT = r"(?:chưa|không|chẳng|chả|đâu có|đâu|éo|chớ|hổng)"
_HEDGE = (
    r"(?: thể| hề| được| có| phải là| phải| biết| chắc| dám| là| bao giờ| khi nào| mà| sao|"
    r" hẳn| thật| thực sự| đã| gọi là| coi là| tính là| nói là| hoàn toàn| ai| đơn vị nào|"
    r" chỗ nào| cái nào| cái gì| gì| đâu)*"
)
_GAP = r"(?: [^\s,.;!?\n]+){0,3}?"

_TABLE: tuple[tuple[Signal, Phrase], ...] = (
    # -- denials that say the opposite of their words
    (
        Signal.GOING,
        Phrase(
            r"(?:chưa|không|chẳng)(?: hề| bị| có| để| sợ)* (?:chậm|trễ|quá hạn|muộn)(?: tiến độ| hạn)?(?: đâu)?",
        ),
    ),
    (Signal.NEUTRAL, Phrase(r"không phải (?:là )?(?:không|chưa) [^,.;\n]*|chúc [^,.;\n]*")),
    (
        Signal.NEUTRAL,
        Phrase(
            r"không cần nhắc[^,.;\n]*|(?:đừng|khỏi|thôi đừng|khỏi cần) nhắc[^,.;\n]*|không phải nhắc[^,.;\n]*",
            r"(?:đã|mới) nhắc",
        ),
    ),
    (Signal.PARTLY, Phrase(rf"{_NOT} (?:thể |dám |phải )?(?:nói|coi|gọi|bảo|tính)(?: là)? {_DONE}")),
    (
        Signal.CONDITION,
        Phrase(
            r"nếu [^.;\n]*",
            (
                r"(?:chỉ cần|miễn là|khi nào|bao giờ|"
                r"có [^,.;\n]{2,25}?) (?:[^,.;\n]{2,25} )?(?:thì )?(?:là )?mới (?:làm|xong|triển khai|thực hiện|"
                r"tổ chức|in)[^,.;\n]*(?:được|xong)?"
            ),
            r"có [^,.;\n]{2,25} (?:là|thì)(?: em| sẽ| xong)* (?:xong|làm)(?: ngay| luôn| được)?",
        ),
    ),
    # -- asked for, called off, halted
    (
        Signal.STOPPED,
        Phrase(
            (
                r"(?:cho|chỉ đạo|yêu cầu|xin|phải|bị|đã|đang|tạm|tạm thời|đành)* ?(?:tạm dừng|tạm hoãn|tạm ngừng|"
                r"tạm ngưng|dừng lại|dừng hẳn|bị hoãn|bị dừng|hoãn lại|hoãn|ngưng|ngừng|đình lại|đình trệ|"
                r"gián đoạn|đình chỉ)"
            ),
            r"(?:phải|bị|cho|đã|đang|xin) dừng|dừng rồi|thôi không làm(?: nữa)?|không làm nữa",
            r"không (?:thực hiện|triển khai|tổ chức)(?: việc này)? nữa|hủy bỏ|bị hủy",
        ),
    ),
    (
        Signal.EXTENDED,
        Phrase(
            (
                r"(?:xin|cho|đề nghị|mong|được)[^,.;\n]{0,25}? ?(?:lùi|gia hạn|dời|giãn|"
                r"thêm (?:thời gian|\d+|vài|ít|một|hai|ba))[^,.;\n]*"
            ),
            r"(?:lùi|gia hạn|dời)(?: hạn| lịch| thời hạn| thời gian| ngày)*(?: lại)?(?: đến| sang| tới| qua| thêm)?",
            r"chậm lại (?:đến|vài)|hạn mới",
            plain=(
                (
                    r"(?:xin|cho|de nghi|mong|duoc)[^,.;\n]{0,25}? ?(?:lui|gia han|doi (?:sang|den|lai|qua)|"
                    r"them (?:thoi gian|\d+|vai|it|mot|hai|ba))[^,.;\n]*"
                ),
                r"(?:lui|gia han)(?: han| lich| thoi han)*(?: lai)?(?: den| sang| toi| qua| them)?|han moi",
            ),
        ),
    ),
    (
        Signal.STALLED,
        Phrase(
            (
                r"(?:chưa|không)(?: hề| thể)? (?:nhích|tiến triển|tiến thêm|chuyển biến|"
                r"có (?:tiến triển|chuyển biến|gì mới))(?: được| thêm| gì| lên)*"
            ),
            r"(?:dậm|giậm) chân(?: tại chỗ)?|đứng im|đứng yên|đắp chiếu|nằm im|treo đó",
        ),
    ),
    # -- not able, not finished, not begun
    (
        Signal.UNABLE,
        Phrase(
            (
                rf"(?:không|chẳng|chả|khó)(?: thể| kịp| sao)+(?: mà)? (?:{_DONE}|{_WORK}|"
                rf"[^\s,.;]+)[^,.;\n]{{0,15}}?(?: được)?"
            ),
            rf"(?:không|chẳng|chả|ko) (?:{_DONE}|{_WORK}){_GAP} (?:được|nổi|kịp|xuể)",
            r"(?:làm sao|sao) mà (?:làm|xong|triển khai|tổ chức)[^,.;\n]*|bó tay|chịu(?=[,.; ]|$)(?! trách)",
            rf"(?:không|ko) (?:làm|{_WORK}|xong) (?:được|nổi)|không được",
        ),
    ),
    (
        Signal.UNFINISHED,
        Phrase(
            rf"{_NOT}{_HEDGE}{_GAP} {_DONE}(?: hết| hẳn| được| đâu)*|{_DONE} (?:đâu mà|gì mà|thế nào được)",
            rf"{_DONE} (?:là )?(?:chưa|không)(?= |$|[,.;])(?! (?:có|vướng|khó))",
        ),
    ),
    (
        Signal.UNTOUCHED,
        Phrase(
            rf"chưa(?: hề| có)?(?: {_WORK})?{_GAP} (?:được )?gì(?: hết| cả| đâu)*",
            r"(?:chưa|không) (?:có )?(?:đến|tới) (?:thời gian|thời điểm|lúc|kỳ|hạn|ngày|lịch)[^,.;\n]*|0 ?%",
            rf"0 phần trăm|chưa hề (?:{_WORK})",
        ),
    ),
    (
        Signal.NOT_YET_ABLE,
        Phrase(
            rf"chưa(?: hề| thể| kịp)*(?: {_WORK})+{_GAP} (?:được|nổi)|chưa (?:thể|kịp)(?: {_WORK}{_GAP})",
            r"chưa được(?=[,.;!? ]|$)(?! (?:cấp|duyệt|phê|giao|bố|phân|hướng|ký|nhận|thông|\d|một))",
        ),
    ),
    (
        Signal.NOT_YET,
        Phrase(
            rf"chưa(?: hề| có| đi| được| kịp| ai| đơn vị nào)* {_WORK}|{_WORK} (?:thì |vẫn |là )?chưa",
            r"(?:vẫn|thì|vẫn còn|cũng|hiện|là|rằng) chưa(?=[,.;!? ]|$)(?! có| nhận| được| gửi)",
            r"chưa(?=(?: ạ| a| nhé| anh| chị| sếp)*\s*[.!,;\n]?\s*$)|không (?:làm|triển khai|thực hiện|tổ chức)",
            r"còn nguyên",
        ),
    ),
    # -- partly, promised
    (
        Signal.PARTLY,
        Phrase(
            (
                rf"(?:gần|sắp|cơ bản|về cơ bản|tương đối|hầu như|hầu hết|gần như|suýt|suýt soát|chuẩn bị|mới chỉ|"
                rf"chỉ mới|phần lớn|đa phần|đa số|tạm|tạm coi là|coi như gần|sắp sửa|ngấp nghé|còn lâu mới|"
                rf"còn xa mới|chắc sắp|hòm hòm|phần nào|kha khá|một số xã|vài xã)(?: là| đã| làm| được| như| cũng|"
                rf" viết| soạn| in| tổ chức| sắp| thì| là| hoàn thiện| triển khai)* ?{_DONE}"
            ),
            rf"{_DONE}(?: cơ bản| sơ bộ| tương đối| gần hết| bước đầu| một phần| phần nào)",
            r"cơ bản (?:đạt|đáp ứng|ổn)[^,.;\n]*|gần (?:hết|đủ|như đủ)|sắp (?:rồi|hết|đủ)|hòm hòm|kha khá",
        ),
    ),
    (
        Signal.PARTLY,
        Phrase(
            (
                rf"{_DONE}(?: được| khoảng| tầm| hơn| gần| đến| tới| mới)* (?:một nửa|nửa|1 nửa|một phần|phần lớn|"
                rf"bước đầu|(?:phần|bước|khâu|giai đoạn|đợt|vòng|chặng) (?:\d+|một|i|đầu)|\d+/\d+)"
            ),
            (
                r"(?:xong|được) (?:phần|khâu|bước|giai đoạn|đợt|chặng|vòng) (?:\d+|đầu|một|thô|nội dung|chuẩn bị|"
                r"dự thảo|đề cương)"
            ),
            (
                r"(?:xong|hoàn thành|hoàn tất) (?:khâu|bước|công tác chuẩn bị|dự thảo|đề cương|bản nháp|"
                r"việc chuẩn bị|danh sách|kịch bản|thủ tục|khung)"
            ),
        ),
    ),
    (
        Signal.PROMISED,
        Phrase(
            (
                rf"(?:sẽ|dự kiến|phấn đấu|cố gắng|cố|hứa|quyết tâm|hẹn|chắc|tính|định|để|xin|đảm bảo|cam kết|"
                rf"hy vọng|mong|kịp|thì mới|khả năng|ước|có thể|nhất định|chắc chắn|"
                rf"sớm)(?: [^,.;\n]{{1,35}}?)? {_DONE}(?! (?:rồi|lâu|từ|hết rồi|{_DONE}))"
            ),
            (
                rf"§ ?(?:thì |là |sẽ |mới |em |phòng |tôi |nhất định |chắc |phải )*(?:làm |in |tổ chức |soạn |"
                rf"viết )?{_DONE}"
            ),
            (
                rf"{_DONE}(?: toàn bộ| hết| dứt điểm| tất cả| việc này| nốt| báo cáo| nhiệm vụ| ·+)* (?:trong |"
                rf"vào |trước |vào trước |chậm nhất |muộn nhất |ngay |đúng |sau |kịp )*§"
            ),
        ),
    ),
    (
        Signal.LEFT,
        Phrase(
            r"(?:nhưng|mà|còn|chỉ|riêng|trừ|ngoại trừ|vẫn|song|chứ|tuy|,)+[^.;\n]{0,30}? ?chưa(?! hề chậm)[^,.;\n]*",
            (
                r"(?:chỉ|chỉ còn|còn|vẫn còn|nhưng còn|hiện còn|đang còn)(?: lại)? (?!gì|vướng|khó|đâu|nợ gì|"
                r"lại (?:đã )?xong)[^,.;\n]+"
            ),
            r"trừ [^,.;\n]+|(?:thiếu|nợ|sót|dở|dang dở)(?: lại| mỗi)? [^,.;\n]+",
            r"(?:phải|cần)(?: làm| bổ sung| chỉnh| sửa| hoàn thiện| rà| thêm| chờ)+[^,.;\n]*",
            (
                r"chưa (?:gửi|nộp|báo cáo|ký|trình|duyệt|tổng hợp|đóng dấu|phát hành|ban hành|bàn giao|thanh toán|"
                r"quyết toán|cập nhật|đăng|lấy|nhập|scan|có dấu|công bố|phát|chốt|chuyển)[^,.;\n]*"
            ),
        ),
    ),
    # -- what others do, or may have done
    (
        Signal.HEARSAY,
        Phrase(
            (
                r"(?:nghe (?:nói|đâu|bảo|đồn|báo)|hình như|không biết|chả biết|chắc là|chắc chắn là chưa rõ|có lẽ|"
                r"có vẻ|bên kia bảo|thấy bảo|đoán|không rõ|chưa rõ|chưa biết|"
                r"chắc(?= (?:là |cũng |đã )*(?:xong|hoàn thành|rồi)))[^.;\n]*"
            ),
            plain=(
                (
                    r"(?:nghe (?:noi|dau|bao|don)|hinh nhu|khong biet|cha biet|chac la|co le|co ve|ben kia bao|"
                    r"thay bao|doan la|khong ro|chua ro|chua biet|"
                    r"chac(?= (?:la |cung |da )*(?:xong|hoan thanh|roi)))[^.;\n]*"
                ),
            ),
        ),
    ),
    (
        Signal.DEFERRED,
        Phrase(
            (
                r"(?:để|cho) (?:em|tôi|mình|anh|chị|phòng em|phòng)(?: [^\s,.;]+){0,2}? (?:xem|hỏi|kiểm tra|rà|"
                r"check|coi|nghiên cứu|suy nghĩ|tìm|báo|trao đổi|họp|bàn|xin ý kiến|đọc)[^,.;\n]*"
            ),
            r"(?:báo|trả lời|nhắn|phản hồi|báo cáo)(?: lại)?(?: anh| chị| sau| em| bạn| sếp)+(?: sau)?",
            r"(?:mai|tí|lát|chút)(?: nữa)? (?:em |tôi )?(?:báo|trả lời|gọi)[^,.;\n]*",
            r"khi nào (?:xong|có)[^,.;\n]*(?:báo|gửi)[^,.;\n]*",
        ),
    ),
    # -- work handed in, waiting
    (
        Signal.HANDED_IN,
        Phrase(
            (
                r"(?:chờ|đợi)(?: lãnh đạo| sếp| giám đốc| anh| chị| sở| thủ trưởng| pgđ| phó giám đốc|"
                r" ban giám đốc| ldtt| chủ tịch| cấp trên| ubnd tỉnh| ubnd)?(?: [^\s,.;]+)? ?(?:ký|duyệt|"
                r"phê duyệt|đóng dấu|dấu|ban hành|xác nhận|thẩm định|thông qua|phát hành)[^,.;\n]*"
            ),
            (
                r"(?:đã |đang |vừa |mới |cũng )*(?:trình|gửi|chuyển|xin)(?: ký| duyệt| lãnh đạo| sếp| giám đốc|"
                r" sở| ban giám đốc| dự thảo| lấy| xin| hồ sơ| lên)*(?: ký| duyệt| ý kiến| góp ý| phê duyệt|"
                r" xem xét)(?: rồi)?"
            ),
            (
                r"(?:đã |đang |vừa |mới )*trình(?: ký| duyệt| lãnh đạo| sếp| giám đốc| sở| dự thảo| hồ sơ| lên|"
                r" văn bản| kế hoạch)*(?: rồi)?"
            ),
            r"(?:đã |đang |vừa |mới )+(?:gửi|phát|in|soạn) (?:giấy mời|thư mời|dự thảo|thông báo mời|phiếu)[^,.;\n]*",
            r"(?:đã |vừa |mới )*(?:gửi|có|ra) (?:công văn|văn bản|tờ trình) (?:xin|đề nghị|mời)[^,.;\n]*",
            r"gửi (?:các [^,.;\n]{2,20} )?(?:góp ý|xin ý kiến|lấy ý kiến)[^,.;\n]*",
        ),
    ),
    (Signal.WAITING, Phrase(r"(?:chờ|đợi)(?! em| xíu| chút| tí)")),
    (Signal.TROUBLED, Phrase(r"(?:gặp|có|còn|hơi|rất|đang)* ?(?:khó khăn|trở ngại|khó)(?! chịu)")),
    (
        Signal.SNAGGED,
        Phrase(
            r"(?:bị |đang |còn |hơi |có )*(?:vướng mắc|vướng|kẹt|mắc|ách tắc|bế tắc|tắc)(?! màn)",
        ),
    ),
    # -- done
    (
        Signal.DONE,
        Phrase(
            (
                r"(?:đủ|vượt|đạt|đạt đủ|đạt và vượt|vượt mức|hoàn thành)(?: và vượt)? (?:chỉ tiêu|kế hoạch|"
                r"mục tiêu|định mức|số lượng)"
            ),
            r"đủ (?:cả |hết )?(?:\d+|hai|ba|bốn|năm|một)(?: ?/ ?\d+)?(?= )|(?:vượt|quá) \d+ ?%",
        ),
    ),
    (
        Signal.DONE,
        Phrase(
            (
                rf"(?:đã |vừa |mới |vẫn |đều |coi như |cũng |thế là |vậy là |tất cả |toàn bộ |xem như |"
                rf"hết )*(?:{_DONE})(?: rồi| hết| cả| toàn bộ| hoàn toàn| xuôi| tất| từ lâu| lâu)*"
            ).replace("|ok)", "|ok rồi|ok luôn|ok hết|đã ok|ngon lành)")
        ),
    ),
    (
        Signal.DONE,
        Phrase(
            (
                r"(?:đã |cũng )*(?:làm|thực hiện|triển khai|tổ chức)(?: hết| đủ|"
                r" trọn vẹn)?(?: \w+)? rồi(?! (?:mới|thì|chờ|tính|báo))"
            ),
            r"(?:xử lý|giải quyết|thanh toán|quyết toán|nghiệm thu)(?: hết)? rồi|dứt điểm",
        ),
    ),
    (
        Signal.CLOSED,
        Phrase(
            (
                r"(?:đã|vừa|mới|xin|cũng|kịp|em|tôi|phòng)(?: (?:em|tôi|phòng|được|kịp|chính thức|hoàn thiện và|"
                r"ký,?|mới|vừa|có|in và))* (?:nộp|gửi|ban hành|phát hành|ký|bàn giao|công bố|nghiệm thu|tổng kết|"
                r"quyết toán|chuyển|bế mạc|trả kết quả|báo cáo (?:kết quả|sở|lãnh đạo|văn phòng))(?! (?:giấy mời|"
                r"dự thảo|xin|mời|góp ý|lấy ý|hợp đồng|cam kết|nháp|trước|sau|nhầm|chậm|muộn|câu hỏi|lại cho em))"
            ),
            r"(?:nộp|gửi|ban hành|phát hành|ký|bàn giao|công bố|nghiệm thu)(?: [^,.;\n]{1,50}?)? (?:rồi|xong)(?! mới)",
        ),
    ),
    # -- going on, planned, begun
    (
        Signal.PLANNED,
        Phrase(
            (
                rf"(?:sẽ|dự kiến|dự định|chuẩn bị|sắp|định|tính|kế hoạch(?: là)?|theo kế hoạch|để|lên lịch|"
                rf"có kế hoạch|hẹn|xin)(?: [^,.;\n]{{1,40}}?)? (?:{_WORK}|§)"
            ),
            rf"§ ?(?:thì |là |sẽ |mới |em |tôi |phòng |bên em |chúng tôi )*{_WORK}",
            rf"{_WORK}(?: [^,.;\n]{{1,40}}?)? (?:vào |trong |trước )*§|(?:sẽ|mai)(?= )",
        ),
    ),
    (
        Signal.GOING,
        Phrase(
            r"đang(?! (?:nghỉ|ốm|đi công tác|họp|bận|ở))|vẫn|tiếp tục",
            r"(?:đúng|kịp|theo|bảo đảm|đảm bảo) (?:tiến độ|kế hoạch|lộ trình)|thường xuyên|duy trì|định kỳ",
            r"hằng (?:ngày|tuần|tháng)|hàng (?:ngày|tuần|tháng)|lồng ghép|từng bước|dần dần|bắt đầu|bắt tay",
            r"khởi động|đều đặn|tiến độ|chưa phát sinh|không phát sinh|(?:một|1) phần|bước đầu|phối hợp",
            r"(?:làm|triển khai|in|viết|soạn|đi|chạy|thực hiện) (?:tiếp|dần|dở|tới|đến)|từ đầu|hôm nay làm",
            r"chậm(?: tiến độ)?|§ ?(?:em |tôi |phòng |sẽ |thì )*(?:gửi|nộp|trình|đăng|phát|ban hành|xong)",
            r"(?:gửi|nộp|trình|đăng|ban hành)(?: [^,.;\n]{1,30}?)? (?:vào |trong |trước )*§",
        ),
    ),
    (
        Signal.DID,
        Phrase(
            (
                r"(?:đã|vừa|mới)(?: được| có| làm| cho| cùng| phối hợp| kịp)* (?!nhận|rõ|biết|hiểu|xem|đọc|nghe|"
                r"nhắc|là|có|hết|đến|quá|ghi nhận|tiếp thu)[^\s,.;!?·]+"
            ),
            (
                rf"(?:{_WORK}|trao|tặng|ủng hộ|quyên góp|vận động|giải ngân|huy động|thu|nhận|đăng|phát|cấp|hỗ trợ|"
                rf"tư vấn|trợ giúp)(?: [^\s,.;]+){{0,3}}? được"
            ),
            r"được (?:\d|·)",
            r"(?:làm|đạt|được)(?= (?:khoảng |gần |hơn |trên |tầm )?(?:\d|·|một nửa|nửa|\w+ phần trăm))",
        ),
    ),
)


def scan(wording: Wording, table: tuple[tuple[Signal, Phrase], ...] = ()) -> tuple[dict[Signal, list[Span]], Wording]:
    """The signals of a text with their spans, and what no row claimed."""
    found: dict[Signal, list[Span]] = {}
    for signal, phrase in table or _TABLE:
        spans = [m.span() for m in wording.all(phrase)]
        if spans:
            found.setdefault(signal, []).extend(spans)
            wording = wording.hide(spans)
    return found, wording
