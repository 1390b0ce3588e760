"""Role x unit x action: what every command, button and export gives to whom, and what nobody gets.

Catalogue rows 15, 16, 38, 40, 42 and 44.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from string import Formatter

import pytest
from sqlmodel import func, select

import databases
from handlers import invites
from handlers.permits import reach
from handlers.routes import BUTTONS, COMMANDS, GROUP_BUTTONS
from handlers.scheduled import reports
from handlers.talk import Talk
from matrix import FOREIGN, GROUP, NAMES, OTHER, OWN, UNITS, WEDNESDAY, World, build, chat_of
from messages.channel import Content, Incoming
from messages.render import render
from models.assignment import Progress
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Address, Person, Role
from models.permits import Action, Scope, scope_of
from scheduler.digest import digest
from scheduler.remind import remind

pytestmark = pytest.mark.sqlite("the matrix goes back to a copy in memory")

OF_THE_OFFICE = {"plan", "draft", "task", "whole"}  # rows that every unit of an office shares
PRESSES = {
    "a": "{work}:done",
    "t": "{work}",
    "w": "{work}",
    "em": "{line}:{work}",
    "ew": "",
    "cf": "{claim}:ok",
    "s": "{work}:done",
    "m": "{work}:20260629",
    "nm": "{work}",
    "kn": "f{address}",
    "bh": "{person}",
    "gc": "{work}:{person}",
    "gt": "{work}",
    "gp": "{unit}:0",
    "gv": "{work}",
    "ng": "vi",
    "va": "{person}:20260618:20260619:0",
    "ve": "{absence}",
    "vs": "{absence}:{head}",
    "z": "t{work}",
    "zd": "t{work}:20260618",
    "f": "{work}:x:0",
    "u": "{line}",
    "g": "{wish}:20260629",
    "gn": "{wish}",
    "gs": "{wish}",
    "it": "{item}",
    "iy": "{item}",
    "ix": "{item}",
    "is": "{item}",
    "ib": "{item}",
    "io": "{item}",
    "ip": "{item}:{head}",
    "ii": "{item}",
    "il": "0:open",
    "ph": "{line}:clear:",
    "pl": "{plan}",
    "p": "{draft}:1",
    "lo": "{draft}:0",
    "la": "{draft}:0",
    "pc": "{plan}",
    "lx": "{plan}",
    "lh": "{plan}",
    "pe": "{task}:leads",
    "pn": "{draft}",
    "ps": "{task}:leads:{unit}",
    "pu": "{task}:lead:0:{unit}",
    "pv": "{draft}:0",
    "pw": "{plan}:x",
    "sx": "{plan}",
    "ok": "{draft}",
    "px": "{draft}:yes",
    "ea": "{draft}",
    "el": "{draft}:0",
    "eu": "{draft}:{task}:{task}",
    "pj": "{draft}:{draft}",
    "ra": "{draft}:0",
    "rn": "{draft}",
    "rv": "{draft}:0",
    "pz": "{plan}:yes",
    "os": "confirm:0",
    "cv": "{plan}",
    "iv": "p{person}",
    "fo": "start",
    "mv": "0123456789ab:all",
    "ss": "{plan}::{plan}:",
    "sr": "s{report}:::0",
    "rp": "{plan}:2026-06-17",
    "st": "{plan}",
    "sp": "{plan}:units",
    "sl": "{plan}:l:0",
    "su": "{plan}:s:{unit}:0",
    "sv": "{work}:l",
    "si": "{item}:{plan}:h",
    "sb": "{plan}",
    "nk": "0:p{person}",
    "dl": "object",
    "dr": "{request}:take",
}
"""Of every button what it names; a button without a line here is one that nobody looked at."""

WAITING = {"w", "em", "ew", "s", "m", "f", "iy", "ix", "pu", "pv", "pw", "sx", "ea", "el", "eu", "pj", "ra", "rv"}
WAITING |= {"lo", "la", "kn", "bh", "mv"}
"""Of a question, of a draft of another kind, of one's own channels: here they do nothing for anybody."""

