"""A corrected report's figures: what the correction names is new, the rest stays, and a cost follows its count."""

from collections.abc import Sequence

from messages.readback import is_cost
from messages.understood import Understood
from models.assignment import Figure


def merged(old: Sequence[Figure], new: Sequence[Figure], said: Understood) -> tuple[Figure, ...]:
    """The new figure of an indicator replaces the old one; figures not spoken of stay.

    "12 chứ không phải 21" names no indicator: it changes the figure that was 21.
    """
    additions = {figure.indicator: figure.adds for figure in old}
    new = [changed(figure, adds=additions.get(figure.indicator, figure.adds)) for figure in new]
    costs = [figure for figure in old if is_cost(figure, old)]
    kept = [figure for figure in old if figure not in costs and figure.indicator not in {f.indicator for f in new}]
    if said.replaces is not None and not {figure.indicator for figure in old} & {figure.indicator for figure in new}:
        # "45 hồ sơ chứ không phải 45 học sinh"
        kept = [figure for figure in kept if not new or figure.value != said.replaces]
    if said.bare_value is not None:
        kept = [changed(figure, value=said.bare_value) if figure.value == said.replaces else figure for figure in kept]
    figures = [*kept, *new]
    for cost in costs:
        if all(figure.indicator != cost.indicator for figure in new):
            figures = _with_cost(figures, cost, next(f for f in old if f.words == cost.words and f.unit is None))
    return tuple(figures)


def _with_cost(figures: list[Figure], cost: Figure, base: Figure) -> list[Figure]:
    """The cost of as many heads as there are now, at the price that was told; both are found in the same words."""
    now = next((figure for figure in figures if figure.indicator == base.indicator), None)
    if now is None or not base.value:
        return [*figures, cost]
    words = base.words if now.words == base.words else f"{now.words}; {base.words}"
    value = cost.value * now.value / base.value
    others = [changed(figure, words=words) if figure is now else figure for figure in figures]
    return [*others, changed(cost, value=value, words=words)]


def changed(figure: Figure, **values: object) -> Figure:
    """A copy that is in no journal line yet."""
    return Figure(**(figure.model_dump(exclude={"id"}) | values))
