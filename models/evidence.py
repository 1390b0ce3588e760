"""The photos and documents of a task: which count, which it has already, and what was sent in one go."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models.assignment import Assignment, Evidence, Progress, journal_of, taken_back


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
