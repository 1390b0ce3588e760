"""The table of roles and actions: whole, the same in code and documentation, and asked of every post."""

import re
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from handlers import rights
from handlers.routes import ANSWERS, BUTTONS, COMMANDS
from messages.render import render
from models.absence import Absence
from models.people import Person, Role, Unit
from models.permits import ROLES, TABLE, Action, Reach, Scope, may, reach_of
from models.posts import Held, Post

DOCUMENT = Path(__file__).parents[1] / "docs/permissions.md"


def test_the_document_is_what_the_table_says():
    assert DOCUMENT.read_text("utf-8") == rights.page()


def test_every_action_has_a_line_for_every_role():
    assert set(TABLE) == set(Action)
    assert all(set(permit.scopes) == set(Role) == set(ROLES) for permit in TABLE.values())


def test_everything_that_can_be_asked_for_needs_an_action_of_the_table():
    needed = {action for routes in (COMMANDS, BUTTONS, ANSWERS) for action, _ in routes.values()}
    assert needed <= set(TABLE)


def test_an_observer_changes_nothing_and_an_administrator_sees_no_work():
    changes = {Action.REPORT, Action.DELEGATE, Action.CONFIRM, Action.ANSWER_MATTERS, Action.CHANGE_PLAN, Action.REMIND}
    sees = {Action.SEE_WORK, Action.SEE_MATTERS, Action.SEE_REPORT, Action.SEE_DIGEST, Action.COMPARE, Action.SEE_UNIT}
    assert all(TABLE[action].scopes[Role.OBSERVER] is Scope.NONE for action in changes)
    assert all(TABLE[action].scopes[Role.OBSERVER] is Scope.OFFICE for action in sees)
    assert all(TABLE[action].scopes[Role.ADMIN] is Scope.NONE for action in changes | sees)


@pytest.mark.parametrize(
    ("posts", "action", "reach"),
    [
        ([(Role.STAFF, 3)], Action.SEE_REPORT, Reach()),
        ([(Role.STAFF, 3)], Action.REPORT, Reach(units=frozenset({3}), own=True)),
        ([(Role.STAFF, None)], Action.REPORT, Reach(own=True)),
        ([(Role.STAFF, 3), (Role.HEAD, 4)], Action.SEE_REPORT, Reach(units=frozenset({4}), own=True)),
        ([(Role.STAFF, 3), (Role.HEAD, 4)], Action.REPORT, Reach(units=frozenset({3, 4}), own=True)),
        ([(Role.ADMIN, None), (Role.CLERK, 1)], Action.SEE_REPORT, Reach(True, frozenset({1}), own=True)),
        ([(Role.ADMIN, None)], Action.SEE_REPORT, Reach()),
    ],
)
def test_several_posts_reach_what_each_of_them_does(posts, action, reach):
    assert reach_of([Held(unit, role) for role, unit in posts], action) == reach


def test_a_group_narrows_what_somebody_reaches_to_its_unit():
    everything = Reach(whole=True, units=frozenset({1, 2}), own=True)
    assert everything.within(2) == Reach(units=frozenset({2}), own=True)
    assert everything.within(3) == everything.within(None) == Reach(own=True)


def test_a_person_is_told_what_they_may_do(sessions, office):
    chat = Chat(sessions)
    head, clerk = chat.say(LAN, "/quyen")[0].text, chat.say(HANH, "/quyen")[0].text
    assert "Trong đơn vị mình" in head
    assert "phê duyệt kế hoạch" not in head
    assert "Toàn cơ quan" in clerk
    assert "phê duyệt kế hoạch" in clerk


def test_a_second_post_opens_its_unit_from_its_first_to_its_last_day(sessions, office):
    chat = Chat(sessions)
    with sessions() as session:
        lan = session.exec(select(Person).where(Person.name.contains("Lan"))).first()
        centre = session.exec(select(Unit).where(Unit.name.startswith("Trung tâm"))).one()
        values = {"office_id": lan.office_id, "person_id": lan.id, "unit_id": centre.id, "role": Role.CLERK}
        session.add(Post(**values, first=date(2026, 6, 2), last=date(2026, 6, 3)))
    allowed = []
    for day in (1, 2, 3, 4):
        chat.now = chat.now.replace(day=day)
        allowed.append("/kehoach" in chat.say(LAN, "/kehoach")[0].text or "Chưa có" in chat.shown(LAN)[-1].text)
    assert allowed == [False, True, True, False]


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.ADMIN])
def test_who_only_reads_is_asked_nothing_in_anothers_place(sessions, office, role):
    chat = Chat(sessions)
    with sessions() as session:
        session.add(Person(office_id=office.id, name="Phạm Thị Quan Sát", role=role))
    assert "không nhận việc thay được" in chat.say(LAN, "/vang 3/6-5/6, Phạm Thị Quan Sát thay")[0].text
    with sessions() as session:
        assert session.exec(select(Absence)).all() == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("role", list(Role))
def test_the_help_of_a_role_names_what_it_may_do_and_nothing_else(role, language):
    shown = render("help", language, roles={role}, files=True, groups=True).text
    named = {name for name in re.findall(r"/([a-z]+)", shown) if name in COMMANDS}
    allowed = {name for name, (action, _) in COMMANDS.items() if may(role, action)}
    assert named <= allowed
    assert allowed - named <= {"help", "language", "sua", "huy", *_LEFT_OUT.get(role, ())}


# They may, but the answer would be that there is nothing: no task is theirs, no digest and no plan.
_LEFT_OUT = {Role.LEADER: {"nhiemvu"}, Role.STAFF: {"tinhhinh", "tonghop"}}
