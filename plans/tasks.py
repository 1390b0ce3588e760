"""The tasks of an outline, by the rules of docs/reading.md ("Tasks")."""

import re
from dataclasses import replace

from plans.draft import Kind, TaskDraft, Why
from plans.fields import Own, Scope, labelled_scope, task_from
from plans.filters import adds_report, without_difficulties
from plans.items import (
    acts,
    content_text,
    is_heading,
    is_no_task,
    is_plain,
    is_whole,
    label_of_item,
    opens_list,
    whole_text,
)
from plans.label_blocks import LabelBlock, has_labels, label_blocks
from plans.labels import CLOSING_KINDS, Label, split_inline
from plans.markers import Level
from plans.outline import Node
from plans.prose import subject_of, units_of_heading
from plans.scopes import enter
from plans.tables import SAME_AS_ABOVE, table_tasks
from plans.why import NOBODY, Way, explain, found_in


def tasks_of(root: Node, scope: Scope) -> list[TaskDraft]:
    """Every task under a root whose children are the sections of a plan."""
    found: list[TaskDraft] = []
    for child in _with_tables(root.children):
        if isinstance(child, list):
            found += table_tasks(child, scope)
        elif child.is_counted:
            found += _under(child, scope, [], top=True)
    return _said_above(found)


def _said_above(tasks: list[TaskDraft]) -> list[TaskDraft]:
    """The tasks with the units of the task before where a label says "như trên"."""
    found: list[TaskDraft] = []
    for task in tasks:
        for field in ("leads", "cooperators") if found else ():
            named = getattr(task, field)
            if len(named) == 1 and SAME_AS_ABOVE.fullmatch(named[0]):
                above = getattr(found[-1], field)
                # Where the task above names nobody, nothing is left to explain.
                task = replace(task, **{field: above}, why=task.why if above else _other_why(task, field))  # noqa: PLW2901
        found.append(task)
    return found


def _with_tables(children: list[Node]) -> list[Node | list[Node]]:
    """The children in order, each run of table rows as one list."""
    grouped: list[Node | list[Node]] = []
    for child in children:
        if child.row is None:
            grouped.append(child)
        elif grouped and isinstance(grouped[-1], list):
            grouped[-1].append(child)
        else:
            grouped.append([child])
    return grouped


def _under(node: Node, scope: Scope, shared: list[Label], *, top: bool = False) -> list[TaskDraft]:
    """The tasks of one heading or item; `shared` labels stand at the end of its siblings (rule 2)."""
    scope = enter(node, scope, top=top)
    if not scope.is_read:
        return [task for child in node.children for task in _under(child, scope, [])] or _exception(node, scope)
    rows = [child for child in node.children if child.row is not None]
    if rows and _stands_alone(node):
        own = replace(node, children=[child for child in node.children if child.row is None])
        return _under(own, scope, shared) + table_tasks(rows, replace(scope, leads=NOBODY, cooperators=NOBODY))
    if has_labels(node) and not any(child.is_counted and child.label is None for child in node.children):
        return _labelled(node, scope)
    if not node.children or is_whole(node):
        return _one(node, scope, shared)
    return _listed(node, scope, is_section=top or node.level <= Level.SECTION)


def _stands_alone(node: Node) -> bool:
    """True for an item that is work itself, so that a table right below it is a list of further work."""
    points = re.search(r"\b(?:bảng|biểu|phụ lục|sau đây|dưới đây|như sau)\b", node.text, re.I)
    is_work = not is_heading(node.text) and not opens_list(node) and not points
    return node.level > Level.SECTION and (has_labels(node) or is_work)


def _one(node: Node, scope: Scope, shared: list[Label]) -> list[TaskDraft]:
    own = Own(whole_text(node), (node.start, node.last), label_of_item(node))
    if is_no_task(own.text, node, scope) or (node.level <= Level.SECTION and is_heading(node.text)):
        return []
    return [task_from(own, shared, scope)]


def _labelled(node: Node, scope: Scope) -> list[TaskDraft]:
    """Rule 1: each run of content with the label lines after it."""
    heading = is_heading(node.text)
    blocks = label_blocks(node, own_sentence=not heading)
    # Several label blocks under one item show that its words only head them, whatever their full stop says.
    heading = heading or sum(bool(block.labels) for block in blocks) > 1
    found: list[TaskDraft] = []
    for block in blocks:
        if not block.labels:
            found += [task for child in block.contents for task in _under(child, scope, [])]
            continue
        own = _own_of(node, block, heading=heading, is_first=block is blocks[0])
        has_title = heading and len(blocks) == 1 and own.text != node.text and scope.kind.value is Kind.ACTIVITY
        title = node.text.rstrip(" :.") if has_title and not units_of_heading(node.text) else None
        found.append(task_from(replace(own, title=title), block.labels, scope))
    return found


def _own_of(node: Node, block: LabelBlock, *, heading: bool, is_first: bool) -> Own:
    """The words of a labelled block; the item's own words go with the first unless they only head the others."""
    body = "\n".join(filter(None, map(content_text, block.contents)))
    if is_first and (not heading or not body):
        body = "\n".join(filter(None, (node.text, body)))
    start = node.start if is_first else block.nodes[0].start
    return Own(body, (start, max(child.last for child in block.nodes)), label_of_item(node))


