import html

from hypothesis import given
from hypothesis import strategies as st

from messages.channel import Choice, Outgoing
from messages.plain import cut, length, numbered, plain


def test_plain_drops_tags_and_entities_and_keeps_what_looks_like_a_tag():
    assert plain("<b>NV2</b> &lt;b&gt; &amp; <code>x</code>\n<i>hết</i>") == "NV2 <b> & x\nhết"


def test_choices_become_numbered_lines():
    message = Outgoing("<b>NV2</b>", (Choice("Xong", "a"), Choice("Còn < nửa", "b", 1)))
    assert numbered(message) == Outgoing("<b>NV2</b>\n1. Xong\n2. Còn &lt; nửa")


def test_a_length_is_counted_as_telegram_counts():
    assert length("<b>ế</b>😀&amp;") == 1 + 2 + 1


def test_a_text_is_cut_at_a_line_end():
    assert cut("<b>một</b>\nhai\nba", 7) == ("<b>một</b>\nhai", "ba")


def test_a_long_line_is_cut_at_a_space_and_loses_its_tags():
    assert cut("<b>một hai ba</b>\nbốn", 8) == ("một hai", "ba\nbốn")


def test_a_pair_of_surrogates_is_not_torn():
    assert cut("😀😀", 3) == ("😀", "😀")


@given(st.lists(st.text(st.sampled_from("ab ế😀&<"), max_size=12), max_size=6), st.integers(2, 9))
def test_the_parts_fit_and_nothing_is_lost_but_white_space(lines: list[str], limit: int):
    text = "\n".join(f"<b>{html.escape(line, quote=False)}</b>" for line in lines)
    parts, rest = [], text
    while rest:
        part, rest = cut(rest, limit)
        parts.append(part)
    assert all(length(part) <= limit for part in parts)
    assert "".join("".join(plain(part) for part in parts).split()) == "".join(plain(text).split())
