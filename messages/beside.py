"""What stands beside a standstill as its reason, though no "do" or "vì" says so: "nhà thầu bỏ, giờ đứng im".

Each group named `what…` is the obstacle in the sender's words.
"""

import re

from messages.vocabulary import DONE, SELF, WORK
from vietnamese.phrases import Phrase

_TEXT = r"[^,.;\n]"
_START = r"(?:^|[,.;:!?\n(] ?|(?<!\w)(?:nhưng|mà|vì|do|tại|bởi|bị|nên|rồi|thì|còn|giờ|nay|và) )"
# Who or what fails: not the sender, not an act of the sender's, nothing denied, promised or polite
_MYSELF = (
    rf"(?!(?:đơn vị|phòng|cơ quan) (?!em|tôi|mình|chưa|không|đã|đang|vẫn|cũng|mới|còn|thì|bị|rất|hơi|có|"
    rf"sẽ)[^\W\d]){SELF}"
)
_NO_SUBJECT = (
    rf"(?:{_MYSELF}|tụi|bọn|chúng|dạ|thưa|xin|mong|nhờ|để|cho|đã|vừa|mới|đang|vẫn|cũng|sẽ|nếu|khi|lúc|hồi|hôm|chưa|"
    rf"không|chẳng|chả|vụ|ca|trừ|riêng|"
    rf"hết|còn|phải|chờ|đợi|được|bị(?! thu)|do|vì|tại(?! chinh| khoan)|nên|rồi|chắc|có(?! so| quan)|§|·|{WORK}|"
    rf"{DONE}|bó(?= tay)|chịu|thua|thôi|kệ|đành|cảm|tạm|"
    rf"dừng|ngừng|ngưng|hoãn|đứng|đình|hủy|gác|kẹt|tắc|vướng|khó|nhiều|tiến(?= độ)|hiện|nay|giờ|giao|việc|nhiệm|nv|"
    r"anh ơi|chị ơi|sếp ơi|quên|tình|chậm|trễ|báo|cái|phần|mục|đạt(?! đai)|gần|sắp|là|thế|vậy|nào|ai)(?!\w)"
)
_SUBJECT = rf"(?!{_NO_SUBJECT})[^\s,.;:§]+(?: (?!(?:đã|rồi|vẫn|được|§|{_MYSELF})(?!\w))[^\s,.;:§]+){{0,5}}?"
_HOW = (
    r"(?: đang| bị| còn| cứ| cũng| toàn| lại| rất| hay| đều| quá| hơi| nó| khá| phải| vẫn| đòi| thì| đi| tự| tạm| đã|"
    r" giờ| nay)*"
)
# What holds work up wherever it is said
_STRONG = (
    r"(?:chập chờn|nghẽn|tắc nghẽn|quá tải|chống đối|phản đối|phản ứng|vắng mặt|đi vắng|không có mặt|(?:e|em) ngại|"
    r"ngần ngại|"
    r"lưỡng lự|do dự|(?:không|chưa) (?:chịu|hợp tác|đồng thuận|đồng tình|ủng hộ|mặn mà|nhất trí|thống nhất|bàn giao "
    r"mặt)|"
    r"bất hợp tác|từ chối|né tránh|lẩn tránh|bỏ trốn|bỏ thầu|bỏ cuộc|phá sản|đòi (?:giá|tiền|bồi|đền|thêm|tăng|cao|"
    r"lại)|"
    r"tranh chấp|khiếu kiện|đội giá|tăng giá|khan hiếm|đóng cửa|xuống cấp|dột|bất đồng|cãi nhau|quá hẹn|trễ hẹn|"
    r"lỡ hẹn|thất lạc|hết hạn|hết hàng|hết thuốc|thiếu(?= ?[,.;]| ?$| ạ)|chết máy|đứt|rớt|nhiễu|quá ít|quá (?:tải|"
    r"yếu|chậm|cũ|thấp|kém)|"
    r"(?:gửi|nộp|báo|cấp|trả|trả lời|phản hồi|cung cấp|duyệt|giải ngân|chuyển|phân bổ|giao|làm|triển khai|phối "
    r"hợp)(?: [^\s,.;]+){0,4}? "
    r"(?:chậm|trễ|muộn)(?! (?!quá|lắm|ghê)\w))"
)
# … and what does so where the work is said to stand still
_WEAK = (
    r"(?:giữ|giam|ngâm|om|bỏ|cắt|rút|hết|đóng|bận|nghỉ|vắng|sai|lệch|hỏng|hư|chậm|trễ|muộn|im|lặn|trốn|mất|yếu|cạn|"
    r"khóa|"
    r"bác|thu hồi|chê|kiện|ốm|bệnh|mưa|lũ|bão|ngập|sạt|thấp|đắt|cũ|kém|ít|tắt|cúp|cháy|lỗi|đơ|lag|"
    r"gãy|bể|vỡ|rách|nát|tan|thiếu|thừa|khó|cấm|phạt|đi (?:học|công tác|vắng|họp|nước|viện)|nằm viện|chuyển (?:công "
    r"tác|đi|khẩu)|"
    rf"(?:chưa|không|chẳng|chả|đâu có)(?! (?:làm|triển khai|thực hiện|tổ chức|bắt đầu|bắt tay|khởi động|tiến hành|rà "
    rf"soát|chuẩn bị|động|đụng|{DONE}|kể|tính|có gì|biết|phải|sao|thể|kịp)(?!\w))|có [^,.;\n]{{0,15}}đâu|nào đâu|gì "
    rf"đâu|mâu thuẫn|chồng chéo|vỡ nợ|dịch|rét|hạn hán)"
)

