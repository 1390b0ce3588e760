"""Addresses that people wrote, shown so that no platform makes a link of them."""

import re

_GAP = "\u200b"  # Telegram ends an address at it; nobody sees it, and `clean` strips it when the words come back
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_JOINTS = re.compile(
    r"://"
    # Files named in a message are no addresses: no domain ends as they do.
    r"|(?<=[\w-])[.\u3002\uff0e\uff61](?=[^\W\d_]{2})(?!(?:docx?|xlsx?|pptx?|pdf|txt|csv|jpe?g|png|heic|webp)\b)"
    rf"|(?<![\d.])(?:{_OCTET}\.){{3}}(?={_OCTET}(?![\d.]))"
    r"|@(?=\w)",
    re.I,
)


def unlinked(text: str) -> str:
    """The same to the eye, with a gap in whatever Telegram would make a link or a mention of."""
    return _JOINTS.sub(rf"\g<0>{_GAP}", text)
