"""Files are known by their content; what cannot or must not be read is one clear Vietnamese line."""

import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.draft import PlanDraft, UnreadableError
from plans.files import MAX_BYTES
from plans.isolate import read_isolated
from plans.read import read
from word_file import docx, levels, ole, p, run, table

SAMPLES = Path(__file__).parent / "samples"
COMMUNE = (SAMPLES / "xa-lop-he.txt").read_text("utf-8")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(name: str) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"<x/>")
    return packed.getvalue()


def _words(draft: PlanDraft) -> list[tuple[object, ...]]:
    return [
        (task.text, task.leads, task.cooperators, task.start, task.end, task.due, task.kind) for task in draft.tasks
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "trống"),
        (b" \n\x00", "trống"),
        (b"x" * (MAX_BYTES + 1), "20 MB"),
        (b"%PDF-1.7 ...", "hỏng"),
        (b"{\\rtf1 {\\object\\objdata 00}}", "nhúng"),
        (b"\x89PNG\r\n\x1a\n...", "hỏng"),
        (OLE + bytes(20), "hỏng"),
        (OLE + bytes(5000), "hỏng"),
        (ole("Root Entry", "WordDocument", "Macros", "VBA"), "macro"),
        (ole("Root Entry", "Workbook", "_VBA_PROJECT_CUR"), "macro"),
        (ole("Root Entry", "WordDocument", "ObjectPool", "_1740000000"), "nhúng"),
        (ole("Root Entry", "Workbook", "MBD0018D4E3"), "nhúng"),
        (ole("Root Entry", "EncryptionInfo", "EncryptedPackage"), "mật khẩu"),
        (ole("Root Entry", "Workbook"), "hỏng"),
        (ole("Root Entry", "CONTENTS"), "Chưa đọc được"),
        (bytes(range(256)) * 20, "không phải là văn bản"),
        (b"PK\x03\x04 broken", "hỏng"),
        (_zip("xl/workbook.xml"), "hỏng"),
        (_zip("a.txt"), "Chưa đọc được"),
        (docx(p("KẾ HOẠCH"), extra={"word/vbaProject.bin": b"x"}), "macro"),
        (docx(p("A"), types="application/vnd.ms-word.document.macroEnabled.main+xml"), "macro"),
        (b"Mot doan.\n\n" * 30_100, "quá dài"),
        (b"|a" * 100_000, "quá dài"),
        ("KẾ HOẠCH\n".encode() + b"hop " * 800_000, "quá dài"),
        (docx(p("A"), extra={"word/media/bomb": bytes(30_000_000)}), "giải nén"),
        (docx(p("A"), extra={f"x{at}": b"" for at in range(2_100)}), "giải nén"),
        (docx(p("&x;"), prolog='<!DOCTYPE w [<!ENTITY x "lol">]>'), "XML không an toàn"),
        (docx("<w:p>"), "hỏng"),
        (docx(), "chữ nào"),
        ("UBND TỈNH A\nTUYỆT MẬT\nKẾ HOẠCH\n".encode(), "độ mật"),
        (docx(p("MẬT"), p("KẾ HOẠCH")), "độ mật"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read("tep", data)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(docx(p("KẾ HOẠCH")))
    at = data.index(b"PK\x01\x02")
    while at != -1:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(UnreadableError, match="mật khẩu"):
        read("a.docx", bytes(data))


def test_a_word_about_secrecy_inside_the_text_is_no_stamp() -> None:
    assert read("a.txt", "KẾ HOẠCH\nBảo vệ bí mật nhà nước\n\nI. NỘI DUNG\n\n1. Tổ chức tập huấn.".encode()).tasks


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_any_unicode_form_reads_the_same(encoding: str) -> None:
    assert read("a.txt", COMMUNE.encode(encoding)) == read("a.txt", COMMUNE.encode())


def test_the_windows_code_page_reads_the_same() -> None:
    old = "".join(_cp1258(char) for char in COMMUNE)
    assert _words(read("a.txt", old.encode("cp1258"))) == _words(read("a.txt", COMMUNE.encode()))


def _cp1258(char: str) -> str:
    """A letter as the code page has it: base letter as far as it knows it, then the tone as a combining mark."""
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", char)
        tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
        return base + tones
    return char


def test_decomposed_text_reads_the_same() -> None:
    assert read("a.txt", unicodedata.normalize("NFD", COMMUNE).encode()) == read("a.txt", COMMUNE.encode())


def test_the_same_plan_as_word_file_gives_the_same_tasks() -> None:
    body = [p(line) for line in COMMUNE.splitlines()]
    assert _words(read("a.docx", docx(*body))) == _words(read("a.txt", COMMUNE.encode()))


def test_the_name_does_not_decide_the_type() -> None:
    assert read("ke-hoach.pdf", docx(*[p(line) for line in COMMUNE.splitlines()])).number == "42/KH-UBND"


def test_automatic_numbers_become_markers() -> None:
    numbering = levels(("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))
    letters = [p(f"Việc thứ {at} của phần này.", list_id=1, level=2) for at in range(1, 6)]
    draft = read(
        "a.docx",
        docx(
            p("KẾ HOẠCH"),
            p("Thử đánh số tự động"),
            p("MỤC ĐÍCH", list_id=1),
            p("Làm cho tốt.", list_id=1, level=1),
            p("NỘI DUNG", list_id=1),
            p("Công tác chung", list_id=1, level=1),
            *letters,
            p("TỔ CHỨC THỰC HIỆN", list_id=1),
            p("Văn phòng theo dõi, đôn đốc.", list_id=1, level=1),
            numbering=numbering,
        ),
    )
    assert [task.label for task in draft.tasks] == ["a", "b", "c", "d", "e", "1"]
    assert draft.tasks[-1].leads == ("Văn phòng",)


def test_insertions_controls_and_text_boxes_are_read_and_deletions_are_not() -> None:
    box = f"<w:r><w:txbxContent>{p('Số: 09/KH-STK')}</w:txbxContent></w:r>"
    changed = f"<w:ins>{run('Phòng Kế hoạch ')}</w:ins><w:del><w:r><w:delText>Văn phòng </w:delText></w:r></w:del>"
    control = f"<w:sdt><w:sdtContent>{p('2. Văn phòng tổng hợp báo cáo.')}</w:sdtContent></w:sdt>"
    draft = read(
        "a.docx",
        docx(
            p("", inner=box),
            p("KẾ HOẠCH"),
            p("Thử bản sửa"),
            p("I. NỘI DUNG"),
            p("1. ", inner=changed + run("chủ trì tổ chức hội nghị.")),
            control,
        ),
    )
    assert draft.number == "09/KH-STK"
    assert [task.leads for task in draft.tasks] == [("Phòng Kế hoạch",), ("Văn phòng",)]


def test_a_table_in_a_word_file_is_read_by_its_header() -> None:
    nested = "<w:tbl><w:tr><w:tc>" + p("ghi chú") + "</w:tc></w:tr></w:tbl>" + p("")
    draft = read(
        "a.docx",
        docx(
            p("KẾ HOẠCH"),
            p("Thử bảng"),
            p("I. NHIỆM VỤ"),
            table(
                ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Phối hợp", "Thời gian"],
                ["I", "Nhóm việc chung", "", "", ""],
                [
                    "1",
                    "Tổ chức hội nghị quán triệt",
                    p("- Văn phòng") + p("- Phòng Kế hoạch"),
                    "Các phòng",
                    "Quý I/2026",
                ],
                ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Phối hợp", "Thời gian"],
                ["2", "Tập huấn nghiệp vụ cho cán bộ", "Như trên", "", "15/3/2026"],
                ["", "cấp xã và cấp thôn", "", "", ""],
                ["3", p("Tổng kết cuối năm") + nested, "Văn phòng", "", "Tháng 12/2026"],
            ),
        ),
    )
    assert [(task.text, task.leads) for task in draft.tasks] == [
        ("Tổ chức hội nghị quán triệt", ("Văn phòng", "Phòng Kế hoạch")),
        ("Tập huấn nghiệp vụ cho cán bộ cấp xã và cấp thôn", ("Văn phòng", "Phòng Kế hoạch")),
        ("Tổng kết cuối năm", ("Văn phòng",)),
    ]
    assert [str(task.due) for task in draft.tasks] == ["2026-03-31", "2026-03-15", "2026-12-31"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.docx"]))
def test_no_bytes_make_reading_fail_otherwise(data: bytes, name: str) -> None:
    for content in (data, b"PK\x03\x04" + data, docx(p("KẾ HOẠCH"))[: len(data) * 3]):
        try:
            said = read(name, content).text
        except UnreadableError as error:
            said = str(error)
        assert said


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 60), st.binary(max_size=40)), min_size=1, max_size=4))
def test_a_damaged_word_file_is_read_or_refused(damage: list[tuple[int, int, bytes]]) -> None:
    whole = docx(*[p(line) for line in COMMUNE.splitlines()], numbering=levels(("decimal", "%1.")))
    for at, length, put in damage:
        cut = at % len(whole)
        whole = whole[:cut] + put + whole[cut + length :]
    try:
        said = read("a.docx", whole).text
    except UnreadableError as error:
        said = str(error)
    assert said


