"""Plans are read as offices write them; how a file wraps, marks or encodes its words changes nothing."""

import textwrap
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.draft import Kind, PlanDraft, TaskDraft, UnreadableError
from plans.read import read
from reports import template_start

SAMPLES = Path(__file__).parent / "samples"
PLAIN = sorted(path.name for path in SAMPLES.glob("*.txt"))


def _sample(name: str) -> PlanDraft:
    return read(name, (SAMPLES / name).read_bytes())


def _body(*lines: str) -> PlanDraft:
    """A plan signed in 2026 with one section of work."""
    head = "Số: 9/KH-VPT\n\nĐồng Xanh, ngày 02 tháng 3 năm 2026\n\nKẾ HOẠCH\n\nThử một mẫu văn bản\n\nI. NỘI DUNG\n\n"
    return read("a.txt", (head + "\n\n".join(lines)).encode())


def _seen(draft: PlanDraft) -> list[tuple[object, ...]]:
    return [(" ".join(t.text.split()), t.leads, t.cooperators, t.start, t.end, t.due, t.kind) for t in draft.tasks]


def _starts(draft: PlanDraft) -> list[str]:
    return [" ".join(task.text.split()[:3]) for task in draft.tasks]


def test_the_head_of_a_commune_plan() -> None:
    draft = _sample("xa-lop-he.txt")
    assert (draft.number, draft.date, draft.issuer) == ("42/KH-UBND", date(2026, 5, 12), "UBND XÃ SUỐI HOA")
    assert draft.title == "Tổ chức hoạt động hè cho thanh thiếu nhi trên địa bàn xã năm 2026"
    assert draft.targets == ("100% thôn tổ chức ít nhất 01 sân chơi hè", "Phấn đấu 80% trẻ em trên 8 tuổi biết bơi")


def test_a_blank_number_and_date_are_said_and_never_filled() -> None:
    draft = _sample("so-phan-cong.txt")
    assert (draft.number, draft.date) == (None, None)
    assert draft.doubts == ("Số của kế hoạch để trống", "Ngày ký để trống")
    assert (draft.theme, draft.start, draft.end) == (
        "Gia đình hạnh phúc, quốc gia thịnh vượng",
        date(2026, 6, 1),
        date(2026, 6, 30),
    )


def test_labels_inside_a_sentence_and_on_lines_of_their_own() -> None:
    first, second, third, *_ = _sample("xa-lop-he.txt").tasks
    assert first.cooperators == ("Phòng Văn hóa - Xã hội", "các trường học")
    assert (second.start, second.end) == (date(2026, 6, 5), date(2026, 7, 31))
    assert third.leads == ("Phòng Văn hóa - Xã hội", "Thư viện xã")
    assert third.output == "Báo cáo kết quả, 200 đầu sách quyên góp"
    assert third.due == date(2026, 7, 15)


def test_money_difficulties_and_the_closing_order_are_no_tasks() -> None:
    texts = " ".join(task.text for task in _sample("xa-lop-he.txt").tasks)
    assert "nguồn ngân sách" not in texts
    assert "vướng mắc" not in texts
    assert "nghiêm túc" not in texts


def test_duties_stand_under_the_execution_section() -> None:
    kinds = [task.kind for task in _sample("xa-lop-he.txt").tasks]
    assert kinds == [Kind.ACTIVITY] * 5 + [Kind.DUTY] * 4


def test_numbered_siblings_share_the_labels_at_their_end() -> None:
    first, second, *_ = _sample("so-phan-cong.txt").tasks
    assert first.leads == second.leads == ("Phòng Quản lý Văn hóa và Gia đình",)
    assert second.end == date(2026, 6, 30)


def test_slogans_stay_inside_their_task() -> None:
    task = _sample("so-phan-cong.txt").tasks[2]
    assert task.title == "Treo băng rôn, khẩu hiệu tuyên truyền"
    assert "Yêu thương" in task.text


