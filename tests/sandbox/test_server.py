"""The Bot API over HTTP, whatever way it is called, and the events that the page follows."""

import json
import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.methods import METHODS
from bot.sandbox.running import Sandbox, bound_socket

SAM = 1001
FIELDS = {"chat_id": "1001", "text": "hi & <b>"}


@pytest.fixture
def api(sandbox: Sandbox) -> Iterator[httpx.Client]:
    sandbox.do("message", chat_id=SAM, text="hi")
    with httpx.Client(base_url=f"{sandbox.url}/bot{sandbox.token}", trust_env=False) as client:
        yield client


@pytest.mark.parametrize(
    ("method", "how"),
    [
        ("GET", {"params": FIELDS}),
        ("POST", {"params": FIELDS}),
        ("POST", {"data": FIELDS}),
        ("POST", {"json": {**FIELDS, "chat_id": 1001, "entities": None}}),
        ("POST", {"files": {name: (None, value) for name, value in FIELDS.items()}}),
        ("POST", {"params": {"text": "not this"}, "data": FIELDS}),
    ],
)
def test_arguments_come_in_any_of_four_ways(api: httpx.Client, method: str, how: dict[str, Any]) -> None:
    answer = api.request(method, "/sendMessage", **how)
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["result"]["text"] == "hi & <b>"


def test_json_within_a_form(api: httpx.Client) -> None:
    markup = json.dumps({"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]})
    answer = api.post("/sendMessage", data={**FIELDS, "reply_markup": markup, "disable_notification": "true"})
    assert answer.json()["result"]["reply_markup"] == json.loads(markup)


@pytest.mark.parametrize("part", ["document", "attached"])
def test_a_file_is_uploaded(api: httpx.Client, part: str) -> None:
    fields = {"chat_id": "1001", "caption": "two pages"} | (
        {} if part == "document" else {"document": "attach://attached"}
    )
    answer = api.post("/sendDocument", data=fields, files={part: ("leaflet.pdf", b"%PDF-1.7", "application/pdf")})
    document = answer.json()["result"]["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "leaflet.pdf",
        "application/pdf",
        8,
    )
    assert answer.json()["result"]["caption"] == "two pages"


def test_an_empty_file_is_refused(api: httpx.Client) -> None:
    answer = api.post("/sendPhoto", data={"chat_id": "1001"}, files={"photo": ("a.png", b"", "image/png")})
    assert answer.json()["description"] == "Bad Request: file must be non-empty"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("application/json", b"\xff"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"--b\r\nnonsense\r\n"),
    ],
)
def test_a_body_that_is_not_what_it_says_is_refused(api: httpx.Client, content_type: str, body: bytes) -> None:
    answer = api.post("/sendMessage", content=body, headers={"content-type": content_type})
    assert (answer.status_code, answer.json()["error_code"]) == (400, 400)
    assert answer.json()["description"].startswith("Bad Request: ")


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot123:wrong/getMe", 401, "Unauthorized"),
        ("/botwrong/getMe", 401, "Unauthorized"),
        (f"/bot1:{'x' * 35}/getMe", 401, "Unauthorized"),
        ("/bot{token}/getMee", 404, "Not Found: method not found"),
        ("/bot{token}/", 404, "Not Found"),
        ("/bot{token}", 404, "Not Found"),
        ("/nothing", 404, "Not Found"),
        ("/control/nothing", 404, "Not Found"),
    ],
)
def test_a_wrong_token_and_an_unknown_method(sandbox: Sandbox, path: str, status: int, description: str) -> None:
    answer = httpx.get(sandbox.url + path.replace("{token}", sandbox.token), trust_env=False)
    assert answer.status_code == status
    assert answer.json() == {"ok": False, "error_code": status, "description": description}


def test_without_a_token_of_its_own_the_first_that_looks_like_one_is_taken() -> None:
    with Sandbox(token=None) as open_to_all:
        get = lambda token: httpx.get(f"{open_to_all.url}/bot{token}/getMe", trust_env=False).json()  # noqa: E731
        assert get("7:short")["error_code"] == 401
        assert open_to_all.call("getMe")["ok"]
        assert get(f"777:{'x' * 35}")["result"]["id"] == 777
        assert get(f"778:{'x' * 35}")["error_code"] == 401
        assert open_to_all.call("getMe")["error_code"] == 401


def test_orders_that_are_no_json(sandbox: Sandbox) -> None:
    for body in (b"{", b"[]", b"\xff", b'{"seconds": 1e999}', b'{"seconds": NaN}', b'{"a":' * 200 + b"1" + b"}" * 200):
        answer = httpx.post(f"{sandbox.url}/control/message", content=body, trust_env=False)
        assert answer.json()["description"] == "Bad Request: an order is a JSON object"


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["/control/state", "/bot{token}/getMe", "/"])
def test_other_pages_are_kept_out(sandbox: Sandbox, headers: dict[str, str], path: str) -> None:
    url = sandbox.url + path.replace("{token}", sandbox.token)
    assert httpx.get(url, headers=headers, trust_env=False).status_code == 403
    assert httpx.get(url, headers={"origin": sandbox.url}, trust_env=False).status_code == 200


