"""Telex and VNI keystrokes left in a message because the input method was off: "ddax", "trieern", "d9a4"."""

import re
import unicodedata

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j"}
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"a": "ă", "o": "ơ", "u": "ư"}
_VOWELS = "aeiouyâêôăơư"
_MARKED = "âêôăơư"
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|n|ch|c|gh|gi|g|kh|k|ph|p|qu|th|tr|t|b|d|h|l|m|r|s|v|x)?"
    r"(?:uye|uya|uyu|uoi|uou|ieu|yeu|oai|oay|oeo|uay|uao|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|"
    r"ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ch|ng|nh|c|m|n|p|t)?"
)


def is_syllable(word: str) -> bool:
    """Whether a word without accents can be a Vietnamese syllable ("trieern" cannot)."""
    return _SYLLABLE.fullmatch(word) is not None


def telex(word: str) -> str | None:
    """The syllable behind Telex keystrokes, or None if the word is none of them."""
    word = word.lower()
    if not word.isascii() or not word.isalpha() or is_syllable(word):
        return None
    return _compose(word)


def vni(word: str, *, loose: bool = False) -> str | None:
    """The syllable behind VNI keystrokes, or None; a digit must stand inside the word, else "to4" would be one.

    `loose`: other words around are such keystrokes, so a tone may stand last ("hoan2").
    """
    word = word.lower()
    if not re.fullmatch(r"[a-z]+\d[a-z\d]*[a-z\d]" + ("|[a-z]{3,}[1-5]" if loose else ""), word):
        return None
    keys, vowel = "", ""
    for c in word:
        if c == "9":
            keys += "d"
        elif c in "678":
            keys += vowel if c == "6" else "w"
        elif c.isdigit():
            keys += _VNI_TONES.get(c, "?")
        else:
            keys += c
            vowel = c if c in "aeo" else vowel
    return _compose(keys)


def _compose(keys: str) -> str | None:
    """Apply the keystrokes one by one, as the input method would have."""
    out: list[str] = []
    tone = ""
    for key in keys:
        has_vowel = any(c in _VOWELS for c in out)
        if key == "d" and out == ["d"]:
            out = ["đ"]
        elif key == "w" and not has_vowel:
            out.append("ư")
        elif key == "w":
            _horn(out)
        elif key in _HATS and key in out:
            out[len(out) - 1 - out[::-1].index(key)] = _HATS[key]
        elif key in _TONES and has_vowel:
            tone = _TONES[key]
        else:
            out.append(key)
    word = "".join(out)
    plain = unicodedata.normalize("NFD", word.replace("đ", "d"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _place(word, tone) if is_syllable(plain) and (tone or plain != word) else None


def _horn(out: list[str]) -> None:
    """A "w" after "uo" marks both vowels, else the last one that can take it."""
    for first, second in zip(range(len(out)), range(1, len(out)), strict=False):
        if (out[first], out[second]) == ("u", "o"):
            out[first], out[second] = "ư", "ơ"
            return
    for i in range(len(out) - 1, -1, -1):
        if out[i] in _HORNS and not (out[i] == "a" and i and out[i - 1] == "u"):
            out[i] = _HORNS[out[i]]
            return


def _place(word: str, tone: str) -> str:
    start = 2 if re.match(r"qu|gi[aeouâêôăơư]", word) else 0
    spots = [i for i, c in enumerate(word) if c in _VOWELS and i >= start]
    marked = [i for i in spots if word[i] in _MARKED]
    if marked:
        at = marked[-1]
    elif len(spots) == 1 or spots[-1] < len(word) - 1:
        at = spots[-1]
    else:
        at = spots[1] if len(spots) == 3 else spots[0]
    return unicodedata.normalize("NFC", word[: at + 1] + tone + word[at + 1 :])
