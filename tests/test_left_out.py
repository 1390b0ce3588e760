"""What is in no task is listed with a reason, so that nothing is silently missed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.draft import PlanDraft
from plans.items import is_heading
from plans.left_out import said_by, said_in
from plans.markers import marker_of
from plans.read import read
from test_why import HEAD, LINES, SAMPLES, TABLE, plan_of

WORK = "II. NỘI DUNG\n1. Phòng Kinh tế trồng cây ven đường.\n"


def reasons(body: str) -> dict[str, str]:
    return {each.text: each.reason for each in plan_of(body).left_out}


@pytest.mark.parametrize(
    ("body", "text", "reason"),
    [
        ("I. MỤC ĐÍCH\n- Xanh.\n- Sạch.\n" + WORK, "I. MỤC ĐÍCH", "phần này không giao việc (2 dòng)"),
        ("Căn cứ Luật số 1.\n" + WORK, "Căn cứ Luật số 1.", "phần mở đầu không giao việc (1 dòng)"),
        (
            WORK + "2. Thực hiện các nhiệm vụ khác do xã giao.\n",
            "2. Thực hiện các nhiệm vụ khác do xã giao.",
            "việc chung, không nêu việc cụ thể",
        ),
        (WORK + "III. KINH PHÍ\nTừ nguồn ngân sách xã.\n", "Từ nguồn ngân sách xã.", "nói về nguồn kinh phí"),
        (
            WORK + "2. Nếu có khó khăn, báo về xã.\n",
            "2. Nếu có khó khăn, báo về xã.",
            "nêu cách xử lý khó khăn, vướng mắc",
        ),
        (
            WORK + "2. Nội dung cụ thể tại Phụ lục kèm theo.\n",
            "2. Nội dung cụ thể tại Phụ lục kèm theo.",
            "chỉ dẫn xem phụ lục",
        ),
        (
            TABLE + "| 2 | Đón khách, văn nghệ | Đoàn xã | 7h30 - 8h00 |\n",
            "2 | Đón khách, văn nghệ | Đoàn xã | 7h30 - 8h00",
            "chương trình theo giờ, không giao việc",
        ),
        (WORK + "Trên đây là Kế hoạch trồng cây của xã.\n", "Trên đây là Kế hoạch trồng cây của xã.", "câu kết"),
        (WORK + "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\n", "Nơi nhận:", "phần cuối không giao việc (3 dòng)"),
        (
            TABLE.replace("| 1 |", "| I | Việc chung của xã | | |\n| 1 |"),
            "I | Việc chung của xã | |",
            "dòng tên nhóm của bảng",
        ),
        (TABLE, "TT | Nội dung công việc | Đơn vị chủ trì | Thời gian hoàn thành", "dòng tiêu đề của bảng"),
    ],
)
def test_what_is_in_no_task_has_a_reason(body: str, text: str, reason: str) -> None:
    assert reasons(body)[text] == reason


def test_a_heading_above_tasks_is_not_listed() -> None:
    assert reasons(WORK) == {}


def test_a_sentence_above_a_list_is_listed_unless_it_names_the_lead() -> None:
    items = "- Tổ chức trồng cây ven đường.\n- Tổ chức tưới cây.\n"
    opening = "1. Tập trung làm xanh các trục đường với các việc cụ thể như sau:"
    assert reasons(f"II. NHIỆM VỤ\n{opening}\n{items}") == {opening: "câu mở đầu danh sách"}
    assert reasons(f"II. NHIỆM VỤ\n1. Giao Phòng Kinh tế làm các việc sau:\n{items}") == {}


def test_the_words_before_the_clauses_of_a_sentence_are_listed() -> None:
    text = "Sở Y tế ban hành Kế hoạch vệ sinh. Các hoạt động gồm: Dọn rác; Trồng cây; Phát tờ rơi."
    assert [each.text for each in read("tin.txt", text.encode()).left_out] == [text.partition("Dọn")[0].strip()]


def missed(draft: PlanDraft, start: int) -> list[str]:
    """The lines behind `start` that are in no task, not listed and no heading."""
    said = said_in([*said_by(draft.tasks).spans, *(each.source for each in draft.left_out)])
    lines = []
    for line in draft.text[start:].split("\n"):
        marker = marker_of(line)
        gaps = "".join(draft.text[slice(*gap)] for gap in said.gaps(start, start + len(line)))
        if any(map(str.isalnum, gaps)) and not is_heading(line[marker.end :] if marker else line):
            lines.append(line)
        start += len(line) + 1
    return lines


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_line_of_a_sample_is_missed(path: Path) -> None:
    draft = read(path.name, path.read_bytes())
    first = min(each.source[0] for each in (*draft.tasks, *draft.left_out))
    assert missed(draft, first) == []


@given(st.lists(LINES, max_size=25))
def test_no_line_of_any_plan_is_missed(lines: list[str]) -> None:
    draft = plan_of("\n".join(["", "I. NỘI DUNG", *lines]))
    at = draft.text.find("I. NỘI DUNG")
    assert missed(draft, at) == []
    assert all(each.text and each.reason for each in draft.left_out)


def test_the_head_of_a_plan_is_no_part_that_was_left_out() -> None:
    assert not any(each.text in HEAD for each in plan_of(WORK).left_out)
