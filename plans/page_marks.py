"""What a page bears beside its text, where a stamp of secrecy may stand: groups of words parted by wide gaps."""

from collections.abc import Iterator, Sequence

from plans.page_lines import lines_of
from plans.positions import Page, Word
from plans.secrecy import is_blurred_stamp

_GAP = 1.0  # of a line's height; a blank takes a quarter


def marks_of(page: Page) -> Iterator[str]:
    """The page's own marks, and every group of words on its lines: header, footer and what stands beside other text."""
    yield from page.marks
    for line in lines_of(page.words):
        for group in _groups(line.words):
            said = " ".join(word.text for word in group)
            is_scan = any(word.sure < 1 for word in group)
            yield "MẬT" if is_scan and is_blurred_stamp(said) else said


def _groups(words: Sequence[Word]) -> Iterator[list[Word]]:
    group: list[Word] = []
    for word in words:
        if group and word.left - group[-1].right > _GAP * (word.bottom - word.top):
            yield group
            group = []
        group.append(word)
    if group:
        yield group
