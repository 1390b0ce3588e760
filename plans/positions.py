"""What stands where on a page, as a PDF's text layer or a scan gives it: the input of plans/page_layout.py."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box in points, y downwards from the page's top; `sure` is a scan's confidence, 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line, horizontal or vertical, in the same coordinates."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_level(self) -> bool:
        """True for a horizontal line."""
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """One page, `number` from 1; width and height in points; `marks`: what it bears beside its text."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    marks: tuple[str, ...] = ()
