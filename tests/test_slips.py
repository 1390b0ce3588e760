"""Invitations on paper: who asks for them, what a slip holds, and that scanning or typing it lets its person in."""

import io
import json
import re

import pytest
from docx import Document
from sqlmodel import Session, select

from conftest import HANH, MONDAY
from handlers.invites import arrive, typed
from handlers.people import invite_people, invite_pressed
from handlers.talk import Talk
from messages.channel import Incoming
from models.database import Sessions
from models.office import Office
from models.people import Address, Invite, Person, Unit, person_at
from reports.slip_sheet import write
from reports.slips import Slip, Slips, from_json

LINK = "https://bot.test/vao/"
CODE = re.compile(r"(?:[2-9B-Z]{4}-){6}[2-9B-Z]{4}")


@pytest.fixture
def session(sessions: Sessions, office: Office):
    with sessions() as session:
        unit = session.exec(select(Unit).where(Unit.name == "Phòng Nghiệp vụ I")).one()
        for name in ("Lê Văn An", "Phạm Thị Bình"):
            session.add(Person(office_id=office.id, unit_id=unit.id, name=name))
        session.flush()
        yield session


def sheet(session: Session, office: Office, ask, argument: str, link: str = LINK) -> Slips:
    incoming = Incoming("fake", "1", HANH, "", MONDAY, join_link=link)
    hanh = person_at(session, "fake", HANH)
    assert hanh is not None
    (reply,) = ask(Talk(session, office, hanh, incoming, MONDAY), argument)
    kind, _, content = (reply.document or "").partition(":")
    assert kind == "slips"
    return from_json(json.loads(content))


@pytest.mark.parametrize(
    ("ask", "argument"),
    [
        (invite_people, "phiếu"),
        (invite_people, "in phiếu mời"),
        (invite_people, "phiếu Phòng Nghiệp vụ I"),
        (invite_people, "QR phòng nghiệp vụ I"),
        (invite_pressed, "s"),
    ],
)
def test_who_has_not_joined_gets_a_slip(session, office, ask, argument):
    slips = sheet(session, office, ask, argument)
    assert {"Lê Văn An", "Phạm Thị Bình"} <= {slip.name for slip in slips.slips}
    assert "Nguyễn Thị Hạnh" not in {slip.name for slip in slips.slips}
    assert slips.until == "08:00 ngày 04/6/2026"


@pytest.mark.parametrize("said", ["scanned", "code"])
def test_what_is_scanned_or_typed_lets_its_person_in_once(session, office, said):
    (slip,) = sheet(session, office, invite_people, "phiếu Bình").slips
    code = getattr(slip, said).removeprefix(LINK)
    arrive(session, Incoming("zalo", "1", "z9", code, MONDAY), MONDAY)
    joined = person_at(session, "zalo", "z9")
    assert joined is not None
    assert joined.name == "Phạm Thị Bình"
    arrive(session, Incoming("zalo", "2", "z10", code, MONDAY), MONDAY)
    assert person_at(session, "zalo", "z10") is None


@pytest.mark.parametrize(
    ("link", "chat"), [("https://t.me/don_doc_bot?start=", "@don_doc_bot trên Telegram"), (LINK, "Đôn Đốc")]
)
def test_a_slip_says_where_its_code_is_to_be_typed(session, office, link, chat):
    slips = sheet(session, office, invite_people, "phiếu Bình", link=link)
    assert f"mở chat với {chat} và gửi mã:" in Document(io.BytesIO(write(slips))).tables[0].cell(0, 0).text


def test_a_new_sheet_voids_the_one_before(session, office):
    (old,) = sheet(session, office, invite_people, "phiếu Bình").slips
    sheet(session, office, invite_people, "phiếu Bình")
    arrive(session, Incoming("zalo", "1", "z9", old.code, MONDAY), MONDAY)
    assert person_at(session, "zalo", "z9") is None


def test_without_a_link_the_qr_code_holds_the_code_itself(session, office):
    slips = sheet(session, office, invite_people, "phiếu Bình", link="")
    assert not slips.linked
    assert slips.slips[0].scanned == slips.slips[0].code


def test_nobody_is_left_to_print_for(session, office):
    for person in session.exec(select(Person)).all():
        session.add(Address(person_id=person.id, channel="fake", address=f"x{person.id}", joined_at=MONDAY))
    session.flush()
    hanh = person_at(session, "fake", HANH)
    (reply,) = invite_people(Talk(session, office, hanh, Incoming("fake", "1", HANH, "", MONDAY), MONDAY), "phiếu")
    assert reply.document is None
    assert session.exec(select(Invite)).all() == []


def test_the_sheet_holds_a_slip_a_cell_with_its_qr_code():
    code = typed("BCFGHJKMNPQRSTVXZ23456789BCF")
    made = tuple(Slip(f"Người {n} <b>&", "Phòng A", LINK + code, code) for n in range(3))
    data = write(Slips("Sở Mẫu", "08:00 ngày 04/6/2026", True, made))
    document = Document(io.BytesIO(data))
    cells = [cell for row in document.tables[0].rows for cell in row.cells]
    assert [cell.text.partition("\n")[0] for cell in cells] == ["Người 0 <b>&", "Người 1 <b>&", "Người 2 <b>&", ""]
    assert all(CODE.search(cell.text) and "08:00 ngày 04/6/2026" in cell.text for cell in cells[:3])
    pictures = [cell._tc.xpath(".//pic:pic") for cell in cells]
    assert [len(found) for found in pictures] == [1, 1, 1, 0]
    assert data == write(Slips("Sở Mẫu", "08:00 ngày 04/6/2026", True, made))
