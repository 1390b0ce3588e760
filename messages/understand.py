"""From the words of a reply to what it says. Pure: no clock, no I/O, no task list, no earlier message.

The steps: write the shorthand out (`wording`), cut a message about several tasks (`parts`), take the questions out
(`questions`), then read day, obstacle, percent and figures, each hiding its words from the next, and decide the state
from all of them (`status`).
"""

import itertools
import re
from dataclasses import replace
from datetime import date

from messages.advances import HEARSAY
from messages.children import has_child_data
from messages.corrections import LEAVES, bare_values, corrects, withdrawn, without_withdrawn
from messages.deadlines import IN_TIME, TERM_IS, asks_more_time, days_in, deadline, lately, remains
from messages.figures import corrected_figure, read_figures
from messages.moved import asks_to_move
from messages.obstacles import obstacle
from messages.orders import is_order
from messages.overcome import calm
from messages.parts import Part, corrects_all, parts, stated
from messages.percent import read_percent, read_share
from messages.pointers import UNIT, pointers
from messages.prices import is_price_unsure, priced
from messages.questions import PUT_OFF, questions
from messages.status import Facts, read_status
from messages.topics import topic
from messages.understood import Figure, Status, Understood, Wish
from messages.wants import is_bare, wish
from messages.wording import Span, Wording, read_nouns, wording
from vietnamese.days import Day
from vietnamese.phrases import Phrase

__all__ = ["Figure", "Status", "Understood", "Wish", "understand"]

LIMIT = 2000  # characters read of a message; nobody reports progress in more
_PROMISED = "§"
_LATER_TODAY = re.compile(r"(?:chiều|tối|trưa|chieu|toi|trua)")
_JOINS = re.compile(r"^\W*(?:còn|và|nhưng|riêng|con|va|nhung|rieng)(?= )")
_THE_SAME = Phrase(
    r"^[\W·]*(?:thì )?(?:cũng (?:vậy|thế|rứa|y vậy|y thế|như vậy|như thế)|tương tự|như trên)(?: ạ| nhé)*\W*$"
)
_ONLY_LEFT = Phrase(r"^[\W·]*(?:nữa thôi|nữa là (?:xong|hết)|nữa|thôi)(?: ạ| nhé)*\W*$")  # "còn nv3 nữa thôi"
# "Chưa bao giờ xong sớm thế này" only wonders.
_NEVER_SO = Phrase(r"chưa (?:bao giờ|khi nào|từng) (?=[^,.;\n]*(?:thế này|như (?:này|vậy|thế|lần)|đến thế|vậy)(?!\w))")
_DONE_FOR = Phrase(r"(?:đã|vừa|được) [^\W\d]+|rồi(?= ?[,.;]| ?$| ạ)")  # what was done for a child is a report
_JOINED_ON = re.compile(r"(?i)[\s,.;]+(?:còn|và|nhưng|riêng|con|va|nhung|rieng)$")  # belongs to the next task


def understand(text: str, today: date, nouns: tuple[str, ...] = ()) -> Understood:
    """What a reply says on the day it was sent; any text is understood, if only as unclear.

    `nouns`: what the office counts besides the built-in indicators, as people type it.
    """
    words = wording(text[:LIMIT])
    words = replace(words, nouns=read_nouns(nouns)) if nouns else words
    child = has_child_data(words)
    if is_bare(words):
        refs = [ref for pointer in pointers(words) for ref in pointer.refs]
        return Understood(wants=wish(words), has_personal_data=child, task_ref=refs[0] if len(refs) == 1 else None)
    several = parts(words)
    if not several:
        read = _one(words, today)
        if child and read.status is Status.UNCLEAR and words.has(_DONE_FOR) and not is_order(words):
            read = replace(read, status=Status.IN_PROGRESS)
        return replace(read, has_personal_data=child)
    found: list[Understood] = []
    for part in several:
        found += _parts(words, part, today, found[-1] if found else None)
    if corrects_all(words, several[0]):
        blank = words.cut(0, 0)
        found = [p if p.status is Status.CORRECTION else _correction(blank, p, p.task_ref) for p in found]
    states = {part.status for part in found}
    status = states.pop() if len(states) == 1 else Status.IN_PROGRESS
    return Understood(status, has_personal_data=child, parts=tuple(found), ask=any(part.ask for part in found))


def _parts(words: Wording, part: Part, today: date, earlier: Understood | None) -> list[Understood]:
    """One for each task of a stretch, read with its pointers hidden; `earlier` is what "NV5 cũng vậy" repeats."""
    start, end = part.spans[0][0], part.spans[-1][1]
    gaps = [(left[1] - start, right[0] - start) for left, right in itertools.pairwise(part.spans)]
    own = _JOINED_ON.sub("", words.text[start:end].rstrip())
    stretch = words.apart(start, end).hide(gaps).cut(0, len(own))
    stretch = stretch.hide(m.span() for m in _JOINS.finditer(stretch.text))
    name = (part.name[0] - start, part.name[1] - start) if part.name else None
    read = earlier if earlier and stretch.has(_THE_SAME) else _one(stretch, today, name)
    if read.status is Status.UNCLEAR and stretch.has(_ONLY_LEFT):
        read = Understood(Status.IN_PROGRESS)
    if part.state or part.percent is not None:
        read = stated(part, read)
    typed = _JOINED_ON.sub("", words.typed(start, end))
    return [replace(read, task_ref=ref, words=typed) for ref in part.refs]


