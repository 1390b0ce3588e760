"""Why a field has its value: the words and the place it was read from, and how sure that way of reading is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.draft import PlanDraft, TaskDraft, Why
from plans.read import read

HERE = Path(__file__).parent
SAMPLES = sorted(
    path for folder in ("offices", "samples") for path in (HERE / folder).iterdir() if path.suffix != ".json"
)
FIELDS = ("leads", "cooperators", "timing", "targets", "output", "title")
HEAD = "ỦY BAN NHÂN DÂN XÃ MAI LÂM\nSố: 7/KH-UBND\nMai Lâm, ngày 4 tháng 5 năm 2026\nKẾ HOẠCH\nTrồng cây đầu năm\n"


def plan_of(body: str) -> PlanDraft:
    return read("kh.txt", (HEAD + body).encode())


def reasons(task: TaskDraft, field: str) -> list[tuple[str, str, float]]:
    return [(why.rule, why.words, why.sure) for why in task.why if why.field == field]


def only_task(body: str) -> TaskDraft:
    [task] = plan_of(body).tasks
    return task


@pytest.mark.parametrize(
    ("body", "field", "rule", "words", "sure"),
    [
        (
            "II. NỘI DUNG\n1. Trồng cây ven đường.\n- Chủ trì: Phòng Kinh tế xã.\n",
            "leads",
            "dòng chủ trì",
            "- Chủ trì: Phòng Kinh tế xã.",
            1.0,
        ),
        (
            "II. NỘI DUNG\n1. Trồng cây ven đường (Chủ trì: Phòng Kinh tế).\n",
            "leads",
            "nhãn chủ trì trong câu",
            "Chủ trì: Phòng Kinh tế",
            1.0,
        ),
        (
            "II. NỘI DUNG\n1. Trồng cây ven đường.\n- Chủ trì: Phòng Kinh tế.\n- Sản phẩm: Báo cáo.\n",
            "output",
            "dòng sản phẩm",
            "- Sản phẩm: Báo cáo.",
            1.0,
        ),
        (
            "II. NHIỆM VỤ\n1. Giao Phòng Kinh tế chủ trì trồng cây ven đường.\n",
            "leads",
            "chủ ngữ của câu",
            "Phòng Kinh tế",
            0.8,
        ),
        ("II. NHIỆM VỤ\n1. Phòng Kinh tế: Trồng cây ven đường.\n", "leads", "đứng đầu mục", "Phòng Kinh tế", 0.9),
        (
            "II. NHIỆM VỤ\n1. Phòng Kinh tế phối hợp với Đoàn xã trồng cây.\n",
            "cooperators",
            "“phối hợp” trong câu",
            "Đoàn xã",
            0.8,
        ),
        (
            "II. NHIỆM VỤ\n1. Trồng cây ven đường trước ngày 15/6/2026.\n",
            "timing",
            "lời văn của câu",
            "trước ngày 15/6/2026",
            0.8,
        ),
        (
            "II. NHIỆM VỤ\n1. Trồng 500 cây xanh ven đường.\n",
            "targets",
            "trích nội dung",
            "Trồng 500 cây xanh ven đường",
            0.95,
        ),
        (
            "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế chủ trì trồng cây.\n",
            "kind",
            "tên phần",
            "III. TỔ CHỨC THỰC HIỆN",
            0.95,
        ),
        (
            "III. TỔ CHỨC THỰC HIỆN\n3. Phòng Kinh tế\n- Trồng cây ven đường.\n",
            "leads",
            "tiêu đề phía trên",
            "3. Phòng Kinh tế",
            0.7,
        ),
        (
            "II. NỘI DUNG\nĐợt 1: từ ngày 01/6/2026 đến ngày 10/6/2026:\n- Trồng cây ven đường.\n",
            "timing",
            "tiêu đề phía trên",
            "Đợt 1: từ ngày 01/6/2026 đến ngày 10/6/2026:",
            0.7,
        ),
        (
            "II. NỘI DUNG\n1. Ra quân trồng cây\nTrồng cây ven các trục đường.\n- Chủ trì: Phòng Kinh tế.\n",
            "title",
            "tiêu đề riêng",
            "Ra quân trồng cây",
            0.95,
        ),
    ],
)
def test_a_field_names_the_words_that_state_it(body: str, field: str, rule: str, words: str, sure: float) -> None:
    assert reasons(only_task(body), field) == [(rule, words, sure)]


def test_labels_below_the_last_item_are_shared_by_all() -> None:
    draft = plan_of("II. NỘI DUNG\n1. Trồng cây.\n2. Tưới cây.\n- Chủ trì: Phòng Kinh tế.\n")
    first, last = draft.tasks
    assert reasons(first, "leads") == [("dòng chủ trì chung của các mục", "- Chủ trì: Phòng Kinh tế.", 0.75)]
    assert reasons(last, "leads") == [("dòng chủ trì", "- Chủ trì: Phòng Kinh tế.", 1.0)]


def test_a_sentence_that_opens_a_list_gives_its_unit() -> None:
    draft = plan_of(
        "II. NHIỆM VỤ\n1. Giao Phòng Kinh tế thực hiện các việc sau:\n- Trồng cây ven đường.\n- Tưới cây.\n"
    )
    words = "1. Giao Phòng Kinh tế thực hiện các việc sau:"
    assert [reasons(task, "leads") for task in draft.tasks] == [[("câu mở đầu danh sách", words, 0.7)]] * 2


TABLE = """PHỤ LỤC
| TT | Nội dung công việc | Đơn vị chủ trì | Thời gian hoàn thành |
|---|---|---|---|
| 1 | Trồng cây ven đường | Phòng Kinh tế | Tháng 6/2026 |
| 2 | Tưới cây hai bên đường | Như trên | Tháng 7/2026 |
"""


def test_a_table_names_the_cell_and_what_a_ditto_mark_repeats() -> None:
    first, second = plan_of(TABLE).tasks
    assert reasons(first, "leads") == [("cột chủ trì", "Phòng Kinh tế", 1.0)]
    assert reasons(first, "timing") == [("cột thời gian", "Tháng 6/2026", 1.0)]
    assert reasons(second, "leads") == [("như dòng trên", "Như trên", 0.9), ("như dòng trên", "Phòng Kinh tế", 0.9)]


def test_what_is_doubted_is_not_sure() -> None:
    task = only_task("II. NỘI DUNG\n1. Trồng cây.\n- Chủ trì: Mọi người cùng làm.\n- Thời gian: ngày ... tháng 6.\n")
    assert {why.field for why in task.why if why.sure < 0.5} == {"leads", "timing"}


def assert_true(draft: PlanDraft) -> None:
    for task in draft.tasks:
        assert {field for field in FIELDS if getattr(task, field)} == {why.field for why in task.why} - {"kind"}
        for why in task.why:
            assert_said(draft, why)


def assert_said(draft: PlanDraft, why: Why) -> None:
    start, end = why.source
    assert 0 <= start < end <= len(draft.text)
    assert why.words == " ".join(draft.text[start:end].split())
    assert why.words
    assert why.rule
    assert 0 < why.sure <= 1


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_field_of_a_sample_is_explained_by_words_of_the_text(path: Path) -> None:
    assert_true(read(path.name, path.read_bytes()))


LINES = st.sampled_from(
    (HERE / "samples" / "bo-la-ma.txt").read_text("utf-8").splitlines()
    + [line for body in (TABLE, HEAD) for line in body.splitlines()]
    + [
        "- Chủ trì:",
        "Sở Y tế; Sở Nội vụ",
        "Các Sở: Y tế, Nội vụ chủ trì rà soát.",
        "- Phối hợp: như trên.",
        "Quý III/2026:",
    ]
)


def test_as_above_below_a_task_that_names_nobody_explains_nothing() -> None:
    assert_true(plan_of("1. Phát động cuộc thi.\n- Thời gian: tháng 6.\n2. Trao giải.\n- Phối hợp: như trên."))


@given(st.lists(LINES, max_size=25))
def test_lines_in_any_order_are_explained_by_words_of_the_text(lines: list[str]) -> None:
    assert_true(plan_of("\n".join(lines)))
