import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from conftest import HANH, LAN, MONDAY, STRANGER
from handlers.invites import ALARM, ALPHABET, TRIES, Refusal, arrive, code_in, invite, join, typed
from handlers.roster import first_clerk
from handlers.talk import answer
from messages.channel import Incoming
from messages.render import render
from models.database import Sessions, transactions
from models.office import Office
from models.outbox import OutboxMessage, enqueue
from models.people import Address, Invite, JoinAttempt, Person, Role, Room, person_at

MINH = "Vũ Văn Minh"  # has not joined


@pytest.fixture
def session(sessions: Sessions, office: Office) -> Iterator[Session]:
    with sessions() as session:
        yield session


def person(session: Session, name: str) -> Person:
    return session.exec(select(Person).where(Person.name == name)).one()


def says(text: str, address: str = STRANGER, at=MONDAY) -> Incoming:
    return Incoming("fake", f"{address}:{at}:{text}", address, text, at)


def hear(session: Session, incoming: Incoming) -> list[str]:
    """What `dispatch` would queue for this message."""
    replies = arrive(session, incoming, incoming.sent_at)
    answer(session, incoming, replies, incoming.sent_at, None)
    return [reply.words.text for reply in replies]


def told(session: Session, address: str) -> list[str]:
    return [m.text for m in session.exec(select(OutboxMessage).where(OutboxMessage.address == address)).all()]


def test_a_link_opens_and_greets_by_name_and_role(session: Session):
    code = invite(session, person(session, MINH), MONDAY)
    [text] = hear(session, says(f"/start {code}", "7777"))
    assert "Chào Vũ Văn Minh!" in text
    assert "trưởng đơn vị, Trung tâm Trợ giúp pháp lý" in text
    assert "Dữ liệu:" in text
    found = person_at(session, "fake", "7777")
    assert found is not None
    assert found.name == MINH


@pytest.mark.parametrize(
    "form", [typed, str.lower, lambda c: f" {typed(c).lower()} \u200b", lambda c: " ".join(typed(c).split("-"))]
)
def test_a_typed_code_opens_in_any_case_with_dashes_or_blanks(session: Session, form):
    code = invite(session, person(session, MINH), MONDAY)
    assert "Chào Vũ Văn Minh!" in hear(session, says(form(code), "7777"))[0]


def test_only_the_hash_of_a_code_is_kept(session: Session):
    code = invite(session, person(session, MINH), MONDAY)
    row = session.exec(select(Invite)).one()
    assert code not in str(row.model_dump())
    assert re.fullmatch("[0-9a-f]{64}", row.code_hash)


def test_codes_have_128_bits_and_no_letters_that_keyboards_change():
    assert len(ALPHABET) ** 28 > 2**128
    assert not set("01OILAEUYDW") & set(ALPHABET)
    assert typed("ABCDEFGH") == "ABCD-EFGH"


def test_a_second_person_is_refused_and_the_clerk_told(session: Session):
    code = invite(session, person(session, MINH), MONDAY)
    hear(session, says(f"/start {code}", "7777"))
    [text] = hear(session, says(f"/start {code}"))
    assert text.startswith("Mã mời không đúng, đã dùng hoặc đã hết hạn.")
    assert person_at(session, "fake", STRANGER) is None
    assert [MINH in line for line in told(session, HANH)] == [True]


def test_the_same_person_may_press_the_link_twice(session: Session):
    code = invite(session, person(session, MINH), MONDAY)
    first = hear(session, says(f"/start {code}", "7777"))
    assert hear(session, says(f"/start {code}", "7777")) == first
    assert session.exec(select(JoinAttempt)).all() == []


def test_unknown_expired_and_voided_codes_get_the_same_line(session: Session):
    minh = person(session, MINH)
    voided = invite(session, minh, MONDAY)
    expired = invite(session, minh, MONDAY)
    late = MONDAY + timedelta(hours=72)
    lines = [
        hear(session, says(f"/start {voided}")),
        hear(session, says(f"/start {expired}", at=late)),
        hear(session, says("/start " + "B" * 28, at=late + timedelta(hours=1))),
        hear(session, says("/start đoán bừa", at=late + timedelta(hours=2))),
    ]
    assert lines == [lines[0]] * 4
    assert session.exec(select(Address).where(Address.address == STRANGER)).all() == []


