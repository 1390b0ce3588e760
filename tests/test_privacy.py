"""/dulieucuatoi: everybody's rights over their own data, with the days that the law leaves. Catalogue row 69."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN, STRANGER, join
from conversation import open_office
from handlers.invites import invite
from models.audit import AuditEntry
from models.office import DayOverride, Office
from models.outbox import OutboxMessage
from models.people import Person, Role
from models.privacy import NOTICE, DataRequest, Wish, deadlines
from scheduler.digest import digest
from vietnamese.calendar import NATIONAL

ADMIN, CLERK = "1009", "1008"


@pytest.fixture
def chat(sessions, office) -> Chat:
    with sessions() as session:
        for chat_id, name, role in ((ADMIN, "Quách Trị", Role.ADMIN), (CLERK, "Bùi Thư", Role.CLERK)):
            person = Person(office_id=office.id, name=name, role=role)
            session.add(person)
            session.flush()
            join(session, person, chat_id)
    return open_office(Chat(sessions))


def requests(chat: Chat) -> list[DataRequest]:
    with chat.sessions() as session:
        return list(session.exec(select(DataRequest).order_by(col(DataRequest.id))).all())


def acts(chat: Chat) -> list[str]:
    with chat.sessions() as session:
        return [entry.action for entry in session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()]


@pytest.mark.parametrize("words", ["/dulieucuatoi", "xem dữ liệu của tôi", "cho em xem du lieu cua em"])
def test_everybody_sees_what_is_kept_of_them(chat: Chat, words: str):
    chat.say(LAN, "NV1 đạt 60%, 02 hội nghị")
    [shown] = chat.say(LAN, words)
    assert "Trần Thị Lan" in shown.text
    assert "Phòng Nghiệp vụ I" in shown.text
    assert "Báo cáo đã gửi: 1 (từ 01/6/2026); số liệu: 1" in shown.text
    assert "91/2025/QH15" in shown.text
    assert "Hạnh" not in shown.text
    assert acts(chat)[-1] == "data.seen"


def test_a_stranger_sees_nothing(chat: Chat):
    [told] = chat.say(STRANGER, "/dulieucuatoi")
    assert "dữ liệu của anh/chị" not in told.text.casefold()
    assert not requests(chat)


@pytest.mark.parametrize(
    ("button", "wish", "complete_by"),
    [
        ("Xóa", Wish.DELETE, date(2026, 6, 19)),  # the 21st is a Sunday
        ("Hạn chế", Wish.RESTRICT, date(2026, 6, 16)),
        ("Phản đối", Wish.OBJECT, date(2026, 6, 16)),
        ("Rút đồng ý", Wish.WITHDRAW, date(2026, 6, 16)),
    ],
)
def test_a_right_is_asked_for_with_two_taps_and_told_to_who_settles_it(chat, button, wish, complete_by):
    chat.say(LAN, "/dulieucuatoi")
    chat.press(LAN, button)
    assert not requests(chat)
    [told] = chat.press(LAN, "Gửi yêu cầu")
    [row] = requests(chat)
    assert (row.wish, row.answer_by, row.complete_by) == (wish, date(2026, 6, 3), complete_by)
    assert f"{complete_by:%d/}{complete_by.month}/2026" in told.text
    for keeper in (HANH, CLERK, ADMIN):
        assert "Trần Thị Lan yêu cầu" in chat.shown(keeper)[-1].text
    chat.say(LAN, "/dulieucuatoi")
    [again] = chat.press(LAN, button)
    assert f"số {row.id}" in again.text
    assert len(requests(chat)) == 1
    assert acts(chat).count("data.requested") == 1


def test_a_correction_is_asked_for_in_words(chat: Chat):
    chat.say(LAN, "sửa dữ liệu của tôi")
    [told] = chat.say(LAN, "Tên tôi là Trần Thị Lân, không phải Lan")
    [row] = requests(chat)
    assert (row.wish, row.words) == (Wish.CORRECT, "Tên tôi là Trần Thị Lân, không phải Lan")
    assert row.complete_by == date(2026, 6, 11)
    assert "11/6/2026" in told.text
    with chat.sessions() as session:
        kept = [entry.model_dump_json() for entry in session.exec(select(AuditEntry)).all()]
    assert "Lan" not in "".join(kept)


def test_an_administrator_has_the_same_rights(chat: Chat):
    chat.say(ADMIN, "xóa dữ liệu của tôi")
    chat.press(ADMIN, "Gửi yêu cầu")
    assert [row.wish for row in requests(chat)] == [Wish.DELETE]


@pytest.mark.parametrize("keeper", [HANH, ADMIN])
def test_a_request_is_taken_and_then_settled(chat: Chat, keeper: str):
    chat.say(LAN, "/dulieucuatoi phản đối")
    chat.press(LAN, "Gửi yêu cầu")
    card = chat.say(keeper, "/dulieucuatoi")[-1]
    assert "Phản đối" in card.text or "phản đối" in card.text
    assert "còn 2 ngày" in card.text
    chat.press(keeper, "Tiếp nhận")
    assert "đã được tiếp nhận" in chat.shown(LAN)[-1].text
    chat.say(keeper, "/dulieucuatoi")
    chat.press(keeper, "Đã xử lý")
    assert "đã xử lý xong" in chat.shown(LAN)[-1].text
    [row] = requests(chat)
    assert row.done_at
    assert row.refused is None
    assert "Không có yêu cầu nào" in chat.say(keeper, "/dulieucuatoi")[-1].text
    assert acts(chat).count("data.answered") == 2


def test_a_refusal_has_a_reason_that_the_person_reads(chat: Chat):
    chat.say(LAN, "/dulieucuatoi hạn chế")
    chat.press(LAN, "Gửi yêu cầu")
    chat.say(HANH, "/dulieucuatoi")
    chat.press(HANH, "Từ chối")
    chat.say(HANH, "Dữ liệu phục vụ nhiệm vụ công, Điều 19")
    assert "Dữ liệu phục vụ nhiệm vụ công, Điều 19" in chat.shown(LAN)[-1].text
    assert requests(chat)[0].refused == "Dữ liệu phục vụ nhiệm vụ công, Điều 19"


def test_a_reason_can_be_dropped(chat: Chat):
    chat.say(LAN, "/dulieucuatoi hạn chế")
    chat.press(LAN, "Gửi yêu cầu")
    chat.say(HANH, "/dulieucuatoi")
    chat.press(HANH, "Từ chối")
    chat.say(HANH, "hủy")
    assert requests(chat)[0].done_at is None


@pytest.mark.parametrize(
    ("asked", "wish", "answer_by", "complete_by"),
    [
        (date(2026, 4, 29), Wish.CORRECT, date(2026, 5, 5), date(2026, 5, 8)),  # 30/4 and 1/5, then a weekend
        (date(2026, 8, 28), Wish.DELETE, date(2026, 9, 4), date(2026, 9, 17)),  # 1 and 2/9 off, 31/8 for 22/8
        (date(2026, 6, 5), Wish.RESTRICT, date(2026, 6, 9), date(2026, 6, 19)),
    ],
)
def test_the_days_of_the_law_heed_holidays(asked, wish, answer_by, complete_by):
    assert deadlines(wish, asked, NATIONAL) == (answer_by, complete_by)


def test_an_offices_own_day_off_moves_the_answer(chat: Chat):
    with chat.sessions() as session:
        office = session.exec(select(Office)).one()
        session.add(DayOverride(office_id=office.id or 0, day=date(2026, 6, 2), working=False))
    chat.say(LAN, "/dulieucuatoi xóa")
    chat.press(LAN, "Gửi yêu cầu")
    assert requests(chat)[0].answer_by == date(2026, 6, 4)


def test_the_clerks_digest_tells_it_until_it_is_settled_and_raises_an_alarm(chat: Chat):
    chat.say(LAN, "/dulieucuatoi xóa")
    chat.press(LAN, "Gửi yêu cầu")
    texts = []
    for day in (2, 3, 4, 19, 22):
        chat.now = datetime(2026, 6, day, 1, 0, tzinfo=UTC)
        if day == 4:
            chat.say(HANH, "/dulieucuatoi")
            chat.press(HANH, "Tiếp nhận")
        digest(chat.sessions, chat.now)
        texts.append(digest_of(chat, day))
    assert "còn 1 ngày" in texts[0]
    assert "hạn hôm nay" in texts[1]
    assert "hạn hôm nay" in texts[3]
    assert "QUÁ HẠN 3 ngày" in texts[4]
    chat.say(HANH, "/dulieucuatoi")
    chat.press(HANH, "Từ chối")
    chat.say(HANH, "đang có khiếu nại, phải giữ")
    chat.now = datetime(2026, 6, 23, 1, 0, tzinfo=UTC)
    digest(chat.sessions, chat.now)
    assert "QUÁ HẠN" not in digest_of(chat, 23)


def digest_of(chat: Chat, day: int) -> str:
    with chat.sessions() as session:
        key = col(OutboxMessage.key).like(f"digest:%:2026-06-{day:02}")
        found = session.exec(select(OutboxMessage.text, Person.role).where(key, Person.id == OutboxMessage.person_id))
        return "\n".join(text for text, role in found.all() if role is Role.CLERK)


def test_who_joins_reads_the_notice_and_its_version_is_kept(chat: Chat):
    with chat.sessions() as session:
        minh = session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one()
        session.exec(select(Office)).one().data_contact = "Bà Hạnh, phòng 12"
        code = invite(session, minh, chat.now)
    [welcome] = chat.say("7777", f"/start {code}")
    for told in ("91/2025/QH15", "356/2025/NĐ-CP", "/dulieucuatoi", "Bà Hạnh, phòng 12", "Sở Tư pháp"):
        assert told in welcome.text
    with chat.sessions() as session:
        minh = session.exec(select(Person).where(Person.name == "Vũ Văn Minh")).one()
        assert (minh.told_version, minh.told_at) == (NOTICE, chat.now)


@pytest.mark.parametrize(
    "words", ["NV1 xong", "sửa NV1: 12 hội nghị", "xóa dữ liệu", "dữ liệu của tôi sai ở NV1, 12 hội nghị"]
)
def test_a_report_is_no_wish_about_data(chat: Chat, words: str):
    chat.say(LAN, words)
    assert not requests(chat)
    assert "data.seen" not in acts(chat)
