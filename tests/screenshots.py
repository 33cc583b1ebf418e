"""Takes the pictures in docs/ again, or those that are named: python -m tests.screenshots spanish."""

import sys
import tempfile
from pathlib import Path

from bot.conversation.responder import Responder
from bot.safety.triage import DangerDetector
from bot.sandbox.running import Sandbox
from tests.browser import chromium, show_as
from tests.conftest import FAQ_FILE
from tests.running_bot import running_bot
from tests.sandbox.waiting import eventually

TALL_PHONE = (390, 844)
DOCS = FAQ_FILE.parent / "docs"
PICTURES = {
    "question": ("light", "cna i drnk wine on ldn?"),
    "several": ("light", "how do i refill and how can i pay?"),
    "crisis": ("dark", "i dont want to be here anymore"),
    "spanish": ("light", "puedo tomar una serveza con la ldn?"),
    "gaps": ("light", "/gaps"),
}
STAFF = len(PICTURES)
# What somebody has asked before, and found no answer.
IN_VAIN = ("do you sell gift cards", "do you have gift cards to buy", "what moon phase is best")


def main(*names: str) -> None:
    """A phone with each question and its answer."""
    name = Responder.from_text(FAQ_FILE.read_bytes(), "faq.yaml", DangerDetector()).faq.pharmacy.name
    settings = {"STAFF_IDS": str(STAFF), "KEEP_UNANSWERED_DAYS": "30"}
    with Sandbox(name=name) as sandbox, running_bot(sandbox, **settings), tempfile.TemporaryDirectory() as folder:
        for number, question in enumerate(IN_VAIN):
            sandbox.do("chat", id=100 + number, first_name="Alex")
            said(sandbox, 100 + number, question)
        for chat_id, (picture, (theme, question)) in enumerate(PICTURES.items(), start=1):
            if names and picture not in names:
                continue
            sandbox.do("chat", id=chat_id, first_name="Sam")
            said(sandbox, chat_id, question)
            with chromium(Path(folder) / picture) as browser:
                show_as(browser, TALL_PHONE, 1.5)
                browser.get(f"{sandbox.url}/?chat={chat_id}&theme={theme}")
                eventually(
                    lambda: any(sign in browser.page_source for sign in ("988lifeline", "247-7948", "Question 1"))
                )
                # Nothing blinks or moves in a picture.
                browser.execute_script(
                    "document.activeElement.blur(); document.getAnimations().forEach(a => a.finish())"
                )
                browser.save_screenshot(str(DOCS / f"{picture}.png"))


def said(sandbox: Sandbox, chat_id: int, text: str) -> None:
    """Someone writes, and the bot has replied."""
    sandbox.do("message", chat_id=chat_id, text=text)
    eventually(lambda: len(sandbox.see("transcript", chat_id=chat_id)["messages"]) == 2)


if __name__ == "__main__":
    main(*sys.argv[1:])
