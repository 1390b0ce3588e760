"""What a unit says it did, in its own words as long as they hold, else in its figures."""

import re
from collections.abc import Iterator, Mapping, Sequence

from models.assignment import ENDED, OVER, Said
from models.standing import Standing
from reports.doubts import TEN
from reports.figures import Number
from reports.report import Line
from reports.running import agrees, corrected, in_order, key_of
from reports.sentences import fit_to_sign
from reports.wording import figure, sentence
from vietnamese.numbers import find_numbers

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


def result_sentences(lines: Sequence[Line], now: Standing) -> tuple[str, ...]:
    """Oldest first, each sentence once.

    Lines with results stay; of the others only the last speaks, and none once the task is done: by then
    "đang chuẩn bị hội nghị" says nothing any more. Nor does a claim that was returned, but for its figures.
    """
    telling = [line for line in in_order(lines) if line.said is Said.WORKING or line.said in ENDED]
    ended = now.state in ENDED
    kept = [line for line in telling if line.numbers or line.said is Said.DONE or (ended and line.said in ENDED)]
    if telling and now.state not in OVER and telling[-1].said is Said.WORKING and telling[-1] not in kept:
        kept.append(telling[-1])
    found = list(dict.fromkeys(filter(None, (_told(line, lines, now.blocker or "") for line in kept))))
    return tuple(text for at, text in enumerate(found) if not any(_within(text, later) for later in found[at + 1 :]))


def _within(text: str, later: str) -> bool:
    """Whether a later report says all of it again: "20 suất quà", then "20 suất quà, 15 suất học bổng"."""
    return set(_WORD.findall(text.casefold())) <= set(_WORD.findall(later.casefold()))


def _told(line: Line, lines: Sequence[Line], blocker: str) -> str:
    """The line's words; where a later report or a correction took part of them back, the figures that still stand."""
    standing = [number for number in line.numbers if agrees(key_of(number), line, lines)]
    whole = len(standing) == len(line.numbers) and _says_what_is_kept(line, lines)
    words = _words(line, {each.id: each for each in lines}, blocker) if whole else ""
    if whole and line.corrects is None:
        return words
    named = {number.value for number in find_numbers(words)}
    rest = [_figure(number) for number in standing if number.value not in named]
    return " ".join(filter(None, (words, sentence(", ".join(rest)))))


def _says_what_is_kept(line: Line, lines: Sequence[Line]) -> bool:
    """False where a question about the figures was answered with others than the words have."""
    if line.corrects is not None:
        return True
    said = {number.value for number in find_numbers(line.words)}
    counted = {number.value for number in line.numbers if number.measure is None and number.value}
    known = {number.value for each in lines if each.counts for number in each.numbers} - {0}
    # Ten times what is known, or a tenth of it, and not kept: it was asked about and dropped.
    dropped = any(value == TEN * each or value * TEN == each for value in said - counted for each in known)
    return counted <= said and not (dropped and line.numbers)


def _words(line: Line, by_id: Mapping[int, Line], blocker: str) -> str:
    """A correction often names the wrong figure only: then what it corrects is told, if that is true as it stands."""
    candidates: Iterator[tuple[Line, str]] = (
        (each, fit_to_sign(each.words, known=blocker)) for each in (line, *corrected(line, by_id))
    )
    return next((text for each, text in candidates if text and (each is line or _holds(each, line, text))), "")


def _holds(old: Line, new: Line, text: str) -> bool:
    figures = {(key_of(number), number.value) for number in new.numbers}
    return (
        all((key_of(number), number.value) in figures for number in old.numbers)
        and old.blocker in (None, new.blocker)
        and (old.percent in (None, new.percent) or old.percent not in {found.value for found in find_numbers(text)})
        and old.said in (Said.WORKING, new.said)
    )


def _figure(number: Number) -> str:
    return figure(number.indicator, number.value, number.measure, approximate=number.approximate, adds=number.adds)
