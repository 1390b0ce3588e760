"""Progress over time and the table of units; that every picture can be read grey and none is cut off."""

import datetime as dt
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.text import Text

from models.assignment import Duty, Said, Status
from reports import chart, chart_progress, chart_units
from reports.by_day import by_day
from reports.chart_looks import LOOKS, drawable
from reports.forms import draw
from reports.report import Line, Part, TaskResult, to_json
from reports.summary import summarise
from sample_report import END, REPLIES, sample

ALL_KINDS = (chart, chart_progress, chart_units)
# Seven units, each in another class on the last day.
SIX = [("Việc", "Việc.", [1, 2, 3, 4, 5], [], None, dt.date(2026, 6, 20)), ("Sau", "Sau.", [6, 7], [], None, None)]
SIX_REPLIES = [
    (1, 1, 9, Said.DONE, "Xong", {}, []),
    (1, 2, 24, Said.DONE, "Xong", {}, []),
    (1, 3, 9, Said.CLAIMED, "Xong", {}, []),
    (2, 6, 9, Said.WORKING, "Đang làm", {}, []),
    (2, 7, 9, Said.STOPPED, "Dừng", {}, []),
]
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


@pytest.fixture(scope="module")
def report():
    return summarise(sample(), END)


@cache
def many(units: int = 40):
    """A plan too long for one picture, its names as wide as letterheads write them."""
    names = tuple(
        f"{'PHÒNG NGHIỆP VỤ' if n % 3 else 'Trung tâm'} số {n} WWW MMM {'X' * n}" for n in range(1, units + 1)
    )
    tasks = [
        ("VIỆC " * 12, "Việc.", [n, n % units + 1], [], None, dt.date(2026, 6, 1 + n % 28)) for n in range(1, units)
    ]
    report = summarise(
        sample(replies=[(n, n, n % 20 + 1, Said.DONE, "x", {}, []) for n in range(1, 20)], tasks=tasks, units=names),
        END,
    )
    title = "KẾ HOẠCH TỔ CHỨC THÁNG HÀNH ĐỘNG " * 4
    return replace(report, head=replace(report.head, office="SỞ LAO ĐỘNG, " * 9, plan=title))


