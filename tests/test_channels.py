"""/kenh: one person's channels, their order, and the way in from one more platform."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN, MONDAY, STRANGER, join
from handlers.invites import invite
from models.database import Sessions
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Address, Person, person_at, reachable
from models.platform import went_down

ZALO = "5f3a"


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    with sessions() as session:
        join(session, lan(session), ZALO, "zalo")
        session.get_one(Address, 3).joined_at = MONDAY - timedelta(days=1)
    return Chat(sessions)


def lan(session) -> Person:
    return session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()


def preferred(chat: Chat) -> str:
    with chat.sessions() as session:
        return reachable(session, lan(session).id).channel


def labels(message: OutboxMessage) -> list[str]:
    return [str(label) for label, *_ in message.choices]


def test_the_channels_are_shown_in_the_order_in_which_they_are_used(chat: Chat):
    [shown] = chat.say(LAN, "/kenh")
    assert re.findall("• (.*)", shown.text) == ["Fake (đang dùng)", "Zalo"]
    assert labels(shown) == ["Nhắn qua Zalo trước", "Bỏ kênh Zalo", "Thêm một kênh"]


def test_a_digit_chooses_which_channel_is_written_to_first(chat: Chat):
    chat.say(LAN, "/kenh")
    [shown] = chat.say(LAN, "1")
    assert shown.text.startswith("Từ nay tôi nhắn qua Zalo trước.")
    assert re.findall("• (.*)", shown.text) == ["Zalo", "Fake (đang dùng)"]
    assert preferred(chat) == "zalo"
    chat.press(LAN, "Nhắn qua Fake trước")
    assert preferred(chat) == "fake"


def test_the_chosen_channel_stays_first_when_another_one_is_added(chat: Chat):
    chat.press(LAN, chat.say(LAN, "/kenh")[0].choices[0][0])
    with chat.sessions() as session:
        join(session, lan(session), "lan@example.vn", "mail")
    assert preferred(chat) == "zalo"


def test_channels_out_of_order_say_so(chat: Chat):
    with chat.sessions() as session:
        went_down(session, "zalo", MONDAY, "không trả lời")
        join(session, lan(session), "lan@example.vn", "mail")
        mail = session.exec(select(Address).where(Address.channel == "mail")).one()
        mail.unreachable_since, mail.unreachable_why = MONDAY, "user unknown"
    [shown] = chat.say(LAN, "/kenh")
    assert "• Zalo: cả kênh đang ngừng từ 08:00" in shown.text
    assert "• thư điện tử (lan@example.vn): không nhận được tin" in shown.text.replace("\u200b", "")


def test_a_channel_is_removed_but_not_the_one_in_use(chat: Chat):
    chat.say(LAN, "/kenh")
    [shown] = chat.press(LAN, "Bỏ kênh Zalo")
    assert shown.text.startswith("Đã bỏ kênh Zalo")
    with chat.sessions() as session:
        assert person_at(session, "zalo", ZALO) is None
        own = session.exec(select(Address).where(Address.address == LAN)).one()
    [kept] = chat.say(LAN, "", button=f"kn:x{own.id}")
    assert kept.text.startswith("Đây là kênh duy nhất")


@pytest.mark.parametrize("data", ["kn:f1", "kn:x1", "kn:x999", "kn:x", "kn:q3", "kn:"])
def test_nobody_elses_channel_can_be_touched(chat: Chat, data: str):
    [answer] = chat.say(LAN, "", button=data)
    assert answer.text == chat.say(LAN, "", button="zz:1")[0].text
    with chat.sessions() as session:
        assert [row.rank for row in session.exec(select(Address)).all()] == [0, 0, 0]


def code_of(chat: Chat, who: str) -> str:
    return re.search(r"<code>(\S+)</code>", chat.say(who, "/kenh thêm")[0].text)[1]


def test_a_code_of_ones_own_opens_another_platform_and_the_known_chat_hears_of_it(chat: Chat):
    [welcome] = chat.say("z1", code_of(chat, HANH), channel="zalo")
    assert "Chào Đỗ Thị Hạnh!" in welcome.text
    assert "Anh/chị vừa tham gia thêm từ Zalo" in chat.shown(HANH)[-1].text


def test_a_code_of_ones_own_moves_no_account(chat: Chat):
    """Row 39: only the clerk lets an account be changed for another one of the same platform."""
    code = code_of(chat, HANH)
    assert "Anh/chị đã ở đây rồi" in chat.say(HANH, code)[0].text
    assert "Mã mời không đúng" in chat.say(STRANGER, code)[0].text
    with chat.sessions() as session:
        assert person_at(session, "fake", STRANGER) is None
    assert "Chào Đỗ Thị Hạnh!" in chat.say("z1", code, channel="zalo")[0].text


def test_a_code_of_ones_own_is_good_for_half_an_hour_and_leaves_the_clerks_alone(chat: Chat):
    with chat.sessions() as session:
        given = invite(session, lan(session), chat.now)
    first, second = code_of(chat, LAN), code_of(chat, LAN)
    assert "Mã mời không đúng" in chat.say("o1", first, channel="other")[0].text
    chat.now += timedelta(minutes=30)
    assert "Mã mời không đúng" in chat.say("o2", second, channel="other")[0].text
    assert "Chào Trần Thị Lan!" in chat.say("o3", given, channel="other")[0].text


def test_the_old_account_of_a_platform_is_told_though_it_is_a_strangers_now(chat: Chat):
    with chat.sessions() as session:
        code = invite(session, lan(session), chat.now)
    chat.say("z2", code, channel="zalo")
    last = chat.shown(ZALO)[-1]
    assert last.text.startswith("Anh/chị vừa tham gia từ một tài khoản khác")
    assert (last.channel, last.person_id) == ("zalo", None)


def test_an_answer_stays_in_the_chat_it_came_from(chat: Chat):
    assert [(m.channel, m.address) for m in chat.say(ZALO, "/nhiemvu", channel="zalo")] == [("zalo", ZALO)]
    assert [(m.channel, m.address) for m in chat.say(LAN, "/nhiemvu")] == [("fake", LAN)]
