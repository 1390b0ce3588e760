"""The drafted công văn đôn đốc: only facts, only of units that were reached, by the decree's layout."""

import datetime as dt
import io
import re
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from sqlmodel import select

from chat import Chat
from conftest import HANH, LAN
from conversation import CENTRE, FIRST, MINH, TUAN, morning, open_office
from models.assignment import Said
from models.database import Sessions
from models.office import Office
from models.outbox import OutboxMessage, Snapshot
from models.people import Address, Person
from reports.forms import draw
from reports.report import Head
from reports.urging import Late, Urging, from_json, to_json, write

HEAD = Head(
    office="Sở Tư pháp",
    plan="Kế hoạch Tháng hành động vì trẻ em",
    as_of=dt.datetime(2026, 6, 22, 1, 0, tzinfo=dt.UTC),
    day=dt.date(2026, 6, 22),
    zone="Asia/Ho_Chi_Minh",
    parent="Ủy ban nhân dân tỉnh Vĩnh An",
    place="Vĩnh An",
    code="STP",
    signer_title="TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG",
    plan_title="Tổ chức Tháng hành động vì trẻ em năm 2026",
    plan_number="26/KH-STP",
    plan_date=dt.date(2026, 5, 20),
    plan_issuer="Sở Tư pháp",
)
LATE = Late("Tổ chức hội nghị tại các xã", FIRST, dt.date(2026, 6, 15), 5)
ASKED = Late(
    "Rà soát văn bản",
    CENTRE,
    dt.date(2026, 6, 12),
    6,
    dt.date(2026, 6, 10),
    Said.BLOCKED,
    40,
    dt.date(2026, 6, 11),
    dt.date(2026, 6, 26),
)
LETTER = Urging(HEAD, (LATE, ASKED), dt.date(2026, 6, 25))


def paper(letter: Urging) -> Document:
    return docx.Document(io.BytesIO(write(letter)))


def words(letter: Urging) -> str:
    """Everything on the paper, line by line."""
    found = paper(letter)
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in found.paragraphs)])


def test_the_head_stands_as_the_decree_wants_it():
    issuer, nation = paper(LETTER).tables[0].rows[0].cells
    assert [p.text for p in issuer.paragraphs if p.text] == ["UBND TỈNH VĨNH AN", "SỞ TƯ PHÁP"]
    assert [p.text for p in nation.paragraphs if p.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    number, place = paper(LETTER).tables[0].rows[1].cells
    assert re.fullmatch(r"Số:\s+/STP-VP", number.paragraphs[0].text)
    assert number.paragraphs[1].text == "V/v đôn đốc thực hiện\nKế hoạch số 26/KH-STP"
    assert re.fullmatch(r"Vĩnh An, ngày\s+tháng\s+năm 2026", place.text)
    style = number.paragraphs[1].style
    assert (style.font.size.pt, bool(style.font.bold), bool(style.font.italic)) == (12, False, False)


def test_it_cites_the_plan_and_asks_for_a_report_before_a_day():
    text = words(LETTER)
    assert "Thực hiện Kế hoạch số 26/KH-STP ngày 20/5/2026 của Sở Tư pháp về tổ chức Tháng hành động" in text
    assert "đến ngày 22/6/2026, còn 02 lượt nhiệm vụ đã quá thời hạn" in text
    assert "trước ngày 25/6/2026" in text
    assert text.rstrip().count("./.") == 1
    ends = ["Nơi nhận:", "- Như trên;", "- Lãnh đạo cơ quan (để báo cáo);", "- Lưu: VT, VP."]
    assert all(end in text for end in ends)
    assert "TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG" in text


def test_each_row_says_deadline_days_and_the_last_report():
    rows = [[cell.text for cell in row.cells] for row in paper(LETTER).tables[1].rows]
    assert rows[0] == ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Quá hạn (ngày làm việc)", "Báo cáo gần nhất"]
    assert rows[1] == ["1", "Tổ chức hội nghị tại các xã", FIRST, "15/6/2026", "05", "Chưa có báo cáo"]
    assert rows[2][3:] == [
        "12/6/2026 (trước là 10/6/2026)",
        "06",
        "Có vướng mắc, đạt 40% (ngày 11/6/2026); đề nghị gia hạn đến 26/6/2026, chưa có quyết định",
    ]


def test_who_only_asked_for_more_time_has_reported_nothing():
    asked = replace(LATE, heard_on=dt.date(2026, 6, 11), asked_due=dt.date(2026, 6, 26))
    cells = [cell.text for cell in paper(replace(LETTER, rows=(asked,))).tables[1].rows[1].cells]
    assert cells[-1] == "Chưa có báo cáo; đề nghị gia hạn đến 26/6/2026, chưa có quyết định"


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ([FIRST], f"Kính gửi: {FIRST}"),
        ([FIRST, CENTRE], f"Kính gửi:\n- {FIRST};\n- {CENTRE}."),
        ([f"Phòng {n}" for n in range(11)], "Kính gửi: Các đơn vị có tên trong bảng dưới đây"),
    ],
)
def test_it_goes_to_the_units_that_are_late(units: list[str], expected: str):
    rows = tuple(replace(LATE, unit=unit) for unit in [*units, units[0]])
    text = "\n".join(paragraph.text for paragraph in paper(replace(LETTER, rows=rows)).paragraphs if paragraph.text)
    assert text.startswith(expected)


