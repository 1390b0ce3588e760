"""What was done, as an office writes it: a sentence with the unit as its subject, built from its journal."""

import re
from collections.abc import Iterable, Sequence

from models.assignment import Duty, Said, Status
from reports.clauses import clause
from reports.report import Part, TaskResult
from reports.wording import count, sentence
from vietnamese.text import fold, squash
from vietnamese.writing import day

_ROLE = {Duty.LEAD: "", Duty.COOPERATOR: " (phối hợp)"}
_ENDS = re.compile(r"(?<=[.!?…])\s+")
_LETTERS = re.compile(r"([A-ZĐ][A-ZĐ.]{1,11}) (?=(?:đã|đang)\b)")
_NOW = "đang thực hiện"
_MANY = 3  # units of which the same is to be said: they are counted and listed
_FOLDED = 5  # lead units of one task: a first sentence says how far they are together
_DONE = {Status.DONE_ON_TIME: "đúng hạn", Status.DONE_LATE: "quá hạn"}


def what_was_done(task: TaskResult) -> list[str]:
    """One line a unit; units of which the same is to be said share one. Silent cooperators stand in annex I only."""
    told: dict[tuple[object, ...], list[Part]] = {}
    for part in task.parts:
        if part.duty is Duty.LEAD or part.reported:
            told.setdefault(_alike(part), []).append(part)
    lines = [f"- {_line(parts, task.heading)}" for parts in told.values()]
    former = [part for part in task.former if part.reported and len(part.sentences) > 1]
    before = [f"- {_before(part, task.heading)}" for part in former]
    if task.parts and not (lines or before):
        return ["Chưa có báo cáo của đơn vị phối hợp."]  # of a unit's own report: the leads are not in it
    return [*_together(task), *lines, *before]


def _alike(part: Part) -> tuple[object, ...]:
    """Units that are done and say no more differ in their day alone."""
    if part.state is Said.DONE and len(part.sentences) == 1 and part.due is not None:
        return part.duty, part.status, part.due
    return part.duty, part.sentences


def _together(task: TaskResult) -> list[str]:
    leads = [part for part in task.parts if part.duty is Duty.LEAD]
    if len(leads) < _FOLDED:
        return []
    found = {status: sum(part.status is status for part in leads) for status in Status}
    done = found[Status.DONE_ON_TIME] + found[Status.DONE_LATE]
    told = f"Đã có {count(done)}/{count(len(leads))} đơn vị chủ trì hoàn thành"
    if found[Status.DONE_LATE]:
        told += f" (quá hạn {count(found[Status.DONE_LATE])})"
    if found[Status.OVERDUE]:
        told += f"; {count(found[Status.OVERDUE])} đơn vị quá hạn, chưa hoàn thành"
    if found[Status.STOPPED]:
        told += f"; {count(found[Status.STOPPED])} đơn vị dừng, không thực hiện (có lý do)"
    return [f"{told}."]


def _line(parts: Sequence[Part], task: str) -> str:
    first, role = parts[0], _ROLE[parts[0].duty]
    if len({part.sentences for part in parts}) > 1:
        return _done_on_days(parts, role)
    state = first.sentences[0]
    if state == "Chưa liên hệ được với đơn vị.":
        return f"Chưa liên hệ được với {_listed(parts)}."
    if len(parts) >= _MANY and len(first.sentences) == 1:
        return f"{count(len(parts))} đơn vị{role} {_lowered(state).rstrip('.')}: {_listed(parts)}."
    return _told(f"{_listed(parts)}{role}", first, task)


def _done_on_days(parts: Sequence[Part], role: str) -> str:
    due = f" {day(parts[0].due)}" if parts[0].status is Status.DONE_LATE and parts[0].due else ""
    names = "; ".join(f"{part.unit} (ngày {day(part.done_on)})" for part in parts if part.done_on)
    return f"{count(len(parts))} đơn vị{role} đã hoàn thành {_DONE[parts[0].status]}{due}: {names}."


def _listed(parts: Sequence[Part]) -> str:
    """A name may hold commas of its own."""
    names = [part.unit for part in parts]
    if len(names) == 2 and not any("," in name or " và " in name for name in names):
        return " và ".join(names)
    return ("; " if any("," in name for name in names) else ", ").join(names)


def _told(who: str, part: Part, task: str) -> str:
    """ "Văn phòng Sở đã treo 06 băng rôn; hoàn thành ngày 01/6/2026 (đúng hạn)." """
    state, done, rest = _lowered(part.sentences[0]), *_results(_own(part), task)
    state = _told_once(state, part.blocker, [*done, *rest])
    if part.percent is not None and any(re.search(rf"(?<!\d){part.percent} ?%", text) for text in (*done, *rest)):
        state = state.replace(f", đạt {part.percent}%", "", 1)
    now = next((text for text in rest if text.startswith("Đang ")), None)
    if now and _NOW in state:
        rest.remove(now)
        state = state.replace(_NOW, _lowered(now).rstrip(" ."), 1)
    first = f"{who} đã {'; '.join(done)}; {state.removeprefix('đã ')}" if done else f"{who} {state}"
    return " ".join([first, *rest])


def _own(part: Part) -> list[str]:
    """Its sentences without itself as their subject, by its letters: "VP đã đăng" of "Văn phòng Sở"."""
    letters = "".join(word[0] for word in fold(part.unit).split() if word[0].isalpha())
    told = []
    for text in part.sentences[1:]:
        named = _LETTERS.match(text)
        own = named is not None and letters.startswith(fold(named[1]).replace(".", ""))
        told.append(sentence(text[named.end() :]) if own and named else text)
    return told


def _results(sentences: Iterable[str], task: str) -> tuple[list[str], list[str]]:
    """What can follow "đã" in one sentence, and from the first that cannot the rest as sentences of their own."""
    done: list[str] = []
    rest: list[str] = []
    for text in (piece for told in sentences for piece in _ENDS.split(told)):
        found = clause(text, task)
        if found and not rest:
            done.append(found)
        else:
            rest.append(sentence(found) if found and text[:1].isdigit() else text)
    return done, rest


def _told_once(state: str, blocker: str | None, told: Iterable[str]) -> str:
    """Without the obstacle where the unit's own words name it already."""
    known = squash(blocker or "").rstrip(".")
    if not known or not any(known.casefold() in text.casefold() for text in told):
        return state
    for words in (f"; còn vướng: {known}", f": {known}", f" (lý do: {known})"):
        state = state.replace(words, "", 1)
    return state


def _before(part: Part, task: str) -> str:
    done, rest = _results(_own(part), task)
    since = f"sáp nhập, nay là {part.merged_into}" if part.merged_into else "kế hoạch được điều chỉnh"
    opening = f"{part.unit} (trước khi {since})"
    return " ".join([f"{opening} đã {'; '.join(done)}.", *rest] if done else [f"{opening}:", *rest])


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
