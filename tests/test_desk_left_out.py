"""The clerk sees where a doubtful field comes from, and what was read as no task."""

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from models.plan import Plan, Task
from plans.read import read

PLAN = """SỞ THỦY VĂN
Số: 7/KH-STV
Hải An, ngày 4 tháng 5 năm 2026
KẾ HOẠCH
Trồng cây đầu năm
I. MỤC ĐÍCH
- Xanh.
- Phòng Nghiệp vụ I trồng cây trước ngày 20/6/2026.
II. NỘI DUNG
1. Văn phòng Sở
- Tổ chức tưới cây hai bên đường.
2. Quét dọn vỉa hè.
- Chủ trì: Văn phòng Sở.
- Thời gian: ngày ... tháng 6.
3. Thực hiện các nhiệm vụ khác do Sở giao.
III. KINH PHÍ
Từ nguồn ngân sách năm 2026.
"""


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = Chat(sessions)
    chat.upload(HANH, "kh.txt", read("kh.txt", PLAN.encode()))
    return chat


def test_an_inferred_field_names_the_words_above(chat):
    [page] = chat.press(HANH, "Xem từng nhiệm vụ")
    assert "Chủ trì: Văn phòng Sở (suy ra từ tiêu đề phía trên “1. Văn phòng Sở”)" in page.text


def test_a_certain_field_has_no_noise_and_a_doubtful_one_its_words(chat):
    chat.press(HANH, "Xem từng nhiệm vụ")
    [page] = chat.press(HANH, "NV2 ▶")
    assert "Chủ trì: Văn phòng Sở\n" in page.text
    assert "(cần xem: dòng thời gian “- Thời gian: ngày ... tháng 6.”)" in page.text


def test_what_the_clerk_says_needs_no_reason(chat):
    [page] = chat.say(HANH, "NV1 chủ trì: Phòng Nghiệp vụ I")
    assert "suy ra" not in page.text


def test_what_is_in_no_task_is_listed_with_its_reason(chat):
    assert "4 câu, phần không đưa vào nhiệm vụ" in chat.shown(HANH)[-1].text
    [page] = chat.press(HANH, "Xem phần bỏ qua")
    for words in (
        "I. MỤC ĐÍCH",
        "phần này không giao việc (2 dòng)",
        "3. Thực hiện các nhiệm vụ khác",
        "nguồn kinh phí",
    ):
        assert words in page.text


def test_one_tap_makes_it_a_task_read_by_the_same_rules(chat):
    chat.press(HANH, "Xem phần bỏ qua")
    chat.press(HANH, "Xem 3 dòng")
    [page] = chat.press(HANH, "3. Thêm thành nhiệm vụ")
    assert "Đã thêm thành NV3" in page.text
    with chat.sessions() as session:
        task = session.exec(select(Task).where(Task.position == 3)).one()
        assert task.leads == ["Phòng Nghiệp vụ I"]
        assert (task.text, str(task.due)) == ("Phòng Nghiệp vụ I trồng cây trước ngày 20/6/2026.", "2026-06-20")


def test_the_same_tap_twice_adds_one_task(chat):
    chat.press(HANH, "Xem phần bỏ qua")
    for _ in range(2):
        [page] = chat.say(HANH, "", button="la:1:1", message_id="m1")
    assert "Đã thêm thành NV3" in page.text
    with chat.sessions() as session:
        assert len(session.exec(select(Task)).all()) == 3


@pytest.mark.parametrize(
    "data", ["lo:9:0", "lo:1:9", "lo:1:x:y", "lo:1:0:99", "la:1:0", "la:1:9", "la:1:x", "la:1:0.9"]
)
def test_a_broken_button_changes_nothing(chat, data):
    [reply] = chat.say(HANH, "", button=data, message_id="m1")
    with chat.sessions() as session:
        assert len(session.exec(select(Task)).all()) == 2
    assert "không còn hiệu lực" in reply.text


def test_a_forged_button_is_refused(chat):
    [reply] = chat.say(LAN, "", button="la:1:1", message_id="m1")
    assert "không còn hiệu lực" in reply.text


def test_an_approved_plan_takes_no_more_of_them(chat):
    chat.press(HANH, "Phê duyệt")
    chat.say(HANH, "", button="la:1:1", message_id="m1")
    with chat.sessions() as session:
        assert len(session.exec(select(Task)).all()) == 2
        assert session.exec(select(Plan)).one().left_out[1].get("added") is None
