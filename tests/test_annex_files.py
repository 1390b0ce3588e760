"""The list of what was sent along, and the row of a task that nobody was given."""

from dataclasses import replace

import pytest

from handlers.records import unnamed
from models.evidence import Evidence
from report_cases import many, silent
from reports import annex_files, document
from reports.annexes import references
from reports.efforts import Efforts
from reports.summary import summarise
from reports.wording import WITHHELD
from sample_report import END, TASKS, sample
from word_styles import W, Word


def words(part):
    return "".join(t.text or "" for t in part.iter(f"{W}t"))


def rows(report, title):
    """The texts of the table under an annex's title."""
    body = Word(document.write(report)).body
    parts = list(body)
    at = next(n for n, part in enumerate(parts) if words(part) == title)
    table = next(part for part in parts[at:] if part.tag == f"{W}tbl")
    return [
        ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
        for row in table.iter(f"{W}tr")
    ]


def sent(*names, **changes):
    evidence = [Evidence(id=n, progress_id=1, name=name, sha256="0" * 64, size=9) for n, name in enumerate(names, 1)]
    return summarise(sample(evidence=evidence, **changes), END)


def test_pictures_are_listed_by_number_and_other_files_by_name():
    found = rows(sent("IMG_2001.jpg", "zalo.PNG", "kế hoạch phối hợp.docx"), "DANH MỤC TÀI LIỆU, HÌNH ẢNH MINH CHỨNG")
    told = ["1", "1. Treo băng rôn, khẩu hiệu hưởng ứng", "Văn phòng Sở"]
    assert found[1:] == [[*told, "02 ảnh; kế hoạch phối hợp.docx", "03/6/2026", "Nguyễn Văn 1"]]


def test_a_line_whose_words_are_withheld_names_no_file():
    report = sent("danh sách.xlsx", withheld=frozenset({1}))
    line = report.tasks[0].parts[0].lines[0]
    assert line.words == WITHHELD
    assert annex_files.kinds(line) == "tệp .xlsx"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("don-xin-ho-tro-chau-Nguyen-Van-Nam.pdf", "tệp.pdf"),
        ("Danh sách trẻ em Nguyễn Thị Bình.docx", "tệp.docx"),
        ("Kế hoạch 26/KH-STP.docx", "Kế hoạch 26/KH-STP.docx"),
        ("IMG_2001.jpg", "IMG_2001.jpg"),
    ],
)
def test_a_file_named_after_a_child_is_named_by_its_kind(name, printed):
    assert unnamed(Evidence(id=1, progress_id=1, name=name, sha256="0" * 64, size=9)).name == printed


def test_without_files_there_is_no_list_and_no_reference_to_it():
    assert "Phụ lục IV" not in references(silent())
    assert not any("Phụ lục IV" in line.text for line in Word(document.write(silent())).lines)
    assert "Phụ lục IV" in references(many())


def test_a_task_given_to_nobody_has_a_row():
    tasks = (*TASKS, ("Hội thi tìm hiểu", "Tổ chức hội thi.", [], [], "tháng 6", None))
    found = rows(summarise(sample(tasks=tasks), END), "TÌNH HÌNH THỰC HIỆN THEO NHIỆM VỤ VÀ ĐƠN VỊ")
    assert found[-1][:6] == ["8", "Hội thi tìm hiểu", "chưa giao", "Chủ trì", "tháng 6", "Chưa giao đơn vị thực hiện"]


def test_numbers_stay_those_of_the_plan_and_what_is_missing_is_said():
    text = [line.text for line in Word(document.write(many())).lines]
    assert "nhiệm vụ số 6 không còn trong Kế hoạch" in references(many())
    assert not any(line.startswith("6. ") for line in text)
    assert any(line.startswith("7. ") for line in text)


def test_what_was_left_out_before_approval_is_not_mentioned():
    assert "Số thứ tự" not in references(replace(many(), efforts=Efforts(unused=(6,))))


def test_a_unit_s_own_report_says_that_numbers_are_the_plan_s():
    report = many()
    own = replace(report, head=replace(report.head, unit="Thanh tra Sở"))
    assert "chỉ nêu nhiệm vụ giao cho đơn vị" in references(own)
