"""Chats side by side: small ones share a transaction, and what fails in it harms nobody else."""

import asyncio

import pytest
from sqlmodel import col, select

from bot.worker import TOGETHER
from conftest import HANH, LAN
from hearing import Desk, says
from messages.channel import Attachment, Incoming
from models.database import Sessions
from models.inbox import TRIES, InboxMessage
from models.office import Office
from models.outbox import OutboxMessage


@pytest.fixture
def desk(sessions: Sessions, office: Office, tmp_path) -> Desk:
    return Desk(sessions, tmp_path)


def test_small_chats_share_a_transaction(desk: Desk):
    transactions: set[int] = set()

    def act(sessions, incoming, _at, _reading):
        with sessions() as session:
            transactions.add(id(session))
            session.get(InboxMessage, int(incoming.id) + 1).handled_at = incoming.sent_at

    desk.act = act
    desk.hear(*(says(number, f"chat {number}") for number in range(TOGETHER)))

    assert len(desk.done) == TOGETHER
    assert len(transactions) == 1


def test_each_chat_is_answered_in_its_order(desk: Desk):
    desk.hear(*(says(number, f"chat {number % 7}") for number in range(100)))

    for chat in range(7):
        heard = [int(incoming.id) for incoming, _ in desk.done if incoming.address == f"chat {chat}"]
        assert heard == sorted(heard) == list(range(chat, 100, 7))


def test_a_poison_message_is_parked_after_its_tries_and_the_others_are_handled_once(desk: Desk, sessions: Sessions):
    tried: list[str] = []

    def handle(incoming: Incoming) -> None:
        tried.append(incoming.id)
        if incoming.id == "3":
            raise ValueError(incoming.text)

    desk.handle = handle
    desk.hear(*(says(number, f"chat {number}") for number in range(6)), says(9, "chat 3"))

    with sessions() as session:
        rows = session.exec(select(InboxMessage).order_by(col(InboxMessage.id))).all()
        sorry = session.exec(select(OutboxMessage.address).where(col(OutboxMessage.key).startswith("parked:"))).all()
    parked = next(row for row in rows if row.external_id == "3")
    assert (parked.attempts, parked.handled_at) == (TRIES, None)
    assert parked.error is not None
    assert parked.error.startswith("ValueError")
    assert "tin 3" not in f"{parked.error} {parked.payload}"
    assert all(row.handled_at for row in rows if row is not parked)
    assert sorry == ["chat 3"]
    assert tried.count("3") == TRIES + 1  # once beside the others
    assert sorted(incoming.id for incoming, _ in desk.done if incoming.id != "3").count("9") == 1


def test_what_a_failed_transaction_wrote_is_not_kept(desk: Desk, sessions: Sessions):
    def act(sessions, incoming, _at, _reading):
        with sessions() as session:
            session.add(Office(name=f"viết bởi {incoming.id}"))
            session.flush()
            session.get(InboxMessage, int(incoming.id) + 1).handled_at = incoming.sent_at
            if incoming.id == "2":
                raise ValueError

    desk.act = act
    desk.hear(*(says(number, f"chat {number}") for number in range(4)))

    with sessions() as session:
        names = session.exec(select(Office.name).where(col(Office.name).startswith("viết"))).all()
    assert sorted(names) == ["viết bởi 0", "viết bởi 1", "viết bởi 3"]


def test_one_chats_many_messages_do_not_keep_others_waiting(desk: Desk):
    files = (Attachment("f", "a.pdf", 1),)
    many = [says(number, LAN, *files) for number in range(90)] + [says(number, LAN) for number in range(90, 140)]

    async def play() -> list[str]:
        await asyncio.gather(*(desk.worker.hear(each) for each in [*many, *(says(n, LAN) for n in range(140, 150))]))
        await asyncio.gather(desk.worker.hear(says(500, HANH)))
        await desk.worker.settle()
        return [incoming.id for incoming, _ in desk.done]

    order = asyncio.run(play())
    assert order.index("500") < len(order) // 2
