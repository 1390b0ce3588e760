"""Telegram behind its proxy or another base URL, and a second platform beside it that is reached directly."""

import asyncio
from pathlib import Path

import pytest

from bot.platforms import platforms_of
from bot.settings import Settings
from conftest import MONDAY
from loopback import answer, serving
from messages.channel import Outgoing

TAKEN = b'{"ok": true, "result": {"message_id": 7, "date": 1780275600, "chat": {"id": 1002, "type": "private"}}}'


@pytest.mark.parametrize("http", ["aiohttp", "httpx"])
def test_the_proxy_of_telegram_is_telegrams_alone(tmp_path: Path, http: str):
    async def play() -> tuple[list[str], list[str]]:
        async with serving(answer(TAKEN)) as proxy, serving(answer(TAKEN)) as zalo:
            settings = Settings(
                _env_file=None,
                data_dir=tmp_path,
                telegram_token="110:secret",
                telegram_api="http://telegram.test/bot",
                telegram_proxy=proxy.url,
                telegram_http=http,
                zalo_token="220:secret",
                zalo_api=f"{zalo.url}/bot",
            )
            for platform in platforms_of(settings, None, lambda: MONDAY).values():
                await platform.open()
                await platform.send("1002", Outgoing("tin"))
                await platform.close()
            return [line for line, *_ in proxy.asked], [line for line, *_ in zalo.asked]

    by_proxy, direct = asyncio.run(play())
    assert [line.split()[1] for line in by_proxy] == ["http://telegram.test/bot110:secret/sendMessage"]
    assert [line.split()[1] for line in direct] == ["/bot220:secret/sendMessage"]
