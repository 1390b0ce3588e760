"""The HTTP API of the Zalo Bot Platform, as copies of its documentation describe it (facts/platforms.md 4).

A call is judged by the `ok` of its answer: a refused token comes with HTTP 200. The address of a call holds the token,
so no error of httpx goes on, only its class.
"""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx

from bot.http import BrokenOffError, NotSentError
from messages.channel import DeliveryError

ANSWER = 20.0  # seconds to wait for an answer
CONNECT = 10.0
REFUSED = 401  # the token
FAILED = 403  # "internal server error"
TIMEOUT = 408
_CONNECTIONS = 16

# The call never left: no connection was had.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)

Result = dict[str, Any]


@dataclass(eq=False)
class ApiError(Exception):
    """An answer with "ok": false; `code` is its error_code, None where it gives none."""

    code: int | None
    words: str

    def __str__(self) -> str:
        return f"{self.code or 'ok=false'} {self.words}".strip()


ZaloError = ApiError | NotSentError | BrokenOffError


class Client:
    """Every method raises ApiError, NotSentError or BrokenOffError; `patience` is in seconds, for one answer."""

    def __init__(self, token: str, api: str, patience: float = ANSWER) -> None:
        self._token, self._base, self._patience = token, f"{api}{token}", patience
        self._http: httpx.AsyncClient | None = None

    async def open(self) -> None:
        limits = httpx.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS)
        self._http = httpx.AsyncClient(limits=limits)

    async def close(self) -> None:
        http, self._http = self._http, None
        if http is not None:
            await http.aclose()

    async def get_me(self) -> Result:
        return _fields(await self._call("getMe"))

    async def get_update(self, wait: int) -> Any:
        """The next update, which the platform forgets with that; None after `wait` seconds without one."""
        try:
            return await self._call("getUpdates", timeout=str(wait)) or None
        except ApiError as error:
            if error.code == TIMEOUT:
                return None
            raise

    async def set_webhook(self, url: str, secret: str) -> Result:
        return _fields(await self._call("setWebhook", url=url, secret_token=secret))

    async def delete_webhook(self) -> Result:
        return _fields(await self._call("deleteWebhook"))

    async def get_webhook_info(self) -> Result:
        return _fields(await self._call("getWebhookInfo"))

    async def send_message(self, chat: str, text: str) -> str:
        """The new message's id; `text` is plain, of 1 to 2000 characters."""
        return _id_of(await self._call("sendMessage", chat_id=chat, text=text))

    async def send_photo(self, chat: str, photo: str, caption: str) -> str:
        """The new message's id; `photo` is an address from which the platform fetches the picture."""
        fields = {"chat_id": chat, "photo": photo} | ({"caption": caption} if caption else {})
        return _id_of(await self._call("sendPhoto", **fields))

    async def send_chat_action(self, chat: str, action: str = "typing") -> None:
        await self._call("sendChatAction", chat_id=chat, action=action)

    async def _call(self, method: str, **fields: str) -> Any:
        if self._http is None:
            raise NotSentError("closed")
        seconds = self._patience + float(fields.get("timeout", 0))
        waits = httpx.Timeout(seconds, connect=CONNECT, pool=CONNECT)
        try:
            # httpx counts each piece that comes; a server that sends one now and then would be waited for for ever.
            async with asyncio.timeout(CONNECT + seconds + CONNECT):
                answer = await self._http.post(f"{self._base}/{method}", json=fields, timeout=waits)
        except _NOT_SENT as error:
            fault: Exception = NotSentError(type(error).__name__)
        except (httpx.HTTPError, TimeoutError) as error:
            fault = BrokenOffError(type(error).__name__)
        else:
            return read_answer(answer, self._token)
        raise fault


def read_answer(answer: httpx.Response, token: str) -> Any:
    """The result; raises ApiError where "ok" is false, BrokenOffError for what is no answer of the API."""
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or not isinstance(body.get("ok"), bool):
        raise BrokenOffError(f"an answer that is none, HTTP {answer.status_code}")
    if body["ok"]:
        return body.get("result")
    code = str(body.get("error_code") or "")
    known = int(code) if code.isdecimal() else answer.status_code if answer.is_error else None
    raise ApiError(known, str(body.get("description") or "").replace(token, "<token>")[:200])


def _fields(result: Any) -> Result:
    return result if isinstance(result, dict) else {}


def _id_of(result: Any) -> str:
    """ "" where the platform took a message without telling its id: it must not go out again for that."""
    return str(_fields(result).get("message_id") or "")


def verdict(error: ZaloError, wait: float) -> DeliveryError:
    """What a failed call means for a message; `wait` seconds is how long to leave a platform alone that is not well.

    The documented codes are 400 bad path or name, 401 token, 403 "internal server error", 404, 408 timeout and 429
    quota. A 403 says nothing of a person who blocked the bot, and no more than a 500 whether the message went out.
    """
    reason = str(error)
    if isinstance(error, NotSentError):
        return DeliveryError(reason, retry_in=wait, here=True)
    if isinstance(error, BrokenOffError):
        return DeliveryError(reason, unknown=True, retry_in=wait)
    code = error.code or 0
    open_end = code in (FAILED, TIMEOUT) or code >= 500
    # One chat may be the reason for a 403; all others need not wait for it.
    waits = code == 429 or (open_end and code != FAILED)
    return DeliveryError(
        reason, fatal=code == REFUSED, refused=code == 400, unknown=open_end, retry_in=wait if waits else None
    )
