"""The page behind an invitation's link: the way to each platform there is, and nothing about any person."""

import asyncio
import html

import httpx
import pytest

from bot.join_link import JOIN_PATH
from bot.join_page import show_joining
from bot.webhook import Webhooks

CODE = "BCFGHJKMNPQRSTVXZ23456789BCF"


def ask(path: str, telegram: str = "", zalo: str = "") -> httpx.Response:
    async def play() -> httpx.Response:
        server = Webhooks("127.0.0.1:0")
        show_joining(server, lambda: telegram, zalo)
        transport = httpx.ASGITransport(server.app)
        async with httpx.AsyncClient(transport=transport, base_url="https://bot.test") as client:
            return await client.get(path)

    return asyncio.run(play())


def test_every_platform_has_its_button():
    shown = html.unescape(ask(JOIN_PATH + CODE, "https://t.me/don_doc_bot?start=", "https://zalo.test/dondoc").text)
    assert f'href="https://t.me/don_doc_bot?start={CODE}"' in shown
    assert 'href="https://zalo.test/dondoc"' in shown
    assert "BCFG-HJKM-NPQR-STVX-Z234-5678-9BCF" in shown


def test_without_platforms_the_code_is_left():
    shown = ask(JOIN_PATH + CODE).text
    assert "BCFG-HJKM-NPQR-STVX-Z234-5678-9BCF" in shown
    assert "href" not in shown


@pytest.mark.parametrize("path", ["", "x", "%3Cscript%3E", CODE[:-6], f"{CODE}/..", "../tep/1", "A" * 5000])
def test_what_is_no_code_shows_nothing(path: str):
    answer = ask(JOIN_PATH + path)
    assert answer.status_code == 404
    assert "<script" not in answer.text


def test_no_other_page_learns_the_link():
    headers = ask(JOIN_PATH + CODE).headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "script-src" not in headers["Content-Security-Policy"]
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
