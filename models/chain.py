"""Whether a chain of audit entries is whole: nothing changed, left out, put in, exchanged or cut off."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple

from models.audit import AuditEntry, Tip, seal


class Flaw(StrEnum):
    MISSING = "missing"  # a number was left out, or is there twice
    CHANGED = "changed"  # the fields are not those that were sealed
    UNLINKED = "unlinked"  # sealed anew, but not upon the entry before
    CUT = "cut"  # the chain ends before an entry that is known from elsewhere
    REWRITTEN = "rewritten"  # in the place of an entry known from elsewhere stands another


class Finding(NamedTuple):
    """What verifying a chain found: where it ends, or at which number it is first broken, and how."""

    tip: Tip
    number: int = 0
    flaw: Flaw | None = None


def verify(entries: Iterable[AuditEntry], known: Collection[Tip] = ()) -> Finding:
    """Follow one office's chain from its first entry, in the order of its numbers; `known` are ends seen before."""
    tip = Tip()
    for entry in entries:
        if flaw := _flaw(entry, tip, known):
            return Finding(tip, tip.number + 1, flaw)
        tip = Tip(entry.number, entry.hash)
    if any(each.number > tip.number for each in known):
        return Finding(tip, tip.number + 1, Flaw.CUT)
    return Finding(tip)


def _flaw(entry: AuditEntry, last: Tip, known: Collection[Tip]) -> Flaw | None:
    if entry.number != last.number + 1:
        return Flaw.MISSING
    if seal(entry) != entry.hash:
        return Flaw.CHANGED
    if entry.before != last.hash:
        return Flaw.UNLINKED
    rewritten = any(each.number == entry.number and each.hash != entry.hash for each in known)
    return Flaw.REWRITTEN if rewritten else None
