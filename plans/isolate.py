"""Reading an untrusted file in a child process with limits on time and memory.

`python -m plans.isolate SECONDS BYTES` is the child: a line with the name and then the file's bytes on standard input,
one JSON object on standard output. JSON, so that a child that was taken over can hand back nothing but words.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from plans.draft import Kind, LeftOut, Milestone, PlanDraft, TaskDraft, UnreadableError, Why

SECONDS = 30
MEMORY = 1024 * 1024 * 1024
_TOO_MUCH = "Không đọc được tệp trong giới hạn an toàn; hãy gửi bản .docx ngắn hơn."


def read_isolated(name: str, data: bytes, seconds: int = SECONDS, memory: int = MEMORY) -> PlanDraft:
    """`plans.read.read` behind limits: a time-out, a crash or too much memory is an UnreadableError too.

    `seconds` bounds both wall clock and CPU, `memory` the child's address space in bytes.
    """
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "plans.isolate", str(seconds), str(memory)],
            input=json.dumps(name).encode() + b"\n" + data,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=Path(__file__).resolve().parent.parent,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError(_TOO_MUCH) from None
    if done.returncode != 0:
        raise UnreadableError(_TOO_MUCH)
    result = json.loads(done.stdout)
    if "error" in result:
        raise UnreadableError(result["error"])
    return _draft(result)


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


def _answer(name: str, data: bytes) -> dict[str, Any]:
    from plans.read import read

    try:
        draft = read(name, data)
    except UnreadableError as error:
        return {"error": str(error)}
    return {**draft.as_json(), "text": draft.text}


def main() -> None:
    """The child: one file in, one result out."""
    seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    # The wall clock is the parent's; should the parent die, this still ends the child.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    name, _, data = sys.stdin.buffer.read().partition(b"\n")
    answer = json.dumps(_answer(json.loads(name), data), default=date.isoformat)
    sys.stdout.buffer.write(answer.encode())


if __name__ == "__main__":
    main()
