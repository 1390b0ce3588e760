"""How long each kind of data is kept: the one table, for the nightly clearing, the notices and the command line.

Source of the defaults: facts/reliability.md 6, point 7 ("raw updates 30 days, message bodies until report closed + 90
days, task record by the office's archive rule, contact of a leaver: disabled at once, erased after 12 months"). What
stands under the archive rule has no line here, and no nightly job ever touches it: journal, figures, reports, plans.
Neither has the audit, which is kept for good.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

HOLD = "hold"
"""In Office.retention: while it is 1, for a legal case, nothing of the office is cleared."""


class Kind(StrEnum):
    INBOX = "inbox"  # who wrote when, after it was handled
    MESSAGES = "messages"  # the words, choices and files of what was sent
    INVITATIONS = "invitations"  # messages that hold a code which opens nothing any more
    LEAVERS = "leavers"  # addresses, phone number, invitations and absences of who left
    ATTEMPTS = "attempts"  # codes that did not open
    CARDS = "cards"  # pictures of /tinhhinh and calendars
    REQUESTS = "requests"  # the words of settled data requests


@dataclass(frozen=True)
class Rule:
    """Days after which a kind is cleared, and the bounds within which an office may set them."""

    days: int
    least: int
    most: int


RULES: Mapping[Kind, Rule] = {
    Kind.INBOX: Rule(30, 7, 90),  # platforms repeat an update for a day, ours may be down for several
    Kind.MESSAGES: Rule(90, 30, 365),
    Kind.INVITATIONS: Rule(4, 4, 30),  # a code opens for 72 hours
    Kind.LEAVERS: Rule(365, 30, 365),
    Kind.ATTEMPTS: Rule(1, 1, 7),
    Kind.CARDS: Rule(30, 7, 365),
    Kind.REQUESTS: Rule(730, 365, 3650),
}


def kept_for(retention: Mapping[str, int], kind: Kind) -> timedelta:
    """How long an office with these settings keeps a kind; a number out of bounds is brought within them."""
    rule = RULES[kind]
    return timedelta(days=min(max(retention.get(kind, rule.days), rule.least), rule.most))


def is_held(retention: Mapping[str, int]) -> bool:
    return bool(retention.get(HOLD))


def without_default(retention: Mapping[str, int], kind: Kind, days: int) -> dict[str, int]:
    """The settings with a kind's days changed. Raises ValueError out of bounds."""
    rule = RULES[kind]
    if not rule.least <= days <= rule.most:
        raise ValueError(f"{kind}: từ {rule.least} đến {rule.most} ngày.")
    others = {name: value for name, value in retention.items() if name != kind}
    return others if days == rule.days else {**others, kind.value: days}
