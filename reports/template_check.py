"""What is wrong with an office's own form, one Vietnamese line each with the paragraph where it is."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from reports.template import FormError
from reports.template_fill import Form, environment, fill, opened
from reports.template_names import Checked, Scope
from vietnamese.text import shorten

MOST = 20  # problems told of one form
_WHOLE = re.compile(r"{{\s*(?:p|r|tr|tc)\s")
_NO_XML = "viết {{ co_quan }}, không viết {{p co_quan }} hay {{r co_quan }}"
_FETCHING = re.compile(r"\b(?:INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|IMPORT|RD)\b", re.I)
_LEFT = re.compile(rb"{{|{%")
_PRINTED = re.compile(r"{{[^}<]*}{0,2}")
_TAG = re.compile(r"unknown tag '(\w+)'")
_OPEN = re.compile(r"needs to be closed is '(\w+)'")


def problems(form: bytes, example: Scope) -> list[str]:
    """Empty where the form can be used. `example` has every name with a value like those that it will have."""
    try:
        document = opened(form)
        found = [*_refused(document), *(each for source in document.sources() for each in _of(source, example))]
        if not found and not any("{{" in source for source in document.sources()):
            found = ["Tệp không có chỗ điền nào như {{ co_quan }}; hãy sửa từ mẫu của lệnh /maubaocao."]
        return list(dict.fromkeys(found))[:MOST] or [*_tried(form, example)]
    except FormError as error:
        return [str(error)]


def _refused(document: Form) -> Iterator[str]:
    """What cannot be seen in the names: {{p x}} wants raw XML, which no value is, and some fields fetch files."""
    for paragraph in (each for part in document.filled() for each in part.iter("{*}p")):
        text = "".join(paragraph.itertext("{*}t"))
        simple = (str(each.get(name)) for each in paragraph.iter("{*}fldSimple") for name in each.attrib)
        if _WHOLE.search(text):
            yield f"Đoạn “{shorten(text, 80)}”: {_NO_XML}."
        instruction = "".join([*paragraph.itertext("{*}instrText"), *simple])
        if "{" in instruction or "}" in instruction:
            yield f"Đoạn “{shorten(text, 80)}”: trường của Word không được chứa chỗ điền {{{{ … }}}}, hãy bỏ."
        elif field := _FETCHING.search(instruction):
            yield f"Đoạn “{shorten(text, 80)}”: trường {field[0]} lấy nội dung từ nơi khác, hãy bỏ."


def _tried(form: bytes, example: Scope) -> Iterator[str]:
    bare = {name: type(value)() for name, value in example.items()}
    hollow = {name: _hollow(value) for name, value in example.items()}
    for values in (example, bare, hollow):
        fill(form, values, "", "", datetime(2026, 1, 1, tzinfo=UTC))
    filled = opened(fill(form, example, "", "", datetime(2026, 1, 1, tzinfo=UTC)))
    for part in filled.docx.part.package.iter_parts():
        if str(part.content_type).endswith("+xml") and _LEFT.search(part.blob):
            yield f"Phần {part.partname} của tệp có {{{{ … }}}} ở chỗ không điền được; hãy chuyển vào thân văn bản."


def _hollow(value: Any) -> Any:
    """The same outer rows with nothing in them: no text and no inner row."""
    rows = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    return [{name: type(each)() for name, each in row.items()} for row in rows] or type(value)()


def _of(source: str, example: Scope) -> list[str]:
    checked = Checked(source.split("\n"))
    tree, found = _parsed(checked)
    if tree is None:
        return found
    checked.found.extend(found)
    scope = dict(example)
    for node in tree.body:
        checked.statement(node, scope, ())
    return checked.found


def _parsed(checked: Checked) -> tuple[nodes.Template | None, list[str]]:
    """The tree, read past each paragraph whose {{ … }} is miswritten, and what is wrong there."""
    lines = list(checked.lines)
    found: list[str] = []
    for _ in range(MOST):
        try:
            return environment().parse("\n".join(lines)), found
        except TemplateSyntaxError as error:
            found.append(checked.line(error.lineno, _syntax(error.message or "")))
            place = min(error.lineno, len(lines)) - 1
            without = _PRINTED.sub("", lines[place])
            if without == lines[place]:  # a command: what it opens or closes is not known
                break
            lines[place] = without
    return None, found


def _syntax(message: str) -> str:
    if opened := _OPEN.search(message):
        return f"lệnh {{% {opened[1]} … %}} chưa có {{% end{opened[1]} %}}"
    if not (tag := _TAG.search(message)):
        return "viết sai giữa hai dấu ngoặc; tên không có dấu cách, ví dụ {{ co_quan }}"
    if tag[1] in ("p", "tr", "tc", "r"):
        return f"lệnh {{%{tag[1]} … %}} đặt sai chỗ; {{%tr … %}} phải ở một dòng của bảng, {{%p … %}} ở một đoạn riêng"
    return f"không có lệnh {{% {tag[1]} %}} hoặc nó không có lệnh mở đi cùng"
