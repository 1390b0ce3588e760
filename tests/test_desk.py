"""The clerk's desk: a plan read, reviewed and approved in chat."""

from datetime import date

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN, STRANGER
from models.assignment import Assignment, Duty
from models.people import Unit
from models.plan import Plan, PlanState, Task
from plans.draft import PlanDraft, TaskDraft, UnreadableError

DRAFT = PlanDraft(
    number="12/KH-STP",
    date=date(2026, 5, 20),
    title="Triển khai Tháng hành động vì trẻ em năm 2026",
    start=date(2026, 6, 1),
    end=date(2026, 6, 30),
    tasks=(
        TaskDraft(text="Tổ chức 02 hội nghị tuyên truyền.", leads=("Phòng NV I",), due=date(2026, 6, 15)),
        TaskDraft(text="Trợ giúp pháp lý cho trẻ em.", leads=("TTTGPL",), cooperators=("Các phòng thuộc Sở",)),
        TaskDraft(text="Viết tin, bài.", doubts=("Không thấy đơn vị chủ trì.",)),
    ),
)


@pytest.fixture
def chat(sessions, office) -> Chat:
    return Chat(sessions)


def assignments(chat: Chat) -> set[tuple[str, str, Duty]]:
    with chat.sessions() as session:
        rows = session.exec(
            select(Task.text, Unit.name, Assignment.duty)
            .join(Assignment, Assignment.task_id == Task.id)
            .join(Unit, Unit.id == Assignment.unit_id)
        )
        return {tuple(row) for row in rows.all()}


def test_the_clerk_sees_the_head_the_count_and_the_doubts(chat):
    [reply] = chat.upload(HANH, "kh.docx", DRAFT)
    for words in ("12/KH-STP", "20/5/2026", "<b>3 nhiệm vụ</b>", "Cần xem lại: NV3", "Chưa gửi gì cho ai"):
        assert words in reply.text


