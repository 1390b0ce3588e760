"""From what a unit wrote, or from its figures, to what can follow "đã" in an official sentence."""

import re
from collections.abc import Iterator

from reports.verbs import Role, padded, verb_for

_AMOUNT = r"(?:khoảng |gần |hơn |trên )?\d+(?:[.,]\d+)*"
_COUNTED = re.compile(
    rf"(?i)(?:có |được |cả |tổng cộng )?(?P<more>thêm )?(?P<amount>{_AMOUNT})(?P<rate>%?) ?(?P<noun>[^\W\d].*)"
)
_NAMED = re.compile(rf"(?P<noun>[^:\d]{{2,80}}): (?P<amount>{_AMOUNT})(?P<measure>%| đồng)?")
# "14 tin, bài, 3.200 lượt xem" is two figures: a comma parts them only before the next number.
_PARTED = re.compile(rf"(?i)(?:[,;]| và)\s+(?=(?:thêm )?{_AMOUNT}[ %]|[^,;:\d]{{2,80}}: \d)")
_SINGLE = re.compile(r"(?<![\d.,])(\d)(?![\d.,])")
_WITH_VERB = re.compile(r"(?i)\b(?:tham dự|tham gia|dự|được|đã|đến|theo dõi)\b")
_VERBS = (
    *("tổ chức", "cấp phát", "phát", "đăng", "treo", "trao", "tặng", "thăm", "rà soát", "kiểm tra", "tham mưu"),
    *("ban hành", "phối hợp", "tham gia", "hỗ trợ", "thực hiện", "triển khai", "xây dựng", "tuyên truyền", "tư vấn"),
    *("trợ giúp", "tiếp nhận", "giải quyết", "hướng dẫn", "quyên góp", "vận động", "ủng hộ", "gửi", "in ấn"),
    *("lắp đặt", "bàn giao", "tập huấn", "phổ biến", "lồng ghép", "đề xuất", "kiến nghị", "thẩm định"),
    *("góp ý", "hoàn thiện", "cập nhật", "đăng ký", "mở", "bố trí", "duy trì", "công chứng", "chứng thực", "khám"),
    *("thành lập", "chỉ đạo", "quán triệt", "thu thập", "lập", "đạt", "tổng hợp", "khảo sát"),
)
# "Kiểm tra của Sở ..." has a subject; "tổ chức hội nghị còn chậm" is not what was done.
_OWN_VERB = re.compile(rf"(?i)(?:{'|'.join(_VERBS)})\b(?! của\b)(?!.*\b(?:chưa|còn|chậm|sẽ|dự kiến|đang|không)\b)")
_SETTLED = re.compile(r"(?i)^(?:đã )?xong[,;:] |(?:[,;] (?:đã )?xong| rồi)+$")
# Such words judge: "5 xong, 3 chưa, 2 thì đang làm" is no figure.
_JUDGES = re.compile(r"(?i)\b(?:xong|chưa|còn|thì|đang|nhưng|rồi|bị|nộp|phần trăm|ngày)\b")
_LONG = 8  # words of a figure's noun: more are a sentence of their own


def clause(text: str, task: str = "") -> str | None:
    """What follows "đã"; None where the sentence has a subject of its own or speaks of what is to come.

    `task`: the heading of the task, which says what was done to papers.
    """
    text = padded(_SETTLED.sub("", text.strip().rstrip(".")))
    told = text[3:].strip() if text.casefold().startswith("đã ") else text
    if figures := _figures(told, task):
        return figures
    if told is not text:
        return told or None
    return _lowered(told) if _OWN_VERB.match(told) else None


def _figures(text: str, task: str) -> str:
    """ "02 hội nghị, 180 lượt người" with its verbs; empty where the words are not figures alone."""
    pieces = _PARTED.split(text)
    found = [piece for each in pieces if (piece := _piece(each, task))]
    if len(found) != len(pieces) or not found[0][1]:
        return ""
    return "".join(_joined(found))


def _piece(text: str, task: str) -> tuple[str, str, Role] | None:
    """Its words, its verb and what is counted."""
    if (named := _NAMED.fullmatch(text)) and named["measure"] == "%":
        return f"{named['amount']}% {_lowered(named['noun'])}", "đạt", Role.RATE
    if named:
        return f"{_lowered(named['noun'])} {named['amount']}{named['measure'] or ''}", "", Role.OTHER
    counted = _COUNTED.fullmatch(text)
    if counted is None or _JUDGES.search(counted["noun"]) or not counted["amount"].strip("0"):
        return None
    verb, role = ("đạt", Role.RATE) if counted["rate"] else verb_for(counted["noun"], task)
    if role is Role.OTHER and len(counted["noun"].split()) > _LONG:
        return None
    amount = counted["amount"] if counted["rate"] else _SINGLE.sub(r"0\1", counted["amount"])
    words = f"{(counted['more'] or '').lower()}{_lowered(amount)}{counted['rate']} {counted['noun']}"
    return words, verb or "đạt", role


def _joined(found: list[tuple[str, str, Role]]) -> Iterator[str]:
    verb_before, before = "", None
    for at, (words, verb, role) in enumerate(found):
        named = bool(_WITH_VERB.search(words))
        if role is Role.PEOPLE and before is Role.EVENT:
            yield f" với {words}{'' if named else ' tham dự'}"
            continue
        does = "đạt" if role is Role.PEOPLE and not named else verb
        if at and role is Role.PLACE:
            yield f" tại {words}"
        elif at and (not does or does == verb_before):
            yield f", {words}"
        else:
            yield f"{'; ' if at else ''}{does} {words}"
            verb_before, before = does, role


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
