"""The photos and documents of a task: which count, which it has already, and what was sent in one go."""

import datetime as dt
from collections.abc import Sequence

from sqlmodel import Field, Session, SQLModel, col, select

from models.assignment import Assignment, Progress, journal_of
from models.database import Utc
from models.standing import taken_back


class Evidence(SQLModel, table=True):
    """A photo or document sent with a journal line; the file lies under its hash in DATA_DIR/files."""

    id: int | None = Field(default=None, primary_key=True)
    progress_id: int = Field(foreign_key="progress.id", index=True)
    name: str
    sha256: str
    size: int
    photo: bool = False
    held: bool = False  # until the sender says that no child can be recognised
    album: str | None = None  # what was sent in one go may arrive one by one
    noted_at: dt.datetime | None = Field(default=None, sa_type=Utc)  # since when it counts


def files_of(session: Session, assignment_id: int) -> list[Evidence]:
    """The evidence of an assignment that still counts."""
    journal = journal_of(session, assignment_id)
    gone = taken_back(journal)
    counting = [line.id for line in journal if line.id not in gone]
    query = select(Evidence).where(col(Evidence.progress_id).in_(counting)).order_by(col(Evidence.id))
    return list(session.exec(query).all())


def of_album(session: Session, album: str, assignments: Sequence[int]) -> list[int]:
    """Those of the assignments that other files of the album were kept for."""
    query = (
        select(Progress.assignment_id)
        .join(Evidence, col(Evidence.progress_id) == Progress.id)
        .join(Assignment, col(Assignment.id) == Progress.assignment_id)
        .where(Evidence.album == album, col(Assignment.id).in_(assignments))
        .distinct()
    )
    return sorted(session.exec(query).all())
