"""The same plan gives the same tasks, leads and dates in every format that people send."""

import re
import unicodedata
from functools import cache
from shutil import which

import pytest

from old_codes import tcvn3, vni
from plan_in import ROWS, as_page, as_scan, as_sheet, as_text, as_word, converted
from plans.draft import PlanDraft
from plans.read import read

needs_office = pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not on this machine")


def _found(draft: PlanDraft, *, caseless: bool = False) -> list[tuple[object, ...]]:
    tasks = [
        (task.text, task.leads, task.cooperators, task.start, task.end, task.due, task.kind) for task in draft.tasks
    ]
    return [tuple(str(each).casefold() for each in task) for task in tasks] if caseless else list(tasks)


@cache
def _plain(*, table: bool = False) -> PlanDraft:
    return read("a.txt", as_text(table=table).encode())


def test_the_plan_itself_is_read_in_full() -> None:
    draft = _plain(table=True)
    assert (draft.number, str(draft.date), draft.issuer) == ("58/KH-SXD", "2026-04-14", "SỞ XÂY DỰNG")
    assert [(task.leads, str(task.end or task.due)) for task in draft.tasks] == [
        (("Văn phòng Sở",), "2026-05-05"),
        (("Thanh tra Sở",), "2026-05-25"),
        (("Thanh tra Sở",), "2026-04-28"),
        (("Trung tâm Kiểm định chất lượng",), "None"),
        (("Công đoàn Sở",), "2026-05-31"),
        (("Các phòng, đơn vị thuộc Sở",), "2026-06-05"),
        (("Văn phòng Sở",), "2026-06-10"),
        (("Trung tâm Kiểm định chất lượng",), "2026-05-15"),
        (("Công đoàn Sở",), "2026-05-22"),
        (("Công đoàn Sở",), "2026-05-30"),
    ]


@pytest.mark.parametrize("table", [False, True])
@pytest.mark.parametrize("automatic", [False, True])
def test_a_word_file_agrees(*, table: bool, automatic: bool) -> None:
    draft = read("a.docx", as_word(table=table, automatic=automatic))
    assert _found(draft) == _found(_plain(table=table))
    assert (draft.number, draft.date, draft.issuer, draft.title) == (
        _plain().number,
        _plain().date,
        _plain().issuer,
        _plain().title,
    )


def test_the_windows_code_page_agrees() -> None:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = unicodedata.normalize("NFD", as_text(table=True))
    bases = re.sub(f"([a-zA-Z])([{tones}])([\u0302\u0306\u031b])", r"\1\3\2", parts)
    old = re.sub("[a-zA-Z][\u0302\u0306\u031b]", lambda pair: unicodedata.normalize("NFC", pair[0]), bases)
    assert _found(read("a.txt", old.encode("cp1258"))) == _found(_plain(table=True))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_text_in_other_encodings_agrees(encoding: str) -> None:
    assert _found(read("a.txt", as_text(table=True).encode(encoding))) == _found(_plain(table=True))


@pytest.mark.parametrize("write", [tcvn3, vni])
@pytest.mark.parametrize("as_file", [lambda text: text, lambda text: text.replace("\n", "\r\n")])
def test_text_in_old_codes_agrees(write: object, as_file: object) -> None:
    assert callable(write)
    assert callable(as_file)
    draft = read("a.txt", as_file(write(as_text(table=True))).encode("latin-1"))
    assert _found(draft, caseless=True) == _found(_plain(table=True), caseless=True)
    assert draft.number == "58/KH-SXD"


@pytest.mark.parametrize(("font", "write"), [(".VnTime", tcvn3), ("VNI-Times", vni)])
def test_a_word_file_in_an_old_font_agrees(font: str, write: object) -> None:
    draft = read("a.docx", as_word(font=font, write=write, table=True))
    assert _found(draft, caseless=True) == _found(_plain(table=True), caseless=True)


def test_a_web_page_agrees() -> None:
    assert _found(read("a.html", as_page().encode())) == _found(_plain())


@needs_office
@pytest.mark.parametrize("kinds", [("odt",), ("odt", "doc"), ("rtf",), ("odt", "docx")], ids=lambda kinds: kinds[-1])
def test_what_libreoffice_writes_agrees(kinds: tuple[str, ...]) -> None:
    data = converted(as_word(table=True, automatic=True), "docx", *kinds)
    assert _found(read("a", data)) == _found(_plain(table=True))


@needs_office
@pytest.mark.parametrize("table", [False, True])
def test_a_pdf_agrees(*, table: bool) -> None:
    data = converted(as_word(table=table, automatic=True), "docx", "pdf")
    assert _found(read("a.pdf", data)) == _found(_plain(table=table))


@needs_office
@pytest.mark.skipif(which("tesseract") is None, reason="tesseract is not on this machine")
def test_a_scan_agrees_but_for_a_field_or_two() -> None:
    draft = read("a.pdf", as_scan(converted(as_word(), "docx", "pdf")))
    assert len(draft.tasks) == len(_plain().tasks)
    pairs = [
        (seen, said)
        for found, plain in zip(draft.tasks, _plain().tasks, strict=True)
        for seen, said in zip(
            (found.leads, found.cooperators, found.start, found.end, found.due),
            (plain.leads, plain.cooperators, plain.start, plain.end, plain.due),
            strict=True,
        )
    ]
    assert sum(seen != said for seen, said in pairs) * 10 <= len(pairs)


def _rows(draft: PlanDraft) -> list[tuple[object, ...]]:
    return [(task.label, task.text, task.leads, task.cooperators, str(task.due)) for task in draft.tasks]


APPENDIX = [
    (label, text, (lead,), (others,) if others else (), f"2026-05-{time[:2]}")
    for label, text, lead, others, time in ROWS
]


def test_an_appendix_in_excel_agrees() -> None:
    assert _rows(read("a.xlsx", as_sheet())) == APPENDIX


@needs_office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_an_appendix_in_other_sheets_agrees(kind: str) -> None:
    found = _rows(read("a", converted(as_sheet(), "xlsx", kind)))
    assert [row for row in found if row[0] != "9"] == APPENDIX
