"""Reports under an id: the same later as on the day they were made."""

import json
import re
from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from chat import Chat
from conftest import HANH, LAN
from conversation import CENTRE, FIRST, MINH, open_office
from handlers import kept
from models.outbox import Snapshot, SnapshotKind
from models.people import Unit
from models.plan import Plan
from reports.forms import draw
from reports.pdf import available
from reports.report import from_json

FORMS = ("docx", "xlsx", "png")
PDF = ("pdf",) if available() else ()


@pytest.fixture
def chat(sessions, office) -> Chat:
    return open_office(Chat(sessions))


def newest(chat: Chat) -> Snapshot:
    with chat.sessions() as session:
        query = select(Snapshot).where(Snapshot.kind == SnapshotKind.REPORT).order_by(col(Snapshot.id))
        return session.exec(query).all()[-1]


def report_of(chat: Chat, who: str, words: str = "/baocao"):
    """What somebody is told below the first document, and the report that was kept."""
    told = next(message.text for message in chat.say(who, words) if message.document)
    return told, from_json(newest(chat).content)


def test_an_id_gives_the_same_bytes_after_ten_corrections(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%, 02 hội nghị, 180 lượt người")
    told, report = report_of(chat, HANH)
    [number] = re.findall(r"Bản lưu số (\d+-[0-9a-f]{6}):", told)
    assert report.head.snapshot == number
    first = {form: draw(newest(chat).content, form) for form in FORMS + PDF}
    for people in range(190, 200):
        chat.say(LAN, f"sửa NV1: {people} lượt người chứ không phải {people - 1 if people > 190 else 180}")
    assert "199" in report_of(chat, HANH)[1].tasks[0].parts[0].lines[-1].words
    again = chat.say(HANH, f"/baocao {number}")
    assert "đúng như khi đó" in again[0].text
    name, row, form = again[1].document.split(":")
    assert (name, form, row) == ("snapshot", "docx", number.partition("-")[0])
    with chat.sessions() as session:
        content = session.get_one(Snapshot, int(row)).content
    assert {form: draw(content, form) for form in FORMS + PDF} == first
    assert again[1].text == told


def test_a_report_made_twice_is_the_same_but_for_its_number(sessions, office, chat: Chat):
    chat.say(LAN, "NV1 đạt 60%, 02 hội nghị")
    with sessions() as session:
        plan = session.exec(select(Plan)).one()
        first, second = (kept.make(session, plan, kept.Scope(), chat.now) for _ in range(2))
        numbers = [kept.identity(row).partition("-") for row in (first, second)]
        assert (numbers[0][2], numbers[0][0]) == (numbers[1][2], str(first.id))
        renamed = {**second.content, "head": {**second.content["head"], "snapshot": first.content["head"]["snapshot"]}}
        assert renamed == first.content
    for form in FORMS:
        assert draw(first.content, form) == draw(renamed, form)


def test_wrong_digits_are_said_and_nothing_is_sent(chat: Chat):
    report_of(chat, HANH)
    number = newest(chat).id
    wrong = "000000" if kept.identity(newest(chat))[-6:] != "000000" else "111111"
    [reply] = chat.say(HANH, f"/baocao {number}-{wrong}")
    assert "mã kiểm tra không phải" in reply.text
    assert reply.document is None


def test_only_reports_of_the_own_unit_are_fetched_again(chat: Chat):
    report_of(chat, HANH)
    whole = newest(chat).id
    report_of(chat, MINH)
    centre = newest(chat).id
    for number in (whole, centre, 99, 10**14):
        [reply] = chat.say(LAN, f"/baocao bản {number}")
        assert "Không có bản lưu" in reply.text
    assert any(message.document for message in chat.say(MINH, f"/baocao bản {centre}"))
    assert any(message.document for message in chat.say(HANH, f"/baocao bản {centre}"))


def test_a_card_is_no_report_to_be_fetched(chat: Chat):
    card = chat.say(HANH, "/tinhhinh")[0].document.split(":")[1]
    assert "Không có bản lưu" in chat.say(HANH, f"/baocao bản {card}")[0].text


def test_the_next_report_is_compared_with_the_one_before_it(chat: Chat):
    _, first = report_of(chat, HANH)
    assert first.changes is None
    chat.now = chat.now.replace(day=4)
    chat.say(LAN, "NV4 xong, 06 băng rôn")
    told, second = report_of(chat, HANH)
    assert second.changes.since.snapshot == first.head.snapshot
    assert [(move.task, move.unit) for move in second.changes.done] == [(4, FIRST)]
    assert "So với ngày 01/6/2026" in told


def test_drafts_of_one_day_are_compared_with_the_same_earlier_report(chat: Chat):
    report_of(chat, HANH)
    chat.now = chat.now.replace(day=4)
    first = report_of(chat, HANH)[1]
    chat.say(LAN, "NV2 đạt 40%")
    assert report_of(chat, HANH)[1].changes.since == first.changes.since


def test_a_report_of_an_earlier_day_lists_what_the_one_made_that_day_did(chat: Chat):
    report_of(chat, HANH)
    chat.now = chat.now.replace(day=4)
    chat.say(LAN, "NV2 đạt 40%")
    then = report_of(chat, HANH)[1]
    chat.now = chat.now.replace(day=9)
    chat.say(LAN, "NV2 đạt 80%")
    report_of(chat, HANH)
    later = report_of(chat, HANH, "/baocao 4/6")[1]
    assert (later.changes, later.counts) == (then.changes, then.counts)


def test_a_week_is_compared_with_what_stood_before_it(chat: Chat):
    chat.say(LAN, "NV2 đạt 40%, 03 văn bản")
    chat.now = chat.now.replace(day=10)
    chat.say(LAN, "NV2 đạt 80%, 05 văn bản")
    report = report_of(chat, HANH, "/baocao tuần")[1]
    assert (report.changes.since.day, report.changes.since.snapshot) == (date(2026, 6, 7), None)
    assert [(shift.before, shift.now) for shift in report.changes.figures] == [(3, 5)]
    last = report_of(chat, HANH, "/baocao tuần trước")[1]
    assert (last.head.day, last.changes) == (date(2026, 6, 7), None)


def test_a_clerk_gets_one_unit_s_part_and_a_head_no_other_unit_s(chat: Chat):
    told, report = report_of(chat, HANH, f"/baocao {FIRST}")
    assert report.head.unit == FIRST
    assert f"của {FIRST}" in told
    unit = newest(chat).unit_id
    with chat.sessions() as session:
        assert session.get_one(Unit, unit).name == FIRST
    [refused] = chat.say(LAN, f"/baocao {CENTRE}")
    assert "Không có báo cáo" in refused.text
    assert report_of(chat, LAN, f"/baocao {FIRST}")[1].head.unit == FIRST


def test_a_plan_is_named_by_its_number(chat: Chat):
    assert "Không có kế hoạch số 7" in chat.say(HANH, "/baocao kế hoạch 7")[0].text
    assert report_of(chat, HANH, "/baocao kế hoạch 1")[1].head.plan_number == "15/KH-STP"


def test_an_old_snapshot_without_an_id_still_has_one(session_with_old: Session):
    row = session_with_old.exec(select(Snapshot)).one()
    assert kept.is_of(row, kept.identity(row).partition("-")[2])


@pytest.fixture
def session_with_old(chat: Chat, sessions):
    report_of(chat, HANH)
    with sessions() as session:
        row = session.exec(select(Snapshot)).one()
        content = dict(row.content)
        for name in ("changes", "comparison"):
            content.pop(name)
        content["head"] = {name: value for name, value in content["head"].items() if name != "snapshot"}
        row.content = content
        session.add(row)
        session.flush()
        yield session


def test_days_before_the_first_are_no_error(sessions, chat: Chat):
    with sessions() as session:
        plan = session.exec(select(Plan)).one()
        report = from_json(kept.make(session, plan, kept.Scope(date(1, 1, 1)), chat.now + timedelta(days=1)).content)
    assert report.changes is None


def test_what_an_earlier_report_said_of_a_child_is_not_said_again(chat: Chat, sessions):
    chat.say(LAN, "NV2 vướng do chờ kinh phí")
    report_of(chat, HANH)
    with sessions() as session:
        row = session.exec(select(Snapshot)).one()
        words = json.dumps(row.content, ensure_ascii=False).replace("chờ kinh phí", "chờ cháu Lò Văn Tài 9 tuổi")
        row.content = json.loads(words)
        session.add(row)
    chat.now = chat.now.replace(day=4)
    chat.say(LAN, "NV2 xong")
    report_of(chat, HANH)
    assert "Lò Văn Tài" not in json.dumps(newest(chat).content, ensure_ascii=False)
