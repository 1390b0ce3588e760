"""Text in the codes from before Unicode: TCVN3 (fonts .Vn...) and VNI (fonts VNI-...); facts, B5."""

import re
from collections.abc import Callable
from unicodedata import normalize

from vietnamese.telex import is_syllable
from vietnamese.text import fold, nfc

# One letter a byte, from A1 on; "·" leaves the byte as it is. The table is that of glibc's "TCVN".
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđẰ·····àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
_TCVN3 = {0xA1 + at: letter for at, letter in enumerate(_TCVN3_LETTERS) if letter != "·"}
# A mark is written behind its vowel, and one sign may stand for a hat and a tone together.
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HATS = {
    "\u0302": {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"},
    "\u0306": {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"},
}
_VNI_MARKS = _VNI_TONES | {sign: hat + tone for hat, signs in _VNI_HATS.items() for sign, tone in signs.items()}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(
    r"a[ùøûõïâáàåãäêéèúüë]|[eo][ùøûõïâáàåãä]|[uyôö][ùøûõï]|[ôöñíìæóòî]",
    re.I,
)
_UNICODE_ONLY = re.compile(r"[ăđơư\u1ea0-\u1ef9]", re.I)
_HIGH = re.compile(r"[\u00a1-\u00ff]")
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"(?<!\w)[^\W\d_a-z]+(?:[ ,-]+[^\W\d_a-z]+)*(?!\w)")
_CAPS_LOCK = re.compile(r"[à-ỹ](?=[A-Z])|[A-ZĐ]{2}(?=[à-ỹ])")
_SUBSET = re.compile(r"[A-Z]{6}\+")  # a PDF's mark of an embedded part of a font


def from_tcvn3(text: str) -> str:
    """The Unicode of TCVN3 bytes that were taken for Latin-1 or cp1252 ("KÕ ho¹ch" -> "Kế hoạch"). Never fails.

    The code has hardly any capitals with tones: typists used a font of capitals, or Caps Lock ("KÕ HO¹CH").
    """
    return _CAPITALS.sub(_in_capitals, nfc(text.replace("μ", "µ").translate(_TCVN3)))


def from_vni(text: str) -> str:
    """The Unicode of VNI text ("Keá hoaïch" -> "Kế hoạch"). Never fails."""
    return _VNI_PAIR.sub(_vni_letter, text)


def _vni_letter(found: re.Match[str]) -> str:
    written = found[0]
    small = written.lower()
    letter = _VNI_LETTERS.get(small[0], small[0]) + _VNI_MARKS.get(small[1:], "")
    return normalize("NFC", letter.upper() if written[0].isupper() else letter)


def _in_capitals(found: re.Match[str]) -> str:
    """A run of words without small plain letters; one letter with a tone among the capitals shows Caps Lock."""
    return found[0].upper() if _CAPS_LOCK.search(found[0]) else found[0]


def coding_of(font: str) -> str | None:
    """ "tcvn3", "tcvn3 capitals" or "vni" for a font that shows its own code, by its name; None for any other."""
    name = _SUBSET.sub("", font, count=1).replace("#2E", ".")
    if re.match(r"VNI[-\s]", name):
        return "vni"
    if not re.match(r"\.Vn[A-Z0-9]", name):
        return None
    return "tcvn3 capitals" if re.match(r"\.Vn[^,-]*?H\b", name) else "tcvn3"


def from_font(text: str, font: str) -> str:
    """The Unicode of what a run in `font` shows; unchanged for a Unicode font, and for Unicode set in an old font."""
    coding = coding_of(font)
    if coding is None or _UNICODE_ONLY.search(text):
        return text
    if coding == "vni":
        return from_vni(text)
    return from_tcvn3(text).upper() if coding == "tcvn3 capitals" else from_tcvn3(text)


def from_legacy(text: str) -> str | None:
    """The Unicode of a text of which nothing but its letters tells the code; None for what is in no old code."""
    decode = legacy_code(text)
    return decode(text) if decode else None


def legacy_code(text: str) -> Callable[[str], str] | None:
    """`from_tcvn3` or `from_vni`, whichever makes Vietnamese of a text; None for what is in no old code."""
    sample = text[:20_000]
    if _HIGH.search(sample) is None or is_unicode(sample):
        return None
    as_it_stands = _share_of_syllables(sample)
    codes = (from_tcvn3, from_vni)
    share, best = max(((_share_of_syllables(decode(sample)), decode) for decode in codes), key=lambda each: each[0])
    return best if share > max(0.75, as_it_stands + 0.1) else None


def is_unicode(text: str) -> bool:
    """True for text with letters that neither code can hold; a few may have strayed in."""
    return len(_UNICODE_ONLY.findall(text)) * 100 > sum(map(str.isalpha, text))


def _share_of_syllables(text: str) -> float:
    """How many of the words with a mark could be Vietnamese; a wrong table makes words that nobody could say."""
    marked = [word for word in _WORD.findall(text) if not word.isascii()]
    # A foreign name or two says nothing.
    return sum(map(_is_vietnamese, marked)) / len(marked) if len(marked) > 4 else 0.0


def _is_vietnamese(word: str) -> bool:
    tones = sum(mark in "\u0300\u0301\u0303\u0309\u0323" for mark in normalize("NFD", word))
    is_foreign = re.search(r"[^a-zàáâãèéêìíòóôõùúýăđĩũơư\u1ea0-\u1ef9]", word.lower())
    return tones < 2 and not is_foreign and is_syllable(fold(word))
