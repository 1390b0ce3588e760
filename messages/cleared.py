"""Words by which a unit says that what held it up is gone: "đã khắc phục", "hết vướng rồi"."""

from messages.wording import wording
from vietnamese.phrases import Phrase

_GONE = Phrase(
    r"(?:đã|vừa|mới)(?: được)?(?: khắc phục| giải quyết| tháo gỡ| gỡ)(?: xong)?(?: được)?",
    r"(?:khắc phục|giải quyết|tháo gỡ|gỡ) (?:xong|được rồi|rồi)",
    r"(?:hết|không còn|ko còn|k còn) (?:vướng|vướng mắc|khó khăn|kẹt)",
)
_NOT_YET = Phrase(r"(?:chưa|không|chẳng|đang|sẽ|chờ|một phần|nếu|khi nào|bao giờ)(?!\w)(?! còn)|\?")


def says_cleared(text: str) -> bool:
    """False where it is denied, asked, or still to come."""
    words = wording(text)
    gone = words.find(_GONE)
    return gone is not None and not words.hide([gone.span()]).has(_NOT_YET)
