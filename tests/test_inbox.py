import pytest
from sqlmodel import select

from conftest import MONDAY
from models.database import Sessions
from models.inbox import TRIES, Heard, InboxMessage, failed, store, take, waiting


def message(number: int, address: str = "1002") -> Heard:
    return Heard("fake", str(number), address, {"text": "NV2 xong"}, MONDAY)


def test_a_message_is_stored_once(sessions: Sessions):
    with sessions() as session:
        assert store(session, message(1))
        assert not store(session, message(1))
    with sessions() as session:
        assert len(session.exec(select(InboxMessage)).all()) == 1


def test_a_stored_message_is_taken_once_and_its_words_are_dropped(sessions: Sessions):
    with sessions() as session:
        store(session, message(1))
    with sessions() as session:
        assert take(session, "fake", "1", "1002", MONDAY)
        assert not take(session, "fake", "1", "1002", MONDAY)
    with sessions() as session:
        row = session.exec(select(InboxMessage)).one()
    assert (row.handled_at, row.payload) == (MONDAY, {})


def test_a_message_that_nobody_stored_is_taken_once(sessions: Sessions):
    with sessions() as session:
        assert take(session, "console", "1", "1002", MONDAY)
    with sessions() as session:
        assert not take(session, "console", "1", "1002", MONDAY)
        assert not store(session, Heard("console", "1", "1002", {}, MONDAY))


def test_a_rolled_back_use_case_leaves_its_message_waiting(sessions: Sessions):
    with sessions() as session:
        store(session, message(1))
    with pytest.raises(ZeroDivisionError), sessions() as session:
        take(session, "fake", "1", "1002", MONDAY)
        raise ZeroDivisionError
    with sessions() as session:
        assert [row.external_id for row in waiting(session, (), 10)] == ["1"]


def test_the_oldest_come_first_and_busy_chats_wait(sessions: Sessions):
    with sessions() as session:
        for number, address in enumerate(("1002", "1001", "1002", "1003")):
            store(session, message(number, address))
    with sessions() as session:
        assert [row.external_id for row in waiting(session, (), 3)] == ["0", "1", "2"]
        assert [row.external_id for row in waiting(session, [("fake", "1002")], 3)] == ["1", "3"]
        assert len(waiting(session, [("telegram", "1002")], 9)) == 4


def test_a_message_is_parked_after_its_last_try(sessions: Sessions):
    with sessions() as session:
        store(session, message(1))
        [row] = waiting(session, (), 9)
        counts = [failed(session, row.id, "ValueError: x") for _ in range(TRIES)]
    assert counts == [1, 2, 3, 4, 5]
    with sessions() as session:
        assert waiting(session, (), 9) == []
        assert session.exec(select(InboxMessage.error)).one() == "ValueError: x"
