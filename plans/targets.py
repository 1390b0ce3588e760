"""Measurable aims: items of a goal section, and clauses of a task that aim at a number."""

import re
from itertools import chain

from plans.outline import Node
from plans.sections import is_goal
from vietnamese.words import any_of

_PERCENT = re.compile(r"(?<!\d)\d+(?:[.,]\d+)?\s*%")
# A figure behind one of these is a name, not a count: "Điều 5", "Đề án 06".
_NOT_COUNTED = any_of("""
số, ngày, tháng, năm, quý, điều, khoản, điểm, đề án, luật, nghị quyết, nghị định, quyết định, chỉ thị, kế hoạch,
thông tư, giai đoạn, khóa, lần thứ, thứ, mục, phần, phụ lục, cấp, tiêu chuẩn, công văn, chương, biểu, mẫu, tổ, dự án,
nq, qđ
""")
_NAME = re.compile(rf"\b{_NOT_COUNTED}\s*$", re.I)
_COUNT = re.compile(
    r"(?<!\w)(?<![\d./,\-–])(?!(?:19|20)\d\d\b)(\d{1,3}(?:\.\d{3})*|\d+)\s+(?!(?:tuổi|tháng|năm|ngày|giờ|phút|trở"
    r"|đến)\b)(?=[a-zđà-ỹ]{2,})"
)
_PADDED = re.compile(r"(?<![\w./,–-])0[1-9]\s+(?!(?:ngày|tháng|năm|giờ|phút|tuổi)\b)(?=[^\W\d_]{2})", re.I)
_DECIMAL = re.compile(r"(?<![\d./,])\d+,\d+\s+(?:trở lên|(?!tuổi|tháng|năm|ngày|giờ)[a-zđà-ỹ]{2,})")
_AIM = re.compile(r"(?:phấn đấu|đảm bảo|bảo đảm|đạt|ít nhất|tối thiểu|trên|hoàn thành|với mục tiêu)\s*:?\s+", re.I)


def aims_at_number(text: str) -> bool:
    """True if a clause names a share or a count; years, dates, law numbers and brackets are none."""
    # Figures in brackets explain; they are no aim.
    plain = re.sub(r"\([^()]*\)", " ", text)
    return bool(_PERCENT.search(plain) or _DECIMAL.search(plain)) or any(
        not _NAME.search(plain[max(0, found.start() - 40) : found.start()])
        for found in chain(_COUNT.finditer(plain), _PADDED.finditer(plain))
    )


def goals_of(root: Node) -> tuple[str, ...]:
    """Items of every Mục tiêu / Chỉ tiêu section that aim at a number, whole, without final full stop."""
    found: list[str] = []
    for section in root.walk():
        if section.label is None and section.children and is_goal(section.text) and len(section.text) < 160:
            items = [node for node in section.walk() if node.name is not None and not node.children]
            found += [node.text.rstrip(" .;") for node in items if aims_at_number(node.text)]
    return tuple(dict.fromkeys(found))


def goals_in_prose(text: str) -> tuple[str, ...]:
    """In a text without sections: the clause that states the aim ("phấn đấu trên 95% ...")."""
    clauses = re.findall(
        r"(?:phấn đấu\s+(?:đạt\s+)?|mục tiêu(?: (?:của|đề ra|chung|cụ thể)[^.;:,]{0,40}?)? là:?\s+)"
        r"([^.;“”]*\d[^.;“”]*)",
        text,
        re.I,
    )
    return tuple(clause.strip() for clause in clauses if aims_at_number(clause))


def targets_in(text: str) -> tuple[str, ...]:
    """The clauses of a task that aim at a number, in its own words."""
    clauses = re.split(r"[;:\n“”\"]|\.\s|\([^()]*\)", text)
    found = []
    for clause in clauses:
        if not aims_at_number(clause):
            continue
        aim = _AIM.search(clause)
        words = (
            clause[aim.end() :]
            if aim
            and aim.group(0).casefold().startswith(("đảm bảo", "bảo đảm", "phấn đấu"))
            and aims_at_number(clause[aim.end() :])
            else clause
        )
        words = re.sub(r"^(?:.{0,40}?,\s*)?(?=ưu tiên)", "", words.strip(" .,-+"))
        found.append(words.strip(" .,-+"))
    return tuple(dict.fromkeys(found))