def seen(figure) -> np.ndarray:
    """The picture as a grey printer has it."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[:, :, :3] @ np.array([0.299, 0.587, 0.114])


def test_the_last_day_is_the_report_s_own_and_every_day_counts_all(report):
    days = by_day(report)
    assert days[0][0] == report.head.start
    assert days[-1] == (report.head.day, report.counts)
    assert {sum(counts.values()) for _, counts in days} == {sum(report.counts.values())}


@pytest.mark.parametrize("day", [3, 9, 10, 16, 20, 21, 26])
def test_a_day_s_classes_are_those_of_the_report_of_that_day(report, day):
    end = dt.datetime(2026, 6, day, 16, 59, tzinfo=dt.UTC)
    assert dict(by_day(report))[end.date()] == summarise(sample(), end).counts


def test_what_was_taken_back_later_still_stood_on_its_day():
    replies = [*REPLIES[:1], (1, 1, 12, Said.WITHDRAWN, "nhầm", {"corrects": 1}, [])]
    found = {day.day: counts for day, counts in by_day(summarise(sample(replies=replies), END))}
    assert [found[day][Status.DONE_ON_TIME] for day in (2, 3, 11, 12, 30)] == [0, 1, 1, 0, 0]


def test_nobody_was_late_on_any_day_for_what_never_came(report):
    unreached = summarise(sample(replies=[], reach={"chats": frozenset(), "told": {}}), END)
    assert {counts[Status.OVERDUE] for _, counts in by_day(unreached)} == {0}


def test_a_deadline_that_was_moved_is_the_old_one_until_more_time_was_asked_for(report):
    first, new = dt.date(2026, 6, 10), dt.date(2026, 6, 30)
    asked = Line(1, END, dt.date(2026, 6, 12), Said.MORE_TIME, asked_due=new, wish="decided")
    part = Part("Phòng A", Duty.LEAD, Status.NOT_STARTED, due=new, original_due=first, lines=(asked,))
    days = dict(by_day(replace(report, tasks=(TaskResult(1, "Việc", "Việc.", parts=(part,)),))))
    late = [day.day for day, counts in days.items() if counts[Status.OVERDUE] and day < report.head.day]
    assert late == [11]


def test_a_long_plan_has_a_bar_a_week_and_ends_on_the_report_s_day(report):
    late = replace(report, head=replace(report.head, start=dt.date(2025, 11, 1)))
    shown = chart_progress._thinned(by_day(late))
    assert len(shown) <= 35
    assert shown[-1][0] == late.head.day
    assert {(b[0] - a[0]).days for a, b in pairwise(shown)} == {7}


def test_units_with_work_overdue_stand_first_and_the_classes_add_up(report):
    rows = chart_units.rows_of(report)
    assert [row.unit for row in rows][:2] == ["Văn phòng Sở", "Phòng Nghiệp vụ I"]
    assert {status: sum(row.counts[status] for row in rows) for status in Status} == report.counts


def test_of_many_units_the_first_thirty_are_shown_and_the_others_counted():
    figure = chart_units.picture(many())
    words = [text.get_text() for text in figure.findobj(Text)]
    assert "… và 10 đơn vị nữa" in words
    assert sum("số" in word for word in words) == 30


def test_a_unit_nobody_could_reach_is_told_from_a_silent_one():
    tasks = [("Việc", "Việc.", [1, 8], [], None, dt.date(2026, 6, 5))]
    marks = {row.unit: row.mark for row in chart_units.rows_of(summarise(sample(replies=[], tasks=tasks), END))}
    assert marks == {"Văn phòng Sở": "chưa báo cáo", "Đoàn thanh niên": "chưa liên hệ được"}


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("long", [False, True])
def test_no_word_of_a_picture_is_cut_off(report, kind, long):
    figure = kind.picture(many() if long else report)
    figure.draw_without_rendering()
    for text in (text for text in figure.findobj(Text) if text.get_text() and text.get_visible()):
        box = text.get_window_extent()
        assert min(box.x0, box.y0, figure.bbox.x1 - box.x1, figure.bbox.y1 - box.y1) >= 0, text


def test_neighbouring_classes_differ_in_grey_by_their_shade_or_their_hatch():
    figure = chart_units.picture(
        summarise(sample(replies=SIX_REPLIES, tasks=SIX, reach={"told": {1: END, 2: END, 3: END, 4: END}}), END)
    )
    grey = seen(figure)
    found = []
    for patch in figure.axes[0].patches:
        box = patch.get_window_extent().padded(-3)
        cell = grey[int(len(grey) - box.y1) : int(len(grey) - box.y0), int(box.x0) : int(box.x0 + box.width / 3)]
        ground = float(np.percentile(cell, 20))
        found.append((ground, float((cell > ground + 40).mean())))
    assert len(found) == len(LOOKS)
    for index, (ground, hatch) in enumerate(found):
        for other, other_hatch in found[index + 1 :]:
            contrast = (max(ground, other) + 12) / (min(ground, other) + 12)
            assert contrast >= 1.3 or abs(hatch - other_hatch) >= 0.08


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_report_of_nothing_has_each_picture(kind):
    empty = summarise(replace(sample(replies=()), tasks=[], assignments=[]), END)
    assert kind.draw(empty).startswith(b"\x89PNG")


@pytest.mark.parametrize("form", ["progress.png", "units.png"])
def test_a_kept_report_gives_the_same_picture_again(form):
    content = to_json(summarise(sample(replies=REPLIES[:3]), END - dt.timedelta(days=26)))
    assert draw(content, form) == draw(content, form)


def test_the_pictures_font_has_every_letter_that_is_drawn():
    drawn = drawable(LETTERS + LETTERS.upper() + "".join(map(chr, range(0x3000))) + "₫\x85")
    assert set(LETTERS + LETTERS.upper()) <= set(drawn)
    assert not {letter for letter in drawn if ord(letter) not in get_font(findfont(FontProperties())).get_charmap()}
