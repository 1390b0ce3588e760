"""Messages on a terminal: the few tags they hold become styles, and nothing in them can become anything else."""

import html
import re

from rich.text import Text

_TAGS = re.compile(r"<(/?)(b|i|code)>")
_STYLES = {"b": "bold", "i": "italic", "code": "cyan"}


def styled(message: str) -> Text:
    """The text of an Outgoing as rich prints it."""
    text, end = Text(), 0
    open_tags: list[str] = []
    for tag in _TAGS.finditer(message):
        _append(text, message[end : tag.start()], open_tags)
        end = tag.end()
        if not tag[1]:
            open_tags.append(tag[2])
        elif tag[2] in open_tags:
            open_tags.remove(tag[2])
    _append(text, message[end:], open_tags)
    return text


def _append(text: Text, words: str, tags: list[str]) -> None:
    text.append(html.unescape(words), " ".join(_STYLES[tag] for tag in tags) or None)
