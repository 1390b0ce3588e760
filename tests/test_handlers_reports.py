import io
import os
from dataclasses import replace
from datetime import date, timedelta

import docx
import openpyxl
import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from handlers.asked import parse_day
from handlers.card import choose_situation, situation
from handlers.kept import Scope, make
from handlers.records import load
from handlers.reports import choose_report, file_part, report
from handlers.routes import BUTTONS
from handlers.talk import Talk
from messages.channel import Incoming
from models.assignment import Progress, Said, Status
from models.outbox import Delivery, OutboxMessage, Snapshot
from models.people import Address, Awaiting, Person, Role, Unit
from models.plan import Plan, PlanState
from reports.forms import draw
from reports.report import from_json
from reports.summary import summarise
from sample_report import END, START, sample

CLERK, HEAD, LEADER, HOMELESS, STAFF = 1, 4, 20, 21, 22


@pytest.fixture
def session(sessions):
    """The sample department: people 1 to 8 head the units, but 1 is the clerk; nobody of unit 8 is reached."""
    with sessions() as session:
        fill(session, sample())
        yield session


def fill(session: Session, records) -> None:
    records.plan.state = PlanState.ACTIVE
    session.add(records.office)
    session.flush()
    for rows in ([records.plan], records.units, records.tasks):
        session.add_all(rows)
        session.flush()
    for person in records.people:
        person.role = Role.CLERK if person.id == CLERK else Role.HEAD
    session.add_all(records.people)
    session.add(Person(id=LEADER, office_id=1, name="Lê Thị Thu Hà", role=Role.LEADER))
    session.add(Person(id=HOMELESS, office_id=1, name="Phạm Văn Nam", role=Role.STAFF))
    session.add(Person(id=STAFF, office_id=1, unit_id=5, name="Bùi Thị Mơ", role=Role.STAFF))
    session.flush()
    session.add_all(
        Address(person_id=person.id, channel="fake", address=str(person.id), joined_at=START)
        for person in records.people
        if person.id != 8
    )
    for rows in (records.assignments, records.journal, records.figures, records.evidence):
        session.add_all(rows)
        session.flush()
    told = {"key": "told", "office_id": 1, "channel": "fake", "address": "1", "text": "", "due_at": START}
    sent = {"speaks_of": [*records.reach.told], "status": Delivery.SENT, "sent_at": START}
    session.add(OutboxMessage(**told, **sent))
    session.flush()


def talk(session, person, text="", now=END):
    who = session.get_one(Person, person)
    records = sample()
    return Talk(session, records.office, who, Incoming("fake", "1", str(person), text, now), now)


def of_form(replies, form):
    [found] = [reply for reply in replies if (reply.document or "").endswith(f":{form}")]
    return found


def kept(session, reply):
    number = int(reply.document.split(":")[1])
    return from_json(session.get_one(Snapshot, number).content)


def test_the_loaded_rows_say_what_the_pure_rows_say(session):
    loaded = load(session, 1, END)
    assert summarise(loaded, END).tasks == summarise(replace(sample(), aims=loaded.aims), END).tasks
    assert summarise(load(session, 1, END), END).gaps == summarise(sample(), END).gaps


def test_loading_takes_one_query_a_table_whatever_the_size(session):
    seen = []
    event.listen(session.connection(), "before_cursor_execute", lambda *args: seen.append(args[2]))
    session.expire_all()
    load(session, 1, END)
    assert len(seen) <= 18
    assert len([statement for statement in seen if "FROM progress" in statement]) == 1


def test_what_was_said_later_is_not_loaded(session):
    assert {line.id for line in load(session, 1, START + timedelta(days=8)).journal} == {1, 2, 3, 10, 12, 13}


def test_a_unit_that_left_the_chat_later_was_reached_before(session):
    address = session.exec(select(Address).where(Address.person_id == 6)).one()
    address.unreachable_since = START + timedelta(days=10)
    session.flush()
    assert 6 in load(session, 1, START + timedelta(days=9)).reach.chats
    assert 6 not in load(session, 1, START + timedelta(days=11)).reach.chats


def test_a_unit_not_reached_is_late_nowhere_and_named_apart_everywhere(sessions):
    with sessions() as session:
        fill(session, sample(replies=(), evidence=[], tasks=[("Họp", "Họp.", [1, 2], [], None, date(2026, 6, 25))]))
        session.exec(select(Address).where(Address.person_id == 1)).one().unreachable_since = START
        session.flush()
        told_apart_everywhere(session)


