"""Whether a document is a changed version of a plan that is being carried out, and how one can tell. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from plans.compare import paired
from plans.draft import PlanDraft
from vietnamese.text import fold, squash

_CHANGES = r"(?:sửa đổi|bổ sung|thay thế|thay đổi|điều chỉnh|cập nhật|bãi bỏ)"
_NAMED = re.compile(rf"{_CHANGES}[^.;]{{0,200}}?Kế hoạch\s+(?:số\s*:?\s*)?(\d+\s?[-/]\s?[\w&/-]+)", re.I)
_SOME = re.compile(
    rf"{_CHANGES}[\w\s,]{{0,40}}\bmột số (?:nội dung|nhiệm vụ|điểm|điều|mục|hoạt động|chỉ tiêu)"
    r"|bổ sung (?:\d+ |các |thêm )?nhiệm vụ|các (?:nội dung|nhiệm vụ) khác[^.;]{0,80}(?:giữ nguyên|không thay đổi)",
    re.I,
)
_HEAD = 6000  # characters; a plan says in its first page or its last order what it changes
_ALIKE_TITLE = 85.0
_SHARED = 0.5  # of the shorter list of tasks


class Sign(StrEnum):
    """How one knows; the surest first."""

    NAMED = "named"  # "điều chỉnh Kế hoạch số 12/KH-STP"
    NUMBER = "number"  # both bear the same number
    ALIKE = "alike"  # title and tasks are nearly the same


@dataclass(frozen=True)
class Version:
    """`of` is the index of the plan that is changed; `partial` where the document says it changes only some tasks."""

    of: int
    sign: Sign
    partial: bool = False


def version_of(draft: PlanDraft, plans: Sequence[PlanDraft]) -> Version | None:
    """The plan that a draft changes. A plan of another year is not changed, it is followed by the next one."""
    partial = is_partial(draft)
    for sign, is_it in ((Sign.NAMED, _names), (Sign.NUMBER, _same_number), (Sign.ALIKE, _alike)):
        found = [at for at, plan in enumerate(plans) if is_it(draft, plan)]
        if found:
            return Version(found[-1], sign, partial)
    return None


def is_partial(draft: PlanDraft) -> bool:
    """True for a document that says it changes some tasks only."""
    return _SOME.search(_opening(draft)) is not None


def _opening(draft: PlanDraft) -> str:
    return squash(f"{draft.title or ''}. {draft.text[:_HEAD]}")


def _number(text: str | None) -> str:
    return re.sub(r"\s", "", fold(text or "").replace("–", "-"))


def _names(draft: PlanDraft, plan: PlanDraft) -> bool:
    cited = {_number(found[1]) for found in _NAMED.finditer(_opening(draft))}
    return bool(plan.number) and _number(plan.number) in cited


def _same_number(draft: PlanDraft, plan: PlanDraft) -> bool:
    same = bool(draft.number) and _number(draft.number) == _number(plan.number)
    return same and _years(draft) == _years(plan)


def _alike(draft: PlanDraft, plan: PlanDraft) -> bool:
    from rapidfuzz import fuzz

    titles = [re.sub(rf"{_CHANGES}[\s,]*", "", each.title or "", flags=re.I) for each in (draft, plan)]
    if not all(titles) or _years(draft) != _years(plan):
        return False
    if fuzz.token_sort_ratio(fold(titles[0]), fold(titles[1])) < _ALIKE_TITLE:
        return False
    shared = len(paired(plan.tasks, draft.tasks))
    return shared > 0 and shared >= _SHARED * min(len(plan.tasks), len(draft.tasks))


def _years(plan: PlanDraft) -> set[str]:
    """The years the plan is for: of its title, else of its days."""
    of_title = set(re.findall(r"\b20\d\d\b", plan.title or ""))
    days = (plan.start, plan.end, plan.date)
    return of_title or {str(next(day.year for day in days if day))} if any(days) else of_title
