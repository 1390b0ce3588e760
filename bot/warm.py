"""What the bot needs for an answer but not for listening is loaded once it listens: first it hears, then it answers.

Understanding, templates and the rules of all handlers are more than half of what the program loads. A message that
comes before `warm_up` has ended is stored as any other, and loads what it needs.
"""

import gc
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from messages.channel import Incoming
from models.database import Sessions

if TYPE_CHECKING:
    from plans.draft import Reading
    from scheduler.clock import Due

DAY = date(2026, 6, 1)

SAMPLES = (
    "NV2 đạt 60%, còn 2 xã, hạn 30/6",
    "Phòng đã tổ chức 04 lớp tập huấn, 12 cuộc họp với 320 lượt người, kinh phí 12,5 triệu đồng",
    "nv1 xong, nv3 chưa làm được do chờ kinh phí; xin lùi đến 18/6 vì xã gửi số liệu chậm",
    "nhầm, 12 chứ không phải 21 hội nghị",
    "1. hội nghị xong\n2. tin bài mới 7/10\n3. chưa triển khai",
    "Cho em hỏi NV3 hạn ngày nào ạ?",
)
"""Replies whose reading makes ready most of the patterns, which take half a second between them."""


def dispatch(sessions: Sessions, incoming: Incoming, now: datetime, reading: "Reading" = None) -> set[str]:
    """handlers.dispatch.dispatch, loaded when it is first called."""
    from handlers.dispatch import dispatch as handle

    return handle(sessions, incoming, now, reading)


def draw(content: dict[str, Any], form: str, own: bytes | None = None) -> bytes:
    """reports.forms.draw, loaded when it is first called."""
    from reports.forms import draw as write

    return write(content, form, own)


def due() -> "Sequence[Due]":
    """What the alarm clock does, in order: whoever has a bundle today is not asked once more before a report, and what
    is queued for a platform that is down goes another way at once."""
    from handlers.scheduled import reports
    from scheduler.ahead import ask_before_reports
    from scheduler.digest import digest
    from scheduler.divert import divert
    from scheduler.remind import remind

    return remind, ask_before_reports, digest, reports, divert


def warm_up() -> None:
    """Load the way from words to an answer. What is loaded stays, and need not be looked through for garbage again."""
    import handlers.dispatch  # noqa: F401
    from messages.understand import understand

    for words in SAMPLES:
        understand(words, DAY)
    gc.collect()
    gc.freeze()
