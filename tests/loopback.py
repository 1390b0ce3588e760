"""A server of which every byte is the test's own; it notes its connections and what was asked."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Server:
    port: int = 0
    asked: list[tuple[str, bytes, bytes]] = field(default_factory=list)  # request line, head, body
    connections: int = 0
    at_once: int = 0
    most_at_once: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


Handle = Callable[[Server, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(handle: Handle, *, reads: bool = True) -> AsyncIterator[Server]:
    """Call `handle` after each request, or at once for each connection where the server `reads` nothing."""
    server, open_now = Server(), set[asyncio.Task[None]]()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        open_now.add(task)
        server.connections += 1
        try:
            while not writer.is_closing():
                if reads:
                    server.asked.append(await _request(reader))
                server.at_once += 1
                server.most_at_once = max(server.most_at_once, server.at_once)
                await handle(server, writer)
                server.at_once -= 1
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            open_now.discard(task)
            writer.transport.abort()

    listening = await asyncio.start_server(meet, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for task in list(open_now):
            task.cancel()
        await asyncio.gather(*open_now, return_exceptions=True)


async def _request(reader: asyncio.StreamReader) -> tuple[str, bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: *(\d+)", head)
    body = await reader.readexactly(int(length[1])) if length else b""
    return head.split(b"\r\n")[0].decode(), head, body


def answer(body: bytes, status: str = "200 OK", length: int | None = None) -> Handle:
    """Answer each request so; a `length` that is not the body's makes the client wait for the rest."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length or len(body)}\r\n\r\n"

    async def handle(_server: Server, writer: asyncio.StreamWriter) -> None:
        writer.write(head.encode() + body)
        await writer.drain()
        if length is not None:
            await hang(_server, writer)

    return handle


async def hang(_server: Server, _writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def reset(_server: Server, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def close(_server: Server, writer: asyncio.StreamWriter) -> None:
    writer.close()
