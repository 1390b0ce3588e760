"""One task's fields from its own words, its labels and what it inherits from the headings above."""

import re
from dataclasses import dataclass, replace

from plans.draft import Kind, TaskDraft
from plans.filters import MONEY_WORK, is_about_money
from plans.heading_times import weekday_timing
from plans.label_ends import ended
from plans.labels import Label, LabelKind, split_inline
from plans.markers import marker_of
from plans.milestones import milestones_of
from plans.prose import cooperators_of, later_subject, named_last, subject_of, units_of_heading
from plans.targets import targets_in
from plans.why import ACTIVITY, NO_TIME, NOBODY, Clue, Found, Span, Units, Way, explain, found_in
from vietnamese.dates import Timing, read_timing
from vietnamese.prose_dates import find_timing
from vietnamese.text import squash
from vietnamese.unit_lists import split_units

_ORDERS = re.compile(r"(?:chỉ đạo|yêu cầu|đề nghị|giao|phân công|hướng dẫn|đôn đốc)\s", re.I)


@dataclass(frozen=True)
class Scope:
    """What the headings above say about every task below them; `text` is the plan's, for whose words spans stand."""

    kind: Found[Kind] = ACTIVITY
    is_read: bool = True
    is_money: bool = False
    leads: Units = NOBODY
    cooperators: Units = NOBODY
    timing: Found[Timing | None] = NO_TIME
    year: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Own:
    """A task's own words and place."""

    text: str
    source: Span
    name: str | None = None
    title: str | None = None

    def says(self, units: list[str], way: Way) -> Units:
        """Units that these words name."""
        return found_in(tuple(units), way, self.source, *units)


def task_from(own: Own, labels: list[Label], scope: Scope) -> TaskDraft:
    """The task that `own` words state; labels win over prose, prose over the headings above."""
    text, inline = split_inline(own.text)
    labels = ended([*(label.at(*own.source) for label in inline), *labels])
    opened, text = _opening_units(text)
    sentence = squash(text)
    leads, cooperators = labelled_units(labels)
    # Labels win over prose, and prose over the headings above.
    if not leads:
        subject = own.says(opened, Way.OPENING) or own.says(_subject(sentence, scope), Way.SUBJECT)
        leads = subject or own.says(_about_money(sentence, scope), Way.SUBJECT) or scope.leads
        leads = leads or own.says(named_last(sentence), Way.SENTENCE)
    if not cooperators and not any(label.kind is LabelKind.COOPERATOR for label in labels):
        cooperators = without(leads, own.says(cooperators_of(sentence), Way.WITH) or scope.cooperators)
    timing = _timing(labels, own, sentence, scope)
    targets, output = quoted_targets(text, own.source), _first(labels, LabelKind.OUTPUT)
    title = found_in(own.title, Way.OWN_TITLE, own.source, own.title or "")
    task = TaskDraft(
        # A label line that belongs to nothing is shown as it stands, never as an empty task.
        text=text.strip() or own.text.strip(),
        label=own.name,
        title=own.title,
        kind=scope.kind.value,
        leads=leads.value,
        cooperators=cooperators.value,
        targets=targets.value,
        output=output.value,
        source=own.source,
        why=explain(
            scope.text,
            leads=leads,
            cooperators=cooperators,
            timing=timing,
            output=output,
            targets=targets,
            title=title,
            kind=scope.kind,
        ),
    )
    return with_timing(task, timing.value)


def task_of_line(line: str, year: int | None = None) -> TaskDraft:
    """One line of a plan as a task on its own, whatever stands above it."""
    marker = marker_of(line)
    own = Own(
        line[marker.end :] if marker else line, (0, len(line)), marker.name if marker and marker.is_counted else None
    )
    return task_from(own, [], Scope(year=year, text=line))


def without(leads: Units, cooperators: Units) -> Units:
    """The cooperators that do not lead anyway."""
    return replace(cooperators, value=tuple(unit for unit in cooperators.value if unit not in leads.value))


def quoted_targets(text: str, place: Span) -> Found[tuple[str, ...]]:
    """The clauses of a task that aim at a number."""
    targets = targets_in(text)
    return Found(targets, tuple(Clue(Way.QUOTE, place, (target,)) for target in targets))


def with_timing(task: TaskDraft, timing: Timing | None) -> TaskDraft:
    """The task with a time's words and days."""
    if timing is None:
        return task
    start, end, due = timing.start, timing.end, timing.due
    return replace(task, timing=timing.words, start=start, end=end, due=due, milestones=milestones_of(timing))


def stated_timing(words: str, year: int | None) -> Timing | None:
    """The time in a label or cell; "theo quy định" alone is none."""
    words = squash(words).strip(" .;,")
    # A form's time cell is often filled with these where nobody has set a time.
    if not words or re.fullmatch(r"(?:thực hiện )?theo quy định(?: của pháp luật)?|[-–/]+", words, re.I):
        return None
    return read_timing(words, year)


