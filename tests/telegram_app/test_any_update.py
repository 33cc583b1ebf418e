"""Whatever JSON comes for an update, it is finished, and the questions around it are answered once."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.conversation.responder import Current, Responder
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.updates.polling import Poller
from bot.telegram_app.updates.processed_updates import ProcessedUpdates
from bot.telegram_app.updates.queue import UpdateQueue
from bot.telegram_app.updates.reading import readable
from bot.telegram_app.updates.throttle import Throttle
from bot.telegram_app.updates.webhook import SECRET_HEADER, Webhook
from bot.telegram_app.updates.worker import Worker
from tests.shipped import shipped_in_html
from tests.telegram_app.wire import ANNA, GROUP, PRIVATE, Wire, application, message, press

# As in set_up_logging.
pytestmark = pytest.mark.filterwarnings("ignore:Please use 'Bot.getUpdates'")

QUESTION, ANSWER = "is wine ok", shipped_in_html("answers.alcohol")
NEIGHBOUR = {"id": 8, "type": "private", "first_name": "Ben"}
SECRET = b"only-for-tests"
DEEP = "@deep@"
DEPTH = 300

Raw = dict[str, Any]


class Telegram(Wire):
    """Also has updates for a poller, and knows who can be written to, as the real one does."""

    def __init__(self, waiting: list[Any] = []) -> None:  # noqa: B006  # it is only read
        super().__init__()
        self._waiting = waiting
        self.acknowledged = asyncio.Event()
        self.refuse = lambda _, arguments: (
            (400, "Bad Request: chat not found") if type(arguments.get("chat_id", 0)) is not int else None
        )

    async def do_request(self, url: str, method: str, request_data: Any = None, *rest: Any, **named: Any) -> Any:
        """One call."""
        if not url.endswith("/getUpdates"):
            return await super().do_request(url, method, request_data, *rest, **named)
        offset = request_data.parameters.get("offset", 0)
        left = [raw for raw in self._waiting if not readable(raw) or raw["update_id"] >= offset]
        if offset > self._waiting[-1]["update_id"]:
            self.acknowledged.set()
        await asyncio.sleep(0 if left else 0.01)
        return 200, as_json({"ok": True, "result": left})

    def answered(self) -> list[int]:
        """Who got the answer to the question, sorted."""
        return sorted(call["chat_id"] for call in self.sent() if call["text"].startswith(ANSWER))


def as_json(value: Any) -> bytes:
    return json.dumps(value).replace(json.dumps(DEEP), "[" * DEPTH + "]" * DEPTH).encode()


letters = st.text(st.characters(codec=None, categories=None), max_size=20)
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([0, -1, 7, 2**31, 2**63, -(2**63) - 1, 10**400, 1e308, float("nan"), float("inf"), DEEP])
    | st.floats()
    | letters
    | st.sampled_from(["private", "\ud83d", "\ud83d\ude00", "/start", "/start \udc00", "\x00", "topic:dose", "1"]),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(letters, parts, max_size=3),
    max_leaves=8,
)
REAL: list[Raw] = [
    message(text="hello there"),
    message(text="i want to die"),
    message(text="/start dose"),
    message(text="/help"),
    message(GROUP, text="/help"),
    message(photo=[{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}], caption="hello"),
    message(voice={"file_id": "1", "file_unique_id": "1", "duration": 1}),
    message(text="hello", reply_to_message=message(text="a")["message"], entities=[{"type": "bold", "offset": 0}]),
    press("gone"),
    press("topic:dose"),
    {"inline_query": {"id": "1", "from": ANNA, "query": "wine", "offset": ""}},
    {"callback_query": {"id": "1", "from": ANNA, "chat_instance": "1", "inline_message_id": "1", "data": "x"}},
    {"edited_message": message(text="hello")["message"]},
    {"my_chat_member": {"chat": PRIVATE, "from": ANNA, "date": 1, "old_chat_member": {}, "new_chat_member": {}}},
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> Raw:
    """A real update with a few of its fields dropped, or holding anything."""
    update: Raw = json.loads(json.dumps(draw(st.sampled_from(REAL))))
    for _ in range(draw(st.integers(1, 3))):
        part = update
        key = draw(st.sampled_from(sorted(part)))
        while isinstance(part[key], dict) and part[key] and draw(st.integers(0, 4)):
            part = part[key]
            key = draw(st.sampled_from(sorted(part)))
        part[key] = draw(anything)
        if draw(st.booleans()):
            del part[key]
        if not update:
            break
    return update


odd_updates = st.lists(mutated() | st.dictionaries(letters, anything, max_size=4), min_size=1, max_size=3)


def with_neighbours(odd: list[Raw]) -> list[Raw]:
    """Odd updates between two questions, one from the same chat and one from another."""
    asked = [message(text=QUESTION), *odd, message(NEIGHBOUR, text=QUESTION)]
    return [{**update, "update_id": number} for number, update in enumerate(asked, start=10)]


def intake_over(responder: Responder, wire: Wire) -> tuple[Any, UpdateQueue]:
    metrics = Metrics(lambda: 0.0)
    handlers = Handlers(Current(responder), metrics)
    app = application(responder, wire, handlers)
    worker = Worker(app, handlers, Current(responder), Throttle(lambda: 0.0))
    return app, UpdateQueue(worker.work, ProcessedUpdates(None, 1, lambda: 0.0), metrics, first_pause=0.001)


async def polled(responder: Responder, updates: list[Any]) -> Telegram:
    """All as it is when a poller has brought these updates and acknowledged them."""
    wire = Telegram(updates)
    app, queue = intake_over(responder, wire)
    async with app, asyncio.timeout(5):
        polling = asyncio.create_task(Poller(app.bot, queue, Metrics(lambda: 0.0)).run())
        await wire.acknowledged.wait()
        polling.cancel()
        with suppress(asyncio.CancelledError):
            await polling
        await queue.finish(0)
    assert not queue.unfinished
    return wire


async def posted(responder: Responder, *bodies: bytes, secret: bytes = SECRET) -> tuple[Telegram, list[int]]:
    """All as it is when these bodies came to the webhook, and what they were answered."""
    wire = Telegram()
    app, queue = intake_over(responder, wire)
    webhook = Webhook(queue, "http://bot/hook", SECRET.decode())
    client = httpx.AsyncClient(transport=httpx.ASGITransport(webhook.app), base_url="http://bot")
    async with app, client, asyncio.timeout(5):
        calls = [client.post("/hook", content=body, headers={SECRET_HEADER: secret}) for body in bodies]
        statuses = [answer.status_code for answer in await asyncio.gather(*calls)]
        await queue.finish(0)
    assert not queue.unfinished
    return wire, statuses


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> Callable[[], None]:
    """Sees that nothing was logged with a traceback."""
    caplog.set_level(logging.WARNING)

    def check() -> None:
        assert [record.getMessage() for record in caplog.records if record.exc_info] == []
        caplog.clear()

    return check


def run(case: Awaitable[Any]) -> Any:
    """The result of a case, in an event loop of its own where whatever a task leaves behind fails it."""
    with asyncio.Runner() as runner:
        left: list[dict[str, Any]] = []
        runner.get_loop().set_exception_handler(lambda _, context: left.append(context))
        result = runner.run(case)  # type: ignore[arg-type]
        assert left == []
    return result


thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@thorough
@given(odd=odd_updates)
def test_what_is_polled(responder: Responder, quiet: Callable[[], None], odd: list[Raw]) -> None:
    wire = run(polled(responder, with_neighbours(odd)))
    assert wire.answered() == [PRIVATE["id"], NEIGHBOUR["id"]]
    quiet()


@thorough
@given(odd=odd_updates)
def test_what_is_brought(responder: Responder, quiet: Callable[[], None], odd: list[Raw]) -> None:
    wire, statuses = run(posted(responder, *map(as_json, with_neighbours(odd))))
    assert wire.answered() == [PRIVATE["id"], NEIGHBOUR["id"]]
    assert set(statuses) == {200}
    quiet()


@thorough
@given(body=st.binary(max_size=50) | anything.map(as_json) | mutated().map(as_json))
@example(body=b"[" * 100_000)
@example(body=b'{"update_id": ' + b"9" * 5_000 + b"}")
@example(body=b'{"update_id": 7, "message": ' + b"[" * 800 + b"]" * 800 + b"}")
def test_any_body(responder: Responder, quiet: Callable[[], None], body: bytes) -> None:
    _, (status,) = run(posted(responder, body))
    assert status in (200, 400)
    quiet()


@settings(thorough, max_examples=30)
@given(body=st.binary(max_size=50), secret=st.binary(max_size=50).filter(lambda secret: secret != SECRET))
def test_any_secret(responder: Responder, body: bytes, secret: bytes) -> None:
    _, (status,) = run(posted(responder, body, secret=secret))
    assert status == 401


def test_what_is_no_update_at_all_keeps_nobody_waiting(responder: Responder, quiet: Callable[[], None]) -> None:
    junk = [5, None, [], {}, {"update_id": "7"}, {"update_id": True}, {"update_id": 10**30}, {"update_id": -7}]
    wire = run(polled(responder, [*junk, *with_neighbours([])]))
    assert wire.answered() == [PRIVATE["id"], NEIGHBOUR["id"]]
    quiet()