REPORTS = ("", "14/6 {name}", "bản {report}", "bản {whole}", "kế hoạch {plan}", "tuần này pdf")
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "trogiup": ("",),
    "help": ("",),
    "quyen": ("",),
    "nhiemvu": ("", "{work}"),
    "ngonngu": ("",),
    "dulieucuatoi": ("", "xóa"),
    "language": ("",),
    "sua": ("",),
    "huy": ("",),
    "kehoach": ("", "{plan}"),
    "giao": ("", "NV2 cho {who} Staff", "thu NV2"),
    "ghithay": ("", "{who} Staff NV2 đạt 95%"),
    "donvi": ("", "{name}"),
    "vang": ("", "{who} Staff 18/6-19/6"),
    "lichnhac": ("", "{draft}", "{plan}", "{name}"),
    "nhac": ("NV2", "{name}"),
    "baocao": REPORTS,
    "sosanh": ("", "bản {whole}", "kế hoạch {plan}"),
    "nguon": ("", "bản {report}", "bản {whole} NV2", "NV2", "NV4 hội nghị", "kế hoạch {plan} NV2"),
    "tinhhinh": ("", "{plan}"),
    "tonghop": ("",),
    "vuongmac": ("", "tất cả"),
    "congvan": ("", "{plan}"),
    "moi": ("", "{who} Staff", "{name}"),
    "danhba": ("", "{name}", "chưa tới"),
    "tochuc": ("", "giải thể {name}"),
    "canbo": ("", "nghỉ {who} Staff"),
    "caidat": ("", "báo cáo tuần thứ 6"),
    "chitieu": ("",),
    "maubaocao": ("",),
    "kenh": ("",),
    "nhatky": ("", "{who} Staff", "tuần"),
    "gannhom": ("{name}",),
    "bonhom": ("",),
}
"""Of every command what it is asked for, of another unit and of another office too."""

SENTENCES = (
    "NV2 đã xong, 9 hội nghị",
    "NV4 đạt 90%",
    "xác nhận NV4",
    "trả lại NV4, thiếu biên bản",
    "đồng ý gia hạn NV2 đến 29/6",
    "NV2 đến đâu rồi?",
    "mai nhắc lại NV2",
    "hủy",
    "đã nhận",
)
ORDERS = ("NV2 hạn 26/6", "dừng NV2 vì hết kinh phí", "bỏ NV2", "báo cáo tuần thứ 6", "phê duyệt")  # a clerk's


@dataclass(frozen=True)
class Someone:
    """Who asks: `role` None for those who may do nothing; `unit` and `office` are the marks of theirs."""

    name: str
    chat: str
    role: Role | None
    unit: str | None = None
    office: str | None = OWN

    def scope(self, action: Action) -> Scope:
        return scope_of(self.role, action) if self.role else Scope.NONE

    def hidden(self) -> set[str]:
        """The marks of what this person may not read."""
        scope = self.scope(Action.SEE_WORK)
        open_to_them = {OWN, OTHER} if self.office == OWN else {FOREIGN}
        seen = open_to_them if scope is Scope.OFFICE else {self.unit} if scope is Scope.UNIT else set()
        return {OWN, OTHER, FOREIGN} - seen

    def may(self, action: Action, mark: str, rows: set[str]) -> bool:
        scope = self.scope(action)
        if scope is Scope.NONE or (mark == FOREIGN) is not (self.office == FOREIGN):
            return not rows and scope is not Scope.NONE
        return scope is Scope.OFFICE or (mark == self.unit and scope is Scope.UNIT) or rows <= OF_THE_OFFICE


def _unit_of(role: Role, mark: str) -> str | None:
    return mark if role in (Role.HEAD, Role.STAFF) else None


