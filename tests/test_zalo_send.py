"""Sending by Zalo: what each fault leaves of a message, and what Zalo takes."""

import asyncio
from datetime import timedelta

import pytest

from bot.zalo import CAN, Zalo
from conftest import MONDAY
from delivering import message, queue, rows
from messages.channel import DeliveryError, Document, Outgoing
from messages.plain import plain
from models.outbox import Delivery
from scheduler.deliver import deliver
from scheduler.parcel import Desk
from zalo_rig import NOWHERE, PAGE, Hasty, Impatient, zalo
from zalo_server import TOKEN, Answer, ZaloServer, raw


class Clockwork:
    """One message on its way while the hours pass."""

    def __init__(self, desk: Desk, server: ZaloServer, channel: Zalo | None = None) -> None:
        self.desk, self.server, self.channel = desk, server, channel or zalo(server)
        queue(desk, message("NV1", "lan", channel="zalo"))

    def run(self, hours: int = 8) -> Delivery:
        async def play() -> None:
            await self.channel.open()
            for _ in range(hours):
                await deliver(self.desk, self.channel)
                self.desk.clock.forward(hours=1)
            await self.channel.close()

        asyncio.run(play())
        [row] = rows(self.desk)
        return row.status

    @property
    def copies(self) -> list[str]:
        return self.server.texts("lan")


@pytest.mark.parametrize(
    ("fault", "copies", "end"),
    [
        ((400, {}), 0, Delivery.DEAD),
        ((401, {}), 1, Delivery.SENT),
        ((403, {}), 1, Delivery.SENT),
        ((404, {}), 1, Delivery.SENT),
        ((408, {}), 1, Delivery.SENT),
        ((429, {}), 1, Delivery.SENT),
        ((500, {}), 1, Delivery.SENT),
        ("before", 1, Delivery.SENT),
        ("after", 2, Delivery.SENT),
        ("hang", 1, Delivery.SENT),
        ("hang after", 2, Delivery.SENT),
        (PAGE, 1, Delivery.SENT),
        (raw(b"{"), 1, Delivery.SENT),
        (raw(b'{"ok": false}'), 1, Delivery.SENT),
        (raw(b'{"ok": true}'), 0, Delivery.SENT),
    ],
)
def test_a_fault_of_a_send_costs_no_message_and_makes_at_most_two(desk: Desk, fault: Answer, copies: int, end):
    with ZaloServer() as server:
        server.faults["sendMessage"].append(fault)
        waits = Impatient(TOKEN, server.api, lambda: MONDAY) if str(fault).startswith("hang") else None
        clockwork = Clockwork(desk, server, waits)
        assert (clockwork.run(), len(clockwork.copies)) == (end, copies)
    assert all("NV1" in text for text in clockwork.copies)
    assert all(text != "NV1" for text in clockwork.copies[1:]), "what may be a copy says so"


@pytest.mark.parametrize("fault", [(403, {}), (408, {}), "before", PAGE])
def test_what_stays_unclear_is_left_to_a_person(desk: Desk, fault: Answer):
    with ZaloServer() as server:
        server.faults["sendMessage"].extend([fault] * 9)
        assert Clockwork(desk, server).run() is Delivery.UNKNOWN
        assert server.calls.count("sendMessage") == 2


@pytest.mark.parametrize("fault", [(401, {}), (429, {})])
def test_what_surely_was_not_taken_waits_for_better_days(desk: Desk, fault: Answer):
    with ZaloServer() as server:
        server.faults["sendMessage"].extend([fault] * 20)
        clockwork = Clockwork(desk, server)
        assert clockwork.run(hours=10) is Delivery.QUEUED
        server.faults.clear()
        assert (clockwork.run(), clockwork.copies) == (Delivery.SENT, ["NV1"])


def test_where_no_server_is_reached_nothing_counts_as_tried(desk: Desk):
    with ZaloServer() as server:
        nowhere = Hasty(TOKEN, NOWHERE, lambda: MONDAY)
        assert Clockwork(desk, server, nowhere).run() is Delivery.QUEUED
    assert (rows(desk)[0].attempts, rows(desk)[0].resends) == (0, 0)


def send(api: str, *messages: Outgoing) -> list[str | DeliveryError]:
    async def play() -> list[str | DeliveryError]:
        channel, results = Hasty(TOKEN, api, lambda: MONDAY), list[str | DeliveryError]()
        await channel.open()
        for each in messages:
            try:
                results.append(await channel.send("lan", each))
            except DeliveryError as error:
                results.append(error)
        await channel.close()
        return results

    return asyncio.run(play())


def test_words_go_out_plain_and_pictures_by_their_address():
    picture = Document("a.png", b"", photo=True, url="https://dondoc.test/f/a")
    with ZaloServer() as server:
        sent = send(server.api, Outgoing("<b>NV1</b> &lt; 5"), Outgoing("Biểu đồ", document=picture))
    assert sent == ["s1", "s2"]
    assert server.sent[0][1] == {"chat_id": "lan", "text": "NV1 < 5"}
    assert server.sent[1] == ("sendPhoto", {"chat_id": "lan", "photo": picture.url, "caption": "Biểu đồ"})


def test_a_picture_that_zalo_cannot_fetch_goes_out_as_its_address():
    picture = Document("a.png", b"", photo=True, url="https://dondoc.test/f/a")
    with ZaloServer() as server:
        server.faults["sendPhoto"].append((400, {}))
        send(server.api, Outgoing("Biểu đồ", document=picture))
    assert server.texts() == ["Biểu đồ\nhttps://dondoc.test/f/a"]


def test_a_file_without_an_address_is_not_for_zalo():
    with ZaloServer() as server:
        [error] = send(server.api, Outgoing("x", document=Document("a.docx", b"x")))
    assert error.refused


def test_each_failure_in_a_row_waits_longer_until_one_succeeds():
    with ZaloServer() as server:
        server.faults["sendMessage"].extend([(429, {})] * 3)
        results = send(server.api, *[Outgoing("x")] * 4)
        server.faults["sendMessage"].append((429, {}))
        [again] = send(server.api, Outgoing("x"))
    assert [each.retry_in for each in results[:3]] == [2, 4, 8]
    assert (results[3], again.retry_in) == ("s1", 2)


def test_a_long_text_comes_in_parts_that_zalo_takes(desk: Desk):
    long = "\n".join(f"Dòng thứ {number} của bản tin tổng hợp" for number in range(200))
    with ZaloServer() as server:
        queue(desk, message("long", "lan", channel="zalo", text=long, choices=[["Xem", "x:1", 0]]))

        async def play() -> None:
            channel = zalo(server)
            await channel.open()
            while await deliver(desk, channel):
                desk.clock.now += timedelta(seconds=5)
            await channel.close()

        asyncio.run(play())
    assert len(server.sent) > 3
    assert "\n".join(server.texts()) == plain(long) + "\n1. Xem"
    assert CAN.text_limit == 2000
