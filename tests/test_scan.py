"""Scanned pages and photos become the same blocks as the document they show; what is unclear is said."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from page_pictures import add_table, as_bytes, as_pdf, needs_tesseract, page, worn
from plans.blocks import Notice, Paragraph, Row
from plans.dim import with_notices
from plans.draft import PlanDraft, TaskDraft, UnreadableError, Why
from plans.files import blocks_of
from plans.read import read
from plans.recogniser import MISSING
from plans.scan import MOST_PAGES, Sheet, read_sheets

PLAN = [
    "SỞ TƯ PHÁP",
    "Số: 31/KH-STP",
    "Hồng Lạc, ngày 12 tháng 5 năm 2026",
    "KẾ HOẠCH",
    "Tuyên truyền, phổ biến pháp luật năm 2026",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Nâng cao nhận thức của cán bộ, công chức.",
    "II. NỘI DUNG",
    "1. Tổ chức hội nghị tập huấn.",
    "- Đơn vị chủ trì: Phòng Nghiệp vụ II.",
    "- Đơn vị phối hợp: Văn phòng Sở.",
    "- Thời gian: trước ngày 15/6/2026.",
    "2. Biên soạn tờ gấp pháp luật.",
    "- Đơn vị chủ trì: Phòng Phổ biến, giáo dục pháp luật.",
    "- Thời gian: Quý II/2026.",
]
COLUMNS = [240, 340, 740, 1110, 1460]
TABLE = [
    ["TT", "Nội dung", "Đơn vị chủ trì", "Thời gian"],
    ["1", "Tổ chức hội\nnghị tập huấn", "Phòng Nghiệp\nvụ II", "Trước ngày\n15/6/2026"],
    ["2", "Biên soạn\ntờ gấp", "Phòng Nghiệp\nvụ I", "Quý II/2026"],
    ["3", "Kiểm tra tại\ncác xã", "Văn phòng Sở", "Tháng 7/2026"],
]
BLANK = Image.new("L", (1654, 2339), 255)


def _smeared() -> Image.Image:
    """A page that nobody can read; a few lines of it say as much as a full page, and are tried sooner."""
    return page(PLAN[-4:]).filter(ImageFilter.GaussianBlur(9))


def _fields(draft: PlanDraft) -> list[tuple[object, ...]]:
    return [(task.leads, task.cooperators, task.start, task.end, task.due) for task in draft.tasks]


@needs_tesseract
@pytest.mark.parametrize("degrees", [0.0, -0.6, 1.5])
def test_a_worn_scan_reads_as_the_text_does(degrees: float) -> None:
    image = page(PLAN) if degrees == 0.0 else worn(page(PLAN), degrees)
    scan, text = read("KH.pdf", as_pdf(image)), read("KH.txt", "\n\n".join(PLAN).encode())
    assert _fields(scan) == _fields(text)
    assert (scan.number, scan.date, scan.title) == (text.number, text.date, text.title)


@needs_tesseract
def test_a_scanned_table_gives_its_rows() -> None:
    image = page([])
    add_table(image, 300, COLUMNS, TABLE)
    rows = [block for block in blocks_of("a.jpg", as_bytes(worn(image, 0.8), quality=60)) if isinstance(block, Row)]
    assert [tuple(cell.replace("\n", " ") for cell in row.cells) for row in rows] == [
        tuple(cell.replace("\n", " ") for cell in row) for row in TABLE
    ]


@needs_tesseract
@pytest.mark.parametrize("turn", [0, 90, 180])
def test_a_page_that_is_all_table_is_not_taken_for_one_on_its_side(turn: int) -> None:
    """The upright lines of such a page are longer than its level ones."""
    image = page([])
    work = "\n".join(["Tổ chức", "hội nghị", "tập huấn", "nghiệp vụ", "pháp luật"] * 3)
    columns = [240, 500, 740, 980, 1240, 1500]
    rows = [[str(number), work, "Sở Tư pháp", "Văn phòng", "Quý II/2026"] for number in (1, 2)]
    add_table(image, 200, columns, rows)
    data = as_bytes(image.rotate(turn, expand=True))
    found = [block.cells for block in blocks_of("a.jpg", data) if isinstance(block, Row)]
    # A number alone in its cell may be misread; where the words stand is what counts here.
    assert [[" ".join(cell.split()) for cell in cells[1:]] for cells in found] == [
        [" ".join(cell.split()) for cell in row[1:]] for row in rows
    ]


@needs_tesseract
def test_a_photo_upside_down_or_on_its_side_is_read() -> None:
    for turn in (90, 180):
        photo = as_bytes(page(PLAN).rotate(turn, expand=True))
        assert _fields(read("IMG_1.jpg", photo)) == _fields(read("KH.txt", "\n\n".join(PLAN).encode()))


@needs_tesseract
def test_an_unclear_page_is_named_and_a_blank_one_is_not() -> None:
    told: list[tuple[int, int]] = []
    notice, *blocks = blocks_of("a.pdf", as_pdf(page(PLAN), BLANK, _smeared()), lambda *at: told.append(at))
    assert isinstance(notice, Notice)
    assert notice.text == "Không đọc rõ trang 3; hãy gửi lại trang đó hoặc bản .docx."
    assert [block.text for block in blocks if isinstance(block, Paragraph)][-1] == PLAN[-1]
    assert told == [(1, 3), (2, 3), (3, 3)]


@needs_tesseract
def test_nothing_but_unclear_pages_is_refused() -> None:
    with pytest.raises(UnreadableError, match="Không đọc rõ trang 1"):
        read("a.jpg", as_bytes(_smeared()))


@pytest.mark.parametrize("file", [as_pdf, as_bytes])
def test_blank_paper_is_refused(file: Callable[[Image.Image], bytes]) -> None:
    with pytest.raises(UnreadableError, match="chữ"):
        read("a.pdf", file(BLANK))


def test_a_thick_scan_is_refused_before_it_is_read() -> None:
    sheets = [Sheet(number, lambda _dpi: BLANK) for number in range(1, MOST_PAGES + 2)]
    with pytest.raises(UnreadableError, match="các trang kế hoạch"):
        read_sheets(sheets)


def test_without_the_recogniser_one_line_says_what_to_do(tmp_path: Path) -> None:
    photo = as_bytes(page(PLAN))
    done = subprocess.run(
        [sys.executable, "-m", "plans.isolate", str(2**30), str(tmp_path)],
        input=json.dumps(["a.jpg", [len(photo)]]).encode() + b"\n" + photo,
        capture_output=True,
        env={**os.environ, "PATH": ""},
        cwd=Path(__file__).parent.parent,
        check=True,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == {"error": MISSING}


TEXT = "1. Tổ chức hội nghị. Chủ trì: Phòng Nghiệp vụ II. Thời gian: 15/6/2026.\n2. Báo cáo. Chủ trì: Văn phòng."
TASK = TaskDraft(
    text="Tổ chức hội nghị.",
    leads=("Phòng Nghiệp vụ II",),
    source=(0, 72),
    why=(Why("leads", "Phòng Nghiệp vụ II", (30, 48), 1.0), Why("timing", "15/6/2026", (61, 70), 1.0)),
)
OTHER = TaskDraft(text="Báo cáo.", source=(73, len(TEXT)))


@pytest.mark.parametrize(
    ("dim", "doubts", "sure"),
    [
        (("vụ", "II.", "Thời"), ("Chữ quét không rõ ở chủ trì: “II.”",), [0.4, 1.0]),
        (("gian:", "15/6/2026.", "2."), ("Chữ quét không rõ ở thời gian: “15/6/2026.”",), [1.0, 0.4]),
        (("chức", "hội", "nghị."), ("Chữ quét không rõ ở nội dung: “hội”",), [1.0, 1.0]),
        (("không", "có", "đâu"), (), [1.0, 1.0]),
    ],
)
def test_a_field_of_hard_words_is_doubtful(
    dim: tuple[str, str, str], doubts: tuple[str, ...], sure: list[float]
) -> None:
    draft = with_notices(PlanDraft(tasks=(TASK, OTHER), text=TEXT), [Notice("", dim=(dim,))])
    assert draft.tasks[0].doubts == doubts
    assert [why.sure for why in draft.tasks[0].why] == sure
    assert draft.tasks[1] == OTHER


def test_what_the_reading_left_out_is_a_doubt_of_the_plan() -> None:
    draft = with_notices(PlanDraft(doubts=("Không thấy ngày ký",)), [Notice("Không đọc rõ trang 3")])
    assert draft.doubts == ("Không đọc rõ trang 3", "Không thấy ngày ký")
