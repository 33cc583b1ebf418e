"""Texts that are hardly texts, through the real bot over HTTP: each gets one reply, and so do its neighbours."""

import json
from collections.abc import Iterator

import httpx
import pytest

from bot.conversation.responder import Responder
from bot.sandbox.running import Sandbox
from bot.telegram_app.replies.render import to_plain
from tests.running_bot import running_bot
from tests.sandbox.waiting import eventually

FIRST_CHAT = 5000
QUESTION = "is wine ok"
FAMILY = "👨‍👩‍👧‍👦"

TEXTS = {
    "empty": "",
    "a space": " ",
    "white space of all kinds": " \t\n\r\x0b\x0c\u00a0\u2003\u2028\u3000",
    "as long as can be": "zebra " * 682 + "wine",
    "one longer": "zebra " * 682 + "wines",
    "as long in UTF-16": "🦓" * 2048,
    "far too long": "is the zebra ok " * 4000,
    "nothing but NUL": "\x00" * 10,
    "NUL inside": "is ze\x00bra ok",
    "control characters": "zebra" + "".join(map(chr, range(1, 32))) + "\x7f\x80\x9f",
    "nothing to see": "\u200b\u200c\u200d\u2060\ufeff\u00ad",
    "zero width inside": "z\u200be\u200cb\u200dr\ufeffa and w\u2060ine",
    "right to left": "\u202ezebra enola is wine\u202c",
    "Arabic and Hebrew": "هل يمكنني شرب النبيذ؟ האם מותר לי לשתות יין?",
    "families": FAMILY * 200,
    "flags, skin and keycaps": "🏳️‍🌈👍🏿1️⃣🇺🇸" * 50,
    "zalgo": "z̷̢̛͓̪e̸͚̓b̶͖̽r̵̡̛a̴͙͝ " * 100,
    "a lone surrogate": "zebra \ud83d wine",
    "nothing but surrogates": "\udc00\ud83d" * 100,
    "not quite characters": "zebra \ufffe\uffff\U0010ffff\ufffd\ue000",
    "HTML": "<b>zebra</i> <a href='x'>&amp;&#0;&lt;script> </pre><tg-spoiler>",
    "Markdown": "*zebra _is `ok [x](y) ```z ||~~__>#+-=|{}.!\\",
    "a format": "%s %(zebra)s {zebra} {0} ${zebra} {{",
    "a command of nothing": "/",
    "a command with a space before": " /start",
    "a command that is none": "/zebra@nobody \x00",
    "nothing but marks": "\u0301" * 3000,
    "a letter with 3,000 marks": "z" + "\u0301\u0489" * 1500 + "ebra",
    "a word of 4,000 letters": "zebra" * 800,
    "4,000 times a letter": "a" * 4000,
    "4,000 digits": "9" * 4000,
    "spaces": "zebra" + " " * 4000 + "wine",
    "new lines": "zebra" + "\n" * 4000 + "wine",
    "punctuation": "?!." * 1300,
    "brackets": "(" * 2000 + ")" * 2000,
}  # fmt: skip


def write(client: httpx.Client, chat_id: int, text: str) -> None:
    """Has an update come with this text, unchanged: the sandbox's own people would trim and refuse some."""
    chat, who = {"id": chat_id, "type": "private"}, {"id": chat_id, "is_bot": False, "first_name": "Kim"}
    command = {"type": "bot_command", "offset": 0, "length": len(text.split(" ")[0])}
    update = {"message": {"message_id": 1, "date": 1, "chat": chat, "from": who, "text": text}}
    if text.startswith("/"):
        update["message"]["entities"] = [command]
    client.post("/control/update", content=json.dumps(update)).raise_for_status()


def replies(sandbox: Sandbox) -> dict[str, list[str]]:
    """What the bot said in the chat of each text."""
    said: dict[str, list[str]] = {name: [] for name in TEXTS}
    for message in sandbox.see("transcript")["messages"]:
        if message["from"]["is_bot"]:
            said[list(TEXTS)[message["chat"]["id"] - FIRST_CHAT]].append(message["text"])
    return said


@pytest.fixture(scope="module")
def said() -> Iterator[dict[str, list[str]]]:
    """What the bot says when each text comes between two questions in a chat of its own, all of them at once."""
    with Sandbox() as sandbox, httpx.Client(base_url=sandbox.url, trust_env=False) as client:
        with running_bot(sandbox, LOG_LEVEL="DEBUG") as bot:
            for chat_id, text in enumerate(TEXTS.values(), start=FIRST_CHAT):
                sandbox.do("chat", id=chat_id, first_name="Kim")
                for message in (QUESTION, text):
                    write(client, chat_id, message)
            # Else a short one would be read together with the question behind it.
            eventually(lambda: all(len(texts) >= 2 for texts in replies(sandbox).values()))
            for chat_id in range(FIRST_CHAT, FIRST_CHAT + len(TEXTS)):
                for message in (QUESTION, "/help"):
                    write(client, chat_id, message)
            eventually(lambda: all(len(texts) >= 4 for texts in replies(sandbox).values()))
            eventually(lambda: sandbox.call("getWebhookInfo")["result"]["pending_update_count"] == 0)
        refused = [call["description"] for call in sandbox.see("calls") if call["status"] not in (200, None)]
        yield replies(sandbox)
    assert refused == []
    assert "Traceback" not in bot.log
    assert "zebra" not in bot.log
    for text in TEXTS.values():
        start = text.strip()[:20].encode(errors="backslashreplace").decode()
        assert len(start) < 2 or start not in bot.log


@pytest.mark.parametrize("name", TEXTS)
def test_an_odd_text_gets_one_reply_between_two_others(
    said: dict[str, list[str]], responder: Responder, name: str
) -> None:
    before, reply, after, help_text = said[name]
    assert before == after == to_plain(responder.respond(QUESTION).reply)
    assert reply.strip()
    assert help_text == to_plain(responder.fixed("help"))
