"""Which plan a document changes."""

from dataclasses import replace
from datetime import date

import pytest

from plans.draft import PlanDraft, TaskDraft
from plans.versions import Sign, Version, version_of

PLAN = PlanDraft(
    number="12/KH-STP",
    date=date(2026, 5, 20),
    title="Triển khai Tháng hành động vì trẻ em năm 2026",
    tasks=(TaskDraft(text="Tổ chức hội nghị tuyên truyền tại các xã."), TaskDraft(text="Viết tin, bài.")),
)
OTHER = PlanDraft(number="30/KH-STP", title="Cải cách hành chính năm 2026", tasks=(TaskDraft(text="Rà soát thủ tục."),))


@pytest.mark.parametrize(
    "words",
    [
        "Kế hoạch này thay thế Kế hoạch số 12/KH-STP ngày 20/5/2026 của Sở.",
        "Sửa đổi, bổ sung một phần Kế hoạch số: 12 / KH-STP.",
        "Về việc điều chỉnh thời gian tại Kế hoạch 12/KH-STP ngày 20 tháng 5",
    ],
)
def test_the_plan_is_named(words):
    draft = PlanDraft(number="44/KH-STP", title="Điều chỉnh", text=words)
    assert version_of(draft, [OTHER, PLAN]) == Version(1, Sign.NAMED)


def test_a_plan_that_is_only_carried_out_is_not_changed():
    draft = PlanDraft(title="Phát động", text="Thực hiện Kế hoạch số 12/KH-STP ngày 20/5/2026 về trẻ em.")
    assert version_of(draft, [OTHER, PLAN]) is None


def test_the_same_number_tells_and_a_number_of_another_year_does_not():
    again = PlanDraft(number="12/KH-STP", date=date(2026, 6, 2), title="Tháng hành động năm 2026")
    assert version_of(again, [PLAN, OTHER]) == Version(0, Sign.NUMBER)
    assert version_of(replace(again, title="Tháng hành động năm 2027"), [PLAN, OTHER]) is None


def test_title_and_tasks_together_tell():
    again = replace(PLAN, number="31/KH-STP", tasks=(*PLAN.tasks, TaskDraft(text="Treo băng rôn tại trụ sở.")))
    assert version_of(again, [OTHER, PLAN]) == Version(1, Sign.ALIKE)
    assert version_of(replace(again, tasks=(TaskDraft(text="Khảo sát nhu cầu đào tạo."),)), [OTHER, PLAN]) is None


def test_next_year_s_plan_is_a_plan_of_its_own():
    following = replace(PLAN, number="9/KH-STP", date=date(2027, 5, 3), title=PLAN.title.replace("2026", "2027"))
    assert version_of(following, [PLAN]) is None


@pytest.mark.parametrize(
    "title",
    ["Sửa đổi, bổ sung một số nội dung của Kế hoạch số 12/KH-STP", "Bổ sung nhiệm vụ tại Kế hoạch số 12/KH-STP"],
)
def test_a_partial_change_says_so(title):
    assert version_of(PlanDraft(title=title), [PLAN]) == Version(0, Sign.NAMED, partial=True)
