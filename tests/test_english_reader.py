import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from messages.english_reader import english
from plans.why import FIELDS, Way
from reports.rates import completion_rates
from reports.wording import STATUS, WITHHELD

PLANS = Path(__file__).parent.parent / "plans"
HANDLERS = PLANS.parent / "handlers"
INTAKE = PLANS.parent / "bot" / "intake.py"
_LETTER = re.compile("[à-ỹÀ-ỸăâđêôơưĂÂĐÊÔƠƯ]")
_QUOTED = re.compile("“[^“”]*”")
_NAMED = {"_SEND_DOCX": "hãy gửi tệp .docx", "_named(unclear)": "Không đọc rõ trang 2, 3", "reason": "câu kết"}


def sentence(node: ast.expr) -> str:
    """A string of the source as a reader sees it, with a value in each slot."""
    if isinstance(node, ast.JoinedStr):
        return "".join(sentence(value) for value in node.values)
    if isinstance(node, ast.FormattedValue):
        return _NAMED.get(ast.unparse(node.value), "7")
    return str(node.value) if isinstance(node, ast.Constant) else ""


def refusals() -> Iterator[str]:
    for path in (*PLANS.glob("*.py"), *HANDLERS.glob("*.py"), INTAKE):
        tree = ast.parse(path.read_text("utf-8"))
        named = {
            target.id: sentence(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("UnreadableError", "NotApprovableError"):
                first = node.args[0]
                yield named.get(first.id, "") if isinstance(first, ast.Name) else sentence(first)


def sentences(*paths: Path) -> Iterator[str]:
    """The Vietnamese strings of files, in which a whole one is no part of another."""
    for path in paths:
        tree = ast.parse(path.read_text("utf-8"))
        parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in parts:
                yield sentence(node)


def is_english(words: str) -> bool:
    return not _LETTER.search(_QUOTED.sub("", words)) and bool(words)


def test_every_refusal_has_its_english():
    said = [words for words in refusals() if _LETTER.search(words)]
    assert len(said) > 40
    assert [words for words in said if not is_english(english(words))] == []


def test_every_reason_for_leaving_out_has_its_english():
    said = [words for words in sentences(PLANS / "left_out.py") if _LETTER.search(words)]
    assert len(said) > 15
    assert [words for words in said if not is_english(english(words))] == []


def test_every_doubt_has_its_english():
    said = [
        words for words in sentences(PLANS / "doubts.py") if re.match(r"[A-Z]\w+ \w+", words) and _LETTER.search(words)
    ]
    assert len(said) > 12
    assert [words for words in said if not is_english(english(words))] == []


@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("field", FIELDS.values())
def test_every_way_of_finding_a_value_has_its_english(way: Way, field: str):
    assert is_english(english(way.people_say.format(field)))


def test_classes_rates_and_notes_of_a_report_have_their_english():
    rates = [rate.formula for rate in completion_rates(dict.fromkeys(STATUS, 1))]
    notes = [words for words in sentences(PLANS.parent / "reports" / "tally.py") if _LETTER.search(words)]
    said = [*STATUS.values(), *rates, *notes, WITHHELD]
    assert [words for words in said if not is_english(english(words))] == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Không có ngày “31/02/2026”", "There is no such day as “31/02/2026”"),
        ("“14/6/2026” được hiểu là đến hết ngày 14/6/2026", "“14/6/2026” is read as until the end of 14 June 2026"),
        ("Chưa rõ ngày: “khi có hướng dẫn”", "Day not clear: “khi có hướng dẫn”"),
        ("“Thứ Hai, 16/6/2026”: ngày 16/6/2026 là thứ Ba", "“Thứ Hai, 16/6/2026”: 16 June 2026 is a Tuesday"),
        ("Chữ quét không rõ ở nội dung: “hôị”, “nghi”", "Scanned letters not clear in “text”: “hôị”, “nghi”"),
        (
            "Hạn 20/6/2026 trước ngày ký kế hoạch (25/6/2026)",
            "Due 20 June 2026, before the plan was signed (25 June 2026)",
        ),
        (
            "Thời gian khác nhau: “tháng 6”, còn tệp a.docx ghi 20/7/2026",
            "Times differ: “tháng 6”, but the file a.docx says 20 July 2026",
        ),
        (
            "Chủ trì khác nhau: “Phòng A”, còn phụ lục ghi “Phòng B”",
            "Lead units differ: “Phòng A”, but the appendix says “Phòng B”",
        ),
        ("dòng chủ trì chung của các mục", "the line “lead unit” shared by the items"),
        ("phần này không giao việc (3 dòng)", "this part gives no task (3 lines)"),
        (
            "Không đọc được tệp a.pdf: Tệp có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.",
            "The file a.pdf could not be read: The file has a password; please remove it and send the file again.",
        ),
        (
            "đề nghị gia hạn đến ngày 20/6/2026 (lý do: cột điện hỏng)",
            "asks for an extension to 20 June 2026 (reason: cột điện hỏng)",
        ),
        (
            "Phòng A đã báo 3 ngày 05/6, nay 2; lấy số mới nhất, cần đối chiếu",
            "Phòng A reported 3 on 05/6, now 2; the newest is taken, please check",
        ),
        ("Lan báo NV2 không phải việc của mình (Phòng A).", "Lan says that NV2 is not their task (Phòng A)."),
        *((words, words) for words in ("cột điện bị đổ", "dòng người đông", "chưa có mẫu (lý do: xã chậm)", "tệp lỗi")),
    ],
)
def test_words_of_documents_and_people_stay_as_they_are(said: str, told: str):
    assert english(said) == told
