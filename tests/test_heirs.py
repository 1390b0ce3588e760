"""The papers of a unit that is no more: whoever heads what took it over still has them."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from chat import Chat
from conftest import LAN, MONDAY, join
from handlers.move_units import ALL_HEADS, merge
from handlers.moves import Change
from june import CENTRE, FIRST, SECRETARIAT, activate, add_draft
from models.audit import Actor
from models.database import Sessions
from models.office import Office
from models.people import Person, Unit, heir_of

MINH = "1003"


def unit(session: Session, name: str) -> Unit:
    return session.exec(select(Unit).where(Unit.name == name)).one()


def merged(sessions: Sessions, of: str, into: str) -> None:
    with sessions() as session:
        office = session.exec(select(Office)).one()
        change = Change(session, office, Actor(office.id or 0, None, "cli"), MONDAY + timedelta(days=1))
        merge(change, [unit(session, of)], unit(session, into), ALL_HEADS)


def test_a_kept_report_goes_on_with_its_unit(sessions: Sessions, office: Office):
    activate(sessions, add_draft(sessions, office))
    with sessions() as session:
        join(session, session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one(), MINH)
    chat = Chat(sessions)
    chat.say(LAN, "/baocao")
    command = "/baocao bản 1"
    assert chat.say(LAN, command)[0].text != chat.say(MINH, command)[0].text
    merged(sessions, FIRST, CENTRE)
    chat.now += timedelta(days=1)
    assert chat.say(MINH, command)[0].text == chat.say(LAN, command)[0].text
    assert "Không có bản lưu" not in chat.say(MINH, "/nguon bản 1")[0].text


@pytest.mark.parametrize("name", [FIRST, CENTRE, SECRETARIAT])
def test_the_heir_is_the_last_that_took_over(sessions: Sessions, office: Office, name: str):
    merged(sessions, FIRST, CENTRE)
    merged(sessions, CENTRE, SECRETARIAT)
    with sessions() as session:
        assert heir_of(session, unit(session, name).id) == unit(session, SECRETARIAT).id
        assert heir_of(session, None) is None
