"""The .docx as LibreOffice prints it: what only a layout engine can tell. Skipped where it is not installed."""

import re
import shutil
import subprocess

import pytest

from reports import document
from reports.summary import summarise
from sample_report import END, sample

TOOLS = ("soffice", "pdftotext", "pdffonts")
pytestmark = pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="LibreOffice and poppler are not installed")


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("printed")
    (folder / "report.docx").write_bytes(document.write(summarise(sample(), END)))
    # A profile of its own: a second LibreOffice on the same one writes nothing.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.docx"))
    return folder / "report.pdf"


@pytest.fixture(scope="module")
def pages(pdf):
    return run("pdftotext", "-layout", str(pdf), "-").split("\f")[:-1]


def test_every_letter_comes_from_one_family(pdf):
    fonts = [line.split()[0].partition("+")[2] for line in run("pdffonts", str(pdf)).splitlines()[2:]]
    assert fonts
    assert all(re.match(r"(?:LiberationSerif|Tinos|TimesNewRoman)", font) for font in fonts)


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
