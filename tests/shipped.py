"""What faq.yaml says, so that a test can name a text and whoever corrects its words breaks no test."""

from bot.conversation.replies import Replies
from bot.conversation.reply import Reply
from bot.faq.reading.loader import load
from bot.language.markup import plain
from bot.telegram_app.replies.render import to_html
from tests.conftest import FAQ_FILE

FAQ = load(FAQ_FILE.read_bytes())


def shipped(name: str) -> str:
    """A text as a person reads it, by its section and key, such as "messages.photo"; an answer is "answers.alcohol"."""
    return plain(_text(name))


def shipped_in_html(name: str) -> str:
    """The same as the HTML that Telegram gets."""
    return to_html(Reply(_text(name)))


def _text(name: str) -> str:
    match name.split("."):
        case "answers", id:
            text = FAQ.entries[id].answer
        case "translations", code, key:
            text = FAQ.translations[code][key]
        case "staff", key:  # its words in braces are no data of the pharmacy
            return str(getattr(FAQ.staff, key))
        case section, key:
            text = getattr(getattr(FAQ, section), key)
    return Replies(FAQ).in_full(text)
