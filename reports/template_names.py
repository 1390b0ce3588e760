"""What a form may ask of Jinja2: names, rows, conditions and a few filters, so that it neither calls anything nor runs
for long. Every statement is walked with examples of the values that it will have."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes

from reports.template_fill import FILTERS, TESTS
from vietnamese.text import fold, shorten

_DEEPEST = 3  # loops in one another
_LOOP = {"index": 1, "index0": 0, "revindex": 1, "length": 1, "first": True, "last": True}
_NUMBERS = (nodes.Add, nodes.Sub)
_OF_NUMBERS = ("even", "odd")
_ALLOWED = (*_NUMBERS, nodes.CondExpr, nodes.Compare, nodes.Concat, nodes.Not, nodes.And, nodes.Or, nodes.Test)
Scope = Mapping[str, Any]


@dataclass
class Checked:
    """One part's text by lines, and what was found in it."""

    lines: list[str]
    found: list[str] = field(default_factory=list)

    def line(self, number: int, what: str) -> str:
        text = html.unescape(re.sub(r"<[^>]*>", "", self.lines[min(number, len(self.lines)) - 1]))
        return f"Đoạn “{shorten(text, 80)}”: {what}."

    def _say(self, node: nodes.Node, what: str) -> None:
        self.found.append(self.line(node.lineno, what))

    def statement(self, node: nodes.Node, scope: dict[str, Any], rows: tuple[str, ...]) -> None:
        """`rows` are the names that the loops around give their rows."""
        match node:
            case nodes.Output():
                for printed in node.nodes:
                    self._printed(printed, scope)
            case nodes.If():
                self._value(node.test, scope)
                for each in (*node.body, *node.elif_, *node.else_):
                    self.statement(each, scope, rows)
            case nodes.For():
                self._loop(node, scope, rows)
            case nodes.Assign(target=nodes.Name(name=name)):
                scope[name] = self._value(node.node, scope)
            case _:
                self._say(node, "lệnh này không dùng được trong mẫu; chỉ có for, if, set")

    def _loop(self, node: nodes.For, scope: dict[str, Any], rows: tuple[str, ...]) -> None:
        over = self._value(node.iter, scope)
        if not isinstance(node.target, nodes.Name) or node.recursive:
            return self._say(node, "viết {% for d in danh_sach %}, chỉ một tên cho mỗi dòng")
        if over is not None and not isinstance(over, list):
            return self._say(node, "chỉ chạy được vòng lặp trên một danh sách")
        if rows and (len(rows) >= _DEEPEST or _root(node.iter) not in rows):
            return self._say(node, "vòng lặp bên trong phải chạy trên dòng của vòng ngoài")
        name = node.target.name
        inner = {**scope, "loop": _LOOP, name: over[0] if over else None}
        if node.test:
            self._value(node.test, inner)
        for each in (*node.body, *node.else_):
            self.statement(each, inner, (*rows, name))
        return None

    def _printed(self, node: nodes.Expr, scope: Scope) -> None:
        match self._value(node, scope):
            case {**columns}:
                self._say(node, f"đây là một dòng nhiều cột, hãy in từng cột: {', '.join(map(str, columns))}")
            case [{}, *_]:
                self._say(node, "đây là danh sách nhiều dòng, hãy dùng {%tr for d in … %}")

    def _value(self, node: nodes.Node, scope: Scope) -> Any:
        """A value like the one that it will have; None where that is wrong and told already."""
        match node:
            case nodes.TemplateData() | nodes.Const():
                return node.as_const()
            case nodes.Name():
                return self._named(node, node.name, scope)
            case nodes.Getattr(attr=str() as key) | nodes.Getitem(arg=nodes.Const(value=str() as key)):
                return self._column(node, key, self._value(node.node, scope))
            case nodes.Filter():
                return self._filtered(node, scope)
            case _:
                return self._reckoned(node, scope)

    def _reckoned(self, node: nodes.Node, scope: Scope) -> Any:
        if isinstance(node, nodes.Call):
            return self._say(node, "mẫu không được gọi hàm; hãy chỉ dùng các tên có sẵn")
        if not isinstance(node, _ALLOWED):
            return self._say(node, "phép tính này không dùng được trong mẫu")
        if isinstance(node, nodes.Test) and node.name not in TESTS:
            self._say(node, f"không có phép thử “{node.name}”; chỉ có {', '.join(TESTS)}")
        parts = (each.expr if isinstance(each, nodes.Operand) else each for each in node.iter_child_nodes())
        found = [self._value(each, scope) for each in parts]
        if isinstance(node, nodes.Test) and node.name in _OF_NUMBERS and isinstance(found[0], (str, list)):
            self._say(node, f"phép thử “{node.name}” chỉ dùng được với số như loop.index, không dùng với chữ")
        if isinstance(node, nodes.Compare) and _mixed(node, found):
            self._say(node, "không so sánh được chữ với số; mọi tên đều in ra chữ, kể cả số thứ tự")
        if isinstance(node, _NUMBERS):
            if any(not isinstance(each, int) for each in found if each is not None):
                self._say(node, "chỉ cộng trừ được số thứ tự như loop.index + 1; nối chữ bằng dấu ~")
            return 1
        return found[1] if isinstance(node, nodes.CondExpr) else ""

    def _named(self, node: nodes.Node, name: str, scope: Scope) -> Any:
        if name not in scope:
            self._say(node, f"không có biến nào tên “{name}”{_nearest(name, scope)}")
        return scope.get(name)

    def _column(self, node: nodes.Node, name: str, row: Any) -> Any:
        if row is None:
            return None
        if not isinstance(row, dict):
            return self._say(node, f"“.{name}” chỉ dùng được với một dòng của danh sách")
        if name not in row:
            self._say(node, f"dòng này không có cột “{name}”{_nearest(name, row)}")
        return row.get(name)

    def _filtered(self, node: nodes.Filter, scope: Scope) -> Any:
        found = self._value(node.node, scope) if node.node else None
        for each in (*node.args, *(pair.value for pair in node.kwargs)):
            self._value(each, scope)
        if node.name not in FILTERS:
            return self._say(node, f"không có bộ lọc “{node.name}”; chỉ có {', '.join(FILTERS)}")
        if node.name == "length":
            return 1
        return found[0] if node.name in ("first", "last") and found and isinstance(found, list) else ""


def _mixed(node: nodes.Compare, found: list[Any]) -> bool:
    """Whether a comparison by size is between a number and something else."""
    by_size = any(each.op not in ("eq", "ne", "in", "notin") for each in node.ops)
    return by_size and len({isinstance(each, int) for each in found if each is not None}) > 1


def _root(node: nodes.Node) -> str:
    while isinstance(node, (nodes.Getattr, nodes.Getitem)):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""


def _nearest(name: str, known: Scope) -> str:
    found = get_close_matches(fold(name), known, n=1, cutoff=0.5)
    return f"; gần nhất: {found[0]}" if found else f"; có: {', '.join(known)}" if len(known) < 15 else ""
