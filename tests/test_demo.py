"""The demo's month: what was said on the screens is what is reported, and the same month gives the same bytes."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from rich.console import Console

from bot.clockwork import Bubble, Stage
from bot.demo import play, run_demo, save, stage_for
from bot.demo_script import HANH, LAN, LONG, STRANGER, THU, TUNG, YEN
from bot.story import EXAMPLES, ZONE, over, scripted
from plans.draft import Kind, UnreadableError
from plans.isolate import read_isolated

DONE, LATE = "Hoàn thành đúng hạn", "Hoàn thành quá hạn"
OVERDUE, WORKING = "Quá hạn, chưa hoàn thành", "Đang thực hiện, trong hạn"
NOT_STARTED, NOT_REACHED = "Chưa thực hiện", "Chưa thực hiện (chưa liên hệ được)"
OFFICE, LAW, CIVIL = "Văn phòng Sở", "Phòng Phổ biến, giáo dục pháp luật", "Phòng Hành chính tư pháp"
TEXTS, AID, NOTARY = (
    "Phòng Xây dựng và Kiểm tra văn bản",
    "Trung tâm Trợ giúp pháp lý nhà nước",
    "Phòng Công chứng số 1",
)
UNION, YOUTH = "Công đoàn Sở", "Đoàn thanh niên Sở"

SAID = {
    (1, LAW): (DONE, 26), (2, OFFICE): (DONE, 1), (3, UNION): (NOT_REACHED, None), (3, YOUTH): (DONE, 4),
    (4, TEXTS): (LATE, 16), (5, CIVIL): (DONE, 29), (6, CIVIL): (DONE, 19), (7, AID): (DONE, 30),
    (8, AID): (DONE, 19), (8, LAW): (LATE, 22), (9, NOTARY): (OVERDUE, None), (10, YOUTH): (DONE, 23),
    (11, OFFICE): (DONE, 29), (12, OFFICE): (LATE, 29), (12, LAW): (DONE, 26), (12, CIVIL): (LATE, 29),
    (12, TEXTS): (DONE, 26), (12, AID): (DONE, 26), (12, NOTARY): (OVERDUE, None), (13, OFFICE): (WORKING, None),
}  # fmt: skip
"""What the script's replies amount to: (task, lead unit) -> (class, day of June)."""

pytestmark = pytest.mark.together


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Path]]:
    """The month played once, and where its documents lie."""
    folder = tmp_path_factory.mktemp("month")
    story = scripted()
    with stage_for(story, folder) as stage:
        play(stage, story, Console(file=io.StringIO()))
        save(stage, story.clerk, folder / "out")
        yield stage, folder / "out"


def rows(out: Path, sheet: str) -> list[tuple]:
    return list(openpyxl.load_workbook(out / "report.xlsx")[sheet].iter_rows(min_row=2, values_only=True))


def chat(stage: Stage, who: str, day: int | None = None, month: int = 6) -> list[Bubble]:
    on = [b for b in stage.channel.chats[who] if day is None or b.at.astimezone(ZONE).date() == date(2026, month, day)]
    return [bubble for bubble in on if not bubble.mine]


def reminders(stage: Stage) -> list[Bubble]:
    every = [bubble for each in stage.channel.chats.values() for bubble in each if not bubble.mine]
    return [bubble for bubble in every if "xin nhắc việc" in bubble.text]


def test_what_was_said_is_what_is_reported(month):
    _, out = month
    found = {
        (task, unit): (status, done and done.day)
        for task, _, unit, duty, _, _, _, status, _, _, done, *_ in rows(out, "Nhiệm vụ")
        if duty == "Chủ trì"
    }
    assert found == SAID


def test_the_totals_are_those_of_the_replies(month):
    _, out = month
    counts = Counter(NOT_STARTED if status == NOT_REACHED else status for status, _ in SAID.values())
    totals = {name: value for name, value, _ in rows(out, "Tổng hợp")}
    assert totals["Trong đó: chưa liên hệ được"] == 1
    assert {name: totals[name] for name in counts} == dict(counts)
    assert totals["Tổng số"] == len(SAID)


@pytest.mark.parametrize(
    ("task", "value", "words"),
    [
        (1, 180, "lượt người"),
        (3, 45, "suất quà"),
        (4, 38, "văn bản"),
        (5, 97, "khai sinh"),
        (7, 11, "vụ việc"),
        (10, 350, "học sinh"),
        (11, 14, "tin bài"),
    ],
)
def test_a_figure_said_is_a_figure_reported(month, task, value, words):
    _, out = month
    assert [row[4] for row in rows(out, "Số liệu") if row[0] == task and words in row[1]] == [value]


def test_figures_that_do_not_add_up_are_told_to_be_checked(month):
    _, out = month
    notes = {(row[0], row[1]): row[12] for row in rows(out, "Số liệu")}
    assert f"{TEXTS} nêu 38 và 03 trong một báo cáo ngày 16/6; lấy 38" in notes[4, "văn bản"]
    assert not notes[11, "tin bài"]


def test_a_late_unit_s_cause_is_told_and_a_correction_is_not(month):
    _, out = month
    told = [paragraph.text for paragraph in docx.Document(out / "report.docx").paragraphs]
    assert "Các sở gửi danh mục văn bản chậm (nhiệm vụ 4)." in told
    assert not any("chứ không phải" in text for text in told)
    assert any("tổ chức 02 hội nghị với 180 lượt người" in text for text in told)


