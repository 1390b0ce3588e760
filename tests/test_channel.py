import json
from dataclasses import replace

from conftest import MONDAY
from messages.channel import Attachment, Content, FileKind, Incoming, Pace


def test_a_kept_message_comes_back_the_same():
    photo = Attachment("AgAC", "anh.jpg", 12_000, FileKind.PHOTO, sha256="ab")
    incoming = Incoming("telegram", "7:1", "-5", "NV2 xong", MONDAY, "9", "Lan", True, "do:1", "44", (photo,))
    assert Incoming.from_json(incoming.to_json()) == incoming


def test_a_message_of_another_kind_comes_back_the_same():
    paper = Attachment("D", "scan", 9, picture=True)
    incoming = Incoming("telegram", "7:1", "-5", "👍", MONDAY, attachments=(paper,), own_id="7", edited=True)
    incoming = replace(incoming, forwarded=True, other=Content.STICKER)
    assert Incoming.from_json(json.loads(json.dumps(incoming.to_json()))) == incoming


def test_a_message_kept_by_an_earlier_version_comes_back():
    kept = Incoming("telegram", "7:1", "-5", "x", MONDAY, attachments=(Attachment("D", "a", 9),)).to_json()
    for name in ("parts", "join_link", "own_id", "edited", "forwarded", "other"):
        del kept[name]
    del kept["attachments"][0]["picture"]
    incoming = Incoming.from_json(kept)
    assert (incoming.text, incoming.source, incoming.other) == ("x", None, None)


def test_groups_are_written_to_more_slowly_than_people():
    assert (Pace().gap("1002"), Pace().gap("-1002")) == (1.0, 3.0)
