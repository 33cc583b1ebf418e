"""getUpdates as the real server does it."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot.sandbox.running import Sandbox

SAM, ALEX, FRIENDS = 1001, 1002, -2001


def texts(answer: dict[str, Any]) -> list[str]:
    """The texts of the messages in an answer to getUpdates."""
    return [update["message"]["text"] for update in answer["result"]]


@pytest.fixture
def five(sandbox: Sandbox) -> Sandbox:
    """Five messages wait."""
    for number in "12345":
        sandbox.do("message", chat_id=SAM, text=number)
    return sandbox


def meanwhile(action: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    """Something that goes on in the background, and the list that its result will be in."""
    results: list[Any] = []
    thread = threading.Thread(target=lambda: results.append(action()))
    thread.start()
    time.sleep(0.2)
    return thread, results


def ids(answer: dict[str, Any]) -> list[int]:
    return [update["update_id"] for update in answer["result"]]


def test_what_is_not_acknowledged_comes_again(five: Sandbox) -> None:
    first = ids(five.call("getUpdates"))[0]
    assert ids(five.call("getUpdates")) == list(range(first, first + 5))
    assert texts(five.call("getUpdates")) == texts(five.call("getUpdates", offset=first)) == list("12345")


@pytest.mark.parametrize(
    ("arguments", "expected", "left"),
    [
        ({"limit": 2}, "12", "12345"),
        ({"from": 3}, "345", "345"),
        ({"from": 3, "limit": 1}, "3", "345"),
        ({"from": 6}, "", ""),
        ({"from": 16}, "", ""),
        ({"from": 17}, "12345", "12345"),
        ({"offset": 5}, "12345", "12345"),
        ({"offset": -1}, "5", "5"),
        ({"offset": -2}, "45", "45"),
        ({"offset": -99}, "12345", "12345"),
        ({"limit": 1000}, "12345", "12345"),
        ({"limit": -3}, "1", "12345"),
    ],
)
def test_an_offset_acknowledges_what_is_before_it(
    five: Sandbox, arguments: dict[str, Any], expected: str, left: str
) -> None:
    place = arguments.pop("from", None)
    offset = {"offset": ids(five.call("getUpdates"))[0] + place - 1} if place else {}
    assert "".join(texts(five.call("getUpdates", **arguments, **offset))) == expected
    assert "".join(texts(five.call("getUpdates"))) == left


def test_ids_go_on_after_all_is_acknowledged(five: Sandbox) -> None:
    (last,) = ids(five.call("getUpdates", offset=-1))
    five.call("getUpdates", offset=last + 1)
    five.do("message", chat_id=SAM, text="6")
    assert ids(five.call("getUpdates")) == [last + 1]


def test_a_bot_that_polls_goes_on_after_everything_is_reset(five: Sandbox) -> None:
    (last,) = ids(five.call("getUpdates", offset=-1))
    five.do("reset")
    five.do("message", chat_id=SAM, text="6")
    assert texts(five.call("getUpdates", offset=last + 1)) == ["6"]


def test_updates_vanish_after_a_day(five: Sandbox) -> None:
    five.do("advance", seconds=86_000)
    five.do("message", chat_id=SAM, text="6")
    five.do("advance", seconds=401)
    assert texts(five.call("getUpdates")) == ["6"]


def test_a_long_poll_ends_with_the_first_update(sandbox: Sandbox) -> None:
    polling, answers = meanwhile(lambda: sandbox.call("getUpdates", timeout=10))
    sandbox.do("message", chat_id=SAM, text="at last")
    polling.join(5)
    assert texts(answers[0]) == ["at last"]


def test_a_long_poll_ends_with_nothing_after_its_timeout(sandbox: Sandbox) -> None:
    started = time.monotonic()
    assert sandbox.call("getUpdates", timeout=1)["result"] == []
    assert time.monotonic() - started >= 1


def test_a_second_poller_ends_the_first(sandbox: Sandbox) -> None:
    first, answers = meanwhile(lambda: sandbox.call("getUpdates", timeout=10))
    second, more = meanwhile(lambda: sandbox.call("getUpdates", timeout=10))
    first.join(5)
    assert answers == [
        {
            "ok": False,
            "error_code": 409,
            "description": "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
            "is running",
        }
    ]
    sandbox.do("message", chat_id=SAM, text="for the second")
    second.join(5)
    assert texts(more[0]) == ["for the second"]


def test_no_polling_while_a_webhook_is_set(sandbox: Sandbox) -> None:
    polling, answers = meanwhile(lambda: sandbox.call("getUpdates", timeout=10))
    sandbox.call("setWebhook", url="http://127.0.0.1:9/nobody")
    polling.join(5)
    assert answers[0]["description"] == "Conflict: terminated by setWebhook request"
    refused = sandbox.call("getUpdates")
    assert refused["error_code"] == 409
    assert refused["description"].endswith("use deleteWebhook to delete the webhook first")
    sandbox.call("deleteWebhook")
    assert sandbox.call("getUpdates")["ok"]


def test_kinds_are_remembered_and_count_for_what_comes_later(sandbox: Sandbox) -> None:
    sent = sandbox.do("message", chat_id=SAM, text="before")["message"]
    sandbox.call("getUpdates", allowed_updates=["callback_query", "nonsense"])
    sandbox.do("message", chat_id=SAM, text="unwanted")
    assert texts(sandbox.call("getUpdates")) == ["before"]
    assert sandbox.call("getWebhookInfo")["result"]["allowed_updates"] == ["callback_query"]
    sandbox.call("getUpdates", allowed_updates=[])
    sandbox.do("edit", chat_id=SAM, message_id=sent["message_id"], text="after")
    kinds = [set(update) - {"update_id"} for update in sandbox.call("getUpdates")["result"]]
    assert kinds == [{"message"}, {"edited_message"}]
    assert "allowed_updates" not in sandbox.call("getWebhookInfo")["result"]


def test_a_raw_update_is_handed_on_as_it_is(sandbox: Sandbox) -> None:
    odd = {"message": "no object", "more": {"text": "\ud800"}}
    content = json.dumps(odd).encode()  # half a character can be sent in this way alone
    answer = httpx.post(f"{sandbox.url}/control/update", content=content, trust_env=False).json()
    given = answer["result"]["update_id"]
    sandbox.do("update", update_id=given + 1_000, edited_message=None)
    sandbox.do("fault", kind="malformed_update", times=2)
    assert ids(sandbox.call("getUpdates")) == [given, given + 1_000, given + 1_001, given + 1_002]
    first = sandbox.call("getUpdates")["result"][0]
    assert first == {"update_id": given, **odd}
