"""The form in a browser as wide as a phone."""

import html
import json
import re
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import select

from mail_server import EIGHT, Mailroom, office_by_mail
from models.database import Sessions
from models.office import Office
from models.plan import Task

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDTHS = (320, 390)
PROBE = """
onload = () => {
  const seen = [...document.querySelectorAll("iframe")].map(frame => {
    const page = frame.contentDocument, box = name => page.querySelector(name)?.getBoundingClientRect();
    const size = name => parseFloat(frame.contentWindow.getComputedStyle(page.querySelector(name)).fontSize);
    const send = box("button.send"), low = [...page.querySelectorAll("button")].map(b => b.offsetHeight);
    return {state: frame.title, width: page.documentElement.scrollWidth, left: send.left, right: send.right,
            lowest: Math.min(...low), words: size("textarea")};
  });
  document.body.textContent = "seen" + JSON.stringify(seen) + "nees";
};
"""


def pages(sessions: Sessions, files: Path) -> dict[str, str]:
    """The form in its states, with one name that has no place to break."""
    with sessions() as session:
        session.exec(select(Task).where(Task.position == 2)).one().text = "Ràsoát" * 50
    with closing(Mailroom(sessions, files, EIGHT)) as room:
        path = room.remind()
        begun = room.open(path)
        card = room.choose(path, begun, "NV4")
        asked = room.choose(path, card, "Xin gia hạn")
        thanks = room.write(path, room.open(path), "NV4 đạt 60%")
        for task in ("NV1", "NV2", "NV4"):
            room.write(path, room.open(path), f"{task} xong")
        return {"open": begun, "card": card, "asked": asked, "thanks": thanks, "over": room.open(path)}


@pytest.mark.sqlite("pages look alike on both")
@pytest.mark.skipif(BROWSER is None, reason="no chromium")
def test_on_a_phone_nothing_is_cut_off_and_everything_can_be_tapped(sessions: Sessions, office: Office, tmp_path: Path):
    office_by_mail(sessions)
    frames = [
        f'<iframe title="{state}" srcdoc="{html.escape(page)}" style="width:{width}px;height:844px;border:0"></iframe>'
        for state, page in pages(sessions, tmp_path).items()
        for width in WIDTHS
    ]
    file = tmp_path / "phone.html"
    file.write_text(f"<!doctype html><body>{''.join(frames)}<script>{PROBE}</script></body>", "utf-8")
    flags = ("--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={tmp_path}/profile", "--dump-dom")
    done = subprocess.run(
        [str(BROWSER), *flags, file.as_uri()], capture_output=True, text=True, timeout=120, check=True
    )
    found = re.search("seen(.*)nees</body>", done.stdout)
    assert found, done.stdout[:500]
    seen = json.loads(html.unescape(found[1]))
    assert len(seen) == len(frames)
    for each, width in zip(seen, WIDTHS * 5, strict=True):
        assert each["width"] == width, "it would scroll sideways"
        assert 0 < each["left"] < each["right"] < width
        assert each["lowest"] >= 44, "too low for a thumb"
        assert each["words"] >= 16, "a phone would zoom in"
