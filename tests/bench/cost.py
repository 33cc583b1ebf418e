"""What a bot that loses nothing costs, beside the barest echo bot that can be written with the same library.

Both answer the same messages of the same local Telegram, in turns, so that a busy machine slows both. Each message is
another question, so that nothing that was read before helps. ENCODER chooses what reads, as in the bot.
"""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from compileall import compile_dir
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import bot
from bot.cli.evaluate import read_labelled
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
ROUNDS, MESSAGES = 3, 300
# What the log says when the encoders are loaded.
LOADED = "messages are read by"
QUESTIONS = Path(__file__).parent.parent / "messages" / "questions.jsonl"


class Cost(NamedTuple):
    """Seconds from the start to the first answer, answered updates a second, and resident megabytes after them."""

    start: float
    rate: float
    memory: float


def main() -> None:
    """Print medians and ratios."""
    compile_dir(Path(bot.__file__).parent, quiet=1)  # as an installed bot is, and the library of both
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
    """What a bot costs: started for one message that waits, and then for a burst, each from another person."""
    sandbox.do("reset")
    sandbox.do("message", chat_id=1, text="is wine ok?")
    with tempfile.TemporaryDirectory() as state:
        environment = {
            **os.environ,
            "TELEGRAM_API_URL": sandbox.url,
            "TELEGRAM_BOT_TOKEN": sandbox.token,
            "STATE_DIR": state,
            "NO_PROXY": "127.0.0.1",
        }
        log = Path(state) / "log"
        begun = time.time()
        with log.open("wb") as errors, subprocess.Popen(command, env=environment, stderr=errors) as process:
            (first,) = answers(sandbox, 1)
            start = first["at"] + first["seconds"] - begun
            while command == BOTS["ours"] and LOADED not in log.read_text("utf-8"):
                time.sleep(0.05)
            asked = questions()
            # Patterns that are used for the first time are compiled then.
            burst(sandbox, process, asked[MESSAGES:], first_person=1_000)
            rate = burst(sandbox, process, asked[:MESSAGES], first_person=1_000 + MESSAGES)
            memory = resident(process)
            process.terminate()
    return Cost(start, rate, memory)


def burst(sandbox: Sandbox, process: "subprocess.Popen[bytes]", asked: list[str], first_person: int) -> float:
    """How many updates a second are answered of those that wait, each from another person."""
    before = len(sandbox.see("calls", method="sendMessage"))
    process.send_signal(signal.SIGSTOP)
    for chat_id, text in enumerate(asked, first_person):
        sandbox.do("message", chat_id=chat_id, text=text)
    process.send_signal(signal.SIGCONT)
    calls = answers(sandbox, before + len(asked))[before:]
    return len(asked) / (max(call["at"] + call["seconds"] for call in calls) - calls[0]["at"])


def questions() -> list[str]:
    """Different questions; the mark tells that no more of it will come."""
    read = read_labelled(QUESTIONS.read_text("utf-8").split("\n"), QUESTIONS.name)
    return list(islice(dict.fromkeys(f"{each.query.rstrip('?')}?" for each in read), 2 * MESSAGES))


def answers(sandbox: Sandbox, number: int) -> list[Any]:
    """The calls that sent so many messages, once they are all out; gives up after two minutes."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        calls: list[Any] = sandbox.see("calls", method="sendMessage")
        if sum(call["status"] == 200 for call in calls) == number:
            return calls
        time.sleep(0.05)
    raise SystemExit("a bot did not answer within two minutes")


def resident(process: "subprocess.Popen[bytes]") -> float:
    """Memory in MB."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text("utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
