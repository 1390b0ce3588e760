"""One organisation and its calendar. Every other row belongs to an office."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import JSON, Field, Session, SQLModel, UniqueConstraint, col, select

from models.database import OFFICE, Utc, table_of
from vietnamese.text import squash

NAMELESS = "Cơ quan"
"""The office of a new installation, until a roster or the command line names it."""


class Office(SQLModel, table=True):
    """Names as the letterhead writes them; times are the office's local time."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = NAMELESS
    parent: str | None = None  # cơ quan chủ quản, above the name on the letterhead
    place: str | None = None  # before the date: "Lạng Sơn, ngày ..."
    code: str | None = None  # in a document's sign: 15/BC-STP
    report_to: str | None = None  # Kính gửi
    signer_title: str | None = None  # GIÁM ĐỐC; KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC with a line break
    signer: str | None = None
    timezone: str = "Asia/Ho_Chi_Minh"
    language: str = "vi"
    opens: time = time(7, 30)
    closes: time = time(17, 0)
    remind_at: time = time(8, 0)
    confirm_done: bool = True  # what staff call done waits for the head of their unit
    remind_before: list[int] = Field(default_factory=lambda: [3, 1], sa_type=JSON)  # working days before a deadline
    weekly_on: int = 4  # the day of the question about work without a deadline, Monday = 0
    head_after: int = 3  # working days overdue until the unit head's digest tells it; then the clerk's, the leader's
    clerk_after: int = 5
    leader_after: int = 8
    snooze_days: int = 3  # working days that one "nhắc lại sau" may put a reminder off; 0: none
    digest_at: time = time(7, 45)
    digest_on: int = 0  # the day of the weekly digests, Monday = 0
    report_on: int | None = None  # the day of the weekly report, Monday = 0; None: none
    report_at: time = time(15, 0)
    report_at_end: bool = True  # a report of itself on the plan's last day
    report_since: datetime | None = Field(default=None, sa_type=Utc)  # when such reports were last switched on
    report_form: str | None = None  # SHA-256 of the office's own .docx form in DATA_DIR/files
    data_contact: str | None = None  # who answers questions about personal data
    retention: dict[str, int] = Field(default_factory=dict, sa_type=JSON)  # days by kind, where not the default

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class DayOverride(SQLModel, table=True):
    """A day that the yearly notice made a holiday, or a Saturday worked for one; overrides the library's calendar."""

    __table_args__ = (UniqueConstraint("office_id", "day", name="uq_dayoverride_office_day"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    day: date
    working: bool
    basis: str = ""  # the notice that says so


def take_turn(session: Session, office_id: int) -> bool:
    """Wait until no other transaction changes this office's facts, and let none until this one ends.

    Handlers read, decide and write; SQLite has one writer anyway. True where what was read before may be old by now.
    """
    if session.get_bind().dialect.name == "sqlite":
        return False
    table = table_of(Office)
    # "No key": rows that refer to the office may still be added meanwhile, as deliveries do.
    session.execute(select(table.c.id).where(table.c.id == office_id).with_for_update(key_share=True))
    session.expire_all()
    return True


class OfficeError(LookupError):
    """Several offices, or none of that name; the line says which there are."""


def the_office(session: Session) -> Office:
    """The office that a command works for: the chosen one, or the only one, created where there is none yet.

    Raises OfficeError where there are several and none was chosen.
    """
    chosen = chosen_office(session)
    if chosen is not None:
        return session.get_one(Office, chosen)
    first, *others = offices(session) or [_add(session, Office())]
    if others:
        raise OfficeError(f"Có nhiều cơ quan, hãy chọn một: dondoc --office SỐ ... {_listed([first, *others])}")
    return first


def chosen_office(session: Session) -> int | None:
    """The number of the office that the command was told, or None."""
    number: int | None = session.info.get(OFFICE)
    return number


def offices(session: Session) -> list[Office]:
    return list(session.exec(select(Office).order_by(col(Office.id))).all())


def named_office(session: Session, written: str) -> Office:
    """The office of that number, code or name; raises OfficeError."""
    wanted, known = squash(written).casefold(), offices(session)
    for office in known:
        if wanted in (str(office.id), squash(office.name).casefold(), squash(office.code or "").casefold()):
            return office
    raise OfficeError(f"Không có cơ quan “{written}”. {_listed(known)}")


def _listed(known: Sequence[Office]) -> str:
    return "; ".join(f"{office.id} {office.name}" for office in known) or "Chưa có cơ quan nào."


def _add(session: Session, office: Office) -> Office:
    session.add(office)
    session.flush()
    return office
