"""What is odd about a task's time is said in one line, and no day is guessed."""

from datetime import date

import pytest

from plans.doubts import plan_doubts, with_doubts
from plans.draft import Milestone, PlanDraft, TaskDraft
from plans.fields import with_timing
from plans.head import Head
from plans.milestones import as_stored, from_stored
from plans.time_doubts import Frame
from vietnamese.dates import read_timing

FRAME = Frame(signed=date(2026, 5, 20), start=date(2026, 6, 1), end=date(2026, 6, 30))


def task_at(words: str, text: str = "Tổ chức tập huấn") -> TaskDraft:
    return with_timing(TaskDraft(text, leads=("Phòng Tư pháp",)), read_timing(words, 2026))


@pytest.mark.parametrize(
    ("words", "doubts"),
    [
        ("trước ngày 15/6/2026", ()),
        ("Thứ Hai, 15/6/2026", ()),
        ("Thường xuyên", ()),
        ("31/6", ("Không có ngày “31/6”",)),
        ("từ ngày 01/6 đến 31/6", ("Không có ngày “31/6”",)),
        ("trước ngày 15/06/20226", ("Không có ngày “15/06/20226”",)),
        ("Thứ Hai, 16/6/2026", ("“Thứ Hai, 16/6/2026”: ngày 16/6/2026 là thứ Ba",)),
        ("Ngày 18/6/2026 (thứ Sáu)", ("“18/6/2026 (thứ Sáu)”: ngày 18/6/2026 là thứ Năm",)),
        ("Chủ nhật ngày 14/6", ()),
        ("trước ngày 15/3", ("Hạn 15/3/2026 trước ngày ký kế hoạch (20/5/2026)",)),
        ("trước ngày 15/7/2026", ("Hạn 15/7/2026 sau khi kế hoạch kết thúc (30/6/2026)",)),
        ("Tuần 3 tháng 6", ("“Tuần 3 tháng 6” được hiểu là đến hết ngày 21/6/2026",)),
        ("Đầu tháng 6", ("“Đầu tháng 6” được hiểu là đến hết ngày 05/6/2026",)),
        ("Cuối tháng 6", ()),
    ],
)
def test_an_odd_time_is_said_in_one_line(words: str, doubts: tuple[str, ...]) -> None:
    assert with_doubts(task_at(words), FRAME).doubts == doubts


def test_a_report_may_be_due_after_the_plan() -> None:
    assert with_doubts(task_at("trước ngày 05/7/2026", "Báo cáo kết quả"), FRAME).doubts == ()


@pytest.mark.parametrize(("words", "is_guessed"), [("trước ngày 15/6", True), ("15/6/2026", False), ("Định kỳ", False)])
def test_a_year_that_only_the_title_gave_is_doubted_once(words: str, is_guessed: bool) -> None:
    draft = PlanDraft("1/KH-STP", None, "Sở Tư pháp", "Kế hoạch năm 2026", tasks=(task_at(words), task_at(words)))
    line = "Năm của các mốc thời gian được hiểu là 2026, vì không rõ ngày ký"
    assert plan_doubts(draft, Head()).count(line) == is_guessed


def test_several_ends_are_milestones_and_the_last_is_due() -> None:
    task = task_at("báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12")
    assert task.due == date(2026, 12, 15)
    assert task.milestones == (
        Milestone("báo cáo 6 tháng trước ngày 15/6", date(2026, 6, 15)),
        Milestone("báo cáo năm trước ngày 15/12", date(2026, 12, 15)),
    )
    assert from_stored(as_stored(task.milestones)) == task.milestones
