"""Logs: one line an event, in text or in JSON, without tokens and without what people wrote."""

import json
import logging
import re
import sys
import traceback
from asyncio import CancelledError
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter

from bot.trouble import place_of

_TOKEN = re.compile(
    r"(?<!\d)\d{3,}(?::|%3A)[\w-]{20,}"
    r"|(?<=[^/]/bot)[^/\s]{10,}(?=/)"  # in the address of a call
    r"|(?:(?<=/tep/)|(?<=/tra-loi/)|(?<=/vao/))[\w.-]+"  # behind the links that open without a login
)

Fields = MutableMapping[str, Any]


def set_up_logs(level: str, form: str = "text") -> None:
    """Structured lines on standard error. httpx logs every address at INFO, and with it the token."""
    stamp: list[Any] = [structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    handler = logging.StreamHandler()
    handler.setFormatter(_Discreet(form, stamp))
    handler.addFilter(lambda record: not _is_told_to_stop(record))
    logging.basicConfig(level=level, handlers=[handler])
    for noisy in ("httpx", "httpcore", "aiohttp", "apscheduler", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # At DEBUG PTB writes every update and every message out, words and all.
    logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLevelName(level)))
    # PTB writes a traceback for every answer in HTML; what failed is one line of ours.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[*stamp, _with_place, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
    )


class _Discreet(ProcessorFormatter):
    """Our events as their fields. Libraries may put an address with the token, or what people wrote, into a message or
    a traceback: of an error only the lines that led to it and its class are kept."""

    def __init__(self, form: str, stamp: list[Any]) -> None:
        text = structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
        line: Any = structlog.processors.JSONRenderer(serializer=_json) if form == "json" else text
        last = [ProcessorFormatter.remove_processors_meta, _without_tokens, line]
        super().__init__(foreign_pre_chain=[*stamp, _of_library], processors=last)

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub("<token>", super().format(record))


def _json(fields: Fields, **_: Any) -> str:
    return json.dumps(fields, ensure_ascii=False, default=str)


def _of_library(_logger: Any, _method: str, fields: Fields) -> Fields:
    """A library's line: its name, its message, and of an error the lines that led to it and its class."""
    record: logging.LogRecord = fields["_record"]
    fields["event"], *more = str(fields["event"]).splitlines() or [""]
    fields["logger"] = record.name
    if more and record.name != "asyncio":  # which shows the words of errors nobody took
        fields["more"] = "\n".join(more)
    if record.exc_info and record.exc_info[0]:
        fields["error"] = record.exc_info[0].__name__
        frames = traceback.extract_tb(record.exc_info[2])[::-1]
        fields["lines"] = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in frames)
    fields.pop("exc_info", None)
    return fields


def _is_told_to_stop(record: logging.LogRecord) -> bool:
    """True for what libraries write about work of theirs that our own stop ended."""
    return bool(record.exc_info and isinstance(record.exc_info[1], CancelledError))


def _with_place(_logger: Any, _method: str, fields: Fields) -> Fields:
    error = sys.exc_info()[1] if fields.pop("exc_info", None) else None
    return {**fields, "error": place_of(error)} if error else fields


def _without_tokens(_logger: Any, _method: str, fields: Fields) -> Fields:
    kept = (int, float, bool, type(None))
    return {
        key: value if isinstance(value, kept) else _TOKEN.sub("<token>", str(value)) for key, value in fields.items()
    }