def test_the_corrected_figure_stays_in_the_journal_only(month):
    _, out = month
    assert all(row[4] != 150 for row in rows(out, "Số liệu"))
    assert any("150 lượt người" in (row[6] or "") for row in rows(out, "Nhật ký"))


def test_who_was_not_reached_is_apart_from_who_did_not_answer(month):
    _, out = month
    states = {row[0]: row[3] for row in rows(out, "Chưa báo cáo")}
    assert states[UNION] == "Chưa liên hệ được"
    assert states[NOTARY] == "Chưa báo cáo"


def test_a_childs_name_is_in_no_document(month):
    _, out = month
    assert all("Bưởi" not in str(cell) for row in rows(out, "Nhật ký") for cell in row)


def test_nobody_is_reminded_twice_a_day_save_by_hand_nor_outside_working_hours(month):
    stage, _ = month
    at = [(bubble.address, bubble.at.astimezone(ZONE)) for bubble in reminders(stage)]
    daily = Counter((who, moment.date()) for who, moment in at)
    assert at
    assert {who_and_day for who_and_day, count in daily.items() if count > 1} == {(THU, date(2026, 6, 15))}
    assert all(moment.weekday() < 5 and 7 <= moment.hour < 17 for _, moment in at)


def test_a_blocked_bot_goes_silent_and_a_silent_unit_is_asked_again(month):
    stage, _ = month
    assert max(bubble.at.astimezone(ZONE).date() for bubble in chat(stage, YEN)) <= date(2026, 6, 2)
    assert len([bubble for bubble in reminders(stage) if bubble.address == THU]) >= 5


def test_a_stranger_gets_the_welcome_and_nothing_else(month):
    stage, _ = month
    (welcome,) = chat(stage, STRANGER)
    assert "mã mời" in welcome.text
    assert "NV" not in welcome.text


def test_after_two_days_off_each_gets_one_bundle_and_old_words_keep_their_day(month):
    stage, out = month
    assert not [bubble for bubble in reminders(stage) if bubble.at.astimezone(ZONE).day in (17, 18)]
    assert len([bubble for bubble in chat(stage, LONG, 19) if "xin nhắc việc" in bubble.text]) == 1
    assert [row[4].day for row in rows(out, "Nhật ký") if row[6] == "NV8 đạt 60%"] == [17]


def test_a_finished_task_is_not_asked_about_again(month):
    stage, _ = month
    later = [bubble for bubble in reminders(stage) if bubble.address == TUNG and bubble.at.astimezone(ZONE).day > 1]
    assert not any("<b>NV2</b>" in bubble.text for bubble in later if bubble.at.month == 6)


def test_the_clerk_is_told_of_a_question_and_gets_the_report(month):
    stage, _ = month
    assert any("Vũ Thị Hồng" in bubble.text for bubble in chat(stage, HANH, 29, 5))
    sent = {Path(b.document.name).suffix for b in chat(stage, HANH, 30) if b.document}
    assert sent - {".pdf"} == {".docx", ".xlsx", ".png"}


def test_the_same_month_gives_the_same_bytes_and_the_same_chats(month, tmp_path):
    _, out = month
    screen = Console(file=io.StringIO(), width=100)
    paths = run_demo(tmp_path, console=screen)
    assert [path.name for path in paths] == ["report.docx", "report.xlsx", "chart.png"]
    assert [path.read_bytes() for path in paths] == [(out / path.name).read_bytes() for path in paths]
    assert "Đã sửa NV1" in screen.file.getvalue()
    assert LAN in screen.file.getvalue()


def test_a_plan_of_ones_own_is_played_to_its_report(tmp_path):
    plan = tmp_path / "kế hoạch.txt"
    plan.write_text(
        "KẾ HOẠCH\nTuần lễ đọc sách (từ ngày 01/6/2026 đến ngày 12/6/2026)\n\n"
        "1. Tổ chức hội thi đọc sách.\n- Đơn vị chủ trì: Phòng Thư viện.\n"
        "- Thời gian thực hiện: trước ngày 10/6/2026.\n2. Tặng 200 quyển sách cho trường học.\n"
        "- Đơn vị chủ trì: Công đoàn.\n- Thời gian thực hiện: trước ngày 20/6/2026.\n",
        encoding="utf-8",
    )
    run_demo(tmp_path / "out", plan, Console(file=io.StringIO()))
    assert {row[2] for row in rows(tmp_path / "out", "Nhiệm vụ")} == {"Phòng Thư viện", "Công đoàn"}
    assert rows(tmp_path / "out", "Nhật ký")


def test_a_plan_that_is_none_is_refused_in_one_line(tmp_path):
    plan = tmp_path / "thơ.txt"
    plan.write_text("Hôm nay trời nắng.\n", encoding="utf-8")
    with pytest.raises(UnreadableError):
        over(plan)


def test_the_sample_plan_is_read_as_it_is_meant():
    draft = read_isolated("ke-hoach.docx", (EXAMPLES / "ke-hoach.docx").read_bytes())
    assert [task.leads for task in draft.tasks if len(task.leads) == 2] == [(UNION, YOUTH), (AID, LAW)]
    assert [task.kind for task in draft.tasks[-2:]] == [Kind.DUTY, Kind.DUTY]
    assert [number for number, task in enumerate(draft.tasks, 1) if task.doubts] == [10]
    assert len(draft.tasks) == 13