def test_a_child_process_reads_the_same() -> None:
    assert read_isolated("../../x.txt", COMMUNE.encode()) == read("x.txt", COMMUNE.encode())


def test_a_child_process_hands_back_the_reason() -> None:
    with pytest.raises(UnreadableError, match="trống"):
        read_isolated("a", b"")


def test_a_child_that_needs_too_much_memory_is_a_reason_too() -> None:
    with pytest.raises(UnreadableError, match="giới hạn"):
        read_isolated("a.txt", COMMUNE.encode(), memory=20 * 1024 * 1024)


@pytest.mark.parametrize(
    "frame", ["{}", "<div class='main-content'><div>{}</div></div>", "<table><tr><td>{}</td></tr></table>"]
)
def test_the_same_plan_as_web_page_gives_the_same_tasks(frame: str) -> None:
    menu = "<ul class='menu'><li>Trang chủ</li><li>Văn bản</li></ul>"
    body = "".join(f"<p>{line}</p>" for line in COMMUNE.splitlines())
    page = f"<html><body>{menu}{frame.format(body)}<div id='footer'>Bản quyền</div></body></html>"
    assert _words(read("a.html", page.encode())) == _words(read("a.txt", COMMUNE.encode()))


def _cell(text: str, span: int = 1, merge: str = "") -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{p(text)}</w:tc>'


