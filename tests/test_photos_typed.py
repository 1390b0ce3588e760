"""The question about pictures is answered in words too, and stays open until it is answered."""

from dataclasses import replace

import pytest

from chat import Chat
from conftest import LAN
from test_photos import PHOTO, chat, counted, evidence

__all__ = ["chat"]


@pytest.mark.parametrize("words", ["không", "ko", "Không ạ.", "không có", "khong nhan ra ai", "không có trẻ em nào"])
def test_no_in_words_lets_the_picture_count(chat: Chat, words: str):
    chat.say(LAN, "NV1 đạt 60%", attachments=(PHOTO,))
    [reply] = chat.say(LAN, words)
    assert "Đã lưu 1 ảnh làm minh chứng NV1" in reply.text
    assert counted(chat) == ["anh.jpg"]


@pytest.mark.parametrize("words", ["có", "có, bỏ", "Có, bỏ ảnh", "bỏ ảnh", "có trẻ em", "co a"])
def test_yes_in_words_drops_the_picture(chat: Chat, words: str):
    chat.say(LAN, "NV1 đạt 60%", attachments=(PHOTO,))
    [reply] = chat.say(LAN, words)
    assert "Đã bỏ 1 ảnh" in reply.text
    assert evidence(chat) == []


def test_the_question_stays_open_and_is_asked_again_with_the_tasks(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%", attachments=(PHOTO,))
    chat.say(LAN, "NV2 đạt 30%")
    [tasks] = chat.say(LAN, "/nhiemvu")
    assert "Còn 1 ảnh của NV1 chờ trả lời: có nhận ra được trẻ em nào không?" in tasks.text
    chat.say(LAN, "không nhận ra ai")
    assert counted(chat) == ["anh.jpg"]
    [tasks] = chat.say(LAN, "/nhiemvu")
    assert "ảnh" not in tasks.text


def test_the_pictures_of_another_message_are_asked_about_next(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%", attachments=(PHOTO,))
    chat.say(LAN, "NV2 đạt 30%", attachments=(replace(PHOTO, sha256="ab" * 32, name="hai.jpg"),))
    _, again = chat.say(LAN, "không")
    assert "Còn 1 ảnh của NV1" in again.text
    chat.say(LAN, "có, bỏ")
    assert evidence(chat) == [("hai.jpg", False)]


def test_a_bare_no_after_other_choices_is_asked_about(chat: Chat):
    chat.say(LAN, "NV1 đạt 60%", attachments=(PHOTO,))
    chat.say(LAN, "NV2 chưa có gì hết á")
    chat.say(LAN, "", button="t:1")
    replies = chat.say(LAN, "không")
    assert "Còn 1 ảnh của NV1" in replies[0].text
    assert evidence(chat) == [("anh.jpg", True)]
