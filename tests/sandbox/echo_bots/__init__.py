"""The same echo bot in three libraries; each is a program of its own, as anyone would write it for Telegram.

`python -m tests.sandbox.echo_bots.<name>_bot <address of the Bot API> <token> polling`, or `… webhook <port>`.
"""

import logging
import sys
from dataclasses import dataclass

COMMANDS = {"start": "Begin", "file": "Send a file"}
SECRET = "only-telegram-knows-it"
HOOK = "hook"
FILE_NAME, FILE = "echo.txt", b"What was said.\n" * 1000
ARTICLE_ID = "echo"


@dataclass(frozen=True)
class Setting:
    """How a program was called; `port` is 0 where it polls."""

    api: str
    token: str
    mode: str
    port: int

    @property
    def hook(self) -> str:
        """The address of the webhook."""
        return f"http://127.0.0.1:{self.port}/{HOOK}/"


def read_setting() -> Setting:
    """The setting on the command line; what the library complains about goes to standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    api, token, mode, *port = sys.argv[1:]
    return Setting(api, token, mode, int(port[0]) if port else 0)
