"""The dry run as a workbook and a picture: the same bundles, for many people and for none, and nothing a formula."""

import datetime as dt
import io
import struct
from dataclasses import replace

import openpyxl
import pytest
from sqlmodel import Session, select

import month
from conftest import HANH
from handlers import calendars
from handlers.calendars import calendar_of
from handlers.reminders import calendar as ask_calendar
from handlers.talk import Reply, Talk
from june import APPROVED, activate, add_draft
from messages.channel import Incoming
from messages.render import environment
from models.bundle import Why
from models.database import Sessions
from models.office import Office
from models.outbox import Snapshot
from models.people import Person
from models.plan import Plan
from reports import calendar_picture
from reports.calendar import LOOKS, Addressee, Calendar, Call, Matter, from_json, to_json
from reports.forms import draw
from reports.report import Head
from test_month import EVERYTHING

MONDAY = dt.date(2026, 6, 1)
HEAD = Head("Sở Tư pháp", "Kế hoạch", dt.datetime(2026, 6, 1, tzinfo=dt.UTC), MONDAY, "Asia/Ho_Chi_Minh")


def of(people: int, days: int = 5, name: str = "Trần Thị Lan", task: str = "Tổ chức hội nghị") -> Calendar:
    """Everybody is asked every day; ten people a unit."""
    persons = tuple(Addressee(n, f"{name} {n}", f"Phòng {n // 10 + 1}") for n in range(people))
    asked = (Matter(Why.OVERDUE, (1,)), Matter(Why.WEEKLY, (2, 3), "thay cho Lê Anh Tuấn"))
    calls = tuple(
        Call(MONDAY + dt.timedelta(day), dt.time(8), person.id, asked) for day in range(days) for person in persons
    )
    return Calendar(HEAD, False, persons, calls, {1: task, 2: "Rà soát", 3: "Tặng quà"}, (dt.date(2026, 6, 6),))


def opened(calendar: Calendar) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(draw(to_json(calendar), "xlsx")))


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("number", [1, 2])
def test_the_files_hold_the_very_bundles_that_are_planned(sessions: Sessions, number: int):
    month.begin(sessions, EVERYTHING)
    with sessions() as session:
        plan = session.get_one(Plan, number)
        planned = month.planned_bundles(session, plan, month.START)
        zone = session.get_one(Office, plan.office_id).zone
        expected = [(b.at, b.person, sorted((a.followed.task.position, a.why) for a in b.asks)) for b in planned]
        calendar = from_json(to_json(calendar_of(session, plan, month.START)))
    found = [
        (dt.datetime.combine(c.day, c.time, zone), c.person, sorted((t, m.why) for m in c.matters for t in m.tasks))
        for c in calendar.calls
    ]
    assert found == expected
    drawn = opened(calendar)
    assert drawn["Theo người"].max_row - 1 == sum(len(call.matters) for call in calendar.calls)
    marks = [cell.value for row in drawn["Theo ngày"].iter_rows(6, 5 + len(calendar.people), 4) for cell in row]
    assert sorted(filter(None, marks)) == sorted(call.mark for call in calendar.calls)


def test_the_workbook_says_who_what_when_and_why():
    rows = list(opened(of(1, 1))["Theo người"].values)
    assert rows[1][:6] == ("Trần Thị Lan 0", "Phòng 1", dt.datetime(2026, 6, 1), "T2", "08:00", "quá hạn")  # noqa: DTZ001
    assert rows[2][5:] == ("hỏi hằng tuần", "NV2. Rà soát\nNV3. Tặng quà", "thay cho Lê Anh Tuấn")


def test_the_grid_counts_the_people_of_each_day():
    rows = list(opened(of(12, 9))["Theo ngày"].values)
    total = next(row for row in rows if row[0] == "Cộng: số người được nhắc")
    assert total[2:] == (108, *[12] * 9)
    assert rows[3][3:] == (1, 2, 3, 4, 5, 6, 7, 8, 9)
    assert rows[4][3:10] == ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def test_every_month_begins_a_page_beside_the_names_again():
    sheet = opened(of(2, 40))["Theo ngày"]
    assert [brk.id for brk in sheet.col_breaks.brk] == [33]
    assert sheet.print_title_cols == "$A:$C"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.freeze_panes == "D6"


