"""Whether a clerk's document is the office's own form of the report, by the words that come with it."""

import re

from messages.channel import FileKind, Incoming
from vietnamese.text import fold, is_accented, squash

_REPORT = r"(?:bao cao|bc)\b"
_FORM = re.compile(
    rf"\b(?:bieu )?mau (?:\w+ ){{0,4}}?{_REPORT}"  # mẫu báo cáo, mẫu này cho báo cáo, mẫu mới của báo cáo
    rf"|\b{_REPORT} (?:\w+ ){{0,4}}?(?:theo |bang |dung )?(?:bieu )?mau\b"  # báo cáo theo mẫu này
    r"|\b(?:report (?:form|template)|(?:form|template) (?:\w+ ){0,3}?report)\b"
)
_OTHER = re.compile(r"\bkhong phai\b|\b(?:dung|khong|chua) (?:dung|lay) mau\b|\bke hoach\b.*\bmau\b|\bnot (?:a|the)\b")


def is_form(incoming: Incoming) -> bool:
    """One document alone, in private, with words like "mẫu báo cáo" or "dùng mẫu này cho báo cáo"."""
    files = incoming.attachments
    if len(files) != 1 or files[0].kind is not FileKind.DOCUMENT or files[0].is_picture:
        return False
    return not (incoming.group or incoming.album or incoming.forwarded) and names_a_form(incoming.text)


def names_a_form(text: str) -> bool:
    """ "mẫu báo cáo", "dùng mẫu này cho báo cáo"; not "màu", nor a plan that only encloses a form."""
    words = squash(re.sub(r"[^\w\s]", " ", fold(text)))
    if is_accented(text) and "mau" in words and "mẫu" not in text.casefold():
        return False
    return bool(_FORM.search(words)) and not _OTHER.search(words)
