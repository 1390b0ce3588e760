"""/nguon: ai báo, lúc nào, nguyên văn gì, of every figure of a report, each in the scope of who asks."""

import re
from dataclasses import dataclass, replace

from handlers import kept
from handlers.asked import PLAN, taken
from handlers.permits import reach
from handlers.reports import chosen, on_a_plan, reported, scope
from handlers.talk import Reply, Talk, id_of
from messages.children import has_child_data
from messages.wording import wording
from models.acts import Act
from models.people import heir_of
from models.permits import Action
from models.plan import Plan
from reports import sources
from reports.report import Report, from_json
from reports.sources import Entry, Made
from reports.wording import STATUS, WITHHELD
from vietnamese.text import fold, squash

_FIGURES, _LINES = 8, 5  # on a page
_LONGEST = 24  # characters of the words, so that a button can carry them
_KEPT = re.compile(r"(?<!\S)(?:ban(?: luu)?(?: so)? ?\d+(?: ?- ?[0-9a-f]+)?|\d+ ?- ?[0-9a-f]{6})(?!\S)")
_TASK = re.compile(r"(?<!\S)(?:nv|nhiem vu)(?: so)? ?(\d{1,4})(?!\S)")


@dataclass(frozen=True)
class Query:
    """`words` are folded: an indicator, a value, a class, or "#1" for a task's figure by its place."""

    task: int | None = None
    words: str = ""
    page: int = 0

    @property
    def code(self) -> str:
        """Without its page, as buttons carry it."""
        return f"{self.task or ''}:{self.words}"


def command(talk: Talk, argument: str) -> list[Reply]:
    """/nguon [bản N] [NV1] [chỉ tiêu, số hoặc mức độ]; alone: all figures to choose from."""
    words = squash(fold(argument))
    snapshot, words = taken(_KEPT, words)
    plan, words = taken(PLAN, words)
    task, words = taken(_TASK, words)
    query = Query(int(task[1]) if task else None, _short(words))
    if snapshot:
        return _of_kept(talk, snapshot[0], query)
    if plan:
        named = reported(talk, int(plan[1]))
        return [_of_plan(talk, named, query) if named else talk.say("report_no_plan", number=plan[1])]
    return on_a_plan(talk, lambda found: [_of_plan(talk, found, query)], "sr", f":{query.code}:0")


def _short(words: str) -> str:
    return words.encode("ascii", "ignore").decode().replace(":", " ")[:_LONGEST].strip()


def press(talk: Talk, argument: str) -> list[Reply]:
    """ "<plan id or s and a snapshot's>:<task>:<words>:<page>"; what is left out is all of it, from the start."""
    of, task, words, page = [*argument.split(":"), "", "", "", ""][:4]
    query = Query(id_of(task), _short(words), id_of(page) or 0)
    if of.startswith("s"):
        return _of_kept(talk, f"ban {of[1:]}", query)
    plan = chosen(talk, of) or reported(talk, id_of(of) or 0)
    return [_of_plan(talk, plan, query)] if plan else [talk.say("button_old")]


def _of_kept(talk: Talk, written: str, query: Query) -> list[Reply]:
    number, digits = kept.read_id(written) or (0, None)
    snapshot = kept.find(talk.session, talk.office.id or 0, number)
    if snapshot is None or not reach(talk, Action.SEE_WORK).covers(heir_of(talk.session, snapshot.unit_id)):
        return [talk.say("report_not_kept", number=number)]
    if not kept.is_of(snapshot, digits):
        return [talk.say("report_other_id", number=number, digits=digits)]
    return [_answer(talk, from_json(snapshot.content), f"s{snapshot.id}", query)]


def _of_plan(talk: Talk, plan: Plan, query: Query) -> Reply:
    return _answer(talk, kept.standing(talk.session, plan, talk.now, scope(talk)), str(plan.id), query)


def _answer(talk: Talk, report: Report, of: str, query: Query) -> Reply:
    found = _found(report, query)
    if len(found) == 1 and query.words:
        return _detail(talk, report, of, query, found)
    if query.task is not None and not query.words:
        return _detail(talk, report, of, query, found)
    if found:
        return _list(talk, report, of, query, found)
    counted = sources.classes(report, query.words)
    if counted and query.task is None:
        statuses, entries = counted
        values = {"classes": [STATUS[status] for status in statuses], "counted": len(entries)}
        return _paged(talk, "source_class", (report, of, query), entries, values)
    return talk.change("source_none", report=report, query=query, of=of)


def _found(report: Report, query: Query) -> list[Made]:
    if not query.words.startswith("#"):
        return sources.figures(report, query.task, query.words)
    return [made for made in sources.figures(report, query.task) if f"#{made.index}" == query.words]


def _list(talk: Talk, report: Report, of: str, query: Query, found: list[Made]) -> Reply:
    at = min(query.page, (len(found) - 1) // _FIGURES)
    shown = found[at * _FIGURES : (at + 1) * _FIGURES]
    more = (at + 1) * _FIGURES < len(found)
    values = {"report": report, "of": of, "code": query.code, "page": at, "more": more}
    return talk.change("source_list", **values, found=shown, count=len(found))


def _detail(talk: Talk, report: Report, of: str, query: Query, found: list[Made]) -> Reply:
    task = next((task for task in report.tasks if task.position == query.task), found[0].task if found else None)
    if task is None:
        return talk.change("source_none", report=report, query=query, of=of)
    entries = sources.entries(task, found[0].tally if query.words else None)
    return _paged(talk, "source", (report, of, query), entries, {"task": task, "found": found})


def _paged(
    talk: Talk, template: str, asked: tuple[Report, str, Query], entries: list[Entry], values: dict[str, object]
) -> Reply:
    report, of, query = asked
    seen = f"snapshot {of[1:]}" if of.startswith("s") else f"plan {of}"
    talk.note(Act.SOURCES_SEEN, seen, task=query.task, page=query.page)
    at = min(query.page, max(len(entries) - 1, 0) // _LINES)
    shown = [_printable(entry) for entry in entries[at * _LINES : (at + 1) * _LINES]]
    more = (at + 1) * _LINES < len(entries)
    pages = {"report": report, "of": of, "code": query.code, "page": at, "more": more, "count": len(entries)}
    return talk.change(template, **pages, entries=shown, **values)


def _printable(entry: Entry) -> Entry:
    """What a rule of today finds to be about a child is not shown, even from a report kept under an earlier one."""
    if entry.line is None or not has_child_data(wording(entry.line.words)):
        return entry
    return replace(entry, line=replace(entry.line, words=WITHHELD))
