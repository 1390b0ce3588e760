"""A small Zalo Bot Platform on loopback, as facts/platforms.md 4 describes it: errors come with HTTP 200, one update
is given a call and then forgotten, pushed updates are posted once.

    with ZaloServer() as zalo:            # point the bot at zalo.api
        zalo.say("lan", "NV2 xong")
        zalo.photo("lan", "a.jpg", b"...")
        zalo.faults["sendMessage"].append((429, {}))    # the next call of that method; `fault` may answer any
"""

import json
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict, deque
from typing import Any
from urllib.parse import parse_qsl, quote

from bot_limits import Fields, RefusalError
from bot_server import Handler, Loopback

TOKEN = "1459232241454765289:not-a-real-token-0123456789"
ME = {"id": "1459232241454765289", "account_name": "bot.dondoc", "account_type": "BASIC"}
LONGEST_POLL = 2.0  # seconds, so that a bot that is told to stop does
MOST = 2000  # characters

Answer = str | bytes | tuple[int, dict[str, Any]]


def raw(body: bytes, status: str = "200 OK") -> bytes:
    """An answer, byte for byte."""
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body


class ZaloServer(Loopback):
    """`faults` are taken by the next calls of a method, one each, before `fault` is asked; see tests/bot_api.py for
    what they may be: (error_code, {}), bytes, "before", "after", "hang", "hang after"."""

    def __init__(self, token: str = TOKEN, groups: bool = False) -> None:
        super().__init__(ZaloHandler)
        self.token, self.groups = token, groups
        self.pushed: list[int] = []  # the status of each post; 0 where there was no answer
        self.faults: dict[str, deque[Answer]] = defaultdict(deque)
        self.hook = ("", "")
        self._updates: deque[dict[str, Any]] = deque()
        self._made: list[dict[str, Any]] = []
        self._more = threading.Condition()

    @property
    def api(self) -> str:
        """What the bot is told as ZALO_API."""
        return f"{self.url}/bot"

    @property
    def waiting(self) -> int:
        return len(self._updates)

    def fault(self, method: str, _fields: Fields) -> Answer | None:
        return self.faults[method].popleft() if self.faults[method] else None

    def say(self, person: str, text: str, at: float | None = None, **values: Any) -> str:
        """A private message from a person; its id. `at` is in seconds since 1970."""
        return self.event("text", person, at, text=text, **values)

    def photo(self, person: str, name: str, data: bytes, at: float | None = None, **values: Any) -> str:
        self.files[quote(name)] = data
        return self.event("image", person, at, photo_url=f"{self.url}/files/{quote(name)}", **values)

    def event(self, kind: str, person: str, at: float | None = None, **values: Any) -> str:
        number = f"{len(self._made) + 1:020x}"
        message = {
            "message_id": number,
            "date": int((time.time() if at is None else at) * 1000),
            "chat": {"id": person, "chat_type": "PRIVATE"},
            "from": {"id": person, "display_name": f"Người {person}", "is_bot": False},
        }
        self.update({"event_name": f"message.{kind}.received", "message": message | values})
        return number

    def update(self, update: dict[str, Any]) -> None:
        with self._more:
            self._made.append(update)
            self._updates.append(update)
            self._more.notify_all()

    def repeat(self) -> None:
        """Give every update once more."""
        with self._more:
            self._updates.extend(self._made)
            self._more.notify_all()

    def texts(self, person: str | None = None) -> list[str]:
        taken = [fields for _, fields in self.sent if person is None or fields["chat_id"] == person]
        return [fields.get("text") or fields.get("caption", "") for fields in taken]

    def answer(self, method: str, fields: Fields) -> object:
        """The result of a call; raises RefusalError."""
        match method:
            case "getMe":
                return ME | {"can_join_groups": self.groups}
            case "getUpdates":
                return self._next(float(fields.get("timeout") or 30))
            case "setWebhook" | "deleteWebhook":
                return self._set_hook(fields.get("url", ""), fields.get("secret_token", ""))
            case "getWebhookInfo":
                return {"url": self.hook[0], "updated_at": 1749633372026}
            case "sendMessage" | "sendPhoto":
                return self._deliver(method, fields)
            case "sendChatAction":
                return None
        raise RefusalError(404, "Not found")

    def _next(self, timeout: float) -> dict[str, Any]:
        with self._more:
            if self.hook[0]:
                raise RefusalError(400, "Bad request: a webhook is set")
            if not self._more.wait_for(lambda: self._updates, min(timeout, LONGEST_POLL)):
                raise RefusalError(408, "Request timeout")
            return self._updates.popleft()

    def _deliver(self, method: str, fields: Fields) -> dict[str, Any]:
        words = fields.get("text" if method == "sendMessage" else "caption", "")
        if len(words) > MOST or (method == "sendMessage" and not words):
            raise RefusalError(400, f"Bad request: text must have 1 to {MOST} characters")
        if method == "sendPhoto" and not fields["photo"].startswith(("http://", "https://")):
            raise RefusalError(400, "Bad request: photo must be a URL")
        with self._more:
            self.sent.append((method, fields))
            return {"message_id": f"s{len(self.sent)}", "date": 1749632637199}

    def _set_hook(self, url: str, secret: str) -> dict[str, Any]:
        if url and not 8 <= len(secret) <= 256:
            raise RefusalError(400, "Bad request: secret_token must have 8 to 256 characters")
        with self._more:
            new, self.hook = (url, secret) != self.hook, (url, secret)
        if url and new:
            threading.Thread(target=self._push, args=[url, secret], daemon=True).start()
        return {"url": url, "updated_at": 1749538250568}

    def _push(self, url: str, secret: str) -> None:
        """Post the updates in their order, each once, as long as this is the webhook: retries are not documented."""
        while (url, secret) == self.hook and not self.closing.is_set():
            with self._more:
                update = self._updates.popleft() if self._more.wait_for(lambda: self._updates, 0.2) else None
            if update:
                self.pushed.append(post(url, secret, {"ok": True, "result": update}))


class ZaloHandler(Handler):
    api: ZaloServer

    def do_POST(self) -> None:  # noqa: N802
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if "json" in self.headers.get("Content-Type", ""):
            fields = {name: str(value) for name, value in json.loads(body or b"{}").items()}
        else:
            fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        bot, _, method = self.path.lstrip("/").partition("/")
        if bot != f"bot{self.api.token}":
            self._reply(200, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        else:
            self._call(method, fields)

    def _reply(self, _status: int, body: dict[str, Any]) -> None:
        super()._reply(200, body)


def post(url: str, secret: str, body: object) -> int:
    headers = {"Content-Type": "application/json", "X-Bot-Api-Secret-Token": secret}
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0
