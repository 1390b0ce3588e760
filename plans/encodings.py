"""Bytes of a text file into text: UTF-8, UTF-16, else TCVN3, VNI or the Vietnamese Windows code page."""

import codecs

from plans.legacy import from_legacy
from vietnamese.text import nfc

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes) -> str | None:
    """The text of a file, NFC; None for binary data."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked(data)
    if encoding is None:
        return None
    try:
        text = nfc(data.decode(encoding, "replace" if encoding == "utf-8" else "strict"))
    except UnicodeDecodeError:
        return None
    if not _is_text(text):
        return None
    # Programs have saved old codes as Unicode, letter for letter.
    return text if encoding == "cp1258" else from_legacy(text) or text


def _unmarked(data: bytes) -> str | None:
    sample = data[:4000]
    # Vietnamese in UTF-16 has a zero in about every second pair of bytes.
    if sample.count(0) > len(sample) // 8:
        return "utf-16-be" if sample[:200:2].count(0) > sample[1:200:2].count(0) else "utf-16-le"
    if 0 in data:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if _is_damaged_utf8(data):
            return "utf-8"
        return "cp1252" if from_legacy(data[:20_000].decode("cp1252", "replace")) else "cp1258"
    return "utf-8"


def _is_damaged_utf8(data: bytes) -> bool:
    """True where a byte or two is lost, as at the end of a text that was cut."""
    text = data[:100_000].decode("utf-8", "replace")
    letters = sum(char > "\x7f" for char in text)
    return text.count("\ufffd") * 50 < letters


def _is_text(text: str) -> bool:
    """False where control characters or undecodable ones stand among the words."""
    sample = text[:20000]
    odd = sum(not (char.isprintable() or char in "\t\r\n\f\u00ad\ufeff\u200b") for char in sample)
    return odd * 50 <= len(sample)
