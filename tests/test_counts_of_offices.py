"""How offices count: files of citizens, news and articles, what is handed out, a duty that never ends."""

import datetime as dt

import pytest

from chat import Chat
from conftest import HANH, LAN
from handlers.entry import as_counted
from messages.understand import understand
from messages.understood import Status
from plans.draft import PlanDraft, TaskDraft

TODAY = dt.date(2026, 6, 3)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("NV1 tiếp nhận 45 hs khai sinh, 12 hs chứng thực", [("hồ sơ", 45), ("hồ sơ", 12)]),
        ("NV4 có 2 hs sai sót", [("hồ sơ", 2)]),
        ("NV2 có 45 hs tham gia", [("học sinh", 45)]),
        ("nv1 cấp thêm 300 tờ gấp", [("tờ rơi", 300)]),
        ("nv1 đã cấp thêm 300 tờ gấp", [("tờ rơi", 300)]),
        ("NV1 đề nghị cấp thêm 300 tờ gấp", []),
        ("NV11 đã đăng 3 tin 1 bài", [("tin bài", 4)]),
        ("NV11 đã đăng 2 tin, 3 bài viết và 500 tờ rơi", [("tin bài", 5), ("tờ rơi", 500)]),
        ("NV11 đã đăng 12 tin bài, 3 bài dự thi", [("tin bài", 12), ("bài dự thi", 3)]),
        ("NV8 xong 2 đợt truyền thông", [("đợt truyền thông", 2)]),
    ],
)
def test_each_figure_is_of_its_own_thing(text, figures):
    assert [(figure.indicator, figure.value) for figure in understand(text, TODAY).figures] == figures


def test_cases_of_a_notary_need_no_question():
    said = understand("nv9 xong rồi chị ơi, 14 việc công chứng miễn phí", TODAY)
    assert (said.status, said.ask, [figure.value for figure in said.figures]) == (Status.DONE, False, [14])


@pytest.mark.parametrize(
    ("text", "timing", "status"),
    [
        ("NV7 hoàn thành 2 vụ", "Thường xuyên trong năm", Status.IN_PROGRESS),
        ("NV7 hoàn thành, 2 vụ", "Thường xuyên trong năm", Status.DONE),
        ("NV7 hoàn thành 2 vụ", "Trước ngày 30/6/2026", Status.DONE),
        ("NV7 hoàn thành", "Thường xuyên", Status.DONE),
    ],
)
def test_so_many_done_of_a_duty_without_end_is_a_count(text, timing, status):
    assert as_counted(understand(text, TODAY), text, timing).status is status


def test_what_is_denied_is_gone(sessions, office):
    chat = Chat(sessions)
    task = TaskDraft(text="Giải quyết hồ sơ khai sinh.", leads=("Phòng Nghiệp vụ I",))
    chat.upload(HANH, "kh.docx", PlanDraft(title="Kế hoạch", tasks=(task,)))
    chat.press(HANH, "Phê duyệt")
    chat.say(LAN, "NV1 đã tiếp 45 học sinh")
    [reply] = chat.say(LAN, "sửa: 45 hồ sơ chứ không phải 45 học sinh")
    assert "45 hồ sơ" in reply.text
    assert "học sinh" not in reply.text
