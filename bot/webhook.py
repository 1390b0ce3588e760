"""One HTTP server for the updates of every platform that pushes them, for pages about the bot and for people's pages.

A message is stored before it is answered 200. Who posts is known by the secret alone. There is no list of addresses:
behind a proxy that ends TLS every post comes from the proxy, the header it may add is anybody's to forge, and the
networks of a platform change. Such a list belongs in the proxy or the firewall.
"""

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.disk import NotNow

LARGEST = 1_000_000  # bytes of one update; Telegram's are a few thousand
PATIENCE = 5  # seconds for the head of a request, and again for its body
CONNECTIONS = 100  # at once; further ones are closed as they come

Receive = Callable[[bytes], Awaitable[None]]
Page = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Hook:
    """Where a platform posts, the header that carries its secret, and who takes the body."""

    path: str
    header: str
    secret: str = field(repr=False)
    receive: Receive


class Webhooks:
    """Hooks may be added while the server runs. `patience` is in seconds."""

    def __init__(self, listen: str, patience: int = PATIENCE, setting: str = "DONDOC_PUBLIC_LISTEN") -> None:
        """`setting` is the one that an address which cannot be had is blamed on."""
        host, _, port = listen.rpartition(":")
        routes = [Route("/{path:path}", self._post, methods=["POST"]), Route("/{path:path}", self._get)]
        self.app = Starlette(routes=routes)
        config = uvicorn.Config(
            self.app,
            host=host.strip("[]") or "127.0.0.1",
            port=int(port),
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            http=_Connection,
            ws="none",
            headers=[("Connection", "close")],
            timeout_keep_alive=patience,
            timeout_graceful_shutdown=patience + 1,
        )
        self._patience = patience
        self._server = _Server(config)
        self._hooks: dict[str, Hook] = {}
        self._pages: dict[str, Page] = {}
        self._below: dict[str, tuple[Page, frozenset[str]]] = {}
        self._setting = setting

    def show(self, path: str, page: Page) -> None:
        self._pages[path] = page

    def show_below(self, prefix: str, page: Page, *more: str) -> None:
        """A page for every path that begins with `prefix`; `more` are the methods it takes besides GET and HEAD."""
        self._below[prefix] = page, frozenset({"GET", "HEAD", *more})

    def add(self, hook: Hook) -> None:
        self._hooks[hook.path] = hook

    async def serve(self) -> None:
        """Serve until `stop`; raises OSError when the address cannot be had."""
        try:
            await self._server.serve()
        except SystemExit:  # uvicorn's way of saying that it cannot bind
            config = self._server.config
            raise OSError(f"{self._setting}: cannot listen on {config.host}:{config.port}") from None

    async def port(self) -> int:
        """The port it listens on, once it does."""
        while not self._server.started:
            await asyncio.sleep(0.01)
        return int(self._server.servers[0].sockets[0].getsockname()[1])

    def stop(self) -> None:
        self._server.should_exit = True

    async def _post(self, request: Request) -> Response:
        if below := self._page_below(request):
            return await below(request)
        hook = self._hooks.get(request.url.path)
        given = request.headers.get(hook.header, "") if hook else ""
        if hook is None or not hmac.compare_digest(given.encode(), hook.secret.encode()):
            return PlainTextResponse("forbidden", 403)
        try:
            async with asyncio.timeout(self._patience):
                body = await body_of(request, LARGEST)
        except TimeoutError:
            return PlainTextResponse("too slow", 408)
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            await hook.receive(body)
        except NotNow:
            return PlainTextResponse("not now", 503)
        return PlainTextResponse("")

    async def _get(self, request: Request) -> Response:
        page = self._pages.get(request.url.path) or self._page_below(request)
        return await page(request) if page else PlainTextResponse("not found", 404)

    def _page_below(self, request: Request) -> Page | None:
        for prefix, (page, methods) in self._below.items():
            if request.url.path.startswith(prefix):
                return page if request.method in methods else _refuse
        return None


async def _refuse(_request: Request) -> Response:
    return PlainTextResponse("method not allowed", 405)


async def body_of(request: Request, most: int) -> bytes | None:
    """The body; None where it is longer than `most` bytes, or is broken off."""
    received = bytearray()
    try:
        async for chunk in request.stream():
            received += chunk
            if len(received) > most:
                return None
    except ClientDisconnect:
        return None
    return bytes(received)


class _Connection(H11Protocol):
    """Takes one request, as no answer keeps the connection, and is closed when the head of that does not come."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > CONNECTIONS:
            transport.abort()
        else:
            self.loop.call_later(self.timeout_keep_alive, self._give_up)

    def _give_up(self) -> None:
        if self.cycle is None:
            self.transport.abort()


class _Server(uvicorn.Server):
    """Leaves SIGTERM to the program, which stops the other parts too."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
