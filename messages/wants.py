"""Commands said in free words, acknowledgements, and messages too bare to report anything."""

import re

from messages.understood import Wish
from messages.wording import Wording
from vietnamese.phrases import Phrase
from vietnamese.text import fold

_PARTICLES = r"(?: ạ| a| nhé| nha| nhe| anh| chị| em| sếp| bot| rồi| luôn| vậy| giúp em| giúp tôi| với| đi| ơi)*\W*$"
_POLITE = r"^\W*(?:dạ |vâng |em |anh |chị |thưa |bot |ơi |cho |xin |tôi |muốn )*"
_TAKES_BACK = Phrase(
    rf"{_POLITE}(?:bỏ|hủy|xóa|rút|thu hồi)(?: lại| giúp| hộ| cho)* (?:báo cáo|tin|tin nhắn|cái)"
    rf"(?: (?:vừa (?:rồi|nãy|xong|gửi|ghi|báo)|lúc nãy|ban nãy|hồi nãy|trên|này|đó|của (?:em|tôi|mình)))+{_PARTICLES}"
)

_BARE = Phrase(rf"{_POLITE}(?:chưa|rồi|có|không|được){_PARTICLES}")
_WISHES: tuple[tuple[Wish, Phrase], ...] = (
    (Wish.EDIT, Phrase(rf"{_POLITE}(?:sửa|sửa lại|sửa báo cáo|chỉnh lại|cho sửa){_PARTICLES}")),
    (Wish.UNDO, Phrase(rf"{_POLITE}(?:hoàn tác|undo|quay lại|rút lại){_PARTICLES}")),
    (
        Wish.CANCEL,
        Phrase(
            rf"{_POLITE}(?:(?:chưa xong đâu,? )?(?:đừng|khỏi|khoan) (?:có )?ghi(?: vội| nữa| gì)*|hủy|hủy bỏ|"
            rf"bỏ qua|thôi|thôi khỏi|không gửi nữa|cancel){_PARTICLES}"
        ),
    ),
    (
        Wish.TASKS,
        Phrase(
            rf"{_POLITE}(?:xem |hỏi |liệt kê |danh sách )*(?:các |những )?(?:nhiệm vụ|việc|công việc) "
            rf"(?:của (?:em|tôi|mình|phòng em|phòng tôi)|nào của (?:em|tôi)|được giao){_PARTICLES}",
            rf"{_POLITE}(?:em|tôi) (?:còn|có|đang có) (?:những |các )?(?:việc|nhiệm vụ) (?:gì|nào){_PARTICLES}",
        ),
    ),
    (Wish.HELP, Phrase(rf"{_POLITE}(?:trợ giúp|giúp đỡ|help|hướng dẫn sử dụng|dùng thế nào|cách dùng){_PARTICLES}")),
)
# An acknowledgement holds nothing else than these words, and one that takes note; in any order, for people say it
# twice ("ok em, vâng em đã nhận được thông tin rồi ạ"). Folded, for half of such messages have half of their accents.
# A numbered task may be what was received; "NV2 ok" tells of the task.
_TASK = r"(?:cac )?(?:nhiem vu|nv|viec)(?: so)? \d{1,3}(?:(?:,| va|, nv| va nv) \d{1,3})*"
_TAKES_NOTE = rf"(?:nhan|ro)(?: duoc)? {_TASK}|nhan|ro|hieu|biet|nam|ok|vang|u|xem|doc|tiep thu|ghi nhan|noted|cam on"
_MANNERS = (
    r"da|em|e|anh|a|chi|c|sep|bot|toi|minh|phong|ben|chung|don vi|thua|xin|cho|oi|nhe|nha|nhi|nhieu|"
    r"moi|vua|cung|deu|duoc|roi|luon|vay|day|nay|cua|tu|da nhac|chao"
)
_WHAT = (
    r"thong bao|thong tin|tin nhan|tin|viec|nhiem vu|noi dung|nhac viec|loi nhac|nhac|"
    r"cong van|van ban|chi dao"
)
# Word by word and never back ("tin nhắn" is also "tin" and "nhắn"), or a long message would take for ever.
_ALL_MANNERS = re.compile(rf"(?>(?:{_TAKES_NOTE}|{_WHAT}|{_MANNERS})(?!\w)[\W_]*+)++")
_NOTE = re.compile(rf"(?<!\w)(?:{_TAKES_NOTE})(?!\w)")
_YES = Phrase(r"^dạ")
# A sign alone takes note; even a tick is no word for a task that is done. Skin colours and joiners may follow.
_NODS = re.compile(r"[\s👍👌✅✔☑🆗🙏🫡💪❤🤝\U0001f3fb-\U0001f3ff\ufe0f\u200d]+")


def wish(wording: Wording) -> Wish | None:
    """What a message asks the bot to do, or that it only acknowledges; None for everything else."""
    asked = next((kind for kind, phrase in _WISHES if wording.has(phrase)), None)
    return Wish.RECEIVED if asked is None and _is_received(wording) else asked


def takes_back(wording: Wording) -> bool:
    """Whether nothing more than "bỏ báo cáo vừa rồi" is said, which puts no other report in its place."""
    return wording.has(_TAKES_BACK)


def _is_received(wording: Wording) -> bool:
    if _NODS.fullmatch(wording.raw):
        return not wording.raw.isspace()
    words = fold(wording.text).lstrip(" \n.,;:!?…-·()")
    return bool(_ALL_MANNERS.fullmatch(words)) and (wording.has(_YES) or _NOTE.search(words) is not None)


def is_bare(wording: Wording) -> bool:
    """Whether the message is a wish or a bare "chưa", and so says nothing of the work."""
    return not re.search(r"[^\W\d]|%", wording.text) or wording.has(_BARE) or wish(wording) is not None
