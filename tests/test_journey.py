"""Document -> report through the real inbox, reader, desk, clock and outbox, once for each kind of platform."""

import asyncio
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from sqlmodel import select

from bot.intake import Intake
from bot.shelf import Shelf
from bot.worker import Worker
from conftest import HANH, LAN, MONDAY, STRANGER
from fakes import Clock, FakeChannel, Sent
from handlers.dispatch import dispatch
from messages.channel import Attachment, Capabilities, FileKind, Incoming
from messages.plain import plain
from models.database import Sessions
from models.evidence import Evidence
from models.office import Office
from reports.forms import draw
from scheduler.deliver import deliver
from scheduler.parcel import Desk
from scheduler.remind import remind

BUTTONS = Capabilities()
NUMBERS = Capabilities(buttons=False, edit=False, groups=False, text_limit=2000)

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


def plan() -> bytes:
    document, file = Document(), io.BytesIO()
    for line in LINES:
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


class Journey:
    """A platform, a clock and the bot between them."""

    def __init__(self, sessions: Sessions, can: Capabilities, files: Path) -> None:
        self.channel, self.clock = FakeChannel(can=can), Clock(MONDAY)
        self.desk = Desk(sessions, self.clock, files, draw)
        self.inbox = Worker(Intake(Shelf(sessions, files), {"fake": self.channel}), dispatch, self.clock, lambda: None)
        self.runner = asyncio.Runner()
        self.count = 0

    def hear(self, who: str, text: str = "", file: tuple[str, bytes] | None = None, **more) -> list[Sent]:
        """Say something; what it led to, in the order it was sent."""
        self.count += 1
        incoming = Incoming("fake", str(self.count), who, text, self.clock.now, **more)
        if file:
            name, data = file
            self.channel.files[name] = data
            kind = FileKind.PHOTO if name.endswith(".jpg") else FileKind.DOCUMENT
            incoming = replace(incoming, attachments=(Attachment(name, name, len(data), kind),))
        self.runner.run(self.inbox.hear(incoming))
        self.runner.run(self.inbox.settle())
        return self.send()

    def press(self, who: str, label: str) -> list[Sent]:
        """The newest choice with that label, by its button or by its number."""
        for sent in reversed([sent for sent in self.channel.sent if sent.address == who]):
            for choice in sent.message.choices:
                if label in choice.label:
                    return self.hear(who, button=choice.data, message_id=sent.id)
            for line in plain(sent.message.text).splitlines():
                number, dot, words = line.partition(". ")
                if dot and number.isdecimal() and label in words:
                    return self.hear(who, number, message_id=sent.id)
        raise AssertionError(f"no choice {label!r} for {who}")

    def send(self) -> list[Sent]:
        before = len(self.channel.sent)
        self.runner.run(deliver(self.desk, self.channel))
        return self.channel.sent[before:]

    def tick(self, at: datetime) -> list[Sent]:
        self.clock.now = at
        remind(self.desk.sessions, at)
        return self.send()


@pytest.fixture(params=[BUTTONS, NUMBERS], ids=["buttons", "numbers"])
def journey(request, sessions: Sessions, office: Office, tmp_path: Path) -> Iterator[Journey]:
    journey = Journey(sessions, request.param, tmp_path)
    yield journey
    journey.runner.close()


def at(day: int, hour: int = 8) -> datetime:
    return datetime(2026, 6, day, hour - 7, tzinfo=UTC)


def words(sent: list[Sent]) -> str:
    return "\n".join(plain(each.message.text) for each in sent)


def test_a_document_becomes_a_report(journey: Journey):
    read = journey.hear(HANH, file=("kế hoạch.docx", plan()))
    assert "2 nhiệm vụ" in words(read)
    assert {sent.address for sent in journey.channel.sent} == {HANH}

    assert "Đã phê duyệt" in words(journey.press(HANH, "Phê duyệt"))
    asked = journey.tick(at(1))
    assert [sent.address for sent in asked] == [LAN]
    assert "NV1" in words(asked)
    assert journey.tick(at(1, 9)) == []

    assert "đã nhận" in words(journey.press(LAN, "Đã nhận"))
    assert "NV" not in words(journey.hear(STRANGER, "NV1 xong"))
    assert "50%" in words(journey.hear(LAN, "NV1 đạt 50%, đã tổ chức 02 hội nghị"))
    assert "Sắp đến hạn" in words(journey.tick(at(9)))
    assert journey.tick(at(13)) == []  # a Saturday

    journey.clock.now = at(12, 15)
    done = journey.hear(LAN, "NV1 xong, 180 lượt người", file=("hội nghị.jpg", b"jpeg"))
    assert "hoàn thành" in words(done)
    assert not [sent for day in (15, 16, 17) for sent in journey.tick(at(day)) if "NV1" in words([sent])]

    journey.clock.now = at(30, 16)
    files = [sent.message.document for sent in journey.hear(HANH, "/baocao") if sent.message.document]
    report = {Path(file.name).suffix: file for file in files}
    assert report.keys() >= {".docx", ".xlsx"}
    paragraphs = "\n".join(p.text for p in Document(io.BytesIO(report[".docx"].data)).paragraphs)
    assert "Tổ chức hội nghị phổ biến pháp luật về trẻ em tại các xã" in paragraphs
    assert "180 lượt người" in paragraphs
    sheet = openpyxl.load_workbook(io.BytesIO(report[".xlsx"].data))["Nhiệm vụ"]
    standing = {(row[0], row[2]): row[7] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert standing == {
        (1, "Phòng Nghiệp vụ I"): "Hoàn thành đúng hạn",
        (1, "Văn phòng Sở"): "Chưa xác nhận phối hợp",
        (2, "Trung tâm Trợ giúp pháp lý"): "Chưa thực hiện (chưa liên hệ được)",
    }


def test_the_same_document_again_makes_no_second_plan(journey: Journey):
    journey.hear(HANH, file=("a.docx", plan()))
    again = journey.hear(HANH, file=("b.docx", journey.channel.files["a.docx"]))
    assert "Không tạo thêm nhiệm vụ" in words(again)


def test_a_file_that_is_no_plan_is_refused_and_kept_as_none(journey: Journey):
    assert "Không đọc được" in words(journey.hear(HANH, file=("ảnh.docx", b"PK\x03\x04 not a document")))
    assert "Chưa có kế hoạch nào" in words(journey.hear(HANH, "/kehoach"))


def test_evidence_is_kept_under_its_hash(journey: Journey, tmp_path: Path):
    journey.hear(HANH, file=("kế hoạch.docx", plan()))
    journey.press(HANH, "Phê duyệt")
    journey.tick(at(1))
    journey.hear(LAN, "NV1 xong", file=("../../ảnh.jpg", b"jpeg"))
    with journey.desk.sessions() as session:
        evidence = session.exec(select(Evidence)).one()
    assert (tmp_path / evidence.sha256).read_bytes() == b"jpeg"
