"""The office's own form in chat: how it is sent, looked through, used and dropped."""

import io
import zipfile
from dataclasses import replace

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from handlers.dispatch import dispatch
from handlers.forms import problems_of
from hearing import Desk, says
from messages.channel import Attachment, FileKind
from messages.form_words import is_form, names_a_form
from models.office import Office
from models.outbox import OutboxMessage
from models.plan import Plan
from own_form import form_of
from plans.draft import FormRead, PlanDraft

FILE = Attachment("F", "mau.docx", 100)
SHA = "ab" * 32
GOOD = form_of("{{ co_quan }} báo cáo đến {{ ngay_tinh_den }}")
BAD = form_of("{{ co_quann }}")


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def relations(kind: str, target: str) -> bytes:
    spaces = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    link = f'<Relationship Id="r1" Type="{kind}" Target="{target}" TargetMode="External"/>'
    return f'<Relationships xmlns="{spaces}">{link}</Relationships>'.encode()


@pytest.mark.parametrize(
    "words",
    [
        "mẫu báo cáo",
        "Mẫu BC",
        "mau bao cao cua so",
        "dùng mẫu này cho báo cáo",
        "Từ nay dùng biểu mẫu này để làm báo cáo nhé",
        "đây là mẫu báo cáo mới của Sở",
        "báo cáo theo mẫu này",
        "mẫu báo cáo kết quả thực hiện kế hoạch",
        "report template",
    ],
)
def test_a_document_with_such_words_is_a_form(words):
    assert names_a_form(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "kế hoạch",
        "Kế hoạch kèm mẫu báo cáo",
        "đây không phải mẫu báo cáo",
        "báo cáo",
        "phụ lục màu báo cáo",
        "mẫu phiếu khảo sát",
    ],
)
def test_other_words_make_no_form(words):
    assert not names_a_form(words)


def test_only_one_document_in_private_can_be_a_form():
    sent = says(1, HANH, FILE, text="mẫu báo cáo")
    assert is_form(sent)
    photo = replace(FILE, kind=FileKind.PHOTO)
    others = (replace(sent, group=True), replace(sent, album="1"), replace(sent, forwarded=True))
    assert not any(map(is_form, (*others, says(1, HANH, photo, text="mẫu báo cáo"), says(1, HANH, text="mẫu báo cáo"))))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "Không phải tệp .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Không phải tệp .docx"),
        (b"PK\x03\x04 cut", "bị hỏng"),
        (with_part(GOOD, "word/vbaProject.bin", b"x"), "macro"),
        (with_part(GOOD, "word/embeddings/oleObject1.bin", b"x"), "OLE"),
        (with_part(GOOD, "word/_rels/styles.xml.rels", relations("oleObject", "file:///c:/a.xls")), "liên kết"),
        (
            with_part(GOOD, "word/_rels/styles.xml.rels", relations("attachedTemplate", "https://a.vn/x.dotm")),
            "liên kết",
        ),
        (with_part(GOOD, "word/_rels/styles.xml.rels", relations("image", "https://a.vn/x.png")), "ở nơi khác"),
        (with_part(GOOD, "word/media/a.bmp", bytes(30_000_000)), "nén bất thường"),
        (b"PK" + bytes(6_000_000), "lớn hơn 5 MB"),
        (with_part(GOOD, "word/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "XML không an toàn"),
        (BAD, "không có biến nào tên “co_quann”; gần nhất: co_quan"),
    ],
)
def test_a_file_that_cannot_be_the_form_is_told_why(data, expected):
    (line,) = problems_of(data)
    assert expected in line


@pytest.fixture
def chat(sessions, office) -> Chat:
    return Chat(sessions)


def form_in_use(sessions) -> str | None:
    with sessions() as session:
        return session.exec(select(Office.report_form)).one()


