"""Times in documents become a kind and, only where the words state them, days."""

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.dates import TimeKind, mended, read_timing
from vietnamese.prose_dates import find_timing


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Hoàn thành trong năm 2025", "2025-12-31"),
        ("Tháng 12/2025", "2025-12-31"),
        ("Quý III Năm 2026", "2026-09-30"),
        ("quý 2", "2026-06-30"),
        ("trước ngày 15/6/2026", "2026-06-15"),
        ("Trước ngày 05 tháng 6 năm 2026", "2026-06-05"),
        ("Chậm nhất ngày 10/7", "2026-07-10"),
        ("trong tháng 6", "2026-06-30"),
        ("đầu tháng 6", "2026-06-05"),
        ("giữa tháng 6/2026", "2026-06-15"),
        ("cuối tháng 2", "2026-02-28"),
        ("Tuần 1 tháng 6", "2026-06-07"),
        ("6 tháng đầu năm", "2026-06-30"),
        ("Từ nay đến hết năm 2026", "2026-12-31"),
        ("nhân ngày Quốc tế thiếu nhi 1/6", "2026-06-01"),
        ("nhân Ngày Gia đình Việt Nam", "2026-06-28"),
        ("Đợt 1: tháng 6/2026; đợt 2: tháng 9/2026", "2026-09-30"),
        ("Trong tháng 5 và tháng 6/2026", "2026-06-30"),
    ],
)
def test_a_stated_end_is_due_on_its_last_day(words: str, due: str) -> None:
    timing = read_timing(words, 2026)
    assert (timing.kind, timing.due, timing.start) == (TimeKind.DATE, _day(due), None)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Quý IV/2025- Quý II/2026", "2025-10-01", "2026-06-30"),
        ("từ ngày 01/6/2026 đến ngày 30/6/2026", "2026-06-01", "2026-06-30"),
        ("Từ ngày 01 đến ngày 30/6/2026", "2026-06-01", "2026-06-30"),
        ("từ 01/6 đến 30/6", "2026-06-01", "2026-06-30"),
        ("10 ngày, từ 20/02 đến 01/3/2026", "2026-02-20", "2026-03-01"),
        ("từ 15-30/6/2026", "2026-06-15", "2026-06-30"),
        ("tháng 6-8/2026", "2026-06-01", "2026-08-31"),
        ("Từ tháng 5 đến hết tháng 6", "2026-05-01", "2026-06-30"),
        ("tháng 11/2025 - tháng 2/2026", "2025-11-01", "2026-02-28"),
        ("giai đoạn 2026 - 2030", "2026-01-01", "2030-12-31"),
        ("Từ 01/6/2026 trở đi", "2026-06-01", None),
        ("Từ 01/7/2025", "2025-07-01", None),
    ],
)
def test_a_span_has_its_bounds_and_no_due_day(words: str, start: str, end: str | None) -> None:
    timing = read_timing(words, 2026)
    assert (timing.kind, timing.start, timing.end, timing.due) == (TimeKind.SPAN, _day(start), _day(end), None)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Thường xuyên", TimeKind.RECURRING),
        ("trước ngày 20 hằng tháng", TimeKind.RECURRING),
        ("Tháng 6 và thường xuyên", TimeKind.RECURRING),
        ("năm 2025 và các năm tiếp theo", TimeKind.RECURRING),
        ("Giai đoạn 2026-2030 và những năm tiếp theo", TimeKind.RECURRING),
        ("Sau khi Nghị định 12/2026 ngày 1/1/2026 ban hành", TimeKind.EVENT),
        ("khi cần", TimeKind.EVENT),
        ("ngày tháng 5 năm 2026", TimeKind.NONE),
        ("30/02/2026", TimeKind.NONE),
        ("", TimeKind.NONE),
    ],
)
def test_open_blank_and_impossible_times_give_no_days(words: str, kind: TimeKind) -> None:
    timing = read_timing(words, 2026)
    assert (timing.kind, timing.start, timing.end, timing.due) == (kind, None, None, None)


def test_a_day_without_any_year_is_not_guessed() -> None:
    assert read_timing("trước ngày 15/6").due is None


@pytest.mark.parametrize(
    ("sentence", "words", "due"),
    [
        ("Xây dựng kế hoạch xong trong tháng 12/2025. Báo cáo hằng năm", "xong trong tháng 12/2025", "2025-12-31"),
        ("Báo cáo kết quả trước ngày 05/7 về Văn phòng", "trước ngày 05/7", "2026-07-05"),
        ("Gửi báo cáo định kỳ trước ngày 30 tháng 11 hàng năm", "định kỳ trước ngày 30 tháng 11 hàng năm", None),
        ("Nâng cấp kho dữ liệu; thời hạn 30/11/2026", "thời hạn 30/11/2026", "2026-11-30"),
        ("Quảng bá tại nước bạn, dự kiến Quý IV/2026", "dự kiến Quý IV/2026", "2026-12-31"),
        ("Hằng năm, nhân ngày 1/6 tổ chức tặng quà", "Hằng năm", None),
        ("Thực hiện báo cáo đột xuất khi có yêu cầu", "đột xuất khi có yêu cầu", None),
    ],
)
def test_a_sentence_sets_a_time(sentence: str, words: str, due: str | None) -> None:
    timing = find_timing(sentence, 2026)
    assert timing is not None
    assert (timing.words, timing.due) == (words, _day(due))


