"""Joining as people live it: through the dispatcher, from the clerk's /moi to the newcomer's first command."""

import re
from datetime import date

import pytest
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN, STRANGER
from models.database import Sessions
from models.inbox import InboxMessage
from models.office import Office
from models.people import Person, Role
from plans.draft import PlanDraft, TaskDraft

LINK = "https://chat.example/bot?start="
MINH = "7777"


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    return Chat(sessions)


def link_for(chat: Chat, name: str) -> str:
    [invitation] = chat.say(HANH, f"/moi {name}", join_link=LINK)
    return re.search(re.escape(LINK) + r"(\S+)", invitation.text)[1]


def test_the_clerk_hands_on_a_link_and_the_head_comes_in(chat: Chat):
    chat.say(HANH, "/moi", join_link=LINK)
    [invitation] = chat.press(HANH, "Mời: Trung tâm")
    code = re.search(r"<code>(\S+)</code>", invitation.text)[1]
    [welcome] = chat.say(MINH, code.lower())
    assert "Chào Vũ Văn Minh!" in welcome.text
    assert "✅ Vũ Văn Minh" in chat.say(HANH, "/danhba")[0].text


def test_a_code_is_not_kept_with_the_messages_that_came_in(chat: Chat, sessions: Sessions):
    code = link_for(chat, "Minh")
    chat.say(MINH, f"/start {code}")
    with sessions() as session:
        assert code not in str([row.model_dump() for row in session.exec(select(InboxMessage)).all()])


@pytest.mark.parametrize("text", ["/danhba", "/moi", "/nhiemvu", "/baocao", "/tinhhinh", "1", "NV1 xong", "Lan"])
def test_a_stranger_learns_nothing_by_commands(chat: Chat, text: str):
    [reply] = chat.say(STRANGER, text)
    assert reply.text.startswith("Xin chào! Tôi là")
    assert reply.choices == []


@pytest.mark.parametrize("data", ["iv:p1", "iv:u1", "ok:1", "a:1:done", "pl:1", "\x00", "x" * 64])
def test_a_stranger_learns_nothing_by_forged_buttons(chat: Chat, data: str):
    [reply] = chat.say(STRANGER, "", button=data)
    assert reply.text.startswith("Xin chào! Tôi là")


@pytest.mark.parametrize("role", [Role.HEAD, Role.STAFF, Role.LEADER])
@pytest.mark.parametrize("said", [{"text": "/moi"}, {"text": "/danhba"}, {"text": "", "button": "iv:u3"}])
def test_only_clerks_see_the_directory(chat: Chat, sessions: Sessions, role: Role, said: dict[str, str]):
    with sessions() as session:
        session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one().role = role
    [reply] = chat.say(LAN, **said)
    assert "Minh" not in reply.text
    assert "Hạnh" not in reply.text


def test_who_left_is_a_stranger_at_once(chat: Chat, sessions: Sessions):
    with sessions() as session:
        session.exec(select(Person).where(Person.name == "Trần Thị Lan")).one().active = False
    assert chat.say(LAN, "/nhiemvu")[0].text.startswith("Xin chào! Tôi là")


def test_the_old_account_of_who_moved_is_a_strangers(chat: Chat):
    code = link_for(chat, "Trần Thị Lan")
    chat.say(MINH, f"/start {code}")
    assert "tài khoản cũ không còn nhận việc" in chat.shown(LAN)[-1].text
    chat.now = chat.now.replace(hour=chat.now.hour + 1)
    assert chat.say(LAN, "/nhiemvu")[0].text.startswith("Xin chào! Tôi là")


def test_a_group_is_bound_seen_and_let_go(chat: Chat):
    group = {"address": "-100", "sender": LAN, "group": True}
    assert "Phòng Nghiệp vụ I" in chat.say(LAN, "/gannhom", **group)[0].text
    assert chat.say(STRANGER, "xin chào", **group | {"sender": STRANGER}) == []
    assert "/moi" not in chat.say(LAN, "/danhba", **group)[0].text
    assert "Đã bỏ gắn" in chat.say(LAN, "/bonhom", **group)[0].text


def test_a_code_inside_a_sentence_opens(chat: Chat):
    code = link_for(chat, "Minh")
    spelt = "-".join(re.findall("....", code)).lower()
    [welcome] = chat.say(MINH, f"Dạ mã của em là {spelt} ạ")
    assert "Chào Vũ Văn Minh!" in welcome.text


def test_who_has_joined_is_told_so_when_the_code_comes_again(chat: Chat):
    code = link_for(chat, "Minh")
    chat.say(MINH, code)
    [reply] = chat.say(MINH, code)
    assert "đã tham gia" in reply.text
    [refused] = chat.say(LAN, code)
    assert "không dành cho tài khoản" in refused.text


def test_nobody_is_late_for_what_never_reached_them(chat: Chat):
    task = TaskDraft(text="Trợ giúp pháp lý cho trẻ em.", leads=("Trung tâm Trợ giúp pháp lý",), due=date(2026, 5, 25))
    chat.upload(HANH, "kh.docx", PlanDraft(title="KH", tasks=(task,)))
    chat.press(HANH, "Phê duyệt")
    chat.say(MINH, link_for(chat, "Minh"))
    [listing] = chat.say(MINH, "/nhiemvu")
    assert "quá hạn, chưa được nhắc" in listing.text
    assert "🔴" not in listing.text