def test_a_person_who_left_cannot_join(session: Session):
    minh = person(session, MINH)
    code = invite(session, minh, MONDAY)
    minh.active = False
    assert join(session, says(code), code, MONDAY) is Refusal.WRONG


def test_guessing_pauses_even_the_right_code_for_an_hour(session: Session):
    code = invite(session, person(session, MINH), MONDAY)
    for n in range(TRIES):
        assert join(session, says("x"), "BCFG" * n, MONDAY) is Refusal.WRONG
    assert join(session, says(code), code, MONDAY + timedelta(minutes=59)) is Refusal.PAUSED
    assert isinstance(join(session, says(code, "7777"), code, MONDAY), Person)


def test_after_an_hour_one_may_try_again(session: Session):
    code = invite(session, person(session, MINH), MONDAY)
    for _ in range(TRIES):
        join(session, says("x"), "BCFG", MONDAY)
    assert isinstance(join(session, says(code), code, MONDAY + timedelta(hours=1)), Person)


def test_many_wrong_codes_alarm_the_clerk_once(session: Session):
    for n in range(ALARM + 5):
        join(session, says("x", f"guesser{n}"), "BCFG", MONDAY)
    assert [str(ALARM) in line for line in told(session, HANH)] == [True]


def test_a_link_meant_for_another_is_not_used_up_by_a_colleague(session: Session):
    code = invite(session, person(session, MINH), MONDAY)
    [text] = hear(session, says(f"/start {code}", LAN))
    assert text.startswith("Lời mời này không dành cho tài khoản của anh/chị")
    assert person_at(session, "fake", LAN).name == "Trần Thị Lan"
    assert "Chào Vũ Văn Minh!" in hear(session, says(f"/start {code}", "7777"))[0]


def test_joining_from_a_new_account_ends_the_old_one(session: Session):
    lan = person(session, "Trần Thị Lan")
    enqueue(session, OutboxMessage(key="k", person_id=lan.id, channel="fake", address=LAN, text="việc", due_at=MONDAY))
    code = invite(session, lan, MONDAY)
    hear(session, says(f"/start {code}", "7777"))
    assert person_at(session, "fake", LAN) is None
    assert person_at(session, "fake", "7777").name == "Trần Thị Lan"
    assert [line.startswith("Anh/chị vừa tham gia từ một tài khoản khác") for line in told(session, LAN)] == [True]
    assert "việc" in told(session, "7777")


def test_another_platform_is_one_more_way_to_reach_a_person(session: Session):
    code = invite(session, person(session, "Trần Thị Lan"), MONDAY)
    hear(session, replace(says(f"/start {code}", "z1"), channel="other"))
    assert person_at(session, "fake", LAN).name == person_at(session, "other", "z1").name == "Trần Thị Lan"


def test_a_person_who_blocked_the_bot_is_reached_again_after_joining(session: Session):
    lan = session.exec(select(Address).where(Address.address == LAN)).one()
    lan.unreachable_since, lan.unreachable_why = MONDAY, "blocked"
    code = invite(session, person(session, "Trần Thị Lan"), MONDAY)
    hear(session, says(f"/start {code}", LAN))
    session.refresh(lan)
    assert lan.unreachable_since is None


def test_who_set_the_office_up_may_become_a_named_clerk(session: Session):
    hanh = person(session, "Đỗ Thị Hạnh")
    hanh.active = False
    nameless = first_clerk(session)
    hear(session, says(f"/start {invite(session, nameless, MONDAY)}", "7777"))
    hanh.active = True
    hear(session, says(f"/start {invite(session, hanh, MONDAY)}", "7777"))
    assert person_at(session, "fake", "7777").name == "Đỗ Thị Hạnh"
    assert not nameless.active


