"""Signals of a state, and the reading of a table of phrases in which each row keeps the words it claims.

"chưa xong" must be claimed before "xong", and "không thể nói là xong" before "không thể": so the tables stand in the
order `unfinished`, then `advances`, and a later row never reads what an earlier one took.
"""

from enum import Enum, auto

from messages.wording import Span, Wording
from vietnamese.heard import Table
from vietnamese.phrases import Phrase


class Signal(Enum):
    __hash__ = object.__hash__  # that of an Enum is slow, and signals stand in many sets

    NEUTRAL = auto()  # says nothing of the work, though its words look so
    HEARSAY = auto()  # others' doings, or a guess
    DEFERRED = auto()  # "để em xem"
    UNFINISHED = auto()  # chưa xong
    UNABLE = auto()  # không làm được
    NOT_YET_ABLE = auto()  # chưa làm được
    NOT_YET = auto()  # chưa làm
    UNTOUCHED = auto()  # chưa làm gì, 0 %
    STALLED = auto()  # chưa nhích, dậm chân
    STOPPED = auto()  # tạm dừng, hoãn
    STUCK = auto()  # kẹt, đang vướng
    SNAGGED = auto()  # vướng, còn vướng
    TROUBLED = auto()  # khó khăn
    CONDITION = auto()  # nếu có X thì xong
    PARTLY = auto()  # gần xong, xong phần 1
    PROMISED = auto()  # mai xong
    PLANNED = auto()  # sẽ làm
    HANDED_IN = auto()  # chờ ký, đã trình
    WAITING = auto()  # chờ
    LEFT = auto()  # mà chưa gửi, trừ xã A
    REMAINS = auto()  # còn 2 xã, chỉ còn in
    EXTENDED = auto()  # xin lùi
    GRANTED = auto()  # đã được lùi
    DONE = auto()  # xong, hoàn thành
    CLOSED = auto()  # đã nộp, đã ban hành
    DOING = auto()  # đang làm
    GOING = auto()  # work goes on
    DID = auto()  # đã làm, results


Row = tuple[Signal, Phrase]


def scan(wording: Wording, table: Table[Signal]) -> tuple[dict[Signal, list[Span]], Wording]:
    """The signals of a text with their spans, and the text with the claimed words hidden."""
    found: dict[Signal, list[Span]] = {}
    for signal, phrase in table.let_in(wording):
        spans = [m.span() for m in wording.all(phrase)]
        if spans:
            found.setdefault(signal, []).extend(spans)
            wording = wording.hide(spans)
    return found, wording
