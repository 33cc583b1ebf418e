"""Answers that are no answers."""

import httpx
import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError

from bot.telegram_app.request import Request
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
