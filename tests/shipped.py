"""What faq.yaml says, so that a test can name a text and whoever corrects its words breaks no test."""

from bot.conversation.replies import Replies
from bot.conversation.reply import Reply
from bot.faq.reading.loader import load
from bot.faq.reading.translation import load_translation
from bot.language.markup import plain
from bot.telegram_app.replies.render import to_html
from tests.conftest import FAQ_FILE

FAQ = load(FAQ_FILE.read_bytes())
SPANISH = load_translation((FAQ_FILE.parent / "faq.es.yaml").read_bytes(), FAQ, "es", "faq.es.yaml").faq


def shipped(name: str) -> str:
    """A text as a person reads it, by its section and key, such as "messages.photo"; an answer is "answers.alcohol".

    "es.messages.photo" is the same in Spanish.
    """
    return plain(_text(name))


def shipped_in_html(name: str) -> str:
    """The same as the HTML that Telegram gets."""
    return to_html(Reply(_text(name)))


def _text(name: str) -> str:
    faq = SPANISH if name.startswith("es.") else FAQ
    match name.removeprefix("es.").split("."):
        case "answers", id:
            text = faq.entries[id].answer
        case "staff", key:  # its words in braces are no data of the pharmacy
            return str(getattr(faq.staff, key))
        case section, key:
            text = getattr(getattr(faq, section), key)
    return Replies(faq).in_full(text)
