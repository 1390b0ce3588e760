"""dondoc audit: whether the record of access and changes is whole, and the record as a file."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from bot.audit_check import finding as found_in
from bot.audit_check import lost
from bot.context import database, fail, now
from bot.noted import by_command
from bot.plan_files import write_files
from bot.report_commands import day_of
from messages.plain import plain
from models.acts import Act
from models.append_only import missing
from models.audit import AuditEntry, Tip
from models.audit_view import Line, chain, lines
from models.chain import Finding, Flaw, verify
from models.database import table_of
from models.office import Office, chosen_office, offices, the_office

app = typer.Typer(no_args_is_help=True, help="Nhật ký truy cập, thay đổi: kiểm tra, xuất ra tệp.")

FLAWS = {
    Flaw.MISSING: "bị thiếu, lặp hoặc đổi chỗ",
    Flaw.CHANGED: "đã bị sửa nội dung",
    Flaw.UNLINKED: "không nối với mục trước: mục trước đã bị thay",
    Flaw.CUT: "không còn, mà điểm cuối đã biết có: phần cuối đã bị cắt, hoặc đã khôi phục một bản sao cũ hơn",
    Flaw.REWRITTEN: "không phải mục đã biết: nhật ký đã bị viết lại",
}
LOOSE = "Cơ sở dữ liệu không còn tự chặn việc sửa, xóa nhật ký, mất trigger"
FORMS = (".xlsx", ".jsonl")


@app.command("verify")
def check(
    against: Annotated[
        list[str] | None, typer.Option(metavar="N:HASH", help="An end seen before: in a log, an exported file.")
    ] = None,
) -> None:
    """Follow the chain of hashes; the nightly copies tell whether its end was cut off. Exit code 1 if it is broken."""
    given = [_tip(text) for text in against or ()]
    whole = True
    with database() as (settings, sessions), sessions() as session:
        one = given or chosen_office(session) is not None  # an end is of one office
        for each in [the_office(session)] if one else offices(session):
            finding = found_in(session, each, settings, given)
            whole = whole and finding.flaw is None
            typer.echo(f"{each.name}: {_told(finding)}", err=finding.flaw is not None)
        loose = ", ".join(missing(session.connection(), table_of(AuditEntry).name))
        faults = [f"{LOOSE}: {loose}."] if loose else []
        gone = {} if one else lost(session, settings)
        faults += [f"Cơ quan số {office} không còn, mà bản sao lưu có {tip}." for office, tip in gone.items()]
    for fault in faults:
        typer.echo(fault, err=True)
    raise typer.Exit(0 if whole and not faults else 1)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx|.jsonl")],
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From this day on, YYYY-MM-DD.")] = None,
) -> None:
    """Write the record down, with the names of today and the end of its chain."""
    form = file.suffix.lower()
    if form not in FORMS:
        raise fail(f"{file}: phải là tệp {' hoặc '.join(FORMS)}.")
    day = day_of(since) if since else None
    with database() as (_, sessions), sessions() as session:
        of = the_office(session)
        by_command(session, of.id or 0, Act.EXPORTED, f"office {of.id}", what="audit", form=form[1:], since=day)
        first = datetime.combine(day, time.min, of.zone) if day else datetime.min.replace(tzinfo=UTC)
        finding = verify(chain(session, of.id or 0))
        wanted = (entry for entry in chain(session, of.id or 0) if entry.at >= first)
        write = _sheet if form == ".xlsx" else _json_lines
        content = write(of, finding, lines(session, wanted))
    write_files({file: content})
    typer.echo(f"{of.name}: {_told(finding)}", err=finding.flaw is not None)
    raise typer.Exit(0 if finding.flaw is None else 1)


def _tip(text: str) -> Tip:
    number, _, digits = text.partition(":")
    if not (number.isascii() and number.isdigit() and digits):
        raise fail(f"{text}: viết SỐ:MÃ như `dondoc audit verify` in ra.")
    return Tip(int(number), digits)


def _told(finding: Finding) -> str:
    if finding.flaw:
        return f"mục {finding.number} {FLAWS[finding.flaw]}."
    return f"{finding.tip.number} mục, nguyên vẹn; điểm cuối {finding.tip}"


def _sentence(line: Line, office: Office) -> str:
    from messages.render import render

    return plain(render("audit_line", office.language, line=line).text)


def _sheet(office: Office, finding: Finding, found: Iterator[Line]) -> bytes:
    from reports.audit_sheet import Row, write

    rows = (Row(line, line.entry.at.astimezone(office.zone), _sentence(line, office)) for line in found)
    return write(office.name, now().astimezone(office.zone), rows, _told(finding))


def _json_lines(office: Office, finding: Finding, found: Iterator[Line]) -> bytes:
    """Every field as it was sealed, with what it means today; last the end of the chain."""
    entries = [{**_sealed(line.entry), "who": line.who, "words": _sentence(line, office)} for line in found]
    last = {"office": office.name, "tip": str(finding.tip), "broken": finding.number or None, "flaw": finding.flaw}
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in [*entries, last]).encode()


def _sealed(entry: AuditEntry) -> dict[str, object]:
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return {**entry.model_dump(exclude={"id"}), "at": at}
