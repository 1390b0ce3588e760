"""Whether a platform can be used now, as everybody sees it who may write to people over it."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.database import Utc


class Platform(SQLModel, table=True):
    """`down_since` None: it works. `told_at`: when the clerks were told that it does not."""

    channel: str = Field(primary_key=True)
    down_since: datetime | None = Field(default=None, sa_type=Utc)
    why: str | None = None
    told_at: datetime | None = Field(default=None, sa_type=Utc)
