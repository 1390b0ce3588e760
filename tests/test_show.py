import io
from dataclasses import replace
from datetime import date

from rich.console import Console

from bot.show import show_draft
from plans.draft import Kind, LeftOut, PlanDraft, TaskDraft, Why

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


def shown(draft: PlanDraft, width: int = 240) -> str:
    console = Console(record=True, width=width, file=io.StringIO())
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


def test_each_field_says_its_words_and_how_sure_it_is():
    why = (
        Why("leads", "Chủ trì: Văn phòng Sở", (0, 21), 1.0, "dòng chủ trì"),
        Why("cooperators", "1. Công đoàn Sở", (22, 37), 0.7, "tiêu đề phía trên"),
        Why("timing", "trước ngày 05/6/2026", (38, 58), 0.4, "lời văn của câu"),
    )
    lines = shown(PlanDraft(tasks=(replace(TASKS[0], why=why),), text=TEXT)).splitlines()
    assert ["Chủ trì", "Văn phòng Sở", "chắc chắn", "dòng chủ trì “Chủ trì: Văn phòng Sở”"] in map(columns, lines)
    assert ["Phối hợp", "Công đoàn Sở", "suy ra", "tiêu đề phía trên “1. Công đoàn Sở”"] in map(columns, lines)
    # Words that are the value itself are not said twice.
    assert ["Thời gian", "trước ngày 05/6/2026", "cần xem", "lời văn của câu"] in map(columns, lines)


def columns(line: str) -> list[str]:
    return [part.strip() for part in line.split("  ") if part.strip()]


def test_what_no_field_says_must_be_looked_at():
    assert ["Chủ trì", "(không ghi)", "cần xem"] in map(columns, shown(PlanDraft(tasks=TASKS[1:])).splitlines())


def test_what_is_in_no_task_is_listed_after_the_tasks():
    left = (LeftOut("I. MỤC ĐÍCH", "phần này không giao việc (2 dòng)", (0, 11)),)
    text = shown(PlanDraft(tasks=TASKS, left_out=left, text=TEXT))
    assert text.index("Báo cáo kết quả") < text.index("1 câu, phần không đưa vào nhiệm vụ")
    assert columns(text.splitlines()[-1]) == ["I. MỤC ĐÍCH", "phần này không giao việc (2 dòng)"]


def test_a_narrow_terminal_cuts_nothing():
    task = TaskDraft(text="Tuyên truyền. " * 12, leads=("Phòng Phổ biến và Theo dõi thi hành pháp luật",) * 3)
    lines = shown(PlanDraft(tasks=(task,)), width=80).splitlines()
    assert max(map(len, lines)) <= 80
    assert "…" not in "".join(lines)
