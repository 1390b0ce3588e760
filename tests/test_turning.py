"""Whoever waits for a long reading is told of the page in hand; what goes wrong with that hurts nothing."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.intake import is_plan
from bot.turning import Chat, Pauses, told
from fakes import FakeChannel
from hearing import says
from messages.channel import Attachment, Capabilities, DeliveryError, FileKind

QUICK = Pauses(0.0, 0.0, 0.0)


def _read(channel: FakeChannel, pages: Sequence[int], pauses: Pauses = QUICK) -> list[str]:
    async def play() -> None:
        async with told(Chat(channel, "7"), pauses) as tell:
            for page in pages:
                tell(page, 12)
                for _ in range(10):
                    await asyncio.sleep(0)

    asyncio.run(play())
    return [sent.message.text for sent in channel.sent]


def test_one_message_changes_from_page_to_page() -> None:
    channel = FakeChannel()
    said = _read(channel, [3, 4])
    assert said == ["Đang đọc trang 3/12…", "Đang đọc trang 4/12…", "Đã xem 12 trang."]
    assert [sent.message.edits for sent in channel.sent] == [None, "1", "1"]
    assert {sent.address for sent in channel.sent} == {"7"}


def test_where_nothing_can_be_changed_new_messages_come() -> None:
    channel = FakeChannel(can=Capabilities(edit=False))
    assert _read(channel, [3, 4]) == ["Đang đọc trang 3/12…", "Đang đọc trang 4/12…"]


def test_a_quick_reading_says_nothing() -> None:
    assert _read(FakeChannel(), [1, 2], Pauses(first=60)) == []


def test_a_reading_without_pages_says_nothing() -> None:
    assert _read(FakeChannel(), []) == []


def test_the_same_page_is_not_said_twice() -> None:
    assert _read(FakeChannel(), [5, 5, 5])[:-1] == ["Đang đọc trang 5/12…"]


@pytest.mark.parametrize("fault", [DeliveryError("blocked", permanent=True), DeliveryError("?", unknown=True)])
def test_a_delivery_that_fails_stops_nothing(fault: DeliveryError) -> None:
    channel = FakeChannel()
    channel.faults.append(fault)
    assert _read(channel, [3, 4])[-1] == "Đã xem 12 trang."


@pytest.mark.parametrize(
    ("kind", "caption", "plan"),
    [
        (FileKind.DOCUMENT, "", True),
        (FileKind.PHOTO, "Kế hoạch tháng 6", True),
        (FileKind.PHOTO, "ke hoach so 12", True),
        (FileKind.PHOTO, "", False),
        (FileKind.PHOTO, "NV2 xong theo kế hoạch", False),
        (FileKind.OTHER, "kế hoạch", False),
    ],
)
def test_what_a_clerk_sends_as_a_plan(kind: FileKind, caption: str, plan: bool) -> None:
    message = says(1, "7", Attachment("D", "IMG_1.jpg", 4, kind), text=caption or " ")
    assert is_plan(message) is plan
