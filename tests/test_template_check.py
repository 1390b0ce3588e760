"""What is wrong with an office's own form is told, with its place, before anything is kept."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from messages.english_reader import english
from own_form import form_of, in_form, words
from reports.changes import changes
from reports.ooxml import Cell, paragraph, table
from reports.summary import summarise
from reports.template_check import problems
from reports.template_values import example
from sample_report import END, START, sample


@pytest.fixture(scope="module")
def report():
    """One with changes since the report before it."""
    found, before = (summarise(sample(), at) for at in (END, START + timedelta(days=9)))
    return replace(found, head=replace(found.head, snapshot="12-3f9a1c"), changes=changes(before, found))


def wrong(*told, extra=""):
    return problems(form_of(*told, extra=extra), example())


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Của {{ co_quann }}", "Đoạn “Của {{ co_quann }}”: không có biến nào tên “co_quann”; gần nhất: co_quan."),
        ("{{ cơ_quan }}", "gần nhất: co_quan."),
        ("{{ co quan }}", "không có dấu cách"),
        ("{{ co_quan", "viết sai"),
        ("{% if chu_de %}x", "chưa có {% endif %}"),
        ("x{% endfor %}", "không có lệnh mở đi cùng"),
        ("{% inclde 'x' %}", "không có lệnh {% inclde %}"),
        ("{%tr for d in nhiem_vu %}", "đặt sai chỗ"),
        ("{{p co_quan }}", "không viết {{p co_quan }}"),
        ("{{ nhiem_vu }}", "danh sách nhiều dòng"),
        ("{% for v in nhiem_vu %}{{ v }}{% endfor %}", "in từng cột: tt, tieu_de"),
        ("{% for v in nhiem_vu %}{{ v.tieude }}{% endfor %}", "không có cột “tieude”; gần nhất: tieu_de"),
        ("{{ co_quan.ten }}", "chỉ dùng được với một dòng"),
        ("{{ co_quan.upper() }}", "không được gọi hàm"),
        ("{{ ''.__class__ }}", "chỉ dùng được với một dòng"),
        ("{% for i in range(1000000000) %}x{% endfor %}", "không được gọi hàm"),
        ("{{ 9 ** 9 ** 9 }}", "phép tính này không dùng được"),
        ("{{ 'a' * 999999999 }}", "phép tính này không dùng được"),
        ("{{ co_quan + 1 }}", "nối chữ bằng dấu ~"),
        ("{{ co_quan|safe }}", "không có bộ lọc “safe”"),
        ("{% if co_quan is callable %}x{% endif %}", "không có phép thử “callable”"),
        ("{% macro m() %}x{% endmacro %}", "lệnh này không dùng được"),
        ("{% include 'x' %}", "lệnh này không dùng được"),
        ("{% set x %}<b>{% endset %}{{ co_quan }}", "lệnh này không dùng được"),
        ("{% for a, b in nhiem_vu %}x{% endfor %}", "chỉ một tên cho mỗi dòng"),
        ("{% for a in nhiem_vu %}{% for b in nhiem_vu %}x{% endfor %}{% endfor %}", "trên dòng của vòng ngoài"),
        ("{% for a in co_quan %}x{% endfor %}", "trên một danh sách"),
        ("{% if nam > 5 %}{{ nam }}{% endif %}", "không so sánh được chữ với số"),
        ("{% for v in nhiem_vu %}{{ 'x' if v.tt is even }}{% endfor %}", "chỉ dùng được với số như loop.index"),
        ("{% for v in nhiem_vu if v.so_lieu|first == 'x' %}{{ v.tt }}{% endfor %}", "Mẫu không điền được"),
        ("{% for v in nhiem_vu %}{{ v.ket_qua|first }}{% endfor %}", "Mẫu không điền được"),
        ("{% if co_quan < nhiem_vu %}{{ nam }}{% endif %}", "giữa chữ và số"),
        ("{% if nam %}" * 120 + "{{ nam }}" + "{% endif %}" * 120, "quá nhiều lệnh lồng"),
        ("Báo cáo tháng 6", "Tệp không có chỗ điền nào"),
    ],
)
def test_what_is_wrong_with_a_form_is_told_in_one_line(told, expected):
    (line,) = wrong(told)
    assert expected in line
    assert not re.search("[à-ỹÀ-ỸăâđêôơưĂÂĐÊÔƠƯ]", re.sub("“[^”]*”", "", english(line)))


@pytest.mark.parametrize(
    "told",
    [
        "{{ co_quan|upper }} {{ nam }}",
        "{% for v in nhiem_vu %}{{ loop.index + 1 }}. {{ v.tieu_de }}: {{ v.ket_qua|join('; ') }}{% endfor %}",
        "{% for v in nhiem_vu if v.ghi_chu %}{{ v.ghi_chu }}{% else %}không{% endfor %}",
        "{% set ten = co_quan %}{{ ten ~ ' và ' ~ nam }}{{ 'a' if don_vi else 'b' }}",
        "{% for v in nhiem_vu %}{{ v.tt if loop.index is odd }}{% endfor %}",
        "{% if nhiem_vu|length > 3 and chu_de %}{{ nhiem_vu|length }}{% endif %}",
        "{% for v in nhiem_vu %}{% for dong in v.ket_qua %}{{ dong }}{% endfor %}{% endfor %}",
    ],
)
def test_what_forms_need_is_allowed(told, report):
    assert wrong(told) == []
    assert words(in_form(form_of(told), report))


FIELD = "<w:p><w:r><w:t>Ảnh {{{{ nam }}}}</w:t></w:r>{}</w:p>"


@pytest.mark.parametrize(
    "field",
    [
        '<w:r><w:instrText>INCLUDEPIC</w:instrText></w:r><w:r><w:instrText>TURE "http://a.vn/x.png"</w:instrText></w:r>',
        '<w:fldSimple w:instr="DDEAUTO c:/a.exe"/>',
    ],
)
def test_a_field_that_fetches_something_is_refused(field):
    (line,) = wrong(extra=FIELD.format(field))
    assert "lấy nội dung từ nơi khác" in line
    assert "fetches something" in english(line)
    assert wrong(extra=FIELD.format('<w:fldSimple w:instr="PAGE"/>')) == []


@pytest.mark.parametrize("tag", ["{% if nam %}", "{{ nam }}"])
def test_a_field_that_is_written_by_the_form_is_refused(tag):
    parts = (f" INCLUDE{tag}", 'TEXT "http://a.vn/x.docx"')
    runs = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in parts)
    told = wrong(extra=FIELD.format(runs))
    assert any("trường của Word không được chứa" in line for line in told)
    assert any("a Word field may hold no place" in english(line) for line in told)


def test_problems_name_their_paragraph_and_come_together():
    told = wrong("{{ a_b_c }}", "tốt {{ co_quan }}", "{{ d_e_f }}")
    assert [re.search("“(.+?)”", line)[1] for line in told] == ["{{ a_b_c }}", "{{ d_e_f }}"]


def test_miswritten_places_are_told_together_with_wrong_names():
    told = wrong("{{ mo dau }}", "{{ ket_thucc }}", "tốt {{ co_quan }}", "{{ de_xuat }")
    assert sorted(re.search("“(.+?)”", line)[1] for line in told) == ["{{ de_xuat }", "{{ ket_thucc }}", "{{ mo dau }}"]


def test_a_loop_that_begins_and_ends_in_other_places_is_refused_not_mended():
    cell = table([40.0], ["A"], [(Cell("{% for v in nhiem_vu %}{{ v.tt }}"),)])
    (line,) = wrong(extra=cell + paragraph("{% endfor %}", "body"))
    assert "Điền thử thì văn bản hỏng" in line


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.4"])
def test_what_is_no_document_is_told_in_one_line(data):
    (line,) = problems(data, example())
    assert line.startswith("Không phải tệp .docx")
