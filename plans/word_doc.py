""".doc, .rtf and .odt into blocks: LibreOffice makes a .docx of them; antiword stands in for it with .doc."""

import os
import re
import subprocess
from itertools import accumulate
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from plans.archive import open_package
from plans.blocks import Block
from plans.docx import docx_blocks
from plans.draft import UnreadableError
from plans.ole import refuse_unsafe
from plans.programs import has, start
from plans.text import text_blocks

SECONDS = 25
_MEMORY = 2 * 1024 * 1024 * 1024
_FIRST_START = 81  # LibreOffice's exit code after it has made a new profile: "start me again"
_DEEPEST = 500  # groups of an .rtf inside each other; LibreOffice keeps all of them in memory
_FILTERS = {".doc": "MS Word 97", ".rtf": "Rich Text Format", ".odt": "writer8"}
# Macros never run, links are never updated, and no part of a document is fetched from elsewhere.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
_RTF_DANGER = re.compile(
    rb"\\obj(?:data|update|link|autlink)\b|\\\*\\template\b|\bDDE(?:AUTO)?\b|\bINCLUDE(?:TEXT|PICTURE)\b"
)


def doc_blocks(data: bytes) -> list[Block]:
    """A Word 97-2003 file. Raises UnreadableError as all of these do, also where no program can read it."""
    refuse_unsafe(data)
    if has("soffice"):
        return _through_docx(data, ".doc")
    if has("antiword"):
        return text_blocks(_joined_rows(_antiword(data)))
    raise _missing(".doc")


def rtf_blocks(data: bytes) -> list[Block]:
    """A Rich Text file without objects, templates and fields that fetch something."""
    if _RTF_DANGER.search(data):
        raise UnreadableError("Tệp có đối tượng hoặc liên kết nhúng, không mở để bảo đảm an toàn; hãy gửi tệp .docx.")
    depths = accumulate(1 if brace[0] == b"{" else -1 for brace in re.finditer(rb"[{}]", data))
    if max(depths, default=0) > _DEEPEST:
        raise UnreadableError("Tệp .rtf lồng quá nhiều lớp, không mở để bảo đảm an toàn; hãy gửi tệp .docx.")
    return _through_docx(data, ".rtf")


def odt_blocks(data: bytes) -> list[Block]:
    """A text document of LibreOffice; the caller has checked its package."""
    return _through_docx(data, ".odt")


def _missing(kind: str) -> UnreadableError:
    return UnreadableError(f"Máy chủ chưa cài LibreOffice nên chưa đọc được tệp {kind}; hãy gửi tệp .docx.")


def _through_docx(data: bytes, kind: str) -> list[Block]:
    if not has("soffice"):
        raise _missing(kind)
    with open_package(_docx_of(data, kind)) as archive:
        return docx_blocks(archive)


def _docx_of(data: bytes, kind: str) -> bytes:
    """What LibreOffice makes of a file, in a folder and with a profile of its own: two runs must not share one."""
    with TemporaryDirectory() as folder:
        source, profile = Path(folder, f"tep{kind}"), Path(folder, "profile", "user")
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        source.write_bytes(data)
        command = [
            *_without_network(),
            _soffice(),
            f"-env:UserInstallation={profile.parent.as_uri()}",
            "--headless",
            "--norestore",
            f"--infilter={_FILTERS[kind]}",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            f"{folder}/out",
            str(source),
        ]
        if _run(command, folder) == _FIRST_START:
            _run(command, folder)
        made = Path(folder, "out", "tep.docx")
        if not made.is_file():
            raise UnreadableError(f"Tệp {kind} bị hỏng, không mở được; hãy lưu thành .docx rồi gửi lại.")
        return made.read_bytes()


def _soffice() -> str:
    """The program behind the start script, which would leave it running when the script is ended."""
    script = Path(which("soffice") or "soffice").resolve()
    program = script.with_name("soffice.bin")
    return str(program if program.is_file() else script)


def _without_network() -> list[str]:
    """What to put before a command so that it sees no network, where the machine allows that."""
    command = ["unshare", "--map-root-user", "--net"]
    if which("unshare") is None or _run([*command, "true"], "/") != 0:
        return []
    return command


def _run(command: list[str], home: str) -> int:
    """The exit code of a program; UnreadableError when it takes too long."""
    program = start(command, _MEMORY, {"HOME": home, "TMPDIR": home, "LC_ALL": "C.UTF-8"})
    with program:
        try:
            program.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            program.kill()
            raise UnreadableError("Tệp quá phức tạp để chuyển đổi; hãy lưu thành .docx rồi gửi lại.") from None
    return program.returncode


def _antiword(data: bytes) -> str:
    with TemporaryDirectory() as folder:
        source = Path(folder, "tep.doc")
        source.write_bytes(data)
        program = start(["antiword", "-w", "0", "-m", "UTF-8.txt", str(source)], _MEMORY, dict(os.environ))
        with program:
            try:
                said, _ = program.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                program.kill()
                said = b""
    if not said.strip():
        raise UnreadableError("Tệp .doc bị hỏng, không mở được; hãy lưu thành .docx rồi gửi lại.")
    return said.decode("utf-8", "replace")


def _joined_rows(text: str) -> str:
    """antiword's lines; a row whose cells it broke over several lines is one line again."""
    lines: list[str] = []
    for line in text.splitlines():
        cells, last = line.strip().strip("|").split("|"), lines[-1] if lines else ""
        above = last.strip("|").split("|")
        goes_on = line.startswith("|") and last.startswith("|") and len(cells) == len(above) > 1
        if goes_on and not cells[0].strip() and above[0].strip():
            parts = zip(above, cells, strict=True)
            lines[-1] = "|" + "|".join(f"{upper.strip()} {lower.strip()}" for upper, lower in parts) + "|"
        else:
            lines.append(line)
    return "\n".join(lines)