def test_what_people_wrote_is_text_and_no_formula():
    book = opened(of(1, 1, "=HYPERLINK(1)", "+cmd|' /C calc'!A0\x00"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert "=HYPERLINK(1) 0" in [cell.value for cell in cells]


def test_up_to_thirty_people_are_drawn_by_name_and_more_by_their_units():
    assert size(calendar_picture.draw(of(30)))[1] > size(calendar_picture.draw(of(10)))[1]
    assert size(calendar_picture.draw(of(200)))[1] < size(calendar_picture.draw(of(30)))[1]
    assert size(calendar_picture.draw(of(2000)))[1] <= size(calendar_picture.draw(of(30)))[1]


def test_a_long_plan_is_drawn_up_to_its_first_month():
    assert size(calendar_picture.draw(of(5, 300))) == size(calendar_picture.draw(of(5, 31)))


@pytest.mark.parametrize("name", ["Giá 5$ và 7$", "<b>&</b>", "a" * 300, "Vui 🎉 会议 \u0301", ""])
def test_any_name_is_drawn(name: str):
    assert size(calendar_picture.draw(of(3, 3, name)))[0] > 500


@pytest.mark.parametrize("form", ["xlsx", "png"])
def test_the_same_calendar_gives_the_same_bytes_and_an_empty_one_some(form: str):
    assert draw(to_json(of(3)), form) == draw(to_json(of(3)), form)
    assert draw(to_json(replace(of(1), people=(), calls=())), form)


def test_a_calendar_is_no_letter():
    with pytest.raises(KeyError):
        draw(to_json(of(1)), "docx")


def test_the_files_say_of_each_reason_what_the_chat_says():
    said = '{% from "vi/remind_words.j2" import short %}{{ short(why) }}'
    assert {why: environment().from_string(said).render(why=why).strip() for why in Why} == {
        why: look.words for why, look in LOOKS.items()
    }
    assert len({look.letter for look in LOOKS.values()}) == len(Why)


@pytest.fixture
def plan(sessions: Sessions, office: Office) -> Plan:
    draft = add_draft(sessions, office)
    activate(sessions, draft)
    return draft


def pressed(session: Session, data: str) -> Reply:
    clerk = session.exec(select(Person).where(Person.name == "Đỗ Thị Hạnh")).one()
    incoming = Incoming("fake", "1", HANH, "", APPROVED, button=data, message_id="m9")
    handler = {"lx": calendars.sheet, "lh": calendars.picture}[data[:2]]
    (reply,) = handler(
        Talk(session, session.exec(select(Office)).one(), clerk, incoming, APPROVED), data.partition(":")[2]
    )
    return reply


def buttons(session: Session, argument: str) -> list[str]:
    clerk = session.exec(select(Person).where(Person.name == "Đỗ Thị Hạnh")).one()
    incoming = Incoming("fake", "1", HANH, f"/lichnhac {argument}", APPROVED)
    (reply,) = ask_calendar(Talk(session, session.exec(select(Office)).one(), clerk, incoming, APPROVED), argument)
    return [choice.data for choice in reply.words.choices]


@pytest.mark.parametrize(("argument", "people"), [("", 3), ("Phòng Nghiệp vụ I", 1)])
def test_the_buttons_under_the_calendar_send_its_files(sessions: Sessions, plan: Plan, argument: str, people: int):
    with sessions() as session:
        for data, form in zip(buttons(session, argument), ("xlsx", "png"), strict=True):
            reply = pressed(session, data)
            assert reply.document_name == f"LichNhac_1_2026-05-28.{form}"
            snapshot = session.get_one(Snapshot, int((reply.document or "").split(":")[1]))
            assert len(from_json(snapshot.content).people) == people
            assert f"{people} người" in reply.words.text
            assert draw(snapshot.content, form)


@pytest.mark.parametrize("data", ["lx:99", "lx:", "lh:abc", "lh:1:x"])
def test_a_button_of_another_time_sends_nothing(sessions: Sessions, plan: Plan, data: str):
    with sessions() as session:
        assert pressed(session, data).document is None
