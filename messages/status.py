"""Which state a reply tells: the first rule that fits wins, and "done" only when nothing speaks against it."""

import re
from dataclasses import dataclass

from messages.advances import ADVANCES
from messages.signals import Signal, scan
from messages.understood import Figure, Status
from messages.unfinished import UNFINISHED
from messages.wording import Span, Wording
from vietnamese.heard import Table
from vietnamese.phrases import Phrase

# A denial that no rule explained: better asked than called done.
_TABLE = Table(*UNFINISHED, *ADVANCES)
_DENIAL = Phrase(r"chưa|không|chẳng|chả|đâu có")
_LEFT_OVER = Phrase(
    r"chưa|không|chẳng|chả|còn|nhưng|trừ|"
    r"gần(?! ?(?:[\d·]|trăm|chục|nghìn|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười))|thiếu|dở|đang|sẽ|nếu|hoãn|dừng|đùa|"
    r"(?<=·) (?:được )?(?:mấy|vài|(?:xã|phường|thôn|xóm|trường|phần(?! mềm| ·)|ch\u1ed7|mảng)(?! hội)(?= [^\s,.;])|tí|"
    r"chút|"
    r"đi(?= ?[,.;!]| ?$| ạ| em| anh| chị| nhé)|"
    r"(?:rồi )?(?:\xe0|hả)(?= ?[,.;!]| ?$))"  # never the "a" of "xong a", which is ạ, nor the "cho" of "nop cho so"
)
# Typed without accents, "cho" is "for" behind a word of giving; else it may be "chờ".
_WAITS = re.compile(
    r"(?:^|[,.;\n] ?|(?<!\w)(?:xa|phuong|so|tinh|em|phong|xong|roi|dang|con) )cho (?!em |anh |chi |toi )"
)
_HINTS = Phrase(r"chỉ(?! tiêu| đạo| thị| số)|hình như|chờ|đợi|hôm nào", plain=(r"chi con|chi moi|hinh nhu|chờ|đợi",))
_PROGRESS = {
    Signal.DONE, Signal.CLOSED, Signal.PARTLY, Signal.DOING, Signal.GOING, Signal.DID, Signal.HANDED_IN,
    Signal.UNFINISHED, Signal.PROMISED, Signal.REMAINS,
}  # fmt: skip
_AGAINST_DONE = {
    Signal.UNFINISHED, Signal.PARTLY, Signal.DOING, Signal.PROMISED, Signal.LEFT, Signal.REMAINS, Signal.HANDED_IN,
    Signal.NOT_YET, Signal.NOT_YET_ABLE, Signal.UNTOUCHED, Signal.STALLED, Signal.TROUBLED, Signal.SNAGGED,
    Signal.STUCK, Signal.WAITING, Signal.PLANNED, Signal.UNABLE, Signal.CONDITION, Signal.HEARSAY,
}  # fmt: skip
_MOVING = _PROGRESS - {Signal.DOING, Signal.GOING}
_ADVANCED = _MOVING - {Signal.DID, Signal.UNFINISHED}
_MOVED = {Signal.EXTENDED, Signal.GRANTED}
# What the words of the obstacle itself may still tell: "lãnh đạo cho dừng", "chờ ký"
_OF_BLOCKER = {
    Signal.STOPPED,
    Signal.STUCK,
    Signal.SNAGGED,
    Signal.TROUBLED,
    Signal.HANDED_IN,
    Signal.WAITING,
    Signal.CONDITION,
}


@dataclass(frozen=True)
class Facts:
    """What the other readers found in the same words."""

    percent: int | None = None
    figures: tuple[Figure, ...] = ()
    has_blocker: bool = False
    promised: bool = False  # a day to come is named

    @property
    def short_of_target(self) -> bool:
        return any(f.target is not None and f.value < f.target for f in self.figures)

    @property
    def has_results(self) -> bool:
        return any(f.value for f in self.figures)


@dataclass(frozen=True)
class State:
    """`doubtful`: ask before believing it; `more_time`: the words ask to move the date, unlike a promised day."""

    status: Status
    doubtful: bool = False
    more_time: bool = False


