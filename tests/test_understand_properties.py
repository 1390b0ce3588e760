"""What must hold of every reply, tried on examples that a machine makes up."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from messages.understand import Status, Understood, understand
from vietnamese.text import fold

TODAY = date(2026, 6, 10)
NO = ["chưa", "vẫn chưa", "không", "chưa hề", "chưa thể", "không thể", "chả", "đâu có", "vẫn chưa thể", "chưa được"]
FILLER = ["", "kịp ", "có ai ", "làm ", "tổ chức ", "thực hiện ", "triển khai "]
FINISHED = ["xong", "hoàn thành", "hoàn tất", "làm xong", "kết thúc", "xong hết", "xong việc này"]
SUBJECT = ["", "phòng em ", "NV2 ", "bên em ", "việc này ", "hội nghị ", "dạ ", "tới giờ "]
TAIL = ["", " ạ", " do chờ kinh phí", ", còn 2 xã", " nhé anh", " vì xã chưa gửi số liệu", "!"]
GREETINGS = ["Dạ ", "Chào chị, ", "Em chào anh ạ. ", "Dạ thưa anh, ", "Kính gửi chị, ", ""]
THANKS = [" ạ", ". Em cảm ơn chị!", " 🙏", ". Cảm ơn anh đã nhắc ạ", ", em cảm ơn", " nhé", ""]
REPORTS = [
    "NV2 xong",
    "đạt 60%",
    "chưa làm do chờ kinh phí",
    "3 hội nghị, 150 lượt người",
    "đang chờ ký",
    "NV1 xong, NV2 60%, NV4 chưa làm",
    "đã nộp báo cáo",
    "xã chưa gửi danh sách nên chưa tổng hợp được",
    "nhầm, 12 chứ không phải 21 hội nghị",
    "NV3 hạn ngày nào?",
    "xin lùi NV4 đến 18/6",
    "khoảng 200 tờ rơi, kinh phí 2,5 triệu",
]
WORDS = [
    "nv", "2", "xong", "chưa", "hoàn", "thành", "không", "được", "đang", "làm", "60%", "3", "hội", "nghị", "150", "đã",
    "người", "do", "vì", "chờ", "kinh", "phí", "mai", "thứ", "sáu", "18/6", "gửi", "ký", "hoãn", "chữa", "đủ", "vượt",
    ",", ".", "còn", "nhưng", "mà", "nếu", "thì", "phần", "việc", "rồi", "sắp", "gần", "mới", "hết", "nộp", "ban",
    "hành", "vẫn", "cơ", "bản", "tất", "bước", "1", "xã", "chỉ", "tiêu", "kết", "thúc", "đâu", "bao", "giờ", "hay",
]  # fmt: skip


def done(read: Understood) -> bool:
    return Status.DONE in {part.status for part in read.parts or (read,)}


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_without_accents_nothing_becomes_done_that_was_not(words: list[str]) -> None:
    text = " ".join(words)
    bare = understand(fold(text), TODAY)

    assert done(understand(text, TODAY)) or not done(bare) or bare.ask


@settings(max_examples=300)
@given(st.tuples(*(st.sampled_from(part) for part in (SUBJECT, NO, FILLER, FINISHED, TAIL))), st.booleans())
def test_a_negation_before_a_completion_is_never_done(words: tuple[str, ...], bare: bool) -> None:
    text = "{}{} {}{}{}".format(*words)

    assert not done(understand(fold(text) if bare else text, TODAY))


@given(st.lists(st.sampled_from([*WORDS, "12tr5", "1.250", "mười", "lăm", "tỷ", "3", "k", "suất", "quà"]), max_size=15))
def test_a_number_read_stands_in_the_text(words: list[str]) -> None:
    text = " ".join(words)

    for part in (read := understand(text, TODAY), *read.parts):
        assert all(figure.words and figure.words in text for figure in part.figures)
        assert part.percent is None or part.percent == 50 or any(sign.isdigit() for sign in text) or "mười" in text


@settings(max_examples=300)
@given(st.sampled_from(REPORTS), st.sampled_from(GREETINGS), st.sampled_from(THANKS), st.booleans())
def test_manners_change_nothing(report: str, greeting: str, thanks: str, bare: bool) -> None:
    plain, polite = report, greeting + report + thanks
    if bare:
        plain, polite = fold(plain), fold(polite)

    assert understand(polite, TODAY).as_json() == understand(plain, TODAY).as_json()


@given(st.text(max_size=300), st.sampled_from(REPORTS))
def test_any_text_around_a_report_is_understood_somehow(noise: str, report: str) -> None:
    read = understand(noise + report + noise[::-1], TODAY)

    assert read.status in Status