def test_a_plan_without_number_is_cited_by_its_title():
    bare = replace(HEAD, plan_number=None, plan_date=None, plan_issuer=None, code=None)
    text = words(replace(LETTER, head=bare))
    assert "Kế hoạch về tổ chức Tháng hành động" in text.replace("\n", " ")
    assert "None" not in text


def test_it_is_kept_and_drawn_again_to_the_same_bytes():
    kept = to_json(LETTER)
    assert from_json(kept) == LETTER
    assert draw(kept, "docx") == write(LETTER)
    with pytest.raises(KeyError):
        draw(kept, "xlsx")


@pytest.fixture
def chat(sessions: Sessions, office: Office) -> Chat:
    """Until 22/6 everybody was reminded; Lan said 40 % of NV1 in words that name a person, nobody else answered."""
    chat = open_office(Chat(sessions))
    for day in range(2, 30):
        morning(chat, dt.date(2026, 6, day))
        if day == 9:
            chat.say(LAN, "NV1 đạt 40%, chị Ngà đang làm")
    chat.now = chat.now.replace(hour=2)
    return chat


def drafted(chat: Chat, message: OutboxMessage) -> tuple[Urging, str]:
    with chat.sessions() as session:
        kind, number, form = str(message.document).split(":")
        content = session.get_one(Snapshot, int(number)).content
    assert (kind, form) == ("snapshot", "docx")
    letter = from_json(content)
    return letter, words(letter)


def test_the_clerk_gets_it_by_command_with_facts_of_the_journal_alone(chat: Chat):
    (message,) = chat.say(HANH, "/congvan")
    letter, text = drafted(chat, message)
    assert message.document_name == "CongVanDonDoc_15-KH-STP_2026-06-29.docx"
    assert [(row.unit, row.days, row.percent) for row in letter.rows] == [
        (FIRST, 10, 40),
        (CENTRE, 6, None),
        (FIRST, 16, None),
    ]
    assert letter.answer_by == dt.date(2026, 7, 2)
    with chat.sessions() as session:
        names = session.exec(select(Person.name)).all()
    assert not [name for name in [*names, "Ngà"] if name in text]
    assert "số, ngày, chữ ký" in message.text


def test_the_digests_button_drafts_the_same(chat: Chat):
    chat.say(HANH, "/tonghop")
    (message,) = chat.press(HANH, "Soạn công văn đôn đốc")
    assert len(drafted(chat, message)[0].rows) == 3
    assert "Việc này ngoài quyền của anh/chị" in chat.say(LAN, "/congvan")[0].text


def test_a_unit_that_was_never_reached_is_not_accused(sessions: Sessions, office: Office):
    chat = open_office(Chat(sessions))
    with sessions() as session:
        minh = select(Address).where(Address.address == MINH)
        session.delete(session.exec(minh).one())
    for day in range(2, 30):
        morning(chat, dt.date(2026, 6, day))
    (message,) = chat.say(HANH, "/congvan")
    letter, text = drafted(chat, message)
    assert letter.units == [FIRST]
    assert CENTRE not in text
    assert f"Không nêu trong công văn, vì tin nhắc chưa tới được nên không tính là trễ: NV3 ({CENTRE})" in message.text


def test_what_waits_for_a_head_is_not_urged(chat: Chat):
    for said in ("NV1 xong", "NV4 xong"):
        chat.say(TUAN, said)
    letter, _ = drafted(chat, chat.say(HANH, "/congvan")[0])
    assert letter.units == [CENTRE]
    chat.say(MINH, "NV3 xong")
    assert "Chưa có việc nào quá hạn từ 5 ngày làm việc" in chat.say(HANH, "/congvan")[0].text
