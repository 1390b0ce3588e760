"""The pictures in the language of whoever they are sent to."""

import datetime as dt
import re

import pytest
from matplotlib.text import Text

from chat import Chat
from conftest import HANH
from conversation import PLAN
from models.bundle import Why
from models.ledger import Held
from models.people import Person
from reports import calendar_picture, calendar_words, chart, chart_progress, chart_units
from reports.calendar import Addressee, Calendar, Call, Matter
from reports.chart_words import ENGLISH, VIETNAMESE
from reports.report import Head
from reports.summary import summarise
from sample_report import END, REPLIES, START, TASKS, sample
from scheduler.parcel import Desk, load

HEAD = Head("Office", "Plan", END, END.date(), "Asia/Ho_Chi_Minh")
VIETNAMESE_LETTER = re.compile("[à-ỹÀ-ỸăâđêôơưĂÂĐÊÔƠƯ]")


@pytest.mark.parametrize("kind", [chart, chart_progress, chart_units])
def test_an_english_picture_says_nothing_of_its_own_in_vietnamese(kind):
    tasks = [(None, f"Task {number}.", *of[2:]) for number, of in enumerate(TASKS, 1)]
    names = tuple(f"Unit {number}" for number in range(1, 9))
    report = summarise(sample(replies=REPLIES[:4], tasks=tasks, units=names), END)
    said = [text.get_text() for text in kind.picture(report, ENGLISH).findobj(Text)]
    told = " ".join(said).replace(report.head.office, "").replace(report.head.plan, "")
    assert VIETNAMESE_LETTER.findall(told) == []
    assert "as of 30 June 2026" in told
    assert any(text.get_text().startswith("Quá hạn") for text in kind.picture(report, VIETNAMESE).findobj(Text))


@pytest.mark.parametrize(("language", "form"), [("vi", b"png"), ("en", b"en.png")])
def test_a_picture_is_drawn_in_the_language_of_whoever_it_is_sent_to(sessions, office, tmp_path, language, form):
    chat = Chat(sessions)
    chat.upload(HANH, "plan.docx", PLAN)
    chat.press(HANH, "Phê duyệt")
    chat.say(HANH, f"/ngonngu {language}")
    message = chat.say(HANH, "/tinhhinh")[-1]
    row = Held._make([None] * len(Held._fields))._replace(document=message.document, person_id=message.person_id)
    desk = Desk(sessions, lambda: chat.now, tmp_path, lambda content, form, own=None: form.encode())
    assert load(row, desk).data == form
    with sessions() as session:
        assert session.get_one(Person, message.person_id).language == language


@pytest.mark.parametrize("people", [3, 40])
def test_an_english_calendar_says_nothing_of_its_own_in_vietnamese(people: int):
    persons = tuple(Addressee(n, f"Person {n}", f"Unit {n // 10}", reached=n > 0) for n in range(people))
    asked = [(Matter(why, (1, 2)),) for why in Why]
    calls = tuple(
        Call(START.date() + dt.timedelta(n), dt.time(8), n % people, asked[n % len(asked)]) for n in range(45)
    )
    calendar = Calendar(HEAD, True, persons, calls, {1: "A", 2: "B"})
    said = [text.get_text() for text in calendar_picture.picture(calendar, calendar_words.ENGLISH).findobj(Text)]
    assert VIETNAMESE_LETTER.findall(" ".join(said)) == []
    assert "Reminder schedule, if approved now, made on 30 June 2026" in said
    assert len({letter for letter, _ in calendar_words.ENGLISH.reasons.values()}) == len(Why)
