"""A stamp of state secrecy is seen wherever a page can bear it; talk of secrecy is no stamp."""

from unicodedata import normalize

import pytest

from pdf_file import lines, pdf, text
from plans.draft import UnreadableError
from plans.read import read
from plans.secrecy import is_stamp
from word_file import NAMESPACES, docx, p, run, table

BODY = (p("KẾ HOẠCH"), p("Thử dấu mật"), p("I. NỘI DUNG"), p("1. Mở lớp học bơi."))
HEADER = f"<w:hdr {NAMESPACES}>{p('Trang 1')}{p('TUYỆT MẬT')}</w:hdr>".encode()
WATERMARK = (
    f'<w:hdr {NAMESPACES} xmlns:v="urn:schemas-microsoft-com:vml"><w:p><w:r><w:pict><v:shape>'
    '<v:textpath string="TỐI MẬT"/></v:shape></w:pict></w:r></w:p></w:hdr>'
).encode()


@pytest.mark.parametrize(
    "line",
    [
        "MẬT",
        "TỐI MẬT",
        "Tuyệt mật",
        "(MẬT)",
        "[TỐI MẬT]",
        "**MẬT**",
        "M Ậ T",
        "T Ố I  M Ậ T",
        "T U Y Ệ T   M Ậ T",
        "ỦY BAN NHÂN DÂN TỈNH A | MẬT",
        "| MẬT | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |",
        "ỦY BAN NHÂN DÂN          TỐI MẬT",
        "MẬT - HỎA TỐC",
        "TÀI LIỆU MẬT",
        "Độ mật: Tối mật",
        "Độ mật: B",
        "- MẬT -",
        "<MẬT>",
        "MẬT!",
        "« TỐI MẬT »",
        normalize("NFD", "MẬT"),
        "M\u200bẬT",
        "Mức độ mật: Mật",
        "Dấu mật: TỐI MẬT",
        "Độ: TỐI MẬT",
        "HỎA TỐC - MẬT",
        "MẬT (Bản số: 03)",
        "TUYET MAT",
    ],
)
def test_a_stamp_is_seen(line: str) -> None:
    assert is_stamp(line)
    with pytest.raises(UnreadableError, match="độ mật"):
        read("a.txt", f"{line}\nKẾ HOẠCH\nThử dấu mật\n\nI. NỘI DUNG\n\n1. Mở lớp học bơi.".encode())


@pytest.mark.parametrize(
    "line",
    [
        "Bảo mật thông tin",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "BÍ MẬT NHÀ NƯỚC",
        "Mật ong",
        "Hội thi mật ong | MẬT ONG RỪNG",
        "MẬT ĐỘ DÂN SỐ",
        "Độ mật: Không",
        "Độ mật:",
        "Phân loại độ mật của văn bản: Tuyệt mật, Tối mật, Mật",
        "T Ố T",
        "MẬT KHẨU",
        "CÔNG TÁC BẢO MẬT",
        "PHÒNG BẢO MẬT",
        "Phòng Bảo mật",
        "SỞ THÔNG TIN BÍ MẬT",
        "BAN CƠ YẾU VÀ MẬT MÃ",
        "BỆNH VIỆN A KHOA GAN MẬT",
        "Nguyễn Thị Mật",
        "UBND XÃ NGUYỄN THỊ MẬT",
        "Dấu mật",
        "Mức độ: C",
        "",
    ],
)
def test_talk_of_secrecy_is_no_stamp(line: str) -> None:
    assert not is_stamp(line)
    assert read("a.txt", f"{line}\nKẾ HOẠCH\n{line}\n\nI. NỘI DUNG\n\n1. {line}: mở lớp học bơi.".encode()).tasks


@pytest.mark.parametrize(
    "line",
    [
        "Số: 12/KH-UBND MẬT",
        "Số:     /KH-UBND TUYỆT MẬT",
        "UBND TỈNH A MẬT",
        "SỞ Y TẾ TỐI MẬT",
        "MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "MẬT Hà Nội, ngày 5 tháng 6 năm 2026",
    ],
)
def test_a_stamp_beside_the_letterhead_is_seen_where_one_blank_parts_them(line: str) -> None:
    with pytest.raises(UnreadableError, match="độ mật"):
        read("a.docx", docx(p(line), *BODY))


def test_a_stamp_far_down_is_seen() -> None:
    with pytest.raises(UnreadableError, match="độ mật"):
        read("a.docx", docx(*BODY, *[p(f"{at}. Mở lớp.") for at in range(2, 80)], p("TUYỆT MẬT")))


def test_a_list_may_name_degrees() -> None:
    text = "KẾ HOẠCH\nThử\n\nI. NỘI DUNG\n\n1. Rà soát các mức:\n- Tuyệt mật;\n- Tối mật;\n- Mật.\n"
    assert read("a.txt", text.encode()).tasks


def test_a_table_may_name_degrees() -> None:
    table_of_degrees = table(["TT", "Tài liệu", "Bản", "Nơi giữ", "MẬT"], ["1", "A", "2", "Kho", "TỐI MẬT"])
    assert read("a.docx", docx(*BODY, table_of_degrees)).tasks