def told_apart_everywhere(session):
    [card] = situation(talk(session, LEADER))
    document = of_form(report(talk(session, LEADER), ""), "docx")
    assert kept(session, document).counts[Status.OVERDUE] == 1
    assert "1 chưa làm (trong đó 1 chưa liên hệ được)\nHoàn thành 0/2" in card.words.text
    assert "NV1 Phòng Nghiệp vụ I (hạn 25/6)" in card.words.text
    assert "NV1 Văn phòng Sở" not in card.words.text
    assert "1 chưa thực hiện (trong đó 1 chưa liên hệ được)" in document.words.text
    content = session.exec(select(Snapshot)).all()[-1].content
    rows = openpyxl.load_workbook(io.BytesIO(draw(content, "xlsx")))["Tổng hợp"].iter_rows(values_only=True)
    assert ("Trong đó: chưa liên hệ được", 1, "nằm trong số chưa thực hiện, không tính là quá hạn") in rows
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(draw(content, "docx"))).paragraphs]
    assert any("chưa liên hệ được (Văn phòng Sở)" in text for text in words)


def test_words_about_a_child_are_withheld_even_if_they_were_kept(session):
    line = session.get_one(Progress, 10)
    line.words = "Đã tư vấn cho cháu Lò Văn Tài 9 tuổi"
    session.flush()
    snapshot = make(session, session.get_one(Plan, 1), Scope(), END)
    assert "Lò Văn Tài" not in str(snapshot.content)


def test_the_clerk_gets_both_documents_of_the_whole_plan(session):
    replies = report(talk(session, CLERK), "")
    assert "Đang lập báo cáo tính đến ngày 30/6/2026: 7 nhiệm vụ, 8 đơn vị" in replies[0].words.text
    assert replies[0].document is None
    document = of_form(replies, "docx")
    assert document.document_name == "BaoCao_26-KH-STP_2026-06-30_ban-1.docx"
    assert of_form(replies, "xlsx").document_name == "BaoCao_26-KH-STP_2026-06-30_ban-1.xlsx"
    assert "3 hoàn thành đúng hạn" in document.words.text
    file = docx.Document(io.BytesIO(draw(session.exec(select(Snapshot)).one().content, "docx")))
    assert "BÁO CÁO" in [paragraph.text for paragraph in file.paragraphs]
    assert openpyxl.load_workbook(io.BytesIO(draw(session.exec(select(Snapshot)).one().content, "xlsx"))).sheetnames


def test_replies_that_wait_for_an_answer_are_told_with_their_units(session):
    session.add(Awaiting(person_id=2, what="what", data={}, since=END))
    session.commit()
    told = report(talk(session, 1), "")[1].words.text
    assert "Còn 1 tin báo cáo chưa ghi" in told
    assert f"trả lời câu hỏi lại: {session.get_one(Unit, session.get_one(Person, 2).unit_id).name}." in told


def test_a_report_of_an_earlier_day_reads_the_journal_to_the_end_of_it(session):
    document = of_form(report(talk(session, LEADER), "14/6"), "docx")
    told = kept(session, document)
    assert told.head.day == date(2026, 6, 14)
    assert max(line.day for task in told.tasks for part in task.parts for line in part.lines) <= told.head.day
    assert document.document_name.endswith("_2026-06-14_ban-1.docx")


def test_a_snapshot_stays_as_it_was_after_later_replies(session):
    snapshot = make(session, session.get_one(Plan, 1), Scope(), END)
    before = draw(snapshot.content, "docx")
    session.add(Progress(id=999, assignment_id=1, at=END, day=END.date(), said=Said.WITHDRAWN, corrects=1))
    session.flush()
    session.expire_all()
    assert draw(session.get_one(Snapshot, snapshot.id).content, "docx") == before


@pytest.mark.parametrize("argument", ["31/12/2030", "01/7/2026"])
def test_a_day_to_come_is_refused(session, argument):
    [reply] = report(talk(session, CLERK), argument)
    assert "chưa đến" in reply.words.text
    assert session.exec(select(Snapshot)).all() == []


@pytest.mark.parametrize("argument", ["31/2", "tuần sau", "abc", "0/0", "99/99/9999"])
def test_what_is_no_report_is_told_how_to_ask(session, argument):
    [reply] = report(talk(session, CLERK), argument)
    assert "/baocao 30/6; /baocao tuần" in reply.words.text
    assert "\n" not in reply.words.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14/6", date(2026, 6, 14)),
        ("đến ngày 14/06/2026", date(2026, 6, 14)),
        ("14-6", date(2026, 6, 14)),
        ("20/12", date(2025, 12, 20)),
        ("14/7", date(2026, 7, 14)),
        ("29/2", None),
    ],
)
def test_a_day_without_a_year_is_the_last_such_day_or_one_soon_to_come(text, expected):
    assert parse_day(text, date(2026, 6, 30)) == expected


def test_a_head_gets_the_own_unit_s_part_and_nothing_of_others(session):
    document = of_form(report(talk(session, HEAD), ""), "docx")
    told = kept(session, document)
    assert {part.unit for task in told.tasks for part in task.parts} == {told.head.unit}
    assert told.head.office == "Phòng Phổ biến và Theo dõi thi hành pháp luật"
    assert told.head.parent == "Sở Tư pháp"


def test_staff_see_their_unit_s_card(session):
    [card] = situation(talk(session, STAFF))
    assert "Trung tâm Trợ giúp pháp lý nhà nước" in card.words.text
    assert "Phòng Nghiệp vụ" not in card.words.text


