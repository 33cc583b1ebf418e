"""Which texts of a FAQ are too long for one message."""

from collections.abc import Iterator

from bot.conversation.replies import Replies
from bot.conversation.reply import Reply, paragraphs
from bot.errors import Problem
from bot.faq.model import Faq
from bot.language.text import utf16_length
from bot.limits import MAX_MESSAGE


def too_long(faq: Faq) -> list[Problem]:
    """The texts whose reply, with every note that it can have, would not fit one message."""
    problems = []
    for where, line, reply in _longest(faq, Replies(faq)):
        length = utf16_length(reply.plain)
        if length > MAX_MESSAGE:
            message = f"{where}: the reply can have {length:,} characters; Telegram allows {MAX_MESSAGE:,}"
            problems.append(Problem(line, 1, message, f"shorten it by {length - MAX_MESSAGE:,} characters"))
    return problems


def _longest(faq: Faq, replies: Replies) -> Iterator[tuple[str, int, Reply]]:
    """Each reply at its longest, with its name and its line."""
    safety = faq.safety
    notes = [
        safety.check_in,
        safety.low_mood,
        safety.opioids,
        safety.pregnancy,
        safety.stopping_antidepressant,
        safety.surgery,
    ]
    notes.append(replies.in_full(faq.messages.too_long))
    for entry in faq.entries.values():
        yield f'entry "{entry.id}"', entry.lines.answer, replies.answer(entry, notes)
    for name, text in vars(faq.messages).items():
        yield f'messages: "{name}"', 1, Reply(paragraphs(replies.in_full(text), *notes))
    for name, text in {**vars(safety), "disclaimer": faq.disclaimer.full}.items():
        yield f'"{name}"', 1, Reply(text)
    yield "pharmacy", 1, replies.contact()
