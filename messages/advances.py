"""Phrases of work that went forward, was handed in or closed; read after `unfinished` took its words.

§ stands for a day to come, · for words that were read already.
"""

from messages.signals import Row, Signal
from messages.vocabulary import ACT, DONE, FUTURE, REST, WORK
from vietnamese.phrases import Phrase
from vietnamese.text import fold

_JUST = r"(?:đã |đang |vừa |mới |cũng ){0,3}"  # a bound, or "đã đã đã ..." would take long
_CLOSE = (
    r"(?:nộp|gửi|ban hành|phát hành|(?<!đăng )ký|bàn giao|công bố|nghiệm thu|tổng kết|quyết toán|bế mạc|trả kết quả)"
)
# Handing these out or asking for something is a step on the way.
_STEP_PRODUCT = (
    r"(?! (?:giấy mời|thư mời|dự thảo|bản nháp|bản thảo|bản dự thảo|đề cương|một phần|1 phần|một nửa|một số|vài|phần |"
    r"xin|mời|góp ý|lấy ý|cam kết|nháp|trước|sau|"
    r"nhầm|chậm|muộn|câu hỏi|lại cho em|"
    r"công văn (?:xin|đề nghị|mời)|văn bản (?:xin|đề nghị|mời)|tờ trình|phiếu|các (?:phòng|đơn vị|xã) góp ý))"
)
_SEEN = (
    r"(?:thông báo|thông tin|tin nhắn|tin|công văn|văn bản|nhiệm vụ|chỉ đạo|kế hoạch|"
    r"nhắc việc|lời nhắc|việc|nội dung|ý kiến)"
)

_SIGNER = (
    r"(?:chủ tịch|giám đốc|lãnh đạo|sếp|sở|ubnd|bí thư|hiệu trưởng|trưởng|phó|ban giám|thủ trưởng|cấp trên|"
    r"hội đồng|hđnd|"
    r"ban|bộ|thường trực|huyện|tỉnh|xã|phường|cơ quan)"
)
_OTHERS = (
    r"(?:(?:phòng|đơn vị|huyện|tỉnh|sở|bên|nơi|chỗ|người) khác|(?:phòng|xã|huyện|tỉnh|đơn vị) (?:bên|bạn)|"
    r"người ta)(?: thì)?"
)

# What others are said to do, figures and all.
HEARSAY = Phrase(
    r"(?:nghe (?:nói|đâu|bảo|đồn|báo)|thấy bảo|hình như bên|bên kia (?:nói|bảo|thì))(?!\w)[^.;\n]*",
    plain=(r"(?:nghe (?:noi|dau|bao|don)|thay bao|hinh nhu ben|ben kia (?:noi|bao|thi))(?!\w)[^.;\n]*",),
)