def test_a_stage_gives_its_time_to_the_dashes_below_it() -> None:
    staged = [task for task in _sample("so-phan-cong.txt").tasks if task.end == date(2026, 6, 10)]
    assert len(staged) == 2


def test_a_plan_attached_to_a_decision_takes_its_number() -> None:
    draft = _sample("quyet-dinh-bang.md")
    assert (draft.number, draft.date, draft.title) == ("77/QĐ-BHT", date(2026, 2, 9), "Kiểm tra công vụ năm 2026")
    assert len(draft.tasks) == 6


def test_a_table_row_that_says_as_above_repeats_the_units() -> None:
    second, third = _sample("quyet-dinh-bang.md").tasks[1:3]
    assert second.leads == ("Vụ Tổ chức cán bộ",)
    assert third.cooperators == ("Các Vụ, Cục có liên quan",)


def test_lettered_labels_under_a_heading_are_one_task() -> None:
    tasks = _sample("bo-la-ma.txt").tasks
    planting = next(task for task in tasks if task.title == "Xây dựng kế hoạch trồng cây chi tiết")
    assert (planting.text, planting.leads) == (
        "Khảo sát quỹ đất, lựa chọn giống cây bản địa.",
        ("Chi cục Kiểm lâm",),
    )
    assert planting.due == date(2026, 3, 20)


def test_an_order_inside_the_requirements_is_a_task() -> None:
    assert _sample("bo-la-ma.txt").tasks[0].leads == ("Sở Nông nghiệp và Môi trường",)


def test_other_articles_below_the_news_are_no_work() -> None:
    news = "Sở A ban hành Kế hoạch về làm sạch kênh.\n\nKế hoạch đề ra nhiệm vụ: Phòng Nước vớt bèo; Phòng Cầu kè bờ."
    other = "\n\nCác tin khác\n- Khai mạc lễ hội cá cơm\n- Họp giao ban tháng Sáu"
    assert _starts(read("a.txt", (news + other).encode())) == ["Phòng Nước vớt", "Phòng Cầu kè"]


def test_an_order_later_in_the_requirements_is_a_task() -> None:
    head = "KẾ HOẠCH\n\nThử\n\nI. YÊU CẦU\n\n1. Thiết thực, tiết kiệm. "
    draft = read("a.txt", f"{head}Giao Ban Nữ công soạn đề cương trước ngày 20/4.\n\n2. Đúng luật.".encode())
    assert [task.leads for task in draft.tasks] == [("Ban Nữ công",)]


def test_an_empty_label_takes_the_list_of_units_below_it() -> None:
    lines = [
        "1. Mở phiên chợ việc",
        "Chủ trì:",
        "Trung tâm Việc làm",
        "Phối hợp:",
        "Sở Xây dựng; các hộ có nhu cầu thuê",
    ]
    task = _body(*lines).tasks[0]
    assert (task.leads, task.cooperators) == (("Trung tâm Việc làm",), ("Sở Xây dựng", "các hộ có nhu cầu thuê"))


def test_a_lead_in_gives_its_cooperators_to_every_dash() -> None:
    tasks = _body(
        "1. Công an xã", "a) Chủ trì, phối hợp với các thôn:", "- Tuần tra ban đêm;", "- Gác chợ phiên."
    ).tasks
    assert [(task.leads, task.cooperators) for task in tasks] == [(("Công an xã",), ("các thôn",))] * 2


def test_the_last_of_several_paragraphs_is_a_task_like_the_others() -> None:
    lines = ["II. TỔ CHỨC THỰC HIỆN", "Văn phòng Bộ xếp hạng các vụ.", "Vụ Kế hoạch - Tài chính bố trí kinh phí."]
    assert [task.leads for task in _body(*lines).tasks] == [("Văn phòng Bộ",), ("Vụ Kế hoạch - Tài chính",)]


def test_a_news_page_without_its_frame() -> None:
    draft = _sample("tin-tuc.html")
    assert (draft.number, draft.date, draft.issuer) == ("311/KH-SXD", date(2026, 9, 30), "Sở Xây dựng")
    assert _starts(draft) == ["Tổ chức hội", "Ra quân chỉnh", "Tuyên truyền trên"]
    assert "Trang chủ" not in draft.text