def labelled_scope(labels: list[Label], scope: Scope) -> Scope:
    """The scope of a list whose labels stand once, above its first item."""
    labels = [label.shared() for label in ended(labels)]
    leads, cooperators = labelled_units(labels)
    timing = _labelled_timing(labels, scope)
    return replace(
        scope,
        leads=leads or scope.leads,
        cooperators=cooperators or scope.cooperators,
        timing=scope.timing if timing is None else timing,
    )


def labelled_units(labels: list[Label]) -> tuple[Units, Units]:
    """Leads and cooperators that labels state; beside a lead label, "thực hiện" names cooperators."""
    leads = cooperators = NOBODY
    has_lead = any(label.kind is LabelKind.LEAD and label.value for label in labels)
    for label in labels:
        # Departments' forms have "Chủ trì" and "Thực hiện" side by side; alone, "Thực hiện" is the lead.
        if label.kind is LabelKind.COOPERATOR or (label.kind is LabelKind.DOER and has_lead):
            units = split_units(re.sub(r"^(?:phối hợp )?với ", "", label.value, flags=re.I))
            cooperators = joined(cooperators, units, label.clue)
        elif label.kind in (LabelKind.LEAD, LabelKind.DOER, LabelKind.LEAD_AND_COOPERATOR):
            first, others = lead_value(label.value, joint=label.kind is not LabelKind.LEAD_AND_COOPERATOR)
            leads, cooperators = joined(leads, first, label.clue), joined(cooperators, others, label.clue)
    return leads, without(leads, cooperators)


def joined(found: Units, more: list[str], *clues: Clue) -> Units:
    """Units of several lines or columns as one list, each once."""
    return Found(tuple(dict.fromkeys([*found.value, *more])), (*found.clues, *clues)) if more else found


def lead_value(value: str, *, joint: bool = True) -> tuple[list[str], list[str]]:
    """Leads and cooperators in one value: "Sở A chủ trì, phối hợp với Sở B"; not `joint`: the first one leads."""
    lead, together, others = re.sub(r"^(?:giao|do)\s+", "", value, flags=re.I).partition("phối hợp")
    units = split_units(re.sub(r"[\s,;(]*(?:chủ trì|làm đầu mối|thực hiện|tham mưu)\b[\s,;:)]*", "; ", lead))
    # "HCTH chủ trì, các đơn vị phối hợp": those who join stand before the word.
    leading = re.match(r"([^.]+?)\s+chủ trì\s*[,;]\s*(?:và )?(?=\S)", lead)
    if together and leading and not others.strip(" .;,)"):
        return split_units(leading[1]), split_units(lead[leading.end() :])
    if together:
        return units, split_units(re.sub(r"^\s*(?:thực hiện)?\s*(?:với|cùng|:)?\s*", "", others))
    return (units, []) if joint else (units[:1], units[1:])


def _subject(sentence: str, scope: Scope) -> list[str]:
    """The units that a sentence makes act; below a unit's heading that unit orders, and others are its object."""
    below_unit = any(clue.way is Way.HEADING for clue in scope.leads.clues)
    return [] if below_unit and _ORDERS.match(sentence) else subject_of(sentence)


def _about_money(sentence: str, scope: Scope) -> list[str]:
    return later_subject(sentence, MONEY_WORK) if scope.is_money or is_about_money(sentence) else []


def _opening_units(text: str) -> tuple[list[str], str]:
    """ "Sở Y tế: Tổ chức ..." gives the unit and the words after it."""
    head, colon, rest = text.partition(":")
    # "Các phòng: Hành chính, Tài chính" lists names; it gives no order.
    is_list_head = re.search(
        r"(?<!cơ )\b(?:sở|phòng|ban|ngành|đơn vị|trường)\s*$", head, re.I
    ) and head.casefold().startswith("các")
    units = units_of_heading(head) if colon and rest.strip() and len(head) < 200 and not is_list_head else []
    return (units, rest.strip()) if units else ([], text)


def _first(labels: list[Label], kind: LabelKind) -> Found[str | None]:
    first = next((label for label in labels if label.kind is kind and label.value), None)
    return Found(first.value.strip(" .;"), (first.clue,)) if first else Found(None)


def _labelled_timing(labels: list[Label], scope: Scope) -> Found[Timing | None] | None:
    """The time that a label states, which may be none; None where no label speaks of time."""
    words = _first(labels, LabelKind.TIME)
    return None if words.value is None else Found(stated_timing(words.value, scope.year), words.clues)


def _timing(labels: list[Label], own: Own, sentence: str, scope: Scope) -> Found[Timing | None]:
    labelled = _labelled_timing(labels, scope)
    if labelled is not None:
        return labelled
    timing = find_timing(sentence, scope.year) or weekday_timing(own.text.partition(":")[0], scope.year)
    return found_in(timing, Way.SENTENCE, own.source, *timing.words.split("; ")) if timing else scope.timing
