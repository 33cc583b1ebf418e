"""The local Telegram as the commands start it: on a port that is free, and shown in the browser."""

import os
import sys
import webbrowser
from typing import TYPE_CHECKING, Any

from bot.errors import BotError

if TYPE_CHECKING:
    from bot.sandbox.running import Sandbox

SANDBOX_PORT = 8765


def local_telegram(port: int | None, host: str = "127.0.0.1", **more: Any) -> "Sandbox":
    """A local Telegram on the port that was asked for; without one on the usual port, or else on any that is free."""
    from bot.sandbox.running import Sandbox  # the other commands need no network library

    for attempt in [SANDBOX_PORT, 0] if port is None else [port]:
        try:
            return Sandbox(host=host, port=attempt, **more)
        except OSError as error:
            reason = error.strerror
    raise BotError(f"can't listen on {host} port {port}: {reason}; choose another with --port")


def open_in_browser(url: str) -> None:
    """Shows a page where there is a display to show it on."""
    if sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(url)