def test_sections_without_roman_numbers() -> None:
    draft = _sample("don-gian.txt")
    assert [task.leads for task in draft.tasks] == [
        ("Phòng Vận hành",),
        ("Phòng Khách hàng",),
        (),
        ("Phòng Vận hành",),
        ("Phòng Khách hàng",),
        ("Các phòng còn lại",),
        ("Phòng Hành chính",),
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "- Chủ trì: {}",
        "+ Đơn vị chủ trì tham mưu: {}.",
        "* Đơn vị chủ trì:* {}",
        "Cơ quan, đơn vị chủ trì thực hiện: {};",
        "**Đơn vị thực hiện:** {}",
        "- Giao: {}",
        "- Người phụ trách: {}",
        "a) Cơ quan chủ trì: {}",
        "- Phân công: {} chủ trì",
        "- Cơ quan chủ trì:\n\n+ {}",
    ],
)
def test_a_lead_label_in_any_spelling(lead: str) -> None:
    (task,) = _body("1. Tổ chức ngày hội đọc sách.", lead.format("Phòng Văn hóa, Thể thao")).tasks
    assert task.leads == ("Phòng Văn hóa, Thể thao",)


@pytest.mark.parametrize(
    ("sentence", "leads", "cooperators"),
    [
        ("Giao Văn phòng chủ trì, phối hợp với Phòng A1, Phòng B2 tổ chức.", ["Văn phòng"], ["Phòng A1", "Phòng B2"]),
        ("Hằng năm, Văn phòng phối hợp với Công đoàn tổ chức lễ.", ["Văn phòng"], ["Công đoàn"]),
        ("Đề nghị Công an tỉnh chỉ đạo lực lượng bảo đảm an ninh.", ["Công an tỉnh"], []),
        ("Căn cứ Kế hoạch này, các phòng, đơn vị thuộc Sở triển khai.", ["các phòng, đơn vị thuộc Sở"], []),
        ("Văn phòng: Tổng hợp kết quả của các đơn vị.", ["Văn phòng"], []),
        ("Tổ chức hội thi do Tỉnh đoàn chủ trì.", ["Tỉnh đoàn"], []),
        ("UBND tỉnh yêu cầu các sở, ngành báo cáo kết quả.", ["các sở, ngành"], []),
        ("Tổ chức hội nghị tổng kết phong trào.", [], []),
        ("Phòng ngừa tai nạn thương tích cho trẻ em.", [], []),
        ("Tăng cường phối hợp, chia sẻ thông tin.", [], []),
    ],
)
def test_units_inside_a_sentence(sentence: str, leads: list[str], cooperators: list[str]) -> None:
    (task,) = _body(f"1. {sentence}").tasks
    assert (list(task.leads), list(task.cooperators)) == (leads, cooperators)


@pytest.mark.parametrize(
    "line",
    [
        "2. Thực hiện các nhiệm vụ khác do cấp trên giao.",
        "2. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị phản ánh về Văn phòng.",
        "2. Kinh phí thực hiện từ nguồn ngân sách nhà nước.",
        "2. Mục tiêu: Nâng cao nhận thức của người dân.",
        "2. Đối tượng: Toàn thể cán bộ, công chức.",
        "2. Thời gian: Từ ngày 01/6/2026 đến ngày 30/6/2026.",
    ],
)
def test_an_item_that_is_no_task(line: str) -> None:
    assert _starts(_body("1. Tổ chức hội nghị quán triệt.", line)) == ["Tổ chức hội"]


def test_a_sentence_torn_by_a_page_break_is_one() -> None:
    draft = _body("1. Giao Văn phòng theo dõi việc thực hiện Kế", "hoạch này và báo cáo trước ngày 10/6/2026.")
    assert [task.due for task in draft.tasks] == [date(2026, 6, 10)]
    assert "Kế hoạch này" in draft.tasks[0].text


