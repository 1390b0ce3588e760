"""Templates to words: every sentence and every button label a person reads comes from templates/<language>/."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from messages import english, formats
from messages.channel import Choice
from messages.links import unlinked
from vietnamese.text import clean

TEMPLATES = Path(__file__).parent / "templates"
FALLBACK = "vi"
FILTERS = {"en": english.FILTERS}  # how days, numbers and the reader's own words are written; all else as in Vietnamese

_BUTTON, _FIELD = "\x1e", "\x1f"  # `clean` strips both from whatever users wrote


@dataclass(frozen=True)
class Words:
    """A rendered message: HTML of <b>, <i>, <code> only, and its choices."""

    text: str
    choices: tuple[Choice, ...] = ()


def render(template: str, language: str = FALLBACK, **values: object) -> Words:
    """Render templates/<language>/<template>.j2; a template that only Vietnamese has is used for all.

    In a template `{{ button("Hoàn thành", "do:12:done") }}` adds a choice; buttons on one line share a keyboard row.
    """
    try:
        source = environment(language).get_template(f"{language}/{template}.j2")
    except TemplateNotFound:
        source = environment(FALLBACK).get_template(f"{FALLBACK}/{template}.j2")
    return parse(source.render(**values))


def parse(rendered: str) -> Words:
    """Part a template's output into text and choices."""
    lines: list[str] = []
    choices: list[Choice] = []
    row = 0
    for line in rendered.split("\n"):  # splitlines would also split at our marks
        text, *buttons = line.split(_BUTTON)
        if not buttons:
            lines.append(line.rstrip())
            continue
        if text.strip():
            lines.append(text.rstrip())
        for button in buttons:
            label, _, data = button.strip().partition(_FIELD)
            choices.append(Choice(label, data, row))
        row += 1
    return Words("\n".join(lines).strip(), tuple(choices))


def _button(label: object, data: object) -> Markup:
    # Labels are shown as they are, not as HTML, so they are cleaned here and not escaped.
    return Markup(f"{_BUTTON}{clean(str(label))}{_FIELD}{clean(str(data))}")  # noqa: S704


def _value(value: object) -> object:
    """Words as they are shown: a link that is ours comes as Markup, everybody else's opens nothing."""
    return value if isinstance(value, Markup) else unlinked(clean(value)) if isinstance(value, str) else value


@cache
def environment(language: str = FALLBACK) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_value,
    )
    environment.globals["button"] = _button
    environment.filters.update(formats.FILTERS | FILTERS.get(language, {}))
    return environment
