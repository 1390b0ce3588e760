from conftest import MONDAY
from messages.channel import Attachment, FileKind, Incoming, Pace


def test_a_kept_message_comes_back_the_same():
    photo = Attachment("AgAC", "anh.jpg", 12_000, FileKind.PHOTO, sha256="ab")
    incoming = Incoming("telegram", "7:1", "-5", "NV2 xong", MONDAY, "9", "Lan", True, "do:1", "44", (photo,))
    assert Incoming.from_json(incoming.to_json()) == incoming


def test_groups_are_written_to_more_slowly_than_people():
    assert (Pace().gap("1002"), Pace().gap("-1002")) == (1.0, 3.0)
