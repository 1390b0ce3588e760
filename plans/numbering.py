"""The labels that Word counts by itself: "I.", "1.", "1.1.", "a)", "-"."""

from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = "abcdđeghiklmnopqrstuvxy"  # the order of điểm in Vietnamese documents
_LATIN = "abcdefghijklmnopqrstuvwxyz"
Element = Any


@dataclass(frozen=True)
class _Level:
    """One level of a list: number format, label pattern ("%1.%2.") and first number."""

    format: str
    pattern: str
    start: int


class Numbering:
    """Counts list items in document order and gives each its label."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}  # numId -> abstract list: lists of one kind go on counting together
        self._overrides: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[str] = set()
        self._styles = _Styles(styles)
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Element) -> None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            levels = {_number(level, "ilvl"): _level(level) for level in abstract.iter(f"{W}lvl")}
            self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for number in numbering.iter(f"{W}num"):
            reference = number.find(f"{W}abstractNumId")
            if reference is not None:
                self._lists[number.get(f"{W}numId", "")] = reference.get(f"{W}val", "")
            for override in number.iter(f"{W}startOverride"):
                at = _number(override.getparent(), "ilvl")
                self._overrides[number.get(f"{W}numId", ""), at] = _number(override, "val")

    def label_and_heading(self, properties: Element | None) -> tuple[str, bool]:
        """The label of a paragraph ("" if none) and whether its style is a heading's."""
        if properties is None:
            return "", False
        style = properties.find(f"{W}pStyle")
        name = style.get(f"{W}val", "") if style is not None else ""
        own = _reference(properties)
        list_id, level = own or self._styles.numbering(name)
        return self._label(list_id, level) if list_id and list_id != "0" else "", self._styles.is_heading(name)

    def _label(self, list_id: str, level: int) -> str:
        abstract = self._lists.get(list_id, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        # Lists of one kind go on counting together until one of them says where it starts.
        if list_id not in self._seen:
            self._seen.add(list_id)
            for (number, at), start in self._overrides.items():
                if number == list_id:
                    counts[at] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        return _written(levels, level, counts)


class _Styles:
    """What paragraph styles say about numbering and headings, through their parents."""

    def __init__(self, styles: Element | None) -> None:
        found = list(styles.iter(f"{W}style")) if styles is not None else []
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}

    def numbering(self, name: str) -> tuple[str, int]:
        """The list and level that a style puts its paragraphs in."""
        for style in self._chain(name):
            properties = style.find(f"{W}pPr")
            reference = _reference(properties) if properties is not None else None
            if reference:
                return reference
        return "", 0

    def is_heading(self, name: str) -> bool:
        """True for a heading's style; Word keeps its English name in every language."""
        names = (style.find(f"{W}name") for style in self._chain(name))
        return any(found is not None and found.get(f"{W}val", "").lower().startswith("heading") for found in names)

    def _chain(self, name: str) -> list[Element]:
        chain: list[Element] = []
        while name in self._styles and self._styles[name] not in chain and len(chain) < 12:
            chain.append(self._styles[name])
            parent = chain[-1].find(f"{W}basedOn")
            name = parent.get(f"{W}val", "") if parent is not None else ""
        return chain


def _reference(properties: Element) -> tuple[str, int] | None:
    number = properties.find(f"{W}numPr/{W}numId")
    if number is None:
        return None
    level = properties.find(f"{W}numPr/{W}ilvl")
    return number.get(f"{W}val", ""), _number(level, "val") if level is not None else 0


def _level(level: Element) -> _Level:
    def value(name: str, default: str) -> str:
        found = level.find(f"{W}{name}")
        return str(found.get(f"{W}val", default)) if found is not None else default

    start = value("start", "1")
    return _Level(value("numFmt", "decimal"), value("lvlText", ""), int(start) if start.isdecimal() else 1)


def _number(element: Element, name: str) -> int:
    value = element.get(f"{W}{name}", "0")
    return int(value) if value.isdecimal() and len(value) < 5 else 0


def _written(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
    if levels[level].format == "bullet":
        return "+" if levels[level].pattern.strip() == "+" else "-"
    if levels[level].format == "none":
        return levels[level].pattern if "%" not in levels[level].pattern else ""
    text = levels[level].pattern
    for at, known in levels.items():
        if f"%{at + 1}" in text:
            text = text.replace(f"%{at + 1}", _figure(known.format, counts.get(at, known.start), text))
    return text.strip()


def _figure(number_format: str, count: int, pattern: str) -> str:
    if number_format in ("upperRoman", "lowerRoman"):
        roman = _roman(count)
        return roman if number_format == "upperRoman" else roman.lower()
    if number_format in ("lowerLetter", "upperLetter"):
        letters = _LETTERS if ")" in pattern or number_format == "lowerLetter" else _LATIN
        letter = letters[(count - 1) % len(letters)]
        return letter.upper() if number_format == "upperLetter" else letter
    return f"{count:02}" if number_format == "decimalZero" else str(count)


def _roman(count: int) -> str:
    figures = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, figure in figures:
        while count >= value and len(text) < 20:
            text += figure
            count -= value
    return text
