"""The .docx as LibreOffice prints it: what only a layout engine can tell. Skipped where it is not installed."""

import re
import shutil
import subprocess

import pytest

from report_cases import followed, silent
from reports import document
from reports.summary import summarise
from sample_report import END, sample
from word_styles import Word

ALL = ("report", "many", "silent")
TOOLS = ("soffice", "pdftotext", "pdffonts")
pytestmark = [
    pytest.mark.together,
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="LibreOffice and poppler are not installed"),
]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The folder of three reports and their PDF: a month, forty tasks with twelve units, and a month of silence."""
    folder = tmp_path_factory.mktemp("printed")
    for name, report in (("report", summarise(sample(), END)), ("many", followed()), ("silent", silent())):
        (folder / f"{name}.docx").write_bytes(document.write(report))
    # A profile of its own: a second LibreOffice on the same one writes nothing.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = map(str, sorted(folder.glob("*.docx")))
    run("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *files)
    return folder


@pytest.fixture(scope="module")
def pages(printed):
    return pages_of(printed, "report")


def pages_of(folder, name):
    return run("pdftotext", "-layout", str(folder / f"{name}.pdf"), "-").split("\f")[:-1]


@pytest.mark.parametrize("name", ALL)
def test_every_letter_comes_from_one_family_and_is_embedded(printed, name):
    fonts = [line.split() for line in run("pdffonts", str(printed / f"{name}.pdf")).splitlines()[2:]]
    assert fonts
    assert all(re.match(r"\w+\+(?:LiberationSerif|Tinos|TimesNewRoman)", font[0]) for font in fonts)
    assert {font[-5] for font in fonts} == {"yes"}


@pytest.mark.parametrize("name", ALL)
def test_every_word_is_printed_whole(printed, name):
    """Words that the file does not have would be pieces of broken ones; page numbers are only there."""
    wanted = set(" ".join(line.text for line in Word((printed / f"{name}.docx").read_bytes()).lines).split())
    found = set(run("pdftotext", str(printed / f"{name}.pdf"), "-").split())
    foot = {"Bản", "lưu", "số", "12-3f9a1c,", "liệu", "tính", "đến", "17:00", "ngày", "30/6/2026"}
    assert not wanted - found
    assert not {word for word in found - wanted - foot if not word.isdecimal()}


@pytest.mark.parametrize("name", ALL)
def test_no_page_is_empty_and_no_heading_ends_one(printed, name):
    pages = pages_of(printed, name)
    assert len(pages) <= {"report": 12, "many": 34, "silent": 8}[name]
    headings = {line.text for line in Word((printed / f"{name}.docx").read_bytes()).lines if line.keep and line.bold}
    for page in pages:
        told = [line.strip() for line in page.splitlines() if line.strip() and "Bản lưu số" not in line]
        assert len(told) > 3
        assert told[-1] not in headings


def test_rows_of_a_task_stay_on_one_page(printed):
    """A page of a table begins with a task's number, or with the second block of a task of many units."""
    pages = pages_of(printed, "many")
    first = next(n for n, page in enumerate(pages) if page.strip().startswith("Phụ lục I\n"))
    last = next(n for n, page in enumerate(pages) if page.strip().startswith("Phụ lục II\n"))
    for page in pages[first + 1 : last]:
        rows = page.split("Ghi chú", 1)[1].splitlines()
        row = next(line for line in rows if re.search(r"Chủ trì|Phối hợp", line))
        assert re.match(r" *\d+ ", row), page


def test_page_numbers_begin_on_page_two_and_anew_in_each_annex(pages):
    first_lines = [page.strip().splitlines()[0].strip() for page in pages]
    annexes = [n for n, line in enumerate(first_lines) if line.startswith("Phụ lục")]
    assert first_lines[0].startswith("UBND")
    assert first_lines[1 : annexes[0]] == [str(n) for n in range(2, annexes[0] + 1)]
    assert first_lines[annexes[0] + 1] == "2"


def test_the_head_keeps_its_lines_whole(pages):
    assert re.search(r"UBND TỈNH VĨNH AN +CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", pages[0])
    assert re.search(r"SỞ TƯ PHÁP +Độc lập - Tự do - Hạnh phúc\n", pages[0])
    assert re.search(r"Số: +/BC-STP +Vĩnh An, ngày +tháng +năm 2026\n", pages[0])


def test_the_signature_stands_on_the_page_of_the_last_sentence(pages):
    last = next(page for page in pages if "Trên đây là báo cáo" in page)
    assert "PHÓ GIÁM ĐỐC" in last
    assert "Lê Thị Thu Hà" in last


def test_the_header_row_is_repeated_on_each_page_of_a_table(pages):
    annex = next(n for n, page in enumerate(pages) if page.strip().startswith("Phụ lục I\n"))
    assert re.search(r"TT +Nhiệm vụ +Đơn vị", pages[annex + 1])
