"""A small Bot API on loopback: updates are given again until a higher offset confirms them, messages are kept.

    with BotApi(Limits()) as api:             # without Limits as many messages pass as come
        api.say(6666, "NV2 xong")             # point the bot at f"{api.url}/bot" and f"{api.url}/file/bot"
        api.blocked.add("6666")               # 403 from now on
        api.moved["-5"] = "-1005"             # that group is a supergroup now
        api.fault = lambda method, fields: ...

`clock` (in seconds) counts the limits, the 24 hours of an update and the 150 seconds of a press; turn your own.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from bot_limits import LARGEST_FILE, PRESS_LIFE, UPDATE_LIFE, Fields, Flood, Limits, RefusalError, check_sizes
from bot_server import Handler, Loopback, post

ME = {"id": 7001, "is_bot": True, "first_name": "Đôn Đốc", "username": "dondoc_bot"}
LONGEST_POLL = 2.0  # seconds, so that a bot that is told to stop does

Fault = Callable[[str, Fields], str | bytes | tuple[int, dict[str, Any]] | None]


class BotApi(Loopback):
    """`fault` may answer a call itself, in a thread of the call's own, so it may sleep too:

    "before", "after"   reset the connection before or after the call had its effect
    "hang", "hang after"   never answer, without or with the effect
    (status, body)   an answer with "ok": false   bytes   written as they are, then the connection is closed
    None   no fault
    """

    def __init__(
        self, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic, host: str = "127.0.0.1"
    ) -> None:
        super().__init__(Handler, host)
        self.moments: list[float] = []  # when, by the clock, each of them did
        self.uploads: list[tuple[str, bytes]] = []  # (name, bytes) of what was posted with a message
        self.blocked: set[str] = set()
        self.moved: dict[str, str] = {}
        self.fault: Fault = lambda _method, _fields: None
        self._clock, self._flood = clock, Flood(limits) if limits else None
        self._updates: deque[tuple[float, dict[str, Any]]] = deque()
        self._made: list[tuple[float, dict[str, Any]]] = []
        self._pressed: dict[str, float] = {}
        self._count = self._polls = 0
        self._hook = ("", "")
        self._more = threading.Condition()

    def say(self, person: int, text: str, **values: Any) -> int:
        """Queue a private message from a person; its update id."""
        user = {"id": person, "is_bot": False, "first_name": f"Người {person}"}
        message = {"date": 1780275600, "chat": {"id": person, "type": "private"}, "from": user, "text": text}
        return self.update(lambda number: {"message": {"message_id": number, **message, **values}})

    def press(self, person: int, data: str, message_id: int) -> int:
        user = {"id": person, "is_bot": False, "first_name": f"Người {person}"}
        shown = {"message_id": message_id, "date": 1, "chat": {"id": person, "type": "private"}, "text": "x"}
        press = {"from": user, "chat_instance": "1", "data": data, "message": shown}
        return self.update(lambda number: {"callback_query": {"id": str(number), **press}})

    def update(self, make: Callable[[int], dict[str, Any]]) -> int:
        """Queue what `make` gives for the update's id."""
        with self._more:
            self._count += 1
            self._pressed[str(self._count)] = self._clock()
            self._made.append((self._clock(), {"update_id": self._count, **make(self._count)}))
            self._updates.append(self._made[-1])
            self._more.notify_all()
            return self._count

    def repeat(self) -> None:
        """Give every update once more under its old id, as if none had been confirmed."""
        with self._more:
            waiting = {update["update_id"] for _, update in self._updates}
            again = [each for each in self._made if each[1]["update_id"] not in waiting]
            self._updates.extendleft(reversed(again))
            self._more.notify_all()

    @property
    def unconfirmed(self) -> int:
        return len(self._updates)

    def texts(self, person: int | None = None) -> list[str]:
        return [f.get("text", "") for _, f in self.sent if person is None or f["chat_id"] == str(person)]

    def get_updates(self, offset: int = 0, timeout: float = 0, limit: int = 100) -> list[dict[str, Any]]:
        """Raises RefusalError (409) while updates are pushed, and as soon as somebody else asks too."""
        with self._more:
            if self._hook[0]:
                raise RefusalError(409, "Conflict: can't use getUpdates method while webhook is active")
            self._polls += 1
            mine = self._polls
            self._more.notify_all()
            while self._updates and self._updates[0][1]["update_id"] < offset:
                self._updates.popleft()
            self._more.wait_for(lambda: self._waiting() or self._polls != mine, timeout)
            if self._polls != mine:
                raise RefusalError(409, "Conflict: terminated by other getUpdates request")
            return [update for _, update in self._waiting()[:limit]]

    def _waiting(self) -> list[tuple[float, dict[str, Any]]]:
        while self._updates and self._updates[0][0] <= self._clock() - UPDATE_LIFE:
            self._updates.popleft()
        return list(self._updates)

    def answer(self, method: str, fields: Fields) -> object:
        """The result of a call; raises RefusalError."""
        if method == "getUpdates":
            wait = min(LONGEST_POLL, float(fields.get("timeout") or 0))
            return self.get_updates(int(fields.get("offset") or 0), wait, int(fields.get("limit") or 100))
        if method in ("setWebhook", "deleteWebhook"):
            return self._set_hook(fields.get("url", ""), fields.get("secret_token", ""))
        if method == "answerCallbackQuery" and self._too_late(fields["callback_query_id"]):
            raise RefusalError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        if method == "getFile":
            return self._file(fields["file_id"])
        if method.startswith(("send", "edit")):
            return self._deliver(method, fields)
        return ME if method == "getMe" else True

    def _deliver(self, method: str, fields: Fields) -> object:
        address = fields["chat_id"]
        if address in self.blocked:
            raise RefusalError(403, "Forbidden: bot was blocked by the user")
        if address in self.moved:
            new = int(self.moved[address])
            raise RefusalError(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=new)
        check_sizes(fields)
        with self._more:
            at = self._clock()
            if self._flood:
                self._flood.check(address, at)
            self.sent.append((method, fields))
            self.moments.append(at)
            number = 1000 + len(self.sent)
        chat = {"id": int(address), "type": "supergroup" if address.startswith("-") else "private"}
        return {"message_id": number, "date": 1780275600, "chat": chat, "text": "x"}

    def _file(self, name: str) -> object:
        if name not in self.files:
            raise RefusalError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        size = len(self.files[name])
        if size > LARGEST_FILE:
            raise RefusalError(400, "Bad Request: file is too big")
        return {"file_id": name, "file_unique_id": name, "file_size": size, "file_path": name}

    def _too_late(self, press: str) -> bool:
        return self._pressed.get(press, float("-inf")) <= self._clock() - PRESS_LIFE

    def _set_hook(self, url: str, secret: str) -> bool:
        with self._more:
            new = (url, secret) != self._hook
            self._hook = (url, secret)
        if url and new:
            threading.Thread(target=self._push, args=[url, secret], daemon=True).start()
        return True

    def _push(self, url: str, secret: str) -> None:
        """Post the updates in their order, each until it is answered 2xx, as long as this is the webhook."""
        while (url, secret) == self._hook and not self.closing.wait(0.01):
            with self._more:
                waiting = self._waiting()
            if waiting and post(url, secret, waiting[0][1]):
                with self._more:
                    self._updates.popleft()
            elif waiting:
                self.closing.wait(0.1)
