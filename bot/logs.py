"""Logs: one line an event, in text or in JSON, without tokens and without what people wrote."""

import logging
import re
import sys
import traceback
from asyncio import CancelledError
from collections.abc import MutableMapping
from typing import Any

import structlog

from bot.trouble import place_of

_TOKEN = re.compile(r"(?<!\d)\d{3,}:[\w-]{20,}")


def set_up_logs(level: str) -> None:
    """Structured lines on standard error. httpx logs every address at INFO, and with it the token."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Discreet("%(message)s"))
    handler.addFilter(lambda record: not _is_told_to_stop(record))
    logging.basicConfig(level=level, handlers=[handler])
    for noisy in ("httpx", "httpcore", "apscheduler", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # PTB writes a traceback for every answer in HTML; what failed is one line of ours.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _with_place,
            _without_tokens,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
    )


class _Discreet(logging.Formatter):
    """PTB writes its address at DEBUG, and any library may put it, or what people wrote, into a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub("<token>", super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """The lines that led to the error and its class."""
        return "".join(traceback.format_tb(ei[2])) + str(ei[0] and ei[0].__name__)


def _is_told_to_stop(record: logging.LogRecord) -> bool:
    """True for what libraries write about work of theirs that our own stop ended."""
    return bool(record.exc_info and isinstance(record.exc_info[1], CancelledError))


def _with_place(_logger: Any, _method: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    error = sys.exc_info()[1] if fields.pop("exc_info", None) else None
    return {**fields, "error": place_of(error)} if error else fields


def _without_tokens(_logger: Any, _method: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: _TOKEN.sub("<token>", str(value)) for key, value in fields.items()}
