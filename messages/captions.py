"""What the words under photos and documents say of the tasks they belong to."""

import re

from messages.pointers import pointers
from messages.wording import wording
from vietnamese.text import nfc

# "Minh chung" is "minh chứng" typed without accents.
_EACH = re.compile(r"(?<!minh )(?<!\w)chung(?!\w)|(?<!\w)cả (?:hai|ba|bốn|các|\d)|(?<!\w)(?:ca hai|ca ba|ca \d)(?!\w)")


def tasks_named(caption: str) -> list[str]:
    """The task numbers in a caption, in its order: "NV2, NV3" -> ["2", "3"]."""
    refs = [ref.removeprefix("NV ") for pointer in pointers(wording(caption)) for ref in pointer.refs]
    return list(dict.fromkeys(refs))


def is_for_each(caption: str) -> bool:
    """True where the files belong to all the tasks that are named: "ảnh chung của NV2 và NV3"."""
    return _EACH.search(nfc(caption).casefold()) is not None