def test_what_is_larger_than_telegram_takes(sandbox: Sandbox) -> None:
    body = b'{"text": "' + b"x" * 50_000_001 + b'"}'
    url = f"{sandbox.url}/bot{sandbox.token}/sendMessage"
    answer = httpx.post(url, content=body, headers={"content-type": "application/json"}, timeout=30, trust_env=False)
    assert answer.status_code == 413


def test_who_hangs_up_in_the_middle_of_a_call_disturbs_nobody(sandbox: Sandbox) -> None:
    port = int(sandbox.url.rpartition(":")[2])
    for path in (f"/bot{sandbox.token}/sendMessage", "/control/message"):
        with socket.create_connection(("127.0.0.1", port)) as caller:
            caller.sendall(f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{{".encode())
    assert sandbox.call("getMe")["ok"]


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([SAM, "1001", "HTML", "[", "{}"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "id", "chat", "type"]), inner, max_size=3)
    ),
    max_leaves=6,
)
ORDERS = ["message", "edit", "press", "inline", "choose", "update", "chat", "block", "migrate", "privacy"]
NAMES = [
    "chat_id", "text", "user_id", "message_id", "data", "photo", "voice", "caption", "query", "parse_mode", "entities", "id", "type",
    "reply_markup", "reply_parameters", "reply_to_message_id", "commands", "results", "action", "url", "user_ids", "offset", "limit",
]  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*METHODS, "setWebhook", *ORDERS]), st.dictionaries(st.sampled_from(NAMES), ODD))
def test_whatever_is_asked_the_answer_is_json_and_no_fault(
    sandbox: Sandbox, name: str, arguments: dict[str, Any]
) -> None:
    path = f"/control/{name}" if name in ORDERS else f"/bot{sandbox.token}/{name}"
    headers = {"content-type": "application/json"}
    answer = httpx.post(sandbox.url + path, content=json.dumps(arguments), headers=headers, trust_env=False)
    assert answer.status_code < 500, answer.text
    assert isinstance(answer.json()["ok"], bool)
    if name in ("logOut", "setWebhook"):
        sandbox.do("reset")


def test_the_page_stands_alone(sandbox: Sandbox) -> None:
    page = httpx.get(sandbox.url, trust_env=False)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for outside in ("src=", "@import", '<link rel="stylesheet"', "//cdn", "fonts."):
        assert outside not in page.text


def test_the_transcript_holds_what_stands_and_what_happened(sandbox: Sandbox) -> None:
    sandbox.do("message", chat_id=SAM, text="hi")
    sent = sandbox.call("sendMessage", chat_id=SAM, text="one")["result"]
    sandbox.call("sendChatAction", chat_id=SAM, action="typing")
    sandbox.call("editMessageText", chat_id=SAM, message_id=sent["message_id"], text="two")
    sandbox.call("sendMessage", chat_id=SAM, text="three")
    sandbox.call("deleteMessage", chat_id=SAM, message_id=sent["message_id"])
    sandbox.do("message", chat_id=1002, text="elsewhere")
    seen = sandbox.see("transcript", chat_id=SAM)
    assert [message["text"] for message in seen["messages"]] == ["hi", "three"]
    assert [(event["kind"], event["by"]) for event in seen["events"]] == [
        ("message", "user"),
        ("message", "bot"),
        ("action", "bot"),
        ("edit", "bot"),
        ("message", "bot"),
        ("delete", "bot"),
    ]
    assert [message["text"] for message in sandbox.see("transcript")["messages"]] == ["hi", "three", "elsewhere"]
    assert sandbox.see("transcript", chat_id=5) == {"messages": [], "events": []}


def follow(url: str, until: int, headers: dict[str, str]) -> list[dict[str, Any]]:
    """The first so many server-sent events."""
    events: list[dict[str, Any]] = []
    with httpx.stream("GET", url, headers=headers, timeout=5, trust_env=False) as stream:
        for line in stream.iter_lines():
            if line.startswith("data: "):
                events.append(json.loads(line.removeprefix("data: ")))
            if len(events) == until:
                break
    return events


def test_events_come_as_they_happen_and_none_is_missed_after_a_break(sandbox: Sandbox) -> None:
    number = sandbox.see("state")["number"]
    got: list[list[dict[str, Any]]] = []
    url = f"{sandbox.url}/control/events?since={number}"
    follower = threading.Thread(target=lambda: got.append(follow(url, 2, {})))
    follower.start()
    sandbox.do("message", chat_id=SAM, text="one")
    sandbox.do("message", chat_id=SAM, text="two")
    sandbox.do("message", chat_id=SAM, text="three")
    follower.join(5)
    assert [event["message"]["text"] for event in got[0]] == ["one", "two"]
    missed = follow(url, 1, {"last-event-id": str(got[0][-1]["number"])})
    assert missed[0]["message"]["text"] == "three"


def test_a_taken_port_is_an_error() -> None:
    with bound_socket("127.0.0.1", 0) as taken, pytest.raises(OSError, match="in use"):
        Sandbox(port=taken.getsockname()[1])
