"""Received files on disk, each under its SHA-256, for as long as something refers to it."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from models.database import AWAY, Sessions
from models.kept import drop_unanswered, referred_to

FRESH = timedelta(days=1)  # a younger file may belong to a message that another process has in hand
PATIENCE = timedelta(days=7)  # for the answer whether a child can be recognised
BATCH = 500  # files asked about in one query

log = structlog.get_logger()


@dataclass(frozen=True)
class Shelf:
    """`held` counts the messages in hand that brought a file, since two chats may send the same one at once."""

    sessions: Sessions
    files: Path
    held: Counter[str] = field(default_factory=Counter)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def put(self, data: bytes) -> str:
        """Keep a file while its message is handled; each `put` wants its `release`."""
        async with self.turn:
            name = await asyncio.to_thread(keep, self.files, data)
            self.held[name] += 1
        return name

    async def release(self, names: Collection[str]) -> None:
        """The message that brought these files was handled, or failed: what nothing refers to is deleted."""
        if not names:
            return
        async with self.turn:
            self.held.subtract(names)
            await self._tidy(names)

    async def reconsider(self, names: Collection[str]) -> None:
        """A message may have done away with these: what nothing refers to any more is deleted at once."""
        if names:
            async with self.turn:
                await self._tidy(names)

    async def _tidy(self, names: Collection[str]) -> None:
        try:
            await asyncio.to_thread(self._drop, [name for name in names if self.held[name] <= 0])
        except (*AWAY, OSError) as error:  # the next sweep will do it
            log.warning("files not tidied", error=type(error).__name__)

    async def sweep(self, now: datetime) -> None:
        """Delete what a crash left behind, a question that was given up, or pictures nobody vouched for."""
        async with self.turn:
            try:
                await asyncio.to_thread(self._drop_unanswered, now - PATIENCE)
                old = await asyncio.to_thread(self._older, now - FRESH)
                for start in range(0, len(old), BATCH):
                    await asyncio.to_thread(self._drop, old[start : start + BATCH])
            except (*AWAY, OSError) as error:
                log.warning("files not swept", error=type(error).__name__)

    def _drop_unanswered(self, before: datetime) -> None:
        with self.sessions() as session:
            drop_unanswered(session, before)

    def _older(self, moment: datetime) -> list[str]:
        if not self.files.is_dir():
            return []
        old = (path for path in self.files.iterdir() if path.stat().st_mtime < moment.timestamp())
        return [path.name for path in old if len(path.stem) == hashlib.sha256().digest_size * 2]

    def _drop(self, names: Collection[str]) -> None:
        # Asked and deleted in one transaction, so that no other process can refer to the file in between.
        with self.sessions() as session:
            for name in {*names} - referred_to(session, names):
                (self.files / name).unlink(missing_ok=True)


def keep(files: Path, data: bytes) -> str:
    """Store bytes under their SHA-256, whole or not at all; the name they were sent under is never a path."""
    name = hashlib.sha256(data).hexdigest()
    target = files / name
    if target.exists():
        target.touch()
    else:
        files.mkdir(parents=True, exist_ok=True)
        part = files / f"{name}.part"
        part.write_bytes(data)
        part.replace(target)
    return name
