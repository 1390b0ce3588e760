"""A document for a channel that takes none: by its address, in another chat of the person, or in words."""

from dataclasses import replace

import pytest
from sqlmodel import select

from conftest import LAN, MONDAY
from delivering import message, queue, rows, send
from fakes import FakeChannel
from messages.channel import Capabilities
from messages.plain import plain
from models.ledger import Held
from models.office import Office
from models.outbox import Delivery, OutboxMessage
from models.people import Address, Person
from scheduler.parcel import Desk

NO_FILES = Capabilities(buttons=False, edit=False, documents=False, linked_photos=True, text_limit=400)


def link(row: Held) -> str:
    return f"https://dondoc.test/f/{row.document}?a=1&b=2"


def document(form: str = "docx", **values: object) -> OutboxMessage:
    return message("Báo cáo ngày 01/6", document=f"snapshot:1:{form}", document_name=f"bao-cao.{form}", **values)


@pytest.fixture
def lan(desk: Desk, office: Office) -> int:
    with desk.sessions() as session:
        return session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one().id or 0


def sent(desk: Desk, *messages: OutboxMessage) -> list[str]:
    channel = FakeChannel(can=NO_FILES)
    queue(desk, *messages)
    send(desk, channel)
    return [plain(text) for text in channel.texts()]


def test_a_document_goes_out_as_its_address(desk: Desk, lan: int):
    [text] = sent(replace(desk, link=link), document(person_id=lan))
    assert text.startswith("Báo cáo ngày 01/6\n\n📎 bao-cao.docx: https://dondoc.test/f/snapshot:1:docx?a=1&b=2\n")
    assert rows(desk)[0].status is Delivery.SENT


def test_the_address_comes_whole_with_the_last_part_of_a_long_text(desk: Desk, lan: int):
    long = "\n".join(f"Dòng thứ {number} của báo cáo" for number in range(40))
    texts = sent(replace(desk, link=link), document(text=long, person_id=lan, choices=[["Xem tiếp", "x:1", 0]]))
    assert len(texts) > 2
    assert [text.count("https://dondoc.test/f/snapshot:1:docx?a=1&b=2\n") for text in texts[:-1]] == [0] * len(
        texts[:-1]
    )
    assert "https://dondoc.test/f/snapshot:1:docx?a=1&b=2\n" in texts[-1]
    assert texts[-1].endswith("1. Xem tiếp")
    assert all(len(text) <= NO_FILES.text_limit for text in texts)


def test_a_picture_goes_out_as_one_that_the_platform_fetches(desk: Desk, lan: int):
    channel = FakeChannel(can=NO_FILES)
    queue(desk, document("png", person_id=lan))
    send(replace(desk, link=link), channel)
    [picture] = [each.message.document for each in channel.sent]
    assert (picture.photo, picture.data, picture.url) == (True, b"", "https://dondoc.test/f/snapshot:1:png?a=1&b=2")


def join(desk: Desk, person: int, channel: str, **values: object) -> None:
    with desk.sessions() as session:
        session.add(Address(person_id=person, channel=channel, address=f"{channel}-lan", joined_at=MONDAY, **values))


def test_without_addresses_it_goes_to_another_chat_of_the_person_that_takes_files(desk: Desk, lan: int):
    join(desk, lan, "second", rank=2)
    join(desk, lan, "first", rank=1)
    join(desk, lan, "gone", unreachable_since=MONDAY)
    at_work = replace(desk, carriers=frozenset({"first", "second", "gone"}))
    assert sent(at_work, document(person_id=lan)) == []
    [row] = rows(desk)
    assert (row.status, row.channel, row.address) == (Delivery.QUEUED, "first", "first-lan")


def test_what_a_picture_goes_with_stays_where_it_was_asked_for(desk: Desk, lan: int):
    join(desk, lan, "first")
    at_work = replace(desk, carriers=frozenset({"first"}))
    [text] = sent(at_work, document("png", person_id=lan, choices=[["Theo đơn vị", "sp:1", 0]]))
    assert text == "Báo cáo ngày 01/6\n\nKèm một hình mà ứng dụng chat này không nhận.\n1. Theo đơn vị"


@pytest.mark.parametrize(
    ("carriers", "way"),
    [
        ({"telegram", "mail"}, "tham gia thêm qua Telegram (xin văn thư một mã mời)"),
        ({"mail"}, "Muốn nhận tệp: nhờ văn thư gửi"),  # nobody joins by e-mail
        ((), "nhờ văn thư gửi"),
    ],
)
def test_where_there_is_none_the_person_is_told_how_to_get_it(desk: Desk, lan: int, carriers, way: str):
    [text] = sent(replace(desk, carriers=frozenset(carriers)), document(person_id=lan, address=LAN))
    assert "Báo cáo ngày 01/6" in text
    assert "Tệp bao-cao.docx được giữ lại" in text
    assert way in text
    assert rows(desk)[0].status is Delivery.SENT


def test_a_group_gets_no_link_for_whoever_is_in_it(desk: Desk):
    [text] = sent(replace(desk, link=link), document(address="-5"))
    assert "được giữ lại" in text
