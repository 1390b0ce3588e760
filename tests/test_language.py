"""/ngonngu: everybody reads the bot in the language that they chose."""

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from models.people import Person


@pytest.fixture
def chat(sessions, office) -> Chat:
    return Chat(sessions)


def languages(chat: Chat) -> set[str | None]:
    with chat.sessions() as session:
        return set(session.exec(select(Person.language)).all())


@pytest.mark.parametrize(
    "words", ["/ngonngu English", "/language en", "english", "English!", "Tiếng Anh", "/ngonngu tieng anh"]
)
def test_words_choose_english_and_are_answered_in_it(chat: Chat, words: str):
    [answer] = chat.say(LAN, words)
    assert "From now on I write to you in English" in answer.text
    assert languages(chat) == {None, "en"}


def test_a_button_chooses_and_another_goes_back(chat: Chat):
    [offered] = chat.say(LAN, "/ngonngu")
    assert "bằng <b>tiếng Việt</b>" in offered.text
    [changed] = chat.press(LAN, "English")
    assert "in English" in changed.text
    assert "I write to you in <b>English</b>" in chat.say(LAN, "/language")[0].text
    assert "bằng tiếng Việt" in chat.press(LAN, "Tiếng Việt")[0].text
    assert languages(chat) == {None, "vi"}


def test_a_digit_chooses_where_there_are_no_buttons(chat: Chat):
    chat.say(LAN, "/ngonngu")
    assert "in English" in chat.say(LAN, "2")[0].text


@pytest.mark.parametrize("words", ["/ngonngu français", "/language 2"])
def test_other_words_show_the_choices(chat: Chat, words: str):
    [answer] = chat.say(LAN, words)
    assert [label for label, *_ in answer.choices] == ["Tiếng Việt", "English"]
    assert languages(chat) == {None}


@pytest.mark.parametrize("words", ["in 200 tờ gấp tiếng Anh", "NV1 xong bản tiếng Việt"])
def test_a_report_that_names_a_language_changes_none(chat: Chat, words: str):
    chat.say(LAN, words)
    assert languages(chat) == {None}


def test_one_persons_choice_is_nobody_elses(chat: Chat):
    chat.say(LAN, "/ngonngu en")
    assert "tiếng Việt" in chat.say(HANH, "/ngonngu")[0].text


def test_help_answers_to_its_english_name_too(chat: Chat):
    assert chat.say(LAN, "/help")[0].text == chat.say(LAN, "/trogiup")[0].text
