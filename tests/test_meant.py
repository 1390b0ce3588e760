"""Which task some words mean, among a person's own."""

import pytest

from messages.meant import named, told

TASKS = [
    "Tổ chức hội nghị tuyên truyền pháp luật về trẻ em tại các xã",
    "Rà soát văn bản quy phạm pháp luật",
    "Trợ giúp pháp lý lưu động cho trẻ em",
    "Kiểm tra công tác nuôi con nuôi",
    "Viết tin, bài đăng Cổng thông tin",
    "Treo băng rôn, khẩu hiệu",
]


@pytest.mark.parametrize(
    ("words", "task"),
    [
        ("kiểm tra", 3),
        ("kiem tra nuoi con nuoi", 3),
        ("hn", 0),
        ("tuyên truyền", 0),
        ("tgpl", 2),
        ("rà soát vb", 1),
        ("khẩu hiệu", 5),
        ("viết tin bài", 4),
    ],
)
def test_a_pointer_in_words_finds_its_task(words: str, task: int) -> None:
    assert named(words, TASKS) == [task]


@pytest.mark.parametrize(("words", "tasks"), [("pháp luật", [0, 1]), ("trẻ em", [0, 2])])
def test_a_pointer_that_fits_several_tasks_leaves_the_choice(words: str, tasks: list[int]) -> None:
    assert named(words, TASKS) == tasks


@pytest.mark.parametrize("words", ["in tờ rơi", "tập huấn", "phần 1", "việc đó", "", "🙂"])
def test_a_pointer_to_nothing_of_theirs_finds_nothing(words: str) -> None:
    assert named(words, TASKS) == []


@pytest.mark.parametrize(
    ("words", "counted", "task"),
    [
        ("3 hội nghị, 150 người", ["hội nghị", "lượt người"], 0),
        ("đã treo 5 băng rôn", ["băng rôn"], 5),
        ("đã rà soát xong văn bản", [], 1),
        ("treo xong hết băng rôn rồi chị", [], 5),
        ("dang lam tro giup phap ly luu dong", [], 2),
    ],
)
def test_a_report_is_of_the_one_task_that_speaks_of_it(words: str, counted: list[str], task: int) -> None:
    assert told(words, counted, TASKS) == [task]


@pytest.mark.parametrize("words", ["xong rồi", "đạt 60%", "đã làm với trẻ em", "đã phát 200 tờ rơi"])
def test_a_report_that_tells_of_no_task_alone_leaves_all_to_choose(words: str) -> None:
    assert sorted(told(words, [], TASKS)) == list(range(len(TASKS)))


def test_what_was_counted_in_two_tasks_is_asked_with_the_likeliest_first() -> None:
    tasks = ["Treo băng rôn", "Tổ chức hội nghị cấp xã", "Tổ chức hội nghị cấp tỉnh"]
    assert told("2 hội nghị", ["hội nghị"], tasks) == [1, 2, 0]
