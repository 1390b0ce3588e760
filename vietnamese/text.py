"""Normal forms of Vietnamese text: NFC for keeping, folded (no accents, lower case) for comparing."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# The accented letters of Latin scripts in one step, which nearly every message needs; others are taken apart.
_BASE = {
    code: "".join(c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c))
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
} | {ord("đ"): "d"}
_PILE = re.compile(r"[^\w\s\x00-\u02ff]{32,}")  # signs that are no letters


def nfc(text: str) -> str:
    """The same words, composed; real documents and phones send both forms. Of a pile of marks a few are kept."""
    # Composing takes the square of a pile's height.
    return unicodedata.normalize("NFC", _PILE.sub(_few_marks, text) if len(text) > 1000 else text)


def _few_marks(pile: re.Match[str]) -> str:
    return "".join(sign for at, sign in enumerate(pile[0]) if at < 8 or not unicodedata.combining(sign))


def fold(text: str) -> str:
    """Lower case without accents: "Phòng Đất đai" -> "phong dat dai".

    Folding merges words that decide a status (chưa/chữa, hoàn/hoãn), so it is for names and
    for messages typed without accents, never for accented sentences.
    """
    text = text.casefold()
    if text.isascii():
        return text
    bare = text.translate(_BASE)
    if bare.isascii():
        return bare
    text = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(c for c in text if not unicodedata.combining(c))


def is_accented(text: str) -> bool:
    """True if any letter carries a Vietnamese mark, so the writer had accents at hand."""
    return not text.isascii() and fold(text) != text.casefold()


def squash(text: str) -> str:
    """One line, single blanks."""
    return " ".join(text.split())


def clean(text: str) -> str:
    """NFC without control and direction marks, which hide or reorder what a person reads; no half characters."""
    return _CONTROL.sub("", nfc(text))


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word, with an ellipsis where something was cut."""
    text = squash(text)
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
