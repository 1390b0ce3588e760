"""What the real Bot API refuses: too many messages, messages that are too long (facts/reliability.md 2)."""

import html
import json
import math
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LARGEST_FILE = 20_000_000  # bytes that a bot may download
UPDATE_LIFE = 24 * 3600  # seconds
PRESS_LIFE = 150  # seconds in which a pressed button can be acknowledged

Fields = dict[str, str]


@dataclass(frozen=True)
class Limits:
    """Sliding windows. `slack` shortens them, for tests whose messages travel through a busy machine."""

    per_second: int = 30
    chat_gap: float = 1.0
    group_per_minute: int = 20
    slack: float = 0.0


class RefusalError(Exception):
    """An answer with "ok": false."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters

    @property
    def body(self) -> dict[str, Any]:
        return {"description": self.description} | ({"parameters": self.parameters} if self.parameters else {})


class Flood:
    """Whether a message may pass. After a refusal the whole bot is held until `retry_after` has passed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._all: deque[float] = deque()
        self._chats: dict[str, deque[float]] = {}
        self._held_until = -math.inf

    def check(self, chat: str, at: float) -> None:
        """Count the message; raises RefusalError (429) instead when it comes too soon. `at` is in seconds."""
        group = chat.startswith("-")
        count, seconds = (self._limits.group_per_minute, 60.0) if group else (1, self._limits.chat_gap)
        mine = self._chats.setdefault(chat, deque())
        wait = max(
            self._held_until - at,
            _wait(self._all, self._limits.per_second, 1.0 - self._limits.slack, at),
            _wait(mine, count, seconds - self._limits.slack, at),
        )
        if wait > 0:
            seconds = max(1, math.ceil(wait))
            self._held_until = max(self._held_until, at + seconds)
            raise RefusalError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        self._all.append(at)
        mine.append(at)


def _wait(window: deque[float], count: int, seconds: float, at: float) -> float:
    """The seconds until a window has room, 0 or less when it has."""
    while window and window[0] <= at - seconds:
        window.popleft()
    return window[-count] + seconds - at if len(window) >= count else 0.0


def densest(moments: Iterable[float], seconds: float) -> int:
    """The most moments in any window of so many seconds."""
    window: deque[float] = deque()
    most = 0
    for at in sorted(moments):
        window.append(at)
        while window[0] <= at - seconds:
            window.popleft()
        most = max(most, len(window))
    return most


def check_sizes(fields: Fields) -> None:
    """Raises RefusalError (400) for what Telegram finds too long."""
    if _units(fields.get("text", "")) > 4096:
        raise RefusalError(400, "Bad Request: message is too long")
    if _units(fields.get("caption", "")) > 1024:
        raise RefusalError(400, "Bad Request: message caption is too long")
    keyboard = json.loads(fields.get("reply_markup") or "{}").get("inline_keyboard", [])
    if any(len(button.get("callback_data", "").encode()) > 64 for row in keyboard for button in row):
        raise RefusalError(400, "Bad Request: BUTTON_DATA_INVALID")


def _units(text: str) -> int:
    """The length as Telegram counts it: UTF-16 code units without the HTML."""
    return len(html.unescape(re.sub(r"<[^>]*>", "", text)).encode("utf-16-le")) // 2
