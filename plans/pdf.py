"""A PDF's text layer as words and ruled lines on pages; links, scripts and attached files are never looked at."""

from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from plans.draft import UnreadableError
from plans.pdf_layer import is_usable
from plans.pdf_notes import notes_of
from plans.pdf_rules import rules_of
from plans.pdf_view import view_of
from plans.pdf_words import words_of
from plans.positions import Page

MAX_PAGES = 400
Raw = Any  # pypdfium2 ships no types


def pages_of(data: bytes) -> list[Page]:
    """Every page with its words and rules; a page without a usable text layer, mostly a scan, has no words.

    Raises UnreadableError for a file that is encrypted, broken or longer than MAX_PAGES.
    """
    document = _opened(data)
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableError(f"Tệp PDF dài hơn {MAX_PAGES} trang; hãy gửi riêng phần kế hoạch.")
        return [_page(document, at) for at in range(len(document))]
    finally:
        document.close()


def _opened(data: bytes) -> Raw:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableError("Tệp có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.") from None
        raise UnreadableError("Tệp bị hỏng, không mở được; hãy xuất lại PDF rồi gửi lại.") from None


def _page(document: Raw, at: int) -> Page:
    page = pdfium.FPDF_LoadPage(document.raw, at)
    if not page:
        return Page(at + 1, 0.0, 0.0, ())
    text = pdfium.FPDFText_LoadPage(page)
    try:
        view = view_of(page)
        words, across, view = words_of(text, view) if text else ([], [], view)
        marks = [*across, *notes_of(page)]
        words = words if is_usable(page, words, view) else []
        rules = rules_of(page, view) if words else []
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    return Page(at + 1, view.width, view.height, tuple(words), tuple(rules), tuple(marks))
