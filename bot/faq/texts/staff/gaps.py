"""What people ask in vain, and new ways to ask."""

from dataclasses import dataclass

from bot.faq.declaring import text


@dataclass(frozen=True)
class GapTexts:
    """What people ask in vain, and new ways to ask."""

    gaps_head: str = text(
        "Above a question that found no answer, in /gaps.", "*Question {place} of {count}*", fills=("place", "count")
    )
    gaps_asked: str = text("How often it was asked.", "Asked {number} times, for example:", fills=("number",))
    gaps_asked_once: str = text("When it was asked once.", "Asked once:")
    gaps_offered: str = text(
        "Which answers people got for it, and did not take.", "_Offered in vain: {entries}_", fills=("entries",)
    )
    gaps_which: str = text("Asks which answer fits it.", "Which answer fits? If none does, you can write a new one.")
    gaps_none: str = text("When no question is waiting.", "No question is waiting. Well done!")
    gaps_not_kept: str = text(
        "When the bot keeps nothing of what people ask.",
        "What people ask is not kept, so I can't show it. To keep it for 30 days, without names and numbers, whoever "
        "runs the bot starts it with this setting:\nKEEP_UNANSWERED_DAYS=30\n/privacy then says so.",
    )
    gaps_counts: str = text(
        "How many questions found no answer, when their words are not kept.",
        "In the last four weeks: questions without an answer: {unanswered}, answers that did not help: {not_helped}, "
        "choices of which none was taken: {unpressed}.",
        fills=("unanswered", "not_helped", "unpressed"),
    )
    gaps_other_language: str = text(
        "When a question in another language shall be added to an answer.",
        "This is written in {language}. Ways to ask in {language} stand in a file of their own, which is not changed "
        "from here: please have it added there.",
        fills=("language",),
    )
    same: str = text("The button for an answer that fits.", "Same as: {question}", fills=("question",))
    new_answer: str = text("The button to write a new answer.", "✏️ New answer")
    not_for_us: str = text("The button to take a question off the list.", "Not for us")
    add_how: str = text(
        "After /add without words.",
        "Please write a question behind the command, as people ask it, such as:\n/add can i fly with my capsules",
    )
    put_aside: str = text(
        "After the button to take a question off the list.", "Taken off the list. (/undo does not bring it back.)"
    )
    empty: str = text(
        "When nothing is left of a question without names and numbers.",
        "Nothing is left of this question once names and numbers are taken out. Please write it in your own words "
        "with “New answer”.",
    )
