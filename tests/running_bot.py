"""The real bot as a process of its own, against the local Telegram."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.sandbox.running import Sandbox
from tests.conftest import FAQ_FILE
from tests.sandbox.waiting import eventually


@dataclass
class Bot:
    """A running bot; its log is there when it has ended."""

    process: subprocess.Popen[str]
    log: str = ""


@contextmanager
def running_bot(sandbox: Sandbox, **environment: str) -> Iterator[Bot]:
    """A bot that has begun to poll; ends it as an operator would, and fails where that takes too long."""
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "LOG_"))},
        "TELEGRAM_API_URL": sandbox.url,
        "TELEGRAM_BOT_TOKEN": sandbox.token,
        "FAQ_FILE": str(FAQ_FILE),
        **environment,
    }
    bot = Bot(subprocess.Popen([sys.executable, "-m", "bot", "run"], env=env, stderr=subprocess.PIPE, text=True))
    try:
        eventually(lambda: sandbox.see("calls", method="getUpdates"))
        yield bot
        bot.process.send_signal(signal.SIGTERM)
        _, bot.log = bot.process.communicate(timeout=10)
    finally:
        bot.process.kill()
        bot.process.communicate()
