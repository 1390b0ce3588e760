"""The HTTP side of the Bot API on loopback (tests/bot_api.py): calls in, answers and broken connections out."""

import json
import re
import socket
import struct
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol, Self
from urllib.parse import parse_qsl

from bot_limits import Fields, RefusalError

FIELD = re.compile(rb'name="(\w+)"(?:; filename="([^"]*)")?\r\n(?:[^\r\n]+\r\n)*\r\n(.*?)\r\n--', re.S)


class Api(Protocol):
    calls: list[str]
    refused: list[int]
    files: dict[str, bytes]
    uploads: list[tuple[str, bytes]]
    fault: Callable[[str, Fields], str | bytes | tuple[int, dict[str, Any]] | None]
    closing: threading.Event

    def answer(self, method: str, fields: Fields) -> object: ...


def post(url: str, secret: str, update: dict[str, Any]) -> bool:
    headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": secret}
    request = urllib.request.Request(url, json.dumps(update).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return bool(200 <= answer.status < 300)
    except (OSError, urllib.error.HTTPError):
        return False


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """A bot that was killed resets its connections."""


class Loopback:
    """A platform's API while its `with` lasts; `handler` serves it."""

    def __init__(self, handler: "type[Handler]", host: str = "127.0.0.1") -> None:
        self.sent: list[tuple[str, Fields]] = []  # (method, fields) of what reached a person
        self.calls: list[str] = []
        self.refused: list[int] = []  # the status of each refusal
        self.files: dict[str, bytes] = {}
        self.closing = threading.Event()
        self._server = Server((host, 0), type("Handler", (handler,), {"api": self}))

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=[0.05], daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"


class Handler(BaseHTTPRequestHandler):
    api: Api
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:  # the bot was killed while it wrote: no server would take that for a message
            self.close_connection = True
            return
        if "multipart" in self.headers.get("Content-Type", ""):
            fields = {key.decode(): value.decode("utf-8", "replace") for key, _, value in FIELD.findall(body)}
            self.api.uploads += [(name.decode(), value) for _, name, value in FIELD.findall(body) if name]
        else:
            fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        self._call(self.path.rsplit("/", 1)[-1], fields)

    def _call(self, method: str, fields: Fields) -> None:
        self.api.calls.append(method)
        fault = self.api.fault(method, fields)
        if isinstance(fault, bytes):
            self.close_connection = True
            self.wfile.write(fault)
            return
        try:
            if isinstance(fault, tuple):
                raise RefusalError(
                    fault[0], **fault[1].get("parameters", {}), description=fault[1].get("description", "")
                )
            result = None if fault in ("before", "hang") else self.api.answer(method, fields)
        except RefusalError as refusal:
            self.api.refused.append(refusal.status)
            self._reply(refusal.status, {"ok": False, "error_code": refusal.status, **refusal.body})
        else:
            self._break(fault) if fault else self._reply(200, {"ok": True, "result": result})

    def _break(self, fault: str) -> None:
        if fault.startswith("hang"):
            self.api.closing.wait()
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

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
