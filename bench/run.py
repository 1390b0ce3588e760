"""The project's own timings: medians of CPU time over repeated runs, and ratios between things measured in this run."""

import functools
import gc
import io
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import docx
from sqlmodel import Session, select

from bench import documents, reader, scan
from bot.context import open_database
from bot.settings import Settings
from handlers.dispatch import dispatch
from handlers.due import start_reminding
from handlers.moves import by_command
from handlers.plans import Source, approve, take_in
from handlers.roster import store
from messages.channel import Incoming
from messages.understand import understand
from models.database import Sessions, transactions
from models.office import the_office
from models.people import Address, Person, Role
from plans.files import blocks_of
from plans.read import read
from plans.roster import read_roster

EXAMPLES = Path(__file__).parent.parent / "examples"
NOW = datetime(2026, 6, 1, 1, tzinfo=UTC)
REPLIES = (
    "NV2 đạt 60%, còn 2 xã",
    "nv1 xong r, 3 hn 150 ng",
    "chưa làm được do chờ kinh phí",
    "xin lùi NV4 đến 18/6 vì xã gửi số liệu chậm",
    "nhầm, 12 chứ không phải 21 hội nghị",
    "Đã phát 1.250 tờ rơi, treo 12 băng rôn, kinh phí 12tr5",
    "nv2 da xong, nv3 dc 70%, nv5 chua lam do cho huong dan",
    "Cho em hỏi NV3 hạn ngày nào ạ?",
    "phần kiểm tra đang làm, được 3/5 xã, thứ sáu xong",
    "Dạ em nhận được rồi, cảm ơn chị ạ",
    "1. hội nghị xong\n2. tin bài mới 7/10\n3. chưa triển khai",
    "Báo cáo anh, đến nay phòng đã tổ chức 04 lớp tập huấn với khoảng 320 lượt người tham dự, hiện còn vướng khâu "
    "thanh quyết toán do kho bạc chưa duyệt, dự kiến đến ngày 25/6 hoàn thành.",
)
TODAY = date(2026, 6, 10)


def main() -> None:
    plan = (EXAMPLES / "ke-hoach.docx").read_bytes()
    plain = cpu(lambda: plain_pass(plan), 30)
    row("plain python-docx pass over the sample plan", plain)
    row("read the sample plan", cpu(lambda: read("ke-hoach.docx", plan), 30, cold=True), plain)
    long_documents()
    documents.measure(cpu, row)
    replies_read()
    with tempfile.TemporaryDirectory() as folder:
        sessions = office_with_plan(Path(folder), plan)
        row("one reply, dispatched and committed (SQLite, WAL, FULL)", replies(sessions, 200))


def replies_read() -> None:
    """How fast replies are understood, one by one: the mean as messages a second, and the slowest of a hundred."""
    for text in REPLIES:
        understand(text, TODAY)
    taken = sorted(cpu(functools.partial(understand, text, TODAY), 1) for text in REPLIES * 60)
    mean, p99 = statistics.mean(taken), taken[len(taken) * 99 // 100]
    print(f"{'understand a reply':60} {mean:9.3f} ms CPU, {1000 / mean:.0f} a second, p99 {p99:.3f} ms")


def long_documents() -> None:
    word = reader.plan_docx()
    plain = cpu(lambda: plain_pass(word), 5)
    row("plain python-docx pass over 20 pages", plain)
    row("the same .docx as paragraphs and rows", cpu(lambda: blocks_of("a.docx", word), 5, cold=True), plain)
    row("the same .docx read", cpu(lambda: read("a.docx", word), 5, cold=True), plain)
    pdf = reader.as_pdf(word)
    if pdf is None:
        print("no PDF measured: LibreOffice is not installed")
        return
    plumber = cpu(lambda: reader.plumber_pass(pdf), 3)
    row("text and tables of 20 pages of PDF by pdfplumber", plumber)
    row("the bare text of the same PDF by pypdfium2", cpu(lambda: reader.plain_text_pass(pdf), 5), plumber)
    row("the same PDF as paragraphs and rows", cpu(lambda: blocks_of("a.pdf", pdf), 5, cold=True), plumber)
    row("the same PDF read", cpu(lambda: read("a.pdf", pdf), 5, cold=True), plumber)
    seconds = scan.measure(pdf)
    if seconds is None:
        print("no scan measured: Tesseract is not installed")
    else:
        print("{:60} {:9.2f} s wall, {:.2f} s CPU of ours, {:.2f} s of Tesseract".format("a scanned page", *seconds))


def cpu(work: Callable[[], object], times: int, *, cold: bool = False) -> float:
    """Median CPU milliseconds of one call; `cold`: nothing is remembered from the last one."""
    taken = []
    caches = [kept for kept in gc.get_objects() if isinstance(kept, functools._lru_cache_wrapper)] if cold else []
    for _ in range(times):
        for kept in caches:
            kept.cache_clear()
        before = time.process_time()
        work()
        taken.append((time.process_time() - before) * 1000)
    return statistics.median(taken)


def row(name: str, value: float, against: float | None = None) -> None:
    ratio = f"   {value / against:.2f} x" if against else ""
    print(f"{name:60} {value:9.3f} ms CPU{ratio}")


def plain_pass(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def office_with_plan(folder: Path, plan: bytes) -> Sessions:
    sessions = transactions(open_database(Settings(data_dir=folder)))
    with sessions() as session:
        roster = read_roster((EXAMPLES / "can-bo.xlsx").read_bytes())
        store(roster, by_command(session, the_office(session), NOW))
        source = Source("ke-hoach.docx", "0" * 64)
        kept = take_in(session, the_office(session), read("ke-hoach.docx", plan), [source], NOW)
        approve(session, kept, None, NOW)
        start_reminding(session, the_office(session), kept, NOW)
        head = a_head(session)
        session.add(Address(person_id=head.id or 0, channel="bench", address="1", joined_at=NOW))
    return sessions


def a_head(session: Session) -> Person:
    return session.exec(select(Person).where(Person.role == Role.HEAD)).all()[0]


def replies(sessions: Sessions, count: int) -> float:
    number = iter(range(count))

    def one() -> None:
        at = NOW + timedelta(minutes=next(number))
        dispatch(sessions, Incoming("bench", at.isoformat(), "1", REPLIES[at.minute % len(REPLIES)], at), at)

    return cpu(one, count)


if __name__ == "__main__":
    main()
