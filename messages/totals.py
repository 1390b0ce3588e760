"""Figures of one kind in one message: how much of how much is done ("200 vb xong 180 vb"), a total and its parts."""

import re
from dataclasses import replace
from itertools import pairwise

from messages.results import Reading
from messages.wording import HIDDEN, NEAR, Wording
from vietnamese.phrases import Phrase

_DONE_OF = Phrase(
    r"\s?(?:(?:thì|em|nay|hiện|phòng) )*(?:mới |đã )*(?:xong|mới được|mới làm|đã làm|đã dùng|đã chi|đã giải ngân|"
    r"dùng hết|chi hết)(?: được| hết)?\s?",
)
TOTAL = Phrase(r"(?:tổng|tổng cộng|tổng số|tổng là|cộng|cả thảy|tất cả|lũy kế)(?: là| được| có)*\s?:?\s?$")
_OPENS = re.compile(r"[^,.;(\d]{0,30}[,;(] ?(?:còn |con |trong đó |trong do |có |co )*")
_OF_THEM = Phrase(
    rf" ?{HIDDEN}",  # an obstacle
    r" (?:chống đối|vi phạm|chuyển|bị|chưa|không|phải|còn|sai|rớt|trượt|vắng|hỏng|lỗi|bỏ|từ chối|xin|đang|chờ|trả lại|"
    r"quá hạn|đình chỉ|tạm dừng|nghỉ|kém|yếu|xuống cấp|có (?:dấu hiệu|sai phạm|nguy cơ)|được nhắc|nhắc nhở|tái phạm)",
)
_NEWS = Phrase(r"tin$")
_ARTICLES = Phrase(r"(?:bài|bài viết|bài báo)$")
_LISTED = Phrase(r" ?(?:,|và|với)? ?")
_RUNNING = Phrase(r"(?:cộng dồn|lũy kế|tính cả trước)(?: đến nay| là| được| có)*\s?:?\s?$")


def settled(wording: Wording, found: list[Reading]) -> list[Reading]:
    """The figures in the order of the text, each thing counted once."""
    return _without_parts(wording, _without_rest(wording, _against_all(wording, _together(wording, found))))


def _together(wording: Wording, found: list[Reading]) -> list[Reading]:
    """News and articles are one count: "3 tin 1 bài" are 4 tin, bài."""
    kept = found[:1]
    for figure, span in found[1:]:
        last, before = kept[-1]
        halves = wording.cut(*before).has(_NEWS) and wording.cut(*span).has(_ARTICLES)
        both = last.indicator == figure.indicator == "tin bài" and not (last.target or figure.target)
        if halves and both and _LISTED.on(plain=wording.plain).fullmatch(wording.text, before[1], span[0]):
            words = wording.typed(before[0], span[1])
            rough = last.approximate or figure.approximate
            both_told = replace(last, value=last.value + figure.value, approximate=rough, words=words)
            kept[-1] = (both_told, (before[0], span[1]))
        else:
            kept.append((figure, span))
    return kept


def _against_all(wording: Wording, found: list[Reading]) -> list[Reading]:
    """As in "rà soát 200 văn bản xong 180 văn bản": 180 of 200."""
    kept = found[:1]
    for (whole, before), (done, span) in pairwise(found):
        between = wording.cut(before[1], span[0])
        of_it = whole.indicator == done.indicator and done.value < whole.value and not (whole.target or done.target)
        if of_it and _DONE_OF.on(plain=wording.plain).fullmatch(between.text):
            kept[-1] = (replace(done, target=whole.value), span)
        else:
            kept.append((done, span))
    return kept


def _without_rest(wording: Wording, found: list[Reading]) -> list[Reading]:
    """Without what is said of some of them: "đạt 5/6 vụ, 1 vụ chuyển tòa", "12 cơ sở, 2 cơ sở vi phạm"."""
    kept = found[:1]
    for (whole, before), (few, span) in pairwise(found):
        some = whole.indicator == few.indicator and few.unit is None and few.target is None and few.value < whole.value
        opens = _OPENS.fullmatch(wording.text[before[1] : span[0]]) is not None
        of_them = _OF_THEM.on(plain=wording.plain).match(wording.text, span[1]) is not None
        rest = whole.target is not None and few.value == whole.target - whole.value
        if not (some and opens and (rest or of_them)):
            kept.append((few, span))
    return kept


def _without_parts(wording: Wording, found: list[Reading]) -> list[Reading]:
    """Without those of which a later total is the sum ("xã A 2 buổi, xã B 3 buổi, tổng 5 buổi") or holds them."""
    for figure, span in found:
        parts = [r for r in found if r[0].indicator == figure.indicator and r[1] < span]
        is_sum = len(parts) > 1 and sum(f.value for f, _ in parts) == figure.value
        runs_on = bool(parts) and all(f.value < figure.value for f, _ in parts)
        if runs_on and not figure.target and wording.before(span[0], NEAR).has(_RUNNING):
            return [r for r in found if r not in parts]
        if is_sum and wording.before(span[0], NEAR).has(TOTAL):
            return [r for r in found if r not in parts]
    return found
