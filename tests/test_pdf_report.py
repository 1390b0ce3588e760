"""The report's PDF: the same bytes for the same report, and one clear line where none can be made."""

import io
import zipfile

import pytest

from reports import document, forms, pdf
from reports.pdf import PdfError, available, convert
from reports.report import to_json
from reports.summary import summarise
from sample_report import END, sample

needs_office = pytest.mark.skipif(not available(), reason="LibreOffice is not installed")


def changed(name, content):
    """A small report whose part `name` holds `content` at its end."""
    file, data = io.BytesIO(), document.write(summarise(sample(replies=(), tasks=()), END))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            more = content if part == name else ""
            new.writestr(part, old.read(part).decode().replace("</Relationships>", f"{more}</Relationships>"))
    return file.getvalue()


@needs_office
def test_the_same_report_gives_the_same_pdf():
    content = to_json(summarise(sample(replies=(), tasks=()), END))
    content["head"]["theme"] = "DDE là gì"  # words of a field that fetches something, and here only words
    first = forms.draw(content, "pdf")
    assert first == forms.draw(content, "pdf")
    assert first[:8] >= b"%PDF-1.4"
    assert b"/CreationDate(D:20260630100000Z" in first


@needs_office
@pytest.mark.parametrize(
    "relation",
    [
        '<Relationship Id="rId99" Type="http://x/image" Target="http://10.0.0.1/a.png" TargetMode="External"/>',
        '<Relationship TargetMode="External" Id="rId99" Type="http://x/attachedTemplate" Target="file:///a"/>',
    ],
)
def test_a_document_that_fetches_something_is_refused(relation):
    with pytest.raises(PdfError, match="nơi khác"):
        convert(changed("word/_rels/document.xml.rels", relation))


def test_without_libreoffice_one_line_says_so(tmp_path):
    with pytest.raises(PdfError, match="chưa cài LibreOffice"):
        pdf.convert(b"", path=str(tmp_path))
