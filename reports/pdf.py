"""A .docx as PDF through LibreOffice, where it is installed: the same document gives the same bytes.

It is started here by itself rather than as plans/ starts its programs: there a child process lowers its own limits,
here the bot's own are never touched, not even for a moment.
"""

import hashlib
import io
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 90
_MEMORY = 2 * 1024 * 1024 * 1024
_FIRST_START = 81  # LibreOffice's exit code after it has made a new profile: "start me again"
_FETCHED = re.compile(rb'<Relationship\b(?![^>]*/hyperlink")[^>]*TargetMode="External"')
# In a field's own words only: a unit may write of a DDE.
_FIELDS = re.compile(rb'(?:<w:instrText[^>]*>[^<]*|w:instr="[^"]*)\b(?:INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO)\b')
_MADE = re.compile(rb"<dcterms:created[^>]*>(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z<")
# What LibreOffice takes from the clock, and two sums over it.
_CLOCK = re.compile(rb"(/CreationDate\(D:)(\d{14})[^)]*\)")
_SUMS = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")


class PdfError(Exception):
    """Why there is no PDF, in one Vietnamese line."""


def available(path: str | None = None) -> bool:
    """Whether LibreOffice is found in the folders of `path` (default: where programs are)."""
    return shutil.which("soffice", path=path) is not None


def convert(docx: bytes, path: str | None = None) -> bytes:
    """The document as PDF 1.4 or later with its fonts inside; the same document gives the same bytes on one machine.

    Raises PdfError where LibreOffice is missing, too slow, or refuses the document, and for one that fetches something.
    """
    if not available(path):
        raise PdfError("Máy chủ chưa cài LibreOffice nên chưa tạo được bản PDF; hãy dùng bản .docx.")
    made = _made(docx)
    with TemporaryDirectory() as folder:
        source, result = Path(folder, "van-ban.docx"), Path(folder, "out", "van-ban.pdf")
        source.write_bytes(docx)
        # A profile of its own: a second LibreOffice on the same one writes nothing.
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        options = ("--headless", "--norestore", "--convert-to", "pdf:writer_pdf_Export", "--outdir", f"{folder}/out")
        command = [_program(path), profile, *options, str(source)]
        if _run(command, folder) == _FIRST_START:
            _run(command, folder)
        if not result.is_file():
            raise PdfError("LibreOffice không chuyển được văn bản sang PDF; hãy dùng bản .docx.")
        return _frozen(result.read_bytes(), made, hashlib.md5(docx, usedforsecurity=False).hexdigest().upper())


def _made(docx: bytes) -> bytes:
    """The moment that the document itself states, as PDF writes it; refuses what would be fetched from elsewhere."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        relations = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
        if _FETCHED.search(relations) or _FIELDS.search(archive.read("word/document.xml")):
            raise PdfError("Văn bản có liên kết lấy nội dung từ nơi khác, không chuyển sang PDF để bảo đảm an toàn.")
        core = archive.read("docProps/core.xml") if "docProps/core.xml" in archive.namelist() else b""
    found = _MADE.search(core)
    return b"".join(found.groups()) if found else b"19800101000000"


def _frozen(pdf: bytes, made: bytes, identity: str) -> bytes:
    """Moment and sums from the document instead of the clock; no byte moves, so that the offsets stay true."""

    def moment(found: re.Match[bytes]) -> bytes:
        written = found[1] + made + b"Z"
        return written.ljust(len(found[0]) - 1, b"'")[: len(found[0]) - 1] + b")"

    body, trailer, end = pdf.rpartition(b"trailer")
    return _CLOCK.sub(moment, body) + trailer + _SUMS.sub(identity.encode(), end)


def _program(path: str | None) -> str:
    """The program behind the start script, which would leave it running when the script is ended."""
    script = Path(shutil.which("soffice", path=path) or "soffice").resolve()
    program = script.with_name("soffice.bin")
    return str(program if program.is_file() else script)


def _run(command: list[str], home: str) -> int:
    """The exit code; PdfError when it takes too long, and then nothing of it is left running."""
    settings = {**os.environ, "HOME": home, "TMPDIR": home, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    program = subprocess.Popen(  # noqa: S603  fixed arguments, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=settings,
        start_new_session=True,
    )
    if sys.platform == "linux":
        resource.prlimit(program.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        return program.wait(SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
        raise PdfError("Tạo bản PDF quá lâu nên đã dừng; hãy dùng bản .docx.") from None
