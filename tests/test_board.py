"""/vuongmac: who sees which obstacles and questions, oldest first, and answers them from there."""

from datetime import timedelta

import pytest

from chat import Chat
from conftest import HANH, LAN, join
from models.item import Item, ItemKind
from models.people import Person
from people_of import BINH, NAM, TAM, more_people
from test_progress import DRAFT

MINH = "1009"


@pytest.fixture
def chat(sessions, office) -> Chat:
    with sessions() as session:
        more_people(session, NAM, TAM, BINH)
        join(session, session.get_one(Person, 3), MINH)
    chat = Chat(sessions)
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    return chat


def test_an_empty_list_says_so(chat):
    assert "Không có vướng mắc" in chat.say(HANH, "/vuongmac")[0].text
    assert "Chưa có vướng mắc" in chat.say(HANH, "/vuongmac tất cả")[0].text


def test_the_oldest_comes_first_with_its_days_and_owner(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.press(HANH, "Giao người xử lý")
    chat.press(HANH, "Phạm Quốc Bình")
    chat.now += timedelta(days=3)
    chat.say(MINH, "NV3 báo cáo theo mẫu nào ạ?")
    [listed] = chat.say(HANH, "/vuongmac")
    assert "đang chờ: 2" in listed.text
    first, second = listed.text.index("NV2, Phòng Nghiệp vụ I"), listed.text.index("NV3, Trung tâm Trợ giúp pháp lý")
    assert first < second
    assert "3 ngày; Phạm Quốc Bình xử lý" in listed.text
    assert "hôm nay" in listed.text


@pytest.mark.parametrize(
    ("who", "seen"), [(HANH, {"NV2", "NV3"}), (BINH, {"NV2", "NV3"}), (LAN, {"NV2"}), (TAM, {"NV2"}), (MINH, {"NV3"})]
)
def test_the_office_sees_all_and_a_unit_its_own(chat, who, seen):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.say(MINH, "NV3 báo cáo theo mẫu nào ạ?")
    [listed] = chat.say(who, "/vuongmac")
    assert {ref for ref in ("NV2", "NV3") if ref in listed.text} == seen
    for item in ("1", "2"):
        text = chat.say(who, "", button=f"ii:{item}")[0].text
        assert ("không còn hiệu lực" in text) == (("NV2" if item == "1" else "NV3") not in seen)


def test_it_is_answered_from_the_list_by_digits(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.say(HANH, "/vuongmac")
    [card] = chat.say(HANH, "1")
    assert "Vướng mắc NV2" in card.text
    chat.say(HANH, "1")
    chat.say(HANH, "Tuần này có kinh phí")
    assert "Tuần này có kinh phí" in chat.shown(NAM)[-1].text
    assert 'Đỗ Thị Hạnh đã trả lời: "Tuần này có kinh phí"' in chat.say(NAM, "/vuongmac")[0].text


def test_staff_see_what_waits_without_buttons_to_decide(chat):
    chat.say(LAN, "NV2 chưa làm được do chờ kinh phí")
    chat.say(NAM, "/vuongmac")
    [card] = chat.say(NAM, "1")
    assert card.choices == []


def test_what_is_over_is_shown_only_when_all_is_asked_for(chat):
    chat.say(NAM, "NV2 báo cáo theo mẫu nào ạ?")
    chat.press(HANH, "Trả lời")
    chat.say(HANH, "Theo mẫu số 2")
    assert "mẫu nào" not in chat.say(HANH, "/vuongmac")[0].text
    assert 'Đỗ Thị Hạnh đã trả lời: "Theo mẫu số 2"' in chat.say(HANH, "/vuongmac tat ca")[0].text


def test_what_a_plan_that_is_over_left_open_waits_no_more(chat):
    chat.say(NAM, "NV2 chưa làm được do chờ kinh phí")
    chat.say(HANH, "", button="pz:1:yes")
    assert "Không có vướng mắc" in chat.say(HANH, "/vuongmac")[0].text
    assert "chờ kinh phí" in chat.say(HANH, "/vuongmac tất cả")[0].text


def test_a_long_list_has_pages(chat):
    with chat.sessions() as session:
        for number in range(11):
            row = Item(office_id=1, kind=ItemKind.QUESTION, raised_by=2, raised_at=chat.now, words=f"câu {number}")
            session.add(row)
    assert "câu 8" not in chat.say(HANH, "/vuongmac")[0].text
    [second] = chat.press(HANH, "Tiếp")
    assert "11. Phòng Nghiệp vụ I" in second.text
    [first] = chat.press(HANH, "Trước")
    assert "câu 0" in first.text
    assert "câu 10" in chat.say(HANH, "", button="il:99999:open")[0].text


def test_the_help_names_the_list(chat):
    assert "/vuongmac" in chat.say(NAM, "/trogiup")[0].text