MEMBERS = [Someone(role.value, chat_of(role, OWN), role, _unit_of(role, OWN)) for role in Role]
FOREIGNERS = [
    Someone(f"foreign {role}", chat_of(role, FOREIGN), role, _unit_of(role, FOREIGN), FOREIGN)
    for role in (Role.CLERK, Role.HEAD)
]
OUTSIDERS = [
    Someone("stranger", "6666", None, office=None),
    Someone("who left", chat_of(Role.HEAD, "left"), None, office=None),
]
MOVED = Someone("moved yesterday", chat_of(Role.HEAD, "moved"), Role.HEAD, OTHER)
EVERYBODY = [*MEMBERS, *FOREIGNERS, *OUTSIDERS, MOVED]
everybody = pytest.mark.parametrize("someone", EVERYBODY, ids=lambda someone: someone.name)
# A leader reads what an observer does.
one_of_each = pytest.mark.parametrize(
    "someone", [*MEMBERS[1:], FOREIGNERS[0], OUTSIDERS[0], MOVED], ids=lambda someone: someone.name
)
in_groups = pytest.mark.parametrize(
    "someone", [*MEMBERS[1:4], FOREIGNERS[1], OUTSIDERS[0], MOVED], ids=lambda someone: someone.name
)


@pytest.fixture(scope="module")
def built() -> Iterator[World]:
    with databases.fresh_engine() as engine:
        yield build(engine)


@pytest.fixture
def world(built: World) -> World:
    built.restore()
    return built


def _rows(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}


def _not_theirs(someone: Someone) -> Iterator[tuple[str, str]]:
    """Each button with the mark of rows that are not of the person's scope; one mark stands for all that are alike."""
    for name, form in PRESSES.items():
        action, rows = BUTTONS[name][0], _rows(form)
        marks = [mark for mark in (OWN, OTHER, FOREIGN) if not someone.may(action, mark, rows)]
        alike = not rows or someone.scope(action) is Scope.NONE or someone.office == FOREIGN
        yield from ((name, mark) for mark in (marks[:1] if alike else marks))


def _seen(world: World, someone: Someone, messages, what: str, echo: tuple[str, ...] = ()) -> None:
    """Nothing is said that is not theirs, but for the words that they wrote themselves."""
    words = world.words(messages)
    for said in (*echo, someone.chat):  # /dulieucuatoi shows one's own chat
        words = words.replace(said.casefold(), "")
    leaked = {mark for mark in someone.hidden() if mark in words}
    assert not leaked, f"{someone.name} {what}: {leaked} in {words[:600]}"


def test_every_command_and_button_is_in_the_matrix():
    assert set(PRESSES) == set(BUTTONS), "a new button needs its line in PRESSES: which rows it names"
    assert set(ARGUMENTS) == set(COMMANDS), "a new command needs its line in ARGUMENTS: what may be asked for"
    assert set(BUTTONS) >= WAITING


@everybody
def test_a_button_of_another_scope_says_nothing_and_changes_nothing(world, someone):
    before = world.dump()
    tried = list(_not_theirs(someone))
    for name, mark in tried:
        queued = world.hear(someone.chat, button=f"{name}:{PRESSES[name].format(**world.ids[mark])}")
        _seen(world, someone, queued, f"{name} of {mark}")
        assert {message.address for message in queued} <= {someone.chat}, name
    assert len(tried) > 20
    assert world.dump() == before


def test_a_row_of_another_office_and_one_that_is_not_there_get_the_same_answer(world):
    clerk = MEMBERS[1]
    bare = partial(re.sub, r"\d+", "0")
    nowhere = dict.fromkeys(world.ids[OWN], 999_999)
    for name, form in PRESSES.items():
        if _rows(form):
            there, none = (
                world.hear(clerk.chat, button=f"{name}:{form.format(**ids)}") for ids in (world.ids[FOREIGN], nowhere)
            )
            assert [bare(m.text) for m in there] == [bare(m.text) for m in none], name


NOISE = ("x", "1:x", "٣:²", "9" * 64, "ÿ" * 32)


@pytest.mark.parametrize("someone", [MEMBERS[1], MEMBERS[2]], ids=lambda someone: someone.name)
def test_forged_data_changes_nothing(world, someone):
    before = world.dump()
    for name in set(PRESSES) - {"il", "ng", "os"}:  # they name no row: any noise is the first page, or no choice
        noise = NOISE[(ord(name[0]) + len(someone.name)) % len(NOISE)]
        _seen(world, someone, world.hear(someone.chat, button=f"{name}:{noise}"), f"{name}:{noise}")
    after = world.dump()
    assert {name for name in before if before[name] != after[name]} <= {"awaiting"}