def test_whoever_is_in_no_unit_is_told_so(session):
    [reply] = situation(talk(session, HOMELESS))
    assert "chưa thuộc đơn vị nào" in reply.words.text
    assert reply.document is None


def test_the_card_tells_exceptions_before_counts_and_carries_the_chart(session):
    [card] = situation(talk(session, LEADER))
    text = card.words.text
    order = [text.index(words) for words in ("Chưa báo cáo", "Quá hạn", "Vướng mắc", "Chờ quyết", "liên hệ được", "🟢")]
    assert order == sorted(order)
    assert "NV4 Phòng Nghiệp vụ I: xã chưa gửi hồ sơ" in text
    assert len(text) < 1024
    assert card.document.endswith(":png")
    assert draw(session.exec(select(Snapshot)).one().content, "png").startswith(b"\x89PNG")


def test_a_card_without_exceptions_says_so(session):
    [card] = situation(talk(session, HEAD))
    assert "Không có việc cần chú ý" in card.words.text


def test_names_in_a_card_are_no_markup(session):
    session.get_one(Plan, 1).title = "<b>A & B</b>"
    session.flush()
    [card] = situation(talk(session, CLERK))
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in card.words.text


def second_plan(session, state=PlanState.ACTIVE):
    session.add(Plan(id=2, office_id=1, state=state, sha256="2" * 64, file_name="hai.docx", added_at=START))
    session.flush()


def test_with_several_active_plans_the_plan_is_asked_for(session):
    second_plan(session)
    [which] = report(talk(session, CLERK), "14/6")
    assert [choice.data for choice in which.words.choices] == ["rp:2:2026-06-14", "rp:1:2026-06-14"]
    document = of_form(choose_report(talk(session, CLERK), "1:2026-06-14"), "docx")
    assert kept(session, document).head.day == date(2026, 6, 14)
    [which] = situation(talk(session, CLERK))
    assert [choice.data for choice in which.words.choices] == ["st:2", "st:1"]
    assert "Tổ chức Tháng hành động" in choose_situation(talk(session, CLERK), "1")[0].words.text


def test_the_choices_buttons_reach_their_handlers():
    assert BUTTONS["rp"][1] is choose_report
    assert BUTTONS["st"][1] is choose_situation
    assert Role.STAFF not in BUTTONS["rp"][0]


def test_a_head_is_not_asked_about_plans_without_her_unit(session):
    second_plan(session)
    assert of_form(report(talk(session, HEAD), ""), "docx")


@pytest.mark.parametrize("argument", ["", "9", "2:2026-06-14", "1:2026-13-40", "1:2027-01-01", "1", "1:x"])
def test_a_forged_button_changes_nothing(session, argument):
    second_plan(session, PlanState.DRAFT)
    [reply] = choose_report(talk(session, CLERK), argument)
    assert reply.document is None
    assert session.exec(select(Snapshot)).all() == []
    assert choose_situation(talk(session, CLERK), "2")[0].document is None


def test_a_closed_plan_is_still_reported(session):
    session.get_one(Plan, 1).state = PlanState.CLOSED
    session.flush()
    assert of_form(report(talk(session, CLERK), ""), "docx")


def test_without_an_approved_plan_there_is_nothing_to_report(session):
    session.get_one(Plan, 1).state = PlanState.DRAFT
    session.flush()
    [reply] = report(talk(session, CLERK), "")
    assert "Chưa có kế hoạch" in reply.words.text


@pytest.mark.parametrize(
    ("number", "expected"), [("26/KH-STP", "26-KH-STP"), ("Số 5/QĐ-UBND", "So-5-QD-UBND"), ("../..", "0"), ("7", "7")]
)
def test_a_file_name_is_safe_everywhere(number, expected):
    assert file_part(number) == expected


def test_an_unknown_form_is_refused():
    with pytest.raises(KeyError):
        draw({}, "exe")


@pytest.fixture
def programs(tmp_path):
    """The one folder in which programs are looked for, empty."""
    before, os.environ["PATH"] = os.environ["PATH"], str(tmp_path)
    yield tmp_path
    os.environ["PATH"] = before


def test_a_pdf_goes_along_where_libreoffice_is(session, programs):
    (programs / "soffice").write_text("")
    (programs / "soffice").chmod(0o755)
    replies = report(talk(session, CLERK), "")
    assert of_form(replies, "pdf").document_name == "BaoCao_26-KH-STP_2026-06-30_ban-1.pdf"
    assert "LibreOffice" not in of_form(replies, "docx").words.text
    assert [reply.document for reply in report(talk(session, CLERK), "pdf")] == [None, "snapshot:2:pdf"]


def test_without_libreoffice_one_line_says_that_there_is_no_pdf(session, programs):
    replies = report(talk(session, CLERK), "pdf")
    assert "Máy chủ chưa có LibreOffice" in of_form(replies, "docx").words.text
    assert not [reply for reply in replies if (reply.document or "").endswith("pdf")]
