"""Updates brought to the bot's own address: https://core.telegram.org/bots/api#setwebhook."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx

from bot.sandbox.arguments import Arguments, parse_body
from bot.sandbox.errors import ApiError
from bot.sandbox.updates import Pending, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
ANSWER_SECONDS = 60.0
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0

Call = Callable[[str, Arguments], Awaitable[None]]


@dataclass(frozen=True)
class Target:
    """Where updates go."""

    url: str
    secret: str = ""
    max_connections: int = 40


class Webhook:
    """Brings the updates of a bot, those of one sender one after the other, each until it is taken.

    An answer may hold a method to call, as on Telegram. What is refused comes again at once, then after growing
    pauses.
    """

    def __init__(self, updates: Updates, call: Call) -> None:
        self.target: Target | None = None
        self.last_error: dict[str, Any] = {}
        self._updates = updates
        self._call = call
        self._queues: dict[int, deque[Pending]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._client: httpx.AsyncClient | None = None

    async def start(self, target: Target) -> None:
        """Brings what waits, and what comes from now on, to this address."""
        await self.stop()
        self.target = target
        limits = httpx.Limits(max_connections=target.max_connections)
        self._client = httpx.AsyncClient(timeout=ANSWER_SECONDS, limits=limits, trust_env=False)
        self._updates.on_new = self._queue
        for pending in list(self._updates.waiting.values()):
            self._queue(pending)

    async def stop(self) -> None:
        """Brings nothing any more; what was not taken waits on."""
        self.target, self.last_error = None, {}
        self._updates.on_new = lambda pending: None
        tasks, self._tasks, self._queues = self._tasks, set(), {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._client:
            await self._client.aclose()
            self._client = None

    def _queue(self, pending: Pending) -> None:
        queue = self._queues.get(pending.sender)
        if queue is not None:
            queue.append(pending)
            return
        self._queues[pending.sender] = deque([pending])
        task = asyncio.get_running_loop().create_task(self._bring_all(pending.sender))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _bring_all(self, sender: int) -> None:
        queue = self._queues[sender]
        while queue:
            await self._bring(queue[0])
            self._updates.waiting.pop(queue.popleft().serial, None)
        del self._queues[sender]

    async def _bring(self, pending: Pending) -> None:
        """Returns when an update was taken, or is too old."""
        failures = 0
        while not self._updates.expired(pending):
            answer = await self._post(pending.update)
            if answer is not None and answer.is_success:
                await self._obey(answer)
                return
            asked = answer.headers.get("retry-after", "") if answer is not None else ""
            growing = min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE) if failures else 0.0
            await asyncio.sleep(float(asked) if asked.isdecimal() else growing)
            failures += 1

    async def _post(self, update: dict[str, Any]) -> httpx.Response | None:
        assert self.target
        assert self._client
        secret = {SECRET_HEADER: self.target.secret} if self.target.secret else {}
        headers = {"content-type": "application/json", **secret}
        try:
            answer = await self._client.post(self.target.url, content=json.dumps(update), headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL, OverflowError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
            return None
        if not answer.is_success:
            self._failed(f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}")
        return answer

    def _failed(self, message: str) -> None:
        self.last_error = {"last_error_date": int(self._updates.now()), "last_error_message": message}

    async def _obey(self, answer: httpx.Response) -> None:
        """Calls the method that an answer names, if it names one."""
        try:
            arguments = await parse_body(answer.headers.get("content-type", ""), answer.content)
        except ApiError:
            return  # any answer will do
        method = arguments.text("method")
        if method and not method.lower().startswith(("get", "setwebhook", "deletewebhook", "close", "logout")):
            await self._call(method, arguments)
