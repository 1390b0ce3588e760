"""What a log may say of an error: where it arose, and none of the words it quotes."""

import json

from bot.trouble import place_of


def failure(text: str) -> ValueError:
    try:
        json.loads(text)
    except ValueError as error:
        return error
    raise AssertionError(text)


def test_the_place_is_the_last_line_of_ours_and_the_words_are_left_out():
    place = place_of(failure("{cháu ở thôn Bản Lầu"))
    assert place.startswith("JSONDecodeError at tests/test_trouble.py:")
    assert "Bản Lầu" not in place


def test_an_error_that_was_never_raised_has_only_its_class():
    assert place_of(ValueError("cháu")) == "ValueError"
