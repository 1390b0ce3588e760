"""The fake Bot API refuses, breaks and forgets as the real one does; what is tested with it is worth that much."""

import http.client
import json
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from bot_api import BotApi
from bot_limits import Limits, densest


class Clock:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(clock: Clock) -> Iterator[BotApi]:
    with BotApi(Limits(), clock) as api:
        yield api


def call(api: BotApi, method: str, **fields: Any) -> tuple[int, Any]:
    """The status and the result, or the whole answer where there is none; raises OSError or HTTPException."""
    connection = http.client.HTTPConnection(api.url.removeprefix("http://"), timeout=60)
    try:
        connection.request("POST", f"/bot1:x/{method}", urlencode(fields), {"Content-Type": "application/x-www-form"})
        answer = connection.getresponse()
        body = json.loads(answer.read())
        return answer.status, body.get("result", body)
    finally:
        connection.close()


def send(api: BotApi, chat: int) -> int:
    """0 for a message that passed, else the seconds to wait."""
    status, answer = call(api, "sendMessage", chat_id=chat, text="x")
    return 0 if status == 200 else int(answer["parameters"]["retry_after"])


def test_thirty_messages_pass_in_a_second_and_the_next_holds_the_bot(api: BotApi, clock: Clock):
    assert [send(api, chat) for chat in range(1, 31)] == [0] * 30
    assert send(api, 31) == 1
    clock.at += 0.5
    assert send(api, 32) == 1, "sooner than told to, nobody gets anything"
    clock.at += 1.0
    assert send(api, 32) == 0
    assert (len(api.sent), api.refused) == (31, [429, 429])


def test_any_second_counts_and_not_each_second_of_the_clock(api: BotApi, clock: Clock):
    clock.at = 1000.9
    assert [send(api, chat) for chat in range(1, 31)] == [0] * 30
    clock.at = 1001.1
    assert send(api, 31) == 1


def test_a_person_gets_one_message_a_second(api: BotApi, clock: Clock):
    assert (send(api, 9), send(api, 9)) == (0, 1)
    clock.at += 1.0
    assert send(api, 9) == 0


def test_a_group_gets_twenty_messages_a_minute(api: BotApi, clock: Clock):
    assert [send(api, -5) for _ in range(20)] == [0] * 20
    clock.at += 15
    assert send(api, -5) == 45
    clock.at += 45
    assert send(api, -5) == 0


def test_slack_forgives_what_the_way_took(clock: Clock):
    with BotApi(Limits(slack=0.1), clock) as api:
        assert send(api, 9) == 0
        clock.at += 0.91
        assert send(api, 9) == 0


def test_without_limits_everything_passes():
    with BotApi() as api:
        assert [send(api, 9) for _ in range(40)] == [0] * 40
    assert len(api.moments) == 40


@pytest.mark.parametrize(("moments", "seconds", "most"), [([], 1, 0), ([0, 0.5, 1.0, 1.4], 1, 3), ([2, 1, 0], 1, 1)])
def test_the_densest_window_is_found(moments: list[float], seconds: float, most: int):
    assert densest(moments, seconds) == most


REFUSED = [
    ({"chat_id": 7, "text": "x"}, 403, "blocked by the user"),
    ({"chat_id": -5, "text": "x"}, 400, "upgraded to a supergroup"),
    ({"chat_id": 9, "text": "đ" * 4095 + "😀"}, 400, "too long"),
    ({"chat_id": 9, "caption": "x" * 1025}, 400, "too long"),
    (
        {"chat_id": 9, "reply_markup": '{"inline_keyboard": [[{"callback_data": "' + "đ" * 33 + '"}]]}'},
        400,
        "BUTTON_DATA_INVALID",
    ),
]


@pytest.mark.parametrize(("fields", "status", "words"), REFUSED)
def test_what_telegram_refuses_reaches_nobody(api: BotApi, fields: dict[str, Any], status: int, words: str):
    api.blocked.add("7")
    api.moved["-5"] = "-1005"
    got, answer = call(api, "sendMessage", **fields)
    assert (got, api.sent, words in answer["description"]) == (status, [], True)
    assert answer.get("parameters", {}) == ({"migrate_to_chat_id": -1005} if fields["chat_id"] == -5 else {})


def test_tags_do_not_count_and_an_emoji_counts_twice(api: BotApi):
    text = "<b>" + "đ" * 4094 + "</b>😀"
    assert call(api, "sendMessage", chat_id=9, text=text)[0] == 200


BREAKS = [("before", 0), ("after", 1), (b"", 0)]


