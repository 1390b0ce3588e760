"""Which of a person's tasks some words mean; pure, so that a guess can be tested without a conversation."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from messages.wording import wording
from vietnamese.text import fold
from vietnamese.words import listed

ENOUGH = 0.5  # of a pointer's pairs of words
SURE = 2  # pairs that one task alone has
OPENING = 6  # words in which a task says what is to be done
_WORD = re.compile(r"[^\W\d_]+")
# Words of every plan and every reply, which tell no task from another.
_COMMON = frozenset(
    listed(
        "viec, phan, muc, vu, nhiem, cong, tac, to, chuc, thuc, hien, trien, khai, cua, cac, cho, ve, va, nam, thang, "
        "ngay, trong, tai, theo, voi, duoc, da, dang, se, chua, xong, roi, hoan, thanh, bao, cao, em, anh, chi, don, "
        "vi, phong, so"
    )
)


def named(words: str, tasks: Sequence[str]) -> list[int]:
    """The tasks that a pointer in words means, "phần kiểm tra": more than one where they fit equally, none if none."""
    asked = _pairs(words)
    if not asked:
        return []
    found = [len(asked & (_pairs(task) | _initials(task))) / len(asked) for task in tasks]
    best = max(found, default=0.0)
    return [index for index, share in enumerate(found) if share == best] if best >= ENOUGH else []


def told(words: str, counted: Sequence[str], tasks: Sequence[str]) -> list[int]:
    """The tasks that a report without a pointer may be about, the likeliest first; one where it alone fits.

    It fits where it speaks of what was counted, or has two pairs of the report's words, or one where it opens.
    """
    of_task, said = [_pairs(task) for task in tasks], _pairs(words)
    spread = Counter(pair for pairs in of_task for pair in pairs)
    own = [{pair for pair in pairs & said if spread[pair] == 1} for pairs in of_task]
    nouns = [noun for noun in map(_pairs, counted) if any(noun & pairs for pairs in of_task)]
    holding = [index for index, pairs in enumerate(of_task) if nouns and all(noun & pairs for noun in nouns)]
    likely = [index for index, pairs in enumerate(own) if pairs or index in holding]
    if len(likely) == 1:
        [index] = likely
        if index in holding or len(own[index]) >= SURE or own[index] & _pairs(_opening(tasks[index])):
            return likely
    return sorted(range(len(tasks)), key=lambda index: (-len(own[index]), index not in holding, index))


def _opening(task: str) -> str:
    return " ".join(task.split()[:OPENING])


@lru_cache(4096)
def _pairs(text: str) -> frozenset[str]:
    """Neighbouring words of a text, folded, shorthand written out; a word alone where there is only one."""
    words = _WORD.findall(fold(wording(text).text))
    pairs = {f"{left} {right}" for left, right in pairwise(words) if not {left, right} <= _COMMON}
    return frozenset(pairs or (word for word in words if word not in _COMMON))


def _initials(task: str) -> frozenset[str]:
    """What people shorten a phrase of the task to: "tgpl" for trợ giúp pháp lý."""
    letters = "".join(word[0] for word in _WORD.findall(fold(task)))
    return frozenset(letters[at : at + size] for size in (3, 4, 5) for at in range(len(letters) - size + 1))
