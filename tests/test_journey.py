"""Document -> report through the real inbox, reader, desk, clock and outbox: one list of steps for every platform."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from sqlmodel import select

from conftest import HANH, LAN, STRANGER
from journey_console import OnConsole
from journey_mail import OnMail
from journey_telegram import OnTelegram
from journey_zalo import OnZalo, OnZaloThatCalls
from journeys import Got, Journey, OnFake, OnFakeWithNumbers
from models.database import Sessions
from models.evidence import Evidence
from models.office import Office

JOURNEYS: dict[str, type[Journey]] = {
    "buttons": OnFake,
    "numbers": OnFakeWithNumbers,
    "telegram": OnTelegram,
    "zalo polled": OnZalo,
    "zalo webhook": OnZaloThatCalls,
    "console": OnConsole,
    "e-mail form": OnMail,
}

LINES = (
    "KẾ HOẠCH",
    "Tổ chức Tháng hành động vì trẻ em năm 2026",
    "Thời gian: từ ngày 01/6/2026 đến ngày 30/6/2026.",
    "II. NỘI DUNG",
    "1. Tổ chức hội nghị phổ biến pháp luật về trẻ em tại các xã.",
    "- Đơn vị chủ trì: Phòng Nghiệp vụ I.",
    "- Đơn vị phối hợp: Văn phòng Sở.",
    "- Thời gian thực hiện: trước ngày 12/6/2026.",
    "2. Trợ giúp pháp lý miễn phí cho trẻ em.",
    "- Đơn vị chủ trì: Trung tâm Trợ giúp pháp lý.",
    "- Thời gian thực hiện: thường xuyên.",
)

JPEG = b"\xff\xd8\xff\xe0 begins a photo"


def plan() -> bytes:
    document, file = Document(), io.BytesIO()
    for line in LINES:
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


@pytest.fixture(params=JOURNEYS.values(), ids=JOURNEYS.keys())
def journey(request, sessions: Sessions, office: Office, tmp_path: Path) -> Iterator[Journey]:
    journey = request.param(sessions, tmp_path)
    yield journey
    journey.end()


@pytest.fixture
def chat(sessions: Sessions, office: Office, tmp_path: Path) -> Iterator[Journey]:
    journey = OnFake(sessions, tmp_path)
    yield journey
    journey.end()


def at(day: int, hour: int = 8) -> datetime:
    return datetime(2026, 6, day, hour - 7, tzinfo=UTC)


def words(got: list[Got]) -> str:
    return "\n".join(each.text for each in got)


def test_a_document_becomes_a_report(journey: Journey, tmp_path: Path):
    read = journey.hand_in("kế hoạch.docx", plan())
    assert "2 nhiệm vụ" in words(read)
    assert {got.who for got in journey.arrived()} == {HANH}

    assert "Đã phê duyệt" in words(journey.press(HANH, "Phê duyệt"))
    asked = journey.tick(at(1))
    assert [got.who for got in asked] == [LAN]
    assert "NV1" in words(asked)
    assert journey.tick(at(1, 9)) == []

    assert "đã nhận" in words(journey.press(LAN, "Đã nhận"))
    assert "NV" not in words(journey.hear(STRANGER, "NV1 xong"))
    assert "50%" in words(journey.hear(LAN, "NV1 đạt 50%, đã tổ chức 02 hội nghị"))
    assert "Sắp đến hạn" in words(journey.tick(at(9)))
    assert journey.tick(at(13)) == []  # a Saturday

    journey.clock.now = at(12, 15)
    done = journey.hear(LAN, "NV1 xong, 180 lượt người", file=("hội nghị.jpg", JPEG))
    assert "hoàn thành" in words(done)
    with journey.desk.sessions() as session:
        evidence = session.exec(select(Evidence)).one()
    assert (tmp_path / evidence.sha256).read_bytes() == JPEG
    assert not [got for day in (15, 16, 17) for got in journey.tick(at(day)) if "NV1" in got.text]

    journey.clock.now = at(30, 16)
    files = [got.file for got in journey.hear(HANH, "/baocao") if got.file]
    report = {Path(name).suffix: data for name, data in files}
    assert report.keys() >= {".docx", ".xlsx"}
    paragraphs = "\n".join(p.text for p in Document(io.BytesIO(report[".docx"])).paragraphs)
    assert "Tổ chức hội nghị phổ biến pháp luật về trẻ em tại các xã" in paragraphs
    assert "180 lượt người" in paragraphs
    sheet = openpyxl.load_workbook(io.BytesIO(report[".xlsx"]))["Nhiệm vụ"]
    standing = {(row[0], row[2]): row[7] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert standing == {
        (1, "Phòng Nghiệp vụ I"): "Hoàn thành đúng hạn",
        (1, "Văn phòng Sở"): "Chưa xác nhận phối hợp",
        (2, "Trung tâm Trợ giúp pháp lý"): "Chưa thực hiện (chưa liên hệ được)",
    }


def test_the_same_document_again_makes_no_second_plan(chat: Journey):
    document = plan()
    chat.hear(HANH, file=("a.docx", document))
    again = chat.hear(HANH, file=("b.docx", document))
    assert "Không tạo thêm nhiệm vụ" in words(again)


def test_a_file_that_is_no_plan_is_refused_and_kept_as_none(chat: Journey):
    assert "Không đọc được" in words(chat.hear(HANH, file=("ảnh.docx", b"PK\x03\x04 not a document")))
    assert "Chưa có kế hoạch nào" in words(chat.hear(HANH, "/kehoach"))


def test_evidence_is_kept_under_its_hash(chat: Journey, tmp_path: Path):
    chat.hear(HANH, file=("kế hoạch.docx", plan()))
    chat.press(HANH, "Phê duyệt")
    chat.tick(at(1))
    chat.hear(LAN, "NV1 xong", file=("../../ảnh.jpg", JPEG))
    with chat.desk.sessions() as session:
        evidence = session.exec(select(Evidence)).one()
    assert (tmp_path / evidence.sha256).read_bytes() == JPEG
