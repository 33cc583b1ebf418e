"""What stands under answers in small print: what they are not, where they come from, and who has checked them."""

from calendar import month_name
from collections.abc import Sequence

from bot.conversation.dates import in_words
from bot.faq.model import PHARMACIST, Article, Entry, Faq, Review
from bot.faq.texts import Labels
from bot.language.markup import filled


def footer(faq: Faq, entries: Sequence[Entry], with_check: bool = False) -> str:
    """The lines under some answers; what they are not comes first, to be seen where no more is."""
    cited = dict.fromkeys(_source(faq, id, entry) for entry in entries for id in entry.source)
    sources = "; ".join(filter(None, cited))
    lines = [faq.disclaimer.short, f"{faq.labels.source}: {sources}" if sources else ""]
    lines += [_checked(faq, entry) for entry in entries if with_check]
    return "\n".join(filter(None, lines))


def _source(faq: Faq, id: str, entry: Entry) -> str:
    return (
        _signed(faq.labels.from_pharmacist, entry.reviewed, faq.labels)
        if id == PHARMACIST
        else _cited(faq.articles_by_id[id])
    )


def _checked(faq: Faq, entry: Entry) -> str:
    """Who has read an answer as it stands; where that is its source, it needs no second word."""
    return (
        _signed(faq.labels.checked, entry.reviewed, faq.labels)
        if entry.is_reviewed and not entry.is_the_pharmacists
        else ""
    )


def _signed(text: str, review: Review, labels: Labels) -> str:
    """A text with the name and month of a review; nothing where there was none."""
    return filled(text, {"by": review.by, "month": in_words(_month(review.on), labels)}) if review.on else ""


def _month(date: str) -> str:
    """A date such as 2026-01-31 as people read it: January 2026."""
    year, month, _ = date.split("-")
    return f"{month_name[int(month)]} {year}"


def _cited(article: Article) -> str:
    return f"“{article.title}”" + (f", {article.publisher}" if article.publisher else "")
