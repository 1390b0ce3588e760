"""Each row of Nghị định 30/2020/NĐ-CP, annex I, measured in a written .docx; the table is copied from the decree."""

from dataclasses import replace
from typing import NamedTuple

import pytest

from report_cases import followed
from reports import document
from reports.layout import text_width
from reports.letterhead import signer_title
from reports.summary import summarise
from sample_report import END, sample
from word_styles import W, Word, mm


class Row(NamedTuple):
    """An element: how its text begins, sizes allowed in points, bold, italic, alignment, and whether in capitals."""

    box: str
    begins: str
    sizes: tuple[float, float]
    bold: bool = False
    italic: bool = False
    align: str = "center"
    capitals: bool = False


DECREE = (
    Row("1 Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), bold=True, capitals=True),
    Row("1 Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", (13, 14), bold=True),
    Row("2 cơ quan chủ quản", "UBND TỈNH VĨNH AN", (12, 13), capitals=True),
    Row("2 cơ quan ban hành", "SỞ TƯ PHÁP", (12, 13), bold=True, capitals=True),
    Row("3 số, ký hiệu", "Số:", (13, 13)),
    Row("4 địa danh, thời gian", "Vĩnh An, ngày", (13, 14), italic=True),
    Row("5a tên loại", "BÁO CÁO", (13, 14), bold=True, capitals=True),
    Row("5a trích yếu", "Kết quả thực hiện Kế hoạch", (13, 14), bold=True),
    Row("9a Kính gửi", "Kính gửi: Sở Y tế", (13, 14)),
    Row("6 nội dung", "Thực hiện Kế hoạch", (13, 14), align="both"),
    Row("6 mục", "I. CÔNG TÁC CHỈ ĐẠO", (13, 14), bold=True, align="both", capitals=True),
    Row("6 mục", "IV. ĐỀ XUẤT", (13, 14), bold=True, align="both", capitals=True),
    Row("6 khoản có tiêu đề", "1. Treo băng rôn", (13, 14), bold=True, align="both"),
    Row("6 nội dung", "Chủ trì: Văn phòng Sở", (13, 14), align="both"),
    Row("6 nội dung", "- Tỷ lệ hoàn thành", (13, 14), align="both"),
    Row("6 nội dung", "Trên đây là báo cáo", (13, 14), align="both"),
    Row("7a chức vụ", "KT. GIÁM ĐỐC", (13, 14), bold=True, capitals=True),
    Row("7b họ tên", "Lê Thị Thu Hà", (13, 14), bold=True),
    Row("9b Nơi nhận", "Nơi nhận:", (12, 12), bold=True, italic=True, align="left"),
    Row("9b từng nơi", "- Như trên;", (11, 11), align="left"),
    Row("9b từng nơi", "- Lưu: VT.", (11, 11), align="left"),
    Row("phụ lục", "Phụ lục I", (14, 14), bold=True),
    Row("phụ lục", "TÌNH HÌNH THỰC HIỆN", (13, 14), bold=True, capitals=True),
    Row("phụ lục", "(Kèm theo Báo cáo số", (13, 14), italic=True),
)


@pytest.fixture(scope="module")
def report():
    return summarise(sample(), END)


@pytest.fixture(scope="module")
def word(report):
    return Word(document.write(report))


def with_office(**changes):
    records = sample()
    for name, value in changes.items():
        setattr(records.office, name, value)
    return Word(document.write(summarise(records, END)))


@pytest.mark.parametrize("row", DECREE, ids=lambda row: f"{row.box}: {row.begins}")
def test_an_element_has_the_letters_of_the_decree(word, row):
    shown = word.find(row.begins)
    assert row.sizes[0] <= shown.size <= row.sizes[1]
    assert (shown.bold, shown.italic, shown.align) == (row.bold, row.italic, row.align)
    assert shown.font == "Times New Roman"
    assert shown.color in ("auto", "000000")
    assert not row.capitals or shown.text == shown.text.upper()


@pytest.mark.parametrize("made", [sample, lambda: sample(replies=())], ids=["a month", "nothing reported"])
def test_every_page_is_a4_with_the_margins_of_the_decree(made):
    for section in Word(document.write(summarise(made(), END))).sections:
        page, sides = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert sorted(mm(page.get(f"{W}{side}")) for side in "wh") == [210, 297]
        for side, (least, most) in {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}.items():
            assert least <= mm(sides.get(f"{W}{side}")) <= most


def test_the_page_number_is_centred_in_the_top_margin_upright_and_not_on_the_first_page(word):
    for section in word.sections:  # an annex is a section, numbered on its own
        assert section.find(f"{W}pgNumType").get(f"{W}start") == "1"
        assert section.find(f"{W}pgNumType").get(f"{W}fmt") in (None, "decimal")
        assert section.find(f"{W}titlePg") is not None
        number = word.margin_text(section, "header", "default")
        assert "PAGE" in number.text
        assert 13 <= number.size <= 14
        assert (number.bold, number.italic, number.align) == (False, False, "center")
        assert word.margin_text(section, "header", "first").text == ""
        header, top = (mm(section.find(f"{W}pgMar").get(f"{W}{name}")) for name in ("header", "top"))
        assert header + number.size * 0.3528 * 1.2 <= top


def test_the_paragraphs_of_the_body_are_indented_and_spaced_as_the_decree_says(word):
    first = next(n for n, line in enumerate(word.lines) if line.text.startswith("Thực hiện Kế hoạch"))
    last = next(n for n, line in enumerate(word.lines) if line.text.startswith("Trên đây"))
    told = [line for line in word.lines[first : last + 1] if line.align == "both"]
    assert len(told) > 30
    for line in told:
        assert line.first_line in (10.0, 12.7)
        assert max(line.before, line.after) >= 6
        assert 1 <= line.spacing <= 1.5
        assert 13 <= line.size <= 14
        assert not line.italic
    assert all(line.keep for line in told if line.bold)


def test_the_last_sentence_ends_the_text(word):
    assert word.find("Trên đây là báo cáo").text.endswith("./.")


@pytest.mark.parametrize(
    ("office", "parent"),
    [
        ("Sở Tư pháp", "UBND tỉnh Vĩnh An"),
        ("Sở Văn hóa, Thể thao và Du lịch", "Ủy ban nhân dân tỉnh Vĩnh An"),
        ("Trung tâm Kiểm soát bệnh tật và Chăm sóc sức khỏe sinh sản tỉnh Vĩnh An", None),
        ("Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Vĩnh An", "UBND tỉnh Vĩnh An"),
    ],
)
def test_the_lines_are_as_long_as_the_decree_says(office, parent):
    word = with_office(name=office, parent=parent)
    lines = word.lines
    above = [(lines[at - 1], line.ruled) for at, line in enumerate(lines) if line.ruled is not None]
    (issuer, short), (motto, full), (subject, middle) = above
    assert " ".join(issuer.text.split()) == office.upper()
    for shown, length in ((issuer, short), (subject, middle)):
        longest = max(text_width(line, shown.size) for line in shown.text.split("\n"))
        assert 1 / 3 <= length / longest <= 1 / 2
    assert full == pytest.approx(text_width(motto.text, motto.size), abs=0.2)
    assert all(text_width(line, issuer.size) <= 68 for line in issuer.text.split("\n"))
    assert lines[0].bold is (parent is None)  # without a body above it the office's own name comes first


def test_the_head_s_columns_hold_their_longest_words_on_one_line(word):
    left, right = (mm(column.get(f"{W}w")) for column in word.body.find(f"{W}tbl").iter(f"{W}gridCol"))
    assert left + right == pytest.approx(165, abs=0.1)
    assert text_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12) <= right
    assert left >= 60


