"""The report's sentences, part by part of the outline in use, from a Report alone."""

from collections import defaultdict
from collections.abc import Sequence

from models.assignment import Duty, Status
from reports.achieved import evidence, notes, results
from reports.direction import direction
from reports.narrative import what_was_done
from reports.report import Head, Report, TaskResult
from reports.totals import reconciled
from reports.wording import STATUS, count, numbers_of, percent, sentence
from vietnamese.writing import day, number

__all__ = [  # all that a document prints, from here alone
    "HINDRANCES", "about", "addressees", "assessment", "assigned_to", "closing", "direction", "evidence", "listed",
    "notes", "opening", "plan_reference", "proposals", "rate_lines", "recipients", "remarks", "results", "subject",
    "total_rows", "totals", "untold", "waiting", "what_was_done",
]  # fmt: skip
HINDRANCES = "Tồn tại, hạn chế; khó khăn, vướng mắc"
_VERBS = (
    "Tổ chức",
    "Thực hiện",
    "Triển khai",
    "Tăng cường",
    "Hưởng ứng",
    "Phát động",
    "Đẩy mạnh",
    "Nâng cao",
    "Công tác",
)


def plan_reference(head: Head) -> str:
    """The plan as documents cite it; what the plan left blank stays out."""
    pieces = ["Kế hoạch"]
    if head.plan_number:
        pieces.append(f"số {head.plan_number}")
    if head.plan_date:
        pieces.append(f"ngày {day(head.plan_date)}")
    if head.plan_issuer:
        pieces.append(f"của {head.plan_issuer}")
    if head.plan_title:
        pieces.append(about(head.plan_title))
    return " ".join(pieces)


def about(title: str) -> str:
    """A plan's title as it goes on in a sentence: "Tổ chức Tháng ..." -> "về tổ chức Tháng ..."."""
    for opening in ("Kế hoạch ", "V/v ", "Về việc ", "Về "):
        if title.startswith(opening):
            title = title[len(opening) :]
    lowered = title[0].lower() + title[1:] if title.startswith(_VERBS) else title
    return lowered if lowered.startswith("về ") else f"về {lowered}"


def subject(head: Head) -> str:
    """The trích yếu."""
    return f"Kết quả thực hiện {plan_reference(head)}\n(tính đến ngày {day(head.day)})"


def opening(head: Head) -> str:
    amended = f" (được điều chỉnh, bổ sung tại {'; '.join(head.amended_by)})" if head.amended_by else ""
    return (
        f"Thực hiện {plan_reference(head)}{amended}, {head.office} báo cáo kết quả "
        f"tính đến ngày {day(head.day)} như sau:"
    )


def closing(head: Head) -> str:
    to = f", kính gửi {'; '.join(addressees(head))} xem xét, tổng hợp" if head.report_to else ""
    return f"Trên đây là báo cáo kết quả thực hiện Kế hoạch của {head.office}{to}./."


def addressees(head: Head) -> list[str]:
    """Those after Kính gửi; several are written one a line or after semicolons."""
    return [name.strip(" .-") for name in (head.report_to or "").replace(";", "\n").splitlines() if name.strip(" .-")]


def recipients(head: Head) -> list[str]:
    """Those after Nơi nhận."""
    names = ["Như trên"] if head.report_to else []
    return names + (["Lưu: VT"] if head.unit else ["Lãnh đạo cơ quan", "Lưu: VT"])


def assigned_to(task: TaskResult) -> str:
    """Who and when, in the plan's words."""
    # One unit's own report may hold none of the leads.
    nobody = [] if task.parts else ["chưa giao"]
    pieces = [f"Chủ trì: {'; '.join(task.leads or nobody)}"] if task.leads or nobody else []
    if task.cooperators:
        pieces.append(f"Phối hợp: {'; '.join(task.cooperators)}")
    if when := task.timing or (day(task.due) if task.due else None):
        pieces.append(f"Thời gian: {when}")
    return ". ".join(piece.rstrip(".") for piece in pieces) + "."


def totals(report: Report) -> str:
    everything = sum(report.counts.values())
    if report.head.unit:
        return f"Mức độ hoàn thành {count(everything)} nhiệm vụ chủ trì đến ngày {day(report.head.day)}:"
    return (
        f"Tính theo từng đơn vị chủ trì, {count(len(report.tasks))} nhiệm vụ có {count(everything)} lượt nhiệm vụ; "
        f"mức độ hoàn thành đến ngày {day(report.head.day)}:"
    )


def total_rows(report: Report) -> list[tuple[str, str, str]]:
    """The classes, their counts and shares of the whole, and the sum."""
    everything = sum(report.counts.values())
    rows = [
        (STATUS[status], count(found), percent(100 * found / everything if everything else None))
        for status, found in report.classes.items()
    ]
    return [*rows, ("Tổng số", count(everything), "100%" if everything else "-")]


