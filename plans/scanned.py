"""PDFs and pictures as blocks: pages without a text layer are read as pictures, and what was unclear is said."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PIL import Image

from plans.blocks import Block, Notice
from plans.draft import Tell, UnreadableError, silent
from plans.page_layout import blocks_of_pages
from plans.pdf import pages_of
from plans.picture import count_of, photo, sized
from plans.positions import Page, Word
from plans.scan import DPI, Draw, Sheet, read_sheets

_DIM = 0.5  # confidence of a word below which a person looks at it


def pdf_blocks(data: bytes, tell: Tell = silent) -> list[Block]:
    """The blocks of a PDF, scanned or not, or partly. Raises UnreadableError."""
    pages = pages_of(data)
    scanned = [page.number for page in pages if not page.words]
    if not scanned:
        return blocks_of_pages(pages)
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        sheets = [Sheet(number, _drawing(document, number)) for number in scanned]
        try:
            read, unclear = read_sheets(sheets, tell, len(pages))
        except UnreadableError:
            # A stamp or a picture alone on a page takes nothing from a text that can be read.
            if len(scanned) == len(pages):
                raise
            read, unclear = [], scanned
    finally:
        document.close()
    found = {page.number: page for page in read}
    return _blocks([found.get(page.number, page) for page in pages], unclear)


def _drawing(document: Any, number: int) -> Callable[[int], Image.Image]:
    from pypdfium2 import PdfiumError

    def draw(dpi: int) -> Image.Image:
        try:
            page = document[number - 1]
        except PdfiumError:
            raise UnreadableError(f"Trang {number} bị hỏng, không mở được; hãy xuất lại PDF rồi gửi lại.") from None
        # A sheet larger than A3 is drawn smaller: its letters are larger too.
        scale = min(dpi, DPI * 1200 / max(page.get_width(), page.get_height(), 1.0)) / 72
        image: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
        page.close()
        return image

    return draw


def photo_blocks(files: Sequence[bytes], tell: Tell = silent) -> list[Block]:
    """The blocks of photos that are a document's pages; a TIFF may hold several. Raises UnreadableError.

    Of several files one that cannot be opened is named like an unclear page.
    """
    draws: list[Draw | None] = []
    for data in files:
        try:
            draws += [_given(data, number) for number in range(count_of(data))]
        except UnreadableError:
            if len(files) == 1:
                raise
            draws.append(None)
    sheets = [Sheet(number, draw) for number, draw in enumerate(draws, 1) if draw]
    broken = [number for number, draw in enumerate(draws, 1) if not draw]
    pages, unclear = read_sheets(sheets, tell, len(draws))
    return _blocks(pages, sorted([*unclear, *broken]))


def _given(data: bytes, at: int) -> Draw:
    def draw(dpi: int) -> Image.Image:
        # Unpacked anew each time: sixty pages at once would fill the memory.
        image = sized(photo(data, at))
        return image if dpi == DPI else image.resize((image.width * dpi // DPI, image.height * dpi // DPI))

    return draw


def _blocks(pages: Sequence[Page], unclear: Sequence[int]) -> list[Block]:
    if not any(page.words for page in pages):
        if unclear:
            raise UnreadableError(f"{_named(unclear)}; hãy gửi ảnh rõ hơn hoặc bản .docx.")
        raise UnreadableError("Không tìm thấy chữ nào trong tệp; hãy gửi bản .docx.")
    said = f"{_named(unclear)}; hãy gửi lại trang đó hoặc bản .docx." if unclear else ""
    dim = tuple(phrase for page in pages for phrase in _dim(page.words))
    # Marks of a worn copy are no words: one that was hard to read and stands alone says nothing.
    pages = [replace(page, words=tuple(word for word in page.words if not _is_speck(word))) for page in pages]
    notices: list[Block] = [Notice(said, dim=dim)] if said or dim else []
    return [*notices, *blocks_of_pages(pages)]


def _named(unclear: Sequence[int]) -> str:
    return "Không đọc rõ trang " + ", ".join(map(str, unclear))


def _is_speck(word: Word) -> bool:
    return word.sure < 0.6 and not any(letter.isalnum() for letter in word.text) and word.text not in "-–+•*"


def _dim(words: Sequence[Word]) -> list[tuple[str, str, str]]:
    """The hard words, each between its neighbours."""
    texts = ["", *(word.text for word in words), ""]
    beside = zip(texts, texts[1:], texts[2:], strict=False)
    return [
        phrase
        for phrase, word in zip(beside, words, strict=True)
        if word.sure < _DIM and any(letter.isalnum() for letter in word.text)
    ]
