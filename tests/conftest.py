"""A real SQLite in memory, a fixed Monday, three named people: a clerk, a unit head, a stranger."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import settings
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from models import absence, assignment, digest, inbox, indicator, item, outbox, people, plan, pulse
from models.database import Sessions, open_engine, transactions
from models.office import Office
from models.people import Address, Person, Role, Unit

MONDAY = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)  # 08:00 in Hà Nội

# The same examples on every run and machine; tests/fuzz.py looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

# Imported so that the metadata is whole.
TABLES = (absence, assignment, digest, inbox, indicator, item, outbox, people, plan, pulse)

HANH, LAN, STRANGER = "1001", "1002", "6666"  # their chats: clerk, head, nobody


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = open_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> Sessions:
    return transactions(engine)


@pytest.fixture
def office(sessions: Sessions) -> Office:
    """An office of two units; Hạnh is its clerk, Lan heads Phòng Nghiệp vụ I, nobody has joined for the other."""
    with sessions() as session:
        office = Office(name="Sở Tư pháp", parent="UBND tỉnh", place="Vĩnh An", code="STP", report_to="Sở Y tế")
        session.add(office)
        session.flush()
        assert office.id is not None
        secretariat = Unit(office_id=office.id, name="Văn phòng Sở", aliases=["VP"])
        first = Unit(office_id=office.id, name="Phòng Nghiệp vụ I", aliases=["NV1"])
        centre = Unit(office_id=office.id, name="Trung tâm Trợ giúp pháp lý", group="don_vi")
        session.add_all([secretariat, first, centre])
        session.flush()
        hanh = Person(office_id=office.id, unit_id=secretariat.id, name="Đỗ Thị Hạnh", role=Role.CLERK)
        lan = Person(office_id=office.id, unit_id=first.id, name="Trần Thị Lan", role=Role.HEAD)
        minh = Person(office_id=office.id, unit_id=centre.id, name="Vũ Văn Minh", role=Role.HEAD)
        session.add_all([hanh, lan, minh])
        session.flush()
        join(session, hanh, HANH)
        join(session, lan, LAN)
    return office


def join(session: Session, person: Person, address: str, channel: str = "fake") -> None:
    assert person.id is not None
    session.add(Address(person_id=person.id, channel=channel, address=address, joined_at=MONDAY))
