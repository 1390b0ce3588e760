"""I. Công tác chỉ đạo, triển khai: what the plan laid down, how it was followed, and how many units have answered."""

from models.assignment import Duty, Said
from models.item import ItemKind
from reports.efforts import amended, urged
from reports.report import Head, Line, Report
from reports.wording import count
from vietnamese.text import fold
from vietnamese.writing import day

_QUOTES = '“”"'


def direction(report: Report) -> list[str]:
    """One sentence or two a paragraph; the last tells how many units have reported."""
    if report.head.unit:
        return _own_work(report)
    told = [_laid_down(report), *amended(report.efforts)]
    followed = [*filter(None, (urged(report.efforts),)), *_settled(report)]
    told += [f"{report.head.office} đã {'; '.join(followed)}."] if followed else []
    everyone = _units(report, Duty.LEAD) | _units(report, Duty.COOPERATOR)
    reported = {part.unit for task in report.tasks for part in task.parts if part.reported}
    told.append(
        f"Tính đến ngày {day(report.head.day)}, {count(len(reported))}/{count(len(everyone))} đơn vị đã báo cáo, "
        f"với {count(_said(report))} lượt báo cáo."
    )
    return told


def _laid_down(report: Report) -> str:
    head, leads, cooperators = report.head, _units(report, Duty.LEAD), _units(report, Duty.COOPERATOR)
    also = f" và {count(len(cooperators))} đơn vị phối hợp" if cooperators else ""
    theme = f" với chủ đề “{head.theme.strip(_QUOTES)}”," if head.theme else ""
    tasks = f"gồm {count(len(report.tasks))} nhiệm vụ, giao {count(len(leads))} đơn vị chủ trì{also}"
    return f"{_issued(head)}{theme} {tasks}."


def _issued(head: Head) -> str:
    """The plan was cited in full before: by its number alone."""
    named = f"Kế hoạch số {head.plan_number}" if head.plan_number else "Kế hoạch"
    own = head.plan_issuer is not None and fold(head.plan_issuer) == fold(head.office)
    return f"{head.office} đã ban hành {named}" if own else named


def _settled(report: Report) -> list[str]:
    """How many of the units' obstacles and questions were answered, and whose deadline was moved."""
    told = []
    for kind, words in ((ItemKind.BLOCKER, "khó khăn, vướng mắc"), (ItemKind.QUESTION, "câu hỏi")):
        raised = [issue for issue in report.issues if issue.kind is kind]
        answered = sum(issue.answer is not None for issue in raised)
        if answered:
            told.append(f"xem xét, trả lời {count(answered)}/{count(len(raised))} {words} của đơn vị")
    parts = [part for task in report.tasks for part in task.parts if part.duty is Duty.LEAD]
    moved = sum(part.original_due is not None and part.due != part.original_due for part in parts)
    return told + ([f"điều chỉnh thời hạn {count(moved)} lượt nhiệm vụ"] if moved else [])


def _own_work(report: Report) -> list[str]:
    parts = [part for task in report.tasks for part in task.parts]
    led = sum(part.duty is Duty.LEAD for part in parts)
    reported = sum(part.reported for part in parts)
    return [
        f"Đơn vị được giao {count(len(parts))} nhiệm vụ của Kế hoạch: chủ trì {count(led)}, "
        f"phối hợp {count(len(parts) - led)}; đã báo cáo {count(reported)} nhiệm vụ, với {count(_said(report))} "
        "lượt báo cáo."
    ]


def _said(report: Report) -> int:
    return sum(_tells(line) for task in report.tasks for part in task.parts for line in part.lines)


def _tells(line: Line) -> bool:
    """A receipt is no report, nor is what was corrected or taken back."""
    return line.counts and line.said not in (Said.RECEIVED, Said.WITHDRAWN)


def _units(report: Report, duty: Duty) -> set[str]:
    return {part.unit for task in report.tasks for part in task.parts if part.duty is duty}
