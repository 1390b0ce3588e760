"""The page behind a link to a document: for its person alone, as long as that is one of the office's."""

import asyncio
import hashlib
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlmodel import select

from bot.pages import disposition, show_files
from bot.signed import FILE_LIFE, Links
from bot.webhook import Webhooks
from conftest import LAN, MONDAY
from models.acts import Act
from models.audit import AuditEntry
from models.database import Sessions
from models.office import Office
from models.outbox import Delivery, OutboxMessage, Snapshot, SnapshotKind
from models.people import Person, Role, Unit
from models.plan import Plan
from scheduler.parcel import Desk

LINKS = Links(b"k" * 48, "https://bot.test")
NAME = "Báo cáo tháng 6 – Sở Tư pháp.docx"


def ask(desk: Desk, path: str, method: str = "GET") -> httpx.Response:
    async def play() -> httpx.Response:
        server = Webhooks("127.0.0.1:0")
        show_files(server, LINKS, desk)
        transport = httpx.ASGITransport(server.app)
        async with httpx.AsyncClient(transport=transport, base_url="https://bot.test") as client:
            return await client.request(method, path)

    return asyncio.run(play())


def put(sessions: Sessions, **more: Any) -> int:
    with sessions() as session:
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
        values = {"key": "k", "person_id": lan.id, "office_id": lan.office_id, "channel": "fake", "address": LAN}
        row = OutboxMessage(**{**values, "text": "Báo cáo", "due_at": MONDAY, "status": Delivery.SENT, **more})
        session.add(row)
        session.flush()
        return row.id or 0


@pytest.fixture
def report(sessions: Sessions, office: Office) -> str:
    """The path of a report that Lan was sent."""
    with sessions() as session:
        plan = Plan(office_id=office.id or 0, sha256="0" * 64, file_name="a.docx", added_at=MONDAY)
        session.add(plan)
        session.flush()
        unit = session.exec(select(Person.unit_id).where(Person.name == "Trần Thị Lan")).one()
        of = {"office_id": office.id or 0, "plan_id": plan.id or 0, "unit_id": unit}
        kept = Snapshot(**of, made_at=MONDAY, content={"title": "Tháng 6"})
        session.add(kept)
        session.flush()
    row = put(sessions, document=f"snapshot:{kept.id}:docx", document_name=NAME)
    return httpx.URL(LINKS.file_link(row, MONDAY)).path


def test_a_link_gives_the_document_with_its_name_and_type(desk: Desk, report: str):
    answer = ask(desk, report)
    assert (answer.status_code, answer.content) == (200, b"Th\xc3\xa1ng 6 as docx")
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    assert answer.headers["content-disposition"] == disposition(NAME)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_who_had_a_report_by_its_link_is_written_down_without_the_link(desk: Desk, report: str):
    """Row 68."""
    for method in ("HEAD", "GET"):
        ask(desk, report, method)
    with desk.sessions() as session:
        [entry] = session.exec(select(AuditEntry)).all()
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
    assert (entry.actor_id, entry.channel, entry.action) == (lan.id, "web", Act.REPORT_FETCHED)
    assert report.rpartition("/")[2] not in str(entry.model_dump())


def test_a_messengers_look_at_it_uses_nothing_up(desk: Desk, report: str):
    assert ask(desk, report, "HEAD").status_code == 200
    assert [ask(desk, report).status_code for _ in range(3)] == [200] * 3


def test_a_look_at_the_head_draws_nothing(desk: Desk, report: str):
    def draw(*_: object) -> bytes:
        raise AssertionError("drawn")

    answer = ask(Desk(desk.sessions, desk.clock, desk.files, draw), report, "HEAD")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-disposition"] == disposition(NAME)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_it_can_only_be_read(desk: Desk, report: str, method: str):
    assert ask(desk, report, method).status_code == 405


def test_a_wrong_link_says_no_more_than_one_line(desk: Desk, report: str):
    other = Links(b"o" * 48, LINKS.url)
    wrong = (
        "/tep/",
        "/tep/x",
        f"{report}x",
        other.file_link(1, MONDAY),
        LINKS.form_link(1, 1, MONDAY),
        "/tep/../tep/1",
    )
    paths = [httpx.URL(each).path.replace("/tra-loi/", "/tep/") for each in wrong]
    answers = [ask(desk, path) for path in paths]
    assert {answer.status_code for answer in answers} == {404}
    [words] = {re.sub("nonce=.*?>", ">", answer.text) for answer in answers}
    assert "không còn dùng được" in words


