"""Lines that the recogniser passed over are found by their ink."""

import numpy as np

from plans.missed import missed_lines
from plans.recogniser import Seen


def _page(*tops: int) -> np.ndarray:
    """A white page with a line of ten dark words, 20 pixels high, at each of these heights."""
    picture = np.full((400, 900), 255, dtype=np.uint8)
    for top in tops:
        for left in range(50, 850, 80):
            picture[top : top + 20, left : left + 60] = 0
    return picture


def _words(top: int) -> list[Seen]:
    return [Seen("chữ", left, top, left + 60, top + 20, 0.9) for left in range(50, 850, 80)]


def test_a_line_without_any_word_is_found() -> None:
    found = missed_lines(_page(50, 120, 190), [*_words(50), *_words(190)])
    assert [(line.top < 120, line.bottom > 140, line.left < 50, line.right > 830) for line in found] == [(True,) * 4]


def test_a_page_that_was_read_has_no_missed_line() -> None:
    assert missed_lines(_page(50, 120), [*_words(50), *_words(120)]) == []


def test_a_speck_and_a_stamp_are_no_lines() -> None:
    picture = _page(50)
    picture[200:206, 400:406] = 0
    picture[250:380, 600:740] = 0
    assert missed_lines(picture, _words(50)) == []


def test_a_page_without_words_is_left_to_the_caller() -> None:
    assert missed_lines(_page(50), []) == []
