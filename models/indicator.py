"""What an office counts: its own list of indicators, with the words by which its people mean them."""

from sqlmodel import JSON, Field, SQLModel, UniqueConstraint


class Indicator(SQLModel, table=True):
    """`unit` as in `Figure`: None for counts, "%" or "đồng"; `synonyms` in lower case, as people type them."""

    __table_args__ = (UniqueConstraint("office_id", "name", name="uq_indicator_office_name"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    name: str
    unit: str | None = None
    synonyms: list[str] = Field(default_factory=list, sa_type=JSON)
    active: bool = True
