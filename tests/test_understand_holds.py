"""What holds for every reply, whatever its words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.understand import Status, understand
from vietnamese.text import fold

TODAY = date(2026, 6, 10)
FINISHED = ["xong", "hoàn thành", "làm xong", "hoàn tất", "tổ chức xong", "xong hết", "thực hiện xong"]
NOT_FINISHED = [
    "Chưa xong ạ", "Em chưa hoàn thành", "Sắp xong rồi", "Gần xong", "Không xong được", "Mai xong", "25/6 xong nhé",
    "Chưa làm do chờ kinh phí", "Hoãn lại", "Bị hoãn vì mưa", "Chưa tổ chức được hội nghị", "Không thể hoàn thành",
    "Xong 50%", "Làm xong rồi mà chưa gửi", "Cơ bản xong", "Xong bước 1", "Đang làm", "Chưa đạt chỉ tiêu",
    "Nghe nói phòng bên xong rồi", "Bao giờ xong ạ?", "Nếu có kinh phí thì xong", "Trừ xã A, các xã khác xong",
]  # fmt: skip
REPLIES = [
    "NV2 xong",
    "Đạt 60%",
    "Chưa làm ạ",
    "Đang chờ kinh phí",
    "3 hội nghị, 150 lượt người",
    "Thứ sáu nộp báo cáo",
]
words = st.sampled_from(
    [
        "nv", "2", "xong", "chưa", "hoàn", "thành", "không", "được", "đang", "làm", "60%", "3", "hội", "nghị", "150",
        "người", "do", "vì", "chờ", "kinh", "phí", "mai", "thứ", "sáu", "18/6", "cháu", "Lan", "tuổi", ",", ".", ";",
        ":", "?", "\n", "còn", "nhưng", "mà", "nếu", "thì", "phần", "việc", "tỷ", "triệu", "rưỡi", "mười", "lăm", "/",
        "-", "12tr5", "k", "dc", "sửa", "nhầm", "5/5",
    ]
)  # fmt: skip


@given(st.text(max_size=200))
def test_any_text_is_understood_somehow(text: str) -> None:
    read = understand(text, TODAY)

    assert read.as_json()["status"] in {s.value for s in Status}


@given(st.lists(words, max_size=25))
def test_any_mixture_of_office_words_is_understood_somehow(parts: list[str]) -> None:
    read = understand(" ".join(parts), TODAY)

    assert all(part.status in Status for part in read.parts)


@given(st.lists(words, max_size=15))
def test_a_number_read_stands_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    read = understand(text, TODAY)

    for figure in (f for part in (read, *read.parts) for f in part.figures):
        assert figure.words in text


@given(st.sampled_from(["chưa", "vẫn chưa", "không", "chưa hề", "chưa thể"]), st.sampled_from(FINISHED), st.booleans())
def test_a_negated_completion_is_never_done(no: str, finished: str, bare: bool) -> None:
    text = f"Phòng em {no} {finished} nhiệm vụ này"

    assert understand(fold(text) if bare else text, TODAY).status is not Status.DONE


@pytest.mark.parametrize("text", NOT_FINISHED)
def test_losing_its_accents_never_makes_a_reply_done(text: str) -> None:
    assert understand(text, TODAY).status is not Status.DONE
    assert understand(fold(text), TODAY).status is not Status.DONE


@pytest.mark.parametrize("text", REPLIES)
@pytest.mark.parametrize(
    "manners", ["Dạ, {}", "{} ạ, em cảm ơn anh", "Chào anh, {}", "{}. Cảm ơn chị đã nhắc!", "{} 🙏"]
)
def test_manners_change_nothing(text: str, manners: str) -> None:
    assert understand(manners.format(text), TODAY) == understand(text, TODAY)


def test_a_very_long_message_is_read_too() -> None:
    read = understand("Đã tổ chức 2 hội nghị, chờ kinh phí do chưa có hướng dẫn, " * 200, TODAY)

    assert read.figures or read.parts
