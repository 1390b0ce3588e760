"""A report is drawn in the form it was made with, which is kept as long as any report names it; the command line."""

import asyncio
import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select
from typer.testing import CliRunner

from bot.cli import app
from bot.shelf import FRESH, Shelf, keep
from bot.warm import draw
from conftest import MONDAY
from handlers import kept
from messages.channel import DeliveryError
from models.kept import referred_to
from models.ledger import Held
from models.office import Office
from models.outbox import Snapshot
from models.plan import Plan
from own_form import form_of
from reports import template_start
from reports.report import to_json
from reports.summary import summarise
from sample_report import END, sample
from scheduler.parcel import Desk as Sending
from scheduler.parcel import load

SHA = "ab" * 32
GOOD = form_of("{{ co_quan }} báo cáo đến {{ ngay_tinh_den }}")
BAD = form_of("{{ co_quann }}")
CONTENT = to_json(summarise(sample(), END))


def snapshot(session, form: str | None) -> Snapshot:
    """The sample's report, kept as made in a form."""
    office = session.exec(select(Office)).first()
    plan = Plan(office_id=office.id, sha256="1" * 64, file_name="kh.docx", added_at=MONDAY)
    session.add(plan)
    session.flush()
    row = Snapshot(office_id=office.id, plan_id=plan.id, made_at=END, content=CONTENT, form=form)
    session.add(row)
    session.flush()
    return row


def test_a_report_remembers_the_form_in_use_when_it_was_made(office, sessions):
    with sessions() as session:
        session.exec(select(Office)).one().report_form = SHA
        plan = session.get_one(Plan, snapshot(session, None).plan_id)
        assert kept.make(session, plan, kept.Scope(), END).form == SHA
        session.exec(select(Office)).one().report_form = None
        assert kept.make(session, plan, kept.Scope(), END).form is None


def row_of(document: str) -> Held:
    columns = dict.fromkeys(Held._fields)
    return Held(**{**columns, "document": document})


def text_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def test_a_report_is_drawn_in_the_form_it_was_made_with(office, sessions, tmp_path):
    own = keep(tmp_path, GOOD)
    with sessions() as session:
        session.exec(select(Office)).one().report_form = "cd" * 32  # another one by now
        made, usual = snapshot(session, own).id, snapshot(session, None).id
    sending = Sending(sessions, lambda: END, tmp_path, draw)
    drawn = load(row_of(f"snapshot:{made}:docx"), sending).data
    assert "Sở Tư pháp báo cáo đến 30/6/2026" in text_of(drawn)
    assert drawn == load(row_of(f"snapshot:{made}:docx"), sending).data
    assert "KẾT QUẢ THỰC HIỆN" in text_of(load(row_of(f"snapshot:{usual}:docx"), sending).data)
    assert load(row_of(f"snapshot:{made}:xlsx"), sending).data.startswith(b"PK")


def test_a_form_that_is_gone_or_broken_is_an_error_and_no_other_layout(office, sessions, tmp_path):
    gone, broken = "ef" * 32, keep(tmp_path, GOOD)
    (tmp_path / broken).write_bytes(b"PK")
    other = keep(tmp_path, BAD)
    with sessions() as session:
        rows = {name: snapshot(session, name).id for name in (gone, broken, other)}
    sending = Sending(sessions, lambda: END, tmp_path, draw)
    for name, why in ((gone, "không đọc được"), (broken, "đã hỏng"), (other, "không điền được")):
        with pytest.raises(DeliveryError, match=f"mẫu báo cáo của cơ quan: .*{why}") as caught:
            load(row_of(f"snapshot:{rows[name]}:docx"), sending)
        assert caught.value.refused


def test_the_starting_form_is_drawn_like_any_document(sessions, tmp_path):
    sending = Sending(sessions, lambda: END, tmp_path, draw)
    assert load(row_of("form:docx"), sending).data == template_start.write()


def test_no_sweep_deletes_a_form_in_use_or_one_of_an_old_report(office, sessions, tmp_path):
    now, old, loose = (keep(tmp_path, data) for data in (GOOD, BAD, b"PK"))
    with sessions() as session:
        session.exec(select(Office)).one().report_form = now
        snapshot(session, old)
        assert referred_to(session, [now, old, loose]) == {now, old}
    asyncio.run(Shelf(sessions, tmp_path).sweep(datetime.now(UTC) + FRESH + timedelta(hours=1)))
    assert {path.name for path in tmp_path.iterdir()} == {now, old}


def run(tmp_path, *arguments):
    env = {"DONDOC_DATA_DIR": str(tmp_path), "DONDOC_DATABASE_URL": "", "DONDOC_TELEGRAM_TOKEN": ""}
    return CliRunner().invoke(app, [*map(str, arguments)], env=env)


def test_the_command_line_writes_checks_sets_and_drops_it(tmp_path):
    start = tmp_path / "form.docx"
    assert run(tmp_path, "report", "template", "--out", start).exit_code == 0
    assert start.read_bytes() == template_start.write()
    assert "co_quan: tên cơ quan ban hành" in run(tmp_path, "report", "template", "--list").output
    (tmp_path / "bad.docx").write_bytes(BAD)
    wrong = run(tmp_path, "report", "template", "--use", tmp_path / "bad.docx")
    assert wrong.exit_code == 2
    assert "gần nhất: co_quan" in wrong.output
    assert run(tmp_path, "report", "template", "--use", start).exit_code == 0
    assert len(list((tmp_path / "files").iterdir())) == 1
    assert run(tmp_path, "report", "template", "--drop").exit_code == 0
    assert run(tmp_path, "report", "template", "--drop", "--list").exit_code == 2
