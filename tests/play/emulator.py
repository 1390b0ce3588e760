"""The Bot API emulator of ../shared/emulator in a folder of its own, and people who use it."""

import html
import json
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx

TOKEN = "7001:play-0123456789-0123456789"


@dataclass(frozen=True)
class Shown:
    """One message of the bot as it stands in a chat; `buttons` are (label, data), `file` is (name, bytes)."""

    id: int
    chat: int
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    file_id: str | None = None
    file_name: str = ""


class Emulator:
    """`node serve_compat.js` on a free port; packages are installed once into the folder of temporary files."""

    def __init__(self, source: Path) -> None:
        self._folder = Path(tempfile.gettempdir()) / "dondoc-emulator"
        if not self._folder.is_dir():
            _install(source, self._folder)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.http = httpx.Client(base_url=self.url)

    def __enter__(self) -> Self:
        command = ["node", "serve_compat.js", str(self.port)]
        self._process = subprocess.Popen(command, cwd=self._folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._process.stdout
        if b"ready" not in self._process.stdout.readline():
            raise OSError("the emulator did not start")
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def post(self, path: str, **body: Any) -> Any:
        answer = self.http.post(path, json=body)
        answer.raise_for_status()
        time.sleep(0.3)  # it counts its updates only after a webhook took them; two in between get one number
        return answer.json()["result"]

    def upload(self, name: str, data: bytes) -> dict[str, Any]:
        answer = self.http.post("/upload", params={"name": name}, content=data)
        answer.raise_for_status()
        result: dict[str, Any] = answer.json()["result"]
        return result

    def download(self, shown: Shown) -> bytes:
        answer = self.http.get(f"/file/bot{TOKEN}/documents/{shown.file_id}")
        answer.raise_for_status()
        return answer.content

    def chat(self, person: int) -> list[Shown]:
        """What the bot wrote to a person, oldest first, edits applied."""
        history = self.post("/getUpdatesHistory", token=TOKEN)
        own = (e for e in history if str(e.get("message", {}).get("chat_id")) == str(person))
        return [_shown(entry) for entry in sorted(own, key=lambda entry: int(entry["messageId"]))]


def _install(source: Path, folder: Path) -> None:
    """Whole or not at all, also when two tests begin at once."""
    work = Path(tempfile.mkdtemp(prefix="dondoc-emulator-"))
    shutil.copytree(source, work, dirs_exist_ok=True)
    command = ["npm", "install", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=work, check=True, capture_output=True, timeout=300)
    try:
        work.rename(folder)
    except OSError:
        shutil.rmtree(work)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _shown(entry: dict[str, Any]) -> Shown:
    message = entry["message"]
    markup = message.get("reply_markup") or {}
    rows = (json.loads(markup) if isinstance(markup, str) else markup).get("inline_keyboard", [])
    photo = message.get("photo") or [{}]
    file = message.get("document") or photo[0]
    text = message.get("text") or message.get("caption") or ""
    return Shown(
        id=int(entry["messageId"]),
        chat=int(message["chat_id"]),
        text=html.unescape(re.sub(r"</?\w+>", "", text)),
        buttons=tuple((button["text"], button["callback_data"]) for row in rows for button in row),
        file_id=file.get("file_id"),
        file_name=file.get("file_name", ""),
    )


@dataclass
class Player:
    """One person with a phone. `clock` gives the Unix time that Telegram writes on what they send."""

    emulator: Emulator
    id: int
    name: str
    clock: Callable[[], int]
    seen: set[tuple[int, str]] = field(default_factory=set)

    @property
    def _from(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.name}

    @property
    def _chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": self.name}

    def _send(self, path: str, **message: Any) -> None:
        body = {"botToken": TOKEN, "date": self.clock(), "from": self._from, "chat": self._chat, **message}
        self.emulator.post(path, **body)

    def says(self, text: str, answers: Shown | None = None) -> None:
        reply = {"message_id": answers.id, "date": self.clock(), "chat": self._chat} if answers else None
        extra = {"reply_to_message": reply} if reply else {}
        if text.startswith("/"):
            name = text.split(" ", maxsplit=1)[0]
            entities = [{"type": "bot_command", "offset": 0, "length": len(name)}]
            self._send("/sendCommand", text=text, entities=entities, **extra)
        else:
            self._send("/sendMessage", text=text, **extra)

    def sends_file(self, name: str, data: bytes) -> None:
        self._send("/sendMessage", document=self.emulator.upload(name, data))

    def sends_photo(self, caption: str, data: bytes) -> None:
        file = self.emulator.upload("photo.jpg", data)
        size = {key: file[key] for key in ("file_id", "file_unique_id", "file_size")}
        self._send("/sendMessage", caption=caption, photo=[{**size, "width": 640, "height": 480}])

    def presses(self, label: str, shown: Shown) -> None:
        data = next(data for text, data in shown.buttons if label in text)
        self.presses_data(data, shown.id)

    def presses_data(self, data: str, message_id: int) -> None:
        message = {"message_id": message_id, "date": self.clock(), "chat": self._chat, "text": "x"}
        body = {"botToken": TOKEN, "from": self._from, "data": data, "message": message}
        self.emulator.post("/sendCallback", **body)

    def reads(self, *words: str, seconds: float = 40) -> Shown:
        """The next message, new or changed, that holds all the words; what came before it counts as read."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for shown in self.emulator.chat(self.id):
                if (shown.id, shown.text) in self.seen:
                    continue
                if all(word.casefold() in f"{shown.text} {shown.file_name}".casefold() for word in words):
                    self.seen.add((shown.id, shown.text))
                    return shown
            time.sleep(0.2)
        unread = [s.text for s in self.emulator.chat(self.id) if (s.id, s.text) not in self.seen]
        raise AssertionError(f"{self.name} waits for {words}; unread: {unread}")
