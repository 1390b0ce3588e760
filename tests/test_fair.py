"""No office holds up another's messages (facts/reliability.md, row 50)."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from delivering import claim, message, queue
from fakes import FakeChannel
from messages.channel import Capabilities, Pace
from models import ledger
from models.ledger import Held
from models.office import Office
from models.outbox import Delivery, Priority
from scheduler.parcel import Desk


def two_offices(desk: Desk) -> None:
    with desk.sessions() as session:
        session.add_all([Office(name="Sở Tư pháp"), Office(name="Sở Y tế")])


def test_an_office_with_a_flood_takes_no_more_than_half_while_another_waits(desk: Desk):
    channel = FakeChannel(can=Capabilities(pace=Pace(per_second=20)))
    two_offices(desk)
    queue(desk, *(message(f"flood {number}", str(number), office_id=1) for number in range(40)))
    queue(desk, *(message(f"other {number}", f"9{number}", office_id=2) for number in range(6)))
    first, _ = claim(desk, channel)
    assert Counter(each.office_id for each, _ in first) == {1: 4, 2: 4}
    desk.clock.forward(seconds=1)
    second, _ = claim(desk, channel)
    assert Counter(each.office_id for each, _ in second) == {1: 6, 2: 2}, "nobody waits any more: no place stays empty"


def a_held(number: int, office: int | None, priority: int, address: str) -> Held:
    row = message(str(number), address, id=number, office_id=office, priority=priority, status=Delivery.QUEUED)
    return Held._make(getattr(row, name) for name in Held._fields)


@given(
    offices=st.lists(st.tuples(st.sampled_from([None, 1, 2, 3, 4]), st.sampled_from(Priority), st.integers(0, 60))),
    room=st.sampled_from([8, 32]),
    turn=st.integers(0, 999_999),
)
def test_places_are_shared_between_offices(offices: list[tuple[int | None, int, int]], room: int, turn: int):
    waiting = [a_held(n, office, rank, f"{office}/{chat}") for n, (office, rank, chat) in enumerate(offices)]
    chosen = ledger.fair(waiting, room, turn)
    first: dict[str, Held] = {}
    for each in sorted(waiting, key=lambda held: (held.priority, held.id)):
        first.setdefault(each.address, each)
    assert {each.id for each in chosen} <= {each.id for each in first.values()}, "one a chat, its next"
    assert len(chosen) == min(room, len(first)), "no place stays empty"
    left = [each for each in first.values() if each not in chosen]
    for office, places in Counter(each.office_id for each in chosen).items():
        assert places <= room // 2 or {each.office_id for each in left} <= {office}, "half while another waits"
    for each in chosen:
        own = [other for other in left if other.office_id == each.office_id]
        assert all(other.priority >= each.priority for other in own), "an office's own replies first"


def test_a_reply_of_one_office_goes_before_the_reminders_of_all(desk: Desk):
    channel = FakeChannel(can=Capabilities(pace=Pace(per_second=20)))
    reminders = [
        message(f"r{number}", str(number), office_id=1 + number % 2, priority=Priority.REMINDER) for number in range(20)
    ]
    two_offices(desk)
    queue(desk, *reminders, message("reply", "77"))
    first, _ = claim(desk, channel)
    assert first[0][0].key == "reply"
