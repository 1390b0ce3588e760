import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from markupsafe import escape

from messages.links import unlinked
from messages.render import render
from models.people import Person
from vietnamese.text import clean

GAP = "\u200b"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("https://vcb-online.com/a?b=1", f"https://{GAP}vcb-online.{GAP}com/a?b=1"),
        ("xem vietcombank.com.vn nhé", f"xem vietcombank.{GAP}com.{GAP}vn nhé"),
        ("VIETC\u041eMBANK.C\u041eM", f"VIETC\u041eMBANK.{GAP}C\u041eM"),
        ("xn--80ak.xn--p1ai", f"xn--80ak.{GAP}xn--p1ai"),
        ("tg://resolve?domain=x", f"tg://{GAP}resolve?domain=x"),
        ("vào 93.184.216.34 tải", f"vào 93.184.216.{GAP}34 tải"),
        ("gặp @ke_gian, ten@so.vn", f"gặp @{GAP}ke_gian, ten@{GAP}so.{GAP}vn"),
    ],
)
def test_no_address_in_what_a_person_wrote_opens_anything(typed: str, shown: str):
    assert unlinked(typed) == shown
    assert clean(shown) == typed


@pytest.mark.parametrize(
    "plain", ["Đã xong. Còn 2.1", "1.250.000.000 đồng", "06.6.2026", "bao-cao.docx và ảnh.JPG", "26/KH-STP", "v.v..."]
)
def test_other_words_stay_as_they_are(plain: str):
    assert unlinked(plain) == plain


def test_the_link_by_which_a_person_joins_stays_one():
    person, until = Person(office_id=1, name="Lê Na"), dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    link = escape("https://t.me/bot?start=a_b")
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    assert link in render("invite", person=person, code="AB-CD", link=link, until=until, zone=zone).text
