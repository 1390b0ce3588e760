"""A real database, a fixed Monday, three named people: a clerk, a unit head, a stranger.

DONDOC_TEST_DATABASE_URL names a PostgreSQL server; then the tests that use a database run there, and only they.
"""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

import pytest
import structlog
from hypothesis import settings
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

import databases
from fakes import Clock
from models.database import Sessions, open_engine, transactions
from models.office import Office
from models.people import Address, Person, Role, Unit
from postgres import MISSING, Cluster, binaries, running
from scheduler.parcel import Desk

MONDAY = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)  # 08:00 in Hà Nội

# The same examples on every run and machine; tests/fuzz.py looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

DATABASE = re.compile(r"\b(engine|engine_for_many|sessions|office|database_url|migrated_url|mark\.database)\b")

HANH, LAN, STRANGER = "1001", "1002", "6666"  # their chats: clerk, head, nobody


@pytest.fixture
def engine() -> Iterator[Engine]:
    with databases.fresh_engine() as engine:
        yield engine


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """The address of an empty database, without tables, that several processes or threads may open."""
    return databases.fresh_address() if databases.SERVER else f"sqlite:///{tmp_path}/test.db"


@pytest.fixture
def migrated_url(tmp_path: Path) -> str:
    """Like `database_url`, but with the tables of the newest revision: for commands that would first make them."""
    return databases.migrated_address(tmp_path)


@pytest.fixture
def engine_for_many(database_url: str) -> Iterator[Engine]:
    """Like `engine`, but several threads may write at once: on SQLite a file, and each has its own connection."""
    engine = open_engine(database_url)
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of this test run's own, to stop and start."""
    found = binaries()
    if found is None:
        pytest.skip(MISSING)
    with running(found) as cluster:
        yield cluster


@pytest.fixture
def postgres(cluster: Cluster) -> str:
    """The address of an empty PostgreSQL database, whatever the other tests run on."""
    return cluster.fresh()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """On PostgreSQL a file that names nothing of a database need not even be imported."""
    if not databases.SERVER or not collection_path.name.startswith("test_"):
        return None
    return not DATABASE.search(collection_path.read_text("utf-8")) or None


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors, as the chaos tests wait for most of their time; not where CI runs two passes
    side by side, each in the other's pauses."""
    return (os.cpu_count() or 1) + ("DONDOC_TEST_BESIDE" not in os.environ)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what uses the database runs, but for what it would do there a second time."""
    if databases.SERVER:
        left_out = [item for item in items if not _is_for_server(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _is_for_server(item)]
    if hasattr(config, "workerinput"):
        items[:] = _long_ones_first(items, config.workerinput["workercount"])


def _long_ones_first(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """Each worker begins with an even run of the items, so the long ones are spread over the heads of these runs.

    What an idle worker takes over comes from the end of another's run, so a file near the head stays in one process.
    """
    long, short = list[pytest.Item](), list[pytest.Item]()
    files = dict[Path, list[pytest.Item]]()
    for item in items:
        if item.get_closest_marker("together"):
            files.setdefault(item.path, []).append(item)
        else:
            (long if item.get_closest_marker("chaos") else short).append(item)
    rest, whole = iter(short), list(files.values())
    ordered = list[pytest.Item]()
    for worker in range(workers):
        end = len(items) * (worker + 1) // workers
        ordered += [*long[worker::workers], *chain.from_iterable(whole[worker::workers])]
        ordered += islice(rest, max(0, end - len(ordered)))
    return [*ordered, *rest]


def _is_for_server(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    bring_one = {"engine", "database_url", "migrated_url"}
    uses = bool(fixtures & bring_one) or item.get_closest_marker("database") is not None
    return uses and "cluster" not in fixtures


def pytest_runtest_setup(item: pytest.Item) -> None:
    structlog.reset_defaults()  # a command of an earlier test may have set a level
    only = item.get_closest_marker("sqlite")
    if only and databases.SERVER:
        pytest.skip(f"SQLite's own: {only.args[0]}")


def pytest_sessionfinish() -> None:
    databases.close()


@pytest.fixture
def sessions(engine: Engine) -> Sessions:
    return transactions(engine)


@pytest.fixture
def office(sessions: Sessions) -> Office:
    return found_office(sessions)


def found_office(sessions: Sessions) -> Office:
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


@pytest.fixture
def desk(sessions: Sessions, tmp_path: Path) -> Desk:
    return Desk(sessions, Clock(MONDAY), tmp_path, lambda content, form: f"{content['title']} as {form}".encode())