def untold(report: Report) -> str:
    """What of the not started is nobody's delay; empty where all units were reached."""
    if not report.untold:
        return ""
    units = "; ".join(dict.fromkeys(part.unit for part in report.untold))
    return (
        f"Ghi chú: trong số chưa thực hiện có {count(len(report.untold))} lượt nhiệm vụ của đơn vị "
        f"chưa liên hệ được ({units}), không tính là quá hạn."
    )


def waiting(report: Report) -> str:
    """What is said to be done and not counted as done; empty where nothing waits."""
    found = report.counts[Status.WAITING]
    return (
        f"Ghi chú: {count(found)} lượt nhiệm vụ đã báo hoàn thành trong hạn, chờ lãnh đạo đơn vị xác nhận, "
        "chưa tính là hoàn thành, không tính là quá hạn."
        if found
        else ""
    )


def stopped(report: Report) -> str:
    """What was stopped by a decision, and why; empty where nothing was."""
    found = [
        f"nhiệm vụ {task.position}, {part.unit} ({part.reason or 'không ghi lý do'})"
        for task in report.tasks
        for part in task.parts
        if part.duty is Duty.LEAD and part.status is Status.STOPPED
    ]
    return (
        f"Ghi chú: {count(len(found))} lượt nhiệm vụ dừng theo quyết định, vẫn tính trong tổng số được giao, "
        f"không tính là quá hạn; lý do: {'; '.join(found)}."
        if found
        else ""
    )


def rate_lines(report: Report) -> list[str]:
    """Each rate with its formula, in words and in figures."""
    return [
        f"- {rate.name}: {percent(rate.value)} = {number(rate.part)}/{number(rate.whole)} (cách tính: {rate.formula})."
        if rate.whole
        else f"- {rate.name}: chưa tính được, chưa có nhiệm vụ nào thuộc diện tính (cách tính: {rate.formula})."
        for rate in report.rates
    ]


def asking(report: Report) -> str:
    """Of the classes, who asks for more time or was given it; empty where nobody did."""
    asked = list(dict.fromkeys(matter.task for matter in report.requests))
    parts = ((task.position, part) for task in report.tasks for part in task.parts if part.duty is Duty.LEAD)
    given = [task for task, part in parts if part.original_due is not None and part.due != part.original_due]
    told = []
    if asked:
        told.append(f"{count(len(report.requests))} lượt xin gia hạn chưa có quyết định (nhiệm vụ {numbers_of(asked)})")
    if given:
        told.append(
            f"{count(len(given))} lượt đã được điều chỉnh thời hạn (nhiệm vụ {numbers_of(dict.fromkeys(given))}), "
            "tính theo thời hạn mới"
        )
    return f"Ghi chú: trong các lượt nhiệm vụ trên có {'; '.join(told)}." if told else ""


def remarks(report: Report) -> list[str]:
    """What stands under the table of classes: what they do not say, and whether the figures agree."""
    shares = [round(100 * found / sum(report.counts.values()), 1) for found in report.counts.values() if found]
    rounded = "Ghi chú: tỷ lệ được làm tròn đến 0,1%." if shares and round(sum(shares), 1) != 100 else ""
    told = (waiting(report), stopped(report), untold(report), asking(report), rounded, reconciled(report))
    return [words for words in told if words]


def assessment(report: Report) -> list[tuple[str, Sequence[str]]]:
    """Headings and sentences of III, with what to say where the data holds nothing."""
    found, who = report.assessment, "Đơn vị" if report.head.unit else "Các đơn vị"
    return [
        ("Ưu điểm", found.strengths or ("Chưa có nhiệm vụ được báo cáo hoàn thành.",)),
        (HINDRANCES, found.difficulties or (f"{who} không báo cáo khó khăn, vướng mắc.",)),
        ("Nguyên nhân", found.causes or _held(report) or (f"{who} không nêu nguyên nhân.",)),
    ]


def _held(report: Report) -> tuple[str, ...]:
    """What holds work up is its cause where no other is named."""
    tasks: dict[str, list[int]] = defaultdict(list)
    for matter in report.blockers:
        tasks[matter.text.rstrip(".")].append(matter.task)
    return tuple(sentence(f"{text} (nhiệm vụ {numbers_of(dict.fromkeys(at))})") for text, at in tasks.items())


def proposals(report: Report) -> Sequence[str]:
    """What is asked for, and then the tasks that go on."""
    who = "đơn vị" if report.head.unit else "các đơn vị"
    asked = report.assessment.proposals or (f"Đến thời điểm báo cáo, {who} không có đề xuất, kiến nghị.",)
    return (*asked, *report.assessment.next)


def listed(sentences: Sequence[str]) -> list[str]:
    """Several are items of a list, one is a paragraph."""
    return [f"- {words}" for words in sentences] if len(sentences) > 1 else list(sentences)
