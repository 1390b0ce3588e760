"""One task's fields from its own words, its labels and what it inherits from the headings above."""

import re
from dataclasses import dataclass, replace

from plans.draft import Kind, TaskDraft
from plans.filters import MONEY_WORK, is_about_money
from plans.labels import Label, LabelKind, split_inline
from plans.prose import cooperators_of, later_subject, subject_of, units_of_heading
from plans.targets import targets_in
from vietnamese.dates import Timing, read_timing
from vietnamese.prose_dates import find_timing
from vietnamese.text import squash
from vietnamese.unit_lists import split_units


@dataclass(frozen=True)
class Scope:
    """What the headings above say about every task below them."""

    kind: Kind = Kind.ACTIVITY
    is_read: bool = True
    is_money: bool = False
    leads: tuple[str, ...] = ()
    cooperators: tuple[str, ...] = ()
    timing: Timing | None = None
    year: int | None = None


@dataclass(frozen=True)
class Own:
    """A task's own words and place."""

    text: str
    source: tuple[int, int]
    name: str | None = None
    title: str | None = None


def task_from(own: Own, labels: list[Label], scope: Scope) -> TaskDraft:
    """The task that `own` words state; labels win over prose, prose over the headings above."""
    text, inline = split_inline(own.text)
    labels = [*inline, *labels]
    opened, text = _opening_units(text)
    leads, cooperators = labelled_units(labels)
    sentence = squash(text)
    # Labels win over prose, and prose over the headings above.
    if not leads:
        leads = opened or subject_of(sentence) or _about_money(sentence) or list(scope.leads)
    if not cooperators and not any(label.kind is LabelKind.COOPERATOR for label in labels):
        cooperators = [unit for unit in cooperators_of(sentence) or scope.cooperators if unit not in leads]
    timing = _timing(labels, sentence, scope)
    task = TaskDraft(
        # A label line that belongs to nothing is shown as it stands, never as an empty task.
        text=text.strip() or own.text.strip(),
        label=own.name,
        title=own.title,
        kind=scope.kind,
        leads=tuple(leads),
        cooperators=tuple(cooperators),
        targets=targets_in(text),
        output=_first(labels, LabelKind.OUTPUT),
        source=own.source,
    )
    return with_timing(task, timing)


def with_timing(task: TaskDraft, timing: Timing | None) -> TaskDraft:
    """The task with a time's words and days."""
    if timing is None:
        return task
    return replace(task, timing=timing.words, start=timing.start, end=timing.end, due=timing.due)


def stated_timing(words: str, year: int | None) -> Timing | None:
    """The time in a label or cell; "theo quy định" alone is none."""
    words = squash(words).strip(" .;,")
    # A form's time cell is often filled with these where nobody has set a time.
    if not words or re.fullmatch(r"(?:thực hiện )?theo quy định(?: của pháp luật)?|[-–/]+", words, re.I):
        return None
    return read_timing(words, year)


def labelled_scope(labels: list[Label], scope: Scope) -> Scope:
    """The scope of a list whose labels stand once, above its first item."""
    leads, cooperators = labelled_units(labels)
    return replace(
        scope,
        leads=tuple(leads) or scope.leads,
        cooperators=tuple(cooperators) or scope.cooperators,
        timing=_timing(labels, "", scope),
    )


def labelled_units(labels: list[Label]) -> tuple[list[str], list[str]]:
    """Leads and cooperators that labels state; beside a lead label, "thực hiện" names cooperators."""
    leads: list[str] = []
    cooperators: list[str] = []
    has_lead = any(label.kind is LabelKind.LEAD and label.value for label in labels)
    for label in labels:
        # Departments' forms have "Chủ trì" and "Thực hiện" side by side; alone, "Thực hiện" is the lead.
        if label.kind is LabelKind.COOPERATOR or (label.kind is LabelKind.DOER and has_lead):
            cooperators += split_units(re.sub(r"^(?:phối hợp )?với ", "", label.value, flags=re.I))
        elif label.kind in (LabelKind.LEAD, LabelKind.DOER, LabelKind.LEAD_AND_COOPERATOR):
            first, others = lead_value(label.value, joint=label.kind is not LabelKind.LEAD_AND_COOPERATOR)
            leads += first
            cooperators += others
    return list(dict.fromkeys(leads)), [unit for unit in dict.fromkeys(cooperators) if unit not in leads]


def lead_value(value: str, *, joint: bool = True) -> tuple[list[str], list[str]]:
    """Leads and cooperators in one value: "Sở A chủ trì, phối hợp với Sở B"; not `joint`: the first one leads."""
    lead, together, others = re.sub(r"^(?:giao|do)\s+", "", value, flags=re.I).partition("phối hợp")
    units = split_units(re.sub(r"[\s,;(]*(?:chủ trì|làm đầu mối|thực hiện|tham mưu)\b[\s,;:)]*", "; ", lead))
    if together:
        return units, split_units(re.sub(r"^\s*(?:thực hiện)?\s*(?:với|cùng|:)?\s*", "", others))
    return (units, []) if joint else (units[:1], units[1:])


def _about_money(sentence: str) -> list[str]:
    return later_subject(sentence, MONEY_WORK) if is_about_money(sentence) else []


def _opening_units(text: str) -> tuple[list[str], str]:
    """ "Sở Y tế: Tổ chức ..." gives the unit and the words after it."""
    head, colon, rest = text.partition(":")
    # "Các phòng: Hành chính, Tài chính" lists names; it gives no order.
    is_list_head = re.search(r"\b(?:sở|phòng|ban|ngành|đơn vị|trường)\s*$", head, re.I) and head.casefold().startswith(
        "các"
    )
    units = units_of_heading(head) if colon and rest.strip() and len(head) < 200 and not is_list_head else []
    return (units, rest.strip()) if units else ([], text)


def _first(labels: list[Label], kind: LabelKind) -> str | None:
    return next((label.value.strip(" .;") for label in labels if label.kind is kind and label.value), None)


def _timing(labels: list[Label], sentence: str, scope: Scope) -> Timing | None:
    words = _first(labels, LabelKind.TIME)
    if words is not None:
        return stated_timing(words, scope.year)
    return find_timing(sentence, scope.year) or scope.timing
