"""A change read back, saved, refused or taken back."""

from dataclasses import dataclass

from bot.faq.declaring import text


@dataclass(frozen=True)
class SavingTexts:
    """A change read back, saved, refused or taken back."""

    slip: str = text(
        "When one of the staff writes a command with a slip, or without its stroke.",
        "Did you mean /{command}? Then tap it.",
        fills=("command",),
    )
    translated: str = text("Above an answer in another language.", "_{language}:_", fills=("language",))
    outdated: str = text(
        "Below an answer in another language whose English has changed.",
        "_The English has changed since: this translation is to be looked at._",
    )
    translation_waits: str = text(
        "When an answer was changed that stands in other languages too.",
        "The answer in {languages} still says what it said before. Please have it changed too, in its own file.",
        fills=("languages",),
    )
    out_of_date: str = text("When a button is too old.", "These buttons are old. Please start again with /gaps.")
    write_again: str = text(
        "Below the reason why a new answer was refused.", "You can write it again now. (/cancel stops.)"
    )
    cancelled: str = text("After /cancel.", "Stopped. Nothing was changed.")
    answer_by_reply: str = text(
        "Below what the bot asks for in a group.", "(Here in the group, please answer by replying to this message.)"
    )
    anonymous: str = text(
        "When somebody writes a command of staff as an anonymous admin.",
        "I can't see who you are: you write as the group. Please write with your own account: turn off “Remain "
        "anonymous” in your rights as an admin, or write to me alone.",
    )
    draft_gone: str = text(
        "When somebody corrects a message of theirs whose text is done with.",
        "What you wrote there was saved or stopped already, so your correction changes nothing. /edit corrects the "
        "answer.",
    )
    ended: str = text("When somebody has done what they began.", "Done.")
    ready_phrasing: str = text(
        "Asks whether a way to ask shall be added.",
        "“{phrasing}” would get the answer to: {question} So far it gets: {before}",
        fills=("phrasing", "question", "before"),
    )
    save: str = text("The button to save.", "✅ Save")
    edit: str = text("The button to change what was read back.", "✏️ Edit")
    cancel: str = text("The button to stop.", "Cancel")
    saved: str = text("When it is saved and live.", "*Saved, and live now.* /undo takes it back.")
    again: str = text(
        "When somebody else changed the file, and the change must be looked at once more.",
        "Somebody changed faq.yaml meanwhile. Please look once more:",
    )
    refused_crisis: str = text(
        "When a way to ask reads like somebody in danger.",
        "I can't add this: it reads like somebody in danger. The bot answers such words with the help numbers, "
        "and that must stay.",
    )
    refused_taken: str = text(
        "When another answer would lose its question.",
        "I can't add this: “{phrasing}” would then lead to “{taker}” and no longer to “{question}”. Please choose "
        "other words.",
        fills=("phrasing", "question", "taker"),
    )
    refused_vain: str = text(
        "When a way to ask would still lead elsewhere.",
        "I can't add this: “{phrasing}” would still lead to “{taker}” and not to “{question}”. Please choose "
        "words of its own.",
        fills=("phrasing", "question", "taker"),
    )
    refused_rule: str = text(
        "When an answer breaks a rule of the writing.", "I can't add this yet: {problem}", fills=("problem",)
    )
    no_such_entry: str = text(
        "When no answer has that name.", "There is no answer named “{id}”. Did you mean: {near}?", fills=("id", "near")
    )
    failed: str = text(
        "When something went wrong.", "That did not work, and nothing was changed: {problem}", fills=("problem",)
    )
