"""The labels that Word counts by itself: "I.", "1.", "1.1.", "a)", "-"."""

import re
from dataclasses import dataclass

from plans.runs import Element, W

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class _Level:
    """One level of a list: number format, label pattern ("%1.%2."), first number, and what it starts again after.

    `restarts` is the number of the shallower levels after which it starts again: all of them, or none for 0.
    """

    format: str
    pattern: str
    start: int
    restarts: int
    is_legal: bool  # "I" of another level is written as "1"
    style: str  # whose paragraphs stand on this level


class Numbering:
    """Counts list items in document order and gives each its label."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}  # numId -> abstract list: lists of one kind go on counting together
        self._own_levels: dict[str, dict[int, _Level]] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[str] = set()
        self._styles = _Styles(styles)
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Element) -> None:
        links: dict[str, str] = {}  # a list that only refers to the list of a style
        styled: dict[str, str] = {}
        for abstract in numbering.iter(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            self._levels[name] = {_number(level, "ilvl"): _level(level) for level in abstract.iter(f"{W}lvl")}
            for tag, found in (("numStyleLink", links), ("styleLink", styled)):
                if (link := abstract.find(f"{W}{tag}")) is not None:
                    found[name] = link.get(f"{W}val", "")
        owners = {style: name for name, style in styled.items()}
        for number in numbering.iter(f"{W}num"):
            reference = number.find(f"{W}abstractNumId")
            if reference is not None:
                name = reference.get(f"{W}val", "")
                self._lists[number.get(f"{W}numId", "")] = owners.get(links.get(name, ""), name)
            self._read_overrides(number)

    def _read_overrides(self, number: Element) -> None:
        list_id = number.get(f"{W}numId", "")
        for override in number.iter(f"{W}lvlOverride"):
            at = _number(override, "ilvl")
            if (level := override.find(f"{W}lvl")) is not None:
                self._own_levels.setdefault(list_id, {})[at] = _level(level)
            if (start := override.find(f"{W}startOverride")) is not None:
                self._overrides[list_id, at] = _number(start, "val")

    def label_and_heading(self, properties: Element | None) -> tuple[str, bool]:
        """The label of a paragraph ("" if none) and whether its style is a heading's."""
        name = _style_of(properties)
        list_id, level = _reference(properties)
        styled_id, styled_level = self._styles.numbering(name or self._styles.normal)
        list_id = list_id or styled_id
        if not list_id or list_id == "0":
            return "", self._styles.is_heading(name)
        if level is None:
            level = styled_level if styled_level is not None else self._level_of_style(list_id, name)
        return self._label(list_id, level), self._styles.is_heading(name)

    def is_contents(self, properties: Element | None) -> bool:
        """True for a line of a table of contents."""
        return self._styles.is_contents(_style_of(properties))

    def _levels_of(self, list_id: str) -> dict[int, _Level]:
        return {**self._levels.get(self._lists.get(list_id, ""), {}), **self._own_levels.get(list_id, {})}

    def _level_of_style(self, list_id: str, style: str) -> int:
        levels = self._levels_of(list_id)
        return next((at for at, level in levels.items() if style and level.style == style), 0)

    def _label(self, list_id: str, level: int) -> str:
        levels = self._levels_of(list_id)
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._lists.get(list_id, ""), {})
        # Lists of one kind go on counting together until one of them says where it starts.
        if list_id not in self._seen:
            self._seen.add(list_id)
            for (number, at), start in self._overrides.items():
                if number == list_id:
                    counts[at] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            if deeper not in levels or level < levels[deeper].restarts:
                del counts[deeper]
        return _written(levels, level, counts)


def _style_of(properties: Element | None) -> str:
    style = properties.find(f"{W}pStyle") if properties is not None else None
    return str(style.get(f"{W}val", "")) if style is not None else ""


