"""The files and plans that `dondoc plan` is given: read within limits, refused in one line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from sqlmodel import Session

from bot.context import fail
from bot.given import contents
from models.office import Office, chosen_office
from models.plan import Plan, PlanState

if TYPE_CHECKING:  # each command imports what is heavy only when it needs it
    from handlers.plans import Source
    from plans.draft import PlanDraft

NUMBERS = range(1, 2**31)  # of plans; a database takes no larger ones
STATES = {
    PlanState.DRAFT: "dự thảo",
    PlanState.ACTIVE: "đang thực hiện",
    PlanState.CLOSED: "đã kết thúc",
    PlanState.DISCARDED: "đã bỏ",
    PlanState.MERGED: "đã nhập",
}


def read_files(files: list[Path]) -> tuple[PlanDraft, list[Source]]:
    """The one plan that files are, with what repeats merged, and where it came from."""
    from handlers.plans import Source
    from plans.repeats import merged

    given = [(file.name, data_of(file)) for file in files]
    sources = [Source(name, hashlib.sha256(data).hexdigest()) for name, data in given]
    return merged(read_all(given)), sources


def data_of(file: Path) -> bytes:
    from plans.files import MAX_BYTES

    return contents(file, MAX_BYTES)


def read_all(given: list[tuple[str, bytes]]) -> PlanDraft:
    """One file as it is written; several as one plan."""
    from plans.draft import UnreadableError
    from plans.together import read_together

    try:
        return _isolated(*given[0]) if len(given) == 1 else read_together(given, _isolated)
    except UnreadableError as error:
        raise fail(f"{given[0][0]}: {error}") from None


def _isolated(name: str, *parts: bytes) -> PlanDraft:
    from plans.isolate import Reading

    return Reading().read(name, *parts)


def refuse_known(session: Session, office: Office, sources: list[Source]) -> None:
    from handlers.plans import known_file

    for source in sources:
        known = known_file(session, office, source.sha256)
        if known:
            raise fail(f"{source.name}: đã nhận trước đây, kế hoạch {known.id} ({STATES[known.state]}).")


def plan_of(session: Session, plan_id: int) -> Plan:
    plan = session.get(Plan, plan_id) if plan_id in NUMBERS else None
    if plan is None or chosen_office(session) not in (None, plan.office_id):
        raise fail(f"Không có kế hoạch số {plan_id}; xem `dondoc plan list`.")
    return plan


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write each and print its path."""
    for path, data in files.items():
        write_file(path, data)
        typer.echo(path)


def write_file(path: Path, data: bytes) -> None:
    """In folders that are made where they are missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise fail(f"{path}: {error.strerror}") from None
