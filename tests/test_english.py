"""Every Vietnamese template has an English twin that offers the same and says it in English."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from jinja2 import meta, nodes

from messages.render import TEMPLATES, environment

NAMES = sorted(path.stem for path in (TEMPLATES / "vi").glob("*.j2"))
VIETNAMESE = re.compile("[à-ỹÀ-ỸăâđêôơưĂÂĐÊÔƠƯ]")
AS_TYPED = re.compile(r'"[^"\n]*"|“[^”\n]*”|<code>.*?</code>|Đôn Đốc|\d+/NĐ-CP')
"""What stands in Vietnamese inside English: examples of replies, in quotes, the bot's own name, a decree's number."""
DATA = {
    "Tiếng Việt",  # a language calls itself by its own name
    "chỉ tiêu",  # how a plan's own words begin
    "không rõ, cần xem",  # the reader's reason, compared
    "không rõ",
    "đề nghị gia hạn",  # the report's words, compared
    "thứ 2",
    "thứ 4",
    "thứ 5",
    "thứ 6",
    "có",
    "không",  # values as typed, whose English stands beside them
}


@cache
def tree(language: str, name: str) -> nodes.Template:
    return environment(language).parse((TEMPLATES / language / f"{name}.j2").read_text("utf-8"))


def buttons(template: nodes.Template) -> Counter[str]:
    """The data of each button, as written."""
    calls = (call for call in template.find_all(nodes.Call) if getattr(call.node, "name", "") == "button")
    return Counter(repr(call.args[1]) for call in calls)


def others(template: nodes.Template) -> set[str]:
    """The templates that it imports or includes."""
    return {
        str(each.template.value)
        for each in template.find_all((nodes.FromImport, nodes.Import, nodes.Include))
        if isinstance(each.template, nodes.Const)
    }


def signatures(template: nodes.Template) -> dict[str, tuple[str, ...]]:
    return {macro.name: tuple(arg.name for arg in macro.args) for macro in template.find_all(nodes.Macro)}


def sentences(template: nodes.Template) -> Iterator[str]:
    """Its own words, with X for each value in them."""
    for output in template.find_all(nodes.Output):
        yield "".join(part.data if isinstance(part, nodes.TemplateData) else "X" for part in output.nodes)


def test_no_template_is_of_one_language_only():
    assert {path.stem for path in (TEMPLATES / "en").glob("*.j2")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_twins_take_the_same_values_and_offer_the_same_buttons(name: str):
    office, english = tree("vi", name), tree("en", name)
    assert meta.find_undeclared_variables(english) == meta.find_undeclared_variables(office)
    assert buttons(english) == buttons(office)
    assert signatures(english).items() >= signatures(office).items()


@pytest.mark.parametrize("name", NAMES)
def test_an_english_template_has_english_words_and_parts_only(name: str):
    english = tree("en", name)
    for words in sentences(english):
        assert not VIETNAMESE.search(AS_TYPED.sub("", words)), words
    labels = {str(const.value) for const in english.find_all(nodes.Const)}
    assert not {label for label in labels - DATA if VIETNAMESE.search(AS_TYPED.sub("", label))}
    assert all(other.startswith("en/") for other in others(english))
    assert {each.name for each in english.find_all(nodes.Filter)} <= environment("en").filters.keys()


@pytest.mark.parametrize("name", NAMES)
def test_a_part_has_what_is_taken_from_it(name: str):
    for each in tree("en", name).find_all(nodes.FromImport):
        taken = {name if isinstance(name, str) else name[0] for name in each.names}
        assert taken <= signatures(tree("en", each.template.value[3:-3])).keys()
