"""A task's figures as a sentence: against what the plan wants, summed over units, and why a sum may not hold."""

import re

from reports.aimed import judged, part_reached
from reports.figures import Tally
from reports.report import Part, TaskResult
from reports.wording import count, figure, quantity, sentence
from vietnamese.text import fold
from vietnamese.writing import number

_NEAR = 30  # letters between a number and the noun that it counts


def results(task: TaskResult) -> str:
    """Figures with a target, of several units, or not in the words above; empty where there is no more to say."""
    told = [result(tally) for tally in task.tallies if not _is_told(tally, task)]
    return sentence("Số liệu: " + "; ".join(told)) if told else ""


def result(tally: Tally) -> str:
    """ "02/05 hội nghị theo kế hoạch (đạt 40%)", or the bare sum; the units' own figures where they are not added."""
    if tally.value is None:
        shares = (f"{share.unit} {quantity(share.value, tally.measure)}" for share in tally.shares)
        return f"{tally.indicator}: {', '.join(shares)}"
    if tally.target is None:
        return figure(tally.indicator, tally.value, tally.measure, approximate=tally.approximate)
    words, judged = against(tally)
    return f"{words}{'' if tally.measure == '%' else ' theo kế hoạch'} ({judged})"


def against(tally: Tally) -> tuple[str, str]:
    """A figure beside its target, and how far it got: ("02/05 hội nghị", "đạt 40%"); a rate is not divided."""
    value, target, about = tally.value or 0, tally.target or 0, "khoảng " if tally.approximate else ""
    if tally.measure == "%":
        return f"{tally.indicator}: {about}{number(value)}%", f"chỉ tiêu {number(target)}%, {judged(tally)}"
    reached = f"đạt {part_reached(tally)}"
    if tally.measure:
        return f"{tally.indicator}: {about}{number(value)}/{number(target)} {tally.measure}", reached
    return f"{about}{count(value)}/{count(target)} {tally.indicator}", reached


def _is_told(tally: Tally, task: TaskResult) -> bool:
    """Whether the one unit that reports it is quoted with it: no figure is told twice."""
    if tally.value is None or tally.target is not None or len(tally.shares) != 1:
        return False
    (share,) = tally.shares
    said = " ".join(text for part in _parts_of(task, share.unit) for text in part.sentences[1:]).casefold()
    return _says(said, tally.value, tally.indicator) if said else False


def _parts_of(task: TaskResult, unit: str) -> list[Part]:
    return [part for part in (*task.parts, *task.former) if part.unit == unit and part.reported]


def _says(said: str, value: float, indicator: str) -> bool:
    noun = next(iter(fold(indicator).split()), "")
    for written in {number(value), f"{value:g}"}:
        for found in re.finditer(rf"(?<![\d.,])0?{re.escape(written)}(?![.,]?\d)", said):
            if noun in fold(said[found.end() : found.end() + _NEAR]).split():
                return True
    return False


def notes(task: TaskResult) -> str:
    """Why a figure may not be what it seems; empty where all reconcile."""
    told = [f"{tally.indicator}: {note}" for tally in task.tallies for note in tally.notes]
    return sentence("Ghi chú số liệu: " + "; ".join(told)) if told else ""


def evidence(task: TaskResult) -> str:
    """How many files the units sent along; empty without any."""
    files = sum(part.evidence for part in task.parts)
    return f"Tài liệu, hình ảnh minh chứng kèm theo: {count(files)} tệp." if files else ""