@pytest.mark.parametrize(
    "sentence",
    [
        "Phổ biến Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
        "Triển khai Quyết định số 12/QĐ-UBND ngày 01 tháng 02 năm 2025",
        "Cân đối từ nguồn ngân sách đã giao năm 2025",
    ],
)
def test_dates_of_cited_documents_are_never_a_time(sentence: str) -> None:
    assert find_timing(sentence, 2026) is None


def _rows(name: str) -> list[list[str]]:
    lines = (Path(__file__).with_name("samples") / name).read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if not line.startswith("#")]


TABLE = _rows("times.txt")


def _entered(words: str, year: int | None = 2026) -> tuple[str, ...]:
    timing = read_timing(words, year)
    days = (timing.start, timing.end, timing.due)
    return (str(timing.kind), *(day.isoformat() if day else "" for day in days))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_every_way_of_offices_is_entered_as_a_clerk_would(row: list[str]) -> None:
    assert _entered(row[0]) == tuple(row[1:])


@pytest.mark.parametrize("row", _rows("sentences.txt"), ids=lambda row: row[0])
def test_a_sentence_sets_the_days_a_clerk_would_enter(row: list[str]) -> None:
    timing = find_timing(row[0], 2026)
    days = (timing.start, timing.end, timing.due) if timing else (None, None, None)
    assert [day.isoformat() if day else "" for day in days] == row[1:]


def test_a_sentence_with_several_ends_keeps_each_clause() -> None:
    timing = find_timing("Báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12", 2026)
    assert timing is not None
    assert [stop.words for stop in timing.stops] == [
        "Báo cáo 6 tháng trước ngày 15/6",
        "báo cáo năm trước ngày 15/12",
    ]


@given(st.sampled_from([row[0] for row in TABLE]), st.sampled_from([" ", "  ", "\u00a0", "\n"]))
def test_letters_of_any_form_case_and_spacing_say_the_same(words: str, blank: str) -> None:
    expected = _entered(words)
    assert _entered(unicodedata.normalize("NFD", words)) == expected
    assert _entered(words.upper()) == expected
    assert _entered(words.lower()) == expected
    assert _entered(blank + re.sub(" ", blank, words) + blank) == expected


@given(st.lists(st.sampled_from([row[0] for row in TABLE]), max_size=4), st.sampled_from([None, 2026]))
def test_times_strung_together_never_fail(times: list[str], year: int | None) -> None:
    timing = read_timing(", ".join(times), year)
    assert all(stop.due <= timing.due for stop in timing.stops if timing.due)


@pytest.mark.parametrize(
    ("words", "stops"),
    [
        (
            "báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12",
            [("báo cáo 6 tháng trước ngày 15/6", "2026-06-15"), ("báo cáo năm trước ngày 15/12", "2026-12-15")],
        ),
        (
            "Đợt 1 trước 10/6; đợt 2 trước 25/6",
            [("Đợt 1 trước 10/6", "2026-06-10"), ("đợt 2 trước 25/6", "2026-06-25")],
        ),
        ("Tháng 3, 9", [("Tháng 3, 9", "2026-03-31"), ("Tháng 3, 9", "2026-09-30")]),
        ("ngày 5 và 6/6", []),
        ("Tháng 5, 6", []),
        ("trước ngày 15/6", []),
        ("Trong tháng 6, trước ngày 15/6", []),
    ],
)
def test_several_ends_keep_their_own_words(words: str, stops: list[tuple[str, str]]) -> None:
    assert [(stop.words, stop.due.isoformat()) for stop in read_timing(words, 2026).stops] == stops


@given(st.text(max_size=120), st.sampled_from([None, 2026]))
def test_no_text_makes_reading_a_time_fail(text: str, year: int | None) -> None:
    assert read_timing(text, year).due is None or read_timing(text, year).end is None
    find_timing(text, year)


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1900, 2099))
def test_any_day_is_real_or_absent(day: int, month: int, year: int) -> None:
    due = read_timing(f"trước ngày {day}/{month}/{year}").due
    assert due is None or (due.day, due.month, due.year) == (day, month, year)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("từ thang 3 đến tháng 9/2025", "từ tháng 3 đến tháng 9/2025"),
        ("ngày 15 tháng 01 nawm 2025", "ngày 15 tháng 01 năm 2025"),
        ("quys II", "quý II"),
        ("Việt Nam 2025", "Việt Nam 2025"),
        ("trong nam 2026", "trong năm 2026"),
        ("nam giới 2026", "nam giới 2026"),
    ],
)
def test_mistyped_words_of_time_are_mended_before_figures(typed: str, meant: str) -> None:
    assert mended(typed) == meant
