"""A new answer, from its question to its preview."""

from dataclasses import dataclass

from bot.faq.declaring import text


@dataclass(frozen=True)
class AddingTexts:
    """A new answer, from its question to its preview."""

    ask_question: str = text(
        "Asks for the question of a new answer.",
        "Please write the question as it shall stand on the buttons. For example: Can I fly with my capsules? (At most "
        "64 characters. /cancel stops.)",
    )
    ask_answer: str = text(
        "Asks for the answer.", "Now please write the answer, in 40 to 110 plain words. (/cancel stops.)"
    )
    too_long: str = text(
        "When a question is too long.",
        "That is {count} characters long. Please write it again with at most {most}.",
        fills=("count", "most"),
    )
    known: str = text(
        "When the question of a new answer is there already.",
        "I know that one already: it gets the answer to “{question}”. Please write another question. (/cancel stops.)",
        fills=("question",),
    )
    ready_entry: str = text(
        "Asks whether a new answer shall be added.",
        "This would stand under “{topic}”, and people would read:",
        fills=("topic",),
    )
    edit_what: str = text("Asks which part of a new answer shall be another.", "What shall be another?")
    the_question: str = text("The button for the question.", "The question")
    the_answer: str = text("The button for the answer.", "The answer")
    other_topic: str = text("The button to put a new answer elsewhere.", "🗂 Another topic")
    which_topic: str = text("Asks where a new answer belongs.", "Where does it belong?")
    ready_length: str = text(
        "When a new answer is short or long.",
        "Length of the answer, in words: {count}. Best are {least} to {most}.",
        fills=("count", "least", "most"),
    )
