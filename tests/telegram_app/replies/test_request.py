"""Answers that are no answers, and calls side by side."""

import asyncio

import httpx
import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError

from bot.telegram_app.replies.request import Lanes, Request
from tests.telegram_app.wire import TOKEN


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 409, 429, 502])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>502 Bad Gateway zebra</html>",
        b'{"ok": true, "result": [{"update_id": 1, "message": {"text": "zebra',
        b'["zebra"]',
        b'"zebra"',
        b"null",
        b"\xff\xfe\xfdzebra",
        b"[" * 100_000,
        b'{"ok": true, "result": ' + b"9" * 5_000 + b"}",
    ],
)
async def test_what_can_not_be_read_is_a_fault_of_the_network_and_is_not_logged(
    caplog: pytest.LogCaptureFixture, status: int, body: bytes
) -> None:
    answering = httpx.MockTransport(lambda request: httpx.Response(status, content=body))
    async with Request(httpx_kwargs={"transport": answering}) as request:
        bot = Bot(TOKEN, request=request, get_updates_request=request)
        with pytest.raises(NetworkError) as raised:
            await bot.send_message(1, "a")
    assert type(raised.value) is NetworkError
    assert "zebra" not in str(raised.value)
    assert caplog.text == ""


async def test_what_can_be_read_is_as_the_library_has_it() -> None:
    refusal = {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}
    answering = httpx.MockTransport(lambda request: httpx.Response(403, json=refusal))
    async with Request(httpx_kwargs={"transport": answering}) as request:
        with pytest.raises(Forbidden, match="blocked by the user"):
            await Bot(TOKEN, request=request, get_updates_request=request).send_message(1, "a")


async def test_so_many_calls_are_made_side_by_side_and_the_others_wait() -> None:
    running: list[int] = [0, 0]

    async def answer(request: httpx.Request) -> httpx.Response:
        running[0] += 1
        running[1] = max(running)
        await asyncio.sleep(0.01)
        running[0] -= 1
        if b"broken" in request.content:
            raise httpx.ReadError("closed")
        return httpx.Response(200, json={"ok": True, "result": True})

    async with Lanes(3, httpx_kwargs={"transport": httpx.MockTransport(answer)}) as lanes:
        bot = Bot(TOKEN, request=lanes, get_updates_request=lanes)
        calls = [bot.send_chat_action(chat, "broken" if chat % 4 == 0 else "typing") for chat in range(1, 13)]
        results = await asyncio.gather(*calls, return_exceptions=True)
    assert [isinstance(result, NetworkError) for result in results] == [chat % 4 == 0 for chat in range(1, 13)]
    assert running == [0, 3]
