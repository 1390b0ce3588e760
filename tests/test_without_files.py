"""Where no documents come in and no groups are: what the bot says there instead of asking for them."""

import pytest

from chat import Chat
from conftest import HANH, LAN
from messages.channel import Content
from messages.plain import plain

HERE = {"brings_files": False, "has_groups": False}
WAY = "dùng lệnh dondoc plan add trên máy chủ; rồi gõ /kehoach ở đây"


@pytest.fixture
def chat(sessions, office) -> Chat:
    return Chat(sessions)


def told(chat: Chat, who: str, text: str = "", **more: object) -> str:
    return "\n".join(plain(reply.text) for reply in chat.say(who, text, **HERE, **more))


def test_what_the_platform_keeps_back_is_answered_with_what_to_do(chat: Chat):
    said = told(chat, LAN, other=Content.WITHHELD)
    assert "tin có đường dẫn không đến được đây nên tôi chưa ghi gì" in said
    assert "minh chứng gửi ảnh" in said
    assert WAY not in said
    assert WAY in told(chat, HANH, other=Content.WITHHELD)


@pytest.mark.parametrize("text", ["/trogiup", "/kehoach", "/start"])
def test_the_clerk_is_told_where_a_plan_goes(chat: Chat, text: str):
    assert WAY in told(chat, HANH, text)
    assert WAY not in "\n".join(plain(reply.text) for reply in chat.say(HANH, text))


@pytest.mark.parametrize("text", ["/trogiup", "/start"])
def test_groups_are_not_spoken_of_where_there_are_none(chat: Chat, text: str):
    assert "/gannhom" not in told(chat, LAN, text)
    assert "/gannhom" in "\n".join(plain(reply.text) for reply in chat.say(LAN, text))


@pytest.mark.parametrize("text", ["/gannhom", "/bonhom"])
def test_a_command_for_groups_says_so(chat: Chat, text: str):
    assert "tôi không vào nhóm được" in told(chat, LAN, text)
    assert "nhóm chat của đơn vị" in plain(chat.say(LAN, text)[0].text)
