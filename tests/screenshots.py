"""Makes the README's pictures anew: python -m tests.screenshots."""

import tempfile
from pathlib import Path

from bot.conversation.responder import Responder
from bot.safety.triage import Safety
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
}


def main() -> None:
    """A phone with each question and its answer."""
    name = Responder.from_text(FAQ_FILE.read_bytes(), "faq.yaml", Safety()).faq.pharmacy.name
    with Sandbox(name=name) as sandbox, running_bot(sandbox), tempfile.TemporaryDirectory() as folder:
        for chat_id, (picture, (theme, question)) in enumerate(PICTURES.items(), start=1):
            sandbox.do("chat", id=chat_id, first_name="Sam")
            sandbox.do("message", chat_id=chat_id, text=question)
            eventually(lambda chat_id=chat_id: len(sandbox.see("transcript", chat_id=chat_id)["messages"]) == 2)
            with chromium(Path(folder) / picture) as browser:
                show_as(browser, TALL_PHONE, 1.5)
                browser.get(f"{sandbox.url}/?chat={chat_id}&theme={theme}")
                eventually(lambda: "988" in browser.page_source or "247-7948" in browser.page_source)
                # Nothing blinks or moves in a picture.
                browser.execute_script(
                    "document.activeElement.blur(); document.getAnimations().forEach(a => a.finish())"
                )
                browser.save_screenshot(str(DOCS / f"{picture}.png"))


if __name__ == "__main__":
    main()
