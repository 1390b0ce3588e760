import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assignment import Duty, Progress, Said, Status
from models.people import Role
from models.terms import Aim
from reports.outline import assessment, direction, proposals, remarks
from reports.rates import completion_rates, count_statuses
from reports.report import from_json, to_json
from reports.sentences import fit_to_sign, reason
from reports.summary import summarise
from reports.wording import WITHHELD, count, percent
from sample_report import END, REPLIES, START, TASKS, sample
from vietnamese.writing import day, number

LEADS = sum(len(row[2]) for row in TASKS)


def part_of(report, task, unit):
    return next(part for part in report.tasks[task - 1].parts if part.unit == unit)


def tally_of(report, task, indicator):
    return next(tally for tally in report.tasks[task - 1].tallies if tally.indicator == indicator)


@pytest.fixture
def report():
    return summarise(sample(), END)


def test_tasks_keep_the_plan_s_order_and_wording(report):
    assert [task.position for task in report.tasks] == list(range(1, len(TASKS) + 1))
    assert [task.heading for task in report.tasks] == [title or text for title, text, *_ in TASKS]


def test_a_title_shared_by_several_tasks_is_told_apart_by_their_text():
    shared = [("Truyền thông", text, [1], [], None, None) for text in ("Viết bài.", "Treo pano.")]
    headings = [task.heading for task in summarise(sample(replies=(), tasks=shared), END).tasks]
    assert headings == ["Truyền thông: Viết bài.", "Truyền thông: Treo pano."]


def test_a_report_survives_json_unchanged(report):
    assert report == from_json(json.loads(json.dumps(to_json(report))))


def test_late_completion_and_silence_past_the_day_are_told_apart(report):
    assert part_of(report, 3, "Phòng Nghiệp vụ I").status is Status.DONE_LATE
    assert part_of(report, 7, "Văn phòng Sở").status is Status.OVERDUE
    assert part_of(report, 5, "Trung tâm Trợ giúp pháp lý nhà nước").status is Status.ON_TRACK


def test_not_reached_is_apart_from_silent(report):
    assert [gap.unit for gap in report.unreached] == ["Đoàn thanh niên"]
    assert [gap.unit for gap in report.silent] == ["Trung tâm Dịch vụ đấu giá tài sản"]


def test_an_acknowledgement_alone_is_no_report(report):
    assert not part_of(report, 7, "Văn phòng Sở").reported


def test_receipts_and_what_was_taken_back_are_no_reports(report):
    assert len(REPLIES) == 13
    assert direction(report)[-1].endswith("với 12 lượt báo cáo.")
    withdrawn = [*REPLIES, (1, 1, 4, Said.WITHDRAWN, "hủy", {"corrects": 1}, [])]
    assert direction(summarise(sample(replies=withdrawn), END))[-1].endswith("với 11 lượt báo cáo.")


def test_words_about_a_child_are_never_printed():
    replies = [
        (5, 5, 9, Said.BLOCKED, "Cháu Lò Thị Mẫu chưa có giấy tờ", {"blocker": "cháu Lò Thị Mẫu chưa có giấy tờ"}, [])
    ]
    content = json.dumps(to_json(summarise(sample(replies=replies, withheld=frozenset({1})), END)), ensure_ascii=False)
    assert "Lò Thị Mẫu" not in content
    assert WITHHELD in content


def test_a_request_for_more_time_stays_until_granted(report):
    assert [(matter.task, matter.unit) for matter in report.requests] == [(4, "Phòng Nghiệp vụ I")]
    records = sample()
    for row in records.assignments:
        row.due = row.due and date(2026, 6, 30)
    assert summarise(records, END).requests == ()


def test_a_day_named_past_the_deadline_is_told_as_a_wish_for_more_time():
    replies = [
        (4, 2, 9, Said.WORKING, "đang làm, 18/6 xong", {"asked_due": date(2026, 6, 18)}, []),
        (4, 3, 9, Said.WORKING, "đang làm, 25/6 xong", {"asked_due": date(2026, 6, 25)}, []),
    ]
    requests = summarise(sample(replies=replies), END).requests
    assert [(matter.unit, matter.text) for matter in requests] == [
        ("Phòng Nghiệp vụ II", "hẹn hoàn thành ngày 25/6/2026")
    ]


def test_the_assessment_says_nothing_where_nothing_was_reported():
    assessment = summarise(sample(replies=()), START).assessment
    assert (assessment.strengths, assessment.causes, assessment.proposals) == ((), (), ())