def test_a_small_stamp_counts_only_above_the_title() -> None:
    plan = "UBND XÃ A\n{}\nKẾ HOẠCH\nPhát triển nghề nuôi ong\n\nI. NỘI DUNG\n\n1. Mở lớp nuôi ong.\n\n{}\n"
    assert read("a.txt", plan.format("", "Mật").encode()).tasks
    with pytest.raises(UnreadableError, match="độ mật"):
        read("a.txt", plan.format("Mật", "").encode())


@pytest.mark.parametrize(
    "data",
    [
        docx(table(["UBND TỈNH A", "MẬT"]), *BODY),
        docx(table([p("UBND TỈNH A") + p("M Ậ T"), "CỘNG HÒA"]), *BODY),
        docx(*BODY, extra={"word/header1.xml": HEADER}),
        docx(*BODY, extra={"word/footer2.xml": HEADER}),
        docx(*BODY, extra={"word/header3.xml": WATERMARK}),
        docx(*BODY, *[p("Một đoạn.")] * 80, p(inner=f"<w:r><w:txbxContent>{p('MẬT')}</w:txbxContent></w:r>")),
        docx(p(inner=run("T") + run("Ố") + run("I MẬT")), *BODY),
    ],
)
def test_a_stamp_in_a_word_file_is_seen_where_pages_bear_it(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="độ mật"):
        read("a.docx", data)


def test_a_header_without_a_stamp_is_no_hindrance() -> None:
    header = f"<w:hdr {NAMESPACES}>{p('Kế hoạch bảo vệ bí mật nhà nước')}</w:hdr>".encode()
    assert read("a.docx", docx(*BODY, extra={"word/header1.xml": header})).tasks


RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="top.xml"/>'
    b"</Relationships>"
)
NOTES = f"<w:footnotes {NAMESPACES}><w:footnote>{p('MẬT')}</w:footnote></w:footnotes>".encode()
DRAWN = '<a:t xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">MẬT</a:t>'


@pytest.mark.parametrize(
    "data",
    [
        docx(*BODY, extra={"word/top.xml": HEADER, "word/_rels/document.xml.rels": RELATIONS}),
        docx(*BODY, extra={"word/footnotes.xml": NOTES}),
        docx(p(inner=f"<w:r><w:drawing>{DRAWN}</w:drawing></w:r>"), *BODY),
    ],
)
def test_a_stamp_in_any_part_that_a_word_file_shows_is_seen(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="độ mật"):
        read("a.docx", data)


PAGE = lines(70, 100, "UBND TỈNH A", "KẾ HOẠCH", "Thử dấu mật", "I. NỘI DUNG", "1. Mở lớp học bơi.")
SLANTED = f"BT /F0 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <{'TUYỆT MẬT'.encode('utf-16-be').hex()}> Tj ET"
NOTE = b"/Annots[<</Type/Annot/Subtype/FreeText/Rect[200 700 400 750]/DA(/Helv 20 Tf)/Contents(TUYET MAT)>>]/Contents"


@pytest.mark.parametrize(
    "data",
    [
        pdf([text(250, 60, "MẬT"), *PAGE]),
        pdf([text(300, 300, "TUYỆT MẬT", turned=True), *PAGE]),
        pdf([SLANTED, *PAGE]),
        pdf([text(70, 80, "UBND TỈNH A"), text(380, 80, "MẬT"), *PAGE]),
        pdf([text(70, 80, "UBND TỈNH A"), text(175, 80, "MẬT"), *PAGE]),
        pdf(PAGE, [text(280, 30, "TỐI MẬT"), *lines(70, 100, "2. Mở lớp hai.")]),
        pdf(PAGE).replace(b"/Contents", NOTE, 1),
    ],
)
def test_a_stamp_on_a_printed_page_is_seen_however_it_lies(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="độ mật"):
        read("a.pdf", data)


def test_a_printed_page_may_speak_of_secrecy() -> None:
    talk = lines(70, 300, "2. Tập huấn bảo vệ bí mật nhà nước.", "CÔNG TÁC BẢO MẬT")
    assert read("a.pdf", pdf([text(400, 60, "Phòng Bảo mật", turned=True), *PAGE, *talk])).tasks


WEB = "<html><body>{}<main><p>KẾ HOẠCH</p><p>Thử</p><p>I. NỘI DUNG</p><p>1. Mở lớp học bơi.</p></main></body></html>"


@pytest.mark.parametrize(
    "around",
    [
        "<header>MẬT</header>",
        '<div class="banner"><b>TỐI</b> <b>MẬT</b></div>',
        "<div>M<b>ẬT</b></div>",
    ],
)
def test_a_stamp_around_the_text_of_a_web_page_is_seen(around: str) -> None:
    assert read("a.html", WEB.format("<nav>Bảo mật</nav>").encode()).tasks
    with pytest.raises(UnreadableError, match="độ mật"):
        read("a.html", WEB.format(around).encode())
