"""A head's messages played through the Bot API emulator, with what the bot answered to each.

python tests/play/transcript.py MESSAGES.txt [--emulator FOLDER]

One message a line; "[Hoàn thành]" presses the newest button of that label; "\\n" in a line is a line end.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from emulator import Emulator, Player, Shown

from play import EMULATOR, Stage, opened

QUIET = 2.5  # seconds without a new message: the bot has said all


def transcript(stage: Stage, messages: list[str], tell: Callable[[str], None]) -> None:
    """Play the messages one after the other as the head of a unit with a running plan."""
    with opened(stage, lambda _line: None) as (_clerk, head, _code):
        head.reads("NV1", "NV2", seconds=60)
        for message in messages:
            tell(f"\n— {message}")
            _speak(head, message)
            for shown in _answers(head):
                buttons = " ".join(f"[{label}]" for label, _data in shown.buttons)
                tell("   " + shown.text.replace("\n", "\n   ") + (f"\n   {buttons}" if buttons else ""))


def _speak(head: Player, message: str) -> None:
    if message.startswith("[") and message.endswith("]"):
        label = message[1:-1]
        offers = [one for one in head.emulator.chat(head.id) if any(label in text for text, _data in one.buttons)]
        if offers:
            head.presses(label, offers[-1])
    else:
        head.says(message.replace("\\n", "\n"))


def _answers(head: Player) -> Iterator[Shown]:
    """What comes until the bot is quiet."""
    last = time.monotonic()
    while time.monotonic() - last < QUIET:
        for shown in head.emulator.chat(head.id):
            if (shown.id, shown.text) not in head.seen:
                head.seen.add((shown.id, shown.text))
                last = time.monotonic()
                yield shown
        time.sleep(0.2)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("messages", type=Path)
    cli.add_argument("--emulator", type=Path, default=EMULATOR)
    given = cli.parse_args()
    messages = [line for line in given.messages.read_text().splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder, Emulator(given.emulator) as emulator:
        transcript(Stage(emulator, Path(folder), "polling"), messages, print)


if __name__ == "__main__":
    main()
