"""Obstacles and questions as a report tells them: what waits, and how what is over was settled."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.assignment import OVER, Said
from models.item import Item, ItemKind
from models.standing import Standing
from reports.report import Issue, Wish
from reports.sentences import fit_to_sign
from reports.wording import WITHHELD, sentence
from vietnamese.text import clean, squash


@dataclass(frozen=True)
class Items:
    """The office's items of one plan, as they stood at `as_of`; `withheld` tell of a child and are never printed."""

    rows: Sequence[Item]
    as_of: dt.datetime
    withheld: frozenset[int] = frozenset()

    def closed(self, item: Item) -> bool:
        return item.closed_at is not None and item.closed_at <= self.as_of

    def wishes(self) -> dict[int | None, Wish]:
        """The journal lines that ask for more time, "open" or "decided"."""
        return {
            row.progress_id: "decided" if self.closed(row) and row.granted is not None else "open"
            for row in self.rows
            if row.kind is ItemKind.MORE_TIME and row.progress_id is not None
        }

    def obstacles(self) -> dict[int | None, str | None]:
        """What holds each assignment up that was ever held up; None where that is settled."""
        found: dict[int | None, str | None] = {}
        for row in sorted(self.rows, key=lambda row: (row.raised_at, row.id or 0)):
            if row.kind is ItemKind.BLOCKER:
                words = WITHHELD if row.id in self.withheld else row.words
                found[row.assignment_id] = None if self.closed(row) else words
        return found


def hindered(now: Standing, obstacle: str | None) -> Standing:
    """The standing of work whose obstacle the office settled, or of which "chưa làm" was said since."""
    if obstacle is None:
        return replace(now, state=Said.WORKING if now.state is Said.BLOCKED else now.state, blocker=None)
    return now if now.blocker or now.state in OVER or now.state is Said.BLOCKED else replace(now, blocker=obstacle)


@dataclass(frozen=True)
class Names:
    """What the rows refer to by id: (task position, unit) of an assignment, units of people, names of people."""

    work: Mapping[int | None, tuple[int, str]]
    units: Mapping[int | None, str]
    people: Mapping[int | None, str]
    zone: dt.tzinfo


def issues(items: Items, names: Names, taken_back: frozenset[int]) -> tuple[Issue, ...]:
    """Oldest first. An obstacle whose report was taken back was none."""
    rows = sorted(items.rows, key=lambda row: (row.raised_at, row.id or 0))
    return tuple(
        _issue(items, row, names)
        for row in rows
        if row.kind is not ItemKind.MORE_TIME
        and row.raised_at <= items.as_of
        and not (row.progress_id in taken_back and items.closed(row))
    )


def _issue(items: Items, row: Item, names: Names) -> Issue:
    task, unit = names.work.get(row.assignment_id, (None, names.units.get(row.raised_by, "")))
    hidden, closed = row.id in items.withheld, items.closed(row)
    # Words are not dated: an answer given later is known by what it closed.
    answer = row.answer if closed or row.closed_at is None else None
    return Issue(
        kind=row.kind,
        unit=unit,
        text=WITHHELD if hidden else squash(clean(row.words)),
        raised=row.raised_at.astimezone(names.zone).date(),
        task=task,
        person=names.people.get(row.raised_by),
        owner=names.people.get(row.owner_id),
        answer=(WITHHELD if hidden else clean(answer)) if answer else None,
        answered_by=names.people.get(row.answered_by) if answer or closed else None,
        closed=row.closed_at.astimezone(names.zone).date() if closed and row.closed_at else None,
    )


def resolved(found: Iterable[Issue]) -> list[str]:
    """How obstacles were settled, where the answer is fit to be signed; the same told once."""
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for issue in found:
        how = fit_to_sign(issue.answer.partition("\n")[0]) if issue.answer else ""
        if issue.kind is ItemKind.BLOCKER and issue.closed and how and issue.text != WITHHELD:
            task = f"nhiệm vụ {issue.task}, " if issue.task else ""
            told[(issue.text.rstrip("."), how)].append(f"{task}{issue.unit}")
    return [_settled(text, how, where) for (text, how), where in told.items()]


def _settled(text: str, how: str, where: list[str]) -> str:
    met = f"{text} ({'; '.join(dict.fromkeys(where))})"
    return f"{sentence(f'Đã được giải quyết: {met}')} {how}"
