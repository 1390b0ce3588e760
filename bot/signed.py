"""Links that open one thing for a while without a login: signed with the installation's own key, kept nowhere.

Whoever has a link can open it, so none stands in a log, the audit or the database: it is made when its message leaves.
"""

import hashlib
import os
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from itsdangerous import BadData, URLSafeSerializer

from bot.settings import Settings, SettingsError

FILE_PATH, FORM_PATH = "/tep/", "/tra-loi/"

FILE_LIFE = timedelta(hours=24)
"""For who reads a message of the evening in the morning. The report itself can be asked for again."""

FORM_LIFE = timedelta(days=14)
"""For who comes back from a fortnight's leave. Each later reminder of an open task brings a link of its own."""

SHORTEST = 32  # characters of a key


class Closed(StrEnum):
    """Why a link opens nothing."""

    EXPIRED = "expired"
    FOREIGN = "foreign"  # not signed by us, or for another purpose


@dataclass(frozen=True)
class Links:
    """`url` is DONDOC_PUBLIC_URL; "" where nothing of ours can be reached: then no link is made."""

    key: bytes = field(repr=False)
    url: str = ""

    def file_link(self, row: int, at: datetime) -> str:
        """Opens the document of an outbox row."""
        return self.url and self.url + FILE_PATH + self._sign("tep", [row], at + FILE_LIFE)

    def form_link(self, address: int, row: int, at: datetime) -> str:
        """Opens the form by which the person of an `Address` answers an outbox row."""
        return self.url and self.url + FORM_PATH + self._sign("tra-loi", [address, row], at + FORM_LIFE)

    def open_file(self, token: str, at: datetime) -> int | Closed:
        """The row of a file link."""
        found = self._open("tep", token, 1, at)
        return found if isinstance(found, Closed) else found[0]

    def open_form(self, token: str, at: datetime) -> tuple[int, int] | Closed:
        """The address and the row of a form link."""
        found = self._open("tra-loi", token, 2, at)
        return found if isinstance(found, Closed) else (found[0], found[1])

    def _sign(self, purpose: str, ids: list[int], until: datetime) -> str:
        return str(self._signer(purpose).dumps([*ids, int(until.timestamp())]))

    def _open(self, purpose: str, token: str, count: int, at: datetime) -> list[int] | Closed:
        try:
            *ids, until = self._signer(purpose).loads(token)  # compares in constant time
        except (BadData, UnicodeError, TypeError, ValueError):
            return Closed.FOREIGN
        if len(ids) != count:
            return Closed.FOREIGN
        return ids if at.timestamp() < until else Closed.EXPIRED

    def _signer(self, purpose: str) -> URLSafeSerializer:
        """The purpose is the salt: a link to a file opens no form."""
        options = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
        return URLSafeSerializer(self.key, salt=f"dondoc {purpose}", signer_kwargs=options)


def links_of(settings: Settings) -> Links:
    """Raises SettingsError where the key cannot be had."""
    return Links(key_of(settings), settings.public_url or "")


def key_of(settings: Settings) -> bytes:
    """DONDOC_SECRET; where that is empty, what DATA_DIR/secret.key holds, made once for all processes."""
    if settings.secret:
        return settings.secret.encode()
    path = settings.data_dir / "secret.key"
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes().strip()
    except OSError as error:
        raise SettingsError(f"DONDOC_SECRET: {path}: {error.strerror}") from None
    if len(key) < SHORTEST:
        raise SettingsError(f"DONDOC_SECRET: {path} holds no key; delete it and a new one is made")
    return key


def _make(path: Path) -> None:
    """Written whole before it has its name; of several processes that begin together the first one's stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(part)
    except FileExistsError:
        pass
    finally:
        part.unlink(missing_ok=True)