def test_nobody_hears_of_a_draft(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    assert {message.address for message in chat.everyone()} == {HANH}


def test_the_same_file_is_recognised(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    [reply] = chat.upload(HANH, "kh-ban-sao.docx", DRAFT)
    assert "đã được nhận" in reply.text
    with chat.sessions() as session:
        assert len(session.exec(select(Plan)).all()) == 1


def test_pages_show_the_task_and_edit_the_message(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    [first] = chat.press(HANH, "Xem từng nhiệm vụ")
    assert first.edits is not None
    assert "Tổ chức 02 hội nghị" in first.text
    [second] = chat.press(HANH, "NV2 ▶")
    assert "Trợ giúp pháp lý" in second.text


def test_doubtful_tasks_have_a_way_of_their_own(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    [page] = chat.press(HANH, "chỗ cần xem lại")
    assert "Không thấy đơn vị chủ trì" in page.text
    assert not any("▶" in str(label) for label, *_ in page.choices)


def test_a_unit_is_changed_by_button_and_word(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "chỗ cần xem lại")
    chat.press(HANH, "Sửa chủ trì")
    [page] = chat.say(HANH, "Văn phòng Sở")
    assert "Chủ trì: Văn phòng Sở" in page.text
    [page] = chat.say(HANH, "NV3 phối hợp: Trung tâm Trợ giúp pháp lý")
    assert "Phối hợp: Trung tâm Trợ giúp pháp lý" in page.text


def test_what_the_clerk_settled_is_doubtful_no_more(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.say(HANH, "NV3 chủ trì: Văn phòng Sở")
    [page] = chat.say(HANH, "NV3 thời gian: thường xuyên")
    assert "⚠️" not in page.text


def test_a_unit_is_changed_by_its_own_button(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "chỗ cần xem lại")
    chat.press(HANH, "Sửa chủ trì")
    [page] = chat.press(HANH, "Trung tâm Trợ giúp pháp lý")
    assert "Chủ trì: Trung tâm Trợ giúp pháp lý" in page.text


def test_a_day_typed_in_haste_is_written_out(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    assert "Thời gian: trước ngày 18/12/2026" in chat.say(HANH, "nv1 thoi han: truoc ngay 18/12/2026")[0].text


def test_time_text_drop_and_add(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    assert "hạn 20/6/2026" in chat.say(HANH, "NV1 thời hạn: trước ngày 20/6/2026")[0].text
    assert "Tổ chức 03 hội nghị" in chat.say(HANH, "NV1 nội dung: Tổ chức 03 hội nghị")[0].text
    assert "ĐÃ BỎ" in chat.say(HANH, "bỏ NV3")[0].text
    assert "ĐÃ BỎ" not in chat.say(HANH, "khôi phục NV3")[0].text
    assert "NV4" in chat.say(HANH, "thêm nhiệm vụ: Treo băng rôn")[0].text
    assert "không có NV9" in chat.say(HANH, "bỏ NV9")[0].text


def test_approval_gives_each_unit_its_assignment(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.say(HANH, "NV3 chủ trì: Văn phòng Sở; Phòng Nghiệp vụ I")
    [reply] = chat.press(HANH, "Phê duyệt")
    assert "Đã phê duyệt" in reply.text
    first, second, third = (task.text for task in DRAFT.tasks)
    assert assignments(chat) == {
        (first, "Phòng Nghiệp vụ I", Duty.LEAD),
        (second, "Trung tâm Trợ giúp pháp lý", Duty.LEAD),
        (second, "Văn phòng Sở", Duty.COOPERATOR),
        (second, "Phòng Nghiệp vụ I", Duty.COOPERATOR),
        (third, "Văn phòng Sở", Duty.LEAD),
        (third, "Phòng Nghiệp vụ I", Duty.LEAD),
    }


@pytest.mark.parametrize("again", ["phê duyệt", "1", "phê duyệt luôn"])
def test_what_nobody_leads_is_asked_about_before_approval(chat, again):
    chat.upload(HANH, "kh.docx", DRAFT)
    [question] = chat.say(HANH, "phê duyệt")
    assert "NV3 chưa có đơn vị chủ trì" in question.text
    assert not assignments(chat)
    [reply] = chat.say(HANH, again)
    assert "Đã phê duyệt" in reply.text


def test_what_nobody_leads_can_be_mended_first(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.say(HANH, "phê duyệt")
    [page] = chat.press(HANH, "Sửa NV3")
    assert "Viết tin, bài." in page.text
    chat.say(HANH, "NV3 chủ trì: Văn phòng Sở")
    [reply] = chat.say(HANH, "phê duyệt")
    assert "Đã phê duyệt" in reply.text


def test_approval_says_who_cannot_be_reached_and_what_nobody_leads(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.say(HANH, "phê duyệt")
    [reply] = chat.press(HANH, "Phê duyệt luôn")
    assert "Chưa có đơn vị chủ trì: NV3" in reply.text
    assert "Chưa ai tham gia nên chưa nhắc được: Trung tâm Trợ giúp pháp lý" in reply.text


def test_an_unclear_unit_is_asked_about_and_learnt(chat):
    draft = PlanDraft(title="KH", tasks=(TaskDraft(text="Rà soát văn bản.", leads=("Bộ phận pháp chế",)),))
    chat.upload(HANH, "kh.docx", draft)
    [question] = chat.press(HANH, "Phê duyệt")
    assert "Bộ phận pháp chế" in question.text
    [reply] = chat.press(HANH, "Văn phòng Sở")
    assert "Đã phê duyệt" in reply.text
    with chat.sessions() as session:
        assert "Bộ phận pháp chế" in session.exec(select(Unit).where(Unit.name == "Văn phòng Sở")).one().aliases


def test_a_body_outside_the_office_is_not_followed(chat):
    draft = PlanDraft(
        title="KH",
        tasks=(
            TaskDraft(
                text="Rà soát.",
                leads=("Phòng Nghiệp vụ I", "Cục Thống kê"),
            ),
        ),
    )
    chat.upload(HANH, "kh.docx", draft)
    chat.press(HANH, "Phê duyệt")
    [reply] = chat.press(HANH, "Đơn vị ngoài")
    assert "Đã phê duyệt" in reply.text
    assert assignments(chat) == {("Rà soát.", "Phòng Nghiệp vụ I", Duty.LEAD)}


@pytest.mark.parametrize("reading", [UnreadableError("tệp rỗng."), PlanDraft(text="Không có gì")])
def test_a_file_without_a_plan_leaves_nothing(chat, reading):
    [reply] = chat.upload(HANH, "x.docx", reading)
    assert "hưa lưu gì" in reply.text
    with chat.sessions() as session:
        assert session.exec(select(Plan)).all() == []


def test_approving_twice_changes_nothing(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    chat.press(HANH, "Phê duyệt luôn")
    before = assignments(chat)
    [reply] = chat.press(HANH, "Phê duyệt luôn")
    assert "không còn là dự thảo" in reply.text
    assert assignments(chat) == before


def test_a_discarded_draft_can_be_sent_again(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Bỏ dự thảo")
    chat.press(HANH, "Bỏ")
    [reply] = chat.upload(HANH, "kh.docx", DRAFT)
    assert "3 nhiệm vụ" in reply.text
    with chat.sessions() as session:
        assert [plan.state for plan in session.exec(select(Plan).order_by(Plan.id))] == [
            PlanState.DISCARDED,
            PlanState.DRAFT,
        ]


@pytest.mark.parametrize("data", ["ok:1", "pe:1:leads", "pu:1:lead:0:1", "px:1", "pl:1", "p:1:1"])
def test_a_forged_button_of_the_desk_is_refused(chat, data):
    chat.upload(HANH, "kh.docx", DRAFT)
    [reply] = chat.say(LAN, "", button=data, message_id="m1")
    assert "không còn hiệu lực" in reply.text
    assert chat.say(STRANGER, "", button=data) == [] or "Kế hoạch" not in chat.shown(STRANGER)[-1].text
    assert assignments(chat) == set()


@pytest.mark.parametrize(
    "data", ["ok:99", "ok:x", "pe:99:leads", "pe:1:nothing", "pu:1:lead:9:1", "p:1:99", "zz:1", "ps:1:leads:99"]
)
def test_a_broken_button_answers_politely(chat, data):
    chat.upload(HANH, "kh.docx", DRAFT)
    [reply] = chat.say(HANH, "", button=data, message_id="m1")
    assert "không còn hiệu lực" in reply.text or "Không có dự thảo" in reply.text


def test_an_approved_plan_is_closed_only_after_a_second_yes(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    chat.press(HANH, "Phê duyệt")
    chat.press(HANH, "Phê duyệt luôn")
    chat.say(HANH, "/kehoach")
    chat.press(HANH, "Mở:")
    chat.press(HANH, "Kết thúc theo dõi")
    with chat.sessions() as session:
        assert session.exec(select(Plan.state)).one() is PlanState.ACTIVE
    chat.press(HANH, "Kết thúc")
    with chat.sessions() as session:
        assert session.exec(select(Plan.state)).one() is PlanState.CLOSED
    assert "không có nhiệm vụ" in chat.say(LAN, "/nhiemvu")[0].text


def test_a_typed_unit_is_taken_by_its_own_name(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    [page] = chat.say(HANH, "nv3 chu tri: van phong so")
    assert "Chủ trì: Văn phòng Sở" in page.text
    assert "⚠️ Chưa rõ là đơn vị nào" not in page.text


def test_a_unit_nobody_knows_is_doubted_on_its_page(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    [page] = chat.say(HANH, "NV3 chủ trì: Phòng Ma")
    assert "Chưa rõ là đơn vị nào của cơ quan: Phòng Ma" in page.text


def test_a_time_that_is_none_is_doubted(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    assert "Chưa rõ ngày" in chat.say(HANH, "NV1 thời hạn: lúc nào cũng được")[0].text


def test_whoever_is_concerned_is_nobody_to_remind(chat):
    draft = PlanDraft(
        title="KH", tasks=(TaskDraft(text="A.", leads=("Văn phòng Sở",), cooperators=("Các đơn vị có liên quan",)),)
    )
    chat.upload(HANH, "kh.docx", draft)
    chat.press(HANH, "Phê duyệt")
    assert assignments(chat) == {("A.", "Văn phòng Sở", Duty.LEAD)}


def test_an_added_task_has_the_unit_and_the_day_that_its_words_state(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    [page] = chat.say(HANH, "thêm: Treo băng rôn tại trụ sở, giao Văn phòng Sở, xong trước 10/6/2026")
    assert "Chủ trì: Văn phòng Sở\n" in page.text
    assert "hạn 10/6/2026" in page.text


def test_a_day_needs_no_colon(chat):
    chat.upload(HANH, "kh.docx", DRAFT)
    assert "hạn 18/6/2026" in chat.say(HANH, "NV1 hạn 18/6")[0].text


@pytest.mark.parametrize(
    "typed", ["doan tn, van phong so", "Văn phòng Sở, đoàn tn", "van phong so, phong nv 1, doan tn"]
)
def test_no_typed_unit_is_lost(chat, typed):
    chat.upload(HANH, "kh.docx", DRAFT)
    [page] = chat.say(HANH, f"nv2 phối hợp: {typed}")
    assert "Văn phòng Sở" in page.text
    warning = next(line for line in page.text.splitlines() if "Chưa rõ là đơn vị nào" in line)
    assert "n tn" in warning
