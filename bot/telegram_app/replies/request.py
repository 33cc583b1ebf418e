"""Calls to Telegram over HTTP."""

import json
from io import BytesIO
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.telegram_app.replies.way import Way

# How long a connection, an answer and the upload of a file may take, in seconds.
CONNECT_SECONDS, READ_SECONDS, UPLOAD_SECONDS = 5.0, 5.0, 20.0
JSON = "application/json"


class Request(BaseRequest):
    """Makes the library's calls with aiohttp, so many side by side.

    What is no answer of Telegram is a fault of the network, whatever its status. The library would log it, with all
    that people wrote in it, and take a page of a proxy for Telegram's own word: a "403 Forbidden" for a person who
    blocked the bot.
    """

    def __init__(self, way: Way, connections: int) -> None:
        self._way, self._connections = way, connections
        # ValueError is for an answer that is no HTTP.
        self._faults: tuple[type[Exception], ...] = aiohttp.ClientError, OSError, ValueError, *way.faults
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How long an answer may take, in seconds."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Nothing is opened before the first call."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=self._way.connector(self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Closes all connections."""
        if self._session:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the content of an answer.

        Raises NetworkError where there is none, so that the call is tried again. Nothing of the call is in its text.
        """
        if self._session is None:
            raise RuntimeError("not initialized")
        read = _given(read_timeout, READ_SECONDS)
        if read is not None and request_data and request_data.contains_files:
            read += _given(write_timeout, UPLOAD_SECONDS) or 0.0  # which runs while the file goes out
        timeout = aiohttp.ClientTimeout(sock_connect=_given(connect_timeout, CONNECT_SECONDS), sock_read=read)
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data) if request_data else None,
                headers={"Content-Type": JSON} if request_data and not request_data.contains_files else None,
                timeout=timeout,
                proxy=self._way.proxy,
                allow_redirects=False,
            ) as response:
                status, payload = response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except self._faults as error:
            raise NetworkError(type(error).__name__) from None
        if status >= 300:
            self.parse_json_payload(payload)  # before the library takes the status for Telegram's word
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The JSON object of an answer.

        Raises NetworkError where it is none.
        """
        try:
            answer = json.loads(payload.decode(errors="replace"))
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise NetworkError("no JSON object")
        return answer


def _body(data: RequestData) -> bytes | aiohttp.FormData:
    if not data.contains_files:
        return json.dumps(data.parameters).encode()
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)
    for name, (filename, content, kind) in data.multipart_data.items():
        file = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=filename, content_type=kind)
    return form


def _given(seconds: Any, default: float) -> float | None:
    value: float | None = default if isinstance(seconds, type(BaseRequest.DEFAULT_NONE)) else seconds
    return value
