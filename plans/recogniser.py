"""Tesseract, run beside this program: a page's picture in, words with boxes in pixels and their confidence out."""

import csv
import subprocess
from dataclasses import dataclass

from PIL import Image

from plans.draft import UnreadableError
from plans.picture import Gray
from plans.programs import Started, has, start
from vietnamese.text import clean

SECONDS = 40  # for one picture; a page takes one or two
_MEMORY = 1024 * 1024 * 1024
_LINE, _WORD = "4", "5"  # Tesseract's levels, below page, block and paragraph
MISSING = "Tệp là bản quét; máy này chưa cài phần đọc ảnh (tesseract-ocr, tesseract-ocr-vie); hãy gửi bản .docx."
PAGE, COLUMN = 3, 6
"""Ways to look at a picture (Tesseract's --psm): find the columns of a page; take it for one block of lines."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as it was recognised; `sure` from 0 to 1, the box in pixels of the picture."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sure: float
    line: int = 0  # words of one line have one number


def check() -> None:
    """Raises UnreadableError where Tesseract or its Vietnamese data is not installed."""
    if has("tesseract"):
        languages = start(["tesseract", "--list-langs"], _MEMORY).communicate(timeout=SECONDS)[0]
        if b"vie" in languages.split():
            return
    raise UnreadableError(MISSING)


def begin(picture: Gray, way: int, dpi: int) -> Started:
    """Tesseract at work on a picture; `finish` gives its words. Two may run side by side."""
    args = ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", str(way), "--dpi", str(dpi), "tsv"]
    child = start(args, _MEMORY, {"OMP_THREAD_LIMIT": "1"})
    assert child.stdin
    try:
        # A PGM needs no packing; Tesseract takes all of it before it begins, so this does not wait.
        Image.fromarray(picture).save(child.stdin, "PPM")
        child.stdin.flush()
    except BrokenPipeError:
        child.kill()
    return child


def finish(child: Started) -> list[Seen]:
    """The words, in Tesseract's reading order; none where it failed or took too long."""
    try:
        table, _ = child.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return []
    return _words(table.decode(errors="replace"))


def _words(table: str) -> list[Seen]:
    found = []
    number = 0
    for line in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = clean(line.get("text") or "").strip()
        number += line.get("level") == _LINE
        if line.get("level") != _WORD or not text:
            continue
        left, top, width, height = (int(line[key]) for key in ("left", "top", "width", "height"))
        found.append(Seen(text, left, top, left + width, top + height, max(0.0, float(line["conf"])) / 100, number))
    return found
