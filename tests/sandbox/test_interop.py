"""Bots in libraries that we did not write work here as they are; only the address of the Bot API is set."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.sandbox.running import Sandbox
from tests.sandbox.echo_bots import ARTICLE_ID, COMMANDS, FILE, FILE_NAME
from tests.sandbox.waiting import eventually

SAM, FRIENDS = 1001, -2001
ROOT = Path(__file__).parents[2]
START_SECONDS, STOP_SECONDS = 60.0, 60.0
BOLD = {"type": "bold", "offset": 0, "length": len("You said")}
COMPLAINTS = ("WARNING", "ERROR", "CRITICAL", "Traceback", "Warning:")
STOPPED = "WARNING aiogram.dispatcher Received SIGTERM signal"
# Each with what must be installed for it.
COMBINATIONS = [
    ("ptb", "polling", ["telegram"]),
    ("ptb", "webhook", ["telegram", "tornado"]),
    ("aiogram", "polling", ["aiogram"]),
    ("aiogram", "webhook", ["aiogram"]),
    ("aiogram", "answering", ["aiogram"]),
    ("telebot", "polling", ["telebot"]),
    ("telebot", "webhook", ["telebot", "fastapi"]),
]


class EchoBot:
    """One of the echo bots as a process, and what Sam sees of it."""

    def __init__(self, sandbox: Sandbox, library: str, mode: str, log: Path) -> None:
        self.sandbox, self.polls, self.log = sandbox, mode == "polling", log
        self.port = 0 if self.polls else free_port()
        setting = [sandbox.url, sandbox.token, mode, *([] if self.polls else [str(self.port)])]
        call = [sys.executable, "-m", f"tests.sandbox.echo_bots.{library}_bot", *setting]
        # Nothing of the environment, so that no proxy gets between.
        with log.open("wb") as output:
            self.process = subprocess.Popen(call, cwd=ROOT, env={}, stdout=output, stderr=output)

    def wait_until_up(self) -> None:
        """Returns when it polls, or when its webhook is set and answers."""
        method = "getUpdates" if self.polls else "setWebhook"
        self.wait(lambda: self.sandbox.see("calls", method=method), START_SECONDS)
        self.wait(lambda: self.polls or self._listens(), START_SECONDS)

    def stop(self) -> int:
        """What it ends with when it is asked to; one that does not end is killed."""
        self.process.terminate()
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def messages(self) -> list[dict[str, Any]]:
        """What it sent to Sam, as it stands now."""
        return [message for message in self.seen("messages") if message["from"]["is_bot"]]

    def events(self, kind: str) -> list[dict[str, Any]]:
        """What it did with Sam, of one kind."""
        return [event for event in self.seen("events") if (event["by"], event["kind"]) == ("bot", kind)]

    def reply_to(self, order: str, **arguments: Any) -> dict[str, Any]:
        """The one message that it sends when Sam does something."""
        before = len(self.messages())
        self.sandbox.do(order, chat_id=SAM, **arguments)
        self.wait(lambda: len(self.messages()) > before)
        (message,) = self.messages()[before:]
        return message

    def complaints(self) -> list[str]:
        """What its library wrote that is not just for information."""
        return [line for line in self.log.read_text().splitlines() if any(word in line for word in COMPLAINTS)]

    def wait(self, condition: Callable[[], Any], seconds: float = 60) -> None:
        """Returns when a condition holds; fails with all that the bot wrote where it does not in time, or ends."""
        try:
            eventually(lambda: self._ended() or condition(), seconds)
            assert not self._ended(), "the bot ended"
        except AssertionError as error:
            pytest.fail(f"{error}; it wrote:\n{self.log.read_text()}\nit called: {self.sandbox.see('calls')}")

    def seen(self, part: str, chat_id: int = SAM) -> list[dict[str, Any]]:
        """What Telegram shows of a chat."""
        seen: list[dict[str, Any]] = self.sandbox.see("transcript", chat_id=chat_id)[part]
        return seen

    def _ended(self) -> bool:
        return self.process.poll() is not None

    def _listens(self) -> bool:
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self.port)) == 0


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


@pytest.fixture(params=COMBINATIONS, ids=lambda combination: "-".join(combination[:2]))
def echo_bot(sandbox: Sandbox, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EchoBot]:
    """An echo bot that is up; afterwards it is gone."""
    library, mode, packages = request.param
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        refuse = pytest.fail if os.environ.get("REQUIRE_INTEROP") else pytest.skip
        refuse(f"not installed: {', '.join(missing)} (pip install '.[interop]')")
    bot = EchoBot(sandbox, library, mode, tmp_path / "log")
    try:
        bot.wait_until_up()
        yield bot
    finally:
        bot.stop()
        sandbox.do("reset")


def test_an_echo_bot_works_unchanged(sandbox: Sandbox, echo_bot: EchoBot) -> None:
    check_text_button_and_correction(echo_bot)
    check_other_content(echo_bot)
    check_inline(echo_bot)
    check_secret(echo_bot)
    assert echo_bot.stop() in (0, -signal.SIGTERM)
    texts = [message.get("text", "a file") for message in echo_bot.messages()]
    assert texts == ["Edited", "You corrected: goodbye", "A photo: the sea", "Started with payload", "a file"]
    commands = [{"command": name, "description": about} for name, about in COMMANDS.items()]
    assert sandbox.see("state")["bot"]["commands"] == commands
    # A poll that nobody waits for any more has no status yet.
    assert [call for call in sandbox.see("calls") if call["status"] not in (200, None)] == []
    assert set(echo_bot.complaints()) <= {STOPPED}


def check_text_button_and_correction(bot: EchoBot) -> None:
    echoed = bot.reply_to("message", text="hello <b>")
    assert (echoed["text"], echoed["entities"]) == ("You said: hello <b>", [BOLD])
    assert echoed["reply_markup"] == {"inline_keyboard": [[{"text": "Again", "callback_data": "again"}]]}
    bot.sandbox.do("press", chat_id=SAM, message_id=echoed["message_id"], data="again")
    bot.wait(lambda: bot.events("edit"))
    assert [(event["text"], event["show_alert"]) for event in bot.events("answer")] == [("Done", False)]
    (edited,) = bot.messages()
    assert (edited["message_id"], edited["text"], "reply_markup" in edited) == (echoed["message_id"], "Edited", False)
    corrected = bot.reply_to("edit", message_id=echoed["message_id"] - 1, text="goodbye")
    assert corrected["text"] == "You corrected: goodbye"


def check_other_content(bot: EchoBot) -> None:
    assert bot.reply_to("message", photo=True, caption="the sea")["text"] == "A photo: the sea"
    assert bot.reply_to("message", text="/start payload")["text"] == "Started with payload"
    document = bot.reply_to("message", text="/file")["document"]
    assert (document["file_name"], document["file_size"]) == (FILE_NAME, len(FILE))


def check_inline(bot: EchoBot) -> None:
    asked = bot.sandbox.do("inline", user_id=SAM, query="wine")
    sent = []

    def choose() -> bool:
        try:
            sent.append(bot.sandbox.do("choose", result_id=ARTICLE_ID, chat_id=FRIENDS, user_id=SAM, **asked))
        except ValueError:
            return False
        return True

    bot.wait(choose)
    message = sent[0]["message"]
    assert (message["text"], message["via_bot"]["username"]) == ("Inline: wine", "sandbox_bot")
    # The bot sees its own article as a message and echoes it; who ends it meanwhile cuts its call off.
    bot.wait(lambda: [m for m in bot.seen("messages", FRIENDS) if m["from"]["is_bot"]])


def check_secret(bot: EchoBot) -> None:
    """Telegram knows the secret; whoever does not is not let in by the library."""
    info = bot.sandbox.call("getWebhookInfo")["result"]
    assert (bool(info["url"]), "last_error_message" in info) == (not bot.polls, False)
    if bot.polls:
        return
    forged = {"update_id": 1, "message": {**bot.messages()[0], "text": "let me in"}}
    for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "a guess"}):
        assert httpx.post(info["url"], json=forged, headers=headers, trust_env=False).status_code in (401, 403)
