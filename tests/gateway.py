"""What stands before several webhook servers: it hands each update to one of them that answers."""

import json
import random
import socket
import threading
from http.server import BaseHTTPRequestHandler
from typing import Self

from bot_server import Server, post


class Gateway:
    """`ports` are those of the processes behind."""

    def __init__(self) -> None:
        self.ports: list[int] = []
        self._server = Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"gateway": self}))

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=[0.05], daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/telegram"


class _Handler(BaseHTTPRequestHandler):
    gateway: Gateway

    def do_POST(self) -> None:
        update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        secret = self.headers["X-Telegram-Bot-Api-Secret-Token"]
        ports = random.sample(self.gateway.ports, len(self.gateway.ports))
        taken = any(post(f"http://127.0.0.1:{port}/telegram", secret, update) for port in ports)
        self.send_response(200 if taken else 502)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
