"""A Zalo adapter that waits for nothing long, and what may go wrong with its calls."""

from dataclasses import replace

from bot.webhook import Webhooks
from bot.zalo import Zalo
from bot.zalo_poll import Patience
from conftest import MONDAY
from zalo_server import TOKEN, ZaloServer, raw

NOWHERE = "http://127.0.0.1:9/bot"
SECRET = "a-secret-of-ours"
PAGE = raw(b"<html>502</html>", "502 Bad Gateway")
BODIES = (b"{", b"[]", b'{"ok": true, "result": "x"}', b'{"ok": true, "result": {"message": []}}', b"\xff")
FAULTS = (
    *((code, {}) for code in (400, 403, 404, 408, 429, 500)),
    *("before", "hang", PAGE, b"no HTTP\r\n\r\n"),
    *(raw(body) for body in (*BODIES, b'{"ok": false}', b'{"ok": 1}')),
)


class Hasty(Zalo):
    patience = Patience(poll=1, calm=0.01, pause=0.001, look=0.02, answer=10)


class Impatient(Zalo):
    """For answers that never come; too hasty for a busy machine elsewhere."""

    patience = replace(Hasty.patience, answer=1)


def zalo(server: ZaloServer, token: str = TOKEN, hook: tuple[Webhooks, str, str] | None = None) -> Zalo:
    return Hasty(token, server.api, lambda: MONDAY, hook)
