"""Files and lines that are handed to the command line: never more is read than can be of use."""

import errno
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bot.context import fail

_WHY = {errno.ENOENT: "không có tệp này.", errno.EACCES: "không có quyền đọc tệp này."}
LARGEST_LINE = 1_000_000  # bytes


def contents(file: Path, limit: int) -> bytes:
    """At most `limit` bytes and one more of an ordinary file; a device or a pipe might never end and is refused."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise fail(f"{file.name or file}: không phải là tệp thường.")
        with file.open("rb") as opened:
            return opened.read(limit + 1)
    except OSError as error:
        raise fail(f"{file.name}: {_WHY.get(error.errno or 0, error.strerror)}") from None


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; one that is too long comes as its beginning only."""
    while line := stream.readline(LARGEST_LINE):
        yield line
        while len(line) == LARGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_LINE)
