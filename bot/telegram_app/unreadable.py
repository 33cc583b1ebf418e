"""What the bot says of a message that has no words."""

from telegram import Message

from bot.conversation.replies import Fixed

# What says that something can't be read, by the part of a message that holds it.
UNREADABLE: dict[str, Fixed] = {
    "animation": "photo",  # before "document", which it has too
    "photo": "photo",
    "voice": "recording",
    "audio": "recording",
    "video": "recording",
    "video_note": "recording",
    "sticker": "sticker",
    "location": "location",
    "venue": "location",
    "document": "document",
    "contact": "contact_card",
}


def unreadable(message: Message) -> Fixed:
    """The text for what a message holds."""
    return next((name for part, name in UNREADABLE.items() if getattr(message, part)), "not_text")
