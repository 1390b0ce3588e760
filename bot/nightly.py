"""What the running bot does for people's data: the clearing once a night, the list of deletions at every look."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.exc import DBAPIError

from bot.backup import is_due
from bot.erasures import remember
from bot.settings import Settings
from models.database import Sessions, empty_log
from models.privacy import BACKUPS_EXPIRE
from models.pulse import beat, pulses

PULSE = "clearing"
AGAIN = timedelta(minutes=30)  # after one that failed

_SET_ASIDE = re.compile(r".+-truoc-khoi-phuc-(\d{8}-\d{6})\.db(?:-wal|-shm)?")

log = structlog.get_logger()


class Nightly:
    """Called at every look of the watch; does nothing most of the time."""

    def __init__(self, settings: Settings, sessions: Sessions) -> None:
        self._settings, self._sessions = settings, sessions
        self._zone = ZoneInfo(settings.timezone)
        self._next: datetime | None = None

    def turn(self, now: datetime) -> None:
        try:
            remember(self._sessions, self._settings.data_dir)
            if self._next is None or now >= self._next:
                self._clear(now)
        except (DBAPIError, OSError) as error:
            self._next = now + AGAIN
            log.error("data not cleared", error=type(error).__name__)

    def _clear(self, now: datetime) -> None:
        with self._sessions() as session:
            last = pulses(session).get(PULSE)
            if last is None:  # a bot that has just been set up begins with the next night
                beat(session, PULSE, now)
                return
        if not is_due(last, now.astimezone(self._zone)):
            return
        from handlers.notice import tell_notice
        from scheduler.clearing import clear

        removed = clear(self._sessions, now)
        told = tell_notice(self._sessions, now)
        drop_set_aside(self._settings.database_file, now)
        with self._sessions() as session:
            beat(session, PULSE, now)
        empty_log(self._sessions)
        log.info("cleared", removed={str(office or "none"): kinds for office, kinds in removed.items()}, told=told)


def drop_set_aside(database: Path | None, now: datetime) -> list[Path]:
    """Delete what a restore set aside longer ago than a copy may hold what was deleted."""
    old = []
    for path in database.parent.glob(f"{database.stem}-truoc-khoi-phuc-*") if database else []:
        found = _SET_ASIDE.fullmatch(path.name)
        if found and found[1] < f"{now - BACKUPS_EXPIRE:%Y%m%d-%H%M%S}":
            path.unlink(missing_ok=True)
            old.append(path)
    return old
