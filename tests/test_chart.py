import struct
from dataclasses import replace

import pytest

from reports import chart
from reports.report import from_json, to_json
from reports.summary import summarise
from sample_report import END, sample


def size(png):
    assert png.startswith(b"\x89PNG\r\n")
    return struct.unpack(">II", png[16:24])


def of(tasks, replies=()):
    return summarise(sample(replies=replies, tasks=tasks), END)


def test_the_picture_grows_with_the_tasks_and_stays_readable():
    few = size(chart.draw(of([("Việc", "Việc.", [1], [], None, None)] * 3)))
    more = size(chart.draw(of([("Việc", "Việc.", [1, 2], [], None, None)] * 12)))
    assert more[1] > few[1]
    assert more[0] == few[0] <= 1280


def test_a_very_long_plan_is_drawn_as_its_totals():
    assert size(chart.draw(of([("Việc", "Việc.", [1], [], None, None)] * 60)))[1] < 600


@pytest.mark.parametrize("title", ["Giá 5$ và 7$", "<b>&</b>", "$\\frac{1}{0}$", "a" * 300, "Vui 🎉 会议 \u0301", ""])
def test_a_title_is_drawn_as_it_stands(title):
    assert size(chart.draw(of([(title, "Việc.", [1], [], None, None)])))[0] > 0


def test_a_plan_without_assignments_has_a_picture_too():
    empty = summarise(replace(sample(replies=()), tasks=[], assignments=[]), END)
    assert size(chart.draw(empty))[1] > 100


def test_the_same_report_gives_the_same_bytes():
    report = summarise(sample(), END)
    assert chart.draw(report) == chart.draw(from_json(to_json(report)))
