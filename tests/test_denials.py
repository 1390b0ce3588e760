"""A task named by its number and a denial before the word of completion is never done, however both are typed."""

from datetime import date

import pytest

from messages.understand import understand
from messages.understood import Status

TODAY = date(2026, 6, 10)
POINTERS = ("nv1", "NV 2", "nv.3", "nv10", "Nv12:", "nv 2,", "mục 4", "mục 1.3", "việc 5", "nhiệm vụ 6",
            "nhiệm vụ số 7", "task 8", "đầu việc 9", "nv II", "nv II.1",
            "nv1, 2", "nv1 và 3", "nvu 2", "muc 1", "viec so 2")  # fmt: skip
DENIALS = ("k", "K", "ko", "kh", "hok", "hem", "hông", "khg", "không", "khong", "chưa", "chua", "chx", "chẳng", "chả",
           "k thể", "ko the", "k kịp", "không được", "not", "chưa thể")  # fmt: skip
DONE = ("xong", "xog", "hoàn thành", "hoan thanh", "hoàn tất", "ht", "kết thúc", "done", "finish", "ok", "xong dc")


def _done(text: str) -> bool:
    found = understand(text, TODAY)
    return Status.DONE in {part.status for part in found.parts or (found,)}


@pytest.mark.parametrize("pointer", POINTERS)
def test_a_denied_completion_is_never_done(pointer: str):
    said = [f"{pointer} {denial} {done}" for denial in DENIALS for done in DONE]
    assert [text for text in said if _done(text)] == []


@pytest.mark.parametrize(
    "words",
    ["xong sao nổi", "xong gì nổi", "ai bảo xong", "not done", "ráng xong", "cố xong", "yêu cầu xong", "xong sơ sơ",
     "xong hụt", "hoàn thành trượt", "xong tạm", "cố gắng hoàn thành", "phải làm xong", "xong thì đùa"],
)  # fmt: skip
def test_a_completion_wished_for_or_mocked_is_not_done(words: str):
    assert not _done(f"nv1 {words}")


@pytest.mark.parametrize(
    "words",
    ["xong rồi à", "xong đc tí", "xong xã Yên Hạ", "xong mấy xã", "xong phần của em", "xong. đùa thôi",
     "chị ghi là xong đi"],
)  # fmt: skip
def test_a_completion_with_a_sign_of_doubt_is_asked_about(words: str):
    assert understand(f"nv1 {words}", TODAY).ask or not _done(f"nv1 {words}")


@pytest.mark.parametrize(
    "words",
    ["xong rồi", "cố gắng lắm cũng xong rồi", "theo yêu cầu đã hoàn thành", "xong phần mềm", "hoàn thành đúng yêu cầu"],
)
def test_a_completion_that_only_looks_so_is_done(words: str):
    found = understand(f"nv1 {words}", TODAY)
    assert (found.status, found.ask) == (Status.DONE, False)


@pytest.mark.parametrize("text", ["nv2 chi 150k", "nv2: chi 150 k cho lớp", "đã chi 300k, 12 k tiền nước"])
def test_a_thousand_behind_an_amount_stays_a_thousand(text: str):
    assert understand(text, TODAY).figures[0].value in (150_000, 300_000)
