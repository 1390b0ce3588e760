"""One item of an outline: its words, whether it only heads others, and whether it is a task at all."""

import re

from plans.fields import Scope
from plans.filters import (
    MONEY_WORK,
    is_about_difficulties,
    is_about_money,
    is_catch_all,
    is_closing,
    is_last_word,
    is_pointer,
    is_running_order,
    without_difficulties,
)
from plans.labels import LabelKind
from plans.letterhead import is_place_and_date
from plans.markers import Level
from plans.outline import Node
from plans.prose import later_subject, subject_of, units_of_heading
from plans.verbs import VERB

_SUMS_UP = re.compile(r"trên đây là\b", re.I)
_GIVEN_MONEY = re.compile(r"\b(?:ngân sách|kinh phí|dự toán)(?: \w+){0,4} giao\b[^.;]*", re.I)


def opens_list(node: Node) -> bool:
    """True for words that end in a colon."""
    return node.text.rstrip().endswith(":")


def is_heading(text: str) -> bool:
    """True for words that only name what follows: no final full stop, no sentence, not long."""
    text = text.rstrip()
    if text.endswith(":"):
        return len(text) <= 120 and not re.search(r"(?:sau|cụ thể|gồm|là|như)\s*:$", text, re.I)
    return not re.search(r"[.;,…]['\"”)]?$", text) and len(text) <= 240 and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    return len(text) > 60 and bool(subject_of(text)) and not units_of_heading(text)


def acts(text: str) -> bool:
    """True for words that open with a verb."""
    return bool(VERB.match(text[:1].lower() + text[1:]))


def is_whole(node: Node) -> bool:
    """True for an item with a sentence of its own whose dashes only explain it (rule 4)."""
    if node.level in (Level.DASH, Level.PLUS):
        return True
    listed = [child for child in node.children if child.level != Level.PLAIN]
    counted = any(child.is_counted or child.row for child in node.children)
    if counted or node.level <= Level.SECTION or opens_list(node):
        return False
    if not listed:
        return not is_heading(node.text)
    return not is_heading(node.text) and not (len(node.text) <= 80 and len(listed) > 1 and not subject_of(node.text))


def is_no_task(text: str, node: Node, scope: Scope) -> bool:
    """True for catch-alls, difficulties, closing orders and sources of money."""
    if sum(map(str.isalpha, text)) < 3 or is_catch_all(text) or is_about_difficulties(text):
        return True
    if _SUMS_UP.match(text) and "báo cáo" not in without_difficulties(text):
        return True
    if is_pointer(text) or is_running_order(text) or is_place_and_date(text) or is_last_word(text):
        return True
    if node.level == Level.OPENER and not node.children and opens_list(node):
        return True  # it opens a table, or a list of another level
    # Where money comes from is no work, unless a unit is told to see to it.
    if scope.is_money or is_about_money(text):
        # "ngân sách giao Chi cục A" gives money, not work.
        said = _GIVEN_MONEY.sub("", text)
        return not (subject_of(said) or later_subject(text, MONEY_WORK) or scope.leads)
    return node.level in (Level.PLAIN, Level.OPENER) and is_closing(text) and not (scope.leads or subject_of(text))


def _own_words(node: Node) -> str:
    """The words of a node without a content label ("Nội dung 1:")."""
    has_content = node.label is not None and node.label.kind is LabelKind.CONTENT and node.label.value
    return node.label.value if has_content and node.label else node.text


def whole_text(node: Node) -> str:
    """The words of a node and of all below it, a line each, with the markers of what stands below."""
    marks = {Level.DASH: "- ", Level.PLUS: "+ "}
    lines = [_own_words(node)]
    for below in list(node.walk())[1:]:
        mark = marks.get(below.level, f"{below.name} " if below.name else "")
        lines.append(mark + below.text)
    return "\n".join(line for line in lines if line.strip())


def label_of_item(node: Node) -> str | None:
    """The number or letter of an item; None for a dash."""
    return node.name if node.is_counted else None


def content_text(child: Node) -> str:
    """The words that a paragraph adds to a labelled task."""
    if child.label is not None and child.label.kind is LabelKind.CONTENT:
        return child.label.value
    return whole_text(child)


def is_plain(node: Node) -> bool:
    """True for an unmarked paragraph that is no label line."""
    return node.level == Level.PLAIN and node.row is None and node.label is None
