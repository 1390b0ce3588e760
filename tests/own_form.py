"""Forms of an office's own for the tests, and what a filled one says."""

import io

import docx

from reports.layout import PORTRAIT
from reports.ooxml import paragraph, section
from reports.package import package
from reports.template_fill import fill as fill_here
from reports.template_values import values

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def form_of(*told, extra=""):
    return package("".join([*(paragraph(words, "body") for words in told), extra, section(PORTRAIT)]), "", "", "")


def in_form(form, report):
    """Filled in this process: what the child does."""
    return fill_here(form, values(report), "Báo cáo", report.head.office, report.head.as_of)


def words(data):
    """The text of each paragraph, those in tables too, blanks squashed."""
    body = docx.Document(io.BytesIO(data)).element.body
    told = ("".join(t.text or " " for t in p.iter(f"{W}t", f"{W}br", f"{W}tab")) for p in body.iter(f"{W}p"))
    return [" ".join(line.split()) for line in told if line.split()]
