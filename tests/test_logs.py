"""What logs say: every line has its event, none a token or what people wrote. Row 46 of the fault catalogue."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot_api import BotApi
from crash import until
from running_bot import ROOT, TOKEN, RunningBot

ODD = "no.colon~in-this-token"
LINK = "WzMsN10.xIoJ8Lq-4_t1"
PROGRAM = f"""
import asyncio, json, logging, sys, structlog
from bot.logs import set_up_logs
set_up_logs("DEBUG", sys.argv[1])
structlog.get_logger().info("running", channels=2, url="https://x/bot{TOKEN}/getMe")
logging.getLogger("library").warning("at %s", "https://x/bot{TOKEN}/getMe")
logging.getLogger("library").warning("at %s", "https://x/tra-loi/{LINK}")
structlog.get_logger().info("page", path="/tep/{LINK}")
structlog.get_logger().info("way in", path="/vao/{LINK}")
structlog.get_logger().info("zalo", url="https://bot-api.test/bot{ODD}/getMe")
logging.getLogger("library").warning("first line\\nsecond line")
words = "".join(["thôn ", "Bản Lầu"])
try:
    json.loads("{{" + words)
except ValueError as error:
    structlog.get_logger().exception("own")
    try:
        raise LookupError(words) from error
    except LookupError:
        logging.getLogger("library").exception("theirs")
try:
    raise asyncio.CancelledError
except asyncio.CancelledError:
    logging.getLogger("library").exception("stopped by us")

async def play():
    async def fail():
        raise ValueError(words)
    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task

asyncio.run(play())
"""


def lines(form: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, form], capture_output=True, text=True, check=True, timeout=180, cwd=ROOT
    )
    return done.stderr.splitlines()


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_log_holds_neither_tokens_nor_the_words_of_errors(form: str):
    log = "\n".join(lines(form))
    assert "<token>" in log
    assert "stopped by us" not in log
    assert [word for word in (TOKEN, ODD, LINK, "Bản Lầu", "B\\u1ea3n") if word in log] == []


def test_every_line_of_a_json_log_is_one_event():
    events: list[dict[str, Any]] = [json.loads(line) for line in lines("json")]
    events = [event for event in events if event["level"] != "debug"]
    assert [event["event"] for event in events] == [
        "running",
        "at https://x/bot<token>/getMe",
        "at https://x/tra-loi/<token>",
        "page",
        "way in",
        "zalo",
        "first line",
        "own",
        "theirs",
        "Task exception was never retrieved",
    ]
    assert all({"timestamp", "level"} <= event.keys() for event in events)
    own, theirs = events[-3:-1]
    assert own["error"] == "JSONDecodeError"
    assert (theirs["error"], theirs["logger"], theirs["lines"]) == ("LookupError", "library", "<string>:18")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_noisy_session_leaves_no_token_and_no_words_in_the_log(tmp_path: Path, form: str):
    """The real process, told to log everything, with a platform that fails now and then."""
    faults = iter([None, (502, {"description": "Bad Gateway"}), (400, {"description": "no"})])
    with BotApi() as api:
        api.fault = lambda method, _: next(faults, None) if method == "sendMessage" else None  # type: ignore[return-value]
        with RunningBot(api, tmp_path, LOG_LEVEL="DEBUG", LOG_FORMAT=form) as bot:
            for number in range(20):
                api.say(6001 + number, f"NV{number} đạt 5%, vướng chuyện số {number}")
            until(lambda: not api.unconfirmed and len(api.sent) >= 16)
    log = bot.log
    said = ["vướng chuyện", *(fields["text"] for _, fields in api.sent)]
    assert "message not delivered" in log
    assert [words for words in (TOKEN, *said) if words in log] == []
