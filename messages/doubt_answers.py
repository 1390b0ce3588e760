"""Short answers to "which number is right?": read only as a whole, for half an answer is none."""

import re
from collections.abc import Iterable
from enum import StrEnum

from vietnamese.numbers import find_numbers
from vietnamese.text import fold, nfc, squash
from vietnamese.words import any_of


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    ADD = "add"
    SAME = "same"  # the same event, not to be added
    OTHER = "other"


_MANNERS = any_of(
    "da, a, ah, nhe, nha, nhen, em, chi, anh, co, chu, thua, roi, do, day, vay, thoi, luon, ban oi, chi oi"
)
_SAID = {
    Answer.YES: any_of(
        "dung, dung the, dung so, dung so do, so do dung, chinh xac, phai, u, uh, uhm, vang, co, ok, oke, okie, chuan, "
        "chac chan, dung het, vang dung, u dung, dung vang, van dung, van vay"
    ),
    Answer.NO: any_of("khong, ko, k, kg, hk, khong phai, ko phai, k phai, sai, nham, chua dung, khong dung, ko dung"),
    Answer.ADD: any_of("cong, cong them, cong vao, cong don, them, them vao, them nua, cong ca, tinh them"),
    Answer.SAME: any_of(
        "cung, cung mot viec, cung viec, cung su kien, cung mot su kien, cung 1 viec, cung 1 su kien, mot viec, chung, "
        "trung, bi trung, khong cong, ko cong, k cong, dung cong, khoi cong, khong cong them, ko cong them, khong them"
    ),
    Answer.OTHER: any_of(
        "khac, viec khac, su kien khac, khac nhau, hai viec, hai su kien, 2 viec, 2 su kien, khong cung, khong trung, "
        "khong phai cung mot viec, ko cung, ko trung, rieng, viec rieng"
    ),
}
_WHOLE = {answer: re.compile(rf"(?:{_MANNERS} )*{said}(?: {_MANNERS})*") for answer, said in _SAID.items()}
_BEFORE = re.compile(rf"(?:{_MANNERS} )*(?:(?:dung )?(?:la|phai la|chi|chi co|co|tong|tong la|tong cong) )?")
_AFTER = re.compile(rf"(?: {_MANNERS})*")


def answer_in(text: str) -> Answer | None:
    """What the whole text says; None where there is more or something else in it."""
    words = _plain(text)
    return next((answer for answer, whole in _WHOLE.items() if whole.fullmatch(words)), None)


def value_said(text: str, nouns: Iterable[str]) -> float | None:
    """The one number of a text that holds nothing else but what is counted ("là 15", "15 hội nghị")."""
    words = _plain(text)
    found = find_numbers(words, plain=True)
    if len(found) != 1 or not _BEFORE.fullmatch(words[: found[0].start]):
        return None
    rest = words[found[0].end :].strip()
    for noun in sorted(map(_plain, nouns), key=len, reverse=True):
        rest = rest.removeprefix(noun)
    return found[0].value if _AFTER.fullmatch(f" {rest.strip()}".rstrip()) else None


def _plain(text: str) -> str:
    # Without its accents "đừng" would read "đúng".
    told = nfc(text).casefold().replace("đừng", "không")
    return squash(re.sub(r"[^\w\s%/.,-]", " ", fold(told)).strip(" .,-"))
