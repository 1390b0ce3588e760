"""A report's figures as its read-back tells them: what they cost together, and what the plan wants."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from messages.formats import Figured
from models.terms import Aim, aim_of


@dataclass(frozen=True)
class Shown:
    """A figure to be read out, as formats.Figured."""

    indicator: str
    value: float
    unit: str | None = None
    target: float | None = None
    approximate: bool = False
    adds: bool = False


@dataclass(frozen=True)
class Told:
    """`cost` in đồng of all heads; `planned`: what the plan wants; `reached`: the total after an addition."""

    figure: Shown
    cost: Shown | None = None
    planned: float | None = None
    reached: float | None = None
    counts: bool = True


class Kept(Figured, Protocol):
    """A figure of the ledger."""

    @property
    def words(self) -> str: ...
    @property
    def counts(self) -> bool: ...
    @property
    def apart(self) -> bool: ...


def told(figures: Sequence[Kept], aims: Sequence[Aim], total: Callable[[str, str | None], float | None]) -> list[Told]:
    """One for each figure, a cost within the figure it belongs to; `total` is what stands after an addition."""
    costs = {figure.words: _shown(figure) for figure in figures if is_cost(figure, figures)}
    return [
        _told(figure, costs.get(figure.words) if figure.words else None, aims, total)
        for figure in figures
        if not is_cost(figure, figures)
    ]


def _told(
    figure: Kept, cost: Shown | None, aims: Sequence[Aim], total: Callable[[str, str | None], float | None]
) -> Told:
    aim = aim_of(figure.indicator, figure.unit, aims) if figure.target is None else None
    if aim is None:
        return Told(_shown(figure), cost, counts=figure.counts)
    shown = replace(_shown(figure), target=None if figure.adds or aim.unit == "%" else aim.value)
    return Told(shown, cost, aim.value, total(figure.indicator, figure.unit) if figure.adds else None, figure.counts)


def is_cost(figure: Kept, figures: Sequence[Kept]) -> bool:
    """Whether it is the total of a price per head: then both figures stand in the same words."""
    return figure.unit == "đồng" and any(
        other.unit is None and other.words == figure.words for other in figures if figure.words
    )


def _shown(figure: Kept) -> Shown:
    return Shown(figure.indicator, figure.value, figure.unit, figure.target, figure.approximate, figure.adds)
