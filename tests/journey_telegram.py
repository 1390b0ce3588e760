"""The journey on Telegram's adapter, over a Bot API on loopback."""

import json
from pathlib import Path
from typing import Any

from telegram.request import HTTPXRequest

from bot.telegram import Telegram
from bot_api import BotApi
from journeys import File, Got, Journey
from messages.channel import Channel
from messages.plain import plain
from models.database import Sessions


class OnTelegram(Journey):
    def __init__(self, sessions: Sessions, files: Path) -> None:
        super().__init__(sessions, files)
        self.runner.run(self.telegram.open())
        self.listen()

    def join(self, sessions: Sessions, files: Path) -> Channel:
        self.api = BotApi().__enter__()
        urls = (f"{self.api.url}/bot", f"{self.api.url}/file/bot")
        self.telegram = Telegram("7001:x", urls, (HTTPXRequest(), HTTPXRequest()), self.clock)
        return self.telegram

    def put(self, who: str, text: str, file: File | None = None) -> None:
        values: dict[str, Any] = {}
        if file:
            name, self.api.files["F"] = file
            about = {"file_id": "F", "file_unique_id": "F", "file_size": len(file[1])}
            photo, document = {"photo": [about | {"width": 9, "height": 9}]}, {"document": about | {"file_name": name}}
            values = {"text": None, "caption": text, **(photo if name.endswith(".jpg") else document)}
        before, date = self.heard, int(self.clock.now.timestamp())
        self.api.say(int(who), **{"text": text, "date": date, **values})
        self.until(lambda: self.heard > before)

    def push(self, who: str, data: str, message_id: str) -> None:
        before = self.heard
        self.api.press(int(who), data, int(message_id))
        self.until(lambda: self.heard > before)

    def arrived(self) -> list[Got]:
        uploads = iter(self.api.uploads)
        found = []
        for number, (method, fields) in enumerate(self.api.sent, 1001):
            keyboard = json.loads(fields.get("reply_markup") or "{}").get("inline_keyboard", [])
            choices = tuple((button["text"], button["callback_data"]) for row in keyboard for button in row)
            words = plain(fields.get("text") or fields.get("caption") or "")
            file = next(uploads) if method in ("sendDocument", "sendPhoto") else None
            found.append(Got(fields["chat_id"], words, str(number), choices, file))
        return found

    def end(self) -> None:
        self.listening.cancel()
        self.runner.run(self.telegram.close())
        self.api.__exit__()
        super().end()
