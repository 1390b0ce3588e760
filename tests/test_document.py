"""The .docx is measured from the file itself against the decree's table (Nghị định 30/2020/NĐ-CP, annex I)."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assignment import Said
from reports import document
from reports.layout import STYLES, balanced, text_width
from reports.outline import about, plan_reference
from reports.report import from_json, to_json
from reports.summary import summarise
from sample_report import END, START, sample

CENTRE, BOTH, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(report):
    return docx.Document(io.BytesIO(document.write(report)))


def part(report, name):
    with zipfile.ZipFile(io.BytesIO(document.write(report))) as archive:
        return archive.read(name).decode()


def paragraphs(file):
    """Every paragraph, those in tables too, in document order."""
    return [docx.text.paragraph.Paragraph(p, file) for p in file.element.body.iter(f"{W}p")]


def words(file):
    return "\n".join(p.text for p in paragraphs(file))


def find(file, text):
    return next(p for p in paragraphs(file) if p.text.startswith(text))


@pytest.fixture(scope="module")
def report():
    return summarise(sample(), END)


@pytest.fixture(scope="module")
def file(report):
    return opened(report)


def test_pages_are_a4_within_the_decree_s_margins(file):
    for section in file.sections:
        assert sorted((round(section.page_width.mm), round(section.page_height.mm))) == [210, 297]
        assert 20 <= round(section.top_margin.mm, 1) <= 25
        assert 20 <= round(section.bottom_margin.mm, 1) <= 25
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20


def test_only_the_wide_tables_of_status_and_figures_lie_across(file):
    across = [section.orientation is WD_ORIENT.LANDSCAPE for section in file.sections]
    assert across == [False, True, True, False, False]


def test_the_page_number_stands_in_the_top_margin_from_page_two_in_every_section(file):
    for section in file.sections:
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert section.first_page_header._element.xml.count("instrText") == 0
        assert section.header_distance < section.top_margin
        number = section.header.paragraphs[0].style
        assert number.paragraph_format.alignment is CENTRE
        assert 13 <= number.font.size.pt <= 14
    numbered = re.findall(r'<w:pgNumType w:start="(\d)"/>', file.element.xml)
    assert numbered == ["1"] * len(file.sections)


@pytest.mark.parametrize(
    ("text", "size", "bold", "italic", "align"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False, CENTRE),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False, CENTRE),
        ("UBND TỈNH VĨNH AN", (12, 13), False, False, CENTRE),
        ("SỞ TƯ PHÁP", (12, 13), True, False, CENTRE),
        ("Số:", (13, 13), False, False, CENTRE),
        ("Vĩnh An, ngày", (13, 14), False, True, CENTRE),
        ("BÁO CÁO", (13, 14), True, False, CENTRE),
        ("Kết quả thực hiện Kế hoạch", (13, 14), True, False, CENTRE),
        ("Kính gửi: Sở Y tế", (13, 14), False, False, CENTRE),
        ("Thực hiện Kế hoạch", (13, 14), False, False, BOTH),
        ("I. CÔNG TÁC", (13, 14), True, False, BOTH),
        ("1. Treo băng rôn", (13, 14), True, False, BOTH),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", (13, 14), True, False, CENTRE),
        ("Lê Thị Thu Hà", (13, 14), True, False, CENTRE),
        ("Nơi nhận:", (12, 12), True, True, LEFT),
        ("- Như trên;", (11, 11), False, False, LEFT),
        ("Phụ lục I", (14, 14), True, False, CENTRE),
        ("TÌNH HÌNH THỰC HIỆN", (13, 14), True, False, CENTRE),
        ("(Kèm theo Báo cáo số", (13, 14), False, True, CENTRE),
    ],
)
def test_each_element_has_the_decree_s_letters(file, text, size, bold, italic, align):
    style = find(file, text).style
    assert size[0] <= style.font.size.pt <= size[1]
    assert (bool(style.font.bold), bool(style.font.italic)) == (bold, italic)
    assert style.paragraph_format.alignment is align


def test_body_paragraphs_have_the_decree_s_indent_and_spacing(file):
    style = find(file, "Thực hiện Kế hoạch").style.paragraph_format
    assert round(style.first_line_indent.mm, 1) in (10.0, 12.7)
    assert style.space_after.pt >= 6
    assert 1 <= style.line_spacing <= 1.5


def test_the_only_font_is_times_new_roman_in_vietnamese(report):
    styles = part(report, "word/styles.xml")
    fonts = re.search(r"<w:rFonts ([^>]*)/>", styles)[1]
    assert set(re.findall(r'"([^"]*)"', fonts)) == {"Times New Roman"}
    assert {"w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"} == set(re.findall(r"(w:\w+)=", fonts))
    assert 'w:lang w:val="vi-VN"' in styles
    assert "rFonts" not in part(report, "word/document.xml")


def lines_of(file):
    """Each ruled line in mm, with the text above it."""
    found, above = [], ""
    for row in [*file.tables[0].rows[0].cells, None]:
        inside = row.paragraphs if row else file.paragraphs
        width = row.width.mm if row else 165
        for paragraph in inside:
            if paragraph._p.find(f".//{W}pBdr") is not None:
                indents = paragraph.paragraph_format
                found.append((above, width - indents.left_indent.mm - indents.right_indent.mm))
            above = paragraph.text or above
    return found


def test_the_lines_have_the_decree_s_lengths_and_are_no_underscores(file):
    (office, short), (motto, full), (subject, middle) = lines_of(file)
    assert 1 / 3 <= short / text_width(office, 12) <= 1 / 2
    assert full == pytest.approx(text_width(motto, 13), abs=0.2)
    assert full == pytest.approx(56, abs=1.5)
    longest = max(text_width(line, 14) for line in subject.split("\n"))
    assert 1 / 3 <= middle / min(longest, 165) <= 1 / 2
    assert "__" not in words(file)


def test_number_and_day_are_left_to_the_clerk(file):
    assert re.fullmatch(r"Số:\s+/BC-STP", find(file, "Số:").text)
    assert re.fullmatch(r"Vĩnh An, ngày\s+tháng\s+năm 2026", find(file, "Vĩnh An").text)


def test_the_outline_stands_in_its_order(file):
    parts = [p.text for p in file.paragraphs if p.style.style_id == "part"]
    assert [text.split(".")[0] for text in parts] == ["I", "II", "III", "IV"]
    headings = [p.text for p in file.paragraphs if p.style.style_id == "clause"]
    assert headings[2] == "3. Rà soát các văn bản quy phạm pháp luật của tỉnh liên quan đến bảo vệ, chăm sóc trẻ em"
    assert headings[-4:] == [
        *("1. Mức độ hoàn thành", "2. Ưu điểm", "3. Tồn tại, hạn chế; khó khăn, vướng mắc", "4. Nguyên nhân")
    ]


def test_headings_and_the_last_sentence_stay_with_what_follows(file):
    assert find(file, "I. CÔNG TÁC").style.paragraph_format.keep_with_next
    last = find(file, "Trên đây là báo cáo")
    assert last.text.endswith("./.")
    assert last.paragraph_format.keep_with_next
    signature = next(table for table in file.tables if "Nơi nhận:" in table.rows[0].cells[0].text)
    assert signature._tbl.find(f".//{W}cantSplit") is not None


def test_each_rate_shows_its_formula_and_its_figures(file):
    rates = [p.text for p in file.paragraphs if "cách tính" in p.text]
    assert len(rates) == 3
    assert "66,7% = 4/6 (cách tính: hoàn thành / (hoàn thành + quá hạn chưa hoàn thành))" in rates[0]


def test_tables_repeat_their_header_and_fill_the_text_width(file):
    ruled = [table for table in file.tables if table._tbl.find(f".//{W}tblHeader") is not None]
    assert len(ruled) == 5
    for table in file.tables:
        widths = [int(column.get(f"{W}w")) for column in table._tbl.tblGrid]
        assert round(sum(widths) * 25.4 / 1440) in (165, 252)
        assert [cell.width.twips for cell in table.rows[0].cells] == widths


def test_the_annex_sums_equal_the_text_s(file):
    assert "khoảng 370 lượt người" in words(file)
    figures = next(table for table in file.tables if table.rows[0].cells[0].text == "NV")
    assert "khoảng 370" in [cell.text for cell in figures.columns[4].cells]


def test_several_addressees_stand_one_a_line():
    records = sample()
    records.office.report_to = "UBND tỉnh; Sở Y tế"
    file = opened(summarise(records, END))
    assert [p.text for p in file.paragraphs if p.style.style_id in ("addressees", "addressed")] == [
        "Kính gửi:",
        "- UBND tỉnh;",
        "- Sở Y tế.",
    ]


def test_what_the_office_left_open_is_left_open():
    records = sample(replies=())
    records.office.parent = records.office.place = records.office.code = None
    records.office.report_to = records.office.signer = records.office.signer_title = None
    records.plan.number = records.plan.date = records.plan.issuer = records.plan.theme = None
    text = words(opened(summarise(records, START)))
    assert "None" not in text
    assert "Kính gửi" not in text
    assert "Như trên" not in text
    assert "[Họ và tên]" in text


def test_the_same_report_gives_the_same_bytes(report):
    assert document.write(report) == document.write(from_json(to_json(report)))


@pytest.mark.parametrize(
    "payload",
    [
        "Đã phát <b>500</b> tờ & <w:p/> {{ 7*7 }} ]]>",
        '=HYPERLINK("x") & "Đã" <a href="x">',
        "Đã\x00 làm\x0b việc\ufffe \ud800 mới\u202e",
    ],
)
def test_a_reply_stays_text_whatever_it_holds(payload):
    replies = [(5, 5, 9, Said.BLOCKED, payload, {"blocker": payload}, [(payload, 2, None, False)])]
    records = replace(sample(replies=replies), people=[])
    report = summarise(records, END)
    ElementTree.fromstring(part(report, "word/document.xml"))
    kept = re.sub("[\x00\x0b\ufffe\ud800\u202e]", "", payload)
    assert kept in words(opened(report))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Tổ chức Tháng hành động vì trẻ em", "về tổ chức Tháng hành động vì trẻ em"),
        ("Kế hoạch triển khai chuyển đổi số", "về triển khai chuyển đổi số"),
        ("V/v Tổ chức hội thi", "về tổ chức hội thi"),
        ("Tháng hành động vì trẻ em", "về Tháng hành động vì trẻ em"),
    ],
)
def test_a_plan_s_title_goes_on_in_a_sentence(title, expected):
    assert about(title) == expected


def test_a_plan_is_cited_by_what_it_states(report):
    assert plan_reference(report.head).startswith("Kế hoạch số 26/KH-STP ngày 20/5/2026 của Sở Tư pháp về tổ chức")
    blank = replace(report.head, plan_number=None, plan_date=None, plan_issuer=None)
    assert plan_reference(blank) == "Kế hoạch về tổ chức Tháng hành động vì trẻ em năm 2026"
    assert plan_reference(replace(blank, plan="ke-hoach.docx", plan_title=None)) == "Kế hoạch"


def test_every_style_of_a_paragraph_is_defined(file):
    used = {p.style.style_id for p in paragraphs(file)}
    assert used <= set(STYLES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SỞ TƯ PHÁP", "SỞ TƯ PHÁP"),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "SỞ VĂN HÓA,\nTHỂ THAO VÀ DU LỊCH"),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG TỈNH", "SỞ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG TỈNH"),
        ("TRUNG TÂM KIỂM SOÁT BỆNH TẬT TỈNH", "TRUNG TÂM KIỂM\nSOÁT BỆNH TẬT TỈNH"),
    ],
)
def test_a_long_name_is_parted_where_a_reader_pauses(name, expected):
    assert balanced(name, 12, 68) == expected


def test_a_unit_s_report_speaks_of_its_own_work():
    records = sample()
    own = [row for row in records.assignments if row.unit_id == 2]
    text = words(opened(summarise(replace(records, only=records.units[1], assignments=own), END)))
    assert "Đơn vị được giao 04 nhiệm vụ của Kế hoạch: chủ trì 02, phối hợp 02" in text
    assert "Kính gửi: Lãnh đạo Sở Tư pháp" in text
    assert "chưa giao" not in text


def test_the_superior_body_s_common_words_are_shortened():
    records = sample()
    records.office.parent = "Ủy ban nhân dân tỉnh Vĩnh An"
    assert "UBND TỈNH VĨNH AN\n" in words(opened(summarise(records, END)))


def test_a_silent_cooperator_is_not_called_late(file):
    status = next(table for table in file.tables if table.rows[0].cells[-1].text == "Ghi chú")
    rows = [[cell.text for cell in row.cells] for row in status.rows]
    assert ["Phối hợp", "15/6/2026", "Chưa xác nhận phối hợp"] in [row[3:6] for row in rows]
    assert not [row for row in rows if row[3] == "Phối hợp" and row[5].startswith("Quá hạn")]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_document_that_opens(text):
    records = sample(replies=[(5, 5, 9, Said.WORKING, text, {"blocker": text}, [(text, 2, None, False)])])
    records.office.name = records.plan.title = records.plan.theme = records.office.report_to = text
    ElementTree.fromstring(part(summarise(records, END), "word/document.xml"))
