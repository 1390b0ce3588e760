"""A report's pictures in the language of whoever they are sent to."""

import re

import pytest
from matplotlib.text import Text

from chat import Chat
from conftest import HANH
from conversation import PLAN
from models.ledger import Held
from models.people import Person
from reports import chart, chart_progress, chart_units
from reports.chart_words import ENGLISH, VIETNAMESE
from reports.summary import summarise
from sample_report import END, REPLIES, TASKS, sample
from scheduler.parcel import Desk, load

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
