"""Phrases that deny, limit or postpone: they claim their words before any word of completion is read.

§ stands for a day to come, · for words that were read already.
"""

from messages.halted import HALTED
from messages.signals import Row, Signal
from messages.vocabulary import ACT, DONE, FUTURE, GAP, NOT, REST, SELF, TROUBLE, WORK
from vietnamese.phrases import Phrase

_HEDGE = (
    r"(?: thể| hề| được| có| phải| biết| chắc| dám| là| bao giờ| khi nào| mà| sao| hẳn| thật| thực sự| đã|"
    r" gọi là| coi là| tính là| nói là| hoàn toàn| ai| đơn vị nào| chỗ nào| cái nào| cái gì| gì| đâu)*"
)
_ALMOST = (
    r"(?:gần|sắp(?! xếp| đặt)|cơ bản|về cơ bản|tương đối|hầu như|hầu hết|gần như|suýt|suýt soát|chuẩn bị|mới chỉ|chỉ "
    r"mới|phần lớn|"
    r"đa phần|đa số|tạm|tạm coi là|coi như gần|sắp sửa|còn lâu mới|còn xa mới|phần nào|"
    r"kha khá|một số xã|vài xã|mới tạm)"
)
# "không nhận được", "chưa đạt được": not the sender's inability
_NO_DEED = r"(?:xem|đọc|nghe|trả lời|nhận|thấy|biết|nắm|đạt|thu|hiểu|rõ|ghi nhận|phát sinh|để|vướng)(?!\w)"
# Done before the work proper; "khảo sát xong" is a step of most tasks.
_PREPARING = (
    r"(?:chuẩn bị|lên lịch|lên danh sách|đặt (?:lịch|hội trường|phòng|chỗ)|mượn hội trường|mời (?:giảng viên|"
    r"báo cáo viên|"
    r"đại biểu|khách|chuyên gia)|chốt (?:lịch|danh sách|địa điểm|thời gian)|lập (?:tổ|đoàn|dự toán|danh sách)|"
    r"thành lập (?:tổ|đoàn|ban))"
)
# Made ready before the work: "in xong giấy mời, thuê xong phông bạt"
_OBJECTS = (
    r"giấy mời|thư mời|phông|bạt|rạp|hội trường|âm thanh|loa|ánh sáng|sân khấu|maket|market|bàn ghế|phòng họp|"
    r"băng rôn|phù hiệu|nước uống|teabreak|hậu cần"
)
_STAGE = r"(?:phần|bước|khâu|giai đoạn|đợt|vòng|chặng)"

