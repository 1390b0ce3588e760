"""PTB's HTTP on aiohttp and orjson: cheaper than its own on httpx, and many calls at once stay cheap
(facts/performance.md 1).

What aiohttp says of a fault may hold the address, and with it the token, so of its errors only the class goes on.
"""

import asyncio
import json
import secrets
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote_plus, urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]

import aiohttp
import httpx
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

Answer = tuple[int, bytes]

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_QUOTED = [quote_plus(bytes([byte])) for byte in range(256)]
_PIECE = 2**16  # bytes of an upload that are handed to the connection at once
_NOT_SET: Any = BaseRequest.DEFAULT_NONE
_NO_CONNECTION = (
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientConnectorError,
    aiohttp.ClientConnectorCertificateError,
    aiohttp.ClientHttpProxyError,
)


class NotSentError(Exception):
    """No connection was had, so nothing was sent: the cause of a PTB error after which trying again is safe."""


class BrokenOffError(Exception):
    """The connection broke or stayed silent after the call may have begun: whether it had its effect is unknown."""


@dataclass(frozen=True)
class Waits:
    """Seconds to wait for a free connection, for a new one, and for each piece that is read or written."""

    pool: float | None = 10
    connect: float | None = 10
    read: float | None = 20
    write: float | None = 60  # of uploads; what is smaller never waits to be written


def proxy_for(url: str, known: Mapping[str, str]) -> str | None:
    """The HTTP proxy for an address among those that the environment names (urllib's `getproxies`)."""
    parts = urlsplit(url)
    proxy = known.get(parts.scheme) or known.get("all", "")
    bypassed = proxy_bypass_environment(parts.hostname or "", known)
    return proxy if proxy.startswith("http") and not bypassed else None


class AiohttpRequest(BaseRequest):
    """At most `connections` calls at once; `proxy` is an http:// address. After `shutdown` it can be opened again."""

    def __init__(self, connections: int, proxy: str | None = None, waits: Waits | None = None) -> None:
        self._connections, self._proxy, self._waits = connections, proxy, waits or Waits()
        self._session: aiohttp.ClientSession | None = None
        self._room = asyncio.Semaphore(connections)

    @property
    def read_timeout(self) -> float | None:
        return self._waits.read

    async def initialize(self) -> None:
        if self._session is None:
            # aiohttp's own limit is off: it does not tell a call that found no place from one that found no server.
            connector = aiohttp.TCPConnector(limit=0, ssl=_certificates())
            headers = {"User-Agent": self.USER_AGENT}
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), headers=headers
            )
            self._room = asyncio.Semaphore(self._connections)

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """What the answer says; raises TelegramError, which does not quote it."""
        try:
            return orjson.loads(payload)
        except orjson.JSONDecodeError:
            return _leniently(payload)

    async def do_request(  # noqa: PLR0913, PLR0917 as PTB calls it
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = _NOT_SET,
        write_timeout: Any = _NOT_SET,
        connect_timeout: Any = _NOT_SET,
        pool_timeout: Any = _NOT_SET,
    ) -> Answer:
        """The status and the body of the answer; raises TimedOut or NetworkError caused by one of the errors above."""
        connect = _given(connect_timeout, self._waits.connect)
        timeout = aiohttp.ClientTimeout(
            connect=connect, sock_connect=connect, sock_read=_given(read_timeout, self._waits.read)
        )
        options = {"proxy": self._proxy, "timeout": timeout, "allow_redirects": False}
        room = self._room
        await _enter(room, _given(pool_timeout, self._waits.pool))
        try:
            if request_data is not None and request_data.contains_files:
                return await self._upload(url, request_data, _given(write_timeout, self._waits.write), options)
            body = _form(request_data) if request_data else None
            return await self._call(method, url, {**options, "data": body, "headers": _FORM if body else None})
        except (aiohttp.ClientError, OSError) as error:
            fault = _fault(error)
        finally:
            room.release()
        raise fault

    async def _call(self, method: str, url: str, options: dict[str, Any]) -> Answer:
        if self._session is None:
            raise _network(NetworkError, NotSentError("closed"))
        async with self._session.request(method, url, **options) as answer:
            return answer.status, await answer.read()

    async def _upload(self, url: str, data: RequestData, seconds: float | None, options: dict[str, Any]) -> Answer:
        parts, kind = _multipart(data)
        headers = {"Content-Type": kind, "Content-Length": str(sum(map(len, parts)))}
        async with asyncio.timeout(None) as limit:
            body = _pieces(parts, limit, seconds)
            return await self._call("POST", url, {**options, "data": body, "headers": headers})