def test_dates_of_cited_laws_are_never_taken() -> None:
    (task,) = _body("1. Phổ biến Luật số 12/2025/QH15 ngày 20/6/2025 và Nghị định ngày 01/7/2025 của Chính phủ.").tasks
    assert (task.timing, task.due, task.start, task.end) == (None, None, None, None)


def test_what_is_missing_is_said() -> None:
    (task,) = _body("1. Tổ chức hội nghị quán triệt nội dung.").tasks
    assert task.doubts == ("Chưa rõ đơn vị chủ trì", "Không nêu thời gian")


def test_a_text_without_tasks_is_a_doubtful_draft() -> None:
    draft = read("a.txt", "Kính gửi anh chị, chúc một ngày tốt lành.".encode())
    assert draft.tasks == ()
    assert "Không tìm thấy nhiệm vụ nào trong văn bản" in draft.doubts


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_every_source_span_holds_the_tasks_first_words(name: str) -> None:
    draft = _sample(name)
    for task in draft.tasks:
        assert task.text.split()[0] in draft.source_of(task)


def _blocks(name: str) -> list[str]:
    return [line.strip() for line in (SAMPLES / name).read_text("utf-8").splitlines() if line.strip()]


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("width", [60, 76, 95, 130])
def test_hard_wraps_change_nothing(name: str, width: int) -> None:
    spaced = "\n\n".join(_blocks(name))
    wrapped = "\n\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in _blocks(name))
    assert _seen(read("a.txt", wrapped.encode())) == _seen(read("a.txt", spaced.encode()))


@pytest.mark.parametrize("name", PLAIN)
def test_asterisks_change_nothing(name: str) -> None:
    bold = "\n\n".join(f"**{line}**" for line in _blocks(name))
    assert _seen(read("a.txt", bold.encode())) == _seen(_sample(name))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(
        st.sampled_from(_blocks("xa-lop-he.txt") + _blocks("bo-la-ma.txt") + ["|", "- ", "1.", "", "a) b", "+ c:"]),
        max_size=30,
    )
)
def test_any_order_of_lines_can_be_read(lines: list[str]) -> None:
    draft = read("a.txt", ("KẾ HOẠCH\n" + "\n".join(lines)).encode())
    assert all(
        isinstance(task, TaskDraft) and 0 <= task.source[0] < task.source[1] <= len(draft.text) for task in draft.tasks
    )


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    try:
        said = read("a.txt", ("KẾ HOẠCH\n\nI. NỘI DUNG\n\n" + text).encode(errors="ignore")).text
    except UnreadableError as error:
        said = str(error)
    assert said


def test_parts_enclose_sections_and_shared_labels() -> None:
    draft = _sample("phan-thu-nhat.txt")
    assert [(task.label, task.leads[:1], task.kind.value) for task in draft.tasks] == [
        ("1.1", ("Cục Đường mòn",), "activity"),
        ("1.2", ("Viện Địa chất",), "activity"),
        ("2.1", ("Vụ Truyền thông và Thi đua, khen thưởng",), "activity"),
        ("2.2", ("Vụ Truyền thông và Thi đua, khen thưởng",), "activity"),
        ("3", ("Thanh tra Bộ",), "activity"),
        ("1.1", ("Cục Đường mòn",), "duty"),
        ("1.2", ("Cục Đường mòn",), "duty"),
        ("2", ("Vụ Kế hoạch - Tài chính",), "duty"),
        (None, ("Các đơn vị thuộc, trực thuộc Bộ",), "duty"),
        (None, ("Các đơn vị thuộc, trực thuộc Bộ",), "duty"),
        ("4", ("Đồng chí Nguyễn Văn A, Phó Cục trưởng Cục Đường mòn",), "duty"),
    ]


