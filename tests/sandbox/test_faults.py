"""Failures on demand."""

import time
from typing import Any

import httpx
import pytest

from bot.sandbox.running import Sandbox

SAM = 1001


@pytest.fixture(autouse=True)
def chat(sandbox: Sandbox) -> None:
    sandbox.do("message", chat_id=SAM, text="hi")


def send(sandbox: Sandbox, chat_id: int = SAM) -> httpx.Response:
    url = f"{sandbox.url}/bot{sandbox.token}/sendMessage"
    return httpx.post(url, json={"chat_id": chat_id, "text": "a"}, timeout=5, trust_env=False)


def sent(sandbox: Sandbox) -> int:
    """How many messages of the bot Sam has."""
    return [message["from"]["is_bot"] for message in sandbox.see("transcript", chat_id=SAM)["messages"]].count(True)


@pytest.mark.parametrize(
    ("kind", "description"),
    [
        ("401", "Unauthorized"),
        ("403", "Forbidden"),
        ("404", "Not Found"),
        ("500", "Internal Server Error"),
        ("502", "Bad Gateway"),
    ],
)
def test_a_status_is_answered_as_often_as_ordered(sandbox: Sandbox, kind: str, description: str) -> None:
    sandbox.do("fault", method="sendMessage", kind=kind, times=2)
    assert sandbox.call("getMe")["ok"]
    for _ in range(2):
        answer = send(sandbox)
        assert answer.status_code == int(kind)
        assert answer.json() == {"ok": False, "error_code": int(kind), "description": description}
    assert send(sandbox).json()["ok"]
    assert sent(sandbox) == 1


def test_too_many_requests_says_how_long_to_wait(sandbox: Sandbox) -> None:
    sandbox.do("fault", method="sendmessage", kind="429", retry_after=7)
    answer = send(sandbox)
    assert answer.headers["retry-after"] == "7"
    assert answer.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }


def test_a_fault_can_be_for_one_chat_alone_and_last_until_it_is_taken_back(sandbox: Sandbox) -> None:
    sandbox.do("message", chat_id=77, text="hi")
    sandbox.do("fault", kind="500", chat_id=77, lasting=True, description="out of order")
    assert [send(sandbox, 77).status_code for _ in range(3)] == [500] * 3
    assert send(sandbox, 77).json()["description"] == "Internal Server Error: out of order"
    assert send(sandbox).status_code == 200
    sandbox.do("fault")
    assert send(sandbox, 77).status_code == 200


@pytest.mark.parametrize("executed", [True, False])
@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("close", httpx.RemoteProtocolError),
        ("half_body", httpx.RemoteProtocolError),
        ("no_answer", httpx.RemoteProtocolError),
    ],
)
def test_a_connection_breaks_before_or_after_the_call_takes_effect(
    sandbox: Sandbox, kind: str, error: type[Exception], executed: bool
) -> None:
    sandbox.do("fault", method="sendMessage", kind=kind, executed=executed, seconds=0.2)
    with pytest.raises(error):
        send(sandbox)
    assert sent(sandbox) == executed
    assert send(sandbox).json()["ok"]


def test_a_server_error_may_come_after_the_call_took_effect(sandbox: Sandbox) -> None:
    sandbox.do("fault", method="sendMessage", kind="502", executed=True)
    assert send(sandbox).status_code == 502
    assert sent(sandbox) == 1


def test_a_page_in_place_of_json(sandbox: Sandbox) -> None:
    sandbox.do("fault", method="sendMessage", kind="html")
    answer = send(sandbox)
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (502, "text/html")
    assert sent(sandbox) == 0


def test_a_delay(sandbox: Sandbox) -> None:
    sandbox.do("fault", method="sendMessage", kind="delay", seconds=0.3)
    started = time.monotonic()
    assert send(sandbox).json()["ok"]
    assert time.monotonic() - started >= 0.3


def test_each_call_is_on_record_with_what_became_of_it(sandbox: Sandbox) -> None:
    sandbox.do("fault", method="sendMessage", kind="429", retry_after=1)
    send(sandbox)
    send(sandbox)
    calls: list[dict[str, Any]] = sandbox.see("calls", method="SENDMESSAGE")
    assert [(call["status"], call["fault"]) for call in calls] == [(429, "429"), (200, None)]
    assert calls[0]["arguments"] == {"chat_id": str(SAM), "text": "a"}
    assert calls[0]["at"] <= calls[1]["at"]
