from datetime import datetime, timedelta

from conftest import MONDAY
from models.database import Sessions
from models.pulse import Pulse, beat, pulses


def listen(sessions: Sessions, *moments: datetime) -> Pulse:
    for at in moments:
        with sessions() as session:
            beat(session, "poll:telegram", at)
    with sessions() as session:
        return session.get_one(Pulse, "poll:telegram")


def test_the_last_moment_is_kept(sessions: Sessions):
    later = MONDAY + timedelta(minutes=1)
    found = listen(sessions, MONDAY, later)
    assert (found.at, found.gone_from, found.gone_until) == (later, None, None)
    with sessions() as session:
        assert pulses(session) == {"poll:telegram": later}


def test_a_long_silence_is_remembered_until_the_next_one(sessions: Sessions):
    back = MONDAY + timedelta(hours=3)
    found = listen(sessions, MONDAY, back, back + timedelta(minutes=5))
    assert (found.gone_from, found.gone_until) == (MONDAY, back)
    again = back + timedelta(hours=9)
    found = listen(sessions, again)
    assert (found.gone_from, found.gone_until) == (back + timedelta(minutes=5), again)
