"""What faq.yaml says, so that a test can name a text and whoever corrects its words breaks no test."""

from bot.conversation.replies import Replies
from bot.conversation.reply import Reply
from bot.faq.reading.loader import load
from bot.language.markup import plain
from bot.telegram_app.replies.render import to_html
from tests.conftest import FAQ_FILE

FAQ = load(FAQ_FILE.read_bytes())


def said(name: str) -> str:
    """A text as a person reads it, by its section and key, such as "messages.photo"; answers by "answers.<id>"."""
    return plain(_text(name))


def said_in_html(name: str) -> str:
    """The same as the HTML that Telegram gets."""
    return to_html(Reply(_text(name)))


def _text(name: str) -> str:
    section, key = name.split(".")
    text: str = FAQ.entries[key].answer if section == "answers" else getattr(getattr(FAQ, section), key)
    return Replies(FAQ).in_full(text)
