"""What is unsafe is known by its content and refused in one line, whatever the file is called."""

import io
import zipfile

import pytest
import xlsxwriter

from plan_in import as_sheet, as_word
from plans.blocks import Paragraph
from plans.draft import UnreadableError
from plans.files import blocks_of
from word_file import NAMESPACES, docx, p

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _links(kind: str, target: str, *, external: bool = True) -> dict[str, bytes]:
    mode = ' TargetMode="External"' if external else ""
    link = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return {"word/_rels/settings.xml.rels": f"<Relationships>{link}</Relationships>".encode()}


def _with(data: bytes, name: str, content: bytes) -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def _replaced(data: bytes, name: str, old: str, new: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for each in source.namelist():
            content = source.read(each)
            target.writestr(each, content.replace(old.encode(), new.encode()) if each == name else content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (_links("attachedTemplate", "https://example.org/mau.dotm"), "liên kết"),
        (_links("attachedTemplate", "\\\\may-chu\\mau.dotm"), "liên kết"),
        (_links("attachedTemplate", "file:////may-chu/mau.dotm"), "liên kết"),
        (_links("oleObject", "file:///C:\\so-lieu.xlsx"), "liên kết"),
        (_links("subDocument", "phan-2.docx"), "liên kết"),
        (_links("frame", "khung.htm"), "liên kết"),
        (_links("aFChunk", "https://example.org/a.html"), "nhúng"),
        (_links("aFChunk", "afchunk.mht", external=False), "nhúng"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "OLE"),
        ({"word/activeX/activeX1.xml": b"<x/>"}, "OLE"),
        ({"word/vbaProject.bin": b"x"}, "macro"),
        ({"word/styles.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}, "XML không an toàn"),
        ({"word/header1.xml": f"<w:hdr {NAMESPACES}>{p('TỐI MẬT')}</w:hdr>".encode()}, "độ mật"),
    ],
)
def test_a_word_file_that_fetches_or_runs_something_is_refused(extra: dict[str, bytes], said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as refused:
        blocks_of("ke-hoach.docx", docx(p("KẾ HOẠCH"), extra=extra))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "extra",
    [
        _links("hyperlink", "https://example.org/van-ban"),
        _links("image", "https://example.org/logo.png"),
        _links("attachedTemplate", "file:///C:\\Users\\A\\Normal.dotm"),
        _links("attachedTemplate", "Normal.dotm"),
        {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": b"PK"},
    ],
)
def test_what_is_only_shown_or_local_does_no_harm(extra: dict[str, bytes]) -> None:
    assert blocks_of("a", docx(p("KẾ HOẠCH"), extra=extra)) == [Paragraph("KẾ HOẠCH")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_with(as_sheet(), "xl/vbaProject.bin", b"x"), "macro"),
        (_replaced(as_sheet(), "[Content_Types].xml", "spreadsheetml.sheet.main", "sheet.macroEnabled.main"), "macro"),
        (_replaced(as_sheet(), "xl/workbook.xml", "<workbook", "<!DOCTYPE a><workbook"), "XML không an toàn"),
        (_replaced(as_sheet(), "xl/worksheets/sheet1.xml", "<sheetData>", "<sheetDat>"), "hỏng"),
        (_with(as_sheet(), "xl/embeddings/oleObject1.bin", b"x"), "OLE"),
        (_with(as_word(), "word/media/bomb", bytes(60_000_000)), "giải nén"),
    ],
)
def test_unsafe_packages_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        blocks_of("a.xlsx", data)


@pytest.mark.parametrize("place", ["header", "box", "cell"])
def test_a_stamp_in_a_workbook_is_seen(place: str) -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("A")
    sheet.write(3, 0, "KẾ HOẠCH")
    if place == "header":
        sheet.set_header("&CMẬT")
    elif place == "box":
        sheet.insert_textbox(0, 1, "MẬT")
    else:
        sheet.write(0, 0, "TUYỆT MẬT")
    book.close()
    with pytest.raises(UnreadableError, match="độ mật"):
        blocks_of("a.xlsx", file.getvalue())


@pytest.mark.parametrize("name", ["../../x.docx", "..\\x", "a\0b", "\u202excod.exe", "k" * 3000, ""])
def test_a_name_is_never_a_path(name: str) -> None:
    assert blocks_of(name, b"KE HOACH") == [Paragraph("KE HOACH")]


def _page(tag: str) -> bytes:
    return f"<html><body>{tag}<p>1. Việc</p></body></html>".encode()


@pytest.mark.parametrize(
    "tag",
    [
        "<p " + " ".join(f'a{at}="1"' for at in range(100_000)) + ">",
        "<p " + "".join(f"a{at}='>'" for at in range(5_000)) + ">",
        "<p " + "a" * 200_000 + " " + "b " * 100_000 + ">",
    ],
)
def test_a_flood_of_attributes_is_refused(tag: str) -> None:
    with pytest.raises(UnreadableError, match="bất thường"):
        blocks_of("a.html", _page(tag))


def test_a_picture_inside_a_page_is_no_flood() -> None:
    assert blocks_of("a.html", _page(f'<img src="data:image/png;base64,{"QUJD" * 400_000}">')) == [Paragraph("1. Việc")]


def test_a_page_archive_is_read() -> None:
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\n\n'
    packed = head + _page("") + b"\n--x\nContent-Type: image/png\n\nxx\n--x--\n"
    assert blocks_of("a.doc", packed) == [Paragraph("1. Việc")]
