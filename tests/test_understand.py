"""The plain replies, one by one, and what must hold for every reply."""

from datetime import date

import pytest

from messages.understand import Status, Wish, understand
from vietnamese.text import fold

TODAY = date(2026, 6, 10)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "status", "percent", "blocker", "ref"),
    [
        ("NV2 xong", "done", None, None, "NV 2"),
        ("đạt 60%", "in_progress", 60, None, None),
        ("chưa làm do chờ kinh phí", "blocked", None, "chờ kinh phí", None),
        ("da xong", "done", None, None, None),
        ("dang lam", "in_progress", None, None, None),
        ("chua lam", "not_started", None, None, None),
        ("Chưa xong", "in_progress", None, None, None),
        ("Vâng ạ", "unclear", None, None, None),
        ("Hạn nộp là ngày nào ạ?", "question", None, None, None),
    ],
)
def test_a_plain_reply_is_understood(
    text: str, status: str, percent: int | None, blocker: str | None, ref: str | None
) -> None:
    read = understand(text, TODAY)

    assert (read.status, read.percent, read.blocker, read.task_ref) == (status, percent, blocker, ref)


def test_counts_are_read_with_their_indicators() -> None:
    read = understand("3 hội nghị, 150 lượt người", TODAY)

    assert [(f.indicator, f.value) for f in read.figures] == [("hội nghị", 3), ("lượt người", 150)]


@pytest.mark.parametrize("text", ["NV5 hoàn thành, 5/5 xã", "đã xong, 5/5 xã.", "xong, 5/5 xã đã nộp"])
def test_a_share_behind_a_comma_is_no_day(text: str) -> None:
    for typed in (text, fold(text)):
        read = understand(typed, date(2026, 6, 22))
        assert (read.status, [(f.indicator, f.value, f.target) for f in read.figures]) == ("done", [("xã", 5, 5)])


@pytest.mark.parametrize(
    ("text", "status", "counts"),
    [
        ("NV5 xong 5 xã, phát hiện 3 sai sót đã hướng dẫn khắc phục", "done", {"xã": 5, "sai sót": 3}),
        ("NV8 cử 3 trợ giúp viên tham gia 4/4 vụ việc", "in_progress", {"trợ giúp viên": 3, "vụ việc": 4}),
    ],
)
def test_what_was_found_and_who_was_sent_are_figures(text: str, status: str, counts: dict[str, float]) -> None:
    read = understand(text, TODAY)

    assert (read.status, {f.indicator: f.value for f in read.figures}, read.ask) == (status, counts, False)


def test_an_obstacle_behind_a_colon_is_kept_beside_the_wish_for_more_time() -> None:
    read = understand("NV7 vướng: xã Tân Hòa đang sáp nhập chưa có hội trường, đề nghị lùi sang 30/6", TODAY)

    assert (read.blocker, read.new_deadline) == ("xã Tân Hòa đang sáp nhập chưa có hội trường", date(2026, 6, 30))
    assert read.more_time


def test_a_day_behind_a_comma_stays_one() -> None:
    assert understand("chưa xong, 5/7 gửi", date(2026, 6, 22)).new_deadline == date(2026, 7, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("xin lùi đến 18/6", 18),
        ("xin lùi NV4 đến 16/6", 16),
        ("cho em lùi sang tuần sau", 19),
        ("gia hạn đến 20/6", 20),
        ("xin gia hạn đến 20/6, 15/6 em nộp phần đầu", 20),
        ("xin gia hạn đến ngày 20/6 và mai nhắc lại", 20),
        ("em xin thêm 3 ngày nữa ạ", 13),
        ("cho phòng đến thứ sáu nhé", 12),
        ("em xin khất đến mai", 11),
        ("xin phép chuyển lịch sang 22/6", 22),
        ("đang làm, đề nghị dời hạn sang 30/6 vì trùng lịch", 30),
    ],
)
def test_more_time_is_asked_for(text: str, day: int) -> None:
    for typed in (text, fold(text)):
        read = understand(typed, TODAY)
        assert (read.status, read.new_deadline) == (Status.IN_PROGRESS, date(2026, 6, day))
        assert read.more_time


def test_more_time_without_a_day_is_asked_for_too() -> None:
    assert understand("NV4 xin thêm thời gian", TODAY).more_time


