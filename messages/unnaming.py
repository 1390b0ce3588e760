"""A person's name, and how that person was reached, taken out of words."""

import re
from collections.abc import Callable, Collection
from typing import Any

from vietnamese.text import fold, nfc

Unnaming = Callable[[str], str]


def unnaming(name: str, pseudonym: str, contacts: Collection[str] = ()) -> Unnaming:
    """A function that puts the pseudonym for the full name, however it is typed: in any case, with accents or without.

    A given name alone is many people's, and stays. `contacts` are phone numbers and mail addresses; "" is no name.
    """
    rules = [re.compile(rf"(?<!\w){_letters(name)}(?!\w)")] if name else []
    reached = [re.compile(rf"(?<!\w){_spelt(contact)}(?!\w)", re.I) for contact in contacts if contact.strip()]

    def unname(text: str) -> str:
        told = nfc(text)
        for rule in rules:
            told = rule.sub(pseudonym, told)
        for contact in reached:
            told = contact.sub("[…]", told)
        return told if told != nfc(text) else text

    return unname


def _letters(name: str) -> str:
    words = nfc(name).split()
    if len(words) == 1:  # "lan" is a word too
        return re.escape(words[0])
    return r"\s+".join("".join(map(_letter, word)) for word in words)


def _letter(letter: str) -> str:
    shapes = {letter.lower(), letter.upper(), fold(letter), fold(letter).upper()}
    return f"[{''.join(map(re.escape, sorted(shapes)))}]" if all(len(shape) == 1 for shape in shapes) else letter


def _spelt(contact: str) -> str:
    """Phone numbers are written with blanks and dots between the figures."""
    digits = re.sub(r"\D", "", contact)
    if len(digits) >= 8 and re.fullmatch(r"[\d\s.+()-]+", contact):
        return r"[\s.-]?".join(digits)
    return re.escape(contact)


def everywhere(value: Any, unname: Unnaming) -> Any:
    """The same JSON with the name taken out of each of its strings."""
    match value:
        case str():
            return unname(value)
        case list():
            return [everywhere(each, unname) for each in value]
        case dict():
            return {name: everywhere(each, unname) for name, each in value.items()}
    return value
