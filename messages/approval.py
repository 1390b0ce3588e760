"""A head's typed word on what staff call done: "xác nhận NV2", "ok đồng ý", "trả lại, thiếu danh sách ký nhận"."""

from dataclasses import dataclass

from messages.wording import wording
from vietnamese.phrases import Phrase

_LEAD = r"^\W*(?:(?:ok|oke|vâng|ừ|dạ|thôi|anh|chị|tôi|em)[ ,.]+)*(?:đã )?"
_TASK = r"(?:[ ,:]*(?:cho )?(?:nv|nhiệm vụ|việc)(?: số)? ?\d+(?:\.\d+)*)?"
_REST = r"(?: (?:đã|là|hoàn thành|xong|rồi|nhé|nha|ạ|em|này))*\W*$"
_YES = Phrase(rf"{_LEAD}(?:xác nhận|đồng ý|nhất trí|duyệt){_TASK}{_REST}")
_NO = Phrase(
    rf"{_LEAD}trả lại{_TASK}(?=\W*$| ?[,.;:–-]| (?:vì|do|nhé|em|chưa|thiếu|còn|không)(?!\w))",
    rf"{_LEAD}(?:không|chưa|ko|k)(?: thể)? (?:xác nhận|đồng ý|nhất trí|duyệt)(?: được)?{_TASK}",
)


@dataclass(frozen=True)
class Approval:
    """`reason`: why it is returned, as typed; empty where none is given."""

    confirmed: bool
    reason: str = ""


def approval(text: str) -> Approval | None:
    """None for words that decide nothing: a question back, a remark, a report."""
    words = wording(text)
    if "?" in text:
        return None
    if words.has(_YES):
        return Approval(confirmed=True)
    found = words.find(_NO)
    return Approval(confirmed=False, reason=words.typed(found.end(), len(words.text))) if found else None