def test_a_form_from_the_clerk_is_used_from_then_on(chat):
    [answer] = chat.upload(HANH, "mau.docx", FormRead(), text="mẫu báo cáo", sha256=SHA)
    assert "Đã dùng mẫu <b>mau.docx</b> từ báo cáo sau" in answer.text
    assert form_in_use(chat.sessions) == SHA
    [again] = chat.upload(HANH, "mau.docx", FormRead(), text="mẫu báo cáo", sha256=SHA)
    assert "đang dùng đúng mẫu này" in again.text


def test_a_wrong_form_is_answered_with_all_that_is_wrong(chat):
    told = ("Đoạn “a”: sai.", "Đoạn “b”: <sai>.")
    [answer] = chat.upload(HANH, "mau.docx", FormRead(told), text="mẫu báo cáo", sha256="")
    assert "Đoạn “a”: sai.\n- Đoạn “b”: &lt;sai&gt;." in answer.text
    assert form_in_use(chat.sessions) is None


def test_nobody_but_the_clerk_sets_it(chat):
    chat.upload(LAN, "mau.docx", None, text="mẫu báo cáo")
    assert form_in_use(chat.sessions) is None
    assert chat.say(LAN, "/maubaocao")[0].document is None


def test_the_command_sends_the_form_and_its_button_drops_it(chat):
    [first] = chat.say(HANH, "/maubaocao")
    assert (first.document, first.document_name, first.choices) == ("form:docx", "MauBaoCao.docx", [])
    chat.upload(HANH, "mau.docx", FormRead(), text="mẫu báo cáo", sha256=SHA)
    [own] = chat.say(HANH, "/maubaocao")
    assert own.document == f"file:{SHA}"
    [start] = chat.press(HANH, "Mẫu ban đầu")
    assert (start.document, form_in_use(chat.sessions)) == ("form:docx", SHA)
    [dropped] = chat.press(HANH, "Bỏ mẫu")
    assert "Đã bỏ mẫu riêng" in dropped.text
    assert form_in_use(chat.sessions) is None


def test_an_old_button_does_not_drop_a_newer_form(chat):
    chat.upload(HANH, "mau.docx", FormRead(), text="mẫu báo cáo", sha256=SHA)
    old, data = chat.button(HANH, "Bỏ mẫu")
    chat.upload(HANH, "mau2.docx", FormRead(), text="mẫu báo cáo", sha256="cd" * 32)
    chat._send(HANH, button=data, message_id=old.platform_id)
    assert form_in_use(chat.sessions) == "cd" * 32


@pytest.fixture
def desk(sessions, tmp_path) -> Desk:
    desk = Desk(sessions, tmp_path)
    desk.act = dispatch
    return desk


def test_it_is_looked_through_before_and_kept_under_its_hash(desk, office, sessions, tmp_path):
    desk.channel.files["F"] = GOOD
    [(incoming, reading)] = desk.hear(says(1, HANH, FILE, text="dùng mẫu này cho báo cáo"))
    assert reading == FormRead()
    own = form_in_use(sessions)
    assert incoming.attachments[0].sha256 == own
    assert (tmp_path / own).read_bytes() == GOOD


def test_a_wrong_one_is_neither_kept_nor_read_as_a_plan(desk, office, sessions, tmp_path):
    desk.channel.files["F"] = BAD
    [(_, reading)] = desk.hear(says(1, HANH, FILE, text="mẫu báo cáo"))
    assert isinstance(reading, FormRead)
    assert len(reading.problems) == 1
    assert list(tmp_path.iterdir()) == []
    with sessions() as session:
        assert session.exec(select(Plan)).first() is None
        assert "Chưa dùng được mẫu" in session.exec(select(OutboxMessage.text)).one()


def test_the_same_words_of_others_are_evidence_as_ever(desk, office):
    desk.channel.files["F"] = GOOD
    [(_, reading)] = desk.hear(says(1, LAN, FILE, text="mẫu báo cáo"))
    assert reading is None


def test_a_document_without_the_words_is_still_read_as_a_plan(desk, office):
    desk.channel.files["F"] = GOOD
    [(_, reading)] = desk.hear(says(1, HANH, FILE, text="gửi chị"))
    assert isinstance(reading, PlanDraft)
