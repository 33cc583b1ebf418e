"""A pharmacist reads the answers that wait, and signs them."""

from dataclasses import dataclass

from bot.faq.declaring import text


@dataclass(frozen=True)
class ReviewTexts:
    """A pharmacist reads the answers that wait, and signs them."""

    review_name: str = text(
        "Asks for the name by which somebody signs.",
        "By what name do you sign? People will read it below each answer that you have checked. Please write it as it "
        "shall stand there, for example: Dr. Ada Lovelace. (/cancel stops.)",
    )
    review_name_long: str = text(
        "When such a name is too long.", "That is long for a name. Please write at most {most} characters.",
        fills=("most",),
    )  # fmt: skip
    review_signs: str = text(
        "By what name somebody signs from now on.", "You sign as {by}. (/name changes that.)", fills=("by",)
    )
    review_head: str = text(
        "Above an answer to be checked, how far the walk is.", "*{place} of {count}* · People read:",
        fills=("place", "count"),
    )  # fmt: skip
    review_asked: str = text("Above a few ways to ask it.", "_People ask it like this:_")
    review_source: str = text(
        "What the answer must agree with.", "_It must agree with {articles}._", fills=("articles",)
    )
    review_referral: str = text(
        "The same, where no article covers it.", "_No article covers this, so it must send people to a pharmacist._"
    )
    review_pharmacist: str = text(
        "The same, where it rests on the pharmacist.",
        "_No article says this: it rests on you. Nobody sees it until it is signed._",
    )
    review_right: str = text("The button to sign an answer.", "✅ It's right")
    review_correct: str = text("The button to change it.", "✏️ Correct it")
    review_later: str = text("The button to leave it for another day.", "Later")
    review_stop: str = text("The button to end the walk.", "Stop")
    review_signed: str = text("When an answer was signed.", "✅ Signed: {question}", fills=("question",))
    review_changed: str = text(
        "When an answer is no longer what was read.", "Somebody has just changed this answer. Please read it once more:"
    )
    review_end: str = text(
        "At the end of a walk, when some answers still wait.",
        "Thank you! Signed now: {signed}. Still waiting: {left}. /review goes on whenever you like.",
        fills=("signed", "left"),
    )
    review_done: str = text(
        "At the end of a walk, when nothing waits any more.",
        "Thank you! Signed now: {signed}. No answer is waiting any more.",
        fills=("signed",),
    )
    review_none: str = text("When no answer waits for a check.", "Every answer has been checked. Nothing is waiting.")
    ready_review: str = text(
        "Asks whether a review shall be noted.", "This would stand under the answer to: {question}", fills=("question",)
    )
