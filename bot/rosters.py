"""The roster of an office as a workbook, drawn at the moment it is sent."""

from collections.abc import Callable
from datetime import datetime

from models.database import Sessions
from models.office import Office


def roster_maker(sessions: Sessions, clock: Callable[[], datetime]) -> Callable[[int], bytes]:
    """Gives the .xlsx of the office with an id."""

    def make(office_id: int) -> bytes:
        from handlers.roster_export import workbook

        with sessions() as session:
            return workbook(session, session.get_one(Office, office_id), clock())

    return make
