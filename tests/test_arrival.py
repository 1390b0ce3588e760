"""Files from the clerk that are one plan, or may be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN
from messages.channel import Attachment
from models.plan import Plan, PlanState, Task
from plans.draft import PlanDraft, TaskDraft

FAIR = TaskDraft(text="Tổ chức hội nghị tuyên truyền pháp luật về trẻ em tại các xã vùng cao.", source=(0, 10))
CHECK = TaskDraft(
    text="Kiểm tra việc đăng ký khai sinh cho trẻ em ở cơ sở.",
    leads=("Phòng Nghiệp vụ I",),
    timing="trước ngày 15/6/2026",
    due=date(2026, 6, 15),
    source=(11, 21),
)
BANNER = TaskDraft(text="Treo băng rôn, khẩu hiệu tại trụ sở cơ quan.", leads=("Văn phòng Sở",), source=(11, 21))
BODY = PlanDraft(
    number="12/KH-STP",
    date=date(2026, 5, 20),
    issuer="Sở Tư pháp",
    title="Triển khai Tháng hành động vì trẻ em năm 2026",
    tasks=(FAIR, CHECK),
    text="Tổ chức hộ\nKiểm tra v",
)
APPENDIX = PlanDraft(
    tasks=(replace(FAIR, label="1", leads=("Văn phòng Sở",), timing="10/6"), BANNER),
    text="1 | Tổ chức | Văn phòng\n2 | Treo băng rôn",
)


@pytest.fixture
def chat(sessions, office) -> Chat:
    return Chat(sessions)


def send(chat: Chat, name: str, reading: PlanDraft, **more):
    return chat.upload(HANH, name, reading, sha256=name.ljust(64, "0"), **more)


def tasks(chat: Chat, plan: int) -> list[tuple[int, str, list[str]]]:
    with chat.sessions() as session:
        rows = session.exec(select(Task).where(Task.plan_id == plan).order_by(col(Task.position))).all()
        return [(task.position, task.text.split()[0], task.leads) for task in rows]


JOINED = [(1, "Tổ", ["Văn phòng Sở"]), (2, "Kiểm", ["Phòng Nghiệp vụ I"]), (3, "Treo", ["Văn phòng Sở"])]


def test_a_second_file_is_asked_about_and_joined(chat):
    send(chat, "kh.docx", BODY)
    [question] = send(chat, "phuluc.xlsx", APPENDIX)
    assert "2 nhiệm vụ, 1 trùng với dự thảo đang xem" in question.text
    [head] = chat.press(HANH, "Ghép")
    assert "3 nhiệm vụ" in head.text
    assert "12/KH-STP" in head.text
    assert tasks(chat, 1) == JOINED
    with chat.sessions() as session:
        assert session.exec(select(Plan.state).order_by(col(Plan.id))).all() == [PlanState.DRAFT, PlanState.MERGED]
        assert session.exec(select(Task.due).where(Task.text == FAIR.text)).one() == date(2026, 6, 10)


def test_the_appendix_may_come_first(chat):
    send(chat, "phuluc.xlsx", APPENDIX)
    send(chat, "kh.docx", BODY)
    assert "12/KH-STP" in chat.press(HANH, "Ghép")[0].text
    assert tasks(chat, 1) == JOINED


def test_it_may_be_a_plan_of_its_own(chat):
    send(chat, "kh.docx", BODY)
    send(chat, "phuluc.xlsx", APPENDIX)
    assert "2 nhiệm vụ" in chat.press(HANH, "Kế hoạch riêng")[0].text
    assert [len(tasks(chat, 1)), len(tasks(chat, 2))] == [2, 2]


def test_what_was_joined_is_approved_as_one(chat):
    send(chat, "kh.docx", BODY)
    send(chat, "phuluc.xlsx", APPENDIX)
    chat.press(HANH, "Ghép")
    assert "3 lượt giao" in chat.press(HANH, "Phê duyệt")[0].text


def test_a_joined_file_is_known_and_after_discarding_is_not(chat):
    send(chat, "kh.docx", BODY)
    send(chat, "phuluc.xlsx", APPENDIX)
    chat.press(HANH, "Ghép")
    assert "đã được nhận" in send(chat, "phuluc.xlsx", APPENDIX)[0].text
    chat.press(HANH, "Mở kế hoạch")
    chat.press(HANH, "Bỏ dự thảo")
    chat.press(HANH, "Bỏ")
    assert "2 nhiệm vụ" in send(chat, "phuluc.xlsx", APPENDIX)[0].text


def test_another_plan_is_not_asked_about(chat):
    send(chat, "kh.docx", BODY)
    other = replace(BODY, number="30/KH-STP", title="Cải cách hành chính", tasks=(TaskDraft(text="Rà soát thủ tục."),))
    assert "Ghép" not in send(chat, "khac.docx", other)[0].text


def test_long_after_only_a_file_without_a_head_is_asked_about(chat):
    send(chat, "kh.docx", BODY)
    chat.now += timedelta(hours=2)
    assert "Ghép vào" in send(chat, "phuluc.xlsx", APPENDIX)[0].text
    chat.now += timedelta(hours=2)
    own = replace(BODY, number=None, title="Phòng, chống đuối nước")
    assert "Ghép vào" not in send(chat, "duoi-nuoc.docx", own)[0].text


def test_a_decision_without_tasks_lends_its_number(chat):
    send(chat, "kh.docx", replace(BODY, number=None, date=None))
    decision = PlanDraft(number="88/QĐ-STP", date=date(2026, 5, 19), text="QUYẾT ĐỊNH")
    [question] = send(chat, "qd.docx", decision)
    assert "Ghép vào" in question.text
    assert "88/QĐ-STP" in chat.press(HANH, "Ghép")[0].text
    assert len(tasks(chat, 1)) == 2


def test_a_file_without_anything_is_refused_as_before(chat):
    send(chat, "kh.docx", BODY)
    assert "không tìm thấy nhiệm vụ nào" in send(chat, "anh.docx", PlanDraft(text="Không có gì"))[0].text


def test_files_read_together_are_one_plan(chat):
    files = tuple(Attachment(ref=name, name=name, size=9, sha256=name * 32) for name in ("ab", "cd"))
    chat.say(HANH, "", attachments=files, reading=BODY, album="g1")
    with chat.sessions() as session:
        rows = session.exec(select(Plan)).all()
    assert [(plan.state, plan.sha256, plan.revises) for plan in rows] == [
        (PlanState.DRAFT, "ab" * 32, None),
        (PlanState.MERGED, "cd" * 32, 1),
    ]
    assert chat.say(HANH, "", attachments=files[1:], reading=APPENDIX, album="g1") == []
    assert "đã được nhận" in chat.say(HANH, "", attachments=files[1:], reading=APPENDIX)[0].text


def test_a_late_file_of_an_album_is_joined_without_a_question(chat):
    send(chat, "kh.docx", BODY, album="g1")
    [head] = send(chat, "phuluc.xlsx", APPENDIX, album="g1")
    assert "3 nhiệm vụ" in head.text
    assert tasks(chat, 1) == JOINED


def test_old_buttons_do_no_harm(chat):
    send(chat, "kh.docx", BODY)
    send(chat, "phuluc.xlsx", APPENDIX)
    _, data = chat.button(HANH, "Ghép")
    chat.press(HANH, "Ghép")
    for forged in (data, "pj:1:1", "pj:x:1", "pj:", "pj:9:1"):
        assert "không còn hiệu lực" in chat.say(HANH, "", button=forged, message_id="m1")[0].text
    assert "không còn hiệu lực" in chat.say(LAN, "", button=data, message_id="m1")[0].text
    assert tasks(chat, 1) == JOINED
