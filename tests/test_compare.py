"""Two versions of a plan's tasks, side by side."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.compare import Part, changes, compare, likeness, paired
from plans.draft import TaskDraft

FAIR = TaskDraft(
    text="Tổ chức 02 hội nghị tuyên truyền pháp luật về trẻ em tại các xã vùng cao.",
    label="1",
    leads=("Phòng Nghiệp vụ I",),
    cooperators=("Văn phòng Sở",),
    timing="trước ngày 15/6/2026",
    due=date(2026, 6, 15),
)
AID = TaskDraft(text="Trợ giúp pháp lý miễn phí cho trẻ em có hoàn cảnh đặc biệt.", label="2", leads=("Trung tâm",))
NEWS = TaskDraft(text="Viết tin, bài đăng trên trang thông tin điện tử của Sở.", label="3", timing="thường xuyên")
GIFT = TaskDraft(text="Thăm, tặng quà trẻ em mồ côi nhân dịp Tết Trung thu.", label="4", leads=("Công đoàn Sở",))


def test_the_same_plan_twice_has_only_kept_tasks():
    found = compare([FAIR, AID, NEWS], [FAIR, AID, NEWS])
    assert [(m.old, m.new, m.changed) for m in found.matches] == [(0, 0, ()), (1, 1, ()), (2, 2, ())]
    assert found.added == found.removed == ()


@pytest.mark.parametrize(
    ("changed", "parts"),
    [
        ({"due": date(2026, 6, 25), "timing": "trước ngày 25/6/2026"}, (Part.TIME,)),
        ({"leads": ("Văn phòng Sở",)}, (Part.LEADS,)),
        ({"cooperators": ()}, (Part.COOPERATORS,)),
        ({"targets": ("02 hội nghị",)}, (Part.TARGETS,)),
        ({"text": FAIR.text.replace("02", "04")}, (Part.TEXT,)),
        ({"text": FAIR.text + " Mỗi hội nghị mời ít nhất 80 người."}, (Part.TEXT,)),
        ({"text": FAIR.text.upper().rstrip(".")}, ()),
        ({"leads": ()}, ()),
        ({"label": "5"}, ()),
    ],
)
def test_a_change_is_told_by_its_part(changed, parts):
    found = compare([AID, FAIR, NEWS], [AID, replace(FAIR, **changed), NEWS])
    assert [m.changed for m in found.matches] == [(), parts, ()]


def test_another_spelling_of_a_unit_is_no_change():
    spelled = replace(FAIR, leads=("PNV I",))
    assert changes(FAIR, spelled, lambda name: 1 if name in ("PNV I", "Phòng Nghiệp vụ I") else name) == ()
    assert changes(FAIR, spelled) == (Part.LEADS,)


def test_tasks_come_go_and_move():
    found = compare([FAIR, AID, NEWS], [GIFT, replace(NEWS, label="2"), FAIR])
    assert [(m.old, m.new) for m in found.matches] == [(2, 1), (0, 2)]
    assert (found.added, found.removed) == ((0,), (1,))


def test_twins_keep_their_places():
    communes = [replace(FAIR, text=f"Tổ chức hội nghị tuyên truyền tại xã {name}.") for name in ("An Lạc", "Bình Yên")]
    assert [(m.old, m.new) for m in paired(communes, communes[::-1])] == [(1, 0), (0, 1)]
    same = [replace(FAIR, label=None), replace(FAIR, label=None)]
    assert [(m.old, m.new) for m in paired(same, same)] == [(0, 0), (1, 1)]


def test_last_year_is_found_whatever_the_numbers():
    last = replace(FAIR, text=FAIR.text.replace("02", "15"), due=date(2025, 6, 10), leads=())
    assert [(m.old, m.new) for m in paired([last, AID], [NEWS, replace(FAIR, leads=())])] == [(0, 1)]


def test_different_work_in_like_words_is_not_the_same():
    one = TaskDraft(text="Kiểm tra việc đăng ký khai sinh cho trẻ em tại các xã, phường.")
    other = TaskDraft(text="Tuyên truyền về đăng ký khai sinh cho trẻ em trên đài phát thanh.")
    assert paired([one], [other]) == []


def test_a_short_text_inside_a_long_one_is_not_the_same():
    assert paired([TaskDraft(text="Tổ chức hội nghị.")], [FAIR]) == []


tasks = st.lists(st.builds(TaskDraft, text=st.text(max_size=40), leads=st.lists(st.text(max_size=8)).map(tuple)))


@given(tasks, tasks)
def test_every_task_is_in_one_place(old, new):
    found = compare(old, new)
    assert sorted([m.new for m in found.matches] + list(found.added)) == list(range(len(new)))
    assert sorted([m.old for m in found.matches] + list(found.removed)) == list(range(len(old)))


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_has_no_direction(one, other):
    a, b = TaskDraft(text=one), TaskDraft(text=other)
    assert likeness(a, b) == pytest.approx(likeness(b, a), abs=1e-9)
    assert 0 <= likeness(a, b) <= 100