def read_status(wording: Wording, facts: Facts, blocker: Span | None) -> State:
    """The state of the words that report (no questions among them)."""
    found, rest = scan(wording, _TABLE)
    found.pop(Signal.NEUTRAL, None)
    signals = {s for s, spans in found.items() if s in _OF_BLOCKER or not _all_inside(spans, blocker)}
    status = _decide(signals, facts)
    if status is Status.DONE and rest.has(_DENIAL):
        return State(Status.IN_PROGRESS, doubtful=True)
    return State(
        status,
        status is Status.DONE and (rest.has(_LEFT_OVER) or rest.has(_HINTS) or _may_wait(rest)),
        Signal.EXTENDED in found,
    )


def _may_wait(rest: Wording) -> bool:
    return rest.plain and _WAITS.search(rest.text) is not None


def _all_inside(spans: list[Span], blocker: Span | None) -> bool:
    return blocker is not None and all(blocker[0] <= start < blocker[1] for start, _ in spans)


def _decide(signals: set[Signal], facts: Facts) -> Status:
    if _is_blocked(signals, facts):
        return Status.BLOCKED
    if _is_not_started(signals, facts):
        return Status.NOT_STARTED
    if _is_done(signals, facts):
        return Status.DONE
    if (
        signals & {Signal.HEARSAY, Signal.DEFERRED}
        and not (facts.figures or facts.percent)
        and not signals & _MOVING
        and not (Signal.DOING in signals and Signal.HEARSAY not in signals)
    ):
        return Status.UNCLEAR
    reported = facts.percent is not None or facts.figures or facts.has_blocker or facts.promised
    return Status.IN_PROGRESS if reported or signals - {Signal.HEARSAY, Signal.DEFERRED} else Status.UNCLEAR


def _is_blocked(signals: set[Signal], facts: Facts) -> bool:
    if Signal.STOPPED in signals or Signal.CONDITION in signals:
        return True
    if Signal.UNABLE in signals:
        return not (facts.short_of_target and facts.has_results)
    advanced = signals & _ADVANCED or _works_on(signals)
    if signals & {Signal.NOT_YET, Signal.NOT_YET_ABLE, Signal.UNTOUCHED, Signal.STALLED} and facts.has_blocker:
        return Signal.STALLED in signals or not (
            facts.has_results or (advanced if Signal.NOT_YET_ABLE in signals else signals & _MOVING or facts.percent)
        )
    if Signal.STUCK in signals and not advanced:
        return True
    if signals & {Signal.STUCK, Signal.SNAGGED, Signal.TROUBLED} and not (
        signals & _PROGRESS or facts.percent or facts.has_results
    ):
        return True
    moving = signals & (_MOVING - {Signal.UNFINISHED}) or facts.percent or facts.has_results
    return facts.has_blocker and not moving and not signals & _MOVED and not _works_on(signals)


def _works_on(signals: set[Signal]) -> bool:
    return bool(signals & {Signal.DOING, Signal.GOING}) and Signal.WAITING not in signals


def _is_not_started(signals: set[Signal], facts: Facts) -> bool:
    if facts.percent == 0:
        return True
    if facts.percent or facts.has_results:
        return False
    if signals & {Signal.UNTOUCHED}:
        return not signals & {Signal.DONE, Signal.PARTLY, Signal.CLOSED}
    if signals & {Signal.NOT_YET, Signal.NOT_YET_ABLE}:
        return not signals & (_PROGRESS - {Signal.PROMISED} if Signal.NOT_YET in signals else _PROGRESS)
    return Signal.PLANNED in signals and not signals & (_PROGRESS | _MOVED)


def _is_done(signals: set[Signal], facts: Facts) -> bool:
    if signals & _AGAINST_DONE or facts.short_of_target or facts.has_blocker:
        return False
    if facts.percent is not None and facts.percent < 100:
        return False
    return bool(signals & {Signal.DONE, Signal.CLOSED}) or (facts.percent or 0) >= 100
