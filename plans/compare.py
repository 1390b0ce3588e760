"""Two lists of tasks matched one to one by their words: what stayed, what changed, what came and what went. Pure."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plans.draft import TaskDraft
from vietnamese.text import fold, squash

SAME = 75.0
"""Out of 100. Of 1,307 pairs of different tasks in nine real plans six are more alike, and three of these say the same
twice; a task whose number, lead or date was changed, or that got another half sentence, stays above 80."""

_NUMBERED_ALIKE = 5.0  # the same label, or a lead in common: worth little alone, since lists are renumbered
_CONTAINED = 85.0  # the whole of a task's words stands in the other
_LONG_ENOUGH = 8  # words; "Tổ chức hội nghị" stands in half of a plan's tasks
_WORTH_A_LOOK = 0.5  # of the words of the shorter text

Key = Callable[[str], Hashable]


class Part(StrEnum):
    """What of a task can differ between two versions."""

    TEXT = "text"
    LEADS = "leads"
    COOPERATORS = "cooperators"
    TIME = "time"
    TARGETS = "targets"


@dataclass(frozen=True)
class Match:
    """The same task in both lists, by index; `score` up to 100."""

    old: int
    new: int
    score: float
    changed: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Indexes of `old` that are gone and of `new` that are there for the first time; matches in the new order."""

    matches: tuple[Match, ...]
    added: tuple[int, ...]
    removed: tuple[int, ...]


def folded(name: str) -> str:
    """Names that differ in accents, case or blanks only are one."""
    return squash(fold(name)).strip(" .;,")


def compare(old: Sequence[TaskDraft], new: Sequence[TaskDraft], key: Key = folded) -> Comparison:
    """The tasks of two versions of one plan. `key` tells when two written names mean the same unit."""
    matches = tuple(
        Match(pair.old, pair.new, pair.score, changes(old[pair.old], new[pair.new], key)) for pair in paired(old, new)
    )
    of_old, of_new = {match.old for match in matches}, {match.new for match in matches}
    return Comparison(
        matches,
        tuple(at for at in range(len(new)) if at not in of_new),
        tuple(at for at in range(len(old)) if at not in of_old),
    )


def paired(old: Sequence[TaskDraft], new: Sequence[TaskDraft], enough: float = SAME) -> list[Match]:
    """One to one, the most alike first; numbers and years count little, so that last year's task is found too."""
    if not (old and new):
        return []
    before, after = [_Said.of(task) for task in old], [_Said.of(task) for task in new]
    found = []
    for j, b in enumerate(after):
        for i, a in enumerate(before):
            score = _score(a, b)
            if score >= enough:
                # Of twins, the one in the same place.
                found.append((score + (a.exact == b.exact), a.label == b.label, -abs(i - j), i, j))
    pairs: list[Match] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for score, _, _, i, j in sorted(found, reverse=True):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append(Match(i, j, min(score, 100.0)))
    return sorted(pairs, key=lambda pair: pair.new)


def likeness(one: TaskDraft, other: TaskDraft) -> float:
    """How surely two texts order the same work, up to 100."""
    return _score(_Said.of(one), _Said.of(other))


@dataclass(frozen=True)
class _Said:
    """A task's words as they are compared."""

    words: str  # folded, every number as 0
    in_order: str  # of the alphabet
    bag: frozenset[str]
    title: str
    exact: str
    label: str | None
    leads: frozenset[str]

    @classmethod
    def of(cls, task: TaskDraft) -> "_Said":
        whole = f"{task.title or ''} {task.text}"
        words = _words(whole)
        parts = words.split()
        leads = frozenset(map(folded, task.leads))
        return cls(
            words=words,
            in_order=" ".join(sorted(parts)),
            bag=frozenset(parts),
            title=_words(task.title or ""),
            exact=folded(whole),
            label=task.label,
            leads=leads,
        )


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\d[\d./-]*", "0", fold(text))))


def _score(a: _Said, b: _Said) -> float:
    shared = len(a.bag & b.bag) / max(1, min(len(a.bag), len(b.bag)))
    same_title = bool(a.title) and a.title == b.title
    # Most pairs are nothing alike, and the shared words tell so a hundred times faster.
    if shared < _WORTH_A_LOOK and not same_title:
        return 100.0 if a.exact == b.exact else 0.0
    from rapidfuzz import fuzz

    score = max(fuzz.ratio(a.words, b.words), 0.95 * fuzz.ratio(a.in_order, b.in_order))
    shorter, longer = sorted((a.words, b.words), key=len)
    if score < _CONTAINED and shared > 0.9 and len(shorter.split()) >= _LONG_ENOUGH:
        score = max(score, _CONTAINED if fuzz.partial_ratio(shorter, longer) >= 95 else 0.0)
    if same_title:
        score = (score + 100) / 2
    score += _NUMBERED_ALIKE * (bool(a.label) and a.label == b.label)
    score += _NUMBERED_ALIKE * bool(a.leads & b.leads)
    return min(score, 100.0)


def changes(old: TaskDraft, new: TaskDraft, key: Key = folded) -> tuple[Part, ...]:
    """What differs to a reader; another spelling of the same unit and a moved comma do not."""
    found = []
    if _plain(old.text) != _plain(new.text) or _plain(old.title or "") != _plain(new.title or ""):
        found.append(Part.TEXT)
    # The clerk may have named a lead that neither version does.
    if new.leads and _keys(old.leads, key) != _keys(new.leads, key):
        found.append(Part.LEADS)
    if _keys(old.cooperators, key) != _keys(new.cooperators, key):
        found.append(Part.COOPERATORS)
    if _time(old) != _time(new):
        found.append(Part.TIME)
    if Part.TEXT not in found and {_plain(t) for t in old.targets} != {_plain(t) for t in new.targets}:
        found.append(Part.TARGETS)
    return tuple(found)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w%/]+", squash(text).casefold()))


def _keys(names: Iterable[str], key: Key) -> set[Hashable]:
    return {key(name) for name in names}


def _time(task: TaskDraft) -> tuple[object, ...]:
    """The days, or where there are none the words."""
    days = (task.start, task.end, task.due)
    return days if any(days) else (folded(task.timing or ""),)
