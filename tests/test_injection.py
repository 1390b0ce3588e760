"""What people write stays words: in the files of a report, opened and looked into, and in every message."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace

import docx
import openpyxl
import pytest
from lxml import etree
from matplotlib.text import Text
from sqlmodel import col, select

from chat import Chat
from conftest import HANH, LAN
from conversation import FIRST, TUAN, open_office
from messages.plain import plain
from models.assignment import Said
from models.contacted import Contact
from models.evidence import Evidence
from models.office import Office
from models.people import Person, Unit
from models.plan import Task
from people_of import BINH, more_people
from reports import chart, chart_progress, chart_units, document, sheet
from reports.chart_looks import drawable
from reports.report import from_json, to_json
from reports.summary import summarise
from reports.wording import printable
from sample_report import END, sample
from scheduler.digest import digest
from vietnamese.text import clean, squash

TEMPLATES = ["{{7*7}}", "{% for x in y %}a{% endfor %}", "{{ ''.__class__.__mro__ }}", "{# ẩn #}"]
MARKUP = [
    '<a href="https://evil.example">bấm vào đây</a>',
    "[bấm](https://evil.example/x)",
    "_*đậm*_ ~~`mã`~~",
    "<b>&amp;",
]
LINKS = ["https://vietc\u043embank.com/dang-nhap", "vietcombank.com.vn", "tg://resolve?domain=ke_gian", "@ke_gian_01"]
FORMULAS = [
    '=HYPERLINK("https://evil.example","x")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
]
HIDDEN = [
    "\x00\x07\x0bẩn",
    "\u202excod.exe",
    "nửa \ud83d chữ",
    "\ufffe\uffffhỏng",
    "\x1eXóa\x1fdrop:1",
    "$\\frac{1}{0}$",
]
PAYLOADS = [*TEMPLATES, *MARKUP, *LINKS, *FORMULAS, *HIDDEN]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(payload: str) -> str:
    """The payload as a document holds it: every sign that can be seen."""
    return squash(printable(payload))


@pytest.fixture(scope="module")
def report():
    """Each payload as a task, its unit, its person, a reply with its obstacle and figure, and the name of a file."""
    many = range(1, len(PAYLOADS) + 1)
    tasks = [(None, payload, [n], [], payload, dt.date(2026, 6, 20)) for n, payload in enumerate(PAYLOADS, 1)]
    replies = [
        (n, n, 9, Said.BLOCKED, payload, {"blocker": payload}, [(payload, n, payload, False)])
        for n, payload in enumerate(PAYLOADS, 1)
    ]
    records = sample(
        tasks=tasks,
        replies=replies,
        units=PAYLOADS,
        reach={"chats": frozenset(many)},
        evidence=[Evidence(id=n, progress_id=n, name=PAYLOADS[n - 1] + ".txt", sha256="0" * 64, size=9) for n in many],
        contacts=[Contact(payload, payload, END) for payload in PAYLOADS],
    )
    for person, payload in zip(records.people, PAYLOADS, strict=True):
        person.name = payload
    everything = " ".join(PAYLOADS)
    records.plan.title = records.plan.theme = records.office.name = records.office.report_to = everything
    made = from_json(to_json(summarise(records, END)))
    return replace(made, head=replace(made.head, snapshot="1-abcdef"))


@pytest.fixture(scope="module")
def files(report):
    return {"docx": document.write(report), "xlsx": sheet.write(report)}


@pytest.fixture(scope="module")
def said_in(files):
    """All the text of the document, and the cells of the workbook."""
    written = docx.Document(io.BytesIO(files["docx"]))
    text = squash("\n".join("".join(node.itertext()) for node in written.element.body.iter(f"{W}p")))
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    return text, [cell for each in book for row in each.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_document_has_what_was_written_as_it_was_written(said_in, payload):
    text, _ = said_in
    assert text.count(words(payload)) >= 2


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_workbook_has_what_was_written_as_text(said_in, payload):
    _, cells = said_in
    found = [cell for cell in cells if squash(str(cell.value)) == words(payload)]
    assert {cell.data_type for cell in found} == {"s"}
    # The task, its unit and its person, the reply and its obstacle.
    assert len({(cell.parent.title, cell.column) for cell in found}) >= 6


def test_no_cell_is_a_formula_or_a_link(said_in, files):
    assert [cell.coordinate for cell in said_in[1] if cell.data_type == "f" or cell.hyperlink] == []
    with zipfile.ZipFile(io.BytesIO(files["xlsx"])) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) >= 8
    for each in sheets:
        assert not re.search(rb"<(?:f|hyperlinks?|legacyDrawing|oleObjects?|dde\w*)[ >/]", each)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_file_is_well_formed_and_reaches_out_to_nothing(files, form):
    with zipfile.ZipFile(io.BytesIO(files[form])) as archive:
        assert not [name for name in archive.namelist() if re.search(r"external|embed|vba|\.\.|^/|macro", name, re.I)]
        for name in archive.namelist():
            tree = etree.fromstring(archive.read(name))
            if name.endswith(".rels"):
                assert [each for each in tree if each.get("TargetMode") == "External"] == []
                assert not re.search(
                    r"hyperlink|oleObject|attachedTemplate|frame|externalLink", etree.tostring(tree, encoding="unicode")
                )


def test_no_field_of_the_document_does_more_than_count_pages(files):
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as archive:
        parts = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.startswith("word/")]
    fields = [node.text or "" for part in parts for node in part.iter(f"{W}instrText")]
    fields += [node.get(f"{W}instr", "") for part in parts for node in part.iter(f"{W}fldSimple")]
    assert {field.split()[0] for field in fields} <= {"PAGE", "NUMPAGES", "SECTIONPAGES"}
    assert not [node for part in parts for node in part.iter(f"{W}hyperlink", f"{W}object", f"{W}altChunk")]


@pytest.mark.parametrize("kind", [chart, chart_progress, chart_units])
def test_a_picture_shows_the_words_and_computes_nothing(report, kind):
    figure = kind.picture(report)
    shown = " ".join(text.get_text() for text in figure.findobj(Text))
    assert "{{7*7}}" in shown
    assert "49" not in shown
    figure.draw_without_rendering()  # raises where a name is read as mathematics


def test_a_unit_s_name_stands_in_the_picture_as_it_was_written(report):
    shown = {text.get_text().removesuffix("…") for text in chart_units.picture(report).findobj(Text)}
    left_out = [
        payload for payload in PAYLOADS if not any(drawable(squash(payload)).startswith(text) for text in shown if text)
    ]
    assert left_out == []


# A sign that opens something on Telegram: an address with or without its scheme, an @name.
OPENS = re.compile(r"\w://\w|(?<![\w@])@\w|\w\.(?:com|vn|example)\b", re.I)
TAG = re.compile(r"<(?!/?(?:b|i|code)>)")


def bare(text: str) -> str:
    """Its visible signs alone."""
    return "".join(clean(text).split())


def is_harmless(text: str) -> bool:
    return not TAG.search(text) and not OPENS.search(plain(text))


@pytest.mark.parametrize("payload", [TEMPLATES[1], *MARKUP[:2], *LINKS, HIDDEN[1], HIDDEN[4]])
def test_no_message_about_a_reply_opens_anything(sessions, office: Office, payload: str):
    chat = open_office(Chat(sessions))
    with sessions() as session:
        more_people(session, BINH)
        for table, name, value in ((Unit, "name", FIRST), (Person, "name", "Lê Anh Tuấn")):
            session.exec(select(table).where(getattr(table, name) == value)).one().name = payload
        for task in session.exec(select(Task).where(col(Task.position).in_([2, 4]))).all():
            task.text = payload
    chat.say(TUAN, f"NV4 chưa làm được do {payload}")
    chat.say(TUAN, f"NV2 xong rồi, đã làm {payload}")
    chat.now += dt.timedelta(days=9)
    chat.now = chat.now.replace(hour=0, minute=45)
    digest(sessions, chat.now)
    for who, command in (
        (LAN, "/tonghop"),
        (HANH, "/tonghop"),
        (BINH, "/tonghop"),
        (HANH, "/tinhhinh"),
        (LAN, "/viec"),
    ):
        chat.say(who, command)
    texts = [message.text for message in chat.everyone()]
    assert [text for text in texts if not is_harmless(text)] == []
    for who in (LAN, HANH, BINH):
        shown = " ".join(plain(message.text) for message in chat.shown(who))
        # A leader's digest shortens a name.
        assert bare(payload)[:20] in bare(shown)
    assert not [choice for message in chat.everyone() for choice in message.choices if choice[1] == "drop:1"]