@pytest.mark.parametrize(("fault", "delivered"), BREAKS)
def test_a_connection_breaks_before_or_after_delivery(api: BotApi, fault: str | bytes, delivered: int):
    api.fault = lambda _method, _fields: fault
    with pytest.raises((OSError, http.client.HTTPException)):
        send(api, 9)
    assert len(api.sent) == delivered


@pytest.mark.parametrize(("fault", "delivered"), [("hang", 0), ("hang after", 1)])
def test_a_call_that_hangs_ends_with_the_server(fault: str, delivered: int):
    broken: list[bool] = []

    def ask() -> None:
        with pytest.raises((OSError, http.client.HTTPException)):
            send(api, 9)
        broken.append(True)

    with BotApi() as api:
        api.fault = lambda _method, _fields: fault
        asking = threading.Thread(target=ask)
        asking.start()
        asking.join(0.2)
        assert not broken
    asking.join(5)
    assert (broken, len(api.sent)) == ([True], delivered)


def test_an_answer_can_be_made_up(api: BotApi):
    api.fault = lambda _method, _fields: (502, {"description": "Bad Gateway"})
    assert call(api, "getMe") == (502, {"ok": False, "error_code": 502, "description": "Bad Gateway"})


def numbers(api: BotApi, **asked: int) -> list[int]:
    status, updates = call(api, "getUpdates", **asked)
    assert status == 200
    return [update["update_id"] for update in updates]


def test_updates_come_again_until_a_higher_offset_confirms_them(api: BotApi):
    for _ in range(3):
        api.say(9, "x")
    assert numbers(api) == numbers(api) == [1, 2, 3]
    assert numbers(api, offset=3) == [3]
    assert numbers(api, offset=1) == [3], "confirmed is confirmed"
    assert numbers(api, offset=4) == []
    assert api.unconfirmed == 0


def test_confirmed_updates_can_be_given_again(api: BotApi):
    for _ in range(3):
        api.say(9, "x")
    assert numbers(api, offset=3) == [3]
    api.repeat()
    assert numbers(api) == [1, 2, 3]


def test_at_most_a_hundred_updates_come_at_once(api: BotApi):
    for _ in range(150):
        api.say(9, "x")
    assert (len(numbers(api)), len(numbers(api, limit=7)), numbers(api, offset=101)[0]) == (100, 7, 101)


def test_an_update_is_forgotten_after_a_day(api: BotApi, clock: Clock):
    api.say(9, "x")
    clock.at += 24 * 3600 - 1
    api.say(9, "y")
    assert numbers(api) == [1, 2]
    clock.at += 1
    assert numbers(api) == [2]


def test_a_press_can_be_acknowledged_for_150_seconds(api: BotApi, clock: Clock):
    press = api.press(9, "a:1:done", 5)
    clock.at += 149
    assert call(api, "answerCallbackQuery", callback_query_id=press) == (200, True)
    clock.at += 1
    assert call(api, "answerCallbackQuery", callback_query_id=press)[0] == 400
    assert call(api, "answerCallbackQuery", callback_query_id=77)[0] == 400


def test_a_second_poller_ends_the_poll_of_the_first(api: BotApi):
    answers: list[tuple[int, Any]] = []
    first = threading.Thread(target=lambda: answers.append(call(api, "getUpdates", timeout=2)))
    first.start()
    while "getUpdates" not in api.calls:
        first.join(0.01)
    first.join(0.05)
    assert numbers(api) == []
    first.join()
    [(status, answer)] = answers
    assert (status, answer["description"]) == (409, "Conflict: terminated by other getUpdates request")
    assert numbers(api) == [], "the second one goes on"


def test_a_webhook_gets_each_update_until_it_says_200_and_polling_is_refused(api: BotApi):
    with BotApi() as bot:  # stands in for the bot: it takes posts too
        turns = iter([(500, {}), "before"])
        bot.fault = lambda _method, _fields: next(turns, None)  # type: ignore[arg-type,return-value]
        call(api, "setWebhook", url=f"{bot.url}/hook", secret_token="s")
        api.say(9, "x")
        api.say(9, "y")
        assert call(api, "getUpdates")[0] == 409
        ended = threading.Event()
        while api.unconfirmed and not ended.wait(0.01):
            pass
        assert len(bot.calls) == 4
    call(api, "deleteWebhook")
    api.say(9, "z")
    assert numbers(api) == [3]


def test_files_can_be_had_up_to_20_mb(api: BotApi):
    api.files |= {"D": b"PK", "E": b"x" * 20_000_001}
    assert call(api, "getFile", file_id="D")[1]["file_path"] == "D"
    assert call(api, "getFile", file_id="E")[0] == 400
    assert call(api, "getFile", file_id="F")[0] == 400
