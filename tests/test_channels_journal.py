"""One person on several channels keeps one journal: what one brings is answered on the other, in words or by digit."""

from datetime import timedelta

import pytest
from sqlmodel import select

from chat import Chat
from conftest import LAN, join
from conversation import lines, morning, open_office, standing
from models.assignment import Said
from models.database import Sessions
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Address, Person

ZALO = "5f3a"


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    """Lan has the reminder of Friday 5/6 on "fake", and reads Zalo too."""
    chat = open_office(Chat(sessions))
    with sessions() as session:
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
        join(session, lan, ZALO, "zalo")
        session.flush()
        session.exec(select(Address).where(Address.channel == "zalo")).one().rank = 1
    morning(chat, chat.now.date() + timedelta(days=4))
    assert chat.shown(LAN)[-1].key.startswith("remind:")
    return chat


def say(chat: Chat, text: str) -> list[OutboxMessage]:
    return chat.say(ZALO, text, channel="zalo")


def test_a_sentence_on_another_channel_is_the_same_report(chat: Chat):
    [done] = say(chat, "NV4 xong")
    assert (done.channel, done.address) == ("zalo", ZALO)
    assert done.text.startswith("Đã ghi NV4")
    assert standing(chat, 4).state is Said.DONE
    assert [line.words for line in lines(chat, 4)] == ["NV4 xong"]
    assert "NV4" not in " ".join(m.text for m in chat.shown(LAN) if m.due_at > chat.now)


def test_a_digit_on_another_channel_is_the_reminders_choice(chat: Chat):
    tasks = [str(data) for _, data, _ in chat.shown(LAN)[-1].choices]
    [card] = say(chat, "3")
    assert tasks[2].startswith("t:")
    assert card.text.startswith("<b>NV4")
    done = next(number for number, (_, data, _) in enumerate(card.choices, 1) if str(data).endswith(":done"))
    say(chat, str(done))
    assert standing(chat, 4).state is Said.DONE


def test_what_this_chat_offered_lately_is_what_a_digit_means(chat: Chat):
    say(chat, "/ngonngu")
    [answer] = say(chat, "2")
    assert "English" in answer.text
    assert {standing(chat, task).state for task in (1, 2, 4)} == {None}


def test_what_this_chat_offered_yesterday_does_not_stand_before_todays_reminder(chat: Chat):
    chat.now -= timedelta(days=1)
    say(chat, "/ngonngu")
    chat.now += timedelta(days=1)
    say(chat, "2")
    with chat.sessions() as session:
        assert session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one().language is None


def test_a_number_that_answers_a_question_in_words_picks_nothing_elsewhere(chat: Chat):
    chat.say(LAN, "3")
    chat.press(LAN, "Vướng mắc")
    assert not say(chat, "1")[0].text.startswith("<b>NV")


def test_later_in_words_puts_off_the_reminder_of_the_other_channel(chat: Chat):
    [done] = say(chat, "thứ hai nhắc lại nhé")
    assert "nhắc lại vào thứ Hai" in done.text


def test_a_colleagues_chats_offer_nothing(chat: Chat):
    """A number from a chat where nothing was offered means nothing, whatever others were offered."""
    with chat.sessions() as session:
        for address in session.exec(select(Address).where(Address.address == LAN)).all():
            session.delete(address)
    say(chat, "1")
    assert {standing(chat, task).state for task in (1, 2, 4)} == {None}
