"""Settings from the environment and .env, prefix DONDOC_; all of them are in .env.example."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError


class SettingsError(Exception):
    """A missing or wrong setting; the message is one line that names it."""


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"no time zone {name!r}") from error
    return name


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 raises ValueError
    except ValueError as error:
        raise ValueError(f"not a web address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", text):
        raise ValueError("not a web address like https://host/path")
    return text


def _public_address(text: str) -> str:
    parts = urlsplit(_web_address(text))
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise ValueError("not https; its links open without a login")
    if parts.query or parts.fragment:
        raise ValueError("not a web address like https://host")
    return text.rstrip("/")


def _listening(text: str) -> str:
    host, colon, port = text.rpartition(":")
    if not (colon and re.fullmatch(r"[0-9]{1,5}", port) and 0 < int(port) < 65536):
        raise ValueError("not host:port with a port from 1 to 65535")
    try:
        host.encode("idna")
    except UnicodeError as error:
        raise ValueError("not host:port; the host is no name") from error
    return text


def _listening_or_not(text: str) -> str:
    return text and _listening(text)


def _lasting(address: str) -> str:
    """An SQLAlchemy address whose database is still there when the program has ended."""
    if not address:
        return address
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise ValueError("not an SQLAlchemy address like sqlite:///dondoc.db or postgresql+psycopg://...") from error
    database = url.database or ":memory:"
    if url.get_backend_name() == "sqlite" and (":memory:" in database or url.query.get("mode") == "memory"):
        raise ValueError("a database in memory loses everything at the end; name a file: sqlite:///dondoc.db")
    return address


def _like(pattern: str, refusal: str) -> AfterValidator:
    """A text that is the pattern, or is refused in these words: the pattern itself tells an office nothing."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(refusal)
        return text

    return AfterValidator(check)


Url = Annotated[str, AfterValidator(_web_address)]
Hidden = Field(repr=False)
"""What opens something stands in no log that shows all settings."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="DONDOC_", env_file=".env", env_ignore_empty=True, extra="ignore")

    data_dir: Path = Path("data")
    office: str = ""  # of several: the one that commands work for
    database_url: Annotated[str, AfterValidator(_lasting), Hidden] = ""  # empty: SQLite in data_dir
    telegram_token: Annotated[str, _like(r"(\d+:[\w-]+)?", "not a token like 123456:ABC-def"), Hidden] = ""
    telegram_api: Url = "https://api.telegram.org/bot"
    telegram_file_api: Url = "https://api.telegram.org/file/bot"
    telegram_proxy: Annotated[Url | None, Hidden] = None
    telegram_http: Literal["aiohttp", "httpx"] = "aiohttp"
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_webhook_url: Url | None = None
    telegram_webhook_listen: Annotated[str, AfterValidator(_listening_or_not)] = ""  # public_listen's former name
    telegram_webhook_secret: Annotated[
        str, _like(r"[A-Za-z0-9_-]{0,256}", "not 1 to 256 letters, digits, _ and -"), Hidden
    ] = ""
    zalo_token: Annotated[str, _like(r"[\w.~:-]*", "not a token: letters, digits and . ~ : - _ only"), Hidden] = ""
    zalo_api: Url = "https://bot-api.zaloplatforms.com/bot"
    zalo_mode: Literal["polling", "webhook"] = "polling"
    zalo_webhook_url: Url | None = None
    zalo_webhook_secret: Annotated[
        str, _like(r"([!-~]{8,256})?", "not 8 to 256 characters without blanks and accents"), Hidden
    ] = ""
    zalo_link: Url | None = None  # opens the chat with the bot
    public_url: Annotated[str, AfterValidator(_public_address)] | None = None
    public_listen: Annotated[str, AfterValidator(_listening)] = "127.0.0.1:8443"
    secret: Annotated[str, _like(r"(\S{32,})?", "not 32 characters or more without blanks"), Hidden] = ""
    mail_host: Annotated[str, _like(r"[A-Za-z0-9.:-]*", "not a server's name or address")] = ""
    mail_port: int | None = Field(default=None, ge=1, le=65535)
    mail_user: str = ""
    mail_password: Annotated[str, Hidden] = ""
    mail_from: Annotated[
        str, _like(r"([A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+)?", "not an e-mail address like office@example.vn")
    ] = ""
    mail_security: Literal["starttls", "tls", "none"] = "starttls"
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Ho_Chi_Minh"
    language: Literal["vi", "en"] = "vi"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    health_listen: Annotated[str, AfterValidator(_listening_or_not)] = ""
    backup_keep: int = Field(default=14, ge=0, le=1000)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'dondoc.db'}"

    @property
    def database_file(self) -> Path | None:
        """Where an SQLite database lies; None for another kind."""
        url = make_url(self.database)
        if url.get_backend_name() != "sqlite" or not url.database:
            return None
        return Path(url.database.removeprefix("file:").partition("?")[0])

    @property
    def listen(self) -> str:
        """host:port of the one server for what platforms post and for the public pages."""
        return self.telegram_webhook_listen or self.public_listen

    @property
    def has_platform(self) -> bool:
        return bool(self.telegram_token or self.zalo_token)

    @property
    def polled(self) -> tuple[str, ...]:
        """The platforms that are asked for messages; the others push theirs."""
        modes = {"telegram": self.telegram_mode, "zalo": self.zalo_mode}
        tokens = {"telegram": self.telegram_token, "zalo": self.zalo_token}
        return tuple(name for name, mode in modes.items() if tokens[name] and mode == "polling")

    @property
    def files(self) -> Path:
        """Where received files lie, each under its SHA-256."""
        return self.data_dir / "files"

    @property
    def backups(self) -> Path:
        """Where the nightly copies lie."""
        return self.data_dir / "backups"


def load_settings() -> Settings:
    """The settings, or SettingsError naming the first one that is wrong."""
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        words = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"DONDOC_{str(first['loc'][0]).upper()}: {words}") from None
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(f".env: {error}") from None
    _check_hooks(settings)
    if settings.mail_host and not settings.mail_from:
        raise SettingsError("DONDOC_MAIL_HOST needs DONDOC_MAIL_FROM, the address that mails are sent from")
    if settings.mail_user and settings.mail_security == "none":
        raise SettingsError("DONDOC_MAIL_SECURITY=none would show DONDOC_MAIL_PASSWORD to the network")
    return settings


def _check_hooks(settings: Settings) -> None:
    telegram, zalo = settings.telegram_webhook_url, settings.zalo_webhook_url
    for name, mode, url, secret in (
        ("TELEGRAM", settings.telegram_mode, telegram, settings.telegram_webhook_secret),
        ("ZALO", settings.zalo_mode, zalo, settings.zalo_webhook_secret),
    ):
        if mode == "webhook" and not (url and secret):
            raise SettingsError(f"DONDOC_{name}_MODE=webhook needs DONDOC_{name}_WEBHOOK_URL and _SECRET")
    both = settings.telegram_mode == settings.zalo_mode == "webhook" and telegram and zalo
    if both and urlsplit(telegram or "").path == urlsplit(zalo or "").path:
        raise SettingsError("DONDOC_ZALO_WEBHOOK_URL: its path must not be that of DONDOC_TELEGRAM_WEBHOOK_URL")
