"""What the bot says when it does not answer from an entry."""

from dataclasses import dataclass
from typing import Any

from bot.faq.declaring import PHARMACY_DATA, text
from bot.faq.texts.safety import DANGER_NUMBERS, IN_DANGER


def message(description: str, default: str, fills: tuple[str, ...] = (), numbers: tuple[str, ...] = ()) -> Any:
    """The declaration of a message, which may hold the pharmacy's data besides words of its own."""
    return text(description, default, fills=(*PHARMACY_DATA, *fills), numbers=numbers)


@dataclass(frozen=True)
class Messages:
    """What the bot says when it does not answer from an entry."""

    welcome: str = message(
        "The first message, after /start.",
        "Hello, and welcome. I answer questions for {name}. Just type yours, in your own words.\n\n"
        "I am a bot, not a doctor. If I don't know, I'll say so. You can call us at {phone}.\n\n" + IN_DANGER,
        numbers=DANGER_NUMBERS,
    )
    help: str = message(
        "How to ask, after /help.",
        "Type a question in your own words. Short is fine, and so are typing mistakes.\n\n"
        "- /topics shows all questions by topic\n"
        "- /contact shows how to reach us\n"
        "- /disclaimer tells what these answers are, and what they aren't\n"
        "- /privacy tells what is kept\n\n"
        "For questions about your own case, call {name} at {phone}.",
    )
    privacy: str = message(
        "What is kept, after /privacy.",
        "*Nothing you write is kept.*\n\n"
        "The bot reads your message, finds an answer and forgets it. It writes down no texts, names or numbers, "
        "and it passes nothing on. Nobody at {name} sees this chat.\n\n"
        "For a while it remembers which answer you got last and in which language, so that you can ask "
        '"and for kids?", and which '
        "reply belongs to which message, so that you can correct one. Then that is gone too. If you say whether "
        "an answer helped, it is only counted.\n\n"
        "Telegram itself stores this chat, by its own rules. You can delete it in the app at any time.\n\n"
        "So please don't send birth dates, prescriptions or other personal details here. For those, call {phone}.",
    )
    privacy_kept: str = message(
        "The same, while questions that found no answer or did not help are kept for some days.",
        "*Your name is never kept. Some questions are, for {days} days.*\n\n"
        "The bot reads your message, finds an answer and forgets it. When it finds none, when you take none that it "
        "suggests, or when you tell it that an answer did not help, it keeps the words of that question. So {name} "
        "sees what people ask, and can add an answer. After {days} days the words are deleted.\n\n"
        "Names, numbers, e-mails, links and dates are taken out first, as well as a program can find them. Nobody "
        "can see who asked. What people write when they are in danger or low is never kept.\n\n"
        "For a while the bot remembers which answer you got last and in which language, and which reply belongs to "
        "which message. If "
        "you say whether an answer helped, it is counted.\n\n"
        "Telegram itself stores this chat, by its own rules. You can delete it in the app at any time.\n\n"
        "So please don't send birth dates, prescriptions or other personal details here. For those, call {phone}.",
        fills=("days",),
    )
    did_you_mean: str = message(
        "Above the questions that may be meant.", "I'm not sure I got that right. Did you mean one of these?"
    )
    no_match: str = message(
        "When no answer was found.",
        "I don't know. I could not find this, and I don't want to guess.\n\n"
        "Please call {name} at {phone}. You can also ask me in other words, or look through "
        "/topics.",
    )
    not_text: str = message(
        "When someone sends what is no text.",
        "I can only read text. Please type your question, or call {name} at {phone}. " + IN_DANGER,
        numbers=DANGER_NUMBERS,
    )
    photo: str = message(
        "When someone sends a picture.",
        "I can't see pictures. Please type your question, or call {name} at {phone}. " + IN_DANGER,
        numbers=DANGER_NUMBERS,
    )
    recording: str = message(
        "When someone sends a voice message or a video.",
        "I can't listen to voice messages or watch videos. Please type your question, or call {name} at {phone}. "
        + IN_DANGER,
        numbers=DANGER_NUMBERS,
    )
    sticker: str = message(
        "When someone sends a sticker.",
        "I can't read stickers, but I can read words. Please type your question. " + IN_DANGER,
        numbers=DANGER_NUMBERS,
    )
    location: str = message(
        "When someone sends a place.",
        f"I can't see where you are, and I can't send anyone. {IN_DANGER} "
        "{name} is at {address}; the number is {phone}.",
        numbers=DANGER_NUMBERS,
    )
    document: str = message(
        "When someone sends a file.",
        "I can't open files, and nobody at {name} sees this chat. For a prescription or a record, call "
        "{name} at {phone}. For a question, type it here. " + IN_DANGER,
        numbers=DANGER_NUMBERS,
    )
    contact_card: str = message(
        "When someone sends a contact.",
        "Please don't send personal details here, yours or anyone else's. I don't keep them, and nobody at {name} "
        "sees this chat, so call {phone}. " + IN_DANGER,
        numbers=DANGER_NUMBERS,
    )
    other_language: str = message(
        "When someone writes in a language that the bot does not answer in.",
        "I can only answer in English. For your question, call {name} at {phone}. "
        f"{IN_DANGER}\n\n"
        "Solo puedo responder en inglés. Para su pregunta, llame a {name}: {phone}. En una "
        "emergencia llame al 911. Si piensa en quitarse la vida, llame al 988 y oprima 2.",
        numbers=DANGER_NUMBERS,
    )
    too_long: str = message(
        "Above the answer to a message that was too long to read as a whole.",
        "Your message is long, so I may have read only a part of it. If I missed your question, send it again in "
        "one or two sentences.",
    )
    slow_down: str = message(
        "When someone sends too much in a short time.",
        "That was a lot at once. Please wait a few seconds, then ask again. If it is urgent, call {phone}, or 911 "
        "in an emergency.",
        numbers=("911",),
    )
    after_danger: str = message(
        "When someone who got the help numbers a few minutes ago says no more than thanks or ok.",
        "I'm here. You can call or text 988 at any hour, also just to talk. In danger, call 911.",
        numbers=("988", "911"),
    )
    empty: str = message(
        "When a message holds no words.",
        "Please type your question in a few words.",
    )
    none_of_these: str = message(
        "After the button that none of the questions was meant.",
        "Then I don't have it, sorry. Please call {name} at {phone}. Or ask me in other words.",
    )
    helped: str = message("After the button that the answer helped.", "Thank you. I'm glad it helped.")
    not_helped: str = message(
        "After the button that it was not what they asked.",
        "I'm sorry that wasn't it. If it is none of these either, please call {name} at "
        "{phone}. You can also ask me in other words.",
    )
    gone: str = message(
        "When a button belongs to an answer that is no longer there.",
        "This answer is no longer here. Please type your question again, or look through /topics.",
    )
    topics: str = message("Above the list of topics.", "What would you like to know about? Choose a topic.")
    topic: str = message("Above the questions of a topic.", "Choose a question.")
    search: str = message(
        "When /search has no words after it.",
        "Type /search and a few words after it, such as /search side effects. Here you can leave /search out, and "
        "just type the words.",
    )
    inline_nothing: str = message(
        "What can be sent from another chat when no answer was found.",
        "Please call {phone} about this ({name}). I found no answer.",
    )
    unavailable: str = message(
        "When something went wrong.",
        "Something went wrong, and I could not answer. Please send it again in a moment, or call {name} at "
        "{phone}. " + IN_DANGER,
        numbers=DANGER_NUMBERS,
    )
    in_group: str = message(
        "When someone sends /start or /help in a group.",
        "I answer questions for {name}.\n\n"
        "In a group I read only what is meant for me: reply to one of my messages, or start yours with /search. "
        "My name with @ works too, where the group lets me see it. Everyone here can read it. For anything personal, "
        "and for all questions by topic, write to me in a chat of our own.\n\n"
        "I am a bot, not a doctor. You can call us at {phone}. " + IN_DANGER,
        numbers=DANGER_NUMBERS,
    )
    ask_one_of: str = message(
        "Above questions that may be meant, where the buttons can't be pressed.",
        "I'm not sure I got that right. Ask me one of these:",
    )
    language: str = message(
        "Above the languages to choose from, after /language.",
        "I answer in the language that you write in. Or choose one for the next ten minutes:",
    )
    language_set: str = message(
        "After a language was chosen, in that language.",
        "For the next ten minutes I answer in English, whatever you write in.",
    )
    not_translated: str = message(
        "Under an answer that is not translated yet, in the language of the translation.",
        "So far this answer is in English only.",
    )
