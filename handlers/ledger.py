"""Before a report's figures are kept: what does not fit the ledger is asked, and nothing is recorded till then."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import bindparam
from sqlmodel import col, select

from handlers.awaiting import wait_for
from handlers.figures import aims_for, lines_of
from handlers.journal import Entry
from handlers.merging import changed
from handlers.talk import Reply, Talk
from handlers.work import Work
from messages.readback import Shown, is_cost
from models.assignment import Assignment, Duty, Figure, Progress
from models.people import Awaiting, Unit
from reports.doubts import NEARLY, SAME_EVENT, Doubt, Kind, Other, Past, doubts
from reports.figures import Number, number_of
from reports.running import Key, key_of


@dataclass(frozen=True)
class Settled:
    """One question answered: of these figures `choice` is true, "=15" names the value that was meant."""

    kind: Kind
    keys: tuple[Key, ...]
    choice: str


@dataclass(frozen=True)
class Asked:
    """One question as the waiting row keeps it; `settled` are those answered before it."""

    kind: Kind
    keys: tuple[Key, ...]
    choices: tuple[str, ...]
    settled: tuple[Settled, ...] = ()


def check(talk: Talk, work: Work, entry: Entry, part: int = 0, settled: Sequence[Settled] = ()) -> Entry | Reply:
    """The entry as it may be recorded, or the question to be answered first; `part` as in `progress.write_down`."""
    for answer in settled:
        entry = replace(entry, figures=_applied(talk, entry.figures, answer))
    doubt = _next(talk, work, entry.figures, settled)
    if doubt is None:
        return entry
    asked = Asked(doubt.kind, tuple(map(key_of, doubt.numbers)), choices(doubt), tuple(settled))
    wait_for(talk, "doubt", assignment=work.id, part=part, asked=json.dumps(asdict(asked)))
    shown = [_shown(number) for number in doubt.numbers]
    before = [_shown(number) for number in doubt.before]
    mark = f"f:{work.id}:{mark_of(talk.incoming.id, asked)}"
    reply = talk.say("ask_doubt", ref=work.ref, doubt=doubt, now=shown, before=before, mark=mark, choices=asked.choices)
    return Reply(reply.words, speaks_of=(work.id,))


def is_doubtful(talk: Talk, work: Work, entry: Entry) -> bool:
    """Whether `check` would ask."""
    return _next(talk, work, entry.figures, ()) is not None


def choices(doubt: Doubt) -> tuple[str, ...]:
    """What may be true, in the order of the buttons."""
    tenth = () if doubt.meant is None else (f"={doubt.meant!r}",)
    adds = any(number.adds for number in doubt.numbers)
    match doubt.kind:
        case Kind.SAME:
            return ("same", "other")
        case Kind.TARGET:
            return ("yes", *tenth, "drop")
        case Kind.TENFOLD:
            return ("yes", *tenth, "drop" if adds else "add")
    return ("yes", "add", "drop") if all(number.value for number in doubt.numbers) else ("yes", "drop")


def asked_of(row: Awaiting) -> Asked:
    """The question that `check` left in the row."""
    kept = json.loads(str(row.data["asked"]))
    settled = tuple(Settled(Kind(one["kind"]), _keys(one["keys"]), one["choice"]) for one in kept["settled"])
    return Asked(Kind(kept["kind"]), _keys(kept["keys"]), tuple(kept["choices"]), settled)


def mark_of(message_id: str, asked: Asked) -> str:
    """Tells the buttons of one question from those of every other."""
    return f"{zlib.crc32(message_id.encode()):x}{len(asked.settled)}"


def _keys(kept: list[list[str | None]]) -> tuple[Key, ...]:
    return tuple((str(name), measure) for name, measure in kept)


def _next(talk: Talk, work: Work, figures: Sequence[Figure], settled: Sequence[Settled]) -> Doubt | None:
    said = [number_of(figure, talk.indicators) for figure in figures if not is_cost(figure, figures)]
    if all(number.measure == "%" for number in said):  # no rate is ever doubted
        return None
    answered = {(answer.kind, key) for answer in settled for key in answer.keys}
    found = doubts(said, _past(talk, work, said), talk.today)
    return next((doubt for doubt in found if (doubt.kind, key_of(doubt.numbers[0])) not in answered), None)


def _past(talk: Talk, work: Work, said: Sequence[Number]) -> Past:
    """The journals of the task: the unit's own, and of those of other units that told of about as many lately."""
    rows = _alike(talk, work, said)
    lines = lines_of(talk.session, [work.id, *(identity for _, identity, _, _ in rows)], talk.indicators)
    mine = work.assignment.duty
    others = [
        Other(name, lines[identity], both_lead=duty is mine)
        for _, identity, duty, name in rows
        if duty is not mine or mine is Duty.LEAD
    ]
    return Past(lines[work.id], others, aims_for(work.task, work.plan, talk.indicators))


def _alike(talk: Talk, work: Work, said: Sequence[Number]) -> list[tuple[int, int, Duty, str]]:
    """The other assignments of the task that `doubts` may find the same figure in: a task may be that of many units."""
    lately = {"task": work.task.id, "mine": work.id, "since": talk.today - SAME_EVENT}
    found: set[tuple[int, int, Duty, str]] = set()
    for value in {number.value for number in said if number.value > 0 and number.measure != "%"}:
        about = {"low": value * (1 - 2 * NEARLY), "high": value * (1 + 2 * NEARLY)}
        found.update((row[0], row[1], row[2], row[3]) for row in talk.session.execute(_ALIKE, lately | about))
    return sorted(found)


_ALIKE = (
    select(col(Unit.id), col(Assignment.id), col(Assignment.duty), col(Unit.name))
    .distinct()
    .join(Assignment, col(Assignment.unit_id) == Unit.id)
    .join(Progress, col(Progress.assignment_id) == Assignment.id)
    .join(Figure, col(Figure.progress_id) == Progress.id)
    .where(Assignment.task_id == bindparam("task"), col(Assignment.id) != bindparam("mine"))
    .where(col(Assignment.ended_at).is_(None), col(Progress.day) >= bindparam("since"))
    .where(col(Figure.value) >= bindparam("low"), col(Figure.value) <= bindparam("high"))
)


def _applied(talk: Talk, figures: tuple[Figure, ...], answer: Settled) -> tuple[Figure, ...]:
    """The figures as the person means them; a cost goes with the figure it was reckoned from."""
    meant = [figure for figure in figures if key_of(number_of(figure, talk.indicators)) in answer.keys]
    costs = {figure.words for figure in meant if figure.words}
    kept = []
    for figure in figures:
        goes_with = is_cost(figure, figures) and figure.words in costs
        if not (figure in meant or goes_with):
            kept.append(figure)
        elif answer.choice != "drop":
            kept.append(_as_chosen(figure, answer.choice, meant[0].value))
    return tuple(kept)


def _as_chosen(figure: Figure, choice: str, was: float) -> Figure:
    values: dict[str, object] = {}
    match choice:
        case "add":
            values = {"adds": True}
        case "same":
            values = {"counts": False}
        case "other":
            values = {"apart": True}
        case _ if choice.startswith("="):
            values = {"value": figure.value * float(choice[1:]) / was}
    return changed(figure, **values)


def _shown(number: Number) -> Shown:
    return Shown(number.indicator, number.value, number.measure, None, number.approximate, number.adds)
