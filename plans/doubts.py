"""What a clerk should check, in Vietnamese: what is missing or unclear is said, never guessed."""

import re
from dataclasses import replace

from plans.draft import PlanDraft, TaskDraft
from plans.filters import is_pointer
from plans.head import Head
from plans.labels import label_of
from plans.time_doubts import Frame, day_without_year, time_doubts
from vietnamese.dates import TimeKind, read_timing
from vietnamese.unit_lists import is_unit_head

_HAS_APPENDIX = re.compile(r"^(?:PHỤ LỤC\b|(?:Phụ lục|Biểu)\s*(?:số )?(?:[IVX\d]+)?\W*$)", re.M)
_UNSURE = 0.4  # below 0.5: a person must look


def with_doubts(task: TaskDraft, frame: Frame | None = None) -> TaskDraft:
    """The task with what is missing or unclear in it; the reasons of a doubted field are none to rely on."""
    doubts = _task_doubts(task, frame or Frame())
    if not doubts:
        return replace(task, doubts=())
    doubted = {field for field, _ in doubts}
    why = (replace(each, sure=min(each.sure, _UNSURE)) if each.field in doubted else each for each in task.why)
    return replace(task, doubts=tuple(doubt for _, doubt in doubts), why=tuple(why))


def _task_doubts(task: TaskDraft, frame: Frame) -> list[tuple[str, str]]:
    """Each doubt with the field that it is about."""
    found = [] if task.text and not label_of(task.text) else [("text", "Không thấy nội dung nhiệm vụ")]
    if not task.leads:
        found.append(("leads", "Chưa rõ đơn vị chủ trì"))
    if not task.timing:
        found.append(("timing", "Không nêu thời gian"))
    about_time = time_doubts(task, frame)
    if task.timing and not about_time and not (task.start or task.end or task.due) and _is_vague(task.timing):
        found.append(("timing", f"Chưa rõ ngày: “{task.timing}”"))
    for field, units in (("leads", task.leads), ("cooperators", task.cooperators)):
        found += [(field, f"Cần xem lại tên đơn vị: “{unit}”") for unit in units if _is_unclear(unit)]
    found += [("timing", doubt) for doubt in about_time]
    if task.start and task.end and task.start > task.end:
        found.append(("timing", "Ngày bắt đầu sau ngày kết thúc"))
    return found


def _lacks_appendix(draft: PlanDraft) -> bool:
    """True where the plan says that its work stands in an appendix, and the file holds none."""
    points = any(is_pointer(left.text) and re.search(r"phụ lục", left.text, re.I) for left in draft.left_out)
    in_columns = any(why.rule.startswith("cột") for task in draft.tasks for why in task.why)
    return points and not (in_columns or _HAS_APPENDIX.search(draft.text))


def _is_vague(timing: str) -> bool:
    """True for words without a day that mean neither a repetition nor an event, or that name a day nobody can find."""
    names_a_day = re.search(r"\d[/.]\d|(?:ngày|tháng|quý) *[\dIV]", timing, re.I)
    repeated = re.search(r"hằng|hàng|thường xuyên|định kỳ|tiếp theo|khi", timing, re.I)
    return (names_a_day is not None and repeated is None) or read_timing(timing, 2000).kind is TimeKind.NONE


def _is_unclear(unit: str) -> bool:
    return len(unit) > 120 or not is_unit_head(unit)


def plan_doubts(draft: PlanDraft, head: Head) -> tuple[str, ...]:
    """What the clerk should check about the plan as a whole."""
    found = []
    if not draft.tasks:
        found.append("Không tìm thấy nhiệm vụ nào trong văn bản")
    if draft.number is None:
        found.append("Số của kế hoạch để trống" if head.is_blank_number else "Không thấy số của kế hoạch")
    if draft.date is None:
        found.append("Ngày ký để trống" if head.is_blank_date else "Không thấy ngày ký")
    if draft.issuer is None:
        found.append("Chưa rõ cơ quan ban hành")
    if draft.title is None:
        found.append("Không thấy tên kế hoạch")
    if _lacks_appendix(draft):
        found.append("Văn bản dẫn phụ lục kèm theo nhưng tệp này không có phụ lục; hãy gửi cả phụ lục")
    guessed = day_without_year(draft.tasks) if draft.date is None else None
    if guessed:
        found.append(f"Năm của các mốc thời gian được hiểu là {guessed.year}, vì không rõ ngày ký")
    return tuple(found)
