""".doc, .rtf and .odt go through LibreOffice, or antiword, or are refused with a reason; nothing unsafe gets there."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from plan_in import as_text, as_word, converted
from plans.draft import UnreadableError
from plans.read import read
from plans.word_doc import rtf_blocks
from word_file import ole

READ = """
import pathlib, sys
from plans.draft import UnreadableError
from plans.read import read
try:
    for task in read("a", pathlib.Path(sys.argv[1]).read_bytes()).tasks:
        print(task.label, task.leads, task.due)
except UnreadableError as error:
    print(error)
"""


def _read_with(programs: Path, file: Path) -> str:
    """What the reader says on a machine with no programs but those in one folder."""
    env = {**os.environ, "PATH": str(programs)}
    command = [sys.executable, "-c", READ, str(file)]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=120).stdout


@pytest.mark.parametrize(
    ("data", "said"),
    [(ole("Root Entry", "WordDocument"), ".doc"), (b"{\\rtf1 abc}", ".rtf")],
)
def test_without_a_program_the_sender_is_told_what_to_send(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "tep"
    file.write_bytes(data)
    heard = _read_with(tmp_path, file)
    assert "LibreOffice" in heard
    assert f"tệp {said}; hãy gửi tệp .docx" in heard
    assert heard.count("\n") == 1


@pytest.mark.skipif(which("antiword") is None or which("soffice") is None, reason="needs antiword and LibreOffice")
@pytest.mark.parametrize("table", [False, True])
def test_antiword_stands_in_for_libreoffice(tmp_path: Path, *, table: bool) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "antiword").symlink_to(which("antiword") or "")
    file = tmp_path / "tep.doc"
    file.write_bytes(converted(as_word(table=table), "docx", "odt", "doc"))
    plain = read("a.txt", as_text(table=table).encode())
    assert _read_with(programs, file).splitlines() == [f"{task.label} {task.leads} {task.due}" for task in plain.tasks]


@pytest.mark.parametrize(
    "inner",
    [
        b"{\\object\\objemb{\\*\\objdata 0105}}",
        b"{\\*\\template http://example.org/a.dotm}",
        b"{\\field{\\*\\fldinst DDEAUTO cmd}}",
        b'{\\field{\\*\\fldinst INCLUDETEXT "a"}}',
    ],
)
def test_rich_text_that_fetches_or_runs_something_is_refused(inner: bytes) -> None:
    with pytest.raises(UnreadableError, match="nhúng"):
        rtf_blocks(b"{\\rtf1 " + inner + b" a}")


def test_rich_text_of_too_many_layers_is_refused() -> None:
    with pytest.raises(UnreadableError, match="lồng quá nhiều lớp"):
        rtf_blocks(b"{\\rtf1 " + b"{" * 1_000)


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not on this machine")
def test_a_damaged_file_is_refused_by_name() -> None:
    data = converted(as_word(), "docx", "odt", "doc")
    with pytest.raises(UnreadableError, match="hỏng"):
        read("a.doc", data[:2_000])