@pytest.mark.parametrize(
    "text",
    [
        "25/6 xong",
        "mai em nộp",
        "được gia hạn đến 30/6 rồi, vẫn làm bình thường",
        "Lãnh đạo đã đồng ý cho lùi đến 20/6",
        "xin thêm 2 người",
        "không cần gia hạn, 20/6 xong",
        "Đã tuyên truyền đẩy lùi xâm hại trẻ em",
        "đề nghị cấp thêm 5 triệu",
        "Sở đã gia hạn đến 30/6",
        "mai gửi cho em mẫu nhé",
        "đồng ý gia hạn NV3",
    ],
)
def test_a_promise_or_a_grant_asks_for_no_time(text: str) -> None:
    assert not understand(text, TODAY).more_time
    assert not understand(fold(text), TODAY).more_time


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("sửa", Wish.EDIT),
        ("hoàn tác", Wish.UNDO),
        ("Hủy nhé", Wish.CANCEL),
        ("nhiệm vụ của tôi", Wish.TASKS),
        ("trợ giúp", Wish.HELP),
        ("Đã nhận ạ", Wish.RECEIVED),
        ("ok em", Wish.RECEIVED),
        ("👍🏻", Wish.RECEIVED),
        ("✅ ✅", Wish.RECEIVED),
        ("hihi", None),
        ("NV2 xong", None),
    ],
)
def test_a_command_in_plain_words_is_a_wish(text: str, wish: Wish | None) -> None:
    assert understand(text, TODAY).wants is wish


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("NV11 xong, thêm 05 tin, bài", [("tin bài", 5)]),
        ("tuần này làm thêm 2 hội nghị", [("hội nghị", 2)]),
        ("Thêm 3 tin bài nữa", [("tin bài", 3)]),
        ("vừa làm được 2 hội nghị nữa", [("hội nghị", 2)]),
        ("cộng thêm 3 hội nghị", [("hội nghị", 3)]),
        ("đã bổ sung thêm khoảng 12 hồ sơ", [("hồ sơ", 12)]),
        ("Tổ chức thêm 01 hội nghị với 120 lượt người", [("hội nghị", 1), ("lượt người", 120)]),
        ("thêm 2 lớp. Đến nay đã có 9 buổi", [("lớp tập huấn", 2)]),
        ("đã huy động thêm 5 triệu đồng", [("kinh phí", 5000000)]),
        ("thêm 5 tin bài, tổng cộng 14 tin bài", []),
        ("đã tổ chức 3 hội nghị", []),
        ("NV3 đạt 3/5 hội nghị", []),
    ],
)
def test_what_comes_on_top_of_earlier_reports_is_told_apart(text: str, added: list[tuple[str, int]]) -> None:
    for typed in (text, fold(text)):
        read = understand(typed, TODAY)
        assert [(f.indicator, f.value) for f in read.figures if f.adds] == added
        assert read.new_deadline is None


@pytest.mark.parametrize(
    "text",
    [
        "cần thêm 2 người",
        "xin thêm 3 ngày",
        "sẽ làm thêm 2 hội nghị",
        "tuần sau làm thêm 2 hội nghị",
        "Thêm 1 lớp nữa vào tuần sau",
        "thứ sáu tổ chức 2 hội nghị",
        "còn thiếu, phải in thêm 500 tờ rơi",
        "đề nghị bố trí thêm 2 cán bộ",
        "dự kiến mở thêm 2 lớp",
    ],
)
def test_what_is_planned_or_lacking_is_no_result(text: str) -> None:
    assert understand(text, TODAY).figures == ()
    assert understand(fold(text), TODAY).figures == ()


@pytest.mark.parametrize("opening", ["", "ok em ", "vâng ", "dạ vâng em ", "Ok, em "])
@pytest.mark.parametrize("note", ["nhận", "đã nhận được", "rõ", "biết", "nắm", "đã nắm thông tin", "nhận đc việc"])
@pytest.mark.parametrize("closing", ["rồi", "r", "ạ", "nhé", "rồi ạ", "r nhé", ". Cảm ơn anh ạ!"])
def test_taking_note_is_no_report(opening: str, note: str, closing: str) -> None:
    text = f"{opening}{note} {closing}"

    for typed in (text, fold(text)):
        read = understand(typed, TODAY)
        assert (read.wants, read.status) == (Wish.RECEIVED, Status.UNCLEAR)


@pytest.mark.parametrize(
    "text",
    ["chưa nhận được", "em da lam roi", "ok xong", "đã nhận đủ hồ sơ", "em rõ rồi, NV2 xong", "NV2 ok", "đã rồi"],
)
def test_more_than_taking_note_is_no_acknowledgement(text: str) -> None:
    assert understand(text, TODAY).wants is None


def test_a_received_task_is_pointed_at() -> None:
    read = understand("đã nhận NV2 rồi ạ", TODAY)

    assert (read.wants, read.status, read.task_ref) == (Wish.RECEIVED, Status.UNCLEAR, "NV 2")


def test_a_bare_correction_keeps_both_numbers_and_asks() -> None:
    read = understand("sửa: 12 chứ không phải 21", TODAY)

    assert (read.status, read.bare_value, read.replaces, read.ask) == (Status.CORRECTION, 12, 21, True)
    assert read.figures == ()


def test_the_record_has_the_agreed_shape() -> None:
    record = understand("NV1 xong, NV2 đạt 3/5 hội nghị", TODAY).as_json()

    assert record["parts"][1]["numbers"] == [{"indicator": "hội nghị", "value": 3, "unit": None, "target": 5}]
    assert set(record) == {
        "status", "percent", "numbers", "blocker", "new_deadline", "task_ref", "has_personal_data", "parts", "ask",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("NV1 xong, NV2 đạt 3/5 hội nghị; NV3 chưa làm ạ!", ["NV1 xong", "NV2 đạt 3/5 hội nghị", "NV3 chưa làm ạ"]),
        ("NV 2, 3 xong. nv5 chờ kp", ["NV 2, 3 xong", "NV 2, 3 xong", "nv5 chờ kp"]),
        ("Em xong NV8 r ạ, còn NV9 mai", ["Em xong NV8 r ạ", "NV9 mai"]),
        ("hội nghị thì xong, tin bài mới 7/10", ["hội nghị thì xong", "tin bài mới 7/10"]),
        ("(1) Đã họp (2) Chưa", ["Đã họp", "Chưa"]),
    ],
)
def test_each_part_has_its_own_words(text: str, words: list[str]) -> None:
    read = understand(text, TODAY)

    assert [part.words for part in read.parts] == words
    assert read.words == ""