def _able(name: str) -> Someone:
    """Who may press a button, the one with the least rights."""
    order = [Role.STAFF, Role.HEAD, Role.CLERK, Role.ADMIN]
    able = [someone for role in order for someone in MEMBERS if someone.role is role]
    return next(each for each in able if each.may(BUTTONS[name][0], OWN, _rows(PRESSES[name])))


@pytest.mark.parametrize("name", sorted(set(PRESSES) - WAITING))
def test_whoever_may_press_a_button_gets_its_answer_once(world, name):
    someone = _able(name)
    data = f"{name}:{PRESSES[name].format(**world.ids[OWN])}"
    pressed = Incoming("fake", "once", text="", button=data, address=someone.chat, sent_at=world.chat.now)
    answered = world.send(pressed)
    mine = [message.text for message in answered if message.address == someone.chat]
    assert mine
    assert render("button_old").text not in mine
    _seen(world, someone, [message for message in answered if message.address == someone.chat], name)
    after = world.part(OWN)
    assert world.send(pressed) == []
    assert world.part(OWN) == after
    assert world.part(FOREIGN) == world.foreign


@one_of_each
def test_a_command_gives_and_changes_only_what_is_of_the_scope(world, someone):
    start, other, foreign = world.dump(), world.part(OTHER), world.part(FOREIGN)
    refused = render("not_allowed", role=someone.role.value).text if someone.role else None
    for name, arguments in ARGUMENTS.items():
        action = COMMANDS[name][0]
        for asked, echo in _asked(world, someone, arguments):
            queued = world.hear(someone.chat, f"/{name} {asked}".strip())
            mine = [message for message in queued if message.address == someone.chat]
            _seen(world, someone, mine, f"/{name} {asked}", echo)
            if someone.role:
                assert (refused in [message.text for message in mine]) is (someone.scope(action) is Scope.NONE), name
    if someone.role is None:
        assert world.dump() == start
    if someone.office != FOREIGN:
        assert world.part(FOREIGN) == foreign
    if someone.role is not Role.CLERK and someone.unit != OTHER:
        assert world.part(OTHER) == other


def _asked(world: World, someone: Someone, arguments: tuple[str, ...]) -> set[tuple[str, tuple[str, str]]]:
    """What to ask for, and what of it may be said again."""
    marks = (OTHER, FOREIGN) if someone in MEMBERS else (OWN,)
    values = [
        ({**world.ids[mark], "name": UNITS[mark], "who": NAMES[mark]}, (UNITS[mark], f"{NAMES[mark]} Staff"))
        for mark in marks
    ]
    return {(asked.format(**each), echo if "{" in asked else ()) for asked in arguments for each, echo in values}


@one_of_each
def test_a_sentence_of_another_units_work_reports_and_decides_nothing(world, someone):
    other, foreign = world.part(OTHER), world.part(FOREIGN)
    orders = () if someone.role is Role.CLERK else ORDERS
    for text in (*SENTENCES, *orders):
        queued = world.hear(someone.chat, text)
        _seen(world, someone, [each for each in queued if each.address == someone.chat], text)
    if someone.office != FOREIGN:
        assert world.part(FOREIGN) == foreign
    if someone.scope(Action.ANSWER_MATTERS) is not Scope.OFFICE and someone.unit != OTHER:
        assert world.part(OTHER) == other


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.ADMIN])
def test_who_only_reads_or_only_administers_is_told_so_in_one_line(world, role):
    before = world.dump()
    for text in (*SENTENCES, "NV2 hạn 26/6", "phê duyệt", "cháu Nguyễn Văn An 9 tuổi bị xâm hại"):
        queued = world.hear(chat_of(role, OWN), text)
        assert [message.text for message in queued] == [render("not_allowed", role=role.value).text], text
    assert world.hear(chat_of(role, OWN), "", other=Content.STICKER) == []
    assert world.dump() == before