def test_an_appendix_whose_cells_stand_on_lines_of_their_own() -> None:
    draft = _sample("phu-luc-o.md")
    assert (draft.number, draft.issuer) == ("77/KH-UBND", "ỦY BAN NHÂN DÂN TỈNH AN BÌNH")
    assert draft.title == "TỔ CHỨC THÁNG HÀNH ĐỘNG PHÒNG, CHỐNG MA TÚY NĂM 2026"
    rows = [(task.label, task.leads, task.cooperators, str(task.due)) for task in draft.tasks[-3:]]
    assert rows == [
        ("1", ("Công an tỉnh",), ("Tỉnh đoàn", "Sở Y tế"), "2026-06-01"),
        ("2", ("Báo và Phát thanh, Truyền hình tỉnh",), (), "2026-06-30"),
        ("3", ("Công an tỉnh",), ("Các sở, ngành liên quan",), "2026-07-05"),
    ]


def test_money_is_a_task_only_where_a_unit_has_to_do_something() -> None:
    money = [task for task in _sample("phu-luc-o.md").tasks if "dự toán" in task.text]
    assert [task.leads for task in money] == [("Các đơn vị",)]


def test_cells_between_tabs_are_a_table() -> None:
    rows = ["TT\tNội dung công việc\tChủ trì\tThời gian", "1\tTổ chức hội nghị quán triệt\tVăn phòng\tQuý I/2026"]
    (task,) = _body("\n".join(rows)).tasks
    assert (task.leads, task.due) == (("Văn phòng",), date(2026, 3, 31))


def test_labels_inside_one_dash_do_not_reach_the_next() -> None:
    draft = _body(
        "1. Phát triển hạ tầng số",
        "- Phủ sóng tại trung tâm xã. Đơn vị chủ trì: Sở Khoa học. Thời gian: Tháng 9/2026.",
        "- Nâng cấp trung tâm dữ liệu tỉnh.",
        "Đơn vị chủ trì: Sở Nội vụ; đơn vị phối hợp: Công an tỉnh; thời gian: Quý III/2026.",
    )
    assert [(task.leads, task.cooperators) for task in draft.tasks] == [
        (("Sở Khoa học",), ()),
        (("Sở Nội vụ",), ("Công an tỉnh",)),
    ]


def test_siblings_with_their_own_lead_share_no_labels() -> None:
    draft = _body(
        "1. Đào tạo kỹ năng số (Sở Nội vụ chủ trì, phối hợp với Sở Khoa học; hoàn thành trong Quý II/2026).",
        "2. Sở Giáo dục và Đào tạo chủ trì tổ chức hội thi.",
        "3. Mở chiến dịch học vụ số.",
        "* Chủ trì: Tỉnh đoàn.",
    )
    assert [task.leads for task in draft.tasks] == [("Sở Nội vụ",), ("Sở Giáo dục và Đào tạo",), ("Tỉnh đoàn",)]


def test_markdown_headings_without_numbers_open_sections() -> None:
    work = "## Nội dung\n- Tổ chức hội nghị.\n- In tài liệu.\n\n## Tổ chức thực hiện\nGiao Văn phòng theo dõi."
    text = f"# KẾ HOẠCH\nThử tiêu đề\n\n## Mục đích\nCho tốt hơn.\n\n{work}"
    draft = read("a.md", text.encode())
    assert draft.title == "Thử tiêu đề"
    assert [(task.text, task.kind.value) for task in draft.tasks] == [
        ("Tổ chức hội nghị.", "activity"),
        ("In tài liệu.", "activity"),
        ("Giao Văn phòng theo dõi.", "duty"),
    ]


def test_a_form_that_is_still_to_be_filled_is_no_plan() -> None:
    with pytest.raises(UnreadableError, match="mẫu báo cáo"):
        read("mau.docx", template_start.write())


def test_a_plan_may_show_how_a_form_is_filled() -> None:
    text = "KẾ HOẠCH\nThử\n\nI. NỘI DUNG\n1. In mẫu có chỗ điền {{ ho_ten }}.\nChủ trì: Văn phòng Sở."
    assert [task.leads for task in read("a.txt", text.encode()).tasks] == [("Văn phòng Sở",)]
