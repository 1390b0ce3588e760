"""dondoc people leave | transfer | post and dondoc unit: what changes among people and units, and what that does."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.context import database, fail, now
from messages.plain import plain
from models.office import the_office
from models.people import Role

if TYPE_CHECKING:
    from handlers.moves import Change, Done
    from models.people import Person, Unit

Found = TypeVar("Found", "Person", "Unit")

units = typer.Typer(no_args_is_help=True, help="Đơn vị: đổi tên, sáp nhập, chia tách, tên gọi khác.")
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what it would do; store nothing.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day such as 2026-06-15.")]


def leave(name: Annotated[str, typer.Argument(help="Full name, or its last part.")], dry_run: DryRun = False) -> None:
    """Shut out a person who left: no access and no messages from now on. What they reported stays."""
    from handlers import move_people

    with _changing(dry_run) as (change, do):
        person = _person(change, name)
        do(lambda: move_people.leave(change, person))


def transfer(name: str, unit: str, role: Role | None = None, since: Day = None, dry_run: DryRun = False) -> None:
    """Move a person to another unit, from today or an earlier day; delegated work goes back to the old unit."""
    from handlers import move_people

    with _changing(dry_run) as (change, do):
        person, to = _person(change, name), _unit(change, unit)
        do(lambda: move_people.transfer(change, person, to, role or person.role, _day(since)))


def post(
    name: str,
    unit: str,
    role: Role = Role.STAFF,
    until: Day = None,
    end: Annotated[bool, typer.Option("--end", help="The person holds it no more.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Give a person a further post in another unit, or end it."""
    from handlers.move_people import add_post, end_post

    with _changing(dry_run) as (change, do):
        person, to = _person(change, name), _unit(change, unit)
        days = (None, _day(until))
        do(lambda: end_post(change, person, to) if end else add_post(change, person, to, role, days))


@units.command("rename")
def rename_unit(unit: str, name: str, dry_run: DryRun = False) -> None:
    """Change a unit's name; the old one still finds it."""
    from handlers.unit_names import rename

    with _changing(dry_run) as (change, do):
        found = _unit(change, unit)
        do(lambda: rename(change, found, name))


@units.command("alias")
def alias_unit(unit: str, names: list[str], dry_run: DryRun = False) -> None:
    """Add names and abbreviations by which plans and people call a unit."""
    from handlers.unit_names import add_names

    with _changing(dry_run) as (change, do):
        found = _unit(change, unit)
        do(lambda: add_names(change, found, names))


@units.command("close")
def close_unit(unit: str, dry_run: DryRun = False) -> None:
    """A unit that is no more and that nobody took over; it must have neither people nor open work."""
    from handlers.unit_names import close

    with _changing(dry_run) as (change, do):
        found = _unit(change, unit)
        do(lambda: close(change, found))


@units.command("merge")
def merge_units(
    sources: Annotated[list[str], typer.Argument(help="The units that become one.")],
    into: Annotated[str, typer.Option(help="The unit that they become, new or known.")],
    head: Annotated[str | None, typer.Option(help="Who heads it; the other heads are staff from now on.")] = None,
    all_heads: Annotated[bool, typer.Option("--all-heads", help="All heads stay heads.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Make one unit of several: open work, people and groups go along, with their history."""
    from handlers.move_units import Heads, merge

    with _changing(dry_run) as (change, do):
        of, heads = [_unit(change, name) for name in sources], Heads(everybody=all_heads)
        if head:
            heads = Heads(_person(change, head).id)
        done = do(lambda: merge(change, of, into, heads))
        if done.heads:
            who = f"Ai làm trưởng? {'; '.join(who for _, who in done.heads)}: thêm --head TÊN hoặc --all-heads."
            if not dry_run:
                raise fail(who)
            typer.echo(who)


@units.command("split")
def split_unit(
    unit: str,
    into: Annotated[list[str], typer.Argument(help='The units that it becomes: "Phòng A: NV3, NV5, Lê Văn Nam".')],
    rest: Annotated[str, typer.Option(help="Which of them gets all that is not named.")],
    dry_run: DryRun = False,
) -> None:
    """Divide a unit by tasks and people; what is delegated goes with the person."""
    from handlers.move_units import split
    from handlers.orders import piece_of

    with _changing(dry_run) as (change, do):
        found = _unit(change, unit)
        pieces = [piece_of(change, words) for words in into]
        do(lambda: split(change, found, pieces, rest))


@contextmanager
def _changing(dry_run: bool) -> "Iterator[tuple[Change, Callable[[Callable[[], Done]], Done]]]":
    """One change in one transaction, told on the terminal; an impossible one is refused in a line."""
    from handlers.moves import CannotMoveError, announce, attempted, by_command
    from messages.render import render

    with database() as (_, sessions), sessions() as session:
        change = by_command(session, the_office(session), now())

        def do(act: "Callable[[], Done]") -> "Done":
            done = attempted(change, act) if dry_run else act()
            if not dry_run:
                announce(change, done)
            typer.echo(plain(render("move_done", done=done, dry_run=dry_run).text))
            return done

        try:
            yield change, do
        except CannotMoveError as refused:
            raise fail(plain(render("move_refused", why=refused.why, names=refused.names).text)) from None


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _person(change: "Change", name: str) -> "Person":
    from handlers.orders import person_called

    return _one(name, person_called(change, name), "người")


def _unit(change: "Change", name: str) -> "Unit":
    from handlers.orders import unit_called

    return _one(name, unit_called(change, name), "đơn vị")


def _one(name: str, found: "Sequence[Found]", what: str) -> "Found":
    if len(found) != 1:
        listed = "; ".join(each.name for each in found)
        raise fail(f"“{name}” là {what} nào? {listed}" if found else f"Không có {what} “{name}”.")
    return found[0]
