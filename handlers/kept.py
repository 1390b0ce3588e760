"""Reports under an id: made once, found again by it whatever was corrected since, and each beside the one before."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from handlers.records import load
from messages.children import has_child_data
from messages.wording import wording
from models.office import Office
from models.outbox import Snapshot, SnapshotKind
from models.plan import Plan
from reports.changes import changes
from reports.compare import compare
from reports.difference import Changes, Named
from reports.report import Report, from_json, to_json
from reports.summary import summarise
from reports.wording import WITHHELD
from vietnamese.calendar import ONE_DAY
from vietnamese.text import fold

_HEX = 6  # of the content's SHA-256: so much of a paper can be checked against the database by hand
_EARLIER = "earlier_ids"  # in a content from which a name was taken: the digits that papers printed before have
_ID = re.compile(r"(?:ban(?: luu)?(?: so)?|so) ?(\d{1,15})(?: ?- ?([0-9a-f]+))?|(\d{1,15}) ?- ?([0-9a-f]{6})")


@dataclass(frozen=True)
class Scope:
    """What a report is to be of: up to the end of `day`, or up to now; one unit's part where `unit_id` is given.

    `since`: the last day before the period whose changes are asked for.
    """

    day: dt.date | None = None
    unit_id: int | None = None
    since: dt.date | None = None
    kind: SnapshotKind = SnapshotKind.REPORT
    beside: Report | None = None  # to be compared with


def make(session: Session, plan: Plan, scope: Scope, now: dt.datetime) -> Snapshot:
    """The standing of a plan that is followed, kept as a row."""
    office = session.get_one(Office, plan.office_id)
    as_of = min(now, end_of(scope.day, office.zone)) if scope.day else now
    report = standing(session, plan, as_of, scope.unit_id)
    snapshot = Snapshot(
        office_id=plan.office_id,
        plan_id=plan.id or 0,
        unit_id=scope.unit_id,
        kind=scope.kind,
        as_of=as_of,
        made_at=now,
        form=None if scope.beside else office.report_form,  # no own form has a place for a comparison
    )
    if scope.kind is SnapshotKind.REPORT:
        report = with_changes(session, snapshot, report, scope.since)
    if scope.beside:
        report = replace(report, comparison=compare(scope.beside, report))
    return keep(session, snapshot, report)


def keep(session: Session, snapshot: Snapshot, report: Report) -> Snapshot:
    """The row with the report in it, its id in the report's head."""
    session.add(snapshot)
    session.flush()
    snapshot.content = to_json(replace(report, head=replace(report.head, snapshot=None)))
    named = replace(report.head, snapshot=identity(snapshot))
    snapshot.content = to_json(replace(report, head=named))
    session.add(snapshot)
    session.flush()
    return snapshot


def identity(snapshot: Snapshot) -> str:
    """The row's number and the first digits of its content's hash: "12-3f9a1c"."""
    return f"{snapshot.id}-{_digest(snapshot.content)[:_HEX]}"


def renewed(number: int, content: Mapping[str, object], told: dict[str, object]) -> dict[str, object]:
    """The content after a name was taken out of it: under a new id, and found by the old one too."""
    before = [*_earlier(content), _digest(content)[:_HEX]]
    head = told.get("head")
    if isinstance(head, Mapping) and head.get("snapshot"):
        told = {**told, "head": {**head, "snapshot": f"{number}-{_digest(told)[:_HEX]}"}}
    return {**told, _EARLIER: before}


def was_renewed(snapshot: Snapshot) -> bool:
    return bool(_earlier(snapshot.content))


def _earlier(content: Mapping[str, object]) -> list[object]:
    digits = content.get(_EARLIER)
    return digits if isinstance(digits, list) else []


def _digest(content: Mapping[str, object]) -> str:
    """Of the content in one spelling, without the id that is made of it and those that it had."""
    head = content.get("head")
    bare = {name: value for name, value in content.items() if name != _EARLIER}
    bare = {**bare, "head": {**head, "snapshot": None}} if isinstance(head, Mapping) else bare
    written = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def read_id(text: str) -> tuple[int, str | None] | None:
    """ "12-3f9a1c", "bản 12": the row's number and the digits of its hash, if any. "14-6" is a day."""
    found = _ID.fullmatch(fold(text).strip())
    return (int(found[1] or found[3]), found[2] or found[4]) if found else None


def find(session: Session, office_id: int, number: int) -> Snapshot | None:
    """The report of the office that is kept under a number, whole or of one unit."""
    snapshot = session.get(Snapshot, number) if number < 2**31 else None
    if snapshot is None or snapshot.office_id != office_id or snapshot.kind is not SnapshotKind.REPORT:
        return None
    return snapshot if "kind" not in snapshot.content else None


def is_of(snapshot: Snapshot, digits: str | None) -> bool:
    """Whether the digits behind a number are those of the report kept under it; without any it is believed."""
    return digits is None or identity(snapshot).partition("-")[2] == digits or digits in _earlier(snapshot.content)


def before(
    session: Session, plan_id: int, unit_id: int | None, until: dt.datetime, as_of: dt.datetime
) -> Snapshot | None:
    """The newest report on a plan, or on one unit's part, up to `until`, of those that were made by `as_of`.

    A report of 14/6 that is made in July so lists the same changes as the one made on 14/6.
    """
    query = select(Snapshot).where(
        Snapshot.plan_id == plan_id,
        Snapshot.unit_id == unit_id,
        Snapshot.kind == SnapshotKind.REPORT,
        col(Snapshot.as_of) <= until,
        Snapshot.made_at <= as_of,
    )
    return session.exec(query.order_by(col(Snapshot.as_of).desc(), col(Snapshot.id).desc())).first()


def with_changes(session: Session, snapshot: Snapshot, report: Report, since: dt.date | None = None) -> Report:
    """The report with what changed since the one of an earlier day; of a period, since before it began.

    `since`: the last day before the period. Without a report kept by then, the journal tells what stood.
    """
    plan = session.get_one(Plan, snapshot.plan_id)
    zone = session.get_one(Office, plan.office_id).zone
    began = (plan.approved_at or plan.added_at).astimezone(zone).date()
    if report.head.day <= began:
        return report
    until = end_of(since or report.head.day - ONE_DAY, zone)
    kept = before(session, snapshot.plan_id, snapshot.unit_id, until, report.head.as_of)
    if kept is not None:
        return replace(report, changes=_printable(changes(from_json(kept.content), report)))
    if since is None or since < began:
        return report
    stood = standing(session, plan, end_of(since, zone), snapshot.unit_id)
    return replace(report, changes=changes(stood, report))


def _printable(found: Changes) -> Changes:
    """What an earlier report still said of a child, before a rule found it, is not said again."""

    def shown(named: Named) -> Named:
        return replace(named, text=WITHHELD) if has_child_data(wording(named.text)) else named

    return replace(found, met=tuple(map(shown, found.met)), solved=tuple(map(shown, found.solved)))


def standing(session: Session, plan: Plan, as_of: dt.datetime, unit_id: int | None = None) -> Report:
    """What the journal tells of a plan, or of one unit's part, up to a moment."""
    return summarise(load(session, plan.id or 0, as_of, unit_id), as_of)


def end_of(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.max, zone)
