"""Zalo's updates as messages, and its answers as verdicts."""

from datetime import UTC, datetime

import httpx
import pytest

from bot.http import BrokenOffError, NotSentError
from bot.zalo_client import ApiError, read_answer, verdict
from bot.zalo_updates import read_update
from conftest import MONDAY
from messages.channel import Attachment, Content, FileKind, Incoming

SENT = 1750316131602  # 2025-06-19 06:55:31.602 UTC
PRIVATE = {
    "message_id": "2d758cb5e222177a4e35",
    "date": SENT,
    "chat": {"id": "6ede9afa66b88fe6d6a9", "chat_type": "PRIVATE"},
    "from": {"id": "6ede9afa66b88fe6d6a9", "display_name": "Trần Thị Lan", "is_bot": False},
}
GROUP = PRIVATE | {"chat": {"id": "g1", "chat_type": "GROUP"}}


def update(kind: str | None = "text", message: dict = PRIVATE, **values: object) -> dict:
    named = {"event_name": f"message.{kind}.received"} if kind else {}
    return {"message": message | values, **named}


def read(raw: object, groups: bool = False) -> Incoming | None:
    return read_update(raw, MONDAY, groups=groups)


def test_words_are_read_with_who_said_them_and_when():
    assert read(update(text="NV2 xong")) == Incoming(
        channel="zalo",
        id="6ede9afa66b88fe6d6a9:2d758cb5e222177a4e35",
        address="6ede9afa66b88fe6d6a9",
        text="NV2 xong",
        sent_at=datetime(2025, 6, 19, 6, 55, 31, 602000, UTC),
        sender_name="Trần Thị Lan",
        own_id="2d758cb5e222177a4e35",
        brings_files=False,
        has_groups=False,
    )


def test_messages_of_two_chats_are_two_whatever_their_numbers():
    again, other = (read(update(text="x", chat={"id": chat, "chat_type": "PRIVATE"})) for chat in ("a", "b"))
    assert again.id == read(update(text="x", chat={"id": "a", "chat_type": "PRIVATE"})).id
    assert again.id != other.id
    assert (again.source, other.source) == ("zalo:a:2d758cb5e222177a4e35", "zalo:b:2d758cb5e222177a4e35")


@pytest.mark.parametrize("field", ["photo", "photo_url"])
def test_a_picture_is_read_whatever_its_field_is_called(field: str):
    incoming = read(update("image", **{field: "https://photo.test/a"}, caption="hội nghị"))
    assert incoming.attachments == (Attachment("https://photo.test/a", f"{incoming.own_id}.jpg", 0, FileKind.PHOTO),)
    assert (incoming.text, incoming.other) == ("hội nghị", None)


@pytest.mark.parametrize(
    ("kind", "values", "other"),
    [
        ("sticker", {"sticker": "0e07", "url": "https://sticker.test/a"}, Content.STICKER),
        ("voice", {"voice_url": "https://voice.test/a"}, Content.VOICE),
        ("unsupported", {}, Content.WITHHELD),
        ("image", {"photo_url": "file:///etc/passwd"}, Content.OTHER),
        ("image", {"photo": {"url": "x"}}, Content.OTHER),
        ("dance", {}, Content.OTHER),
        (None, {}, Content.OTHER),
        (None, {"text": "NV2 xong"}, None),
    ],
)
def test_what_is_neither_words_nor_a_picture_is_heard_as_that(kind, values, other):
    assert read(update(kind, **values)).other is other


def test_a_group_is_heard_only_where_the_bot_is_for_groups():
    raw = update(message=GROUP, text="NV2 xong")
    assert read(raw) is None
    incoming = read(raw, groups=True)
    assert (incoming.group, incoming.address, incoming.sender) == (True, "g1", "6ede9afa66b88fe6d6a9")


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("@Bot Đôn Đốc /nhiemvu", "/nhiemvu"),
        ("@Bot Đôn Đốc NV1 xong", "@Bot Đôn Đốc NV1 xong"),
        ("NV1 @Lan /x", "NV1 @Lan /x"),
        ("/nhiemvu", "/nhiemvu"),
    ],
)
def test_a_command_in_a_group_is_heard_after_the_name_of_the_bot(text: str, heard: str):
    assert read(update(message=GROUP, text=text), groups=True).text == heard


def test_another_bot_is_not_heard():
    assert read(update(text="x", **{"from": {"id": "b", "is_bot": True}})) is None


@pytest.mark.parametrize("date", [None, "2025", -1, 0, 1750316131, 1e300])
def test_a_date_that_is_none_becomes_the_moment_of_arrival(date):
    assert read(update(text="x", date=date)).sent_at == MONDAY


def test_without_an_id_the_same_update_has_the_same_and_another_another():
    bare = {name: value for name, value in PRIVATE.items() if name != "message_id"}
    first, again, other = (read(update(message=bare, text=text)).id for text in ("a", "a", "b"))
    assert first == again != other


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "x",
        {},
        {"message": None},
        {"message": {}},
        update(text=5),
        update(chat={}),
        update(chat={"id": ""}),
        update(chat={"id": "a\x00"}),
    ],
)
def test_what_is_no_update_is_refused(raw: object):
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        read(raw)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotSentError("x"), {"retry_in": 8, "here": True}),
        (BrokenOffError("x"), {"unknown": True, "retry_in": 8}),
        (ApiError(400, ""), {"refused": True}),
        (ApiError(401, ""), {"fatal": True}),
        (ApiError(403, ""), {"unknown": True}),
        (ApiError(404, ""), {}),
        (ApiError(408, ""), {"unknown": True, "retry_in": 8}),
        (ApiError(429, ""), {"retry_in": 8}),
        (ApiError(500, ""), {"unknown": True, "retry_in": 8}),
        (ApiError(None, ""), {}),
    ],
)
def test_a_failed_call_says_what_becomes_of_its_message(error, said):
    judged = {name: value for name, value in vars(verdict(error, 8)).items() if value and name != "reason"}
    assert judged == said


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (200, {"ok": False, "error_code": 401}, 401),
        (200, {"ok": False, "error_code": "429"}, 429),
        (500, {"ok": False, "error_code": 403}, 403),
        (429, {"ok": False}, 429),
        (200, {"ok": False}, None),
        (200, {"ok": False, "error_code": "no"}, None),
    ],
)
def test_an_answer_is_judged_by_its_ok_and_its_code(status: int, body: dict, code: int | None):
    with pytest.raises(ApiError) as caught:
        read_answer(httpx.Response(status, json=body), "1:t")
    assert caught.value.code == code


def test_an_answer_that_is_ok_is_one_whatever_its_status():
    assert read_answer(httpx.Response(500, json={"ok": True, "result": {"message_id": "a"}}), "1:t") == {
        "message_id": "a"
    }


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'"ok"', b"{}", b'{"ok": 1}', b"[" * 100_000, b"\xff"])
def test_an_answer_that_is_none_leaves_the_outcome_open(body: bytes):
    with pytest.raises(BrokenOffError):
        read_answer(httpx.Response(200, content=body), "1:t")


def test_the_words_of_an_error_are_short_and_without_the_token():
    body = {"ok": False, "description": "no such bot 1:t " + "x" * 500}
    with pytest.raises(ApiError) as caught:
        read_answer(httpx.Response(200, json=body), "1:t")
    assert str(caught.value).startswith("ok=false no such bot <token> x")
    assert len(str(caught.value)) < 250
