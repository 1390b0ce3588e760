"""Sentences for an official document from what units wrote in chat.

Where a unit stands is always said in fixed words. Its own words follow only where they are fit to be signed: accented,
and free of the tone of chat. What is left out stands in the spreadsheet's journal, word for word.
"""

import datetime as dt
import re

from models.assignment import Said, Status
from models.reach import Word
from models.standing import Standing
from reports.wording import WITHHELD, sentence
from vietnamese.text import clean, fold, is_accented, squash
from vietnamese.writing import day

_TASK = re.compile(r"^\W*(?:(?:nhiệm vụ|nv|việc|mục)\s*(?:số\s*)?\d+(?:\.\d+)*(?!\d))[\s:,.\-–]*", re.I)
_OPENING = re.compile(
    r"^(?:dạ|vâng|thưa|kính|báo cáo|bc)(?:\s+(?:anh|chị|sếp|thủ trưởng|lãnh đạo))?\s*[,:]?\s+(?!của\b)", re.I
)
# What the fixed words before it say already: "Xong, đã rà soát 38 văn bản".
_STANDING = re.compile(
    r"^(?:(?:đã |cơ bản )?(?:làm )?(?:xong|hoàn thành|hoàn tất)|đang (?:làm|thực hiện|triển khai)"
    r"|(?:mới |đã )?(?:đạt|được) (?:khoảng |gần |hơn )?\d+ ?%)(?: rồi)?\s*[,;:–-]\s*",
    re.I,
)
_CORRECTION = re.compile(r"\b(?:sửa lại|sửa:|đính chính|nhầm|chứ không phải|không phải \d|rút lại|số đúng là)", re.I)
_CLOSING = re.compile(r"[\s,]*(?:\b(?:ạ|nhé|nha|nhá)\b|[^\w\s.,;:!?%)\"”…/-])+(?=\W*$)", re.I)
# "em" is the speaker in chat, a child in "15 em" and "trẻ em".
_CHAT = re.compile(
    r"(?<!trẻ )(?<!các )(?<!\d )\bem\b|\b(?:ạ|ơi|nhé|nha|nhá|mình|tôi|anh|chị|sếp|ok|oke)\b"
    r"|\b(?:e|a|c|dc|đc|ko|k|nv\d*|ht|bc|cv|kp|hn|vb)\b|\d(?:k|tr)\d*\b"
    r"|\b(?:đâu|kha khá|chắc(?! chắn)|tầm (?=\d)|coi như|không cần nhắc|nha|nhỉ)\b"
    r"|\b(?:tuần|tháng) (?:trước|tới|sau)\b|\bcả nhà\b|\bthì\b|\b(?:htành|song rồi)\b|\by như\b"
    r"|\b(?:hôm (?:qua|nay|kia|trước)|(?:sáng|trưa|chiều|tối) (?:nay|qua|mai)|ngày mai)\b"
    r"|^(?:mới|chỉ|thêm|có thêm|được thêm)(?: được| có| mới)? \d[\d.,]*(?: [^\W\d_]+){1,4}\W*$|\bthôi\W*$",
    re.I,
)
# Who laughs or complains is talking, whatever the words beside it count.
_GOSSIP = re.compile(
    r"[:;=]['’]?-?(?:[)(]+|[DP]\b)(?!\w)|\^_?\^|[😀-😆😉😊😎😛😜😝😁😂😅🤣]"
    r"|\b(?:h[aieê]){2,}h?\b|\b(?:hic+|kk+)\b|\bmấy (?:ông|bà|cha|bác|chú|cô|thằng|đứa|lão)\b"
    r"|\b(?:cằn|càu) nhàu\b|\bcằn nhằn\b|\blèm bèm\b|\b(?:mệt|vui|khổ|chán|bực|may) (?:quá|ghê|lắm)\b",
    re.I,
)
_CLAUSE = re.compile(r"(?<=[,;])\s+|(?<=\))\s+")
_STATE_WORDS = frozenset(
    fold(
        "đã đang chưa rồi xong hoàn thành tất làm thực hiện triển khai được đạt tới đến nay việc nhiệm vụ phần của "
        "khoảng gần hơn tiến độ vẫn tiếp tục hết toàn bộ đầy đủ và còn sẽ báo cáo đúng hạn theo kế hoạch "
        "do vì vướng mắc"
    ).split()
)
_STATE: dict[Said | None, str] = {
    Said.WORKING: "Đang thực hiện",
    Said.BLOCKED: "Đang vướng mắc",
    Said.NOT_STARTED: "Chưa thực hiện",
    Said.RECEIVED: "Đã nhận nhiệm vụ, chưa báo cáo kết quả",
}
_WORD = re.compile(r"[^\W\d_]+")
_LIMIT = 400  # a unit's own sentence longer than this belongs in the journal, not in a summary


