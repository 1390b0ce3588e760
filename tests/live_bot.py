"""The whole bot in this process, over a Bot API on loopback."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.app import assemble
from bot.context import now
from bot.platforms import telegram_of
from bot.settings import Settings
from bot_api import BotApi
from models.database import Sessions


def settings(api: BotApi, files: Path, **values: Any) -> Settings:
    return Settings(
        _env_file=None,
        telegram_token="7001:not-a-real-token-0123456789",
        telegram_api=f"{api.url}/bot",
        telegram_file_api=f"{api.url}/file/bot",
        data_dir=files,
        **values,
    )


def live(config: Settings, sessions: Sessions, until: Callable[[], bool]) -> None:
    """Run the bot until something is so; fails after 60 seconds."""

    async def play() -> None:
        telegram = telegram_of(config, None, now)
        assert telegram
        await telegram.open()
        stop = asyncio.Event()
        running = asyncio.create_task(assemble(config, sessions, {"telegram": telegram}, now).run(stop))
        try:
            async with asyncio.timeout(60):
                while not (until() or running.done()):
                    await asyncio.sleep(0.02)
        finally:
            stop.set()
            await asyncio.wait([running])
            await telegram.close()
        await running

    asyncio.run(play())