def _given(seconds: Any, default: float | None) -> float | None:
    return default if seconds is _NOT_SET else seconds


async def _enter(room: asyncio.Semaphore, seconds: float | None) -> None:
    try:
        async with asyncio.timeout(seconds):
            await room.acquire()
        return
    except TimeoutError:
        pass
    raise _network(TimedOut, NotSentError("all connections are in use"))


async def _pieces(parts: Sequence[bytes], limit: asyncio.Timeout, seconds: float | None) -> AsyncIterator[bytes]:
    """The body, piece by piece; aiohttp itself would wait for ever for a server that does not read on."""
    for part in parts:
        for start in range(0, len(part), _PIECE):
            limit.reschedule(None if seconds is None else asyncio.get_running_loop().time() + seconds)
            yield part[start : start + _PIECE]
    limit.reschedule(None)


def _form(data: RequestData) -> bytes:
    """As urllib's `urlencode` would, in half of its time: much of a Vietnamese text is to be quoted."""
    fields = data.json_parameters.items()
    return "&".join(f"{name}={''.join(map(_QUOTED.__getitem__, value.encode()))}" for name, value in fields).encode()


def _multipart(data: RequestData) -> tuple[list[bytes], str]:
    """The parts of a form with files, and its media type. Names stay UTF-8 as browsers write them; aiohttp's own
    forms would send %C3%A1 for á, and so people would see it."""
    boundary = secrets.token_hex(16)
    parts = []
    for name, value in data.json_parameters.items():
        parts += [_head(boundary, f'name="{_quoted(name)}"'), value.encode(), b"\r\n"]
    for name, (file_name, content, kind) in data.multipart_data.items():
        about = f'name="{_quoted(name)}"; filename="{_quoted(file_name)}"\r\nContent-Type: {kind}'
        parts += [_head(boundary, about), content if isinstance(content, bytes) else content.read(), b"\r\n"]
    return [*parts, f"--{boundary}--\r\n".encode()], f"multipart/form-data; boundary={boundary}"


def _head(boundary: str, about: str) -> bytes:
    return f"--{boundary}\r\nContent-Disposition: form-data; {about}\r\n\r\n".encode()


def _quoted(name: str) -> str:
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _fault(error: Exception) -> NetworkError:
    """PTB's error for one of aiohttp's, without its words and without the error itself."""
    why = type(error).__name__
    if isinstance(error, aiohttp.ClientConnectorError) and error.os_error.strerror:
        why += f": {error.os_error.strerror}"
    kind = TimedOut if isinstance(error, TimeoutError) else NetworkError
    return _network(kind, NotSentError(why) if isinstance(error, _NO_CONNECTION) else BrokenOffError(why))


def _network(kind: type[NetworkError], cause: NotSentError | BrokenOffError) -> NetworkError:
    error = kind(str(cause))
    error.__cause__ = cause
    return error


def _leniently(payload: bytes) -> Any:
    """Halves of surrogate pairs and broken UTF-8, which orjson refuses, must not cost a whole batch of updates."""
    try:
        return json.loads(payload.decode("utf-8", "replace"))
    except ValueError:
        pass
    raise TelegramError("Invalid server response")


@cache
def _certificates() -> ssl.SSLContext:
    """The authorities that httpx trusts too: those of the package certifi, unless SSL_CERT_FILE names others."""
    return httpx.create_ssl_context()
