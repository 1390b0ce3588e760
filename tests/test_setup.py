"""/caidat: the clerk sees the office's settings and switches the head's confirmation."""

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from models.office import Office


@pytest.fixture
def chat(sessions, office) -> Chat:
    return Chat(sessions)


def confirms(chat: Chat) -> bool:
    with chat.sessions() as session:
        return session.exec(select(Office)).one().confirm_done


def test_the_settings_are_shown(chat: Chat):
    [shown] = chat.say(HANH, "/caidat")
    assert "Cài đặt của Sở Tư pháp" in shown.text
    assert "Nơi nhận báo cáo: Sở Y tế" in shown.text
    assert "07:30 - 17:00; nhắc việc lúc 08:00" in shown.text
    assert "xác nhận hoàn thành: <b>có</b>" in shown.text


@pytest.mark.parametrize("with_buttons", [True, False])
def test_one_tap_switches_and_another_switches_back(chat: Chat, with_buttons: bool):
    chat.say(HANH, "/caidat")
    for wanted in (False, True):
        [shown] = chat.press(HANH, "trưởng đơn vị xác nhận") if with_buttons else chat.say(HANH, "1")
        assert "Đã đổi" in shown.text
        assert confirms(chat) is wanted


def test_a_second_tap_changes_nothing_and_says_so(chat: Chat):
    chat.say(HANH, "/caidat")
    message, data = chat.button(HANH, "Không cần")
    chat.press(HANH, "Không cần")
    [again] = chat._send(HANH, button=data, message_id=message.platform_id)
    assert "Không có gì đổi" in again.text
    assert confirms(chat) is False


def test_only_the_clerk_may(chat: Chat):
    assert "Cài đặt" not in chat.say(LAN, "/caidat")[0].text
    chat._send(LAN, button="os:confirm:0")
    assert confirms(chat) is True


@pytest.mark.parametrize("data", ["os:confirm:2", "os:other:1", "os:"])
def test_a_forged_button_switches_nothing(chat: Chat, data: str):
    assert "không còn hiệu lực" in chat._send(HANH, button=data)[0].text
    assert confirms(chat) is True
