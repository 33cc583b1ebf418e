"""How many questions came, and what became of them."""

from dataclasses import dataclass

from bot.faq.declaring import text


@dataclass(frozen=True)
class StatisticsTexts:
    """How many questions came, and what became of them."""

    stats_title: str = text(
        "Above the figures of some days.", "*Questions in {days} days: {count}*", fills=("count", "days")
    )
    stats_weeks: str = text(
        "The last week beside the one before it.",
        "- this week {count}, the week before {before}",
        fills=("count", "before"),
    )
    stats_share: str = text("One line of the figures.", "- {kind}: {percent} %", fills=("kind", "percent"))
    stats_answered: str = text("The questions that were answered.", "answered")
    stats_suggested: str = text("The questions with a few answers to choose from.", "offered a choice")
    stats_unanswered: str = text("The questions that found nothing.", "no answer found")
    stats_judged: str = text(
        "How many answers helped, and how many did not.",
        "- 👍 {helped}   👎 {not_helped}   ({percent} % helped)",
        fills=("helped", "not_helped", "percent"),
    )
    stats_top: str = text("Above the answers that were given most.", "*Asked most*")
    stats_disliked: str = text("Above the answers that did not help.", "*Did not help*")
    stats_line: str = text("One answer with its number.", "{entry} ({count})", fills=("entry", "count"))
    stats_never: str = text(
        "Above the answers that nobody asked for.", "*Never asked: {count} of {total}*", fills=("count", "total")
    )
    stats_waiting: str = text(
        "How many answers a pharmacist should read.",
        "{count} of {total} answers wait for a pharmacist, or had their last check over a year ago. /review "
        "shows them one by one. The first:",
        fills=("count", "total"),
    )
    stats_nothing: str = text(
        "When there is nothing to count.",
        "Nobody has asked anything in the last {days} days, or nothing was counted.",
        fills=("days",),
    )
    stats_week: str = text("Above the figures that the chat of the staff gets each Monday.", "Here is the past week:")
    todo_gap: str = text(
        "On Monday, the one thing worth doing: a question that many asked in vain.",
        "*One thing to do:* answer “{text}”. It was asked {number} times in vain.",
        fills=("number", "text"),
    )
    todo_write: str = text("The button to write its answer.", "✏️ Write it")
    todo_disliked: str = text(
        "The same: an answer that did not help.",
        "*One thing to do:* correct the answer to “{question}”. {number} times it did not help.",
        fills=("question", "number"),
    )
    todo_correct: str = text("The button to correct it.", "✏️ Correct it")
    todo_review: str = text(
        "The same: answers that wait for a check.",
        "*One thing to do:* check a few answers. So many wait: {count}.",
        fills=("count",),
    )
    todo_check: str = text("The button to check them.", "✅ Check them")
    stats_days: str = text("Above the days in the picture.", "*Questions a day*")
    stats_helped: str = text("Answers that helped, in the picture.", "helped")
    stats_not_helped: str = text("Answers that did not help, in the picture.", "did not help")
