"""What asks the bot to end."""

import asyncio
import signal
from collections.abc import Callable


def ending_signals() -> tuple[signal.Signals, ...]:
    """What asks the bot to end; the end of its terminal too, unless that is ignored (nohup) or unknown (Windows)."""
    asked = signal.SIGTERM, signal.SIGINT
    hang_up = getattr(signal, "SIGHUP", None)
    return asked if hang_up is None or signal.getsignal(hang_up) is signal.SIG_IGN else (*asked, hang_up)


def stop_on_signals(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
    """Calls `stop` in the loop when the process is asked to end, also where a loop knows no signals, as on Windows."""
    for number in ending_signals():
        try:
            loop.add_signal_handler(number, stop)
        except NotImplementedError:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))
