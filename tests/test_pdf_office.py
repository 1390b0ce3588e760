"""A plan that LibreOffice set as PDF says what its source says."""

from pathlib import Path
from shutil import which

import pytest

from plan_in import converted
from plans.draft import PlanDraft
from plans.read import read

PLAN = Path(__file__).parent.parent / "examples" / "ke-hoach.docx"


def said(draft: PlanDraft) -> list[tuple[object, ...]]:
    return [
        (" ".join(task.text.split()), task.leads, task.cooperators, task.start, task.end, task.due, task.kind)
        for task in draft.tasks
    ]


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not on this machine")
def test_a_pdf_says_what_its_word_file_says() -> None:
    data = PLAN.read_bytes()
    source, printed = read(PLAN.name, data), read("a.pdf", converted(data, "docx", "pdf"))
    assert said(printed) == said(source)
    assert (printed.number, printed.date, printed.issuer, printed.title, printed.start, printed.end) == (
        source.number,
        source.date,
        source.issuer,
        source.title,
        source.start,
        source.end,
    )
