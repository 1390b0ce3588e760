"""What Word hides: tracked changes, fields, hidden words, controls, text boxes, and every way of numbering."""

import pytest

from plans.archive import open_package
from plans.blocks import Paragraph, Row
from plans.docx import docx_blocks
from plans.files import blocks_of
from word_file import NAMESPACES, docx, p, run, table

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def _texts(*body: str, numbering: str = "", styles: str = "", extra: dict[str, bytes] | None = None) -> list[str]:
    more = {"word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>".encode()} if styles else {}
    with open_package(docx(*body, numbering=numbering, extra=more | (extra or {}))) as archive:
        blocks = docx_blocks(archive)
    return [block.text if isinstance(block, Paragraph) else " | ".join(block.cells) for block in blocks]


def _field(instruction: str, result: str) -> str:
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{signs[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{signs[1]}{run(result)}{signs[2]}"


HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
SHOWN = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r>'
NOTE = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
MOVED = f"<w:moveFrom>{run('cũ')}</w:moveFrom><w:moveTo>{run('mới')}</w:moveTo>"


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (f"<w:ins>{run('thêm')}</w:ins><w:del><w:r><w:delText>bớt</w:delText></w:r></w:del>", "thêm"),
        (MOVED, "mới"),
        (HIDDEN + SHOWN, "hiện"),
        (run("tập huấn") + NOTE, "tập huấn"),
        (_field("PAGE \\* MERGEFORMAT", "3") + run("trang"), "trang"),
        (_field("DATE \\@ dd", "15/6/2026"), "15/6/2026"),
        (_field("REF a", "mục 2"), "mục 2"),
        ('<w:fldSimple w:instr=" NUMPAGES ">' + run("9") + "</w:fldSimple>" + run("x"), "x"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>' + run(" việc"), "• việc"),
        (run("\uf0b7 việc"), "• việc"),
        (
            "<w:r><w:t>Thành</w:t><w:softHyphen/><w:t>phố</w:t><w:noBreakHyphen/><w:tab/><w:t>A</w:t></w:r>",
            "Thànhphố- A",
        ),
        (run("Tô\u0309 chư\u0301c"), "Tổ chức"),
        (f"<w:hyperlink>{run('liên kết')}</w:hyperlink><w:smartTag>{run(' thẻ')}</w:smartTag>", "liên kết thẻ"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('ô')}</w:sdtContent></w:sdt>", "ô"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Bấm')}</w:sdtContent></w:sdt>{run('x')}",
            "x",
        ),
    ],
)
def test_a_paragraph_says_what_a_reader_sees(inner: str, said: str) -> None:
    assert _texts(p("", inner=inner)) == [said]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    gone = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('1. Tổ chức ')}</w:p>"
    assert _texts(gone, p("hội nghị.")) == ["1. Tổ chức hội nghị."]


def test_a_text_box_written_twice_is_read_once() -> None:
    box = f"<w:txbxContent>{p('Số: 5/KH-UBND')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert _texts(p("Trước", inner=both)) == ["Trước", "Số: 5/KH-UBND"]


def test_a_table_of_contents_is_no_text() -> None:
    named = '<w:style w:type="paragraph" w:styleId="M1"><w:name w:val="toc 1"/></w:style>'
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = f"<w:sdt>{gallery}<w:sdtContent>{p('I. NỘI DUNG 2')}</w:sdtContent></w:sdt>"
    assert _texts(control, p("II. KINH PHÍ 3", style="M1"), p("Hết"), styles=named) == ["Hết"]


def _control(inner: str) -> str:
    return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def test_controls_around_rows_and_cells_are_entered_and_deleted_rows_are_not() -> None:
    cell = f"<w:tc>{p('a')}</w:tc>"
    kept = _control(f"<w:tr>{_control(cell)}{cell}</w:tr>")
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell}</w:tr>"
    assert _texts(f"<w:tbl>{kept}{gone}</w:tbl>") == ["a | a"]


def test_the_head_may_stand_in_the_header_of_the_page() -> None:
    header = f"<w:hdr {NAMESPACES}>{table(['SỞ A', 'CỘNG HÒA'], ['Số: 7/KH-SA', 'ngày 02 tháng 3 năm 2026'])}</w:hdr>"
    page = f"<w:hdr {NAMESPACES}>{p('Kế hoạch tháng 3')}</w:hdr>"
    extra = {"word/header1.xml": page.encode(), "word/header2.xml": header.encode()}
    assert _texts(p("KẾ HOẠCH"), extra=extra) == [
        "SỞ A | CỘNG HÒA",
        "Số: 7/KH-SA | ngày 02 tháng 3 năm 2026",
        "KẾ HOẠCH",
    ]
    assert _texts(p("Số: 8/KH-SB"), extra=extra) == ["Số: 8/KH-SB"]


