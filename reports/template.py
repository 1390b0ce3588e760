"""The office's own report form: checked and filled in a child process with limits on time and memory.

`python -m reports.template` is the child: one JSON object on standard input, one on standard output.
"""

import base64
import json
import os
import resource
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.template_fill import FormError

if TYPE_CHECKING:
    from reports.report import Report

SECONDS = 60
MEMORY = 1024 * 1024 * 1024
_TOO_MUCH = "Mẫu không điền được trong giới hạn an toàn (60 giây, 1 GB bộ nhớ); hãy làm mẫu gọn hơn."


def fill(form: bytes, report: "Report") -> bytes:
    """The report in the office's form, a .docx; the same two give the same bytes. Raises FormError."""
    from reports.outline import subject
    from reports.template_values import values

    told = {
        "form": _text(form),
        "values": values(report),
        "title": subject(report.head).replace("\n", " "),
        "creator": report.head.office,
        "moment": report.head.as_of.isoformat(),
    }
    return base64.b64decode(_ask(told)["document"])


def check(form: bytes) -> list[str]:
    """What is wrong with a form, one Vietnamese line each; the file itself was found safe to open before."""
    from reports.template_values import example

    try:
        return list(_ask({"form": _text(form), "example": example()})["problems"])
    except FormError as error:
        return [str(error)]


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _ask(told: dict[str, Any]) -> dict[str, Any]:
    try:
        child = subprocess.run(
            [sys.executable, "-m", "reports.template"],
            input=json.dumps(told).encode(),
            capture_output=True,
            cwd=Path(__file__).resolve().parent.parent,
            env={**os.environ, "PYTHONHASHSEED": "0"},
            timeout=SECONDS,
            check=True,
        )
        answer: dict[str, Any] = json.loads(child.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise FormError(_TOO_MUCH) from None
    if "error" in answer:
        raise FormError(str(answer["error"]))
    return answer


def _answer(told: dict[str, Any]) -> dict[str, Any]:
    form = base64.b64decode(told["form"])
    if "example" in told:
        from reports.template_check import problems

        return {"problems": problems(form, told["example"])}
    from reports.template_fill import fill as fill_here

    moment = datetime.fromisoformat(told["moment"])
    try:
        return {"document": _text(fill_here(form, told["values"], told["title"], told["creator"], moment))}
    except FormError as error:
        return {"error": str(error)}


def main() -> None:
    """The child."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.stdout.write(json.dumps(_answer(json.load(sys.stdin))))


if __name__ == "__main__":
    main()
