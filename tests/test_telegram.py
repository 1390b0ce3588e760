"""The adapter against httpx.MockTransport: what comes in, what goes out, and every fault by name."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
import structlog
from telegram.request import HTTPXRequest

from bot.telegram import Telegram
from conftest import MONDAY
from messages.channel import Attachment, Choice, Content, DeliveryError, Document, FileKind, Incoming, Outgoing

TOKEN = "7001:not-a-real-token-0123456789"
Answer = Callable[[str, dict[str, Any]], httpx.Response]


def fields(request: httpx.Request) -> dict[str, Any]:
    return {key: values[0] for key, values in parse_qs(request.content.decode("utf-8", "replace")).items()}


def telegram(answer: Answer) -> Telegram:
    def handle(request: httpx.Request) -> httpx.Response:
        return answer(request.url.path.rsplit("/", 1)[-1], fields(request))

    def request() -> HTTPXRequest:
        return HTTPXRequest(httpx_kwargs={"transport": httpx.MockTransport(handle)})

    base = "http://telegram.test"
    return Telegram(TOKEN, (f"{base}/bot", f"{base}/file/bot"), (request(), request()), lambda: MONDAY)


def ok(result: object) -> httpx.Response:
    return httpx.Response(200, json={"ok": True, "result": result})


def refuse(status: int, description: str, **parameters: int) -> httpx.Response:
    body = {"ok": False, "error_code": status, "description": description}
    return httpx.Response(status, json=body | ({"parameters": parameters} if parameters else {}))


SENT = {"message_id": 44, "date": 1780275600, "chat": {"id": 9, "type": "private"}, "text": "x"}
LAN = {"id": 9, "is_bot": False, "first_name": "Trần Thị", "last_name": "Lan"}
PRIVATE = {"id": 9, "type": "private"}
GROUP = {"id": -5, "type": "supergroup", "title": "Phòng NV1"}


def message(**values: Any) -> dict[str, Any]:
    body = {"message_id": 7, "date": 1780275600, "chat": PRIVATE, "from": LAN} | values
    return {"update_id": 1, "message": body}


def heard(*updates: dict[str, Any]) -> tuple[list[Incoming], list[str | None]]:
    """What is heard of a batch, and the offsets asked for until the token is refused."""
    said: list[Incoming] = []
    offsets: list[str | None] = []

    def answer(method: str, given: dict[str, Any]) -> httpx.Response:
        if method != "getUpdates":
            return ok(True)
        offsets.append(given.get("offset"))
        return ok(updates) if len(offsets) == 1 else refuse(401, "Unauthorized")

    async def hear(incoming: Incoming) -> None:
        said.append(incoming)

    with pytest.raises(DeliveryError) as stopped:
        asyncio.run(telegram(answer).listen(hear))
    assert stopped.value.fatal
    return said, offsets


AT = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
PHOTO = [
    {"file_id": "S", "file_unique_id": "u", "width": 90, "height": 90, "file_size": 10},
    {"file_id": "L", "file_unique_id": "u", "width": 900, "height": 900, "file_size": 1000},
]
DOCX = {"file_id": "D", "file_unique_id": "d", "file_name": "KH.docx", "file_size": 2000}
PLAIN = Incoming("telegram", "7001:1", "9", "", AT, sender_name="Trần Thị Lan", own_id="7")
PICTURE = DOCX | {"file_name": "scan", "mime_type": "image/png"}
EDITED = {"update_id": 1, "edited_message": {**SENT, "from": LAN, "edit_date": 1780275660, "text": "NV2 xong"}}
SOMEBODY = {"type": "user", "date": 1780275600, "sender_user": {"id": 8, "is_bot": False, "first_name": "Mai"}}
HIDDEN = {"type": "hidden_user", "date": 1780275600, "sender_user_name": "Mai"}
STICKER = {"file_id": "S", "file_unique_id": "s", "width": 512, "height": 512, "is_animated": False, "is_video": False}
STICKER |= {"type": "regular", "emoji": "👍"}
PLACE = {"latitude": 21.8, "longitude": 106.7}
MOVING = {"file_id": "A", "file_unique_id": "a", "width": 9, "height": 9, "duration": 3}
POLL = {"id": "1", "question": "Đi không?", "options": [{"text": "Có", "voter_count": 0, "persistent_id": "1"}]}
POLL |= {"total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular"}
POLL |= {"allows_multiple_answers": False, "allows_revoting": False, "members_only": False}
VOICE = {"file_id": "V", "file_unique_id": "v", "duration": 3}
ANSWERED = {"message_id": 3, "date": 1780275600, "chat": PRIVATE}
HEARD = [
    (message(text="NV2 xong"), replace(PLAIN, text="NV2 xong")),
    (message(text="x", chat=GROUP), replace(PLAIN, text="x", address="-5", sender="9", group=True)),
    (message(text="50%", reply_to_message=ANSWERED), replace(PLAIN, text="50%", message_id="3")),
    (
        message(caption="minh chứng", photo=PHOTO),
        replace(PLAIN, text="minh chứng", attachments=(Attachment("L", "u.jpg", 1000, FileKind.PHOTO),)),
    ),
    (message(document=DOCX), replace(PLAIN, attachments=(Attachment("D", "KH.docx", 2000),))),
    (
        message(document=DOCX, media_group_id="g7"),
        replace(PLAIN, attachments=(Attachment("D", "KH.docx", 2000),), album="g7"),
    ),
    (message(document=PICTURE), replace(PLAIN, attachments=(Attachment("D", "scan", 2000, picture=True),))),
    (EDITED, replace(PLAIN, text="NV2 xong", own_id="44", edited=True, sent_at=AT + timedelta(minutes=1))),
    (message(text="x", forward_origin=SOMEBODY), replace(PLAIN, text="x", forwarded=True)),
    (message(text="x", forward_origin=HIDDEN), replace(PLAIN, text="x", forwarded=True)),
    (message(text="x", forward_origin=SOMEBODY | {"sender_user": LAN}), replace(PLAIN, text="x")),
    (message(voice=VOICE), replace(PLAIN, other=Content.VOICE)),
    (message(voice=VOICE, caption="NV2 xong"), replace(PLAIN, text="NV2 xong", other=Content.VOICE)),
    (message(audio=VOICE), replace(PLAIN, other=Content.VOICE)),
    (message(video_note=VOICE | {"length": 9}), replace(PLAIN, other=Content.VOICE)),
    (message(video=MOVING), replace(PLAIN, other=Content.VIDEO)),
    (message(animation=MOVING, document=DOCX), replace(PLAIN, other=Content.VIDEO)),
    (message(sticker=STICKER), replace(PLAIN, text="👍", other=Content.STICKER)),
    (message(location=PLACE), replace(PLAIN, other=Content.PLACE)),
    (message(venue={"location": PLACE, "title": "Nhà", "address": "Phố"}), replace(PLAIN, other=Content.PLACE)),
    (message(contact={"phone_number": "0912", "first_name": "Mai"}), replace(PLAIN, other=Content.CONTACT)),
    (message(poll=POLL), replace(PLAIN, other=Content.POLL)),
    (message(dice={"emoji": "🎲", "value": 3}), replace(PLAIN, other=Content.OTHER)),
]


@pytest.mark.parametrize(("update", "incoming"), HEARD)
def test_a_message_becomes_an_incoming(update: dict[str, Any], incoming: Incoming):
    assert heard(update) == ([incoming], [None, "2"])


@pytest.mark.parametrize("update", [update for update, _ in HEARD])
def test_words_alone_are_read_as_all_else_is(update: dict[str, Any]):
    # Of an update with a part that nobody knows all is read with PTB's types.
    assert heard({**update, "unheard_of": {}})[0] == heard(update)[0]


def test_a_pressed_button_names_its_message():
    shown = {"message_id": 44, "date": 1780275600, "chat": PRIVATE, "text": "NV2"}
    press = {"id": "77", "from": LAN, "chat_instance": "1", "data": "a:12:done", "message": shown}
    [incoming], _ = heard({"update_id": 5, "callback_query": press})
    assert (incoming.button, incoming.message_id, incoming.address, incoming.sent_at) == (
        "a:12:done",
        "44",
        "9",
        MONDAY,
    )


IGNORED = [
    {"update_id": 1, "edited_message": 7},
    {"update_id": 1, "message_reaction": {"chat": PRIVATE, "message_id": 7, "date": 1}},
    {"update_id": 1, "a_kind_of_next_year": {"message_id": 7}},
    {"update_id": 1, "channel_post": {"message_id": 7, "date": 1, "chat": {"id": -1, "type": "channel"}, "text": "x"}},
    message(new_chat_members=[LAN], chat=GROUP),
    {"update_id": 1, "message": {"message_id": "seven"}},
    {"update_id": 1, "callback_query": 3},
    message(text="x", **{"from": LAN | {"is_bot": True}}),
]


@pytest.mark.parametrize("update", IGNORED)
def test_what_no_person_said_is_confirmed_and_passed_over(update: dict[str, Any]):
    said, offsets = heard(update, message(text="sau đó") | {"update_id": 2})
    assert ([incoming.text for incoming in said], offsets) == (["sau đó"], [None, "3"])


def test_the_log_of_a_broken_update_quotes_nothing_of_it():
    broken = message(text="cháu Sùng Thị Xoan")
    broken["message"]["date"] = "cháu Sùng Thị Xoan"
    with structlog.testing.capture_logs() as log:
        heard(broken)
    assert log[0]["event"] == "update not understood"
    assert "Xoan" not in str(log)


def test_nothing_is_confirmed_before_it_is_stored():
    offsets: list[str | None] = []
    tries = 0

    def answer(method: str, given: dict[str, Any]) -> httpx.Response:
        if method != "getUpdates":
            return ok(True)
        offsets.append(given.get("offset"))
        return refuse(401, "Unauthorized") if len(offsets) == 3 else ok([message()])

    async def hear(_incoming: Incoming) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise OSError("disk full")

    def message() -> dict[str, Any]:
        return {"update_id": 4, "message": {"message_id": 7, "date": 1, "chat": PRIVATE, "from": LAN, "text": "x"}}

    with pytest.raises(DeliveryError, match="Unauthorized"):
        asyncio.run(telegram(answer).listen(hear))
    assert offsets == [None, None, "5"]


HELLO = Outgoing("<b>x</b>")


def sent(answer: Answer, out: Outgoing = HELLO) -> str | DeliveryError:
    try:
        return asyncio.run(telegram(answer).send("9", out))
    except DeliveryError as error:
        return error


def recorded(out: Outgoing, *answers: httpx.Response) -> tuple[str | DeliveryError, list[tuple[str, dict[str, Any]]]]:
    calls: list[tuple[str, dict[str, Any]]] = []

    def answer(method: str, given: dict[str, Any]) -> httpx.Response:
        calls.append((method, given))
        return answers[len(calls) - 1] if len(calls) <= len(answers) else ok(SENT)

    return sent(answer, out), calls


def test_buttons_stand_in_their_rows():
    choices = (Choice("Xong", "a:1", 0), Choice("Vướng", "a:2", 0), Choice("Khác", "a:3", 1))
    result, [(method, given)] = recorded(Outgoing("<b>NV2</b>", choices))
    assert (result, method, given["parse_mode"], given["text"]) == ("44", "sendMessage", "HTML", "<b>NV2</b>")
    rows = json.loads(given["reply_markup"])["inline_keyboard"]
    assert [[button["callback_data"] for button in row] for row in rows] == [["a:1", "a:2"], ["a:3"]]


@pytest.mark.parametrize(("photo", "method"), [(False, "sendDocument"), (True, "sendPhoto")])
def test_a_document_carries_the_text_as_its_caption(photo: bool, method: str):
    result, calls = recorded(Outgoing("T6", document=Document("Báo cáo.docx", b"PK", photo=photo)))
    assert (result, [name for name, _ in calls]) == ("44", [method])


def test_html_that_is_refused_goes_out_as_plain_text():
    result, calls = recorded(Outgoing("<b>x</b> &lt;y"), refuse(400, "Bad Request: can't parse entities: x"))
    assert (result, calls[1][1]["text"], calls[1][1].get("parse_mode")) == ("44", "x <y", None)


EDITS = [
    (refuse(400, "Bad Request: message is not modified: same"), "40", ["editMessageText"]),
    (refuse(400, "Bad Request: message to edit not found"), "44", ["editMessageText", "sendMessage"]),
    (refuse(400, "Bad Request: message can't be edited"), "44", ["editMessageText", "sendMessage"]),
    (ok(SENT), "40", ["editMessageText"]),
]


@pytest.mark.parametrize(("answer", "result", "methods"), EDITS)
def test_a_message_is_changed_in_place_or_sent_anew(answer: httpx.Response, result: str, methods: list[str]):
    got, calls = recorded(Outgoing("x", edits="40"), answer)
    assert (got, [method for method, _ in calls]) == (result, methods)


REFUSALS: list[tuple[httpx.Response, dict[str, Any]]] = [
    (refuse(429, "Too Many Requests: retry after 7", retry_after=7), {"retry_in": 7.0}),
    (refuse(403, "Forbidden: bot was blocked by the user"), {"permanent": True}),
    (refuse(400, "Bad Request: chat not found"), {"permanent": True}),
    (refuse(400, "Bad Request: message is too long"), {"refused": True}),
    (refuse(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1009), {"moved_to": "-1009"}),
    (refuse(401, "Unauthorized"), {"fatal": True}),
    (refuse(404, "Not Found"), {"fatal": True}),
    (refuse(500, "Internal Server Error"), {"unknown": True, "retry_in": 2.0}),
    (httpx.Response(502, text="<html>Bad Gateway</html>"), {"unknown": True, "retry_in": 2.0}),
    (httpx.Response(200, text="<html>"), {"unknown": True}),
    (httpx.Response(200, json={"ok": False, "description": "no"}), {}),
    (httpx.Response(413, text=""), {"refused": True}),
]
BROKEN: list[tuple[httpx.HTTPError, dict[str, Any]]] = [
    (httpx.ConnectError("no route"), {"retry_in": 2.0}),
    (httpx.ConnectTimeout("slow"), {"retry_in": 2.0}),
    (httpx.PoolTimeout("full"), {"retry_in": 2.0}),
    (httpx.ReadTimeout("slow"), {"unknown": True}),
    (httpx.ReadError("reset"), {"unknown": True}),
    (httpx.RemoteProtocolError("closed"), {"unknown": True}),
]
NOTHING = {"permanent": False, "refused": False, "retry_in": None, "unknown": False, "fatal": False, "moved_to": None}


def verdict(error: str | DeliveryError) -> dict[str, Any]:
    assert isinstance(error, DeliveryError)
    return {name: value for name in NOTHING if (value := getattr(error, name)) != NOTHING[name]}


@pytest.mark.parametrize(("answer", "expected"), REFUSALS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_each_refusal_has_its_verdict(answer: httpx.Response, expected: dict[str, Any]):
    assert verdict(sent(lambda *_: answer)) == expected


@pytest.mark.parametrize(("fault", "expected"), BROKEN, ids=lambda value: type(value).__name__)
def test_each_broken_connection_has_its_verdict(fault: httpx.HTTPError, expected: dict[str, Any]):
    def answer(_method: str, _given: dict[str, Any]) -> httpx.Response:
        raise fault

    assert verdict(sent(answer)) == expected


def test_a_platform_that_stays_away_is_asked_less_often():
    async def play() -> list[float | None]:
        channel, waits = telegram(lambda *_: refuse(502, "Bad Gateway")), list[float | None]()
        for _ in range(3):
            with pytest.raises(DeliveryError) as caught:
                await channel.send("9", Outgoing("x"))
            waits.append(caught.value.retry_in)
        return waits

    assert asyncio.run(play()) == [2.0, 4.0, 8.0]


def test_no_error_holds_the_token():
    def answer(_method: str, _given: dict[str, Any]) -> httpx.Response:
        raise httpx.ReadError(f"http://telegram.test/bot{TOKEN}/sendMessage")

    assert "<token>" in str(sent(answer))
    assert TOKEN not in str(sent(answer))


def fetched(size: int) -> bytes:
    def answer(method: str, _given: dict[str, Any]) -> httpx.Response:
        if method == "getFile":
            return ok({"file_id": "D", "file_unique_id": "d", "file_size": size, "file_path": "documents/D"})
        return httpx.Response(200, content=b"PK")

    return asyncio.run(telegram(answer).fetch(Attachment("D", "KH.docx", 2)))


def test_a_file_is_fetched():
    assert fetched(2) == b"PK"


def test_a_file_over_20_mb_is_not_fetched():
    with pytest.raises(DeliveryError) as caught:
        fetched(20_000_001)
    assert caught.value.refused


def test_no_log_line_holds_the_token(capfd: pytest.CaptureFixture[str]):
    program = f"""
import logging
from bot.logs import set_up_logs
from bot.platforms import telegram_of
from bot.context import now
from bot.settings import Settings
set_up_logs("DEBUG")
telegram_of(Settings(_env_file=None, telegram_token="{TOKEN}"), None, now)
try:
    raise OSError("http://telegram.test/bot{TOKEN}/getMe")
except OSError:
    logging.getLogger("any").exception("failed")
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parent.parent)
    log = capfd.readouterr().err
    assert "failed" in log
    assert TOKEN not in log


@pytest.mark.parametrize(
    ("me", "link"), [({"id": 1, "username": "don_doc_bot"}, "https://t.me/don_doc_bot?start="), (True, "")]
)
def test_what_is_heard_says_how_to_invite_to_this_bot(me: object, link: str):
    links: list[str] = []

    def answer(method: str, _given: dict[str, Any]) -> httpx.Response:
        if method == "getUpdates":
            return refuse(401, "Unauthorized") if links else ok([message(text="/moi")])
        return ok(me if method == "getMe" else True)

    async def hear(incoming: Incoming) -> None:
        links.append(incoming.join_link)

    with pytest.raises(DeliveryError):
        asyncio.run(telegram(answer).listen(hear))
    assert links == [link]