class _Styles:
    """What paragraph styles say about numbering and headings, through their parents."""

    def __init__(self, styles: Element | None) -> None:
        found = list(styles.iter(f"{W}style")) if styles is not None else []
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._known: dict[str, set[str]] = {}
        self._lists: dict[str, tuple[str, int | None]] = {}
        of_paragraphs = (style for style in found if style.get(f"{W}type") == "paragraph")
        self.normal = next(
            (each.get(f"{W}styleId", "") for each in of_paragraphs if each.get(f"{W}default") == "1"), ""
        )

    def numbering(self, name: str) -> tuple[str, int | None]:
        """The list and level that a style puts its paragraphs in."""
        if name not in self._lists:
            self._lists[name] = self._list_of(name)
        return self._lists[name]

    def _list_of(self, name: str) -> tuple[str, int | None]:
        level = None
        for style in self._chain(name):
            list_id, own = _reference(style.find(f"{W}pPr"))
            level = own if level is None else level
            if list_id:
                return list_id, level
        return "", level

    def is_heading(self, name: str) -> bool:
        """True for a heading's style; Word keeps its English name in every language."""
        return "heading" in self._kinds(name)

    def is_contents(self, name: str) -> bool:
        """True for the style of a line in a table of contents."""
        return "toc" in self._kinds(name)

    def _kinds(self, name: str) -> set[str]:
        """The first words of the names of a style and its parents."""
        if name not in self._known:
            names = (style.find(f"{W}name") for style in self._chain(name))
            words = [found.get(f"{W}val", "").lower().split() for found in names if found is not None]
            self._known[name] = {first for first, *_ in filter(None, words)}
        return self._known[name]

    def _chain(self, name: str) -> list[Element]:
        chain: list[Element] = []
        while name in self._styles and self._styles[name] not in chain and len(chain) < 12:
            chain.append(self._styles[name])
            parent = chain[-1].find(f"{W}basedOn")
            name = parent.get(f"{W}val", "") if parent is not None else ""
        return chain


def _reference(properties: Element | None) -> tuple[str, int | None]:
    """The list and the level that are named; either may be left to the style."""
    numbered = properties.find(f"{W}numPr") if properties is not None else None
    if numbered is None:
        return "", None
    number, level = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
    list_id = str(number.get(f"{W}val", "")) if number is not None else ""
    return list_id, _number(level, "val") if level is not None else None


def _level(level: Element) -> _Level:
    def value(name: str, default: str) -> str:
        found = level.find(f"{W}{name}")
        return str(found.get(f"{W}val", default)) if found is not None else default

    start, restarts = value("start", "1"), value("lvlRestart", "")
    return _Level(
        format=value("numFmt", "decimal"),
        pattern=value("lvlText", ""),
        start=int(start) if re.fullmatch(r"\d{1,4}", start) else 1,
        restarts=int(restarts) if re.fullmatch(r"\d{1,2}", restarts) else 99,
        is_legal=level.find(f"{W}isLgl") is not None and value("isLgl", "1") not in ("0", "false"),
        style=value("pStyle", ""),
    )


def _number(element: Element, name: str) -> int:
    value = element.get(f"{W}{name}", "0")
    return int(value) if re.fullmatch(r"\d{1,4}", value) else 0


def _written(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
    if levels[level].format == "bullet":
        return "+" if levels[level].pattern.strip() == "+" else "-"
    if levels[level].format == "none":
        return levels[level].pattern if "%" not in levels[level].pattern else ""
    text = levels[level].pattern
    for at, known in levels.items():
        if f"%{at + 1}" in text:
            shown = "decimal" if levels[level].is_legal else known.format
            text = text.replace(f"%{at + 1}", _figure(shown, counts.get(at, known.start)))
    return text.strip()


def _figure(number_format: str, count: int) -> str:
    if number_format in ("upperRoman", "lowerRoman"):
        return _roman(count) if number_format == "upperRoman" else _roman(count).lower()
    # Word counts with "e" where offices that type their letters write "đ".
    if number_format in ("lowerLetter", "upperLetter"):
        letters = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 % 5 + 1)
        return letters.upper() if number_format == "upperLetter" else letters
    return f"{count:02}" if number_format == "decimalZero" else str(count)


def _roman(count: int) -> str:
    figures = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, figure in figures:
        while count >= value and len(text) < 20:
            text += figure
            count -= value
    return text