def state_sentence(now: Standing, status: Status, due: dt.date | None, word: Word) -> str:
    """Where a unit stands, in fixed words."""
    if now.state is Said.DONE and now.done_on is not None:
        return f"Đã hoàn thành ngày {day(now.done_on)}{_in_time(status, due)}."
    if now.state is Said.CLAIMED and now.done_on is not None:
        late = f" (quá hạn {day(due)})" if due is not None and status is Status.OVERDUE else ""
        return f"Đã báo hoàn thành ngày {day(now.done_on)}{late}, chờ lãnh đạo đơn vị xác nhận."
    if now.state is Said.STOPPED and now.stopped_on is not None:
        return f"Đã dừng thực hiện từ ngày {day(now.stopped_on)}; lý do: {squash(clean(now.reason or '')).rstrip('.')}."
    if now.state is None and word is not Word.ARRIVED:
        return "Chưa liên hệ được với đơn vị." if word is Word.LOST else "Chưa đến lượt nhắc, chưa có báo cáo."
    progress = f", đạt {now.percent}%" if now.percent is not None else ""
    overdue = f", đã quá hạn {day(due)}" if due is not None and status is Status.OVERDUE else ""
    return f"{_STATE.get(now.state, 'Chưa có báo cáo')}{progress}{overdue}{_because(now)}."


def _because(now: Standing) -> str:
    if not now.blocker:
        return ""
    blocker = squash(now.blocker).rstrip(".")
    if now.state is Said.BLOCKED:
        return f": {blocker}"
    return f" (lý do: {blocker})" if now.state is Said.NOT_STARTED else f"; còn vướng: {blocker}"


def _in_time(status: Status, due: dt.date | None) -> str:
    if due is None:
        return ""
    return f" (quá hạn {day(due)})" if status is Status.DONE_LATE else " (đúng hạn)"


def fit_to_sign(words: str, known: str = "") -> str:
    """The sentences of a reply that an official document can print; empty where there is none.

    `known`: an obstacle that the document tells already; a sentence that says no more than it is left out.
    """
    text = _STANDING.sub("", _TASK.sub("", _OPENING.sub("", squash(clean(words)))))
    pieces = (_CLOSING.sub("", _without_gossip(piece)) for piece in re.split(r"(?<=[.!?])\s+", text))
    return " ".join(sentence(piece) for piece in pieces if _says_something(piece, known))


def _without_gossip(piece: str) -> str:
    """The clauses that neither laugh nor complain."""
    if not _GOSSIP.search(piece):
        return piece
    return " ".join(each for each in _CLAUSE.split(piece) if not _GOSSIP.search(each)).rstrip(" ,;")


def _says_something(piece: str, known: str) -> bool:
    if (
        piece == WITHHELD
        or not _has_its_marks(piece)
        or _CHAT.search(piece)
        or _CORRECTION.search(piece)
        or len(piece) > _LIMIT
        or piece.endswith("?")
    ):
        return False
    said = fold(piece).replace(fold(known).rstrip("."), " ") if known else fold(piece)
    return any(word not in _STATE_WORDS for word in _WORD.findall(said))


def _has_its_marks(piece: str) -> bool:
    """Whether the writer typed with marks: of official sentences more than half of the words bear one.

    Two fifths leave room for "tham gia", "trang thông tin" and the like; names in capitals have none.
    """
    typed = [word for word in _WORD.findall(piece) if not word.isupper()]
    return is_accented(piece) and sum(map(is_accented, typed)) * 5 > len(typed) * 2


def reason(words: str) -> str | None:
    """The clause after "do" or "vì" of a reply that reports an obstacle; None where it names none."""
    found = re.search(r"\b(?:do|vì|bởi vì|bởi)\s+([^.;!?\n]{4,200})", squash(clean(words)), re.I)
    why = _without_gossip(found[1]).strip(" ,") if found else ""
    return why if fit_to_sign(why) else None
