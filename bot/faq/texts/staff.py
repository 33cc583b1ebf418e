"""What the pharmacy's staff read."""

from dataclasses import dataclass

from bot.faq.declaring import text
from bot.language.markup import filled


@dataclass(frozen=True)
class StaffTexts:
    """What the pharmacy's staff read who keep the FAQ from their own chats."""

    gaps_command: str = text("The line beside /gaps in the menu of staff.", "What people ask in vain")
    add_command: str = text("The line beside /add in the menu of staff.", "Add another way to ask")
    stats_command: str = text("The line beside /stats in the menu of staff.", "How the bot is doing")
    reviewed_command: str = text("The line beside /reviewed in the menu of staff.", "Note who checked an answer")
    undo_command: str = text("The line beside /undo in the menu of staff.", "Take the last change back")
    reloaded: str = text("When a saved file is live.", "*The new faq.yaml is live.*")
    in_order_again: str = text(
        "When a file that had a problem is in order again, and no answer has changed.",
        "*faq.yaml is in order again.* The answers are as before.",
    )
    refused: str = text(
        "Above the problems of a saved file that can't be used.",
        "*faq.yaml has a problem, so I go on with the version before.* Nothing is lost. Please fix it and save it "
        "again:",
    )
    more_problems: str = text(
        "Below the first problems, how many more there are.",
        "… and {count} more. Fix these first, then save again.",
        fills=("count",),
    )
    new: str = text("The answers that are new in a saved file.", "New: {entries}", fills=("entries",))
    gone: str = text("The answers that are no longer in it.", "Gone: {entries}", fills=("entries",))
    changed: str = text("The answers that have changed.", "Changed: {entries}", fills=("entries",))
    ways: str = text(
        "How many ways to ask an entry has, where they are not those of before.",
        "Ways to ask “{question}”: {count} now, {before} before.",
        fills=("question", "count", "before"),
    )
    reworded: str = text("When only other words have changed.", "Other words around the answers changed.")
    no_change: str = text("When no answer has changed.", "No answer changes.")
    differently: str = text(
        "How many questions a saved file answers in another way.",
        "{asked} of {asked_total} questions that people asked and {phrasings} of {phrasings_total} ways to ask in "
        "the file get another answer.",
        fills=("asked", "asked_total", "phrasings", "phrasings_total"),
    )
    differently_in_file: str = text(
        "The same, where no questions of people are kept.",
        "{phrasings} of {phrasings_total} ways to ask in the file get another answer.",
        fills=("phrasings", "phrasings_total"),
    )
    difference: str = text(
        "One question, with its answer before and after.",
        "“{text}”: {before} → {after}",
        fills=("text", "before", "after"),
    )
    more: str = text("How many more there are.", "… and {count} more", fills=("count",))
    says_nothing: str = text('What stands for "no answer" in such a line.', "“I don't know”")
    says_suggestions: str = text(
        "What stands for suggestions in such a line.", "“did you mean” {entries}", fills=("entries",)
    )
    says_urgent: str = text("What stands for the help numbers in such a line.", "the help numbers")
    says_other: str = text("What stands for any other message in such a line.", "a fixed message")
    gaps_head: str = text(
        "Above a question that found no answer, in /gaps.", "*Question {place} of {count}*", fills=("place", "count")
    )
    gaps_asked: str = text("How often it was asked.", "Asked {number} times, for example:", fills=("number",))
    gaps_asked_once: str = text("When it was asked once.", "Asked once:")
    gaps_which: str = text("Asks which answer fits it.", "Which answer fits? If none does, you can write a new one.")
    gaps_none: str = text("When no question is waiting.", "No question is waiting. Well done!")
    gaps_not_kept: str = text(
        "When the bot keeps nothing of what people ask.",
        "What people ask is not kept, so I can't show it. Whoever runs the bot can turn it on with "
        "KEEP_UNANSWERED_DAYS. /privacy will then say so.",
    )
    gaps_counts: str = text(
        "How many questions found no answer, when their words are not kept.",
        "In the last four weeks: questions without an answer: {unanswered}, answers that did not help: {not_helped}.",
        fills=("unanswered", "not_helped"),
    )
    same: str = text("The button for an answer that fits.", "Same as: {question}", fills=("question",))
    new_answer: str = text("The button to write a new answer.", "✏️ New answer")
    not_for_us: str = text("The button to take a question off the list.", "Not for us")
    add_how: str = text(
        "After /add without words.",
        "Please write a question behind the command, as people ask it, such as:\n/add can i fly with my capsules",
    )
    slip: str = text(
        "When one of the staff writes a command with a slip, or without its stroke.",
        "Did you mean /{command}? Then tap it.",
        fills=("command",),
    )
    put_aside: str = text(
        "After the button to take a question off the list.", "Taken off the list. (/undo does not bring it back.)"
    )
    out_of_date: str = text("When a button is too old.", "These buttons are old. Please start again with /gaps.")
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
    write_again: str = text(
        "Below the reason why a new answer was refused.", "You can write the answer again now. (/cancel stops.)"
    )
    cancelled: str = text("After /cancel.", "Stopped. Nothing was changed.")
    ready_phrasing: str = text(
        "Asks whether a way to ask shall be added.",
        "“{phrasing}” would get the answer to: {question} So far it gets: {before}",
        fills=("phrasing", "question", "before"),
    )
    ready_entry: str = text(
        "Asks whether a new answer shall be added.",
        "This would stand under “{topic}”, and people would read:",
        fills=("topic",),
    )
    ready_length: str = text(
        "When a new answer is short or long.",
        "Length of the answer, in words: {count}. Best are {least} to {most}.",
        fills=("count", "least", "most"),
    )
    ready_review: str = text(
        "Asks whether a review shall be noted.", "This would stand under the answer to: {question}", fills=("question",)
    )
    save: str = text("The button to save.", "✅ Save")
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
    empty: str = text(
        "When nothing is left of a question without names and numbers.",
        "Nothing is left of this question once names and numbers are taken out. Please write it in your own words "
        "with “New answer”.",
    )
    undone: str = text("After /undo.", "*The version before is live again.* A second /undo brings yours back.")
    nothing_to_undo: str = text("When there is nothing to undo.", "There is no version before to go back to.")
    reviewed_how: str = text(
        "How to note a review, after /reviewed.",
        "Please name the answer and who checked it, such as:\n"
        "/reviewed alcohol Dr. Ada Lovelace\n\n"
        "These wait for a check:",
    )
    no_such_entry: str = text(
        "When no answer has that name.", "There is no answer named “{id}”. Did you mean: {near}?", fills=("id", "near")
    )
    failed: str = text(
        "When something went wrong.", "That did not work, and nothing was changed: {problem}", fills=("problem",)
    )
    stats_title: str = text(
        "Above the figures of some days.", "*Questions in {days} days: {count}*", fills=("count", "days")
    )
    stats_share: str = text("One line of the figures.", "- {kind}: {percent} %", fills=("kind", "percent"))
    stats_answered: str = text("The questions that were answered.", "answered")
    stats_suggested: str = text("The questions with a few answers to choose from.", "offered a choice")
    stats_unanswered: str = text("The questions that found nothing.", "no answer found")
    stats_judged: str = text(
        "How many answers helped, and how many did not.",
        "- 👍 {helped}   👎 {not_helped}",
        fills=("helped", "not_helped"),
    )
    stats_top: str = text("Above the answers that were given most.", "*Asked most*")
    stats_disliked: str = text("Above the answers that did not help.", "*Did not help*")
    stats_line: str = text("One answer with its number.", "{entry} ({count})", fills=("entry", "count"))
    stats_never: str = text(
        "How many answers nobody asked for.", "{count} of {total} answers were not asked for.", fills=("count", "total")
    )
    stats_waiting: str = text(
        "How many answers a pharmacist should read.",
        "{count} of {total} answers wait for a pharmacist, or had their last check over a year ago. /reviewed "
        "lists them. The first:",
        fills=("count", "total"),
    )
    stats_nothing: str = text(
        "When there is nothing to count.",
        "Nobody has asked anything in the last {days} days, or nothing was counted.",
        fills=("days",),
    )
    stats_week: str = text("Above the figures that the chat of the staff gets each Monday.", "Here is the past week:")
    stats_days: str = text("Above the days in the picture.", "*Questions a day*")
    stats_helped: str = text("Answers that helped, in the picture.", "helped")
    stats_not_helped: str = text("Answers that did not help, in the picture.", "did not help")

    def say(self, name: str, **values: object) -> str:
        """A text with what is to be filled in."""
        return filled(getattr(self, name), values)
