"""How much one person may send: a flood is turned away before it is stored, and its sender is told once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from messages.channel import Incoming

MOST = 10_000  # people kept in mind at once
PAUSE = timedelta(minutes=1)  # that nothing more is taken after too much


class Verdict(Enum):
    TAKE = "take"
    TELL = "tell"  # the first of a flood that is not taken
    DROP = "drop"  # the rest of it


@dataclass(frozen=True)
class Allowance:
    """`burst` at once, given back evenly over `within`."""

    burst: int
    within: timedelta


# Thirty replies in a minute are an honest evening's work; a plan photographed page by page is an honest album.
WORDS = (Allowance(60, timedelta(minutes=2)),)
FILES = (Allowance(100, timedelta(minutes=5)), Allowance(500, timedelta(days=1)))


@dataclass
class _Account:
    """What one person has used up of some allowances, in messages; `since`: as of when."""

    since: datetime
    used: list[float]
    closed_until: datetime | None = None


@dataclass
class Quota:
    """In memory: after a restart everybody begins anew."""

    words: tuple[Allowance, ...] = WORDS
    files: tuple[Allowance, ...] = FILES
    _accounts: dict[tuple[str, str, bool], _Account] = field(default_factory=dict)

    def weigh(self, incoming: Incoming, now: datetime) -> Verdict:
        """Whether a message may be stored. Files have allowances of their own, so that an album spends no words."""
        with_file = bool(incoming.attachments)
        allowances = self.files if with_file else self.words
        account = self._account((incoming.channel, incoming.who, with_file), len(allowances), now)
        gone, account.since = max(timedelta(), now - account.since), now
        account.used = [max(0.0, u - gone / a.within * a.burst) for u, a in zip(account.used, allowances, strict=True)]
        if account.closed_until is not None and now < account.closed_until:
            return Verdict.DROP
        if any(used + 1 > a.burst for used, a in zip(account.used, allowances, strict=True)):
            waits = (self._until_one(used, a) for used, a in zip(account.used, allowances, strict=True))
            account.closed_until = now + max(PAUSE, *waits)
            return Verdict.TELL
        account.closed_until = None
        account.used = [used + 1 for used in account.used]
        return Verdict.TAKE

    @staticmethod
    def _until_one(used: float, allowance: Allowance) -> timedelta:
        return (used + 1 - allowance.burst) / allowance.burst * allowance.within

    def _account(self, key: tuple[str, str, bool], allowances: int, now: datetime) -> _Account:
        account = self._accounts.pop(key, None) or _Account(now, [0.0] * allowances)
        self._accounts[key] = account
        if len(self._accounts) > MOST:
            del self._accounts[next(iter(self._accounts))]  # whoever has been silent longest
        return account
