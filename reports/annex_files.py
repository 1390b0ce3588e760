"""Annex IV: the documents and pictures sent along with what counts, without what would name a child."""

import re
from collections.abc import Iterable

from reports.ooxml import Column, cells, ruled
from reports.report import Line, Report
from reports.wording import WITHHELD, count
from vietnamese.writing import day

_PICTURE = re.compile(r"(?i)\.(?:jpe?g|png|gif|webp|hei[cf]|bmp|tiff?)$")
_ENDING = re.compile(r"\.\w{1,5}$")
FILES = (
    Column("TT", 10.0, "cell_centred"),
    Column("Nhiệm vụ", 45.0),
    Column("Đơn vị", 34.0),
    Column("Tài liệu, hình ảnh", 32.0),
    Column("Ngày gửi", 22.0, "cell_centred"),
    Column("Người gửi", 22.0),
)


def has_files(report: Report) -> bool:
    return any(line.files for line in _counted(report))


def _counted(report: Report) -> Iterable[Line]:
    return (line for task in report.tasks for part in (*task.parts, *task.former) for line in part.lines if line.counts)


def files(report: Report) -> str:
    """A row for what came with one report of one unit."""
    return ruled(FILES, (cells(FILES, row) for row in sent(report)))


def sent(report: Report) -> list[tuple[str, ...]]:
    """What annex IV says: number, task, unit, files, day, who sent them."""
    rows = [
        (f"{task.position}. {task.heading}", part.unit, kinds(line), day(line.day), line.told_by or "-")
        for task in report.tasks
        for part in (*task.parts, *task.former)
        for line in part.lines
        if line.counts and line.files
    ]
    return [(str(number), *row) for number, row in enumerate(rows, 1)]


def kinds(line: Line) -> str:
    """Pictures by their number, other files by name; by kind only where the words told of a particular child."""
    others = [name for name in line.files if not _PICTURE.search(name)]
    pictures = len(line.files) - len(others)
    if line.words == WITHHELD:
        others = [f"tệp {ending[0]}" if (ending := _ENDING.search(name)) else "tệp" for name in others]
    return "; ".join([*([f"{count(pictures)} ảnh"] if pictures else []), *others])
