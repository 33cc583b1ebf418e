from collections.abc import AsyncIterator

import pytest
from telegram.error import NetworkError

from bot.conversation.responder import Current, Responder
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.updates.throttle import PAGES, QUESTIONS, Throttle
from bot.telegram_app.updates.worker import Worker
from tests.shipped import shipped_in_html
from tests.telegram_app.wire import PRIVATE, Wire, application, message, press

WINE = shipped_in_html("answers.alcohol")


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def worker(responder: Responder, wire: Wire) -> AsyncIterator[Worker]:
    """A worker for whom no time passes."""
    handlers = Handlers(Current(responder), Metrics(lambda: 0.0))
    app = application(responder, wire, handlers)
    async with app:
        yield Worker(app, handlers, Current(responder), Throttle(lambda: 0.0))


async def test_a_question_that_is_tried_again_counts_once(worker: Worker, wire: Wire) -> None:
    wire.refuse = lambda method, _: (502, "Bad Gateway") if method == "sendMessage" else None
    for _ in range(QUESTIONS + 3):
        with pytest.raises(NetworkError):
            await worker.work({"update_id": 1, **message(text="is wine ok")})
    wire.refuse = lambda *_: None
    for id in range(1, QUESTIONS + 2):
        await worker.work({"update_id": id, **message(text="is wine ok")})
    said = [sent["text"].startswith(WINE) for sent in wire.sent()[QUESTIONS + 3 :]]
    assert said == [True] * QUESTIONS + [False]


@pytest.mark.parametrize(
    "update",
    [
        {"edited_message": {**message(location={"latitude": 1.0, "longitude": 1.0})["message"], "edit_date": 2}},
        message({**PRIVATE, "id": -9, "type": "group"}, text="is wine ok"),
        message(new_chat_title="x"),
        {"message": None},
        {},
    ],
)
async def test_what_no_handler_takes_counts_for_nobody_s_pace(
    worker: Worker, wire: Wire, update: dict[str, object]
) -> None:
    for id in range(QUESTIONS + 3):
        await worker.work({"update_id": id, **update})
    await worker.work({"update_id": 100, **message(text="is wine ok")})
    (sent,) = wire.sent()
    assert sent["text"].startswith(WINE)


async def test_leafing_through_the_lists_counts_for_no_question_but_has_an_end(worker: Worker, wire: Wire) -> None:
    for id in range(PAGES + 3):
        await worker.work({"update_id": id, **press("topic:dose" if id % 2 else "topics:")})
    edited = [name for name, _ in wire.calls if name == "editMessageText"]
    told = [arguments for name, arguments in wire.calls if name == "answerCallbackQuery" and "text" in arguments]
    assert (len(edited), len(told)) == (PAGES, 3)
    await worker.work({"update_id": 100, **message(text="is wine ok")})
    assert wire.sent()[-1]["text"].startswith(WINE)
