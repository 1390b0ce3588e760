"""E-mail as one of the running bot's platforms, its form on the bot's own server."""

import asyncio
from email.message import EmailMessage
from pathlib import Path

import httpx

from bot.app import assemble
from bot.platforms import mail_of, show_pages
from bot.settings import Settings
from bot.webhook import Webhooks
from conversation import state
from fakes import Clock
from mail_server import EIGHT, LAN_AT, LAN_NAME, SENDER, Post, hidden, link_in, office_by_mail, queue, serving, told
from models.assignment import Said
from models.database import Sessions
from models.office import Office


def settings(folder: Path, **more: object) -> Settings:
    return Settings.model_validate({"data_dir": folder, "mail_from": SENDER, "mail_security": "none", **more})


def test_a_mail_is_answered_on_the_bots_own_server(sessions: Sessions, office: Office, tmp_path: Path):
    chat, post = office_by_mail(sessions), Post()
    queue(sessions, LAN_NAME, LAN_AT, due_at=EIGHT)

    async def mailed() -> EmailMessage:
        while not post.mails:
            await asyncio.sleep(0.02)
        return post.mails[0]

    async def play() -> str:
        async with serving(post) as port, asyncio.timeout(60):
            config = settings(tmp_path, public_url="https://bot.test", mail_host="127.0.0.1", mail_port=port)
            server, clock, stop = Webhooks("127.0.0.1:0"), Clock(EIGHT), asyncio.Event()
            mail = mail_of(config, sessions, clock)
            assert mail is not None
            bot = assemble(config, sessions, {"mail": mail}, clock)
            show_pages(config, server, bot.desk, mail, bot.inbox.shelf)
            running, serves = asyncio.create_task(bot.run(stop)), asyncio.create_task(server.serve())
            url = f"http://127.0.0.1:{await server.port()}{link_in(await mailed())}"
            async with httpx.AsyncClient() as client:
                page = (await client.get(url)).text
                answer = await client.post(url, data={**hidden(page, "enctype"), "text": "NV4 đạt 60%"})
            stop.set()
            server.stop()
            await asyncio.gather(running, serves)
            return answer.text

    assert "60%" in told(asyncio.run(play()))
    assert state(chat, 4) == (Said.WORKING, 60)
