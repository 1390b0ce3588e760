"""Pages and mails from the same templates as messages, as whole HTML or plain text instead of text and choices."""

from jinja2 import TemplateNotFound

from messages.render import FALLBACK, environment


def page(template: str, language: str = FALLBACK, **values: object) -> str:
    """templates/<language>/<template>.j2 filled in; every value but Markup is escaped."""
    try:
        source = environment(language).get_template(f"{language}/{template}.j2")
    except TemplateNotFound:
        source = environment(FALLBACK).get_template(f"{FALLBACK}/{template}.j2")
    return source.render(**values)
