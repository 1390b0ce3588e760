"""Whatever way a child's data comes in, no file of the bot and no line of its log holds a word of the child."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import structlog
from sqlalchemy import Engine
from sqlmodel import SQLModel, select

import databases
from bot.intake import Intake
from bot.shelf import Shelf
from bot.worker import Worker
from chat import Chat
from conftest import HANH, LAN, MONDAY, STRANGER, join
from fakes import FakeChannel
from handlers.dispatch import dispatch
from messages.channel import Attachment, Content, FileKind, Incoming
from models.assignment import Progress
from models.database import Sessions, empty_log
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Person, Role, Room
from plans.draft import Reading
from test_progress import DRAFT
from vietnamese.text import fold

CHILDREN = ("Sùng Thị Xoan", "Giàng A Thoong", "Lò Văn Khiềm", "Nông Gia Chướng")
NUMBERS = ("0356111222", "020314005678", "TE1202012345678")
SECRETS = ("Xoan", "Thoong", "Khiềm", "Chướng", "Sùng", "Giàng", *NUMBERS)
STAFF = "1003"


@pytest.fixture
def engine(engine_for_many: Engine) -> Engine:
    return engine_for_many


@dataclass
class WholeChat(Chat):
    """The same players through the inbox and the files on disk; what is said in `poison` cannot be handled."""

    folder: Path = Path()
    poison: set[str] = field(default_factory=set)
    messages: int = 500

    def __post_init__(self) -> None:
        channel = FakeChannel()
        channel.files |= {"p": b"\xff\xd8\xff a", "d": b"PK a document"}
        intake = Intake(Shelf(self.sessions, self.folder / "files"), {"fake": channel}, pause=0)
        self.worker = Worker(intake, self._dispatch, lambda: self.now, lambda: None)

    def _dispatch(self, sessions: Sessions, incoming: Incoming, at: datetime, reading: Reading) -> set[str]:
        if incoming.text in self.poison:
            raise ValueError(f"cannot handle {incoming.text}")
        return dispatch(sessions, incoming, at, reading)

    def _send(self, who: str, reading: Reading = None, text: str = "", **more) -> list[OutboxMessage]:
        if reading is not None:
            return super()._send(who, reading, text, **more)
        self.messages += 1
        self.now += timedelta(minutes=1)
        incoming = Incoming("fake", str(self.messages), **{"address": who, "text": text, "sent_at": self.now, **more})
        before = len(self.shown(incoming.address))

        async def play() -> None:
            await self.worker.hear(incoming)
            await self.worker.settle()

        asyncio.run(play())
        self.settle()
        return self.shown(incoming.address)[before:]

    def buttons(self, who: str, label: str) -> list[str]:
        return [str(data) for message in self.shown(who) for text, data, _ in message.choices if label in str(text)]

    def take(self, who: str, label: str = "Ghi bản này") -> None:
        """Press a button if the last message offers it."""
        if any(label in str(text) for message in self.shown(who)[-1:] for text, *_ in message.choices):
            self.press(who, label)


@pytest.fixture
def chat(sessions: Sessions, office: Office, tmp_path: Path) -> WholeChat:
    with sessions() as session:
        staff = Person(office_id=office.id or 0, unit_id=2, name="Hà Thu", role=Role.STAFF)
        session.add(staff)
        session.flush()
        join(session, staff, STAFF)
        session.add(Room(office_id=office.id or 0, unit_id=2, channel="fake", address="-5"))
    chat = WholeChat(sessions, folder=tmp_path)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


def traces(chat: WholeChat, log: object) -> list[str]:
    """The secrets of which any byte is left, typed with accents, without, or written as JSON."""
    empty_log(chat.sessions)
    held = _rows(chat.sessions)
    held += b"".join(path.read_bytes() for path in chat.folder.rglob("*") if path.is_file()).lower()
    held += str([path.name for path in chat.folder.rglob("*")]).encode().lower()
    held += json.dumps(log, default=repr, ensure_ascii=False).lower().encode()
    return [word for word in SECRETS if any(form in held for form in forms(word))]


def _rows(sessions: Sessions) -> bytes:
    """What PostgreSQL holds; its files lie with its server."""
    if not databases.SERVER:
        return b""
    with sessions() as session:
        tables = [session.connection().execute(select(table)).all() for table in SQLModel.metadata.sorted_tables]
    return json.dumps(tables, default=str, ensure_ascii=False).lower().encode()


def forms(word: str) -> list[bytes]:
    lower = word.lower()
    shapes = {lower, json.dumps(lower).strip('"')}
    # Of a folded name only those are looked for that are no other word.
    shapes |= {fold(word)} if fold(word) in ("xoan", "thoong", "khiem") else set()
    return [shape.encode() for shape in shapes]


def plain(chat: WholeChat) -> None:
    chat.say(LAN, "NV1 đạt 60%, đã thăm cháu Sùng Thị Xoan lớp 3A, thôn Nà Lốc")
    chat.take(LAN)


def plain_and_dropped(chat: WholeChat) -> None:
    chat.say(LAN, "NV1 đạt 60%; trao quà cho em Giàng A Thoong, 9 tuổi, mẹ là chị Giàng Thị Mua 0356111222")
    chat.take(LAN, "Bỏ")


def refused(chat: WholeChat) -> None:
    chat.say(LAN, "Cháu Sùng Thị Xoan, số định danh 020314005678, thẻ TE1202012345678, được nhận quà")


def without_accents(chat: WholeChat) -> None:
    chat.say(STAFF, "nv2 xong r, 3 hn; chau sung thi xoan 7 tuoi o ban Khoang bi om. xoan cam on")
    chat.take(STAFF)


def after_the_button(chat: WholeChat) -> None:
    chat.say(LAN, "", button="a:1:blocked")
    chat.say(LAN, "chờ kinh phí, cháu Sùng Thị Xoan lớp 3A chưa có quà")
    chat.take(LAN)
    chat.say(LAN, "", button="a:2:more_time")
    chat.say(LAN, "xin lùi đến 20/6, vì bé Giàng A Thoong 6 tuổi ở thôn Nà Lốc ốm")
    chat.take(LAN)


def question(chat: WholeChat) -> None:
    chat.say(LAN, "NV1 nộp theo mẫu nào ạ? Cháu Sùng Thị Xoan lớp 3A có được quà không?")
    chat.take(LAN)
    chat.say(HANH, "", button=next(iter(chat.buttons(HANH, "Trả lời")), "it:1"))
    chat.say(HANH, "Theo mẫu 02; cháu Sùng Thị Xoan lớp 3A thì được nhận")
    chat.take(HANH)


def correction(chat: WholeChat) -> None:
    chat.say(LAN, "NV1 đạt 60%, 21 hội nghị")
    chat.say(LAN, "nhầm, 12 chứ không phải 21, và cháu Sùng Thị Xoan lớp 3A")
    chat.take(LAN)
    chat.say(LAN, "sửa")
    chat.say(LAN, "NV1 đạt 70%, cháu Giàng A Thoong 9 tuổi ở bản Khoang")
    chat.take(LAN)


def caption(chat: WholeChat) -> None:
    photo = Attachment("p", "a.jpg", 9, FileKind.PHOTO)
    chat.say(LAN, "NV1 xong, cháu Sùng Thị Xoan lớp 3A nhận quà", attachments=(photo,))
    chat.take(LAN)


def file_name(chat: WholeChat) -> None:
    paper = Attachment("d", "Hồ sơ cháu Sùng Thị Xoan lớp 3A.docx", 9)
    chat.say(LAN, "NV1 đạt 60%", attachments=(paper, Attachment("p", "bb.pdf", 9)))
    chat.take(LAN)
    chat.say(HANH, "", attachments=(Attachment("d", "Kế hoạch thăm cháu Lò Văn Khiềm lớp 2B.docx", 9),))


def forwarded(chat: WholeChat) -> None:
    chat.say(LAN, "NV1 đạt 60%, cháu Nông Gia Chướng 7 tuổi thôn Nà Lốc", forwarded=True)
    chat.take(LAN)


def in_a_group(chat: WholeChat) -> None:
    told = "NV1 đạt 60%, cháu Sùng Thị Xoan lớp 3A ở thôn Nà Lốc"
    chat.say(LAN, told, address="-5", sender=LAN, group=True)
    chat.say(LAN, "/nhiemvu", address="-5", sender=LAN, group=True)
    shown = chat.shown("-5")[-1].platform_id
    chat.say(LAN, told, address="-5", sender=LAN, group=True, message_id=shown)
    chat.say(LAN, "/gannhom cháu Sùng Thị Xoan lớp 3A", address="-5", sender=LAN, group=True)
    chat.say(STRANGER, told, address="-5", sender=STRANGER, group=True)


def edited(chat: WholeChat) -> None:
    chat.say(LAN, "NV1 đạt 60%", own_id="7")
    chat.say(LAN, "NV1 đạt 80%, cháu Sùng Thị Xoan lớp 3A", own_id="7", edited=True)
    chat.take(LAN)


def from_a_stranger(chat: WholeChat) -> None:
    chat.say(STRANGER, "NV1 xong, cháu Sùng Thị Xoan lớp 3A")
    chat.say(STRANGER, "/start cháu Sùng Thị Xoan lớp 3A")


def as_a_command(chat: WholeChat) -> None:
    for text in ("/nhac cháu Sùng Thị Xoan lớp 3A", "/xoan cháu Sùng Thị Xoan lớp 3A", "/moi bé Sùng Thị Xoan 7 tuổi"):
        chat.say(HANH, text)
    chat.say(HANH, "NV1 nội dung: thăm cháu Sùng Thị Xoan lớp 3A")
    chat.take(HANH)
    chat.say(HANH, "thêm: thăm cháu Sùng Thị Xoan lớp 3A")
    chat.take(HANH)


def as_a_reason(chat: WholeChat) -> None:
    chat.say(LAN, "NV1 xin lùi đến 20/6 do chờ kinh phí")
    if refusals := chat.buttons(HANH, "Không đồng ý"):
        chat.say(HANH, "", button=refusals[-1])
        chat.say(HANH, "Hạn đã rất rộng rồi; cháu Sùng Thị Xoan lớp 3A đang chờ quà")
        chat.take(HANH)
    chat.say(STAFF, "NV2 xong, 3 hội nghị")
    if returns := chat.buttons(LAN, "Trả lại"):
        chat.say(LAN, "", button=returns[-1])
        chat.say(LAN, "thiếu biên bản; bé Giàng A Thoong 6 tuổi thôn Nà Lốc chưa có tên")
        chat.take(LAN)


def far_too_long(chat: WholeChat) -> None:
    chat.say(LAN, "NV1 đã họp với các xã. " * 120 + "Cháu Sùng Thị Xoan lớp 3A")
    chat.say(LAN, "/" + "a" * 2500 + " cháu Sùng Thị Xoan lớp 3A")


def that_cannot_be_handled(chat: WholeChat) -> None:
    text = "NV1 đạt 60%, cháu Sùng Thị Xoan lớp 3A"
    chat.poison.add(text)
    chat.say(LAN, text, attachments=(Attachment("d", "cháu Giàng A Thoong lớp 2.docx", 9),))


def beside_a_voice(chat: WholeChat) -> None:
    chat.say(LAN, "NV1 đạt 60%, cháu Sùng Thị Xoan lớp 3A", other=Content.VOICE)
    chat.take(LAN)


def in_several_tasks(chat: WholeChat) -> None:
    chat.say(LAN, "NV1 xong, cháu Sùng Thị Xoan lớp 3A\nNV2 đạt 50%, bé Giàng A Thoong 6 tuổi thôn Nà Lốc")
    chat.take(LAN)


PATHS = [
    *(plain, plain_and_dropped, refused, without_accents, after_the_button, question, correction, caption, file_name),
    *(forwarded, in_a_group, edited, from_a_stranger, as_a_command, as_a_reason, far_too_long, that_cannot_be_handled),
    *(beside_a_voice, in_several_tasks),
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_no_word_of_the_child_is_kept(chat: WholeChat, path, capfd: pytest.CaptureFixture[str]):
    with structlog.testing.capture_logs() as log:
        path(chat)
    printed = capfd.readouterr()
    assert traces(chat, [log, printed.out, printed.err]) == []


def test_what_is_looked_for_would_be_found(chat: WholeChat):
    chat.say(LAN, "NV1 đạt 60%, cây xoan, chị Sùng ở phòng bên, 0356111222")
    assert set(traces(chat, [])) == {"Xoan", "Sùng", "0356111222"}


RECORDED = [
    (plain, 1),
    (plain_and_dropped, 0),
    (without_accents, 1),
    (after_the_button, 2),
    (caption, 1),
    (file_name, 1),
    (forwarded, 1),
    (edited, 2),
    (beside_a_voice, 1),
    (in_several_tasks, 2),
]


@pytest.mark.parametrize(("path", "lines"), RECORDED, ids=lambda value: getattr(value, "__name__", value))
def test_what_is_left_is_recorded_as_it_was_said(chat: WholeChat, path, lines: int):
    path(chat)
    with chat.sessions() as session:
        journal = session.exec(select(Progress)).all()
    assert len(journal) == lines
    assert all(line.at == MONDAY.replace(minute=line.at.minute) for line in journal)