UNFINISHED: tuple[Row, ...] = (
    *HALTED,
    # Late, with a new day: "không kịp hôm nay, để mai"
    (
        Signal.PROMISED,
        Phrase(r"không kịp(?: [^\s,.;]+){0,3}?(?: §| ·| hôm nay)[^,.;\n]{0,12},? ?(?:chắc |để |xin |thôi )*§"),
    ),
    # Not able, not finished, not begun
    (
        Signal.UNABLE,
        Phrase(
            rf"(?:không|chẳng|chả|khó)(?: thể| kịp| sao| cách nào)+(?: mà)? [^\s,.;]+{GAP}(?: được)?",
            rf"(?:không|chẳng|chả)(?: ai)? (?!{_NO_DEED}|được |phải |những |chỉ |quá |có |dưới |khó )"
            rf"[^\s,.;!?\n·§]+{GAP} (?:được|nổi|kịp|xuể)(?! \d)",
            rf"(?:lấy đâu|đào đâu|kiếm đâu|làm gì có|có đâu)(?: ra)?(?: [^\s,.;]+){{0,4}}? mà (?:{WORK}|{ACT}|"
            rf"{DONE}){REST}",
            rf"ai mà (?:{WORK}|{ACT}|{DONE}){GAP} ?(?:được|nổi|kịp|xuể)|(?<!không )biết (?:làm sao|tính sao|"
            rf"làm thế nào)(?: được)?",
            rf"(?:làm sao|sao|lấy gì|lấy đâu|lấy đâu ra|lấy ai|bằng gì|kiểu gì)(?: ra)? mà (?:{WORK}|{ACT}|"
            rf"{DONE}){REST}|"
            r"không nổi(?= ?[,.;!]| ?$| ạ| a| rồi| nữa| do| vì)|bó tay|chịu(?= ?[,.;]| ?$| thôi| chết)|không được|"
            r"không kịp(?= ?[,.;]| ?$| ạ| a| nữa)",
        ),
    ),
    (
        Signal.UNFINISHED,
        Phrase(
            rf"{NOT}{_HEDGE}{GAP} {DONE}(?: hết| hẳn| được| đâu)*|{DONE} (?:đâu mà|gì mà|thế nào được|sao được)",
            r"chưa (?:đến đâu|tới đâu|được bao nhiêu|được mấy|được nhiều|ra đâu)",
            r"(?:chưa|không|chẳng)(?: hề| thể)* (?:đủ|đạt|vượt)(?: đủ| được)? (?:chỉ tiêu|kế hoạch|"
            r"mục tiêu|yêu cầu|số lượng|\d)",
            rf"{DONE}(?: hết| cả| được| gì)? đâu(?! vào| ra| đấy)|(?:làm gì|đâu|đời nào)(?: mà|"
            rf" có chuyện)*(?: đã| có| mà)* {DONE}",
            rf"{DONE} (?:là |thì )?(?:chưa|không)(?= ?[,.;]| ?$)|{DONE} (?:là |thì )?chưa",
            rf"(?:tưởng|ngỡ|cứ nghĩ)(?: là| đã| sắp| như| chừng)* {DONE}",
            rf"{DONE} (?:sao|gì|thế nào|kiểu gì|cách nào)(?: mà)? (?:nổi|được|kịp)|not (?:yet )?{DONE}|"
            rf"(?:ai|đứa nào|người nào) (?:bảo|nói|kêu|dám nói)(?: là| rằng| đã)* {DONE}|"
            rf"{DONE} (?:hụt|trượt|(?:hờ|giả)(?= ?[,.;]| ?$| thôi)|nửa vời|(?:thì |là )?(?:đùa|nói đùa))",
        ),
    ),
    (
        Signal.UNTOUCHED,
        Phrase(
            rf"(?:giờ|hiện|nay|vẫn) (?:vẫn )?chưa (?:hề )?(?:{WORK}|{ACT})(?: [^\s,.;]+)?(?= ?[,.;!\n]| ?$| ạ| a)",
            r"chưa(?: hề| có)? (?:đụng|động|rờ|sờ|mó|ngó)(?: đến| tới| vào| gì)*|mới(?: được| có| làm)* 0(?!,|\.|"
            r"\d)(?= ?[^\W\d]| ?/)",
            r"chưa(?: hề| có)? (?:giao|phân công|bố trí|cử|cắt cử|chỉ đạo|chọn)(?: [^\s,.;]+){0,3}? (?:ai|nào)(?!\w)",
            r"chưa(?: hề)? (?!phát sinh|có|nhận|thấy|xảy|ghi nhận|vướng|bỏ|sót|ai|để|gặp|bị|biết|rõ)[^\s,.;·§]+(?: "
            r"[^\s,.;·§]+){1,2}? nào(?= ?[,.;!\n]| ?$| ạ| cả| hết)",
            rf"chưa(?: hề| có)?(?: {WORK})?{GAP} (?:được )?gì(?! {TROUBLE})(?: hết| cả| đâu)*|0 ?%|0 phần trăm",
            r"§ ?(?:thì |mới )+(?:đến|tới) (?:lượt|kỳ|phiên|đợt|hạn|lịch|ngày)",
            rf"(?:chưa|không)(?: có)? (?:đến|tới|vào) (?:mùa|vụ|thời vụ|năm học|thời gian|thời điểm|lúc|kỳ|lượt|"
            rf"phiên|hạn|ngày|lịch|"
            rf"đợt){REST}|chưa hề {WORK}",
        ),
    ),
    (
        Signal.NOT_YET_ABLE,
        Phrase(
            rf"chưa(?: hề| thể| kịp)*(?: {WORK})+{GAP} (?:được|nổi)|chưa (?:thể|kịp) (?:{WORK}|{ACT}){GAP}",
            rf"chưa(?: hề| thể| kịp| ai)* (?!{_NO_DEED}|hề |thể |kịp |được |có )[^\s,.;!?\n·§]+{GAP} (?:được|"
            rf"nổi)(?! \d)",
            r"chưa được(?= ?[,.;!?]| ?$| ạ| anh| chị| đâu)",
        ),
    ),
    (
        Signal.NOT_YET,
        Phrase(
            rf"sau (?:khi|kỳ|đợt|lễ|tết|hè|bão|mùa|vụ) [^,.;\n]{{2,50}}?,? (?:thì )?(?:{SELF} )?mới (?:được |"
            rf"có thể )?(?:{WORK}|{ACT})",
            rf"chưa(?: hề| có| đi| được| kịp| ai| đơn vị nào)* (?:{WORK}|{ACT})|{WORK} (?:thì |vẫn |là )?chưa|"
            rf"còn nguyên|chưa (?:có )?ai (?:nhận|làm|phụ trách)|chưa có (?:thời gian|thì giờ|dịp)|(?:vẫn|đang|"
            rf"còn|cứ) (?:để|"
            rf"nằm|treo|bỏ) (?:đó|đấy|yên|im)",
            rf"(?:quý|tháng|tuần|năm|kỳ|đợt)(?! (?:này|nay|qua|rồi|"
            rf"trước))(?: [^\s,.;]+){{1,4}}? (?:thì )?(?:{SELF} )?mới "
            rf"(?:được )?(?:{WORK}|{ACT})",
            rf"(?:vẫn|thì|vẫn còn|cũng|hiện|là) chưa(?! có| nhận| được| gửi)(?: hề)?(?: {WORK}| {ACT}| chỉ "
            rf"đạo){{0,2}}|chưa (?:hề )?chỉ đạo|"
            r"không (?:làm|triển khai|thực hiện|tổ chức)",
            r"^\W*(?:dạ |em |thưa anh |thưa chị )*chưa(?: ạ| a| anh| chị| đâu)*(?= ?[,.;])",
            r"chưa(?=(?: ạ| a| nhé| anh| chị| sếp| đâu)*\s*[.!,;\n]?\s*$)",
        ),
    ),
    # In part, or only promised
    (
        Signal.PARTLY,
        Phrase(
            rf"{_ALMOST}(?: là| đã| làm| được| như| cũng| viết| soạn| in| tổ chức| sắp| thì| triển khai)* ?{DONE}",
            rf"{DONE} (?:được )?thêm|{DONE} (?:sơ|tạm)|"
            rf"{DONE}(?: cơ bản| sơ bộ| tương đối| gần hết| bước đầu| một phần| phần nào)",
            rf"nữa (?:là|thì|mới) (?:em |phòng |cũng |sẽ )*{DONE}|{DONE} (?:việc |phần )?(?:{_OBJECTS})",
            r"(?:kẹt|vướng|thiếu|mắc)(?: có)? (?:mỗi|nốt|đúng)(?!\w)|(?:làm|viết|soạn|chạy|nhập|rà) nốt(?!\w)",
            rf"cơ bản (?:đạt|đáp ứng|ổn){REST}|gần (?:hết|đủ|như đủ)|hòm hòm|kha khá",
            rf"{_STAGE} (?:\d+|một|hai|ba|[iv]+|đầu|này|thứ [^\s,.;]+)(?: [^,.;\n]{{1,25}}?)? (?:đã |thì |là )*{DONE}|"
            rf"{DONE} (?:được )?(?:\d+|một|hai|ba|bốn) {_STAGE}(?! trăm)",
            r"(?:sắp|gần) (?:rồi|hết|đủ|(?:tới|đến|về|cán) ?(?:đích|nơi|hồi kết)?)",
            rf"(?:mới|chỉ)(?: chỉ| mới)? (?:có|mỗi|riêng)(?: (?!(?:mà|đã|vẫn)(?!\w))[^\s,.;]+){{1,5}}? {DONE}",
            rf"{DONE}(?! (?:rồi|hết|cả))[^,.;\n]{{2,30}} thôi(?= ?[,.;!]| ?$| ạ| a| anh| chị)",
            rf"{DONE} (?:được |có )*(?:mỗi|duy nhất|lẻ tẻ)",
            rf"(?<!phần )(?<!việc )(?<!mục ){_PREPARING}[^.;\n]{{0,50}}? ?{DONE}",
        ),
    ),
    (
        Signal.PARTLY,
        Phrase(
            rf"{DONE}(?: được| khoảng| tầm| hơn| gần| đến| tới| mới)* (?:một nửa|nửa|1 nửa|một phần|phần lớn)",
            rf"{_STAGE} (?:\d+|i{{1,3}}|đầu|một)(?: của [^,.;\n]{{2,30}}?)?(?: thì| đã| em| làm| viết| in)* {DONE}",
            rf"(?:{DONE}|được) {_STAGE} (?:\d+|i|đầu|một|thô|nội dung|chuẩn bị|dự thảo|đề cương)|"
            rf"{DONE} (?:khâu|bước){REST}",
            r"(?:xong|hoàn thành|hoàn tất) (?:cái |bản |mỗi |được )*(?:công tác chuẩn bị|việc chuẩn bị|"
            r"dự thảo|đề cương|"
            r"bản nháp|kịch bản|khung)",
        ),
    ),
    (
        Signal.PROMISED,
        Phrase(
            rf"(?:{FUTURE}|chắc|để(?! nghị)|xin|đảm bảo|mong|kịp|thì mới|khả năng|ước|có thể|nhất định|chắc chắn|sớm)"
            rf"(?: [^,.;\n]{{1,35}}?)? {DONE}(?! (?:rồi|lâu|từ|hết rồi|{DONE}))",
            rf"{DONE} (?:thì|là) [^,.;\n]{{0,25}}?(?:§|phải (?!không))",
            rf"(?:ráng|cố gắng|cố|gắng|nỗ lực|(?<!theo )(?<!đúng )(?:yêu cầu|đề nghị|phải|cần|đòi))(?: làm| là| cho)* "
            rf"{DONE}(?! (?:rồi|lâu|từ|{DONE}))",
            rf"(?:kế hoạch|mục tiêu|chỉ tiêu) (?:tuần|tháng|quý|ngày|năm|thời gian|sắp|§)[^,.;:\n]{{0,15}}: ?{DONE}",
            rf"§ ?(?:mốt |thì |là |sẽ |mới |em |phòng |tôi |nhất định |chắc |phải )*(?:làm |in |tổ chức |"
            rf"soạn |viết )?{DONE}",
            rf"{DONE}(?: toàn bộ| hết| dứt điểm| tất cả| việc này| nốt| báo cáo| nhiệm vụ| ·+)* (?:trong |vào |trước |"
            rf"chậm nhất |muộn nhất |ngay |đúng |sau |kịp )*§",
            rf"(?:chiều|tối|trưa|mai mốt|mai kia|nay mai|sớm muộn|cuối giờ|cuối buổi|cuối ngày|hết giờ|lát|tí|"
            rf"chốc|ít phút|ít hôm|vài bữa|"
            rf"mấy bữa)(?: nữa)? "
            rf"(?:là |thì |sẽ |em |phòng |mới )*(?:{WORK} )?{DONE}",
            r"§ ?(?:là |sẽ |mới |em |phòng |tôi |bên em |nhất định |phải )*(?:up|chuyển|bàn giao|giao(?! ban)|tải|đẩy|"
            r"cập nhật|nhập|gửi|nộp|"
            r"trình|đăng|phát hành|ban hành|"
            r"có (?:kết quả|báo cáo|sản phẩm))",
            r"(?:gửi|nộp|trình|đăng|ban hành|chuyển|bàn giao)(?: [^,.;\n]{1,30}?)? (?:vào |trong |trước |chậm nhất "
            r")*(?<!từ )§",
            rf"sẽ (?:gửi|nộp|trình|đăng|ban hành)|{DONE} (?:rồi )?(?:tính|sẽ|mới|hãy|thì (?:báo|em|gửi|sẽ))",
        ),
    ),
    (Signal.DOING, Phrase(r"(?:phải |đang |cần )*(?:làm|viết|soạn|in|tính|nhập) lại(?! (?:cho|giúp|hộ))")),
    # What is left to do
    # "đăng ký xong rồi, giờ tới khâu tổ chức"
    (
        Signal.REMAINS,
        Phrase(
            r"(?:giờ|nay|hiện|bây giờ|tiếp|rồi|đang|chuẩn bị|sắp)(?: thì| là| mình| em)? ?(?:tới|đến|sang|qua|chuyển "
            r"sang|bước vào|chuyển qua) "
            r"(?:khâu|bước|phần|giai đoạn|đoạn|việc|vòng|đợt|công đoạn)[^,.;\n]*"
        ),
    ),
    (Signal.REMAINS, Phrase(r"chỉ còn (?:mỗi |việc )?(?=(?:chờ|đợi)(?!\w))")),
    (
        Signal.REMAINS,
        Phrase(
            rf"(?:chỉ còn|vẫn còn|hiện còn|đang còn|còn) (?!gì|dư|thừa|vướng|khó|đâu|nợ gì|chờ|đợi|thiếu|nữa|"
            rf"chưa|(?:lại )?(?:đã )?{DONE}|(?:chị|anh|em|bà|ông|bố|mẹ|cô|bác|gái|trai|nhà|của|a|c|e) )"
            r"[^,.;\n]+",
        ),
    ),
    (
        Signal.LEFT,
        Phrase(
            rf"(?:nhưng|mà|còn|chỉ(?! tiêu| đạo| thị)|riêng|trừ|ngoại trừ|song|chứ|"
            rf"tuy)(?!\w)[^.;\n]{{0,30}}? ?chưa{REST}",
            r"bị (?:trả (?:lại|về)|bác|từ chối|yêu cầu (?:sửa|làm lại|bổ sung))[^,.;\n]*",
            r"trừ [^,.;\n]+|(?:(?<!giới )(?<!tối )thiếu|nợ|(?<!sai )sót|dang dở)(?: lại| mỗi)? (?![^,.;\n]* "
            r"(?:vẫn|van) (?:đang|dang|làm|lam)(?!\w))(?!(?:nhi|"
            r"niên)(?!\w))[^,.;\n]+|đang dở",
            rf"(?<!không )(?:phải|cần) (?:{WORK}|bổ sung|chỉnh|sửa|hoàn thiện|rà|thêm|chờ){REST}",
            rf"chưa (?:gửi|nộp|báo cáo|ký|trình|duyệt|tổng hợp|đóng dấu|phát hành|ban hành|bàn giao|"
            rf"thanh toán|quyết toán|"
            rf"cập nhật|đăng|lấy|nhập|scan|có dấu|công bố|phát(?! sinh)|chốt|chuyển){REST}",
        ),
    ),
)
