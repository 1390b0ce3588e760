"""A month played in chat: what of it the audit holds, and that it holds no word, name, code or address (row 68)."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN
from handlers.scheduled import reports
from messages.plain import plain
from models.acts import Act
from models.assignment import Progress
from models.audit import AuditEntry
from models.chain import verify
from models.database import Sessions
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Address, Person, Unit
from people_of import BINH, NAM, more_people
from plans.draft import PlanDraft, TaskDraft

WORD = re.compile(r"[^\W\d_]{3,}")
CODES = {"fake", "docx", "xlsx", "pdf", "png", "caidat", "nhatky"}  # of forms, channels and commands
MINH, NEW_PHONE, ROOM = "7777", "7778", "-100"
PLAN = PlanDraft(
    number="12/KH-STP",
    title="Triển khai Tháng hành động vì trẻ em năm 2026",
    start=date(2026, 6, 1),
    end=date(2026, 6, 30),
    tasks=(
        TaskDraft(text="Tổ chức 02 hội nghị.", leads=("Phòng Nghiệp vụ I",), due=date(2026, 6, 15)),
        TaskDraft(text="Viết tin, bài.", leads=("Phòng Nghiệp vụ I", "Văn phòng Sở"), due=date(2026, 6, 20)),
    ),
)
SECOND = PlanDraft(title="Kế hoạch khác", tasks=(TaskDraft(text="Rà soát.", leads=("Văn phòng Sở",)),))


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    with sessions() as session:
        more_people(session, NAM, BINH)
    return Chat(sessions)


def entries(chat: Chat) -> list[AuditEntry]:
    with chat.sessions() as session:
        return list(session.exec(select(AuditEntry).order_by(col(AuditEntry.number))).all())


def invite(chat: Chat, name: str) -> str:
    return re.search(r"<code>(\S+)</code>", chat.say(HANH, f"/moi {name}")[0].text)[1]


def play(chat: Chat) -> None:
    chat.say(MINH, invite(chat, "Minh"))
    chat.say(NEW_PHONE, invite(chat, "Minh"))
    chat.upload(HANH, "kh.docx", PLAN)
    chat.press(HANH, "Phê duyệt")
    chat._send(HANH, button="lx:1")
    chat.upload(HANH, "khac.docx", SECOND, sha256="cd" * 32)
    chat.press(HANH, "Bỏ dự thảo")
    chat._send(HANH, button="px:2:yes")
    chat.say(HANH, "giờ nhắc 8h30")
    chat.say(HANH, "/gannhom NV1", address=ROOM, group=True, sender=HANH)
    chat.say(LAN, "NV1 đã làm 1 hội nghị, 60%")
    chat.say(NAM, "NV1 xin lùi đến 18/6 do xã gửi số liệu chậm")
    chat.press(LAN, "Không đồng ý")
    chat.say(NAM, "NV1 xin lùi đến 19/6")
    chat.press(HANH, "Đồng ý đến 19/6/2026")
    chat.say(HANH, "NV2 hạn 25/6/2026")
    chat.press(HANH, "Áp dụng")
    chat.say(HANH, "dừng NV2 Văn phòng Sở, lý do: Ủy ban chuyển sang năm sau")
    chat.say(BINH, "/caidat")
    made = chat.say(HANH, "/baocao")
    chat.say(BINH, f"/baocao {re.search(r'[0-9]+-[0-9a-f]{6}', made[-1].text + made[1].text)[0]}")
    chat.say(BINH, "/nguon NV1")
    chat.say(BINH, "/nhatky")
    chat.now = datetime(2026, 6, 30, 8, 5, tzinfo=UTC)
    reports(chat.sessions, chat.now)
    chat._send(HANH, button="pz:1:yes")


NOTED = (
    "1 person.invited person 3",
    "3 person.joined person 3",
    "1 person.invited person 3",
    "3 account.moved person 3",
    "1 plan.added plan 1",
    "1 plan.approved plan 1",
    "1 exported plan 1",
    "1 file.sent snapshot 1",
    "1 plan.added plan 2",
    "1 plan.discarded plan 2",
    "1 setting.changed setting remind_at",
    "1 group.bound unit 2",
    "2 time.refused assignment 1",
    "1 time.granted assignment 1",
    "1 plan.changed plan 1",
    "1 date.moved task 2",
    "1 work.stopped assignment 3",
    "5 refused command caidat",
    "1 report.made report 2-",
    "1 file.sent snapshot 2",
    "5 report.fetched report 2-",
    "5 file.sent snapshot 2",
    "5 sources.seen plan 1",
    "5 audit.seen office 1",
    "None report.made report 3-",
)


def test_what_a_month_writes_down(chat: Chat):
    play(chat)
    found = entries(chat)
    assert verify(found).flaw is None
    lines = [f"{entry.actor_id} {entry.action} {entry.subject}" for entry in found]
    for line, noted in zip(lines, NOTED, strict=False):
        assert line.startswith(noted)
    *sent, closed = found[len(NOTED) :]
    assert {(entry.channel, entry.action, entry.detail["to"]) for entry in sent} == {
        ("clock", "file.sent", 1),
        ("clock", "file.sent", 5),
    }
    assert (closed.action, closed.actor_id) == (Act.PLAN_CLOSED, 1)


def test_the_dates_before_and_after_are_there(chat: Chat):
    play(chat)
    details = {entry.action: entry.detail for entry in entries(chat)}
    assert details[Act.TIME_GRANTED] == {"before": "2026-06-15", "due": "2026-06-19", "asked": "2026-06-19"}
    assert details[Act.DATE_MOVED] == {"before": "2026-06-20", "due": "2026-06-25"}


def test_no_word_name_code_or_address_is_in_it(chat: Chat):
    codes = [invite(chat, "Minh").replace("-", "")]
    play(chat)
    sealed = {"hash", "before"}
    dump = json.dumps([entry.model_dump(mode="json", exclude=sealed) for entry in entries(chat)], ensure_ascii=False)
    with chat.sessions() as session:
        sent = [text for text in session.exec(select(OutboxMessage.text)).all() if "Nhật ký truy cập" not in text]
        texts = [*sent, *session.exec(select(Progress.words)).all()]
        names = [*session.exec(select(Person.name)).all(), *session.exec(select(Unit.name)).all()]
        addresses = [f'"{each}"' for each in session.exec(select(Address.address)).all()]
    for secret in (*codes, *names, *addresses, PLAN.title or ""):
        assert secret not in dump
    spoken = {word for text in texts for word in WORD.findall(plain(text))}
    assert set(WORD.findall(dump)) & spoken <= CODES
