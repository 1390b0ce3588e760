"""Several processes on one database remind at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from june import activate, add_draft, assignment, at, outbox
from models.database import Sessions, open_engine, transactions
from models.office import Office
from scheduler.remind import remind


@pytest.fixture
def engine(engine_for_many: Engine) -> Engine:
    return engine_for_many


def test_several_processes_queue_each_bundle_once(engine: Engine, sessions: Sessions, office: Office):
    activate(sessions, add_draft(sessions, office))
    engines = [open_engine(engine.url.render_as_string(hide_password=False)) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda own: remind(transactions(own), at("05-28 14:10")), engines))
    for own in engines:
        own.dispose()
    assert sum(counts) == len(outbox(sessions)) == 2
    assert assignment(sessions, 1).unanswered == 1
