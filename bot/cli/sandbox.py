"""`sandbox`: the local Telegram, on a port that is free, and shown in the browser."""

import os
import sys
import threading
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from bot.errors import BotError

if TYPE_CHECKING:
    from bot.sandbox.running import Sandbox

SANDBOX_PORT = 8765
PORT_OPTION = click.option(
    "--port", type=click.IntRange(0, 65535), help=f"The port of the local Telegram; {SANDBOX_PORT}, or a free one."
)


@click.command()
@click.option("--token", help="The only token to accept; otherwise the first that calls.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@PORT_OPTION
def sandbox(token: str | None, host: str, port: int | None) -> None:
    """Run the local Telegram alone, for any bot."""
    with suppress(KeyboardInterrupt), local_telegram(port, host=host, token=token) as local:
        click.echo(
            f"A local Telegram is at  {local.url}  in your browser; Ctrl-C ends it.\n"
            f"Bots call  {local.url}/bot<token>/<method>  with the token  {local.token}"
            + ("" if token else "  or one of their own.")
        )
        threading.Event().wait()


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
