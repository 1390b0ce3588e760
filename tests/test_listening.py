"""What every listener shares: it goes on after faults, waits longer, and takes no update that is none."""

import asyncio

import pytest

from bot.listening import decoded, keep_on, rest_after


def test_a_listener_goes_on_until_a_fault_is_one_too_many():
    faults, told = [ValueError("1"), None, OSError("2"), ValueError("3")], []

    async def turn() -> None:
        if fault := faults.pop(0):
            raise fault

    async def survive(error: Exception) -> None:
        told.append(str(error))
        if str(error) == "3":
            raise error

    with pytest.raises(ValueError, match="3"):
        asyncio.run(keep_on(turn, survive))
    assert told == ["1", "2", "3"]


@pytest.mark.parametrize(("strikes", "seconds"), [(0, 2), (1, 4), (7, 256), (8, 300), (10_000, 300)])
def test_a_platform_that_is_not_well_is_left_alone_twice_as_long_each_time(strikes: int, seconds: float):
    assert rest_after(strikes) == seconds


@pytest.mark.parametrize(
    ("body", "update"), [(b'{"a": 1}', {"a": 1}), (b"", None), (b"\xff", None), (b"{", None), (b"[" * 100_000, None)]
)
def test_what_is_no_json_is_no_update(body: bytes, update: object):
    assert decoded(body, "fake") == update
