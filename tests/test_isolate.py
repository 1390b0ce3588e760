"""A file is read in a child process that cannot take more time or memory than it is given."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest

from plans.draft import UnreadableError
from plans.isolate import MEMORY_OF_PROGRAMS, Reading, read_isolated
from plans.programs import has, room, start

PLAN = "KẾ HOẠCH\nTháng hành động\n\nII. NỘI DUNG\n1. Tổ chức lễ phát động. Chủ trì: Văn phòng. Thời gian: 03/6/2026."
LARGEST = """
import resource, sys
from plans.isolate import UnreadableError, read_isolated
try:
    read_isolated("a.pdf", sys.stdin.buffer.read())
except UnreadableError:
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
SLEEPER = """
import subprocess, sys
from plans import isolate
subprocess.Popen([sys.executable, "-c", "import time; print(flush=True); time.sleep(60)"], stdout=sys.stderr)
"""


def _alive(group: int) -> bool:
    return any(
        int(stat.read_text().rpartition(")")[2].split()[2]) == group and ") Z " not in stat.read_text()
        for stat in Path("/proc").glob("[0-9]*/stat")
        if stat.exists()
    )


@pytest.mark.parametrize("size", [1, 50_000])
def test_a_child_that_takes_too_long_is_a_reason(size: int) -> None:
    with pytest.raises(UnreadableError, match="giới hạn"):
        read_isolated("a.txt", PLAN.encode() * size, seconds=0.001)


@pytest.mark.parametrize("after", [0.0, 0.02])
def test_a_reading_that_is_stopped_from_outside_is_a_reason(after: float) -> None:
    reading = Reading()
    timer = Timer(after, reading.stop)
    timer.start()
    timer.join(0.01)
    with pytest.raises(UnreadableError, match="giới hạn"):
        reading.read("a.txt", PLAN.encode())


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
def test_what_the_child_started_ends_with_it() -> None:
    reading = Reading()
    child = subprocess.Popen(
        [sys.executable, "-c", SLEEPER],
        cwd=Path(__file__).parent.parent,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert child.stderr
    child.stderr.readline()  # the grandchild runs
    child.wait()
    assert _alive(child.pid)
    reading._child = child
    reading.stop()
    for _ in range(200):
        if not _alive(child.pid):
            break
        time.sleep(0.05)
    assert not _alive(child.pid)
    child.stderr.close()


def test_a_form_that_draws_itself_ends_before_it_fills_the_memory() -> None:
    draws = "q 1 0 0 1 0 0 cm /X Do /X Do Q"
    form = f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length {len(draws)}>>"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
        "<</Length 5>>stream\n/X Do\nendstream",
        f"{form}stream\n{draws}\nendstream",
    )
    body = "\n".join(f"{number} 0 obj\n{each}\nendobj" for number, each in enumerate(objects, 1))
    data = f"%PDF-1.4\n{body}\ntrailer<</Size 6/Root 1 0 R>>\n%%EOF".encode()
    done = subprocess.run(
        [sys.executable, "-c", LARGEST], input=data, capture_output=True, check=True, cwd=Path(__file__).parent.parent
    )
    assert int(done.stdout) * 1024 < 450 * 1024 * 1024


def test_programs_get_room_that_python_does_not_have() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    with room(MEMORY_OF_PROGRAMS):
        inside = resource.getrlimit(resource.RLIMIT_AS)
    assert inside[0] == MEMORY_OF_PROGRAMS
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_program_is_started_with_its_limit() -> None:
    child = start(["sh", "-c", "ulimit -v"], 2**30)
    said, _ = child.communicate()
    assert int(said) == 2**20


def test_a_missing_program_is_known_to_be_missing() -> None:
    assert has("sh")
    assert not has("khong-co-chuong-trinh-nay")


def test_reading_leaves_no_process_behind() -> None:
    reading = Reading()
    reading.read("a.txt", PLAN.encode())
    assert reading._child is None
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


SLOW_OFFICE = """#!/bin/sh
touch "$TMPDIR/started" 2>/dev/null
sleep 60
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL, None])
def test_an_interrupted_conversion_leaves_no_file_and_no_process(tmp_path: Path, number: int | None) -> None:
    (programs := tmp_path / "bin").mkdir()
    (temporary := tmp_path / "tmp").mkdir()
    (office := programs / "soffice").write_text(SLOW_OFFICE)
    office.chmod(0o755)
    (plan := tmp_path / "a.rtf").write_bytes(rb"{\rtf1 K}")
    code = "from plans.isolate import Reading; Reading(seconds=3).read('a.rtf', rb'{\\rtf1 K}')"
    command = ["-c", code] if number is None else ["-m", "bot.cli", "read", str(plan)]
    settings = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "TMPDIR": str(temporary)}
    reader = subprocess.Popen([sys.executable, *command], cwd=Path(__file__).parent.parent, env=settings, stderr=-3)
    _wait(lambda: any(temporary.rglob("started")))
    if number is not None:
        reader.send_signal(number)
    reader.wait()
    _wait(lambda: not any(temporary.iterdir()) and not _naming(str(temporary)))
    assert list(temporary.iterdir()) == []
    assert _naming(str(temporary)) == []


def _wait(until: Callable[[], bool]) -> None:
    for _ in range(200):
        if until():
            return
        time.sleep(0.05)


def _naming(folder: str) -> list[str]:
    """The running processes whose command names a folder."""
    commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    return [command.decode(errors="replace") for command in commands if folder.encode() in command]
