"""How a report's pictures look: the classes' colours and hatches, and text that stays inside the picture."""

import io
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from models.assignment import Status
from reports.report import Report
from vietnamese.text import clean, shorten, squash

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Look(NamedTuple):
    """Of one class: a hatch beside the colour, since grey printing loses colours."""

    colour: str
    hatch: str


# The colours in use for the Government's classes.
LOOKS = {
    Status.DONE_ON_TIME: Look("#2E8B57", ""),
    Status.DONE_LATE: Look("#F2A33A", "//"),
    Status.WAITING: Look("#9B7FC4", "++"),
    Status.ON_TRACK: Look("#477CC9", ".."),
    Status.OVERDUE: Look("#C8382E", "xx"),
    Status.NOT_STARTED: Look("#BDBDBD", ""),
    Status.STOPPED: Look("#4A4A4A", "\\\\"),
}
WIDTH, DOTS = 9.0, 110  # inches, and dots in each: what a telephone shows at its full width
BOX = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none"}
"""Behind a number that stands on a colour."""

_NOT_DRAWN = re.compile("[^\x20-\x7e\xa0-\u024f\u1e00-\u1ef9\u2010-\u2026\u20ab]")
_TITLE = 11  # points


def blank(height: float) -> "Figure":
    """An empty picture of `height` inches; not pyplot's, since several may be drawn at once in worker threads."""
    from matplotlib.figure import Figure

    return Figure(figsize=(WIDTH, height), dpi=DOTS, layout="constrained")


def png(figure: "Figure") -> bytes:
    """The picture's file; the same picture gives the same bytes."""
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def title(figure: Any, report: Report, what: str) -> None:
    """Whose picture it is, of `what` and until when, and the plan below."""
    until = f": {what}"
    room = WIDTH - 0.4
    whole = fitting(report.head.office, room - _inches(until, _TITLE), _TITLE)
    figure.suptitle(f"{whole}{until}\n{fitting(report.head.plan, room, _TITLE)}", fontsize=_TITLE)


def legend(figure: Any, labels: dict[Status, str]) -> None:
    """Each class's colour and hatch with its words, below the picture."""
    from matplotlib.patches import Patch

    patches = [
        Patch(facecolor=LOOKS[status].colour, hatch=LOOKS[status].hatch, edgecolor="white", label=label)
        for status, label in labels.items()
    ]
    figure.legend(
        handles=patches,
        loc="outside lower center",
        ncols=2 if max(map(len, labels.values()), default=0) > 40 else 3,
        fontsize=9,
        frameon=False,
        handlelength=3,
        handleheight=1.2,
    )


def fitting(text: str, inches: float, points: float) -> str:
    """As much of the text as so much room holds, cut at a word; capitals take more of it than small letters."""
    words = drawable(squash(text))
    limit = len(words)
    while (width := _inches(words, points)) > inches and limit > 1:
        limit = max(1, min(limit - 1, int(len(words) * inches / width)))
        words = drawable(shorten(text, limit))
    return words


def _inches(words: str, points: float) -> float:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    width, _, _ = TextToPath().get_text_width_height_descent(words, FontProperties(size=points), ismath=False)
    return float(width) / 72


def drawable(text: str) -> str:
    """Letters that the pictures' font has, and no dollar sign, between two of which matplotlib reads mathematics."""
    return _NOT_DRAWN.sub("", clean(text)).replace("$", "\\$")
