"""Reading an untrusted file in a child process with limits on time and memory.

`python -m plans.isolate BYTES FOLDER` is the child: a line with the name and the files' sizes and then the files,
mostly one, on standard input; on standard output JSON lines, {"page": 3, "of": 12} for each page taken up and at the
end the answer. JSON, so that a child that was taken over can hand back nothing but words.

The child leads a process group of its own: whatever it starts (plans/programs.py) ends with it. What they write goes
into a folder that this process made and deletes, since a child that is killed cannot tidy up.
"""

import ctypes
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from types import FrameType
from typing import Any

from plans.draft import Kind, LeftOut, Milestone, PlanDraft, TaskDraft, Tell, UnreadableError, Why, silent

SECONDS = 30
SECONDS_A_PAGE = 10  # of a scan, two or three on an idle machine; added once the child says how many there are
MOST_PAGES = 60
MEMORY = 1024 * 1024 * 1024
FILLED = 350 * 1024 * 1024  # of it, what Python itself may write to
# Python itself stays under MEMORY; this much address space LibreOffice needs, which maps far more than it uses.
MEMORY_OF_PROGRAMS = 4 * MEMORY
_PR_SET_PDEATHSIG = 1
_LONGEST_LINE = 64 * 1024 * 1024
_TOO_MUCH = "Không đọc được tệp trong giới hạn an toàn; hãy gửi bản .docx ngắn hơn."


def read_isolated(
    name: str, data: bytes, seconds: float = SECONDS, memory: int = MEMORY, tell: Tell = silent
) -> PlanDraft:
    """`plans.read.read` behind limits: a time-out, a crash or too much memory is an UnreadableError too.

    `seconds` bounds the wall clock of what is no scan, `memory` the child's address space in bytes.
    """
    return Reading(seconds, memory, tell).read(name, data)


@dataclass
class Reading:
    """One document being read; `stop` ends it from another thread."""

    seconds: float = SECONDS
    memory: int = MEMORY
    tell: Tell = silent
    _child: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _timer: Timer | None = field(default=None, init=False)
    _over: bool = field(default=False, init=False)

    def read(self, name: str, *parts: bytes) -> PlanDraft:
        """The draft of a file, or of pictures that are a document's pages; raises UnreadableError."""
        given = json.dumps([name, [len(part) for part in parts]]).encode()
        with TemporaryDirectory(prefix="dondoc-", ignore_cleanup_errors=True) as folder, self._start(folder) as child:
            self._child = child
            self._end_in(self.seconds)
            if self._over:  # stopped before there was a child
                self.stop()
            try:
                result = self._talk(child, b"".join((given, b"\n", *parts)))
            finally:
                self.stop()
        if "error" in result:
            raise UnreadableError(str(result["error"]))
        return _draft(result)

    def _start(self, folder: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "plans.isolate", str(self.memory), folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).resolve().parent.parent,
            env={**os.environ, "TMPDIR": folder},
            start_new_session=True,
        )

    def stop(self) -> None:
        """End the child and all that it started; nothing is read after it."""
        self._over = True
        if self._timer:
            self._timer.cancel()
        # Until `read` has waited for it the child's number is its own, even when it is gone.
        child, self._child = self._child, None
        if child:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)

    def _end_in(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = Timer(seconds, self.stop)
        self._timer.daemon = True
        self._timer.start()

    def _talk(self, child: subprocess.Popen[bytes], given: bytes) -> dict[str, Any]:
        """Hand the file over, pass on how far the child is, and return its answer."""
        assert child.stdin
        assert child.stdout
        with suppress(BrokenPipeError):
            child.stdin.write(given)
        with suppress(BrokenPipeError):  # what a child that ended did not take
            child.stdin.close()
        known = False
        while line := child.stdout.readline(_LONGEST_LINE):
            said = _object(line)
            if "page" not in said:
                return said
            page, pages = int(said["page"]), min(int(said["of"]), MOST_PAGES)
            if not known:
                self._end_in(self.seconds + SECONDS_A_PAGE * pages)
                known = True
            self.tell(page, pages)
        raise UnreadableError(_TOO_MUCH)


def _object(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        raise UnreadableError(_TOO_MUCH) from None
    return said if isinstance(said, dict) else {}


def _draft(result: dict[str, Any]) -> PlanDraft:
    tasks = tuple(TaskDraft(**_values(task)) for task in result["tasks"])
    left_out = tuple(LeftOut(**_values(each)) for each in result["left_out"])
    return PlanDraft(
        **_values(result["plan"]), tasks=tasks, left_out=left_out, doubts=tuple(result["doubts"]), text=result["text"]
    )


def _values(found: Mapping[str, Any]) -> dict[str, Any]:
    """JSON's lists, ISO days and nested objects as the draft's own types."""
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}
    for key in ("date", "start", "end", "due"):
        if values.get(key):
            values[key] = date.fromisoformat(values[key])
    for key, kind in (("milestones", Milestone), ("why", Why)):
        if key in values:
            values[key] = tuple(kind(**_values(each)) for each in values[key])
    if "kind" in values:
        values["kind"] = Kind(values["kind"])
    return values


def _answer(name: str, parts: Sequence[bytes]) -> dict[str, Any]:
    from plans.read import read_document

    try:
        draft = read_document(name, *parts, tell=_say_page)
    except UnreadableError as error:
        return {"error": str(error)}
    return {**draft.as_json(), "text": draft.text}


def _say(said: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(said, default=date.isoformat).encode() + b"\n")
    sys.stdout.buffer.flush()


def _say_page(page: int, pages: int) -> None:
    _say({"page": page, "of": pages})


def _end_with_parent(folder: str) -> None:
    """A parent that is killed can neither end this process and what it started, nor delete the folder."""

    def end(_number: int, _frame: FrameType | None) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        os.killpg(os.getpgid(0), signal.SIGKILL)

    signal.signal(signal.SIGTERM, end)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def main() -> None:
    """The child: one document in, one result out."""
    memory = int(sys.argv[1])
    _end_with_parent(sys.argv[2])
    # The wall clock is the parent's; should the parent die, this still ends the child.
    most = int(SECONDS + SECONDS_A_PAGE * MOST_PAGES)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    resource.setrlimit(resource.RLIMIT_DATA, (FILLED, MEMORY_OF_PROGRAMS))
    resource.setrlimit(resource.RLIMIT_AS, (memory, max(memory, MEMORY_OF_PROGRAMS)))
    name, sizes = json.loads(sys.stdin.buffer.readline())
    _say(_answer(name, [sys.stdin.buffer.read(size) for size in sizes]))


if __name__ == "__main__":
    main()
