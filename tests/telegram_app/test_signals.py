"""The bot ends when it is asked to, also where the loop knows no signals."""

import asyncio
import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from bot.telegram_app.ending import ending_signals, stop_on_signals

ENDING = ending_signals()


class WithoutSignals(asyncio.SelectorEventLoop):
    """A loop like those of Windows."""

    def add_signal_handler(self, sig: int, callback: Any, *args: Any) -> None:
        raise NotImplementedError


@pytest.fixture(autouse=True)
def handlers_as_before() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in ENDING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", ENDING)
@pytest.mark.parametrize("loop_class", [WithoutSignals, asyncio.SelectorEventLoop])
def test_a_signal_ends_it(loop_class: type[asyncio.SelectorEventLoop], number: int) -> None:
    async def run() -> None:
        stopped = asyncio.Event()
        stop_on_signals(asyncio.get_running_loop(), stopped.set)
        asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), number)
        async with asyncio.timeout(5):
            await stopped.wait()

    with asyncio.Runner(loop_factory=loop_class) as runner:
        runner.run(run())


def test_the_end_of_a_terminal_that_is_ignored_ends_nothing() -> None:
    async def run() -> None:
        stopped = asyncio.Event()
        stop_on_signals(asyncio.get_running_loop(), stopped.set)
        os.kill(os.getpid(), signal.SIGHUP)
        await asyncio.sleep(0.05)
        assert not stopped.is_set()

    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    asyncio.run(run())
