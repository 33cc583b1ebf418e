"""Webhooks as the real server does them."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any

import pytest

from bot.sandbox.running import Sandbox
from tests.sandbox.waiting import eventually

SAM, ALEX = 1001, 1002


class Receiver(ThreadingHTTPServer):
    """A bot's address: keeps what comes, and answers what `answer` says (status, headers, body)."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Post)
        self.url = f"http://127.0.0.1:{self.server_port}/hook"
        self.got: list[dict[str, Any]] = []
        self.secrets: set[str | None] = set()
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.answer: Callable[[dict[str, Any]], tuple[int, dict[str, str], bytes]] = lambda update: (200, {}, b"")

    def texts(self, user_id: int) -> list[str]:
        return [update["message"]["text"] for update in self.got if update["message"]["from"]["id"] == user_id]


class Post(BaseHTTPRequestHandler):
    server: Receiver
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        update = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with self.server.lock:
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
            self.server.secrets.add(self.headers["x-telegram-bot-api-secret-token"])
            self.server.got.append(update)
        status, headers, body = self.server.answer(update)
        with self.server.lock:
            self.server.at_once -= 1
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture
def receiver(sandbox: Sandbox) -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        sandbox.do("reset")
        server.shutdown()
        thread.join()


def waiting(sandbox: Sandbox) -> int:
    return int(sandbox.call("getWebhookInfo")["result"]["pending_update_count"])


def test_what_waits_and_what_comes_is_brought_with_the_secret(sandbox: Sandbox, receiver: Receiver) -> None:
    sandbox.do("message", chat_id=SAM, text="before")
    assert sandbox.call("setWebhook", url=receiver.url, secret_token="s3cret", max_connections=2)["ok"]
    sandbox.do("message", chat_id=SAM, text="after")
    eventually(lambda: receiver.texts(SAM) == ["before", "after"])
    eventually(lambda: waiting(sandbox) == 0)
    assert receiver.secrets == {"s3cret"}
    info = sandbox.call("getWebhookInfo")["result"]
    assert (info["url"], info["max_connections"]) == (receiver.url, 2)


def test_pending_updates_can_be_dropped(sandbox: Sandbox, receiver: Receiver) -> None:
    sandbox.do("message", chat_id=SAM, text="before")
    sandbox.call("setWebhook", url=receiver.url, drop_pending_updates=True)
    sandbox.do("message", chat_id=SAM, text="after")
    eventually(lambda: receiver.got)
    assert receiver.texts(SAM) == ["after"]


def test_one_senders_updates_stay_in_order_while_others_go_on(sandbox: Sandbox, receiver: Receiver) -> None:
    failing = threading.Event()
    receiver.answer = lambda update: (
        (500, {"retry-after": "1"}, b"")
        if update["message"]["from"]["id"] == SAM and not failing.is_set()
        else (200, {}, b"")
    )
    sandbox.call("setWebhook", url=receiver.url)
    for text in ("one", "two"):
        sandbox.do("message", chat_id=SAM, text=text)
        sandbox.do("message", chat_id=ALEX, text=text)
    eventually(lambda: receiver.texts(ALEX) == ["one", "two"])
    assert set(receiver.texts(SAM)) == {"one"}
    failing.set()
    eventually(lambda: receiver.texts(SAM)[-1] == "two")
    eventually(lambda: waiting(sandbox) == 0)
    assert set(receiver.texts(SAM)[:-1]) == {"one"}


def test_a_refusal_is_tried_again_with_growing_pauses_and_told(sandbox: Sandbox, receiver: Receiver) -> None:
    times: list[float] = []

    def answer(_: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        times.append(time.monotonic())
        return (200 if len(times) == 4 else 503), {}, b""

    receiver.answer = answer
    sandbox.call("setWebhook", url=receiver.url)
    sandbox.do("message", chat_id=SAM, text="again")
    eventually(lambda: len(times) == 4)
    first, second, third = (after - before for before, after in pairwise(times))
    assert first < 1 < second < third
    info = sandbox.call("getWebhookInfo")["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    eventually(lambda: waiting(sandbox) == 0)


def test_nobody_listens(sandbox: Sandbox) -> None:
    sandbox.call("setWebhook", url="http://127.0.0.1:9/nobody")
    sandbox.do("message", chat_id=SAM, text="hi")
    eventually(lambda: "last_error_message" in sandbox.call("getWebhookInfo")["result"])
    assert waiting(sandbox) == 1
    sandbox.call("deleteWebhook")
    assert sandbox.call("getUpdates")["result"][0]["message"]["text"] == "hi"


def test_no_more_than_so_many_at_once(sandbox: Sandbox, receiver: Receiver) -> None:
    def slow(_: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        time.sleep(0.1)
        return 200, {}, b""

    receiver.answer = slow
    sandbox.call("setWebhook", url=receiver.url, max_connections=3)
    for user in range(10):
        sandbox.do("message", chat_id=2000 + user, text="hi")
    eventually(lambda: waiting(sandbox) == 0)
    assert receiver.most_at_once == 3


@pytest.mark.parametrize("content_type", ["application/json", "application/x-www-form-urlencoded"])
def test_an_answer_may_call_a_method(sandbox: Sandbox, receiver: Receiver, content_type: str) -> None:
    bodies = {
        "application/json": b'{"method": "sendMessage", "chat_id": 1001, "text": "at once"}',
        "application/x-www-form-urlencoded": b"method=sendMessage&chat_id=1001&text=at+once",
    }
    receiver.answer = lambda update: (200, {"content-type": content_type}, bodies[content_type])
    sandbox.call("setWebhook", url=receiver.url)
    sandbox.do("message", chat_id=SAM, text="hi")
    eventually(lambda: len(sandbox.see("transcript", chat_id=SAM)["messages"]) == 2)
    assert sandbox.see("transcript", chat_id=SAM)["messages"][1]["text"] == "at once"
    (call,) = sandbox.see("calls", method="sendMessage")
    assert (call["via"], call["status"]) == ("webhook", 200)


def test_an_answer_that_makes_no_sense_is_an_answer(sandbox: Sandbox, receiver: Receiver) -> None:
    receiver.answer = lambda update: (200, {"content-type": "application/json"}, b'{"method": "dance"')
    sandbox.call("setWebhook", url=receiver.url)
    sandbox.do("message", chat_id=SAM, text="hi")
    eventually(lambda: waiting(sandbox) == 0)


def test_what_is_a_day_old_is_given_up(sandbox: Sandbox, receiver: Receiver) -> None:
    receiver.answer = lambda update: (500, {"retry-after": "1"}, b"")
    sandbox.call("setWebhook", url=receiver.url)
    sandbox.do("message", chat_id=SAM, text="hi")
    eventually(lambda: receiver.got)
    sandbox.do("advance", seconds=86_401)
    eventually(lambda: waiting(sandbox) == 0)
