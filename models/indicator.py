"""What an office counts: its own list of indicators, with the words by which its people mean them."""

from sqlalchemy import bindparam
from sqlmodel import JSON, Field, Session, SQLModel, UniqueConstraint, col, select


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
    return list(session.exec(_OF_OFFICE, params={"office": office_id}).all())


_OF_OFFICE = (
    select(Indicator)
    .where(Indicator.office_id == bindparam("office"), col(Indicator.active))
    .order_by(col(Indicator.id))
)
