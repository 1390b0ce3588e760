"""The command line. Heavy parts are imported by the command that needs them, so that each starts fast."""

import io
import json
import os
import signal
import sys
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot import (
    audit_commands,
    data_commands,
    db_commands,
    move_commands,
    office_commands,
    outbox_commands,
    people_commands,
    plan_commands,
    report_commands,
)
from bot.context import database, fail, now, settings_or_fail
from bot.given import contents, lines
from bot.plan_files import data_of, read_all
from bot.report_commands import day_of

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


app.add_typer(office_commands.app, name="office")
app.add_typer(plan_commands.app, name="plan")
app.add_typer(people_commands.app, name="people")
app.add_typer(move_commands.units, name="unit")
app.add_typer(report_commands.app, name="report")
app.add_typer(outbox_commands.app, name="outbox")
app.add_typer(db_commands.app, name="db")
app.add_typer(audit_commands.app, name="audit")
app.add_typer(data_commands.app, name="data")


@app.callback()
def common(
    office: Annotated[str, typer.Option(help="Of several offices: its number, code or name (DONDOC_OFFICE).")] = "",
) -> None:
    """Đôn Đốc: theo dõi, đôn đốc, tổng hợp, báo cáo việc thực hiện kế hoạch."""
    if office:
        os.environ["DONDOC_OFFICE"] = office


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # names of files need not be text
    signal.signal(signal.SIGTERM, _ended)
    app()


def _ended(number: int, _frame: FrameType | None) -> None:
    """Leaves every block on the way out, so that readers are ended and their folders deleted."""
    sys.exit(128 + number)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=date.isoformat)


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The plan; its appendix too, if apart.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of a table.")] = False,
) -> None:
    """What the reader finds in a plan, or in several files that are one plan; stores nothing."""
    from bot.show import show_draft

    draft = read_all([(file.name, data_of(file)) for file in files])
    if as_json:
        typer.echo(_json(draft.as_json()))
    else:
        show_draft(draft)


@app.command()
def understand(
    on: Annotated[str | None, typer.Option("--now", help="The day of the replies, YYYY-MM-DD.")] = None,
) -> None:
    """JSON lines {"text": ...} in, what was understood out."""
    from messages.understand import understand as read_reply

    today = day_of(on) if on else now().date()
    for line in lines(sys.stdin.buffer):
        text = _text(line)
        typer.echo(_json({"error": "no object with a text"} if text is None else read_reply(text, today).as_json()))


def _text(line: bytes) -> str | None:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return None
    text = given.get("text") if isinstance(given, dict) else None
    return text if isinstance(text, str) else None


@app.command()
def demo(
    plan: Annotated[Path | None, typer.Argument(help="A plan of your own; none: the sample's scripted month.")] = None,
    out: Annotated[Path, typer.Option(help="Where report.docx, report.xlsx and chart.png go.")] = Path("out"),
) -> None:
    """A whole action month on a virtual clock, ending in the report files."""
    from bot.demo import DemoError, run_demo
    from bot.logs import set_up_logs
    from plans.draft import UnreadableError

    set_up_logs("ERROR")
    if plan:
        contents(plan, 0)  # refuses what is no ordinary file before the demo begins to read
    try:
        run_demo(out, plan)
    except OSError as error:
        raise fail(f"{error.filename}: {error.strerror}") from None
    except (UnreadableError, DemoError) as error:
        raise fail(f"{plan or 'demo'}: {error}") from None


@app.command()
def check(as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    """How the bot is: what is wrong and what to do, a line each; exit code 1 where somebody must act now."""
    from bot.health import figures, findings
    from bot.vitals import look_from_outside

    settings, at = settings_or_fail(), now()
    vitals = look_from_outside(settings, at)
    found = findings(vitals, at, ZoneInfo(settings.timezone))
    if as_json:
        typer.echo(_json({"findings": [each.line for each in found], **figures(vitals)}))
    else:
        for each in found:
            typer.echo(f"{'❌' if each.wrong else '⚠️'} {each.line}")
        if not found:
            typer.echo("✅ Mọi việc bình thường.")
    raise typer.Exit(int(any(each.wrong for each in found)))


@app.command()
def console() -> None:
    """The bot in this terminal: play any person of the office, no token needed."""
    import asyncio

    from bot.logs import set_up_logs
    from bot.terminal import run as play

    with database() as (settings, sessions):
        set_up_logs("WARNING")
        asyncio.run(play(settings, sessions))


@app.command()
def run() -> None:
    """The bot: every platform that has a token, the scheduler, SQLite by default; without a token, this terminal."""
    import asyncio

    from bot.app import run as serve
    from bot.logs import set_up_logs
    from bot.shared_clock import SharedClock

    with database() as (settings, sessions):
        set_up_logs(settings.log_level, settings.log_format)
        if settings.has_platform or settings.mail_host or not sys.stdin.isatty():
            clock = SharedClock(sessions, now)
            clock.set()
            asyncio.run(serve(settings, sessions, clock))
        else:
            from bot.terminal import run as play

            asyncio.run(play(settings, sessions))


if __name__ == "__main__":
    main()