def test_a_link_is_over_after_its_time(desk: Desk, report: str):
    later = MONDAY + FILE_LIFE + timedelta(seconds=1)
    assert ask(Desk(desk.sessions, lambda: later, desk.files, desk.draw), report).status_code == 404


def test_who_left_opens_nothing_any_more(desk: Desk, report: str):
    """Row 38."""
    with desk.sessions() as session:
        session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one().active = False
    assert ask(desk, report).status_code == 404


def test_who_moved_opens_no_report_of_the_former_unit_any_more(desk: Desk, report: str):
    """Row 38."""
    with desk.sessions() as session:
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
        lan.unit_id = session.exec(select(Unit.id).where(Unit.name == "Văn phòng Sở")).one()
    assert ask(desk, report).status_code == 404


@pytest.mark.parametrize(
    ("document", "opens", "no_more"),
    [
        ("slips", Role.CLERK, Role.HEAD),
        ("roster", Role.ADMIN, Role.HEAD),
        ("form", Role.CLERK, Role.LEADER),
        ("own form", Role.CLERK, Role.LEADER),
        (SnapshotKind.REPORT, Role.HEAD, Role.STAFF),
        (SnapshotKind.CARD, Role.STAFF, Role.ADMIN),
        (SnapshotKind.LETTER, Role.CLERK, Role.LEADER),
        (SnapshotKind.CALENDAR, Role.CLERK, Role.OBSERVER),
    ],
)
def test_a_document_opens_only_for_the_roles_that_may_ask_for_it(
    desk: Desk, report: str, document: str, opens: Role, no_more: Role
):
    """Row 38."""
    with desk.sessions() as session:
        kept = session.exec(select(Snapshot)).one()
        if isinstance(document, SnapshotKind):
            kept.kind = document
            kept.unit_id = kept.unit_id if kept.kind in (SnapshotKind.REPORT, SnapshotKind.CARD) else None
        else:
            form = hashlib.sha256(b"form").hexdigest()
            (desk.files / form).write_bytes(b"form")
            session.get_one(Office, kept.office_id).report_form = form
            named = {
                "slips": 'slips:{"title": "x"}',
                "roster": "roster:1",
                "form": "form:docx",
                "own form": f"file:{form}",
            }
            session.exec(select(OutboxMessage)).one().document = named[document]
    drawn = Desk(desk.sessions, desk.clock, desk.files, lambda *_: b"drawn", roster=lambda _: b"drawn")
    answers = []
    for role in (opens, no_more):
        with desk.sessions() as session:
            session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one().role = role
        answers.append(ask(drawn, report).status_code)
    assert answers == [200, 404]


@pytest.mark.parametrize(
    "row",
    [
        {"document": None},
        {"document": "snapshot:99:docx"},
        {"document": "file:../../etc/passwd"},
        {"document": f"file:{'0' * 64}"},
        {"document": "form:docx", "person_id": None},
        {"document": "form:docx", "status": Delivery.CANCELLED},
    ],
)
def test_a_row_without_a_document_of_ones_own_shows_none(desk: Desk, office: Office, row: dict[str, Any]):
    link = LINKS.file_link(put(desk.sessions, **row), MONDAY)
    assert ask(desk, httpx.URL(link).path).status_code == 404


def test_a_page_that_somebody_sent_is_saved_and_never_run(desk: Desk, office: Office, tmp_path: Path):
    data = b"<script>alert(1)</script>"
    name = hashlib.sha256(data).hexdigest()
    (tmp_path / name).write_bytes(data)
    row = put(desk.sessions, document=f"file:{name}", document_name='a"b\r\nX: y.html')
    answer = ask(desk, httpx.URL(LINKS.file_link(row, MONDAY)).path)
    assert answer.content == data
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "x" not in answer.headers


def test_a_name_is_told_in_vietnamese_and_without_accents():
    assert disposition("Đề án.docx") == (
        "attachment; filename=\"De an.docx\"; filename*=UTF-8''%C4%90%E1%BB%81%20%C3%A1n.docx"
    )
