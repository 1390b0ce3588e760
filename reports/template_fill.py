"""Filling the office's own .docx form with docxtpl: sandboxed, escaped, and the same bytes for the same values.

It knows nothing of reports, so that the child process in which it runs (reports/template_child.py) starts fast.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from reports.frozen import freeze
from reports.template import NOT_WORD, FormError
from vietnamese.text import clean

LARGEST = 64_000_000  # characters of one filled part
FILTERS = ("upper", "lower", "capitalize", "trim", "length", "join", "first", "last")
TESTS = ("defined", "even", "odd")
EMPTY = "Mẫu không điền được khi một ô hay danh sách để trống; hãy thêm {% if … %} quanh chỗ dùng first, last."
MISMATCH = "Mẫu không điền được: có phép so sánh hay phép thử giữa chữ và số; mọi tên đều in ra chữ, kể cả số thứ tự."
BROKEN = (
    "Điền thử thì văn bản hỏng: lệnh {% … %} bắt đầu và kết thúc ở hai chỗ không cân nhau (ô, dòng, đoạn khác nhau)."
)
# As entities, nothing that follows takes them for a form's own marks. docxtpl makes a new paragraph of \a; the last two
# no XML can hold.
_MARKS = str.maketrans({"{": "&#123;", "}": "&#125;", "\n": "\a", "\ufffe": None, "\uffff": None})
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
Element = Any  # lxml ships no types


class _Bounded(Template):
    def render(self, *args: Any, **kwargs: Any) -> str:
        """The whole text, unless a loop makes it larger than any report is."""
        pieces, length = [], 0
        for piece in self.generate(*args, **kwargs):
            length += len(piece)
            if length > LARGEST:
                raise FormError("Văn bản điền ra quá dài; hãy bớt vòng lặp trong mẫu.")
            pieces.append(piece)
        return "".join(pieces)


def _printed(value: object) -> object:
    """What stands in the document for a value: its letters and nothing else, a list as paragraphs."""
    if isinstance(value, (list, tuple)):
        value = "\n".join(map(str, value))
    if not isinstance(value, (str, int, float)):
        return value  # undefined: raises where it is printed
    lines = clean(str(value).replace("\r\n", "\n").replace("\r", "\n"))
    return Markup(str(escape(lines)).translate(_MARKS))  # noqa: S704


def environment() -> ImmutableSandboxedEnvironment:
    """Jinja2 with nothing to call, and with few filters."""
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_printed)
    made.template_class = _Bounded
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.tests = {name: made.tests[name] for name in TESTS}
    return made


class Form(DocxTemplate):  # type: ignore[misc]
    """A form whose every part is filled once; its properties are ours."""

    def render_properties(self, context: Mapping[str, Any], jinja_env: object = None) -> None:
        """Not from the form: a title is no place for values."""

    def render_xml_part(self, src_xml: str, part: object, context: Mapping[str, Any], jinja_env: object = None) -> str:
        filled = str(super().render_xml_part(src_xml, part, context, jinja_env))
        try:
            etree.fromstring(filled.encode(), _PARSER)
        except etree.XMLSyntaxError:
            raise FormError(BROKEN) from None  # docxtpl would mend it by leaving something out
        return filled

    def filled(self) -> Iterator[Element]:
        """The parts in which names are filled: body, headers, footers, footnotes."""
        self.init_docx()
        yield self.docx.element.body
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            yield from (etree.fromstring(part.blob, _PARSER) for _, part in self.get_headers_footers(uri))
        notes = (part for part in self.docx.part.package.iter_parts() if _is(part, "footnotes"))
        yield from (etree.fromstring(part.blob, _PARSER) for part in notes)

    def sources(self) -> Iterator[str]:
        """The text of each of these parts as the template that it is, a line for each paragraph."""
        for part in self.filled():
            xml = re.sub(r"[\r\n]", " ", self.xml_to_string(part))
            yield re.sub(r"<w:p([ >])", r"\n<w:p\1", self.patch_xml(xml))

    def detach(self) -> None:
        """Forget the template on some office computer that Word notes: its path is nobody's business."""
        part = next((part for part in self.docx.part.package.iter_parts() if _is(part, "settings")), None)
        if part is None:
            return
        for noted in list(part.element.iterchildren("{*}attachedTemplate")):
            part.element.remove(noted)
        for key in [key for key, link in part.rels.items() if link.reltype.endswith("/attachedTemplate")]:
            del part.rels[key]


def _is(part: Any, kind: str) -> bool:
    return str(part.content_type).endswith(f".wordprocessingml.{kind}+xml")


def opened(form: bytes) -> Form:
    """Raises FormError where it is no Word document."""
    opened = Form(io.BytesIO(form))
    try:
        opened.init_docx()
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile, OSError):
        raise FormError(NOT_WORD) from None
    return opened


def fill(form: bytes, values: Mapping[str, Any], title: str, creator: str, moment: datetime) -> bytes:
    """The form with `values`, which are plain JSON values; `moment` is its date of making. Raises FormError."""
    document = opened(form)
    try:
        document.render(dict(values), environment())
    except UndefinedError:
        raise FormError(EMPTY) from None
    except TemplateError as error:
        raise FormError(f"Mẫu không điền được: {error}") from None
    except (TypeError, ValueError, ArithmeticError):
        raise FormError(MISMATCH) from None
    except (SyntaxError, RecursionError):
        raise FormError("Mẫu có quá nhiều lệnh lồng trong nhau; hãy bớt lệnh.") from None
    document.detach()
    properties, office = document.docx.core_properties, _property(creator)
    properties.title, properties.author, properties.last_modified_by = _property(title), office, office
    properties.created = properties.modified = moment.astimezone(UTC).replace(tzinfo=None)
    properties.revision = 1
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as packed:
        return freeze({name: packed.read(name) for name in packed.namelist()})


def _property(words: str) -> str:
    return clean(words).translate({0xFFFE: None, 0xFFFF: None})[:255]
