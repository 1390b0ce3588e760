"""Who is away, and who stands in: from and until which day, both inclusive."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.database import Utc


class Absence(SQLModel, table=True):
    """`last` None: until the person says to be back. `stand_in_id` None: the other contacts of the unit."""

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    stand_in_id: int | None = Field(default=None, foreign_key="person.id")
    first: date
    last: date | None = None
    noted_at: datetime = Field(sa_type=Utc)
    noted_by: int | None = Field(default=None, foreign_key="person.id")
