"""Tables as schools, health stations and hamlets fill them in."""

import pytest

from plans.blocks import paragraph, row
from plans.draft import TaskDraft
from plans.read import read_blocks


def _tasks(header: list[str], *rows: list[str]) -> tuple[TaskDraft, ...]:
    above = [paragraph("KẾ HOẠCH"), paragraph("Tổ chức Tết Trung thu năm 2026"), paragraph("I. PHÂN CÔNG NHIỆM VỤ")]
    return read_blocks([*above, *map(row, [header, *rows])]).tasks


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_who_does_the_work_joins_who_answers_for_it(order: tuple[int, int]) -> None:
    header = ["TT", "Người phụ trách", "Người thực hiện", "Nội dung"]
    line = ["1", "Cô Yến", "Tổ 4 tuổi", "Làm đèn ông sao cho các lớp"]
    places = (0, *order, 3)
    (task,) = _tasks([header[at] for at in places], [line[at] for at in places])
    assert (task.leads, task.cooperators) == (("Cô Yến",), ("Tổ 4 tuổi",))


def test_who_does_the_work_leads_where_nobody_answers_for_it() -> None:
    header = ["TT", "Nội dung", "Người phụ trách", "Người thực hiện"]
    (task,) = _tasks(header, ["1", "Làm đèn ông sao cho các lớp", "", "Tổ 4 tuổi"])
    assert (task.leads, task.cooperators) == (("Tổ 4 tuổi",), ())


@pytest.mark.parametrize("ditto", ["//", "- // -", "nt", "-nt-", "n/t", "''", ",,", "”", "Như trên"])
def test_a_ditto_mark_repeats_the_unit_above(ditto: str) -> None:
    header = ["TT", "Nội dung", "Chủ trì", "Phối hợp"]
    first, second = _tasks(
        header,
        ["1", "Dựng sân khấu, rạp che", "Đoàn xã", "Đội văn nghệ"],
        ["2", "Thuê loa đài, ánh sáng", ditto, ditto],
    )
    assert (second.leads, second.cooperators) == (first.leads, first.cooperators) == (("Đoàn xã",), ("Đội văn nghệ",))
