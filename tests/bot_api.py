"""A small Bot API on loopback: updates are given again until a higher offset confirms them, messages are kept."""

import json
import re
import threading
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl

ME = {"id": 7001, "is_bot": True, "first_name": "Đôn Đốc", "username": "dondoc_bot"}
FIELD = re.compile(rb'name="(\w+)"(?:; filename="[^"]*")?\r\n(?:[^\r\n]+\r\n)*\r\n(.*?)\r\n--', re.S)

Fault = Callable[[str, dict[str, str]], str | tuple[int, dict[str, Any]] | None]


class BotApi:
    """`fault` may answer a call itself: "before" and "after" break the connection before or after delivery."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, str]]] = []  # (method, fields) of what reached a person
        self.calls: list[str] = []
        self.files: dict[str, bytes] = {}
        self.fault: Fault = lambda _method, _fields: None
        self._updates: deque[dict[str, Any]] = deque()
        self._count = 0
        self._more = threading.Condition()
        self._server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"api": self}))

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

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
        with self._more:
            self._count += 1
            self._updates.append({"update_id": self._count, **make(self._count)})
            self._more.notify_all()
            return self._count

    @property
    def unconfirmed(self) -> int:
        return len(self._updates)

    def texts(self, person: int | None = None) -> list[str]:
        return [f.get("text", "") for _, f in self.sent if person is None or f["chat_id"] == str(person)]

    def get_updates(self, offset: int, timeout: float) -> list[dict[str, Any]]:
        with self._more:
            while self._updates and self._updates[0]["update_id"] < offset:
                self._updates.popleft()
            if not self._updates:
                self._more.wait(timeout)
            return list(self._updates)[:100]

    def answer(self, method: str, fields: dict[str, str]) -> object:
        if method == "getUpdates":
            return self.get_updates(int(fields.get("offset") or 0), min(2.0, float(fields.get("timeout") or 0)))
        if method == "getFile":
            name = fields["file_id"]
            return {"file_id": name, "file_unique_id": name, "file_size": len(self.files[name]), "file_path": name}
        if method.startswith(("send", "edit")):
            self.sent.append((method, fields))
            chat = {"id": int(fields["chat_id"]), "type": "private"}
            return {"message_id": 1000 + len(self.sent), "date": 1780275600, "chat": chat, "text": "x"}
        return ME if method == "getMe" else True


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A bot that was killed resets its connections."""


class _Handler(BaseHTTPRequestHandler):
    api: BotApi
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:  # the bot was killed while it wrote: no server would take that for a message
            self.close_connection = True
            return None
        if "multipart" in self.headers.get("Content-Type", ""):
            fields = {key.decode(): value.decode("utf-8", "replace") for key, value in FIELD.findall(body)}
        else:
            fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        method = self.path.rsplit("/", 1)[-1]
        self.api.calls.append(method)
        fault = self.api.fault(method, fields)
        if isinstance(fault, tuple):
            return self._reply(fault[0], {"ok": False, "error_code": fault[0], **fault[1]})
        result = None if fault == "before" else self.api.answer(method, fields)
        if fault:
            self.close_connection = True
            return None
        return self._reply(200, {"ok": True, "result": result})

    def do_GET(self) -> None:
        self._write(200, self.api.files[self.path.rsplit("/", 1)[-1]])

    def _reply(self, status: int, body: dict[str, Any]) -> None:
        self._write(status, json.dumps(body).encode())

    def _write(self, status: int, body: bytes) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:  # the bot was killed while it waited
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        return