def _one(words: Wording, today: date, name: Span | None = None) -> Understood:
    """A reply, or a stretch of one, about a single task; `name` is where a part's topic stands."""
    named, gone = pointers(words), withdrawn(words)
    refs = [ref for p in (pointers(words.hide(gone)) if gone else named) for ref in p.refs]
    words = words.hide([*((p.start, p.end) for p in named), *(m.span() for m in words.all(UNIT))])
    ref = refs[0] if refs else topic(words.hide(gone))
    asked = questions(words)
    unsaid = (m.span() for phrase in (HEARSAY, PUT_OFF, _NEVER_SO) for m in words.all(phrase))
    reporting = without_withdrawn(words).hide([*asked, *unsaid])
    if correcting := corrects(words):
        reporting = reporting.hide(m.span() for phrase in (TERM_IS, LEAVES) for m in reporting.all(phrase))
    read = _report(reporting, today, name)
    if correcting:
        return _correction(words.hide((d.start, d.end) for d in days_in(words, today)), read, ref)
    if asked and read.status is Status.UNCLEAR:
        asks_for, moves = _asked_for(words, today)
        return Understood(Status.QUESTION, new_deadline=asks_for, task_ref=ref, more_time=moves)
    if asked and read.new_deadline is None and read.status is not Status.DONE:
        asks_for, moves = _asked_for(words, today)
        read = replace(read, new_deadline=asks_for, more_time=read.more_time or moves)
    if is_order(words):
        return Understood(Status.UNCLEAR)
    return read if read.status is Status.UNCLEAR and not ref else replace(read, task_ref=ref)


def _asked_for(words: Wording, today: date) -> tuple[date | None, bool]:
    """The day that a question asks for, and whether it asks to move there."""
    days = days_in(words, today)
    asks = asks_more_time(words) or words.has(IN_TIME)
    day = deadline(words, days, today, None) if days and asks else None
    return day, day is not None and asks_to_move(_marked(words, days, days))


def _report(words: Wording, today: date, name: Span | None) -> Understood:
    days = days_in(words, today)
    coming = [
        d for d in days if deadline(words, [d], today, None) or (_is_ahead(words, d, today) and not lately(words, d))
    ]
    told = words.hide([name] if name else [])  # a topic's words count, but they are no state ("hội thi chưa")
    blocked_by = _without_question(told, obstacle(told))
    dated = _marked(words, days, coming)
    progress = read_percent(dated)
    counted = dated.hide([*progress.spans, *([blocked_by] if blocked_by else [])])
    figures = read_figures(counted)
    percent = progress.percent
    share = read_share(counted.hide(figures.spans)) if percent is None else None
    percent = percent if share is None else share
    due = deadline(words, days, today, blocked_by)
    facts = Facts(percent, progress.rates + priced(counted, figures.figures), blocked_by is not None, due is not None)
    state = read_status(_marked(told, days, coming).hide(calm(told)), facts, blocked_by)
    if state.status is Status.UNCLEAR:
        return Understood()
    status = state.status
    if status is Status.DONE and due and due > today and remains(words, days):
        status = Status.IN_PROGRESS
    done = status is Status.DONE
    return Understood(
        status,
        percent,
        facts.figures,
        words.typed(*blocked_by) if blocked_by and not done else None,
        None if done else due,
        ask=state.doubtful or (figures.doubtful and share is None) or is_price_unsure(counted, figures.figures),
        more_time=state.more_time and not done,
    )


def _without_question(words: Wording, span: Span | None) -> Span | None:
    """An obstacle up to what was hidden behind it: "tiền chưa về (thì tổ chức kiểu gì?)"."""
    return span and (span[0], span[0] + len(words.text[slice(*span)].rstrip(" ·")))


def _is_ahead(words: Wording, day: Day, today: date) -> bool:
    """Whether a day is to come: tomorrow, and "tối nay" too, for people are asked in the morning."""
    return day.day > today or (day.day == today and bool(_LATER_TODAY.search(words.text, day.start, day.end)))


def _marked(words: Wording, days: list[Day], coming: list[Day]) -> Wording:
    """Days to come as one mark, so that "25/6 xong" and "mai xong" read alike; other days hidden."""
    return words.hide((d.start, d.end) for d in days).hide(((d.start, d.end) for d in coming), _PROMISED)


def _correction(words: Wording, read: Understood, ref: str | None) -> Understood:
    """Only the new values count; a bare new number is kept apart, for it does not say of what."""
    new, old = bare_values(words)
    named = bool(read.figures) or read.percent is not None or read.new_deadline is not None
    figure = corrected_figure(words, new, old) if not named and new is not None and old is not None else None
    if figure:
        read, named = replace(read, figures=(figure,), ask=False), True
    return replace(
        read,
        status=Status.CORRECTION,
        task_ref=ref,
        blocker=None if read.figures or new is not None else read.blocker,
        corrected_to=_state(read, new),
        ask=read.ask or (new is not None and not named),
        bare_value=None if named else new,
        replaces=old,
    )


def _state(read: Understood, bare: float | None) -> Status | None:
    """The state a correction speaks of; new numbers alone ("12 hội nghị chứ không phải 21") say nothing of it."""
    if read.status is Status.UNCLEAR or (bare is not None and read.percent is None):
        return None
    counts_only = read.percent is None and (bool(read.figures) or read.new_deadline is not None)
    return None if read.status is Status.IN_PROGRESS and counts_only else read.status
