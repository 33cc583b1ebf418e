"""The real bot as a process of its own, against the local Telegram."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
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

    def end(self, number: int = signal.SIGTERM, seconds: float = 60) -> float:
        """Sends a signal and returns how long it took to end, in seconds; fails where it takes too long."""
        begun = time.monotonic()
        self.process.send_signal(number)
        self.wait(seconds)
        return time.monotonic() - begun

    def wait(self, seconds: float) -> int:
        """The exit code, once it has ended by itself."""
        assert self.process.stderr
        if not self.process.stderr.closed:
            _, self.log = self.process.communicate(timeout=seconds)
        return self.process.returncode

    def kill(self) -> None:
        """Ends it as a power cut would."""
        self.process.kill()
        self.wait(10)


@contextmanager
def running_bot(sandbox: Sandbox, **environment: str) -> Iterator[Bot]:
    """A bot that has begun to poll; ends it as an operator would, and fails where that takes too long."""
    with bots(sandbox, **environment) as start:
        bot = start()
        eventually(lambda: sandbox.see("calls", method="getUpdates"))
        yield bot
        bot.end()


@contextmanager
def bots(sandbox: Sandbox, **environment: str) -> Iterator[Callable[[], Bot]]:
    """Starts bots that have one memory; none is left at the end."""
    started: list[Bot] = []

    def start() -> Bot:
        command = [sys.executable, "-m", "bot", "run"]
        started.append(Bot(subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)))
        return started[-1]

    with tempfile.TemporaryDirectory() as state_dir:
        env = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "LOG_"))},
            "TELEGRAM_API_URL": sandbox.url,
            "TELEGRAM_BOT_TOKEN": sandbox.token,
            "FAQ_FILE": str(FAQ_FILE),
            "STATE_DIR": state_dir,
            **environment,
        }
        try:
            yield start
        finally:
            for bot in started:
                bot.kill()
