"""What a person asked for in a former post and was still waiting to be sent when that post ended."""

from datetime import timedelta

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN, MONDAY
from handlers.move_people import transfer
from handlers.moves import Change
from june import CENTRE, FIRST, activate, add_draft, outbox
from models.audit import Actor
from models.database import Sessions
from models.office import Office
from models.outbox import Delivery
from models.people import Person, Role, Unit


@pytest.mark.parametrize(("unit", "role"), [(CENTRE, Role.HEAD), (FIRST, Role.STAFF)])
def test_answers_and_documents_are_called_back_but_not_the_notice_about_data(
    sessions: Sessions, office: Office, unit: str, role: Role
):
    activate(sessions, add_draft(sessions, office))
    chat = Chat(sessions, MONDAY, deliver=False)
    chat.say(LAN, "/start")
    told_at = chat.now
    for who, command in ((LAN, "/nhiemvu"), (LAN, "/baocao"), (HANH, "/nhiemvu")):
        chat.say(who, command)
    with sessions() as session:
        lan = session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one()
        lan.told_at = told_at
        here = session.get_one(Office, office.id)
        change = Change(session, here, Actor(here.id or 0, None, "cli"), chat.now + timedelta(hours=1))
        transfer(change, lan, session.exec(select(Unit).where(Unit.name == unit)).one(), role)
    of_command = {number: set[Delivery]() for number in "1234"}
    for row in outbox(sessions):
        if row.key.startswith("reply:fake:"):
            of_command[row.key.split(":")[2]].add(row.status)
    assert list(of_command.values()) == [
        {Delivery.QUEUED},
        {Delivery.CANCELLED},
        {Delivery.CANCELLED},
        {Delivery.QUEUED},
    ]
