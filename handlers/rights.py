"""docs/permissions.md, made from the table: python -m handlers.rights > docs/permissions.md."""

import sys

from handlers.routes import COMMANDS, IN_GROUPS
from models.permits import NOT_BY_LINK, ROLES, TABLE, Action, Scope

_SCOPES = {Scope.NONE: "", Scope.OWN: "own", Scope.UNIT: "unit", Scope.OFFICE: "office"}
_HEAD = """# Permissions

Made from the table in `models/permits.py` by `python -m handlers.rights > docs/permissions.md`; a test compares them.

- **office**: of everybody in the office. Another office of the same installation is never seen.
- **unit**: of the units in which the person holds a post, and what is asked of the person.
- **own**: what is asked of, given to or said by the person.

Somebody with several posts may do what any of them allows, each in its own unit. Whoever has left may do nothing from
that moment on, and a stranger gets a welcome without any name in it. An **observer** reads and is reminded of nothing;
an **administrator** looks after people and settings and sees no work.

A group chat shows the work of the one unit that it is bound to, and only to those who may see it in private; whoever
presses or types there is authorised as in private, and then for that unit alone. A group that is bound to no unit sees
nothing. In groups only these commands work: {groups}.

By the link of an e-mail, which can be forwarded, nobody may: {by_link}; nor get a code for one more platform.

A button is checked when it is pressed: that its sender may do this, and that the row is of the sender's scope. A forged
number, another unit's and another office's get one and the same answer, that of a button which is no longer valid.
"""


def page() -> str:
    groups = ", ".join(f"`/{name}`" for name in sorted(IN_GROUPS))
    by_link = ", ".join(action.value for action in TABLE if action in NOT_BY_LINK)
    roles = [role.value for role in ROLES]
    rows = [
        ["to", "in the office's words", *roles, "commands"],
        ["---"] * (len(roles) + 3),
        *([action.value, *_line(action)] for action in TABLE),
    ]
    table = "\n".join(f"| {' | '.join(row)} |".replace("|  |", "| |").replace("|  |", "| |") for row in rows)
    return f"{_HEAD.format(groups=groups, by_link=by_link)}\n{table}\n"


def _line(action: Action) -> list[str]:
    permit = TABLE[action]
    commands = [f"`/{name}`" for name, (needs, _) in COMMANDS.items() if needs is action]
    return [permit.words, *(_SCOPES[permit.scopes[role]] for role in ROLES), ", ".join(commands)]


if __name__ == "__main__":
    sys.stdout.write(page())
