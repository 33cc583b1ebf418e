"""A pharmacist reads the answers that wait, and signs them."""

from dataclasses import dataclass

from bot.faq.declaring import text


@dataclass(frozen=True)
class ReviewTexts:
    """A pharmacist reads the answers that wait, and signs them."""

    ready_review: str = text(
        "Asks whether a review shall be noted.", "This would stand under the answer to: {question}", fills=("question",)
    )
    reviewed_how: str = text(
        "How to note a review, after /reviewed.",
        "Please name the answer and who checked it, such as:\n"
        "/reviewed alcohol Dr. Ada Lovelace\n\n"
        "These wait for a check:",
    )