@in_groups
@pytest.mark.parametrize("group", [GROUP, f"{GROUP}1", "-999"], ids=["first unit's", "other office's", "unknown"])
def test_a_group_shows_its_own_unit_alone_and_only_to_those_who_may_see_it(world, someone, group):
    before = world.dump()
    texts = ["/nhiemvu", "/baocao", "/nguon NV2", "NV2 đã xong", "/trogiup", "/start abc"]
    queued = [message for text in texts for message in world.hear(group, text, sender=someone.chat, group=True)]
    for name in sorted(GROUP_BUTTONS - {"k"}):
        data = f"{name}:{PRESSES[name].format(**world.ids[OTHER])}"
        queued += world.hear(group, button=data, sender=someone.chat, group=True)
    shown = world.words(queued)
    of_group = {GROUP: OWN, f"{GROUP}1": FOREIGN}.get(group)
    assert {mark for mark in (OWN, OTHER, FOREIGN) if mark in shown} == ({of_group} & {someone.unit}) - {None}
    assert {message.document for message in queued} <= {None}
    assert world.dump() == before


def test_what_the_clock_sends_is_of_the_readers_scope_and_to_nobody_who_only_reads(world):
    with world.sessions() as session:
        before = session.exec(select(func.max(OutboxMessage.id))).one()
    for day in (18, 19, 22, 26, 29):
        world.chat.now = WEDNESDAY.replace(day=day, hour=9)
        for tick in (remind, digest, reports):
            tick(world.sessions, world.chat.now)
        world.chat.settle()
    with world.sessions() as session:
        sent = session.exec(select(OutboxMessage).where(OutboxMessage.id > before)).all()
    readers = {someone.chat: someone for someone in EVERYBODY}
    known = [message for message in sent if message.address in readers]
    for message in known:
        _seen(world, readers[message.address], [message], message.key)
    asked = {readers[message.address].role for message in known}
    assert asked >= {Role.CLERK, Role.LEADER, Role.HEAD}
    assert not asked & {Role.OBSERVER, Role.ADMIN, None}
    assert {MEMBERS[1].chat, FOREIGNERS[0].chat, MOVED.chat} <= {message.address for message in known}


@pytest.mark.parametrize("name", ["a", "nm", "zd", "sv"])
def test_a_button_of_a_plan_that_is_over_changes_nothing(world, name):
    before = world.dump()
    data = f"{name}:{PRESSES[name].format(**{**world.ids[OWN], 'work': world.ids[OWN]['old']})}"
    for role in (Role.STAFF, Role.HEAD, Role.CLERK):
        assert len(world.hear(chat_of(role, OWN), button=data)) == 1
    assert world.dump() == before


def test_what_a_forwarded_message_shows_is_no_way_in(world):
    told = " ".join(f"{message.text} {message.choices}" for message in world.chat.everyone())
    assert len(told) > 10_000
    assert not re.search(r"https?://|start=|[0-9a-f]{32}|\d{8,}:\w{30}", told)
    assert not any(invites.code_in(message.text) for message in world.chat.everyone())


def test_who_moved_takes_back_and_settles_nothing_that_was_said_for_the_former_unit(world):
    with world.sessions() as session:
        person = session.exec(select(Address.person_id).where(Address.address == MOVED.chat)).one()
        line = session.exec(select(Progress.id).where(Progress.person_id == person)).first()
    before = world.dump()
    for data in (f"ph:{line}:clear:", f"u:{line}", f"em:{line}:{world.ids[OTHER]['work']}"):
        [said] = world.hear(MOVED.chat, button=data)
        assert said.text.startswith("Nút này không còn hiệu lực")
    assert world.dump() == before


@pytest.mark.parametrize(
    ("role", "group", "units"),
    [
        (Role.CLERK, GROUP, set()),
        (Role.HEAD, GROUP, {OWN}),
        (Role.HEAD, f"{GROUP}1", set()),
        (Role.HEAD, "-999", set()),
    ],
)
def test_in_a_group_nobody_reaches_more_than_its_unit(world, role, group, units):
    with world.sessions() as session:
        person = session.exec(select(Person).join(Address).where(Address.address == chat_of(role, OWN))).one()
        said = Incoming("fake", "1", group, "", WEDNESDAY, sender=chat_of(role, OWN), group=True)
        here = reach(Talk(session, session.get_one(Office, person.office_id), person, said, WEDNESDAY), Action.SEE_WORK)
    assert not here.whole
    assert here.units == {world.ids[mark]["unit"] for mark in units}