HELD = Phrase(
    r"(?:không|chưa|chẳng|chả|khó|hết)(?: ai)?(?: thể| kịp)* [^,.;\n]{1,40}? ?(?<!nhận )(?<!thấy )(?:được|nổi|kịp|"
    r"xuể|tiếp)(?! \d)|"
    r"(?:không|khó|chưa) thể|bó tay|(?:chịu|thua)(?= ?[,.;!]| ?$| thôi| chết| rồi| luôn| ạ| a)|ngưng|ngừng|dừng|hoãn|"
    r"hủy|"
    r"đình lại|đình chỉ|đứng(?= (?:im|hẳn|hình|yên|lại|chờ|bánh)| ?[,.;]| ?$)|hết (?:làm|cách|đường)|(?:giậm|dậm) chân|"
    r"kẹt|tắc|ách|bế tắc|nằm (?:im|đó|chờ|yên)|không (?:làm|thực hiện|triển khai|tổ chức)|(?:^|[,.;] ?)chờ(?= ?[,.;]|"
    r" ?$)|"
    r"làm ăn (?:gì|sao)|làm sao|gác lại|đâu mà|bỏ (?:dở|ngang|đó)"
)


# The dots of initials and a remark in brackets do not end what is told: "em P.N.Anh", "bố cháu (anh Phúc) không ký"
WITHIN = re.compile(
    r"(?<=[^\W\d_])\.(?=[^\W\d_])|(?<=\.[^\W\d_])\.(?= [(\w])|"
    r"\((?![^()]*(?<!\w)(?:chờ|vướng|thiếu|chưa|không|do|vì)(?!\w))[^()\n]{1,50}\)(?= (?:không|chưa|khong|chua|vẫn|"
    r"van|bị) )"
)


def strong(some: str, stop: str) -> Phrase:
    """Failures that need no word of a standstill beside them."""
    return Phrase(rf"{_START}(?P<what>{_SUBJECT}{_HOW} {_STRONG}(?!\w)(?: {some})??){stop}")


def weak(stop: str) -> Phrase:
    """Failures beside a standstill, and somebody's omission there."""
    return Phrase(
        rf"{_START}(?P<what>{_SUBJECT}{_HOW} {_WEAK}(?!\w)(?:{_TEXT}*?)){stop}",
        rf"{_START}bị (?P<what_met>(?:sai|lệch|mất|cắt|giữ|trả|khóa|chặn|cấm|phạt|kiện|từ chối|phản đối|thiếu|trùng|"
        rf"hủy)(?!\w){_TEXT}*?){stop}",
        # a unit whose name is hidden: "P. NV1 giữ hết hồ sơ"
        rf"·(?P<what_unit> (?:đang |còn |vẫn |cứ )?(?:giữ|giam|ngâm|om|(?:chưa|không) (?:gửi|trả|chuyển|duyệt|ký|"
        rf"cấp))(?!\w)(?:{_TEXT}*?)){stop}",
    )


def means(stop: str) -> Phrase:
    """The sender's own inability to reach what the work needs: "không vào được hệ thống"."""
    return Phrase(
        r"(?P<what>(?:không|khó)(?: thể| sao)?(?: mà)? (?:liên lạc|liên hệ|gọi|gặp|tìm|kiếm|vào|truy cập|đăng nhập|"
        r"mở|kết nối|thuê|mua|"
        rf"mượn|mời|huy động|vay|tuyển|thỏa thuận|bố trí|tải|gửi|nộp|đấu nối)(?!\w){_TEXT}*?){stop}"
    )