def test_tables_lie_within_the_margins_and_repeat_their_header():
    word = Word(document.write(followed()))
    widths, across = [], [section.find(f"{W}pgSz").get(f"{W}orient") == "landscape" for section in word.sections]
    for table in word.body.iter(f"{W}tbl"):
        widths.append(round(sum(mm(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol"))))
        if table.find(f"{W}tblPr/{W}tblBorders") is not None:
            assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    assert across == [False, True, True, False, False]
    assert widths == [165, 165, 165, 252, 252, 165, 165]


def test_several_addressees_stand_under_the_colon(report):
    word = with_office(report_to="Bộ Tư pháp; Ủy ban nhân dân tỉnh Vĩnh An; Sở Y tế tỉnh Vĩnh An.")
    title, *names = (line for line in word.lines if line.text == "Kính gửi:" or (line.left > 50 and line.text))
    assert [line.text for line in names] == [
        "- Bộ Tư pháp;",
        "- Ủy ban nhân dân tỉnh Vĩnh An;",
        "- Sở Y tế tỉnh Vĩnh An.",
    ]
    colon = title.left + text_width("Kính gửi", title.size)
    assert all(line.left + line.first_line == pytest.approx(colon, abs=1.5) for line in names)
    assert all(13 <= line.size <= 14 and not line.bold for line in (title, *names))


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("Giám đốc", ["GIÁM ĐỐC"]),
        ("Q. Giám đốc", ["Q. GIÁM ĐỐC"]),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ("KT. Giám đốc, Phó Giám đốc", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ("KT. Giám đốc Phó Giám đốc", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ("TL. Giám đốc / Chánh Văn phòng", ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]),
        ("TL. Giám đốc Phó Chánh Văn phòng", ["TL. GIÁM ĐỐC", "PHÓ CHÁNH VĂN PHÒNG"]),
        ("TUQ. Giám đốc\nTrưởng phòng", ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"]),
        (
            "TM. Ủy ban nhân dân; KT. Chủ tịch; Phó Chủ tịch",
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ),
        ("TM. Ủy ban nhân dân Chủ tịch", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        ("Phó Giám đốc phụ trách", ["PHÓ GIÁM ĐỐC PHỤ TRÁCH"]),
    ],
)
def test_whom_is_signed_for_and_who_signs_have_a_line_each(typed, lines):
    assert signer_title(typed).split("\n") == lines
    shown = with_office(signer_title=typed).find(lines[0])
    assert shown.text.split("\n") == lines
    assert shown.bold


def test_the_foot_of_each_page_names_the_kept_report(report):
    kept = Word(document.write(replace(report, head=replace(report.head, snapshot="12-3f9a1c"))))
    unkept = Word(document.write(report))
    for section in kept.sections:
        for which in ("default", "first"):
            foot = kept.margin_text(section, "footer", which)
            assert foot.text == "Bản lưu số 12-3f9a1c, số liệu tính đến 17:00 ngày 30/6/2026"
            assert 8 <= foot.size <= 9
            assert unkept.margin_text(section, "footer", which).text == ""


def test_two_drawings_of_a_kept_report_are_the_same_bytes():
    assert document.write(followed()) == document.write(followed())
