"""`dondoc demo`: a whole action month on a virtual clock, played through the product itself, ending in its report."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import track

from bot.clockwork import Clock, Stage
from bot.demo_screen import show_chats, show_counts
from bot.player import Moment, Player, timeline
from bot.story import ZONE, Story, over, scripted
from handlers.invites import invite
from handlers.moves import by_command
from handlers.roster import store
from models.database import open_engine, transactions
from models.office import the_office
from models.posts import clerks
from models.schema import upgrade
from reports.forms import draw
from scheduler.parcel import Desk

FILES = {".docx": "report.docx", ".xlsx": "report.xlsx", ".png": "chart.png"}


class DemoError(Exception):
    """The month ended without a report; the message says what the clerk was told."""


def run_demo(out: Path, plan: Path | None = None, console: Console | None = None) -> list[Path]:
    """Play the month, show chats and figures, and write the documents that the clerk was sent; their paths.

    Raises OSError and UnreadableError where `plan` cannot be read.
    """
    console = console or Console()
    story = over(plan) if plan else scripted()
    with TemporaryDirectory(prefix="dondoc-demo-") as folder, stage_for(story, Path(folder)) as stage:
        play(stage, story, console)
        show_chats(console, stage.channel, story.excerpt, ZONE)
        with stage.sessions() as session:
            show_counts(console, session)
        paths = save(stage, story.clerk, out)
    for path in paths:
        console.print(str(path), markup=False)
    return paths


@contextmanager
def stage_for(story: Story, folder: Path) -> Iterator[Stage]:
    """An empty database and an empty chat platform in `folder`, at the story's first moment."""
    files = folder / "files"
    files.mkdir()
    engine = open_engine(f"sqlite:///{folder / 'demo.db'}")
    upgrade(engine)
    clock = Clock(min(at for at, _ in story.lines))
    stage = Stage(Desk(transactions(engine), clock, files, draw), clock)
    try:
        yield stage
    finally:
        stage.close()
        engine.dispose()


def play(stage: Stage, story: Story, console: Console) -> None:
    """The whole story on an empty database, with a progress bar over its moments."""
    with stage.sessions() as session:
        office = the_office(session)
        store(story.roster, by_command(session, office, stage.clock.at))
        code = invite(session, clerks(session, 1)[0], stage.clock.at)
    player = Player(stage, story.documents, {story.clerk: code}, story.blocks, story.react)
    moments = timeline(story.days, story.lines, ZONE, story.off)
    for moment in track(moments, description=_span(moments), console=console):
        player.play(moment)


def _span(moments: Sequence[Moment]) -> str:
    first, last = moments[0].at, moments[-1].at
    return f"{first:%d/%m} - {last:%d/%m/%Y}"


def save(stage: Stage, clerk: str, out: Path) -> list[Path]:
    """The newest document of each kind in the clerk's chat."""
    documents = [bubble.document for bubble in stage.channel.shown(clerk) if bubble.document]
    newest = {Path(document.name).suffix: document.data for document in reversed(documents)}
    if FILES.keys() - newest.keys():
        raise DemoError(stage.channel.shown(clerk)[0].text)
    out.mkdir(parents=True, exist_ok=True)
    for suffix, name in FILES.items():
        (out / name).write_bytes(newest[suffix])
    return [out / name for name in FILES.values()]
