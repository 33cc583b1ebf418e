"""What a bot that loses nothing costs, beside the barest echo bot that can be written with the same library.

Both answer the same messages of the same local Telegram, in turns, so that a busy machine slows both.
"""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from bot.sandbox.running import Sandbox

ECHO = """
import os
from telegram.ext import ApplicationBuilder, MessageHandler, filters

async def echo(update, context):
    await update.message.reply_text(update.message.text)

builder = ApplicationBuilder().token(os.environ["TELEGRAM_BOT_TOKEN"])
app = builder.base_url(os.environ["TELEGRAM_API_URL"] + "/bot").build()
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling()
"""
BOTS = {"echo": [sys.executable, "-c", ECHO], "ours": [sys.executable, "-m", "bot", "run"]}
ROUNDS, MESSAGES = 5, 600


class Cost(NamedTuple):
    """Seconds from the start to the first answer, answered updates a second, and resident megabytes after them."""

    start: float
    rate: float
    memory: float


def main() -> None:
    """Print medians and ratios."""
    with Sandbox() as sandbox:
        rounds = [{name: measured(sandbox, command) for name, command in BOTS.items()} for _ in range(ROUNDS)]
    median = {
        name: Cost(*(statistics.median(values) for values in zip(*(each[name] for each in rounds), strict=True)))
        for name in BOTS
    }
    ours, echo = median["ours"], median["echo"]
    print(f"{MESSAGES} messages, {ROUNDS} rounds     ours     echo    ratio")
    for label, own, peer in zip(
        ("start to first answer, s", "answered a second", "resident, MB"), ours, echo, strict=True
    ):
        print(f"{label:<25} {own:8.2f} {peer:8.2f} {own / peer:8.2f}")


def measured(sandbox: Sandbox, command: list[str]) -> Cost:
    """What a bot costs: first started for one message, then for a burst that waits, each from another person."""
    start, _, _ = run(sandbox, command, 1)
    _, rate, memory = run(sandbox, command, MESSAGES)
    return Cost(start, rate, memory)


def run(sandbox: Sandbox, command: list[str], messages: int) -> Cost:
    """One start of a bot, until it has answered all that waits."""
    sandbox.do("reset")
    for chat_id in range(1000, 1000 + messages):
        sandbox.do("message", chat_id=chat_id, text="is wine ok")
    with tempfile.TemporaryDirectory() as state:
        environment = {
            **os.environ,
            "TELEGRAM_API_URL": sandbox.url,
            "TELEGRAM_BOT_TOKEN": sandbox.token,
            "STATE_DIR": state,
            "NO_PROXY": "127.0.0.1",
        }
        begun = time.time()
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
            calls = answers(sandbox, messages)
            first, last = calls[0], max(call["at"] + call["seconds"] for call in calls)
            start = first["at"] + first["seconds"] - begun
            memory = resident(process)
            process.send_signal(signal.SIGTERM)
    return Cost(start, messages / (last - first["at"]), memory)


def answers(sandbox: Sandbox, number: int) -> list[Any]:
    """The calls that sent so many messages, once they are all out; gives up after a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        calls: list[Any] = sandbox.see("calls", method="sendMessage")
        if sum(call["status"] == 200 for call in calls) == number:
            return calls
        time.sleep(0.1)
    raise SystemExit("a bot did not answer within a minute")


def resident(process: "subprocess.Popen[bytes]") -> float:
    """Memory in MB."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text("utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
