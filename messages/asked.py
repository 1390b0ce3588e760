"""Questions that the plan and the journal answer: until when a task is, and where it stands."""

from messages.wording import wording
from vietnamese.phrases import Phrase

_REF = r"(?:nv|nhiệm vụ|việc)(?: số)? ?\d+"
_DEADLINE = Phrase(
    r"hạn(?: cuối| chót| nộp| của)?(?: (?:nv|nhiệm vụ|việc)(?: số)? ?\d+)?(?: là| đến| tới)*"
    r" (?:bao giờ|khi nào|ngày nào|hôm nào|ngày mấy|mấy)",
    r"(?:bao giờ|khi nào|ngày nào|hôm nào)(?: thì| mới| là| phải| cần)* (?:đến hạn|hết hạn|phải (?:gửi|nộp|xong)|nộp)",
    r"còn (?:mấy|bao nhiêu) (?:ngày|hôm)",
)
_STATUS = Phrase(
    rf"{_REF}(?: đã| làm| tiến độ)*(?: đến đâu| tới đâu| thế nào| ra sao| xong chưa| hoàn thành chưa| xong rồi à)",
    r"^\W*(?:đã )?(?:xong|hoàn thành) chưa(?!\w)",
    rf"tiến độ(?: của)?(?: {_REF})? (?:thế nào|ra sao|đến đâu|tới đâu)",
)


def asks_standing(text: str) -> bool:
    """True for "NV12 hạn bao giờ", "NV3 xong chưa em"."""
    words = wording(text)
    return words.has(_DEADLINE) or words.has(_STATUS)
