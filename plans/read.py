"""A plan document in, a draft out: head, tasks and doubts. Pure; plans/isolate.py runs it in a child process."""

import re
from dataclasses import replace

from plans.blocks import Block, Notice, Paragraph, Placed, Row, lay_out
from plans.dim import with_notices
from plans.doubts import plan_doubts, with_doubts
from plans.draft import PlanDraft, TaskDraft, Tell, UnreadableError, silent
from plans.fields import Scope
from plans.files import blocks_of, blocks_of_photos
from plans.filters import is_debris, own_lines
from plans.head import Head, period_of, read_head, theme_of
from plans.left_out import left_out
from plans.news import news_tasks
from plans.outline import Node, outline
from plans.repeats import marked
from plans.table_runs import without_layout_tables
from plans.targets import goals_in_prose, goals_of
from plans.tasks import tasks_of
from plans.time_doubts import Frame

_A_FORM = 5  # places to be filled that no plan has
_END = re.compile(
    r"nơi nhận\b|(?:TM|KT|TL|TUQ|Q)\.\s?[A-ZĐỦ]{2}|(?:GIÁM ĐỐC|CHỦ TỊCH|CHÁNH VĂN PHÒNG|TRƯỞNG PHÒNG|HIỆU TRƯỞNG"
    r"|TRƯỞNG BAN)$|(?-i:(?:T/M|K/T|T/L)\b|(?:PHÓ )?(?:BÍ THƯ|TRƯỞNG KHOA|TỔ TRƯỞNG|TRẠM TRƯỞNG|VIỆN TRƯỞNG"
    r"|(?:CHI )?CỤC TRƯỞNG|VỤ TRƯỞNG|TỔNG GIÁM ĐỐC|TRƯỞNG CÔNG AN|CHÁNH THANH TRA)(?: [A-ZĐÀ-Ỵ ]+)?$)",
    re.I,
)
# What a form is filled at: "{{ co_quan }}", "{%p for dong in tinh_hinh %}".
_TO_FILL = re.compile(r"\{\{[^{}]{1,80}\}\}|\{%[^{}]{1,80}%\}")
_UNFILLED = "Tệp có nhiều chỗ để điền {{ … }}; nếu là mẫu báo cáo, hãy gửi lại kèm lời “mẫu báo cáo”."
_APPENDIX = re.compile(r"PHỤ LỤC\b|Phụ lục\s*(?:[IVX\d]+)?\W*$")


def read(name: str, data: bytes, tell: Tell = silent) -> PlanDraft:
    """What a plan's file says; a text without tasks gives a doubtful draft.

    Raises UnreadableError, one Vietnamese line, for a file that cannot or must not be read.
    """
    return read_blocks(blocks_of(name, data, tell))


def read_document(name: str, *parts: bytes, tell: Tell = silent) -> PlanDraft:
    """The same for a document in one file, or in several pictures that are its pages."""
    return read(name, parts[0], tell) if len(parts) == 1 else read_blocks(blocks_of_photos(parts, tell))


def read_blocks(blocks: list[Block]) -> PlanDraft:
    """What a plan's paragraphs and table rows say; raises UnreadableError for a form that is still to be filled."""
    notices = [block for block in blocks if isinstance(block, Notice)]
    blocks = blocks[: own_lines([block.text if isinstance(block, Paragraph) else "" for block in blocks])]
    blocks = [block for block in blocks if isinstance(block, Row) or (block.text and not is_debris(block.text))]
    text, laid = lay_out([block for block in blocks if not isinstance(block, Notice)])
    if len(_TO_FILL.findall(text)) >= _A_FORM:
        raise UnreadableError(_UNFILLED)
    placed = without_layout_tables(laid)
    head = read_head(placed)
    body, rest = _split_at_end(placed, head)
    root = outline(body)
    scope = Scope(year=head.year, text=text)
    tasks = tasks_of(root, scope) or news_tasks(root, scope)
    # Below the addressees only an appendix's table is work.
    tasks += marked(tasks, tasks_of(outline([item for item in rest if isinstance(item.block, Row)]), scope))
    draft = _draft(head, root, text, tasks)
    draft = replace(draft, left_out=left_out(root, rest, draft.tasks, scope))
    return with_notices(replace(draft, doubts=plan_doubts(draft, head)), notices)


def _draft(head: Head, root: Node, text: str, tasks: list[TaskDraft]) -> PlanDraft:
    start, end = period_of(head, root, text)
    has_sections = any(node.is_counted for node in root.children)
    return PlanDraft(
        number=head.number,
        date=head.date,
        issuer=head.issuer,
        title=head.title,
        theme=theme_of(text),
        start=start,
        end=end,
        targets=goals_of(root) if has_sections else goals_in_prose(text),
        tasks=tuple(with_doubts(task, Frame(head.date, start, end)) for task in tasks),
        text=text,
    )


def _split_at_end(placed: list[Placed], head: Head) -> tuple[list[Placed], list[Placed]]:
    """The body between title and addressees or appendix, and what follows it."""
    for at in range(head.body, len(placed)):
        block = placed[at].block
        if isinstance(block, Paragraph) and at > head.body and (_END.match(block.text) or _APPENDIX.match(block.text)):
            return placed[head.body : at], placed[at:]
    return placed[head.body :], []