def test_an_obstacle_of_now_is_the_cause_where_no_other_is_named(report):
    assert report.assessment.causes == ()
    assert report.assessment.difficulties[-1] == "Xã chưa gửi hồ sơ (nhiệm vụ 4, Phòng Nghiệp vụ I)."
    assert dict(assessment(report))["Nguyên nhân"] == ("Xã chưa gửi hồ sơ (nhiệm vụ 4).",)


def test_what_is_open_goes_on_with_its_deadline(report):
    assert report.assessment.next == (
        "Tập trung hoàn thành các nhiệm vụ đã quá hạn: nhiệm vụ số 4, 7.",
        "Tiếp tục thực hiện: nhiệm vụ 2, 5 (thường xuyên).",
    )


def test_figures_in_total_targets_and_what_is_to_be_checked_are_told():
    aims = {2: (Aim("hội nghị", 3), Aim("lượt người", 500))}
    report = summarise(sample(aims=aims), END)
    strengths, short = report.assessment.strengths, report.assessment.difficulties
    assert any("03 hội nghị; khoảng 370 lượt người; 12 văn bản; 05 vụ việc" in told for told in strengths)
    assert "Chỉ tiêu đạt và vượt kế hoạch: 03/03 hội nghị (nhiệm vụ 2, đạt 100%)." in strengths
    assert "Chỉ tiêu chưa đạt đến thời điểm báo cáo: khoảng 370/500 lượt người (nhiệm vụ 2, đạt khoảng 74%)." in short
    assert "cần đối chiếu: hội nghị (nhiệm vụ 2)" in remarks(report)[-1]


def test_who_asks_for_more_time_is_told_beside_the_classes(report):
    assert "Ghi chú: trong các lượt nhiệm vụ trên có 01 lượt xin gia hạn chưa có quyết định (nhiệm vụ 4)." in remarks(
        report
    )


def test_an_issuer_in_capitals_is_spelled_as_the_office_spells_it():
    records = sample()
    records.plan.issuer = "SỞ TƯ PHÁP"
    assert summarise(records, END).head.plan_issuer == "Sở Tư pháp"


def test_one_unit_s_report_leaves_out_the_others_tasks():
    records = sample()
    records = replace(
        records, only=records.units[4], assignments=[row for row in records.assignments if row.unit_id == 5]
    )
    report = summarise(records, END)
    assert [task.position for task in report.tasks] == [5, 7]
    assert report.head.unit == "Trung tâm Trợ giúp pháp lý nhà nước"
    assert proposals(report)[0] == "Đến thời điểm báo cáo, đơn vị không có đề xuất, kiến nghị."


def test_one_unit_s_report_is_signed_by_its_head():
    records = sample()
    person = records.people[4]
    person.role, person.unit_id = Role.HEAD, 5
    head = summarise(replace(records, only=records.units[4], people=[person]), END).head
    assert (head.signer_title, head.signer) == ("GIÁM ĐỐC", person.name)


def test_control_characters_of_a_reply_go_no_further():
    report = summarise(sample(replies=[(5, 5, 9, Said.WORKING, "Đã\x00 tư\x07 vấn\u202e", {}, [])]), END)
    assert report.tasks[4].parts[0].lines[0].words == "Đã tư vấn"


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("NV2: đã tổ chức 02 hội nghị", "Đã tổ chức 02 hội nghị."),
        ("Dạ, đã phát 500 tờ rơi ạ", "Đã phát 500 tờ rơi."),
        ("Đã hoàn thành ✅✅", ""),
        ("Xong, đã rà soát 38 văn bản", "Đã rà soát 38 văn bản."),
        ("NV4 đạt 75%, 14 tin, bài", "14 tin, bài."),
        ("NV2đã xong", ""),
        ("Quyên góp mỗi người 200k, tổng 8tr5.", ""),
        ("Cũng tương đối rồi, tầm 2/3 việc.", ""),
        ("Đã khám tầm soát cho 20 trẻ", "Đã khám tầm soát cho 20 trẻ."),
        ("Sửa: 180 lượt người chứ không phải 150", ""),
        ("xong", ""),
        ("NV3 đạt 60%", ""),
        ("da to chuc xong 3 hoi nghi", ""),
        ("Dạ xong rồi anh ơi, em mới gửi báo cáo", ""),
        ("Đã trợ giúp 15 em. Em báo cáo sau nhé", "Đã trợ giúp 15 em."),
        ("Ai duyệt hồ sơ này?", ""),
        ("Xong, cả 6 hội nghị, 420 lượt người, dẹp được mấy ông hay cằn nhằn :))", "Cả 6 hội nghị, 420 lượt người."),
        ("Đã tổ chức 02 hội nghị. Mệt quá hihi", "Đã tổ chức 02 hội nghị."),
        ("Đã tập huấn lúc 8:30, phát 50 tờ rơi", "Đã tập huấn lúc 8:30, phát 50 tờ rơi."),
        ("Đã gặp mặt các bà mẹ tại 03 xã", "Đã gặp mặt các bà mẹ tại 03 xã."),
        ("Hoan thanh, gap mat 85 cháu, tang 85 phan qua", ""),
        (
            "Tham gia 02 phiên tòa, trên trang thông tin có 03 tin",
            "Tham gia 02 phiên tòa, trên trang thông tin có 03 tin.",
        ),
    ],
)
def test_only_sentences_fit_to_be_signed_are_printed(words, printed):
    assert fit_to_sign(words) == printed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Chưa triển khai được do chưa có kinh phí in ấn.", "chưa có kinh phí in ấn"),
        ("Chưa làm.", None),
        ("vướng vì em bận ạ", None),
        ("vướng do xã chưa gửi danh mục, mấy ông cứ hẹn :))", "xã chưa gửi danh mục"),
    ],
)
def test_a_reason_is_the_clause_that_gives_it(words, expected):
    assert reason(words) == expected


