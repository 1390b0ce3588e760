"""Whether words of a report say that something is left to do, whatever they count beside."""

from messages.wording import wording
from vietnamese.phrases import Phrase

_LEFT = Phrase(r"(?<!\w)(?:chưa|vẫn còn|còn (?:thiếu|lại|nợ|phải|\d)|chỉ mới|mới (?:được|có|chỉ|xong)|dở dang)(?!\w)")


def says_left(words: str) -> bool:
    """ "Chưa xong, mới được 2 hội nghị" takes a completion back; "thêm 20 suất quà" does not."""
    return wording(words).has(_LEFT)
