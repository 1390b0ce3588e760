"""What a log may say of an error: where it arose, and none of the words it quotes."""

import json
import subprocess
import sys

from bot.trouble import place_of


def failure(text: str) -> ValueError:
    try:
        json.loads(text)
    except ValueError as error:
        return error
    raise AssertionError(text)


def test_the_place_is_the_last_line_of_ours_and_the_words_are_left_out():
    place = place_of(failure("{cháu ở thôn Bản Lầu"))
    assert place.startswith("JSONDecodeError at tests/test_trouble.py:")
    assert "Bản Lầu" not in place


def test_an_error_that_was_never_raised_has_only_its_class():
    assert place_of(ValueError("cháu")) == "ValueError"


LOGS = """
import asyncio, json, logging, structlog
from bot.logs import set_up_logs
set_up_logs("INFO")
try:
    json.loads("x" * 3 + "{thôn Bản Lầu")
except ValueError as error:
    structlog.get_logger().exception("own")
    try:
        raise LookupError("thôn Bản Lầu") from error
    except LookupError:
        logging.getLogger("library").exception("theirs")
try:
    raise asyncio.CancelledError
except asyncio.CancelledError:
    logging.getLogger("library").exception("stopped by us")
"""


def test_tracebacks_in_the_log_say_where_and_leave_the_words_out():
    done = subprocess.run([sys.executable, "-c", LOGS], capture_output=True, text=True, check=True, timeout=60)
    assert "event='own' error='JSONDecodeError'" in done.stderr
    assert 'theirs\n  File "<string>", line ' in done.stderr
    assert "LookupError" in done.stderr
    assert "Bản Lầu" not in done.stderr
    assert "stopped by us" not in done.stderr
