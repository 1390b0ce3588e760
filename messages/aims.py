"""What a plan's words want reached: "ít nhất 05 hội nghị", "trên 95% trẻ em được khai sinh đúng hạn"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from messages.figures import read_figures
from messages.labels import without_labels
from messages.percent import read_percent
from messages.understood import Figure
from messages.wording import REACH, Wording, read_nouns, wording
from models.terms import Aim
from vietnamese.numbers import find_numbers

_LIMIT = 3000  # characters read of a task
_DATE = re.compile(r"(?<!\d)\d{1,2} ?[/.-] ?\d{1,2}(?: ?[/.-] ?\d{4})?(?!\d)(?! ?%)")
# Of each village or class: how many that makes is not said.
_EACH = re.compile(r"(?<!\w)(?:mỗi|từng|moi|tung)(?!\w)[^,.;:\n]*$")
_RATE = re.compile(r"(?<![\w.,])(?P<value>\d{1,3}(?:[.,]\d{1,2})?) ?% (?P<name>[^,.;:\n()%\d·]{4,90})")
_GROWTH = re.compile(r"(?:tăng|giảm|tang|giam)(?: thêm| ít nhất| tối thiểu| trên| khoảng| them| it nhat| tren)* ?$")
_PER = re.compile(r" ?(?:/|trên mỗi|mỗi) ?[^\W\d_]")


def aims(texts: Iterable[str], nouns: tuple[str, ...] = ()) -> tuple[Aim, ...]:
    """Each count, amount and rate that the texts aim at, once; `nouns` as in `understand`."""
    found = (Aim(f.indicator, f.value, f.unit, f.words) for text in texts for f in _figures(text, nouns))
    return tuple({(aim.indicator, aim.value, aim.unit): aim for aim in found}.values())


@lru_cache(maxsize=2048)  # a plan's words, which every report of its tasks is held against
def _figures(text: str, nouns: tuple[str, ...]) -> tuple[Figure, ...]:
    return tuple(_read(text, nouns))


def _read(text: str, nouns: tuple[str, ...]) -> Iterator[Figure]:
    words = replace(wording(text[:_LIMIT]), nouns=read_nouns(nouns))
    words = words.hide(match.span() for match in _DATE.finditer(words.text))
    clear = without_labels(words)
    rates = read_percent(clear)
    yield from rates.rates
    yield from _other_rates(clear, rates.rates)
    clear = clear.hide(rates.spans)
    for number in find_numbers(clear.text, plain=clear.plain):
        if _EACH.search(clear.before(number.start).text):
            continue
        figure = _first(clear.cut(number.start, number.start + REACH))
        if figure is not None:
            yield figure


def _other_rates(words: Wording, known: Iterable[Figure]) -> Iterator[Figure]:
    """A plan names a rate of anything: "100% các khu công nghiệp được tư vấn". Growth is no rate."""
    for match in _RATE.finditer(words.text):
        named = any(words.typed(*match.span("value")) in rate.words for rate in known)
        if not named and not _GROWTH.search(words.before(match.start()).text):
            [number] = find_numbers(match["value"])[:1]
            yield Figure(match["name"].strip(), number.value, "%", words=words.typed(*match.span()))


def _first(words: Wording) -> Figure | None:
    """The figure that the words begin with; those before it, which tell plans from results, are cut off."""
    read = read_figures(words)
    starting = [span for span in read.spans if span[0] == 0]
    if not starting or not read.figures or _PER.match(words.text, starting[0][1]):
        return None
    return read.figures[0]
