"""/ngonngu: the language in which the bot writes to a person; what people write to it is read as Vietnamese always."""

from handlers.talk import Reply, Talk
from vietnamese.text import fold, squash

_NAMES = {
    "vi": ("vi", "viet", "tieng viet", "tiengviet", "vietnamese"),
    "en": ("en", "anh", "tieng anh", "tienganh", "english"),
}
_BY_NAME = {name: language for language, names in _NAMES.items() for name in names}
_ALONE = frozenset({"tieng viet", "tieng anh", "vietnamese", "english"})
"""The names that are nothing else when a whole message consists of them."""


def show(talk: Talk, argument: str = "") -> list[Reply]:
    """/ngonngu alone offers the two; "/ngonngu English" takes one at once."""
    chosen = _BY_NAME.get(_bare(argument))
    return _choose(talk, chosen) if chosen else [talk.say("language")]


def press(talk: Talk, argument: str) -> list[Reply]:
    """ "vi" or "en"."""
    return _choose(talk, argument) if argument in _NAMES else [talk.say("button_old")]


def typed(talk: Talk) -> list[Reply] | None:
    """ "English", "tiếng Việt" and nothing else; None for other words."""
    words = _bare(talk.incoming.text)
    return _choose(talk, _BY_NAME[words]) if words in _ALONE and not talk.incoming.attachments else None


def _choose(talk: Talk, language: str) -> list[Reply]:
    talk.person.language = language
    return [talk.change("language_changed")]


def _bare(text: str) -> str:
    return squash(fold(text)).strip(" .!?")
