"""What spares a search never hides a match: every phrase finds in a text what its bare pattern finds."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import messages
import vietnamese
from messages.wording import wording
from vietnamese.heard import HIDDEN, Heard, Table, blanked, letters_of
from vietnamese.openings import traits
from vietnamese.phrases import Phrase, Signs
from vietnamese.text import fold

REPLIES = [
    json.loads(line)["text"]
    for file in sorted((Path(__file__).parent / "replies").glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()[::60]
]


def _phrases(value: object) -> Iterator[Phrase]:
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _phrases(each)


MODULES = [
    info.name
    for package in (messages, vietnamese)
    for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    if any(_phrases(tuple(vars(importlib.import_module(info.name)).values())))
]


@pytest.mark.parametrize("name", MODULES)
def test_a_phrase_finds_what_its_pattern_finds(name: str):
    phrases = list(_phrases(tuple(vars(importlib.import_module(name)).values())))
    mark = f" § {HIDDEN * 4}\n"
    texts = [*REPLIES[::3], *(mark.join(REPLIES[at : at + 8]) for at in range(0, len(REPLIES), 8))]
    for text in [*texts, *map(fold, texts)]:
        said = wording(text)
        for phrase in phrases:
            expected = [m.span() for m in phrase.on(plain=said.plain).finditer(said.text)]
            assert [m.span() for m in said.all(phrase)] == expected, (text, phrase.on(plain=said.plain).pattern)
            assert said.has(phrase) == bool(expected)


@pytest.mark.parametrize(
    ("pattern", "starts", "needs"),
    [
        (r"xong|hoàn thành", {"xong", "hoàn"}, {"xong", "thành"}),
        (r"(?:đã )?xong", {"đã", "xong"}, {"xong"}),
        (r"h[oô]m nay", {"hom", "hôm"}, {"nay"}),
        (r"trưa(?: nay)?", {"trưa"}, {"trưa"}),
        (r"(?:nv )?\d{1,2} ?%", {"nv", "0"}, {"%"}),
        (r"(?<!chưa )xong(?! \d)", {"xong"}, {"xong"}),
        (r"§|hạn (?:mới|cũ)", {"§", "hạn"}, {"§", "hạn"}),
        (r"^\W*xong", {"^"}, {"xong"}),
        (r"[,;\n] ?và", {",", ";", " "}, {"và"}),
        (r"(?P<one>bé) (?P=one)", {"bé"}, {"bé"}),
        (r"(?:lớp|lần){1,2}x", {"lớp", "lần"}, {"lớp", "lần"}),
        (r"[^,]*xong", set(), {"xong"}),
        (r"(?=mai)\w*", set(), {"mai"}),
        (r".?", set(), {""}),
    ],
)
def test_a_pattern_tells_with_what_it_opens_and_what_it_needs(pattern: str, starts: set[str], needs: set[str]):
    read = traits(pattern)
    assert (read.starts, read.needs) == (starts, needs)


def test_each_alternative_needs_its_own_letters():
    found = traits(r"(?:chưa|không) kịp|xong").ways
    assert {frozenset(way) for way in found} == {
        frozenset({frozenset({"kịp"}), frozenset({"chưa", "không"})}),
        frozenset({frozenset({"xong"})}),
    }


def test_a_phrase_stays_out_of_a_text_without_its_letters():
    said = Heard("chưa làm xong", plain=False, letters=letters_of("chưa làm xong"))
    assert not said.lets_in(Phrase(r"(?:chưa|không) kịp"))
    assert said.lets_in(Phrase(r"chưa [^.]* xong"))
    assert said.has(Signs(r"[oô]ng"))
    assert not said.has(Phrase(r"[oô]ng"))


def test_a_table_lets_in_the_rows_of_words_and_of_what_may_be_hidden():
    table = Table((1, Phrase(r"xong")), (2, Phrase(r"kịp")), (3, Phrase(rf"{HIDDEN} này")))
    said = Heard("xong này", plain=False, letters=letters_of("xong này"))
    assert [row for row, _ in table.let_in(said)] == [1, 3]


def test_words_are_blanked_where_they_stand():
    assert blanked("một hai ba", [(4, 7), (8, 10)], HIDDEN) == "một ··· ··"
