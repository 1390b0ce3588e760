"""Commands said in free words, acknowledgements, and messages too bare to report anything."""

import re

from messages.understood import Wish
from messages.wording import Wording
from vietnamese.phrases import Phrase

_PARTICLES = r"(?: ạ| a| nhé| nha| nhe| anh| chị| em| sếp| bot| rồi| luôn| vậy| giúp em| giúp tôi| với| đi| ơi)*\W*$"
_POLITE = r"^\W*(?:dạ |vâng |em |anh |chị |thưa |bot |ơi |cho em |cho tôi |cho |xin |tôi |muốn )*"

_BARE = Phrase(rf"{_POLITE}(?:chưa|rồi|có|không|được){_PARTICLES}")
_WISHES: tuple[tuple[Wish, Phrase], ...] = (
    (Wish.EDIT, Phrase(rf"{_POLITE}(?:sửa|sửa lại|sửa báo cáo|chỉnh lại|cho sửa){_PARTICLES}")),
    (Wish.UNDO, Phrase(rf"{_POLITE}(?:hoàn tác|undo|quay lại|rút lại){_PARTICLES}")),
    (Wish.CANCEL, Phrase(rf"{_POLITE}(?:hủy|hủy bỏ|bỏ qua|thôi|thôi khỏi|không gửi nữa|cancel){_PARTICLES}")),
    (
        Wish.TASKS,
        Phrase(
            rf"{_POLITE}(?:xem |hỏi |liệt kê |danh sách )*(?:các |những )?(?:nhiệm vụ|việc|công việc) "
            rf"(?:của (?:em|tôi|mình|phòng em|phòng tôi)|nào của (?:em|tôi)|được giao){_PARTICLES}",
            rf"{_POLITE}(?:em|tôi) (?:còn|có|đang có) (?:những |các )?(?:việc|nhiệm vụ) (?:gì|nào){_PARTICLES}",
        ),
    ),
    (Wish.HELP, Phrase(rf"{_POLITE}(?:trợ giúp|giúp đỡ|help|hướng dẫn sử dụng|dùng thế nào|cách dùng){_PARTICLES}")),
    (
        Wish.RECEIVED,
        Phrase(
            rf"{_POLITE}(?:đã |mới |vừa )*(?:nhận|rõ|hiểu|biết|nắm|ok|vâng|dạ|ừ|xem|tiếp thu|"
            rf"ghi nhận|noted|đọc|cảm ơn)(?: được)?"
            rf"(?: thông báo| thông tin| tin nhắn| tin| việc| nhiệm vụ| nhắc việc| lời nhắc|"
            rf" công văn| văn bản| chỉ đạo)*"
            rf"{_PARTICLES}",
        ),
    ),
)


def wish(wording: Wording) -> Wish | None:
    """What a message asks the bot to do, or that it only acknowledges; None for everything else."""
    return next((kind for kind, phrase in _WISHES if wording.has(phrase)), None)


def is_bare(wording: Wording) -> bool:
    """Whether the message is a wish or a bare "chưa", and so says nothing of the work."""
    return not re.search(r"[^\W\d]|%", wording.text) or wording.has(_BARE) or wish(wording) is not None
