"""The clerk's review played through the Bot API emulator: how many taps from a plan's file to its approval.

python tests/play/review.py [--mode polling|webhook] [--emulator FOLDER]
"""

import argparse
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from emulator import Emulator, Player, Shown

from play import EMULATOR, EXAMPLES, Stage

PLANS = (("nhãn từng dòng", "nhan.txt"), ("bảng", "bang.html"), ("tin bài", "tin.html"))
APPROVED = "Đã phê duyệt"
NO_LEAD = "chưa có đơn vị chủ trì, nên"
QUESTION = "Đó là đơn vị nào"


@dataclass
class Hand:
    """The clerk's, with the taps counted."""

    clerk: Player
    taps: int = 0

    def presses(self, label: str, shown: Shown) -> None:
        self.taps += 1
        self.clerk.presses(label, shown)


@dataclass(frozen=True)
class Review:
    """What a plan cost the clerk: all taps, the last of which approves, and the doubtful tasks and unknown units."""

    kind: str
    tasks: int
    doubtful: int
    unknown: int
    taps: int

    def __str__(self) -> str:
        return (
            f"{self.kind}: {self.tasks} nhiệm vụ, {self.doubtful} chỗ cần xem, {self.unknown} đơn vị hỏi lại, "
            f"{self.taps} lần bấm kể cả Phê duyệt"
        )


def play_reviews(stage: Stage, tell: Callable[[str], None]) -> list[Review]:
    stage.dondoc("people", "import", str(EXAMPLES / "can-bo.xlsx"))
    link = re.search(r"start=(\w+)", stage.dondoc("people", "invite", "--name", "Đỗ Minh Hạnh"))
    assert link
    clerk, reviews = stage.person(501, "Hạnh"), []
    with stage.bot():
        stage.wait_until_it_listens()
        clerk.says(f"/start {link[1]}")
        clerk.reads("Chào Đỗ Minh Hạnh")
        for kind, name in PLANS:
            reviews.append(_review(clerk, kind, Path(__file__).with_name("plans") / name))
            tell(str(reviews[-1]))
    return reviews


def _review(clerk: Player, kind: str, file: Path) -> Review:
    """The clerk looks at each doubtful task once, names each unit that the bot asks for, and approves."""
    clerk.sends_file(file.name, file.read_bytes())
    head, hand = clerk.reads("nhiệm vụ", "Phê duyệt"), Hand(clerk)
    tasks = re.search(r"(\d+) nhiệm vụ", head.text)
    doubtful = {number for line in head.text.splitlines() if "⚠" in line for number in re.findall(r"NV(\d+)", line)}
    assert tasks
    shown = head
    for label in ["cần xem lại", *["▶"] * (len(doubtful) - 1)] if doubtful else []:
        hand.presses(label, shown)
        shown = clerk.reads("NV")
    if doubtful:
        hand.presses("Về kế hoạch", shown)  # shows the very same page again
    hand.presses("Phê duyệt", head)
    unknown = 0
    while APPROVED not in (answer := clerk.reads("")).text:
        if NO_LEAD in answer.text:
            hand.presses("Phê duyệt luôn", answer)
            continue
        assert QUESTION in answer.text, answer.text
        unknown += 1
        hand.presses("Đơn vị ngoài", answer)
    return Review(kind, int(tasks[1]), len(doubtful), unknown, hand.taps)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--mode", choices=["polling", "webhook"], default="polling")
    cli.add_argument("--emulator", type=Path, default=EMULATOR)
    given = cli.parse_args()
    with tempfile.TemporaryDirectory() as folder, Emulator(given.emulator) as emulator:
        play_reviews(Stage(emulator, Path(folder), given.mode), lambda line: print(f"✓ {line}"))  # noqa: T201


if __name__ == "__main__":
    main()
