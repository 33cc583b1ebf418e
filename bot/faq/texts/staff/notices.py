"""What a changed file is told by, and what it changes."""

from dataclasses import dataclass

from bot.faq.declaring import text


@dataclass(frozen=True)
class NoticeTexts:
    """What a changed file is told by, and what it changes."""

    reloaded: str = text("When a saved file is live.", "*The new faq.yaml is live.*")
    reloaded_translation: str = text(
        "When a saved translation is live, and the file itself is as it was.", "*The new translation is live.*"
    )
    in_order_again: str = text(
        "When a file that had a problem is in order again, and no answer has changed.",
        "*faq.yaml is in order again.* The answers are as before.",
    )
    refused: str = text(
        "Above the problems of a saved file that can't be used.",
        "*faq.yaml has a problem, so I go on with the version before.* Nothing is lost. Please fix it and save it "
        "again:",
    )
    refused_translation: str = text(
        "Above the problems of a saved translation that can't be used.",
        "*A translation has a problem, so I go on with its version before.* The English answers are as they should be. "
        "Please fix it and save it again:",
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
