"""The two months that the demo can play: the scripted one of examples/, and a plain one over somebody's own plan."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import demo_script as script
from bot.clockwork import Bubble, Stage
from bot.demo_script import Line
from plans.draft import PlanDraft, UnreadableError
from plans.isolate import read_isolated
from plans.roster import Roster, RosterPerson, RosterUnit, read_roster
from vietnamese.units import collective, normal_name

EXAMPLES = Path(__file__).parent.parent / "examples"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NEVER = datetime.max.replace(tzinfo=ZONE)

CLERK, DAY, LONGEST = "Văn thư", timedelta(days=1), timedelta(days=45)
ANSWERS = ("NV{} đang làm", "NV{} đạt 40%", "NV{} chưa làm được do chờ kinh phí", "NV{} đạt 80%", "NV{} xong")
SILENT = 4  # every fourth unit never answers
ANSWERED_AT = time(9, 30)


@dataclass(frozen=True)
class Story:
    """Who is in it, which days, what is said; `react` gives lines that depend on what stands on the screens."""

    roster: Roster
    clerk: str
    documents: Mapping[str, bytes]
    days: Sequence[date]
    lines: Sequence[tuple[datetime, Line]]
    off: tuple[datetime, datetime] = (NEVER, NEVER)
    blocks: Mapping[str, datetime] = field(default_factory=dict)
    react: Callable[[Stage], Iterable[Line]] = lambda _stage: ()
    excerpt: Sequence[tuple[str, date]] = ()


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def scripted() -> Story:
    """June 2026 at the invented Sở Tư pháp of examples/."""
    lines = [(_moment(line.at), line) for line in (*script.JOINING, *script.DESK, *script.REPLIES)]
    return Story(
        roster=read_roster((EXAMPLES / "can-bo.xlsx").read_bytes()),
        clerk=script.HANH,
        documents={"ke-hoach.docx": (EXAMPLES / "ke-hoach.docx").read_bytes()},
        days=days_between(date(2026, 5, 27), date(2026, 6, 30)),
        lines=lines,
        off=(_moment(script.OFF[0]), _moment(script.OFF[1])),
        blocks={who: _moment(since) for who, since in script.BLOCKS.items()},
        excerpt=[(who, _moment(f"{day} 00:00").date()) for who, day in script.EXCERPT],
    )


def _moment(text: str) -> datetime:
    """ "28/5 13:30" as the script writes it."""
    day, _, clock = text.partition(" ")
    number, _, month = day.partition("/")
    return datetime.combine(date(2026, int(month), int(number)), time.fromisoformat(clock), ZONE)


def over(plan: Path) -> Story:
    """A plain month over a plan of one's own: its leads are the units, each with one contact who answers or does not.

    Raises OSError and UnreadableError.
    """
    data = plan.read_bytes()
    draft = read_isolated(plan.name, data)
    if not draft.tasks:
        raise UnreadableError("không tìm thấy nhiệm vụ nào.")
    units = _units(draft)
    contacts = [f"Đầu mối {unit}" for unit in units]
    start = draft.start or (draft.date or date(2026, 5, 20)) + timedelta(days=7)
    first, last = start - timedelta(days=5), min(draft.end or start + timedelta(days=29), start + LONGEST)
    joining = [
        Line("", CLERK, join=True),
        Line("", CLERK, "/moi tất cả"),
        *(Line("", who, join=True) for who in contacts),
    ]
    desk = [
        Line("", CLERK, file=plan.name),
        *(Line("", CLERK, f"NV{n} chủ trì: {units[0]}") for n, task in enumerate(draft.tasks, 1) if not task.leads),
        Line("", CLERK, press="Phê duyệt"),
    ]
    closing = [Line("", CLERK, "/tinhhinh"), Line("", CLERK, "/baocao")]
    return Story(
        roster=_roster(draft, units, contacts),
        clerk=CLERK,
        documents={plan.name: data},
        days=days_between(first, last),
        lines=[
            *_spaced(joining, first, time(8)),
            *_spaced(desk, first + DAY, time(8)),
            *_spaced(closing, last, time(16)),
        ],
        react=lambda stage: _reactions(stage, contacts),
        excerpt=[(CLERK, first + DAY), *((who, start) for who in contacts[:2])],
    )


def _spaced(lines: Sequence[Line], on: date, clock: time) -> list[tuple[datetime, Line]]:
    start = datetime.combine(on, clock, ZONE)
    return [(start + timedelta(seconds=40 * number), line) for number, line in enumerate(lines)]


def _units(draft: PlanDraft) -> list[str]:
    names = [name for task in draft.tasks for name in task.leads if not collective(name)]
    return list({normal_name(name): name for name in names}.values()) or ["Văn phòng"]


def _roster(draft: PlanDraft, units: Sequence[str], contacts: Sequence[str]) -> Roster:
    people = [RosterPerson(who, "head", unit) for who, unit in zip(contacts, units, strict=True)]
    return Roster(
        {"name": draft.issuer or "Cơ quan"},
        tuple(map(RosterUnit, units)),
        (RosterPerson(CLERK, "clerk", units[0]), *people),
    )


def _reactions(stage: Stage, contacts: Sequence[str]) -> Iterator[Line]:
    """The clerk's answers to what approving asks; once a day the contacts' answers to that morning's reminder."""
    while (found := stage.channel.shown(CLERK)) and any("Đơn vị ngoài" in each.label for each in found[0].choices):
        yield Line("", CLERK, press="Đơn vị ngoài")
    now = stage.clock.at.astimezone(ZONE)
    if now.time() != ANSWERED_AT:
        return
    for number, who in enumerate(contacts, 1):
        reminder = next(iter(stage.channel.shown(who)), None)
        if number % SILENT and reminder and reminder.at.astimezone(ZONE).date() == now.date():
            yield from _answers(stage, who, reminder, number)


def _answers(stage: Stage, who: str, reminder: Bubble, number: int) -> Iterator[Line]:
    spoken = sum(bubble.mine for bubble in stage.channel.chats[who])
    for task in dict.fromkeys(re.findall(r"<b>NV(\d+)</b>", reminder.text)):
        yield Line("", who, ANSWERS[(number + spoken) % len(ANSWERS)].format(task))
