"""Last year's plan as the start of this year's."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from models.people import Unit
from models.plan import Plan, PlanState, Task
from plans.draft import PlanDraft, TaskDraft

FAIR = TaskDraft(
    text="Tổ chức 02 hội nghị tuyên truyền pháp luật năm 2025 tại các xã vùng cao.",
    leads=("Phòng Nghiệp vụ I",),
    cooperators=("Văn phòng Sở",),
    due=date(2025, 6, 15),
    targets=("02 hội nghị",),
)
AID = TaskDraft(text="Trợ giúp pháp lý miễn phí cho trẻ em có hoàn cảnh đặc biệt.", leads=("TTTGPL",))
LAST = PlanDraft(number="9/KH-STP", title="Tháng hành động vì trẻ em năm 2025", tasks=(FAIR, AID))
BARE = TaskDraft(text=FAIR.text.replace("2025", "2026").replace("02", "03"), timing="tháng 6")
NAMED = replace(AID, leads=("Bộ phận tư vấn",), timing="thường xuyên")
NEW = TaskDraft(text="Treo băng rôn, khẩu hiệu tại trụ sở cơ quan.", timing="tháng 6")
THIS = PlanDraft(number="7/KH-STP", title="Tháng hành động vì trẻ em năm 2026", tasks=(BARE, NAMED, NEW))


@pytest.fixture
def chat(sessions, office) -> Chat:
    chat = Chat(sessions)
    chat.upload(HANH, "cu.docx", LAST, sha256="01" * 32)
    chat.press(HANH, "Phê duyệt")
    with sessions() as session:
        session.exec(select(Plan)).one().state = PlanState.CLOSED
    return chat


def read_this_year(chat: Chat, draft: PlanDraft = THIS):
    return chat.upload(HANH, "moi.docx", draft, sha256="02" * 32)


def fields(chat: Chat) -> list[tuple[list[str], list[str], list[str]]]:
    with chat.sessions() as session:
        rows = session.exec(select(Task).where(Task.plan_id == 2).order_by(Task.position)).all()
        return [(task.leads, task.cooperators, task.targets) for task in rows]


AS_READ = [([], [], []), (["Bộ phận tư vấn"], [], []), ([], [], [])]
TAKEN = [(["Phòng Nghiệp vụ I"], ["Văn phòng Sở"], ["02 hội nghị"]), (["TTTGPL"], [], []), ([], [], [])]


def test_what_last_year_had_is_proposed_and_not_applied(chat):
    [head] = read_this_year(chat)
    assert "2 nhiệm vụ có đề xuất theo kế hoạch trước" in head.text
    assert fields(chat) == AS_READ


def test_the_proposals_are_listed_with_their_source(chat):
    read_this_year(chat)
    [shown] = chat.press(HANH, "Xem 2 đề xuất")
    said = "năm 2025: Phòng Nghiệp vụ I chủ trì, Văn phòng Sở phối hợp; chỉ tiêu 02 hội nghị"
    assert said in shown.text
    assert "NV3" not in shown.text


def test_all_are_used_at_once(chat):
    read_this_year(chat)
    [done] = chat.press(HANH, "Dùng tất cả đề xuất")
    assert "cho 2 nhiệm vụ: NV1, NV2" in done.text
    assert fields(chat) == TAKEN
    [head] = chat.press(HANH, "Về kế hoạch")
    assert "đề xuất" not in head.text
    assert "Chưa rõ đơn vị" not in head.text


def test_one_is_used_from_the_list(chat):
    read_this_year(chat)
    chat.press(HANH, "Xem 2 đề xuất")
    [shown] = chat.press(HANH, "Dùng cho NV2")
    assert "1 nhiệm vụ có đề xuất" in shown.text
    assert fields(chat) == [AS_READ[0], TAKEN[1], AS_READ[2]]


def test_one_is_used_from_the_task_s_own_page(chat):
    read_this_year(chat)
    [page] = chat.press(HANH, "Xem từng nhiệm vụ")
    assert "Phòng Nghiệp vụ I chủ trì" in page.text
    chat.press(HANH, "Dùng theo kế hoạch trước")
    assert fields(chat)[0] == TAKEN[0]


def test_what_the_new_plan_states_is_not_proposed_away(chat):
    own = replace(BARE, leads=("Văn phòng Sở",), targets=("03 hội nghị",))
    [head] = read_this_year(chat, replace(THIS, tasks=(own, NEW)))
    assert "đề xuất" not in head.text


def test_only_indicators_may_be_missing(chat):
    read_this_year(chat, replace(THIS, tasks=(replace(BARE, leads=("Văn phòng Sở",)), NEW)))
    chat.press(HANH, "Dùng tất cả đề xuất")
    assert fields(chat)[0] == (["Văn phòng Sở"], [], ["02 hội nghị"])


def test_a_unit_renamed_since_is_proposed_by_its_name_of_today(chat):
    with chat.sessions() as session:
        unit = session.exec(select(Unit).where(Unit.name == "Phòng Nghiệp vụ I")).one()
        unit.name, unit.aliases = "Phòng Công tác trẻ em", []
    read_this_year(chat)
    chat.press(HANH, "Dùng tất cả đề xuất")
    assert fields(chat)[0][0] == ["Phòng Công tác trẻ em"]


def test_the_newest_matching_plan_is_proposed(chat):
    newer = replace(FAIR, leads=("Văn phòng Sở",), cooperators=(), text=FAIR.text.replace("2025", "2024"))
    chat.upload(
        HANH, "khac.docx", replace(LAST, number="8/KH-STP", title="Tháng 6 năm 2024", tasks=(newer,)), "03" * 32
    )
    chat.press(HANH, "Phê duyệt")
    chat.upload(HANH, "moi.docx", THIS, sha256="04" * 32)
    assert "năm 2024: Văn phòng Sở chủ trì" in chat.press(HANH, "Xem 2 đề xuất")[0].text


@pytest.mark.parametrize("data", ["ea:2", "eu:2:3:1", "el:2:0"])
def test_nobody_but_the_clerk_may_use_them(chat, data):
    read_this_year(chat)
    assert "không còn hiệu lực" in chat.say(LAN, "", button=data, message_id="m1")[0].text
    assert fields(chat) == AS_READ


@pytest.mark.parametrize("data", ["ea:1", "ea:", "ea:x", "eu:2:3:2", "eu:2:9:1", "eu:2", "el:9:0"])
def test_a_broken_button_takes_nothing_over(chat, data):
    read_this_year(chat)
    assert "không còn hiệu lực" in chat.say(HANH, "", button=data, message_id="m1")[0].text
    assert fields(chat) == AS_READ
