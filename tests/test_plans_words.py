"""No word of a plan is lost without a doubt: odd first signs, labels above a list, short rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.draft import PlanDraft
from plans.read import read

HEAD = "Số: 9/KH-VPT\n\nĐồng Xanh, ngày 02 tháng 3 năm 2026\n\nKẾ HOẠCH\n\nThử một mẫu văn bản\n\nI. NỘI DUNG\n\n"


def _body(*lines: str) -> PlanDraft:
    return read("a.txt", (HEAD + "\n".join(lines)).encode())


@pytest.mark.parametrize(
    "words",
    [
        "[Tổ chức] hội nghị",
        "🎉 Ngày hội đọc sách",
        "#Tổ chức hội nghị",
        "- Tổ chức hội nghị",
        "+ Tổ chức hội nghị",
        "=SUM(A1)",
        "{{7*7}} hội nghị",
        "<b>Tổ chức hội nghị",
        "… tổ chức hội nghị",
        "½ số xã tổ chức hội nghị",
        "/Tổ chức hội nghị",
        "| hội nghị | hội thảo |",
    ],
)
@pytest.mark.parametrize("number", ["1.", "1)", "1.1."])
def test_an_item_keeps_its_words_whatever_sign_they_open_with(words: str, number: str) -> None:
    first, second = _body(f"{number} {words}", "Chủ trì: Phòng A", "", "2. Kiểm tra cơ sở.", "Chủ trì: Phòng B").tasks
    assert (first.text, first.leads, first.label) == (words, ("Phòng A",), number.rstrip(".)"))
    assert second.text == "Kiểm tra cơ sở."


def test_labels_above_a_list_speak_for_all_of_it() -> None:
    draft = _body(
        "Đơn vị thực hiện: Phòng A",
        "Phối hợp: Phòng B",
        "Thời gian: tháng 6/2026",
        "1. Mở lớp.",
        "2. Phòng C chủ trì thi.",
    )
    first, second = draft.tasks
    assert (first.leads, first.cooperators, first.timing) == (("Phòng A",), ("Phòng B",), "tháng 6/2026")
    assert (second.leads, second.due) == (("Phòng C",), first.due)


def test_a_paragraph_with_labels_above_a_list_is_a_task() -> None:
    first, second = _body("Ngày hội đọc sách cho học sinh", "Chủ trì: Thư viện", "1. Mở lớp học bơi.").tasks
    assert (first.text, first.leads, first.label) == ("Ngày hội đọc sách cho học sinh", ("Thư viện",), None)
    assert second.leads == ()


def test_a_short_row_with_a_unit_is_a_task() -> None:
    draft = _body("| STT | Nội dung | Chủ trì |", "|---|---|---|", "| 1 | Sơ kết | Phòng A |", "| 2 | Khác | |")
    assert [task.text for task in draft.tasks] == ["Sơ kết"]


def test_a_title_without_end_is_cut_and_shows_it() -> None:
    title = read("a.txt", ("KẾ HOẠCH\n" + "tăng cường " * 9_000).encode()).title or ""
    assert len(title) <= 600
    assert title.endswith("…")


def test_five_hundred_tasks_are_five_hundred() -> None:
    draft = _body(*[f"{at % 100}. Mở lớp học bơi số {at}.\nChủ trì: Phòng A" for at in range(1, 501)])
    assert len(draft.tasks) == 500
    assert {task.leads for task in draft.tasks} == {("Phòng A",)}


def test_a_number_without_end_is_read_in_no_time() -> None:
    assert _body("1. Trước ngày " + "1" * 100_000 + "/6/2026 mở lớp học bơi.").tasks


def test_sections_without_numbers_are_known_by_their_usual_names() -> None:
    plan = (
        "KẾ HOẠCH\nRa quân vệ sinh\n\nMục đích, yêu cầu\n- Làm thực chất.\n\nNội dung thực hiện\n- Dọn đường thôn.\n\n"
        "Tổ chức thực hiện\n- Văn phòng: Theo dõi chung.\n\nKinh phí\n- Từ nguồn của xã."
    )
    assert [(task.text, task.kind.value) for task in read("a.txt", plan.encode()).tasks] == [
        ("Dọn đường thôn.", "activity"),
        ("Theo dõi chung.", "duty"),
    ]


def test_beside_numbered_sections_such_a_line_opens_none() -> None:
    (task,) = _body("1. Mở hội thi vẽ tranh.", "Nội dung thực hiện", "- Chủ trì: Phòng A").tasks
    assert task.leads == ("Phòng A",)


@pytest.mark.parametrize(
    ("lead", "time"), [("Chủ tri", "Thời gain"), ("Đơn vị chủ trif", "Thowif gian"), ("Cơ quan chủ trì", "Thoi gian")]
)
def test_a_mistyped_label_is_a_label_still(lead: str, time: str) -> None:
    (task,) = _body("1. Mở hội thi vẽ tranh", f"{lead}: Phòng A", f"{time}: Quý II nawm 2025").tasks
    assert (task.text, task.leads, task.timing) == ("Mở hội thi vẽ tranh", ("Phòng A",), "Quý II nawm 2025")
    assert str(task.due) == "2025-06-30"


@pytest.mark.parametrize("mark", ["", "- "])
def test_a_units_name_on_a_line_leads_what_stands_below(mark: str) -> None:
    draft = _body("Phòng A", "", f"{mark}Theo dõi, đôn đốc.", "", "UBND các xã", "", f"{mark}Bố trí cán bộ.")
    assert [task.leads for task in draft.tasks] == [("Phòng A",), ("UBND các xã",)]


def test_units_below_an_empty_label_stay_its_entries() -> None:
    (task,) = _body(
        "1. Mở hội thi vẽ tranh", "Chủ trì:", "", "Phòng A", "", "Phòng B", "", "Thời gian: tháng 6/2026"
    ).tasks
    assert task.leads == ("Phòng A", "Phòng B")


@pytest.mark.parametrize(
    ("heading", "start", "due"),
    [
        ("Tháng 7:", None, "2026-07-31"),
        ("Quý III năm 2026:", None, "2026-09-30"),
        ("Đợt 1 từ 01/6 đến 07/6:", "2026-06-01", None),
    ],
)
def test_a_calendars_heading_sets_the_time_of_its_bullets(heading: str, start: str | None, due: str | None) -> None:
    (task,) = _body(heading, "- Tổng kết chiến dịch.").tasks
    assert (task.start and task.start.isoformat(), task.due and task.due.isoformat()) == (start, due)


def test_a_party_offices_number_and_letterhead() -> None:
    head = "BCH ĐOÀN XÃ ĐỒNG MÂY          ĐOÀN TNCS HỒ CHÍ MINH\n\nSố: 14-KH/ĐTN\n\nKẾ HOẠCH\n\nChiến dịch hè\n"
    draft = read("a.txt", head.encode())
    assert (draft.number, draft.issuer) == ("14-KH/ĐTN", "BCH ĐOÀN XÃ ĐỒNG MÂY")


def test_a_label_line_without_work_is_shown_and_doubted() -> None:
    plan = HEAD.replace("NỘI DUNG", "MỤC TIÊU") + "a) Đơn vị chủ trì: Phòng A\n\n1. Giữ sạch đường\n\n- Trên 90% thôn."
    (task,) = read("a.txt", plan.encode()).tasks
    assert task.text == "Đơn vị chủ trì: Phòng A"
    assert "Không thấy nội dung nhiệm vụ" in task.doubts


@given(
    st.permutations(["1. Mở lớp bơi.", "a) Chủ trì: Phòng A", "Thời gian: 5/6", "- Sơ kết", "II. Báo cáo", "[X] họp."])
)
def test_no_order_of_lines_gives_an_empty_task(lines: list[str]) -> None:
    for task in _body(*lines).tasks:
        assert task.text