ADVANCES: tuple[Row, ...] = (
    # What others do, or may have done; what is put off; what was only received
    (
        Signal.HEARSAY,
        Phrase(
            rf"{_OTHERS} (?:[^\s,.;]+ ){{0,3}}?(?:{DONE}|{WORK})[^,.;\n]*",
            r"(?:nghe (?:(?!nói)[^\s,.;]+ ){0,3}?(?:nói|kể|đâu|bảo|đồn|báo)|hình như|không biết|chả biết|chắc là|có "
            r"lẽ|có vẻ|bên kia|thấy bảo|đoán|"
            r"không rõ|chưa rõ|chưa biết|chắc(?= [^,.;]{0,20}?(?:xong|hoàn thành|rồi)))(?!\w)[^.;\n]*",
            plain=(
                rf"{fold(_OTHERS)} (?:[^\s,.;]+ ){{0,3}}?(?:{fold(DONE)}|{fold(WORK)})[^,.;\n]*",
                r"(?:nghe (?:noi|dau|bao|don)|hinh nhu|khong biet|cha biet|chac la|co le|co ve|ben kia|"
                r"thay bao|doan la|"
                r"khong ro|chua ro|chua biet|chac(?= [^,.;]{0,20}?(?:xong|hoan thanh|roi)))(?!\w)[^.;\n]*",
            ),
        ),
    ),
    (
        Signal.DEFERRED,
        Phrase(
            r"(?:(?:để|cho|chờ|đợi) (?:§+ )?|§ )(?:em|tôi|mình|cháu|con|bác|anh|chị|phòng em|"
            r"phòng)(?: [^\s,.;]+){0,2}? (?:xem|hỏi|kiểm tra|rà|check|coi|"
            r"nghiên cứu|suy nghĩ|tìm|báo|trao đổi|họp|bàn|xin ý kiến|đọc)(?!\w)[^,.;\n]*",
            r"(?<=\w )(?<!dạ )(?<!xin )(?<!kính )(?:báo|trả lời|nhắn|phản hồi|báo cáo)(?: lại)?(?: anh| chị| sau| em|"
            r" bạn| sếp)+(?: sau)?",
            rf"(?:mai|tí|lát|chút|sẽ|tối|chiều|trưa|§)(?: nữa)? (?:em |tôi |mình |anh )?(?:báo(?! cáo)|"
            rf"báo cáo sau|trả lời|"
            rf"nhắn|gọi lại|phản hồi|xem|kiểm tra lại){REST}",
            r"(?:sẽ|lát nữa|tí nữa|chút nữa) (?:[^\s,.;]+ ){0,5}?(?:rồi |và )(?:có ý kiến )?(?:phản hồi|trả lời|báo|"
            r"nhắn)(?! cáo)[^,.;\n]*",
            r"(?:từ từ|khoan) đã(?: anh| chị| em| ạ)*|để (?:§+ |sau |rồi )*(?:tính|liệu|hẵng)(?! toán)[^,.;\n]*",
            rf"khi nào (?:xong|có){REST}(?:báo|gửi){REST}",
        ),
    ),
    (
        Signal.NEUTRAL,
        Phrase(
            rf"(?:đã |em |tôi |vừa |mới ){{0,4}}(?:nhận|rõ|hiểu|biết|nắm|xem|đọc|tiếp thu|ghi nhận|thấy)(?: được)?"
            rf"(?: {_SEEN}| của anh| của chị| từ bot)*(?: rồi)?(?=(?: ạ| a| nhé| anh| chị| em| sếp|"
            rf" bot)*\s*(?:[,.;!\n]|$))",
        ),
    ),
    # Handed in, waiting
    (
        Signal.CLOSED,
        Phrase(
            r"trình(?! [^,.;\n]*(?:chờ|đợi|để|sẽ)(?!\w))(?: [^,.;\n]{1,25}?)?(?: và|,| rồi) ?(?:đã |được )+(?:ký|"
            r"ban hành|phát hành|"
            r"công bố)",
            r"(?:đã|vừa|mới) trình(?! [^,.;\n]*(?:chờ|đợi|để|sẽ)(?!\w))(?: [^,.;\n]{1,25}?)? và (?:ký|ban hành|"
            r"phát hành|công bố)",
            r"trình(?: [^,.;\n]{1,25}?)? và (?:ký|ban hành|phát hành|công bố) (?:xong|rồi)",
        ),
    ),
    (Signal.WAITING, Phrase(r"(?:chưa|không)(?: hề| thấy)? nhận được")),
    (
        Signal.HANDED_IN,
        Phrase(
            r"(?:chờ|đợi)(?: [^\s,.;]+){0,4}? (?:(?<!đăng )ký|duyệt|phê duyệt|đóng dấu|dấu|ban hành|xác nhận|"
            r"thẩm định|thông qua|"
            rf"phát hành){REST}",
            rf"{_JUST}(?:trình|gửi|chuyển|xin)(?: lãnh đạo| sếp| giám đốc| sở| dự thảo| lấy| xin| hồ sơ| lên)*"
            r" (?:ký|duyệt|ý kiến|góp ý|phê duyệt|xem xét|thẩm định)(?: rồi)?",
            rf"{_JUST}(?<!quá )(?<!chương )(?<!công )trình(?: ký| lãnh đạo| sếp| giám đốc| sở|"
            rf" dự thảo| hồ sơ| lên| văn bản)*",
            r"gửi (?:cái |bản )*(?:nháp|thảo|dự thảo|đề cương)(?: [^\s,.;]+){0,3} rồi",
            rf"(?:đã |đang |vừa |mới )+(?:gửi|phát|in|soạn) (?:giấy mời|thư mời|dự thảo|thông báo mời|phiếu){REST}",
            rf"{_JUST}(?:gửi|có|ra) (?:công văn|văn bản|tờ trình) (?:xin|đề nghị|mời){REST}",
            rf"gửi (?:các [^,.;\n]{{2,20}} )?(?:góp ý|xin ý kiến|lấy ý kiến){REST}",
        ),
    ),
    (Signal.WAITING, Phrase(r"(?:chờ|đợi)(?! (?:em|xíu|chút|tí)(?!\w))")),
    (Signal.TROUBLED, Phrase(r"(?:gặp|có|còn|hơi|rất|đang)* ?(?:khó khăn|trở ngại|khó)(?! chịu| bạc| nói| tả| luu)")),
    (
        Signal.STUCK,
        Phrase(
            r"(?<!còn )(?<!hơi )(?<!có )(?:bị |đang |thì |lại |vẫn )*(?:kẹt(?! xe)|ách tắc|bế tắc|tắc nghẽn)|"
            r"(?:(?:bị|đang|thì|lại|giờ|rồi|vẫn) )+vướng|đứng (?:im|yên|hình)|(?:nên|thì|rồi|đang|bị|đành|phải|cứ|"
            r"vẫn) đứng(?= ?[,.;]| ?$| im| yên|"
            r" hình| lại| chờ)"
        ),
    ),
    (
        Signal.SNAGGED,
        Phrase(
            r"(?:bị |đang |còn |hơi |có )*(?:vướng mắc|vướng|kẹt|mắc(?! màn| dù)|ách tắc|bế tắc|"
            r"(?<!công )(?<!hợp )(?<!đối )(?<!tương )(?<!sáng )tắc(?! động| giả| phẩm))"
        ),
    ),
    # Done
    (
        Signal.DONE,
        Phrase(
            r"(?:đủ|vượt|đạt|đạt đủ|đạt và vượt|vượt mức|hoàn thành)(?: và vượt| vượt)?(?: các| mọi| tất cả| cả|"
            r" toàn bộ)* "
            r"(?:chỉ tiêu|kế hoạch|mục tiêu|định mức|số lượng)",
            r"(?:đạt|bằng|được) (?:1\d\d|[2-9]\d\d) ?(?:%|phần trăm) (?:so với |của )?(?:chỉ tiêu|kế hoạch|mục tiêu)",
            r"đủ (?:cả |hết )?(?:\d+|hai|ba|bốn|năm|một)(?: ?/ ?\d+)?|(?:vượt|quá) \d+ ?%",
            rf"(?:đã |vừa |mới |vẫn |đều |coi như |cũng |thế là |tất cả |toàn bộ |xem như |"
            rf"hết ){{0,4}}(?!ok)(?<!cho ){DONE}"
            r"(?: rồi| hết| cả| toàn bộ| hoàn toàn| từ lâu| lâu)*",
            r"(?:đã|vừa) (?:cấp|phát|trao|tặng|giao|chi|chi trả|thu|nộp|lắp|thay|xử lý|"
            r"giải quyết)(?: [^\s,.;]+){0,2}? (?:đủ|hết)(?! \d)",
            r"ok (?:rồi|luôn|hết|xong)|hết việc(?! làm)|đã ok|ngon lành|dứt điểm",
            r"(?:đã |cũng )*(?:làm|thực hiện)(?: hết| đủ| trọn vẹn)?(?: \w+)? rồi(?! (?:mới|thì|chờ|tính|báo))",
            r"(?:đã |cũng )*(?:làm|thực hiện|triển khai|tổ chức|xử lý|giải quyết) (?:đầy (?:đủ|du)|đủ|sạch)(?! \d)",
            r"(?<!họp )triển khai (?:hết |đủ )?(?:việc này |nhiệm vụ này )?rồi(?! (?:mới|thì|chờ|tính|báo))",
            r"(?:xử lý|giải quyết|thanh toán)(?: hết)? rồi|^[^\w,.;]*(?:thì |đã |cũng |đều )*(?:rồi|"
            r"ok)(?: ạ| nhé| anh| chị| a| em| sếp)*[^\w·]*$",
        ),
    ),
    (
        Signal.CLOSED,
        Phrase(
            rf"(?:đã|vừa|mới|xin|cũng|kịp|em|tôi|phòng)(?: (?:em|tôi|phòng|được|kịp|chính thức|mới|"
            rf"vừa|có|tổng hợp|hoàn thiện|và|"
            rf"in|ký|trình)){{0,5}},? (?:{_CLOSE}|chuyển){_STEP_PRODUCT}",
            rf"(?:đã|vừa) [^,.;\n]{{1,40}}? và (?:đã )?{_CLOSE}{_STEP_PRODUCT}",
            rf"(?:đã|vừa|mới)(?: được)? {_SIGNER}(?: [^\s,.;]+){{0,4}}? (?:ký|ban hành|phát hành|"
            rf"công bố){_STEP_PRODUCT}",
            r"(?:đã|vừa|mới)(?: có| ra| gửi)?(?: văn bản| công văn)? trả lời(?: [^\s,.;]+){0,3}? (?:cử tri|công dân|"
            r"đơn|"
            r"đơn thư|kiến nghị|chất vấn|bạn đọc|bằng văn bản)",
            r"(?:đã|vừa|mới) báo cáo(?: kết quả| sở| lãnh đạo| văn phòng| ubnd| giám đốc)",
            rf"{_CLOSE}{_STEP_PRODUCT}(?: [^,.;\n]{{1,50}}?)? (?:rồi|xong)(?! mới)",
        ),
    ),
    # Going on, planned, results
    (
        Signal.PLANNED,
        Phrase(
            rf"(?:{FUTURE}|để(?! nghị)|xin)(?: [^,.;\n]{{1,40}}?)? (?:{WORK}|thêm|§)|§ ?(?:bọn |tụi |bên |thì |là |"
            rf"sẽ |mới |em |"
            rf"tôi |phòng )*(?:{WORK}|{ACT})",
            rf"(?!họp){WORK}(?: [^,.;\n]{{1,40}}?)? (?:vào |trong |trước )*§|sẽ|kế hoạch là",
        ),
    ),
    (
        Signal.DOING,
        Phrase(
            r"(?:tôi|sếp|lãnh đạo|giám đốc|sở) đang (?:xem|đọc|soát|rà)(?: lại| xét| duyệt)|"
            r"(?<=\w )(?<!em )(?<!tôi )(?<!mình )(?<!dạ )(?<!vẫn )đang ở|đang(?! (?:nghỉ|xem|điều trị|ốm|đi(?! (?:kiểm|"
            r"khảo|cơ sở|làm|từng|các|xuống|phát|thăm|thôn|xã|thực|vận|tuyên))|bận|ở(?! bước| khâu| giai)|"
            r"họp(?= ?[,.;]| ?$| ạ)|lái|trên đường|dở (?:họp|tay))(?!\w))|tiếp tục|(?:làm|in|viết|soạn) (?:tiếp|dở)"
        ),
    ),
    (
        Signal.GOING,
        Phrase(
            r"vẫn|tiến độ|chậm(?: tiến độ)?|đều đặn|bước đầu|phối hợp|đều đều|trôi chảy|suôn sẻ|thuận lợi|đúng hướng|"
            r"(?:tiến triển|diễn ra|tiến hành) tốt|có (?:tiến triển|chuyển biến)",
            r"(?:đúng|kịp|theo|bảo đảm|đảm bảo) (?:tiến độ|kế hoạch|lộ trình)|thường xuyên|duy trì|định kỳ|lồng ghép",
            r"lấy ý kiến|(?:ngày|tuần|tháng|quý|hôm) nào cũng|(?:hằng|hàng) (?:ngày|tuần|tháng)|từng bước|"
            r"dần dần|bắt đầu|"
            r"bắt tay|khởi động|(?:một|1) phần|hôm nay làm",
            r"(?:làm|triển khai|in|viết|soạn|đi|chạy|thực hiện) (?:tiếp|dần|dở|tới|đến)",
        ),
    ),
    (
        Signal.DID,
        Phrase(
            r"(?:đã|vừa|mới)(?: được| có| làm| cho| cùng| phối hợp| kịp)* (?!(?:rõ|biết|hiểu|xem|"
            r"đọc|nghe|nhắc|là|có|hết|"
            r"đến|quá|về|nghỉ|ốm|thưa|anh|chị|em|tôi|sếp|xã|phường|bên|nv|sẵn sàng|ghi nhận|"
            r"tiếp thu)(?!\w))[^\s,.;!?·]+",
            r"(?<!chưa )(?<!không )(?<!sẽ )(?<!phải )(?<!cần )(?<!xin )(?<!mong )(?<!nghị )(?<!khi )được "
            r"(?:trao|tặng|nhận lại|"
            r"gửi vào|đưa|cấp|khám|chữa|tư vấn|trợ giúp|đón|thăm|mổ|phẫu thuật|cứu)(?!\w)",
            r"đã (?:về (?:nhà|trường|lớp)|đi học lại|trở lại)",
            r"^\W*(?:hỗ trợ|trao|tặng|tư vấn|trợ giúp|thăm|tập huấn|tuyên truyền|đăng ký)(?= )",
            rf"(?:{WORK}|{ACT})(?: [^\s,.;]+){{0,4}} rồi(?! mới| thì| tính)",
            rf"(?:{WORK}|trao|tặng|ủng hộ|quyên góp|vận động|giải ngân|huy động|thu|nhận|cấp|hỗ trợ|tư vấn|trợ giúp)"
            r"(?: [^\s,.;]+){0,3}? được|được (?:\d|·)",
            r"(?:làm|đạt|được)(?= (?:khoảng |gần |hơn |trên |tầm )?(?:\d|·|một nửa|nửa|\w+ phần trăm))",
        ),
    ),
)
