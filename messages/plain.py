"""A message's text as channels without HTML, without buttons or with short messages can take it."""

import html
import re
from dataclasses import replace
from itertools import accumulate

from messages.channel import Outgoing

_TAG = re.compile(r"</?(?:b|i|code)>")


def plain(text: str) -> str:
    """The text without its tags and entities."""
    return html.unescape(_TAG.sub("", text))


def numbered(message: Outgoing) -> Outgoing:
    """The same message for a channel without buttons: each choice is a numbered line, and a digit answers it."""
    lines = [f"{number}. {html.escape(choice.label, quote=False)}" for number, choice in enumerate(message.choices, 1)]
    return replace(message, text="\n".join([message.text, *lines]).strip(), choices=())


def length(text: str) -> int:
    """UTF-16 code units of the text without its tags, as Telegram counts."""
    return len(plain(text).encode("utf-16-le")) // 2


def cut(text: str, limit: int) -> tuple[str, str]:
    """The first part of the text, of at most `limit` units, and the rest; cut at a line end, else at a space.

    No tag spans a line end, so whole lines keep their tags; a single line that is too long loses them.
    """
    if length(text) <= limit:
        return text, ""
    lines = text.split("\n")
    fitting = sum(1 for total in accumulate(length(line) + 1 for line in lines) if total - 1 <= limit)
    if fitting:
        return "\n".join(lines[:fitting]), "\n".join(lines[fitting:]).lstrip("\n")
    head, tail = _cut_line(plain(lines[0]), limit)
    return html.escape(head, quote=False), "\n".join([html.escape(tail, quote=False), *lines[1:]])


def _cut_line(line: str, limit: int) -> tuple[str, str]:
    ends = accumulate(1 if ord(character) <= 0xFFFF else 2 for character in line)
    most = sum(1 for end in ends if end <= limit)
    space = line.rfind(" ", 1, most + 1)
    end = space if space > 0 else most
    return line[:end], line[end:].lstrip()
