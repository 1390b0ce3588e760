"""Plans told as news or as a summary, without sections: dashes, or clauses of one sentence (rules 4 and 6)."""

import re

from plans.draft import TaskDraft
from plans.fields import Own, Scope, task_from
from plans.markers import Level
from plans.outline import Node

_OPENS_CLAUSES = re.compile(
    r"(?:hoạt động|nhiệm vụ|nội dung|công việc|giải pháp)\b[^.;]{0,200}?:\s+(?=[A-ZĐÀ-Ỵ])", re.I
)
_ORDERS = re.compile(r"\b(?:yêu cầu|giao|đề nghị) (?=\w)")
_CLAUSE = re.compile(r";\s+(?=[A-ZĐÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỵ])")


def news_tasks(root: Node, scope: Scope) -> list[TaskDraft]:
    """Dashes of a summary, else the clauses of the sentence that lists the work, else orders that set a day."""
    dashes = [node for node in root.walk() if node.level in (Level.DASH, Level.PLUS) and node.label is None]
    # One dash alone is a hyphen that began a line.
    if len(dashes) > 1:
        dashes = [node for node in dashes if len(node.text) > 8]
        tasks = [task_from(Own(node.text, (node.start, node.last)), [], scope) for node in dashes]
        return tasks + [task for task in _orders(root, scope) if task.source[0] >= dashes[-1].last]
    for node in root.children:
        opened = _OPENS_CLAUSES.search(node.text)
        clauses = _CLAUSE.split(node.text[opened.end() :]) if opened else []
        if opened and len(clauses) > 1:
            tasks = _clauses(node, opened.end(), clauses, scope)
            return tasks + [task for task in _orders(root, scope) if task.source[0] >= node.last]
    return _orders(root, scope)


def _orders(root: Node, scope: Scope) -> list[TaskDraft]:
    """Paragraphs that order a unit to do something by a day, or to report."""
    orders = [node for node in root.walk() if node.level == Level.PLAIN and not node.row and _ORDERS.search(node.text)]
    tasks = [task_from(Own(node.text, (node.start, node.end)), [], scope) for node in orders]
    return [task for task in tasks if task.leads and (task.timing or "báo cáo" in task.text)]


def _clauses(node: Node, at: int, clauses: list[str], scope: Scope) -> list[TaskDraft]:
    tasks = []
    for clause in clauses:
        at = node.text.index(clause, at)
        start = min(node.start + at, node.end)
        tasks.append(task_from(Own(clause.strip(), (start, min(start + len(clause), node.end))), [], scope))
        at += len(clause)
    return tasks
