"""What an office counts: its own list of indicators, with the words by which its people mean them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import JSON, Field, Session, SQLModel, UniqueConstraint, col, select

from vietnamese.text import fold, squash

_NO_LETTERS = re.compile(r"[\W\d_]+")


class Indicator(SQLModel, table=True):
    """`unit` as in `Figure`: None for counts, "%" or "đồng"; `synonyms` in lower case, as people type them."""

    __table_args__ = (UniqueConstraint("office_id", "name", name="uq_indicator_office_name"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    name: str
    unit: str | None = None
    synonyms: list[str] = Field(default_factory=list, sa_type=JSON)
    active: bool = True

    @property
    def nouns(self) -> list[str]:
        """All words that mean it, its name first."""
        return [self.name, *self.synonyms]


def indicators_of(session: Session, office_id: int) -> list[Indicator]:
    """The office's list as it stands, in the order in which it grew."""
    query = select(Indicator).where(Indicator.office_id == office_id, col(Indicator.active))
    return list(session.exec(query.order_by(col(Indicator.id))).all())


def same_noun(one: str, other: str) -> bool:
    """Whether two nouns are the same but for accents, case and signs."""
    return _bare(one) == _bare(other)


def meant(noun: str, among: Iterable[Indicator], words: str = "") -> Indicator | None:
    """The office's indicator for a noun; `words`, the figure as typed ("3 hội thảo"), say it more exactly."""
    rows = list(among)
    for said in (_bare(words), _bare(noun)):
        for row in rows:
            if said and any(_bare(known) == said for known in row.nouns):
                return row
    return None


def in_office_terms(noun: str, unit: str | None, among: Iterable[Indicator], words: str = "") -> tuple[str, str | None]:
    """The name and unit that the office gives a figure; those it came with where the list has no such noun."""
    row = meant(noun, among, words)
    if row is None or (unit and row.unit and unit != row.unit):
        return noun, unit
    return row.name, row.unit or unit


def _bare(words: str) -> str:
    return squash(_NO_LETTERS.sub(" ", fold(words)))


@dataclass(frozen=True)
class Aim:
    """What a plan wants reached of an indicator, in its own words; `unit` as in `Figure`."""

    indicator: str
    value: float
    unit: str | None = None
    words: str = ""


def aim_of(noun: str, unit: str | None, aims: Iterable[Aim]) -> Aim | None:
    """What is aimed at for a figure; None where nothing is, or where the plan says several things."""
    fitting = [aim for aim in aims if aim.unit == unit and _is_of(noun, aim)]
    return fitting[0] if len({aim.value for aim in fitting}) == 1 else None


def _is_of(noun: str, aim: Aim) -> bool:
    """Rates are named freely ("khai sinh đúng hạn", "trẻ em được khai sinh đúng hạn"): half of the words agree."""
    if aim.unit != "%":
        return same_noun(noun, aim.indicator)
    one, other = set(_bare(noun).split()), set(_bare(aim.indicator).split())
    return bool(one and other) and (one <= other or other <= one or len(one & other) * 2 >= len(one | other))