def _listed(node: Node, scope: Scope, *, is_section: bool) -> list[TaskDraft]:
    """A heading over a list (rule 4), over paragraphs (rule 5), or over both."""
    found, scope, children = _labels_above(node, scope)
    counted = [child for child in children if child.is_counted]
    shared = _shared_labels(counted)
    if (
        not counted
        and not is_section
        and not units_of_heading(node.text)
        and all(is_plain(child) for child in children)
    ):
        return _one_of_paragraphs(node, scope)
    # An unmarked paragraph below a list closes the section, or goes on with nothing of its own.
    listed = min((c.start for c in children if not is_plain(c) and c.level != Level.OPENER), default=node.last)
    for child in _with_tables(children):
        if isinstance(child, list):
            found += table_tasks(child, scope)
        elif is_plain(child):
            tasks = _paragraph(child, scope, beside_list=bool(counted), closing=child.start > listed)
            found += (
                [replace(task, label=label_of_item(node)) for task in tasks]
                if len(children) == 1 and not is_section
                else tasks
            )
        else:
            found += _objects(node, child, _under(child, scope, [] if has_labels(child) else shared), scope)
    return found


def _labels_above(node: Node, scope: Scope) -> tuple[list[TaskDraft], Scope, list[Node]]:
    """Label lines before the first item: with a paragraph they are a task, alone they speak for the whole list."""
    at = next((at for at, child in enumerate(node.children) if child.is_counted and child.label is None), 0)
    above = node.children[:at]
    labels = [child.label for child in above if child.label is not None and child.label.kind in CLOSING_KINDS]
    if not labels:
        return [], scope, node.children
    if not any(map(is_plain, above)):
        return [], labelled_scope(labels, scope), node.children[at:]
    tasks = _labelled(replace(node, children=above), scope)
    tasks = [replace(task, label=None, title=None, why=_other_why(task, "title")) for task in tasks]
    return tasks, scope, node.children[at:]


def _objects(node: Node, child: Node, tasks: list[TaskDraft], scope: Scope) -> list[TaskDraft]:
    """A dash that names only the object of the heading's action has the heading as its title."""
    if child.level != Level.DASH or not acts(node.text) or acts(child.text) or subject_of(child.text):
        return tasks
    title = found_in(node.text.rstrip(" :."), Way.HEADING, (node.start, node.end))
    why = explain(scope.text, title=title)
    return [task if task.title else replace(task, title=title.value, why=(*task.why, *why)) for task in tasks]


def _other_why(task: TaskDraft, field: str) -> tuple[Why, ...]:
    return tuple(why for why in task.why if why.field != field)


def _shared_labels(counted: list[Node]) -> list[Label]:
    """Labels that stand once, at the end of numbered siblings (rule 2)."""
    # Items that name units of their own, or have bullets, are no such run of siblings.
    if len(counted) < 2 or not has_labels(counted[-1]) or any(has_labels(child) for child in counted[:-1]):
        return []
    if any(child.children or subject_of(child.text) or split_inline(child.text)[1] for child in counted[:-1]):
        return []
    blocks = label_blocks(counted[-1], own_sentence=True)
    return [label.shared() for block in blocks for label in block.labels]


def _one_of_paragraphs(node: Node, scope: Scope) -> list[TaskDraft]:
    own_words = not is_heading(node.text)
    text = "\n".join([node.text, *(child.text for child in node.children)][0 if own_words else 1 :])
    if is_no_task(text, node, scope):
        return []
    title = None if own_words or scope.kind.value is Kind.DUTY else node.text.rstrip(" :.")
    return [task_from(Own(text, (node.start, node.last), label_of_item(node), title), [], scope)]


def _paragraph(node: Node, scope: Scope, *, beside_list: bool, closing: bool) -> list[TaskDraft]:
    """An unmarked paragraph of a section; beside a list it is a task only if it orders a report or sets a time."""
    if is_no_task(node.text, node, scope) or (beside_list and not closing):
        return []
    task = task_from(Own(node.text, (node.start, node.end)), [], replace(scope, leads=NOBODY) if closing else scope)
    if not task.leads and adds_report(node.text):
        told = subject_of(re.sub(r".*?\b(?=(?:yêu cầu|đề nghị|giao)\s)", "", node.text, count=1, flags=re.I))
        leads = found_in(tuple(told), Way.SUBJECT, (node.start, node.end), *told)
        return [replace(task, leads=leads.value, why=(*task.why, *explain(scope.text, leads=leads)))]
    # Beside a list an unmarked paragraph mostly just closes the plan.
    if closing and not (task.leads and (task.timing or "báo cáo" in without_difficulties(node.text))):
        return []
    return [task]


def _exception(node: Node, scope: Scope) -> list[TaskDraft]:
    """An item of a section that is not read, which hands a named unit a concrete action."""
    if (
        node.row is not None
        or not re.match(r"giao\s|(?:[^,;.]{3,120}) chủ trì\b|.{0,300}[.;] (?-i:Giao) ", node.text, re.I)
        or not subject_of(node.text)
    ):
        return []
    return [task_from(Own(whole_text(node), (node.start, node.last), label_of_item(node)), [], scope)]