def test_numbers_and_days_are_written_as_documents_write_them():
    assert [count(4), count(1250), count(2.5), number(6_000_000)] == ["04", "1.250", "2,5", "6.000.000"]
    assert [day(date(2026, 6, 5)), day(date(2026, 1, 15))] == ["05/6/2026", "15/01/2026"]
    assert [percent(98.63), percent(None)] == ["98,6%", "-"]


@given(st.lists(st.sampled_from(Status)))
def test_classes_add_up_and_rates_lie_in_their_range(statuses):
    counts = count_statuses(statuses)
    assert sum(counts.values()) == len(statuses)
    for rate in completion_rates(counts):
        assert rate.value is None if rate.whole == 0 else 0 <= rate.value <= 100


def test_the_rates_are_the_three_in_use():
    counts = {**count_statuses([]), Status.DONE_ON_TIME: 6, Status.DONE_LATE: 2, Status.OVERDUE: 2, Status.ON_TRACK: 10}
    assert [rate.value for rate in completion_rates(counts)] == [80, 40, 80]


replies = st.lists(
    st.tuples(
        st.sampled_from([(task, unit) for task, row in enumerate(TASKS, 1) for unit in (*row[2], *row[3])]),
        st.integers(1, 30),
        st.sampled_from(Said),
        st.none() | st.integers(1, 8),
        st.lists(st.tuples(st.sampled_from(["hội nghị", "tin bài"]), st.integers(0, 50)), max_size=2),
    ),
    max_size=12,
)


def journal_of(drawn):
    rows = []
    for position, ((task, unit), day_of_june, said, corrects, numbers) in enumerate(drawn, 1):
        more = {"corrects": corrects} if corrects and corrects < position else {}
        rows.append((task, unit, day_of_june, said, "", more, [(i, v, None, False) for i, v in numbers]))
    return rows


@settings(deadline=None)
@given(replies, st.integers(0, 31))
def test_a_report_as_of_a_day_equals_the_one_made_on_that_day(drawn, days):
    records, as_of = sample(replies=journal_of(drawn)), START + timedelta(days=days)
    then = replace(records, journal=[line for line in records.journal if line.at <= as_of])
    assert summarise(then, as_of) == summarise(records, as_of)


@settings(deadline=None)
@given(replies)
def test_classes_add_up_to_all_lead_assignments_and_shares_to_their_tally(drawn):
    report = summarise(sample(replies=journal_of(drawn)), END)
    assert sum(report.counts.values()) == LEADS
    for task in report.tasks:
        for tally in task.tallies:
            leads = [share.value for share in tally.shares if share.duty is Duty.LEAD]
            assert tally.value == sum(leads or [share.value for share in tally.shares])


@settings(deadline=None)
@given(st.permutations(range(len(REPLIES))))
def test_the_order_of_the_rows_changes_nothing(order):
    records = sample()
    shuffled: list[Progress] = [records.journal[n] for n in order]
    assert summarise(replace(records, journal=shuffled), END) == summarise(sample(), END)
