"""What cannot be kept is said, and what was said beside it is still heard."""

import pytest
from sqlmodel import select

from conftest import HANH, LAN, MONDAY
from handlers.dispatch import dispatch
from messages.channel import Attachment, FileKind, Incoming
from models.database import Sessions
from models.evidence import Evidence
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Address

VOICE = Attachment("", "Voice", 0, FileKind.OTHER)
LARGE = Attachment("D", "Báo cáo & ảnh.zip", 30_000_000)


@pytest.mark.parametrize(("file", "words"), [(VOICE, "chỉ nhận chữ"), (LARGE, "Báo cáo &amp; ảnh.zip")])
@pytest.mark.parametrize("who", [LAN, HANH])
def test_a_file_that_was_not_kept_is_said_and_is_no_evidence(
    sessions: Sessions, office: Office, file: Attachment, words: str, who: str
):
    dispatch(sessions, Incoming("fake", "1", who, "", MONDAY, attachments=(file,)), MONDAY)
    with sessions() as session:
        [reply] = session.exec(select(OutboxMessage)).all()
        assert session.exec(select(Evidence)).all() == []
    assert words in reply.text.replace("\u200b", "")  # ".zip" is a domain, so the name is broken up


def test_words_beside_a_lost_file_are_answered_too(sessions: Sessions, office: Office):
    dispatch(sessions, Incoming("fake", "1", LAN, "/trogiup", MONDAY, attachments=(LARGE,)), MONDAY)
    with sessions() as session:
        assert len(session.exec(select(OutboxMessage)).all()) == 2


def test_a_person_who_writes_again_can_be_written_to(sessions: Sessions, office: Office):
    with sessions() as session:
        address = session.exec(select(Address).where(Address.address == LAN)).one()
        address.unreachable_since, address.unreachable_why = MONDAY, "blocked"
        session.add(address)
    dispatch(sessions, Incoming("fake", "1", LAN, "/trogiup", MONDAY), MONDAY)
    with sessions() as session:
        address = session.exec(select(Address).where(Address.address == LAN)).one()
    assert (address.unreachable_since, address.unreachable_why) == (None, None)