def test_the_strict_form_and_a_main_part_of_another_name_are_read() -> None:
    body = f'<w:document xmlns:w="{STRICT}"><w:body>{p("KẾ HOẠCH")}</w:body></w:document>'
    links = '<Relationships><Relationship Type="x/officeDocument" Target="/word/document2.xml"/></Relationships>'
    extra = {"word/document2.xml": body.encode(), "_rels/.rels": links.encode()}
    assert blocks_of("a.docx", docx(p("cũ"), extra=extra)) == [Paragraph("KẾ HOẠCH")]


def _level(at: int, kind: str, pattern: str, more: str = "") -> str:
    shown = f'<w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/>{shown}</w:lvl>'


def _lists(levels: str, *nums: str) -> str:
    named = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="0"/>{inner}</w:num>' for at, inner in enumerate(nums, 1)
    )
    return f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{named}</w:numbering>'


THREE = _level(0, "upperRoman", "%1.") + _level(1, "decimal", "%2.") + _level(2, "lowerLetter", "%3)")


@pytest.mark.parametrize(
    ("numbering", "items", "labels"),
    [
        (_lists(THREE, ""), [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2)], "I. 1. 2. II. 1. a)"),
        (
            _lists(_level(0, "upperRoman", "%1.") + _level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'), ""),
            [(1, 0), (1, 1), (1, 0), (1, 1)],
            "I. 1. II. 2.",
        ),
        (
            _lists(_level(0, "upperRoman", "%1.") + _level(1, "decimal", "%1.%2.", "<w:isLgl/>"), ""),
            [(1, 0), (1, 0), (1, 1)],
            "I. II. 2.1.",
        ),
        (
            _lists(THREE, "", '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'),
            [(1, 1), (1, 1), (2, 1), (2, 1)],
            "1. 2. 5. 6.",
        ),
        (
            _lists(THREE, "", f'<w:lvlOverride w:ilvl="1">{_level(1, "lowerLetter", "%2)")}</w:lvlOverride>'),
            [(1, 1), (2, 1), (1, 1)],
            "1. b) 3.",
        ),
        (_lists(_level(0, "bullet", "\uf0b7") + _level(1, "bullet", "+"), ""), [(1, 0), (1, 1)], "- +"),
        (_lists(_level(0, "decimalZero", "%1."), ""), [(1, 0)], "01."),
    ],
)
def test_lists_are_counted_as_word_counts_them(numbering: str, items: list[tuple[int, int]], labels: str) -> None:
    body = [p("x", list_id=list_id, level=level) for list_id, level in items]
    assert " ".join(text.removesuffix(" x") for text in _texts(*body, numbering=numbering)) == labels


def test_numbers_of_a_style_are_counted_too() -> None:
    linked = _level(0, "upperRoman", "%1.", '<w:pStyle w:val="A"/>') + _level(
        1, "decimal", "%2.", '<w:pStyle w:val="B"/>'
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="heading {at}"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for at, name in enumerate("AB", 1)
    )
    unnumbered = (
        '<w:p><w:pPr><w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>z</w:t></w:r></w:p>'
    )
    body = [p("x", style="A"), p("y", style="B"), p("y", style="B"), unnumbered]
    assert _texts(*body, numbering=_lists(linked, ""), styles=styles) == ["I. x", "1. y", "2. y", "z"]


def test_old_fonts_are_decoded_where_the_letters_are_old() -> None:
    font = '<w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr>'.format
    title = f"<w:r>{font('.VnTimeH')}<w:t>kÕ ho¹ch</w:t></w:r>"
    words = f"<w:r>{font('.VnTime')}<w:t>tr</w:t><w:softHyphen/><w:t>íc ngµy 15</w:t></w:r>{run(' có')}"
    assert _texts(p("", inner=title), p("", inner=words)) == ["KẾ HOẠCH", "trước ngày 15 có"]
    unicode = [
        f"<w:r>{font('.VnTime')}<w:t>{words}</w:t></w:r>" for words in ("Tổ chức đúng hạn, được giao, có", " và")
    ]
    assert _texts(p("", inner="".join(unicode))) == ["Tổ chức đúng hạn, được giao, có và"]


def test_cells_merged_both_ways_keep_their_words() -> None:
    opened = '<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>' + p("Chung") + "</w:tc>"
    goes_on = '<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr>' + p("") + "</w:tc>"
    last = f"<w:tc>{p('a')}</w:tc>"
    grid = f"<w:tbl><w:tr>{opened}{last}</w:tr><w:tr>{goes_on}{last}</w:tr></w:tbl>"
    assert blocks_of("a.docx", docx(grid)) == [Row(("Chung", "", "a")), Row(("Chung", "", "a"))]
