"""Whose report it is and on which plan: the office's letterhead and the plan's own head."""

import datetime as dt
from dataclasses import replace

from models.office import Office
from models.people import Unit
from models.plan import Plan
from reports.report import Head
from vietnamese.text import clean, fold, squash

_TITLES = (
    ("trung tam", "GIÁM ĐỐC"),
    ("van phong", "CHÁNH VĂN PHÒNG"),
    ("cong doan", "CHỦ TỊCH"),
    ("phong", "TRƯỞNG PHÒNG"),
)


def head_of(office: Office, plan: Plan, as_of: dt.datetime, only: Unit | None = None, chief: str | None = None) -> Head:
    """The head of a report up to `as_of` (aware); of the part of one unit where `only` names it, led by `chief`."""
    whole = Head(
        office=office.name,
        plan=plan.name,
        as_of=as_of.astimezone(dt.UTC),
        day=as_of.astimezone(office.zone).date(),
        zone=office.timezone,
        parent=office.parent,
        place=office.place,
        code=office.code,
        report_to=office.report_to,
        signer_title=office.signer_title,
        signer=office.signer,
        plan_title=squash(clean(plan.title)).rstrip(".") if plan.title else None,
        plan_number=plan.number,
        plan_date=plan.date,
        plan_issuer=_as_named(plan.issuer, office.name, office.parent),
        theme=plan.theme,
        start=plan.start,
        end=plan.end,
        targets=tuple(plan.targets),
    )
    return _head_of_unit(whole, only.name, chief) if only else whole


def _as_named(issuer: str | None, *names: str | None) -> str | None:
    """A letterhead's capitals ("SỞ TƯ PHÁP") as the office spells the same name in a sentence."""
    return next((name for name in names if name and issuer and fold(name) == fold(issuer)), issuer)


def _head_of_unit(head: Head, unit: str, chief: str | None) -> Head:
    """A unit reports to its own office, under its own name."""
    return replace(
        head,
        unit=unit,
        office=unit,
        parent=head.office,
        report_to=f"Lãnh đạo {head.office}",
        code=None,
        signer_title=next((title for kind, title in _TITLES if fold(unit).startswith(kind)), None) if chief else None,
        signer=chief,
    )
