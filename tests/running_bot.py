"""The real process on a real file, with the settings of a test."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from bot_api import BotApi

RUN = (sys.executable, "-m", "bot", "run")
ROOT = Path(__file__).parent.parent
TOKEN = "7001:not-a-real-token-0123456789"


class RunningBot:
    """`dondoc run` over a folder: with its database, its files and its log.txt. Killed at the end if it still runs."""

    def __init__(self, api: BotApi, folder: Path, command: Sequence[str] = RUN, **settings: str) -> None:
        given = {
            "DATA_DIR": str(folder),
            "DATABASE_URL": "",
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API": f"{api.url}/bot",
            "TELEGRAM_FILE_API": f"{api.url}/file/bot",
            "LOG_LEVEL": "WARNING",
        } | settings
        env = os.environ | {f"DONDOC_{name}": value for name, value in given.items()} | {"PYTHONPATH": str(ROOT)}
        self._log_file = folder / "log.txt"
        with self._log_file.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_up:
            self.end(signal.SIGKILL)

    @property
    def is_up(self) -> bool:
        return self._process.poll() is None

    @property
    def log(self) -> str:
        return self._log_file.read_text()

    @property
    def number(self) -> int:
        return self._process.pid

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def end(self, number: signal.Signals, patience: float = 60) -> int:
        """The exit code after a signal."""
        self._process.send_signal(number)
        return self.wait(patience)

    def wait(self, patience: float = 60) -> int:
        """The exit code of a process that ends by itself."""
        return self._process.wait(patience)
