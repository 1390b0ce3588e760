import io
from datetime import date

from rich.console import Console

from bot.show import show_draft
from plans.draft import Kind, PlanDraft, TaskDraft

TEXT = "1. Treo băng rôn [khổ lớn]. Chủ trì: Văn phòng Sở."
TASKS = (
    TaskDraft(
        text="Treo băng rôn [khổ lớn].",
        label="1",
        leads=("Văn phòng Sở",),
        cooperators=("Công đoàn Sở",),
        timing="trước ngày 05/6/2026",
        due=date(2026, 6, 5),
        source=(0, len(TEXT)),
        doubts=("chưa rõ hạn",),
    ),
    TaskDraft(text="Báo cáo kết quả.", kind=Kind.DUTY),
)


def shown(draft: PlanDraft) -> str:
    console = Console(record=True, width=240, file=io.StringIO())
    show_draft(draft, console)
    return console.export_text()


def test_a_draft_is_shown_with_units_time_source_and_doubts():
    text = shown(PlanDraft(number="42/KH-STP", tasks=TASKS, doubts=("ngày để trống",), text=TEXT))
    for words in (
        "42/KH-STP",
        "2 nhiệm vụ",
        "Văn phòng Sở",
        "Công đoàn Sở",
        "hạn 05/6/2026",
        "chưa rõ hạn",
        "ngày để trống",
    ):
        assert words in text


def test_words_in_brackets_are_shown_as_they_stand():
    assert "[khổ lớn]" in shown(PlanDraft(tasks=TASKS, text=TEXT))


def test_what_the_plan_does_not_say_is_shown_as_absent():
    text = shown(PlanDraft(tasks=TASKS[1:]))
    assert "(không ghi)" in text
    assert "None" not in text
