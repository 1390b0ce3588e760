"""Signed links: each opens its own thing until its time is over, and nothing else."""

import stat
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import Settings, SettingsError
from bot.signed import FILE_LIFE, FORM_LIFE, Closed, Links, key_of, links_of
from conftest import MONDAY

LINKS = Links(b"k" * 48, "https://bot.test")


def token(link: str) -> str:
    return link.rpartition("/")[2]


def settings(folder: Path, **more: str) -> Settings:
    return Settings.model_validate({"data_dir": folder, **more})


@given(st.integers(1, 2**53), st.integers(0, 2**53))
def test_a_link_opens_what_it_was_made_for(first: int, second: int):
    assert LINKS.open_file(token(LINKS.file_link(first, MONDAY)), MONDAY) == first
    assert LINKS.open_form(token(LINKS.form_link(first, second, MONDAY)), MONDAY) == (first, second)


def test_a_link_is_over_after_its_time():
    file, form = token(LINKS.file_link(7, MONDAY)), token(LINKS.form_link(3, 7, MONDAY))
    second = timedelta(seconds=1)
    assert LINKS.open_file(file, MONDAY + FILE_LIFE - second) == 7
    assert LINKS.open_file(file, MONDAY + FILE_LIFE) is Closed.EXPIRED
    assert LINKS.open_form(form, MONDAY + FORM_LIFE - second) == (3, 7)
    assert LINKS.open_form(form, MONDAY + FORM_LIFE) is Closed.EXPIRED


def test_a_link_for_one_purpose_opens_nothing_else():
    assert LINKS.open_form(token(LINKS.file_link(7, MONDAY)), MONDAY) is Closed.FOREIGN
    assert LINKS.open_file(token(LINKS.form_link(3, 7, MONDAY)), MONDAY) is Closed.FOREIGN


def test_another_installations_link_opens_nothing():
    other = Links(b"o" * 48, LINKS.url)
    assert LINKS.open_file(token(other.file_link(7, MONDAY)), MONDAY) is Closed.FOREIGN


@given(st.text(max_size=200))
def test_a_made_up_token_opens_nothing(made_up: str):
    assert LINKS.open_file(made_up, MONDAY) is Closed.FOREIGN
    assert LINKS.open_form(made_up, MONDAY) is Closed.FOREIGN


@given(st.data())
def test_a_changed_token_opens_nothing(data: st.DataObject):
    right = token(LINKS.form_link(3, 7, MONDAY))
    at = data.draw(st.integers(0, len(right) - 2))  # the last character holds bits that nothing reads
    wrong = data.draw(st.sampled_from("abcXYZ019-_.").filter(lambda sign: sign != right[at]))
    assert LINKS.open_form(right[:at] + wrong + right[at + 1 :], MONDAY) is Closed.FOREIGN


def test_where_nobody_can_reach_us_no_link_is_made():
    assert Links(LINKS.key).file_link(7, MONDAY) == Links(LINKS.key).form_link(3, 7, MONDAY) == ""


def test_the_key_is_made_once_for_its_owners_eyes(tmp_path: Path):
    key = key_of(settings(tmp_path))
    [file] = tmp_path.iterdir()
    assert (file.name, stat.S_IMODE(file.stat().st_mode)) == ("secret.key", 0o600)
    assert len(key) >= 48
    assert key_of(settings(tmp_path)) == key


def test_processes_that_begin_together_have_one_key(tmp_path: Path):
    ready, keys = threading.Barrier(8), set[bytes]()

    def begin() -> None:
        ready.wait()
        keys.add(key_of(settings(tmp_path / "data")))

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret.key"]


def test_a_secret_that_is_set_is_the_key(tmp_path: Path):
    links = links_of(settings(tmp_path, secret="s" * 32, public_url="https://bot.test/"))
    assert links == Links(b"s" * 32, "https://bot.test")
    assert list(tmp_path.iterdir()) == []


def test_a_key_file_that_holds_none_is_one_line(tmp_path: Path):
    (tmp_path / "secret.key").write_text("")
    with pytest.raises(SettingsError, match=r"DONDOC_SECRET: .*secret\.key"):
        key_of(settings(tmp_path))
