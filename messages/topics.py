"""A task named in words: "phần kiểm tra đang ...", "tuyên truyền: 9 buổi", "in sổ tay xong"."""

import re

from messages.wording import Span, Wording
from vietnamese.phrases import Phrase

_WORD = (
    r"(?!(?:đã|đang|thì|xong|chưa|còn|mới|được|sẽ|vẫn|cũng|gần|sắp|hoàn|rồi|là|cơ bản|đều|"
    r"không|do|vì|bị|phải|có|đạt|làm xong|này|đó|kia|ấy|ạ|a)(?!\w))[^\s,.;:!?()\n·\d]+"
)
_NAME = rf"(?P<name>{_WORD}(?: {_WORD}){{0,7}}?)"
_STATE = (
    r"(?: (?:thì|đã|đang|mới|chưa|xong|được|sẽ|vẫn|cũng|gần|sắp|hoàn thành|hoàn tất|rồi|"
    r"cơ bản|đều|đạt|bị|phải|không|còn|coi như|đạt)(?!\w)|\s?[:·]| ?\d+ ?%|\s?[,.;]|\s?$)"
)
_MARKED = Phrase(
    (
        rf"(?:việc|phần|mục|vụ|mảng|khoản|"
        rf"nội dung)(?! (?:này|đó|kia|ấy|lớn|nào|trăm|của|còn|sau|trên|khác|chung|\d)) {_NAME}(?={_STATE})"
    ),
)
_COLON = Phrase(rf"^\W*{_NAME}\s?:(?=\s?\S)")
_SAID_DONE = Phrase(
    (
        rf"^(?:dạ |vâng |em báo cáo |báo cáo |thưa anh |thưa chị |anh ơi |chị ơi |, )*{_NAME}(?: thì| đã|"
        rf" đều| cũng| coi như)*(?: (?!làm|thực|triển|tổ|chưa|gần|sắp|cơ)[^\s,.;:·\d]+)? xong(?! (?:\d|·|"
        rf"một nửa|nửa|phần))"
    ),
)
_AFTER_REMAINS = Phrase(
    (
        r"(?:còn|chỉ|mỗi|nốt|trừ|riêng|nhưng|thêm|chờ|có|như|của|những|các|mọi|đối với|mọi công|hết|"
        r"không có|xem|làm thay|đang|đang làm|tất cả|toàn bộ)\s?$"
    ),
)
_GENERIC = Phrase(
    (
        r"(?:em|tôi|mình|bên|phòng|đơn vị|anh|chị|chúng|bọn|sở|ubnd|văn phòng|trung tâm|chi cục|công đoàn|"
        r"đoàn|lãnh đạo|tất cả|mọi|toàn|cả|vâng|dạ|ok|rồi|vừa|nay|hôm|sáng|chiều|tối|báo cáo|kết quả|"
        r"số liệu|tiến độ|kinh phí|lý do|khó khăn|vướng|cụ thể|tổng|hiện|hiện tại|đến|tới|tính|làm|"
        r"thực hiện|triển khai|tổ chức|hoàn|việc|nhiệm vụ|cái|như|cơ bản|gần|sắp|chắc|nghe|thế|vậy|xin|"
        r"sửa|đính chính|trạng thái|tình hình|tình trạng|ghi chú|đã|cảm ơn|chào|nv|hoàn thành|không|mai|"
        r"tuần|tháng|thứ|chủ nhật|lưu ý|dự kiến|đề nghị|kính|thưa|gửi|ngày|cuối|đầu|coi như|thôi|"
        r"chính thức|cuối cùng|nói chung|nhìn chung|may|hy vọng|xã|các|trường|học sinh|cháu|bé|trẻ|chỉ|"
        r"mới|để|phấn đấu|cố|cố gắng|sẽ|kiểu gì|nếu|bao giờ|khi nào|ai|deadline|hạn|\w+ ơi|phần còn lại|"
        r"còn lại|còn|mỗi|một|hai|ba|bốn|năm)(?!\w)"
    ),
)
_SPLIT = re.compile(r"[,;.\n](?!\d)(?: |\n|$)|\n")
_TOPIC_STATE = Phrase(
    (
        rf"^(?:còn |riêng |và |nhưng |phần |việc |mục |mảng |vụ |\W)*{_NAME}(?: thì| đã| vẫn| cũng| hiện|"
        rf" mới| đều)*\s?:?(?: (?:làm|triển khai|tổ chức|in|viết|đăng|thực hiện))?(?: (?:xong|hoàn thành|"
        rf"hoàn tất|chưa|đang|mới|được|gần xong|sắp xong|đạt|rồi|ok)(?!\w)|\s?\d+ ?%|(?: được|"
        rf" đạt)? ?\d+ ?/ ?\d+)"
    ),
)


def topic(wording: Wording) -> str | None:
    """The words by which a reply about one task names it, as typed, or None."""
    for match in wording.all(_MARKED):
        if not wording.cut(0, match.start()).has(_AFTER_REMAINS) and not _negated_rest(wording, match.end()):
            return wording.typed(*match.span("name"))
    for phrase in (_COLON, _SAID_DONE):
        match_ = wording.find(phrase)
        if match_ and not _is_generic(wording, match_.group("name")) and wording.typed(*match_.span("name")):
            return wording.typed(*match_.span("name"))
    return None


def _negated_rest(wording: Wording, end: int) -> bool:
    """ "Đã xong việc đăng ký, còn tổ chức thì chưa": an aspect of the task, not its name."""
    return re.search(r"[,;.] ?(?:còn|nhưng|con|nhung) ", wording.text[end:]) is not None


def _is_generic(wording: Wording, name: str) -> bool:
    return _GENERIC.on(plain=wording.plain).match(name) is not None


def topics(wording: Wording) -> list[tuple[str, Span]]:
    """Two or more topics each with its own state ("hội nghị thì xong, tin bài mới 7/10"), with their stretches."""
    starts: list[tuple[str, int]] = []
    at = 0
    for piece_end in [*(m.end() for m in _SPLIT.finditer(wording.text)), len(wording.text)]:
        clause = wording.cut(at, piece_end)
        lead = len(clause.text) - len(clause.text.lstrip())
        match = wording.cut(at + lead, piece_end).find(_TOPIC_STATE)
        if match and not _is_generic(wording, match.group("name")):
            name = wording.typed(at + lead + match.start("name"), at + lead + match.end("name"))
            starts.append((name, at))
        elif not starts and clause.text.strip():
            return []
        at = piece_end
    if len({name.casefold() for name, _ in starts}) < 2:
        return []
    ends = [*(start for _, start in starts[1:]), len(wording.text)]
    return [(name, (start, end)) for (name, start), end in zip(starts, ends, strict=True)]
