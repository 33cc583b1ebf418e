"""What stands in the file with an answer, besides what people see."""

from bot.faq.model import PHARMACIST, Entry, Faq
from bot.staff.wording import StaffWording


def facts(faq: Faq, entry: Entry) -> str:
    """The name of an entry, where it stands and what it rests on, in a few lines."""
    words = StaffWording(faq)
    return words.say(
        "shown_facts",
        id=entry.id,
        topic=next(topic.title for topic in faq.topics if entry in topic.entries),
        ways=len(entry.ask),
        related=len(entry.related),
        source=_source(faq, entry, words),
        needs=", ".join(entry.needs) or words.say("none"),
        checked=_checked(entry, words),
    )


def _source(faq: Faq, entry: Entry, words: StaffWording) -> str:
    titles = {PHARMACIST: words.say("our_pharmacist"), **{id: each.title for id, each in faq.articles_by_id.items()}}
    return ", ".join(titles[id] for id in entry.source) or words.say("no_article" if entry.referral else "none")


def _checked(entry: Entry, words: StaffWording) -> str:
    if entry.is_reviewed:
        return words.say("checked_by", by=entry.reviewed.by, on=entry.reviewed.on)
    return words.say("checked_before" if entry.is_changed else "not_checked")