def test_merged_cells_and_a_header_of_two_rows() -> None:
    opens, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        [
            _cell("TT", merge=opens),
            _cell("Nhiệm vụ", merge=opens),
            _cell("Phân công", 2),
            _cell("Thời gian", merge=opens),
        ],
        [
            _cell("", merge=goes_on),
            _cell("", merge=goes_on),
            _cell("Chủ trì"),
            _cell("Phối hợp"),
            _cell("", merge=goes_on),
        ],
        [_cell("I"), _cell("Nhóm nhiệm vụ tuyên truyền", 4)],
        [
            _cell("1"),
            _cell("Xây dựng tài liệu"),
            _cell("Phòng Kế hoạch", merge=opens),
            _cell("Văn phòng"),
            _cell("Quý II/2026"),
        ],
        [_cell("2"), _cell("In ấn tài liệu"), _cell("", merge=goes_on), _cell(""), _cell("Tháng 7/2026")],
    ]
    grid = "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"
    body = [p("KẾ HOẠCH"), p("Thử bảng"), p("I. NHIỆM VỤ"), p("Giao nhiệm vụ cho các đơn vị như sau:"), grid]
    tasks = read("a.docx", docx(*body)).tasks
    assert [(task.label, task.leads, task.cooperators) for task in tasks] == [
        ("1", ("Phòng Kế hoạch",), ("Văn phòng",)),
        ("2", ("Phòng Kế hoạch",), ()),
    ]


def test_paragraphs_of_a_cell_are_entries_where_each_begins_a_unit() -> None:
    rows = [
        ["Nội dung", "Thời gian", "Người phụ trách"],
        ["Đón tiếp đại biểu", "30/5/2026", p("Văn phòng Sở") + p("Đoàn Thanh niên")],
    ]
    (task,) = read("a.docx", docx(p("KẾ HOẠCH"), p("Thử bảng"), p("I. NHIỆM VỤ"), table(*rows))).tasks
    assert task.leads == ("Văn phòng Sở", "Đoàn Thanh niên")


def _page(*tasks: str) -> bytes:
    listed = "".join(tasks)
    return f"<html><body><p>KẾ HOẠCH</p><p>Thử trang web lồng nhau</p><p>I. NỘI DUNG</p>{listed}</body></html>".encode()


@pytest.mark.parametrize("depth", [1, 210, 300, 2_000])
def test_a_page_is_read_however_deep_its_words_stand(depth: int) -> None:
    deep = "<div>" * depth + "<p>2. Mở lớp bơi.</p>" + "</div>" * depth
    draft = read("a.html", _page("<p>1. Mở hội trại.</p>", deep, "<p>3. Mở thư viện.</p>"))
    assert [task.label for task in draft.tasks] == ["1", "2", "3"]


@pytest.mark.parametrize("opened", ["<!doctype ", "<!doctype a [", "<?xml "])
def test_a_page_of_unclosed_declarations_is_read_to_its_end(opened: str) -> None:
    draft = read("a.html", _page("<p>1. Mở hội trại.</p>") + opened.encode() * 50_000)
    assert [task.label for task in draft.tasks] == ["1"]


def test_a_page_too_deep_to_read_is_refused_whole() -> None:
    with pytest.raises(UnreadableError, match="lồng quá nhiều lớp"):
        read("a.html", _page("<p>1. Mở hội trại.</p>", "<div>" * 5_000, "<p>2. Mở lớp bơi.</p>"))


def test_a_table_inside_a_table_that_lays_out_the_page_is_read_once() -> None:
    line = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>".format
    inner = f"<table>{line('STT', 'Nội dung', 'Chủ trì')}{line(1, 'Mở lớp bơi', 'Phòng A')}</table>"
    draft = read("a.html", _page(f"<table><tr><td><p>1. Công tác hè</p>{inner}</td></tr></table>"))
    assert [(task.label, task.text, task.leads) for task in draft.tasks] == [("1", "Mở lớp bơi", ("Phòng A",))]


def test_paragraphs_in_list_items_keep_their_numbers() -> None:
    draft = read("a.html", _page("<ol><li><p>Mở hội trại.</p></li><li><p>Mở lớp bơi.</p></li></ol>"))
    assert [(task.label, task.text) for task in draft.tasks] == [("1", "Mở hội trại."), ("2", "Mở lớp bơi.")]
