"""The page behind an invitation's link: a button for each platform, and the code to copy.

It looks nothing up and uses nothing up: whether a code still opens is found out by who sends it to the bot.
"""

import secrets
from collections.abc import Callable

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import Response

from bot.join_link import JOIN_PATH
from bot.pages import gone, shown
from bot.webhook import Webhooks
from handlers.invites import code_in, typed
from messages.page import as_is, page


def show_joining(server: Webhooks, telegram: Callable[[], str], zalo: str) -> None:
    """GET /vao/<code>. `telegram` gives what a code is appended to, once it is known; `zalo` opens the bot's chat; ""
    where there is no such platform."""

    async def join(request: Request) -> Response:
        code = code_in(request.url.path.removeprefix(JOIN_PATH))
        if code is None:
            return gone()
        style, link = secrets.token_urlsafe(12), telegram()
        # Escaped here, these can be clicked; what people write is made unclickable.
        ways = {"telegram": escape(link and f"{link}{code}"), "zalo": escape(zalo)}
        html = page("join_page", style=as_is(style), code=typed(code), **ways)
        return shown(html, style)

    server.show_below(JOIN_PATH, join)
