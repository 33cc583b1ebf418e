"""Has what is kept of people forgotten in time, though nobody writes or asks."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.staff.journal import Journal

# How long a text may outlive its days, in seconds.
PAUSE = 600


async def forgetting(journal: Journal, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Looks for texts whose days are over, from the start until it is cancelled."""
    while True:
        await journal.forget_old()
        await sleep(PAUSE)