def test_who_set_the_office_up_is_not_lost_to_another_office(session: Session):
    person(session, "Đỗ Thị Hạnh").active = False
    nameless = first_clerk(session)
    hear(session, says(f"/start {invite(session, nameless, MONDAY)}", "7777"))
    other = Office(name="Sở Y tế")
    session.add(other)
    session.flush()
    theirs = Person(office_id=other.id or 0, name="Lê Thị Thu")
    session.add(theirs)
    session.flush()
    assert join(session, says("", "7777"), invite(session, theirs, MONDAY), MONDAY) is Refusal.TAKEN
    assert person_at(session, "fake", "7777") is nameless


@pytest.mark.parametrize(
    "text", ["xin chào", "/start", "/baocao", "/danhba", "NV1 xong", "Trần Thị Lan", "", "0", "/gannhom"]
)
def test_a_stranger_gets_one_text_whatever_they_send(session: Session, text):
    [line] = hear(session, says(text))
    assert line == hear(session, says("gì đó khác", "6667"))[0]
    for known in ("Sở Tư pháp", "Lan", "Hạnh", "Nghiệp vụ"):
        assert known not in line


def test_a_stranger_is_answered_at_most_once_a_minute(session: Session):
    times = [MONDAY + timedelta(seconds=s) for s in (0, 1, 59, 61)]
    assert [len(hear(session, says(str(at), at=at))) for at in times] == [1, 0, 0, 1]


def test_a_button_that_a_stranger_forges_is_only_a_strangers_message(session: Session):
    pressed = replace(says(""), button="ok:1")
    assert hear(session, pressed)[0].startswith("Xin chào!")


def in_group(text: str, sender: str = STRANGER) -> Incoming:
    return Incoming("fake", f"g{sender}{text}", "-100", text, MONDAY, sender=sender, group=True)


def test_a_code_opens_nothing_in_a_group(session: Session):
    code = invite(session, person(session, MINH), MONDAY)
    hear(session, in_group(f"/start {code}"))
    hear(session, in_group(code))
    assert session.exec(select(Address).where(col(Address.address).in_(["-100", STRANGER]))).all() == []
    assert isinstance(join(session, says(code, "7777"), code, MONDAY), Person)


def test_an_unknown_group_gets_one_line_once(session: Session):
    assert [len(hear(session, in_group(text))) for text in ("a", "b", "/start")] == [1, 0, 0]


def test_a_bound_group_does_not_answer_strangers(session: Session, office: Office):
    lan = person(session, "Trần Thị Lan")
    session.add(Room(office_id=office.id, unit_id=lan.unit_id, channel="fake", address="-100"))
    assert hear(session, in_group("/nhiemvu")) == []


def test_of_ten_who_use_a_code_at_once_one_gets_in(engine_for_many):
    sessions, outcomes = transactions(engine_for_many), []
    with sessions() as session:
        code = invite(session, first_clerk(session), MONDAY)

    def try_it(n: int) -> None:
        with sessions() as session:
            outcomes.append(isinstance(join(session, says(code, f"{n}"), code, MONDAY), Person))

    threads = [threading.Thread(target=try_it, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * 9 + [True]


@given(st.text())
def test_no_text_upsets_the_search_for_a_code(text):
    code = code_in(text)
    assert code is None or text.strip().startswith("/start") or set(code) <= set(ALPHABET)


@pytest.mark.parametrize(
    "text", ["xin chào tôi là nguyễn văn an", "NV2 xong", "Phòng Nghiệp vụ I đã hoàn thành 100%", "/started"]
)
def test_a_sentence_is_no_code(text):
    assert code_in(text) is None


@pytest.mark.parametrize(("role", "command"), [(Role.OBSERVER, "/baocao"), (Role.ADMIN, "/canbo")])
def test_who_has_no_work_is_not_welcomed_to_any(office: Office, role: Role, command: str):
    person = Person(office_id=office.id or 0, name="Vũ Thị Theo Dõi", role=role)
    words = render("welcome", person=person, office=office, unit=None, files=True, groups=True).text
    assert command in words
    assert "/nhiemvu" not in words


def test_a_clerk_who_sends_no_files_here_is_told_each_thing_on_its_own_line(session: Session):
    hanh = person(session, "Đỗ Thị Hạnh")
    code = invite(session, hanh, MONDAY)
    [text] = hear(session, replace(says(f"/start {code}", "7777"), brings_files=False))
    assert "/moi: mời mọi người tham gia" in text.splitlines()
