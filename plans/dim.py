"""What was hard to read in a scan: fields that rest on such words are doubtful."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from plans.blocks import Notice
from plans.draft import PlanDraft, TaskDraft
from plans.why import FIELDS
from vietnamese.text import clean, squash

_SURE = 0.4  # of a field with a hard word: below what passes without a look
Span = tuple[int, int]


def with_notices(draft: PlanDraft, notices: Sequence[Notice]) -> PlanDraft:
    """The draft with what the reading itself leaves in doubt."""
    said = tuple(notice.text for notice in notices if notice.text)
    spans = [span for notice in notices for phrase in notice.dim for span in _places(draft.text, phrase)]
    tasks = tuple(_doubtful(task, spans, draft.text) for task in draft.tasks)
    return replace(draft, doubts=said + draft.doubts, tasks=tasks)


def _places(text: str, phrase: tuple[str, str, str]) -> list[Span]:
    """Where the middle word stands: with both neighbours, else with one, as the end of a line or cell parts them."""
    before, word, after = (squash(clean(part)) for part in phrase)
    for start, end in ((f"{before} ", f" {after}"), (f"{before} ", ""), ("", f" {after}")):
        passage = start.lstrip() + word + end.rstrip() if start.strip() or end.strip() else ""
        if passage:
            found = list(_all(text, passage))
            if found:
                skipped = len(start.lstrip())
                return [(at + skipped, at + skipped + len(word)) for at in found]
    return []


def _all(text: str, passage: str) -> Iterable[int]:
    at = text.find(passage)
    while at >= 0:
        yield at
        at = text.find(passage, at + 1)


def _doubtful(task: TaskDraft, spans: Sequence[Span], text: str) -> TaskDraft:
    doubts = []
    why = list(task.why)
    for at, reason in enumerate(why):
        hard = [text[slice(*span)] for span in spans if reason.source[0] <= span[0] < reason.source[1]]
        if hard and reason.field in FIELDS and reason.field not in ("title", "kind"):
            why[at] = replace(reason, sure=min(reason.sure, _SURE))
            doubts.append(f"Chữ quét không rõ ở {FIELDS[reason.field]}: “{'”, “'.join(dict.fromkeys(hard))}”")
    hard = [text[slice(*span)] for span in spans if task.source[0] <= span[0] < task.source[1]]
    words = [word for word in dict.fromkeys(hard) if word in task.text and not any(word in doubt for doubt in doubts)]
    if words:
        doubts.append(f"Chữ quét không rõ ở nội dung: “{'”, “'.join(words)}”")
    return replace(task, why=tuple(why), doubts=(*task.doubts, *dict.fromkeys(doubts))) if doubts else task
