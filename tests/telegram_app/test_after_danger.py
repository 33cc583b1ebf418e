"""What follows danger: halves that belong together, thanks, and a pace that silences nobody in need."""

import asyncio

import pytest

from bot.conversation.responder import Current, Responder
from bot.telegram_app.handlers import Handlers
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.replies.render import to_plain
from bot.telegram_app.updates.throttle import QUESTIONS, Throttle
from bot.telegram_app.updates.worker import Worker
from tests.telegram_app.wire import PRIVATE, Wire, application, message, receive

ALICE = {"id": 11, "is_bot": False, "first_name": "Alice"}


async def told(responder: Responder, *texts: str) -> list[str]:
    wire = Wire()
    await receive(application(responder, wire), *(message(text=text) for text in texts))
    return [sent["text"] for sent in wire.sent()]


async def test_two_halves_are_read_together(responder: Responder) -> None:
    halves = "i dont want to be", "here anymore"
    assert all(responder.triage(half).urgency is None for half in halves)
    first, second = await told(responder, *halves)
    assert "In immediate danger" not in first
    assert "In immediate danger" in second


async def test_after_help_was_given_the_halves_of_before_count_no_more(responder: Responder) -> None:
    _, answer = await told(responder, "i want to kill myself", "what does it cost")
    assert "In immediate danger" not in answer


@pytest.mark.parametrize("word", ["thx", "ok", "thank you", "👍", "okay will do"])
async def test_thanks_after_danger_get_one_warm_line(responder: Responder, word: str) -> None:
    _, after = await told(responder, "i want to kill myself", word)
    assert after == responder.faq.messages.after_danger


async def test_a_question_after_danger_is_answered(responder: Responder) -> None:
    _, answer = await told(responder, "i want to kill myself", "what does ldn cost")
    assert answer != responder.faq.messages.after_danger


async def test_thanks_without_danger_are_thanked(responder: Responder) -> None:
    (thanked,) = await told(responder, "thank you")
    assert thanked != responder.faq.messages.after_danger


async def test_a_sticker_after_danger_gets_the_warm_line_too(responder: Responder) -> None:
    wire = Wire()
    sticker = {"message": {"message_id": 2, "date": 1, "chat": PRIVATE, "from": ALICE, "sticker": {}}}
    sticker["message"]["sticker"] = {
        "file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1,
        "is_animated": False, "is_video": False,
    }  # fmt: skip
    await receive(application(responder, wire), message(text="i want to kill myself"), sticker)
    assert wire.sent()[-1]["text"] == responder.faq.messages.after_danger


async def test_a_low_mood_is_heard_however_fast_somebody_writes(responder: Responder) -> None:
    texts = ["is wine ok"] * QUESTIONS + ["nothing brings me joy any more"]
    assert "988" in (await told(responder, *texts))[-1]


async def test_what_came_last_in_a_burst_is_answered_when_it_is_over(responder: Responder) -> None:
    wire = Wire()
    handlers = Handlers(Current(responder), Metrics(lambda: 0.0))
    app = application(responder, wire, handlers)
    worker = Worker(app, handlers, Current(responder), Throttle(lambda: 0.0), calm_seconds=0)
    texts = ["hi", "so", "my doctor", "gave me", "this", "ldn thing", "what does", "it cost"]
    async with app:
        updates = [{"update_id": number, **message(text=text)} for number, text in enumerate(texts)]
        held = [later for raw in updates if (later := await worker.work(raw)) is not None]
        assert wire.sent()[-1]["text"] == to_plain(responder.fixed("slow_down"))
        assert len(held) == 2
        *others, last = (asyncio.ensure_future(later()) for later in held)
        assert await last
        assert not any(other.done() for other in others)
        assert await worker.work(updates[-1]) is None
        assert await asyncio.gather(*others) == [False]
    *_, slow_down, last = (sent["text"] for sent in wire.sent())
    assert slow_down == to_plain(responder.fixed("slow_down"))
    assert responder.faq.entries["cost"].answer.split(".")[0][:40] in last
