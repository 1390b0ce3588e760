"""Settings from the environment and .env, prefix DONDOC_; all of them are in .env.example."""

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(Exception):
    """A missing or wrong setting; the message is one line that names it."""


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"no time zone {name!r}") from error
    return name


Port = Annotated[str, Field(pattern=r"^[\w.:\[\]-]*:\d{1,5}$")]
Url = Annotated[str, Field(pattern=r"^https?://")]


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="DONDOC_", env_file=".env", env_ignore_empty=True, extra="ignore")

    data_dir: Path = Path("data")
    database_url: str = ""  # empty: SQLite in data_dir
    telegram_token: str = Field(default="", pattern=r"^(\d+:[\w-]+)?$")
    telegram_api: Url = "https://api.telegram.org/bot"
    telegram_file_api: Url = "https://api.telegram.org/file/bot"
    telegram_proxy: str | None = None
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_webhook_url: Url | None = None
    telegram_webhook_listen: Port = "127.0.0.1:8443"
    telegram_webhook_secret: str = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,256}$")
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Ho_Chi_Minh"
    language: Literal["vi", "en"] = "vi"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'dondoc.db'}"

    @property
    def files(self) -> Path:
        """Where received files lie, each under its SHA-256."""
        return self.data_dir / "files"


def load_settings() -> Settings:
    """The settings, or SettingsError naming the first one that is wrong."""
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise SettingsError(f"DONDOC_{str(first['loc'][0]).upper()}: {first['msg']}") from None
    if settings.telegram_mode == "webhook" and not (settings.telegram_webhook_url and settings.telegram_webhook_secret):
        raise SettingsError("DONDOC_TELEGRAM_MODE=webhook needs DONDOC_TELEGRAM_WEBHOOK_URL and _SECRET")
    return settings
