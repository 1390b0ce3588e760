"""The head of a plan: whose it is, its number, date and title, in the forms that letterheads take."""

from datetime import date

import pytest

from plans.draft import PlanDraft
from plans.head import Head, period_of
from plans.outline import outline
from plans.read import read


def _with_head(*lines: str, title: str = "Thử phần đầu", preamble: str = "") -> PlanDraft:
    text = "\n\n".join([*lines, "KẾ HOẠCH", title, preamble, "I. NỘI DUNG", "1. Tổ chức hội nghị."])
    return read("a.txt", text.encode())


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (["UBND TỈNH A BÌNH\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"], "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
        (["UBND TỈNH A BÌNH", "SỞ NỘI VỤ"], "SỞ NỘI VỤ"),
        (["UBND TỈNH A BÌNH SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"], "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"),
        (["SỞ Y TẾ A BÌNH", "TRUNG TÂM KIỂM SOÁT BỆNH TẬT"], "TRUNG TÂM KIỂM SOÁT BỆNH TẬT"),
        (["ỦY BAN NHÂN DÂN", "PHƯỜNG BẾN MỚI"], "ỦY BAN NHÂN DÂN PHƯỜNG BẾN MỚI"),
        (["BỘ HẠ TẦNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], "BỘ HẠ TẦNG"),
        (["UBND PHƯỜNG HOA BAN", "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ"], "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ"),
        (["UBND XÃ HOA BAN", "VĂN PHÒNG HĐND VÀ UBND"], "VĂN PHÒNG HĐND VÀ UBND"),
    ],
)
def test_the_issuer_is_the_last_body_of_the_letterhead(lines: list[str], issuer: str) -> None:
    assert _with_head(*lines, "Số: 5/KH-ABC").issuer == issuer


@pytest.mark.parametrize(
    ("preamble", "issuer"),
    [
        (
            "Thực hiện chỉ đạo của UBND tỉnh, Sở Văn hóa, Thể thao và Du lịch xây dựng Kế hoạch sau:",
            "Sở Văn hóa, Thể thao và Du lịch",
        ),
        ("Căn cứ Công văn số 8/CV-UBND của UBND tỉnh. Chi cục Dân số ban hành kế hoạch như sau:", "Chi cục Dân số"),
        ("Nhằm nâng cao nhận thức của người dân.", None),
    ],
)
def test_without_a_letterhead_the_preamble_says_whose_plan_it_is(preamble: str, issuer: str | None) -> None:
    assert _with_head(preamble=preamble).issuer == issuer


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 141/KH-UBND", "141/KH-UBND"),
        ("Số: 05/KH- STP", "05/KH-STP"),
        ("Số 12/KH-TTKT", "12/KH-TTKT"),
        ("Số:        /KH-STP", None),
        ("Số: ..../KH-STP", None),
    ],
)
def test_the_plans_own_number_or_none(line: str, number: str | None) -> None:
    assert _with_head(line, preamble="Thực hiện Kế hoạch số 99/KH-UBND ngày 01/01/2026.").number == number


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("A Bình, ngày 05 tháng 01 năm 2026", date(2026, 1, 5)),
        ("A Bình, ngày 20/8/2026", date(2026, 8, 20)),
        ("A Bình, ngày tháng 5 năm 2026", None),
        ("A Bình, ngày ... tháng ... năm 2026", None),
        ("A Bình, ngày 31 tháng 02 năm 2026", None),
    ],
)
def test_the_day_of_signing_or_none(line: str, day: date | None) -> None:
    assert _with_head("Số: 5/KH-ABC", line, preamble="Thực hiện Luật số 1 ngày 02 tháng 3 năm 2020.").date == day


def test_a_section_numbered_with_a_slash_ends_the_title() -> None:
    draft = read(
        "a.txt", "KẾ HOẠCH\nV/v tạo việc làm\n\nI/ Mục tiêu\n- Thêm 85 việc làm.\n\nII/ Nội dung\n1/ Mở lớp.".encode()
    )
    assert (draft.title, draft.targets) == ("V/v tạo việc làm", ("Thêm 85 việc làm",))


def test_a_decision_that_issues_the_plan_gives_its_number() -> None:
    news = "Ngày 31/12/2025, Bộ trưởng ký Quyết định số 15/QĐ-BVD ban hành Kế hoạch cải cách năm 2026."
    assert read("a.txt", f"{news}\n\nI. Nội dung\n1. Họp.".encode()).number == "15/QĐ-BVD"


def test_a_title_over_two_lines_and_its_period() -> None:
    draft = _with_head(title="PHÁT TRIỂN VĂN HÓA ĐỌC\n\nGIAI ĐOẠN 2026 - 2030")
    assert draft.title == "PHÁT TRIỂN VĂN HÓA ĐỌC GIAI ĐOẠN 2026 - 2030"
    assert (draft.start, draft.end) == (date(2026, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("title", "preamble"),
    [
        ("Triển khai công tác năm 2026", "Thực hiện chỉ đạo của cấp trên."),
        ("Thực hiện công tác bảo vệ rừng", "Căn cứ tình hình thực tế."),
    ],
)
def test_a_title_may_begin_like_a_preamble(title: str, preamble: str) -> None:
    assert _with_head(title=title, preamble=preamble).title == title


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("Tuyên truyền pháp luật giai đoạn 2026 - 2030", "2026-01-01", "2030-12-31"),
        ("Phát triển kinh tế số đến năm 2030", None, "2030-12-31"),
        ("Cao điểm trồng cây từ ngày 01/6 đến hết ngày 30/6/2026", "2026-06-01", "2026-06-30"),
        ("Cao điểm an toàn giao thông (15/6 - 15/9/2026)", "2026-06-15", "2026-09-15"),
        ("Ra quân từ tháng 6 đến tháng 8 năm 2026", "2026-06-01", "2026-08-31"),
        ("Công tác quý III năm 2026", "2026-07-01", "2026-09-30"),
        ("Công tác tháng 6/2026", "2026-06-01", "2026-06-30"),
        ("Công tác 6 tháng cuối năm 2026", "2026-07-01", "2026-12-31"),
        ("Phổ biến pháp luật năm 2026", None, None),
        ("Thực hiện Nghị quyết số 12/NQ-CP ngày 05/01/2026", None, None),
    ],
)
def test_a_span_in_the_title_is_the_plan_s_period(title: str, start: str | None, end: str | None) -> None:
    period = period_of(Head(date=date(2026, 5, 20), title=title), outline([]), "")
    assert tuple(day and day.isoformat() for day in period) == (start, end)


@pytest.mark.parametrize(
    ("title", "year"),
    [("Công tác năm 2027", 2027), ("Công tác năm 2026", 2026), ("Giai đoạn 2027 - 2030", 2026), ("Đến năm 2027", 2026)],
)
def test_a_plan_signed_in_december_for_the_next_year_speaks_of_that_year(title: str, year: int) -> None:
    assert Head(date=date(2026, 12, 20), title=title).year == year
