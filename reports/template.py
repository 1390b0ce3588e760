"""The office's own report form, checked and filled in a child process with limits on time and memory."""

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reports.report import Report

DRAWN = ("docx", "pdf")  # the forms of a report that an office's own form is for
SECONDS = 60
NOT_WORD = "Không phải tệp .docx mở được; hãy lưu lại bằng Word thành .docx rồi gửi lại."
_TOO_MUCH = "Mẫu không điền được trong giới hạn an toàn (60 giây, 1 GB bộ nhớ); hãy làm mẫu gọn hơn."


class FormError(Exception):
    """The form cannot be filled; the message says why, in Vietnamese."""


def fill(form: bytes, report: "Report") -> bytes:
    """The report in the office's form, a .docx; the same two give the same bytes. Raises FormError."""
    from reports.outline import subject
    from reports.template_values import values

    told = {
        "form": base64.b64encode(form).decode(),
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
        return list(_ask({"form": base64.b64encode(form).decode(), "example": example()})["problems"])
    except FormError as error:
        return [str(error)]


def _ask(told: dict[str, Any]) -> dict[str, Any]:
    try:
        child = subprocess.run(
            [sys.executable, "-m", "reports.template_child"],
            check=False,
            input=json.dumps(told).encode(),
            capture_output=True,
            cwd=Path(__file__).resolve().parent.parent,
            timeout=SECONDS,
        )
        if child.returncode:
            raise FormError(_died(child))
        answer: dict[str, Any] = json.loads(child.stdout)
    except subprocess.TimeoutExpired:
        raise FormError(_TOO_MUCH) from None
    if "error" in answer:
        raise FormError(str(answer["error"]))
    return answer


def _died(child: "subprocess.CompletedProcess[bytes]") -> str:
    """Why the child gave no answer: ended by a limit, or by what its last line says."""
    last = (child.stderr.decode(errors="replace").strip() or "-").splitlines()[-1]
    if child.returncode < 0 or last.startswith("MemoryError"):
        return _TOO_MUCH
    return f"Mẫu không điền được, lỗi khi đọc tệp: {last[:200]}"
