"""/healthz and /metrics: how the bot is, for a supervisor and for Prometheus. No names, no words, no chats."""

from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.health import figures
from bot.metrics import exposition
from bot.watch import Watch
from bot.webhook import Webhooks


def show_health(server: Webhooks, watch: Watch, clock: Any) -> None:
    """Add both pages to a server."""

    async def health(_request: Request) -> Response:
        found = watch.findings()
        wrong = any(each.wrong for each in found)
        body = {"ok": not wrong, "findings": [each.line for each in found], **figures(watch.vitals)}
        return JSONResponse(body, 503 if wrong else 200)

    async def metrics(_request: Request) -> Response:
        now: datetime = clock()
        return Response(exposition(watch.meter, watch.vitals, now), media_type="text/plain; version=0.0.4")

    server.show("/healthz", health)
    server.show("/metrics", metrics)
