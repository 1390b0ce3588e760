"""Pages and mails from the same templates as messages, as whole HTML or plain text instead of text and choices."""

from jinja2 import TemplateNotFound
from markupsafe import Markup

from messages.render import FALLBACK, environment


def page(template: str, language: str = FALLBACK, **values: object) -> str:
    """templates/<language>/<template>.j2 filled in; every value but Markup is escaped."""
    try:
        source = environment(language).get_template(f"{language}/{template}.j2")
    except TemplateNotFound:
        source = environment(FALLBACK).get_template(f"{FALLBACK}/{template}.j2")
    return source.render(**values)


def as_is(text: str) -> Markup:
    """A value that needs no escaping: it goes into plain text, or is made by us and holds nothing of HTML."""
    return Markup(text)  # noqa: S704


def with_breaks(text: str) -> Markup:
    """A message's text, which is HTML already, with its line ends."""
    return Markup(text.replace("\n", "<br>\n"))  # noqa: S704
