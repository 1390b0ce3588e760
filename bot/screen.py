"""Messages on a terminal: the few tags they hold become styles, and nothing in them can become anything else."""

import html
import re

from rich.markup import escape
from rich.text import Text

_TAGS = re.compile(r"<(/?)(b|i|code)>")
_STYLES = {"b": "bold", "i": "italic", "code": "cyan"}


def styled(message: str) -> Text:
    """The text of an Outgoing as rich prints it."""
    markup = _TAGS.sub(lambda tag: f"[{tag[1]}{_STYLES[tag[2]]}]", escape(message))
    return Text.from_markup(html.unescape(markup), emoji=False)
