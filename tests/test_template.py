"""The office's own form: what is said in it comes out letter by letter, the same bytes every time."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import timedelta

import docx
import pytest
from lxml import etree

from own_form import W, form_of, in_form, words
from reports import document, template_start
from reports.changes import changes
from reports.ooxml import Cell, paragraph, table
from reports.summary import summarise
from reports.template import FormError, check, fill
from reports.template_check import problems
from reports.template_values import VARIABLES, example
from sample_report import END, REPLIES, START, TASKS, UNITS, sample

PAYLOADS = (
    "{{ 7*7 }}",
    "{{ nhiem_vu }}",
    "{% for x in nhiem_vu %}x{% endfor %}",
    "{# bỏ #}còn",
    "{_{ co_quan }_}",
    "{_% if x %_}",
    "{%tr for a in b %}",
    "{{p x }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "<b>đậm</b> & <w:br/>",
    "</w:t></w:r></w:p><w:p/>",
    "&lt;b&gt; &#123;",
    "<a href='http://a.vn'>x</a> [x](http://a.vn)",
    '=HYPERLINK("http://a.vn")',
    "'\"`$\\",
    "]]><!-- -->",
)


@pytest.fixture(scope="module")
def report():
    """One with changes since the report before it."""
    found, before = (summarise(sample(), at) for at in (END, START + timedelta(days=9)))
    return replace(found, head=replace(found.head, snapshot="12-3f9a1c"), changes=changes(before, found))


@pytest.fixture(scope="module")
def start():
    return template_start.write()


@pytest.fixture(scope="module")
def filled(report, start):
    return fill(start, report)


def test_the_starting_form_is_right_and_always_the_same(start):
    assert check(start) == []
    assert template_start.write() == start


def test_the_starting_form_says_all_that_our_own_document_says(report, filled):
    ours, theirs = (" ".join(words(data)) for data in (document.write(report), filled))
    assert theirs == ours


def test_what_units_have_in_common_is_one_cell_as_in_our_own(report, filled):
    merges = [
        [each.get(f"{W}val") for each in docx.Document(io.BytesIO(data)).element.body.iter(f"{W}vMerge")]
        for data in (filled, document.write(report))
    ]
    assert merges[0].count("continue") == merges[1].count("continue") > 10


def test_the_kept_report_s_id_stands_at_the_foot_of_every_page(report, filled):
    for data in (filled, document.write(report)):
        feet = {page.footer.paragraphs[0].text for page in docx.Document(io.BytesIO(data)).sections}
        assert feet == {"Bản lưu số 12-3f9a1c, số liệu tính đến 17:00 ngày 30/6/2026"}


def test_it_keeps_the_decree_s_margins_and_page_numbers(filled):
    for page in docx.Document(io.BytesIO(filled)).sections:
        assert round(page.left_margin.mm) == 30
        assert "PAGE" in page.header._element.xml
        assert page.different_first_page_header_footer


def test_the_same_report_and_form_give_the_same_bytes(report, start, filled):
    assert in_form(start, report) == in_form(start, report)
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"2026-06-30T10:00:00Z" in archive.read("docProps/core.xml")


def test_the_names_are_listed_in_the_starting_form_and_not_in_the_report(start, filled):
    listed = "\n".join(words(start))
    assert all(f"{{#p {variable.name}:" in listed for variable in VARIABLES)
    assert "CÁC TÊN DÙNG ĐƯỢC" not in "\n".join(words(filled))


def test_an_empty_report_fills_the_starting_form(start):
    empty = summarise(sample(replies=(), tasks=()), END)
    assert " ".join(words(in_form(start, empty))) == " ".join(words(document.write(empty)))


@pytest.mark.parametrize("unit", [None, UNITS[1]])
def test_where_no_unit_is_missing_the_form_says_it_as_our_own_document(report, start, unit):
    complete = replace(report, gaps=(), head=replace(report.head, unit=unit))
    said = [line for line in words(document.write(complete)) if "đã báo cáo; chưa có báo cáo về" in line]
    assert len(said) == 1
    assert said == [line for line in words(in_form(start, complete)) if line in said]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_people_write_comes_out_letter_by_letter(report, payload):
    own = replace(report, head=replace(report.head, office=payload))
    assert words(in_form(form_of("Của {{ co_quan }}."), own)) == [" ".join(f"Của {payload}.".split())]


def test_what_people_write_stays_text_in_loops_tables_and_headers(report):
    odd = "{{ co_quan }} <b> & {% endfor %}"
    task = replace(report.tasks[0], heading=odd, leads=(odd,))
    form = form_of(
        "{%p for viec in nhiem_vu %}",
        "{{ viec.tieu_de|upper }}",
        "{%p endfor %}",
        extra=table(
            [40.0],
            ["NV"],
            [(Cell("{%tr for d in nhiem_vu %}"),), (Cell("{{ d.chu_tri }}"),), (Cell("{%tr endfor %}"),)],
        ),
    )
    assert words(in_form(form, replace(report, tasks=(task,)))) == [odd.upper(), "NV", odd]


def test_payloads_in_a_plan_and_in_replies_are_what_our_own_document_says(start):
    odd = "Đã rà soát văn bản {{ 7*7 }} {_{ y }_} <b>tại xã</b> & {{ co_quan }}."
    tasks = tuple((f"{task[0]} {{{{ co_quan }}}}", f"{task[1]} <w:p/>", *task[2:]) for task in TASKS)
    units = tuple(f"{unit} {{% raw %}} & <i>" for unit in UNITS)
    replies = tuple((*reply[:4], odd, *reply[5:]) for reply in REPLIES)
    report = summarise(sample(replies=replies, tasks=tasks, units=units), END)
    told = " ".join(words(in_form(start, report)))
    assert told == " ".join(words(document.write(report)))
    assert "văn bản {{ 7*7 }} {_{ y }_} <b>tại xã</b> & {{ co_quan" in told
    assert f"{TASKS[0][0]} {{{{ co_quan }}}}" in told


def test_control_marks_are_gone_and_lines_become_paragraphs(report):
    own = replace(report, head=replace(report.head, office="Sở\x07 Tư\x00 pháp\x1b\u202e\ufffe\nPhòng\tI\r\nb\x0c"))
    assert words(in_form(form_of("{{ co_quan }}"), own)) == ["Sở Tư pháp", "Phòng I", "b"]


def test_a_name_that_word_broke_into_pieces_is_one_name(report):
    broken = paragraph("{{ co_|quan }}", "body").replace("|", '</w:t></w:r><w:proofErr w:type="x"/><w:r><w:t>')
    broken += paragraph("{|{ nam| }|}", "body").replace("|", "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>")
    form = form_of("{%p if chu_de == “x” or nam %}", "{%p endif %}", extra=broken)
    assert problems(form, example()) == []
    assert words(in_form(form, report)) == ["Sở Tư pháp", "2026"]


def test_a_list_is_printed_as_paragraphs_of_the_same_style(report):
    file = docx.Document(io.BytesIO(in_form(form_of("{{ chi_dao }}"), report)))
    assert len(file.paragraphs) == 2
    assert {p.style.name for p in file.paragraphs} == {"Nội dung"}


def test_the_template_on_an_office_computer_is_forgotten(report):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    made = docx.Document(io.BytesIO(form_of("{{ nam }}")))
    part = made.part._settings_part
    key = part.relate_to("file:///C:/Users/lan/Mau.dotm", kind, is_external=True)
    noted = etree.SubElement(part.element, f"{W}attachedTemplate")
    noted.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", key)
    file = io.BytesIO()
    made.save(file)
    with zipfile.ZipFile(io.BytesIO(in_form(file.getvalue(), report))) as archive:
        assert not [name for name in archive.namelist() if b"Mau.dotm" in archive.read(name)]
        assert b"attachedTemplate" not in archive.read("word/settings.xml")


def test_the_child_passes_on_what_is_wrong(report):
    with pytest.raises(FormError, match="Không phải tệp"):
        fill(b"PK", report)


def test_the_filled_form_opens_in_libreoffice(filled, tmp_path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "form.docx").write_bytes(filled)
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "form.docx"], check=True, capture_output=True, timeout=120
    )
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF")
