"""The command line against whatever may be handed to it: one line and exit code 2, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app
from bot.given import LARGEST_LINE
from databases import lay_migrated

PLAN = """KẾ HOẠCH
Tháng hành động

II. NỘI DUNG
1. Tổ chức lễ phát động. Đơn vị chủ trì: Văn phòng Sở. Thời gian: ngày 03/6/2026."""


def run(folder: Path, *words: str | Path, given: bytes | str = "") -> Result:
    env = {"DONDOC_DATA_DIR": str(folder / "data"), "DONDOC_DATABASE_URL": "", "DONDOC_OFFICE": ""}
    env["DONDOC_TELEGRAM_TOKEN"] = ""
    env["PATH"] = str(folder)  # where no LibreOffice is: each report would take it two seconds
    return CliRunner().invoke(app, [str(word) for word in words], env=env, input=given)


def said(result: Result) -> str:
    """The one line of a command that refused."""
    assert result.exit_code == 2, result.exception
    [line] = result.stderr.splitlines()
    return line


@pytest.mark.parametrize("command", [("read",), ("plan", "add"), ("people", "import"), ("demo",)])
@pytest.mark.parametrize("name", ["/dev/zero", ".", "fifo", "missing.docx", "x" * 300])
def test_what_is_no_ordinary_file_is_refused(tmp_path: Path, command: tuple[str, ...], name: str):
    os.mkfifo(tmp_path / "fifo")
    assert said(run(tmp_path, *command, tmp_path / name))


@pytest.mark.parametrize("command", [("read",), ("plan", "add")])
def test_a_file_over_20_mb_is_refused(tmp_path: Path, command: tuple[str, ...]):
    with (tmp_path / "large.txt").open("wb") as file:
        file.write(b"x")
        file.truncate(30_000_000)
    assert "20 MB" in said(run(tmp_path, *command, tmp_path / "large.txt"))


@pytest.mark.parametrize("command", [("plan", "approve"), ("plan", "calendar"), ("report",)])
@pytest.mark.parametrize("number", ["0", "-1", "99", str(2**31), str(2**63), "9" * 400])
def test_a_plan_that_cannot_be_is_said(tmp_path: Path, command: tuple[str, ...], number: str):
    lay_migrated(tmp_path / "data")
    assert "dondoc plan list" in said(run(tmp_path, *command, "--", number))


def test_a_report_that_cannot_be_written_is_one_line(tmp_path: Path):
    (tmp_path / "plan.txt").write_text(PLAN)
    assert run(tmp_path, "plan", "add", tmp_path / "plan.txt").exit_code == 0
    roster = Path(__file__).parent.parent / "examples" / "can-bo.xlsx"
    assert run(tmp_path, "people", "import", roster).exit_code == 0
    assert run(tmp_path, "plan", "approve", "1").exit_code == 0
    assert "/dev/null" in said(run(tmp_path, "report", "1", "--out", "/dev/null/x"))
    for day in ("0001-01-01", "9999-12-31"):
        assert run(tmp_path, "report", "1", "--as-of", day, "--out", tmp_path / day).exit_code == 0


def test_a_kept_report_is_written_again_and_compared(tmp_path: Path):
    lay_migrated(tmp_path / "data")
    (tmp_path / "plan.txt").write_text(PLAN)
    assert run(tmp_path, "plan", "add", tmp_path / "plan.txt").exit_code == 0
    assert run(tmp_path, "people", "import", Path(__file__).parent.parent / "examples" / "can-bo.xlsx").exit_code == 0
    assert run(tmp_path, "plan", "approve", "1").exit_code == 0
    made = run(tmp_path, "report", "1", "--out", tmp_path / "a")
    number = made.stderr.split()[-1]
    assert run(tmp_path, "report", "--snapshot", number, "--out", tmp_path / "b").exit_code == 0
    for form in ("docx", "xlsx", "png"):
        [first], [again] = ((tmp_path / name).glob(f"*.{form}") for name in "ab")
        assert first.read_bytes() == again.read_bytes()
    assert "mã kiểm tra" in said(run(tmp_path, "report", "--snapshot", f"{number}0"))
    assert "Không có bản lưu" in said(run(tmp_path, "report", "--snapshot", "9"))
    assert run(tmp_path, "report", "1", "--compare", number, "--out", tmp_path / "c").exit_code == 0
    assert (tmp_path / "c" / "bao-cao-1-so-sanh.docx").exists()
    for against in ("kh7", "auto", "kh" + "9" * 9):
        assert "không có kế hoạch" in said(run(tmp_path, "report", "1", "--compare", against))


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000,
        b"[1]",
        b"5",
        b"null",
        b"",
        b'{"text": null}',
        b'{"text": 5}',
        b'{"words": "NV1 xong"}',
        b'\xff\xfe{"text": "NV1 xong"}',
        b"1" * 5000,
        b'{"text": "' + b"x" * LARGEST_LINE + b'"}',
    ],
)
def test_a_line_that_is_no_reply_is_answered_by_an_error_and_the_next_is_read(tmp_path: Path, line: bytes):
    result = run(tmp_path, "understand", given=line + b'\n{"text": "NV1 xong"}\n')
    bad, good = map(json.loads, result.stdout.splitlines())
    assert (list(bad), good["status"]) == (["error"], "done")


def test_half_characters_do_not_end_the_understanding():
    given = b'{"text": "NV1 ch\\udc80 kinh ph\\ud800"}\n{"text": "NV1 xong"}\n'
    done = subprocess.run(
        [sys.executable, "-m", "bot", "understand"], input=given, capture_output=True, check=True, timeout=180
    )
    assert [json.loads(line)["task_ref"] for line in done.stdout.splitlines()] == ["NV 1", "NV 1"]


def test_whoever_stops_reading_ends_the_command_in_peace():
    command = f'yes \'{{"text": "NV1 xong"}}\' | {sys.executable} -m bot understand | head -n 2'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=True, timeout=180)
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr == b""
