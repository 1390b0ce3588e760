from messages.render import environment, parse

TEMPLATE = """Chào <b>{{ name }}</b>
{{ button("Có", "yes:1") }}{{ button("Không", "no:1") }}
{{ button(name, "x") }}
"""


def render(name: str):
    return parse(environment().from_string(TEMPLATE).render(name=name))


def test_buttons_on_one_line_share_a_row():
    words = render("Lan")
    assert words.text == "Chào <b>Lan</b>"
    labels = [(choice.label, choice.data, choice.row) for choice in words.choices]
    assert labels == [("Có", "yes:1", 0), ("Không", "no:1", 0), ("Lan", "x", 1)]


def test_what_users_wrote_is_never_markup():
    assert render("<b>&{{ 7*7 }}</b>").text == "Chào <b>&lt;b&gt;&amp;{{ 7*7 }}&lt;/b&gt;</b>"


def test_what_users_wrote_never_becomes_a_button():
    assert len(render("\x1eXóa\x1fdrop:1").choices) == 3
