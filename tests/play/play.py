"""The main job played through the Bot API emulator with the real bot process (needs Node and ../shared/emulator).

python tests/play/play.py [--mode polling|webhook] [--emulator FOLDER]
"""

import argparse
import hashlib
import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from emulator import TOKEN, Emulator, Player, free_port

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"
EMULATOR = ROOT.parent / "shared" / "emulator"
BEGINS = datetime(2026, 6, 1, 1, 30, tzinfo=UTC)  # Monday 08:30 in Hà Nội
CODE = r"(?:\w{4}-){6}\w{4}"
PHOTO = b"\xff\xd8\xff\xe0 a photo \xff\xd9"
SECRETS = ("Sở Tư pháp", "Phòng", "NV1", "kế hoạch số", "Trần Thị Lan")


class Stage:
    """The emulator, the folder of the bot's data, and the clock of the play."""

    def __init__(self, emulator: Emulator, folder: Path, mode: str) -> None:
        self.emulator, self.folder = emulator, folder
        self.ahead = int((BEGINS - datetime.now(UTC)).total_seconds())
        self.hook_port = free_port()
        self.environment = os.environ | {
            "DONDOC_DATA_DIR": str(folder),
            "DONDOC_TELEGRAM_TOKEN": TOKEN,
            "DONDOC_TELEGRAM_API": f"{emulator.url}/bot",
            "DONDOC_TELEGRAM_FILE_API": f"{emulator.url}/file/bot",
            "DONDOC_TELEGRAM_MODE": mode,
            "DONDOC_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{self.hook_port}/telegram",
            "DONDOC_TELEGRAM_WEBHOOK_LISTEN": f"127.0.0.1:{self.hook_port}",
            "DONDOC_TELEGRAM_WEBHOOK_SECRET": "play_secret-0123456789",
            "DONDOC_LOG_LEVEL": "WARNING",
        }

    def clock(self) -> int:
        return int(time.time()) + self.ahead

    def person(self, number: int, name: str) -> Player:
        return Player(self.emulator, number, name, self.clock)

    def dondoc(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "bot", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    def wait_until_it_listens(self) -> None:
        """The emulator keeps what it is told before a webhook is set for polling, and posts it to nobody."""
        end = time.monotonic() + 30
        while self.environment["DONDOC_TELEGRAM_MODE"] == "webhook" and time.monotonic() < end:
            if self.emulator.post(f"/bot{TOKEN}/getWebhookInfo")["url"]:
                return
            time.sleep(0.1)

    @contextmanager
    def bot(self) -> Iterator[None]:
        command = [sys.executable, str(Path(__file__).with_name("shifted_bot.py")), str(self.ahead)]
        with (self.folder / "log.txt").open("ab") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
            try:
                yield
                process.send_signal(signal.SIGTERM)
                assert process.wait(20) == 0, "the bot ended badly"
            finally:
                process.kill()
                process.wait()
                sys.stderr.write((self.folder / "log.txt").read_text())


@contextmanager
def opened(stage: Stage, tell: Callable[[str], None]) -> Iterator[tuple[Player, Player, str]]:
    """The bot with an approved plan, the clerk and a head who have joined, and the code that the head used."""
    stage.dondoc("people", "import", str(EXAMPLES / "can-bo.xlsx"))
    invitation = stage.dondoc("people", "invite", "--name", "Đỗ Minh Hạnh")
    clerk, head = stage.person(501, "Hạnh"), stage.person(502, "Lan")
    with stage.bot():
        stage.wait_until_it_listens()
        _the_clerk_joins(clerk, invitation, tell)
        code = _the_clerk_invites(clerk, tell)
        _the_plan_is_corrected_and_approved(clerk, tell)
        _the_head_joins(head, code, tell)
        yield clerk, head, code


def play(stage: Stage, tell: Callable[[str], None]) -> None:
    with opened(stage, tell) as (clerk, head, code):
        _the_head_answers(stage, head, tell)
        _the_stranger_learns_nothing(stage.person(666, "Người lạ"), code, tell)
        _the_report_comes_back(stage, clerk, tell)
    log = (stage.folder / "log.txt").read_text()
    assert TOKEN not in log, "the token is in the log"
    assert "Traceback" not in log, log


def _the_clerk_joins(clerk: Player, invitation: str, tell: Callable[[str], None]) -> None:
    link = re.search(r"t\.me/\w+\?start=(\w+)", invitation)
    assert link, invitation
    clerk.says(f"/start {link[1]}")
    clerk.reads("Chào Đỗ Minh Hạnh", "văn thư")
    tell("văn thư tham gia bằng liên kết")


def _the_clerk_invites(clerk: Player, tell: Callable[[str], None]) -> str:
    clerk.says("/moi Trần Thị Lan")
    code = re.search(CODE, clerk.reads("Trần Thị Lan", "Mời").text)
    assert code
    tell("văn thư mời trưởng phòng")
    return code[0]


def _the_plan_is_corrected_and_approved(clerk: Player, tell: Callable[[str], None]) -> None:
    clerk.sends_file("../ke-hoach.docx", (EXAMPLES / "ke-hoach.docx").read_bytes())
    head = clerk.reads("42/KH-STP", "nhiệm vụ", "Phê duyệt")
    tell(f"đọc kế hoạch: {next(line for line in head.text.splitlines() if 'nhiệm vụ' in line)}")
    clerk.presses("Xem từng nhiệm vụ", head)
    first = clerk.reads("NV1", "Chủ trì: Phòng Phổ biến")
    clerk.presses("NV2", first)
    second = clerk.reads("NV2", "Chủ trì: Văn phòng Sở")
    clerk.presses("Sửa chủ trì", second)
    clerk.reads("NV2", "gõ tên đơn vị")
    clerk.says("Phòng Phổ biến, giáo dục pháp luật")
    changed = clerk.reads("NV2", "Chủ trì: Phòng Phổ biến, giáo dục pháp luật")
    tell("sửa đơn vị chủ trì NV2")
    clerk.presses("Về kế hoạch", changed)
    head = clerk.reads("42/KH-STP", "Phê duyệt")
    clerk.presses("Phê duyệt", head)
    clerk.reads("Đã phê duyệt")
    clerk.presses("Phê duyệt", head)
    clerk.reads("Chưa phê duyệt được", "không còn là dự thảo")
    tell("phê duyệt")


def _the_head_joins(head: Player, code: str, tell: Callable[[str], None]) -> None:
    head.says(f"/start {code.replace('-', '')}")
    head.reads("Chào Trần Thị Lan", "trưởng đơn vị")
    tell("trưởng phòng tham gia bằng liên kết")


def _the_head_answers(stage: Stage, head: Player, tell: Callable[[str], None]) -> None:
    reminder = head.reads("NV1", "NV2", seconds=60)
    assert reminder.buttons
    tell("nhắc việc đến, có nút bấm")
    head.presses("NV2", reminder)
    head.presses("50%", head.reads("NV2", "băng rôn"))
    head.reads("Đã ghi NV2", "50%")
    head.says("NV1 đạt 60%, đã tổ chức 03 hội nghị", answers=reminder)
    head.reads("Đã ghi NV1", "60%")
    head.sends_photo("NV2 xong", PHOTO)
    head.reads("Đã ghi NV2", "hoàn thành", "1 tệp minh chứng")
    assert (stage.folder / "files" / hashlib.sha256(PHOTO).hexdigest()).read_bytes() == PHOTO
    tell("trả lời bằng nút, bằng chữ, bằng ảnh")


def _the_stranger_learns_nothing(stranger: Player, code: str, tell: Callable[[str], None]) -> None:
    for words in ("xin chào", "/tinhhinh", "/baocao", f"/start {code}", "NV1 xong"):
        stranger.says(words)
    stranger.presses_data("a:1:done", 1)
    stranger.sends_file("ke-hoach.docx", (EXAMPLES / "ke-hoach.docx").read_bytes())
    stranger.reads("Đôn Đốc")
    time.sleep(3)
    told = " ".join(shown.text for shown in stranger.emulator.chat(stranger.id))
    assert not [secret for secret in SECRETS if secret.casefold() in told.casefold()], told
    tell("người lạ không biết thêm gì")


def _the_report_comes_back(stage: Stage, clerk: Player, tell: Callable[[str], None]) -> None:
    clerk.says("/baocao")
    for ending, part in ((".docx", "word/document.xml"), (".xlsx", "xl/workbook.xml")):
        shown = clerk.reads(ending)
        with zipfile.ZipFile(io.BytesIO(stage.emulator.download(shown))) as archive:
            assert archive.read(part)
        tell(f"/baocao trả {shown.file_name}")


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--mode", choices=["polling", "webhook"], default="polling")
    cli.add_argument("--emulator", type=Path, default=EMULATOR)
    given = cli.parse_args()
    with tempfile.TemporaryDirectory() as folder, Emulator(given.emulator) as emulator:
        play(Stage(emulator, Path(folder), given.mode), lambda line: print(f"✓ {line}"))  # noqa: T201


if __name__ == "__main__":
    main()
