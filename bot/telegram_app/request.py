"""Calls to Telegram over HTTP."""

import json
from typing import Any

from telegram.error import NetworkError
from telegram.request import HTTPXRequest


class Request(HTTPXRequest):
    """Like the library's, but what is no answer of Telegram is a fault of the network, whatever its status.

    The library would log it, with all that people wrote in it, and take a page of a proxy for Telegram's own word:
    a "403 Forbidden" for a person who blocked the bot.
    """

    async def do_request(self, *arguments: Any, **named: Any) -> tuple[int, bytes]:
        """The status and the content of an answer.

        Raises NetworkError where there is none, so that the call is tried again.
        """
        status, payload = await super().do_request(*arguments, **named)
        if not _is_object(payload):
            raise NetworkError(f"{status}, but no JSON object")
        return status, payload


def _is_object(payload: bytes) -> bool:
    try:
        return isinstance(json.loads(payload.decode(errors="replace")), dict)
    except (ValueError, RecursionError):
        return False
