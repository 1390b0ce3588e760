"""None so far is a result too: "chưa tổ chức hội nghị nào"; "không sót hộ nào" says that all are there."""

from collections.abc import Iterator
from functools import lru_cache

from messages.indicators import FORMS, any_of, indicator
from messages.nouns import NAMES, NOUNS
from messages.results import Reading
from messages.understood import Figure
from messages.wording import Wording
from vietnamese.phrases import Phrase
from vietnamese.text import fold

_SAYS_NOTHING = r"bỏ|sót|thiếu|quên|trừ|kể|trùng|riêng|ngoại|phân biệt|tính|giao|phân công|chọn|biết|thấy|hỏi"
_NONE_OF = rf"(?:chưa|không|chẳng)(?: (?!{_SAYS_NOTHING})[^\s,.;\n\d]+){{1,6}}? "
# "không có hồ sơ nào quá hạn" tells nothing of how many there are.
_END = (
    r"(?: [^,.;\n\d]{1,20}?)? nào"
    r"(?=\s?[,.;:!?)\n]|\s?$| (?:trên|ở|tại|trong|thuộc|của|cả|hết|ạ|a|nhé|rồi|thôi|do|vì|nên|mà|nhưng|anh|chị|sếp|và|"
    r"từ|tháng|tuần|năm|đâu|luôn|xảy ra|"
    r"phát sinh|gửi|nộp|đăng ký|được|về|tham gia|hoàn thành)(?!\w))"
)


@lru_cache(maxsize=64)
def _none(nouns: tuple[str, ...]) -> Phrase:
    return Phrase(f"(?:{_NONE_OF}|chưa (?:có )?)(?P<noun>{any_of(FORMS | set(NOUNS) | set(nouns))}){_END}")


def zeros(wording: Wording) -> Iterator[Reading]:
    """The nouns of which there is none, as figures of 0."""
    for match in wording.all(_none(wording.nouns)):
        name = NAMES.get(fold(match.group("noun")), indicator(match.group("noun")))
        yield Figure(name, 0, words=wording.typed(*match.span())), match.span()
