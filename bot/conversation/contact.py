"""How to reach the pharmacy, and whether it is open."""

from urllib.parse import quote

from bot.conversation.dates import in_words
from bot.conversation.reply import Button, Card, CopyText, OpenLink, Reply, paragraphs
from bot.faq.hours import DAY, DAYS, Hours, clock
from bot.faq.model import Faq
from bot.faq.texts import Labels
from bot.language.markup import filled

# https://developers.google.com/maps/documentation/urls/get-started#search-action
MAP = "https://www.google.com/maps/search/?api=1&query="


def contact(faq: Faq, minute: int | None, day: int | None = None) -> Reply:
    """The pharmacy's data, without the lines of what is not known; `minute` is that of its week."""
    pharmacy, labels = faq.pharmacy, faq.labels
    hours = f"{labels.hours}:\n{hours_in_words(faq, minute, day)}" if pharmacy.hours else ""
    known = [
        (labels.pharmacist, pharmacy.pharmacist),
        (labels.website, pharmacy.website),
        (labels.email, pharmacy.email),
        (labels.serves, pharmacy.serves),
    ]
    lines = "\n".join(f"{label}: {value}" for label, value in known if value)
    text = paragraphs(f"*{pharmacy.name}*\n{pharmacy.phone}", hours, "\n".join(pharmacy.address), lines)
    map_of_address = MAP + quote(", ".join(pharmacy.address), safe="")
    buttons = (Button(labels.copy_phone, CopyText(pharmacy.phone)), Button(labels.map, OpenLink(map_of_address)))
    return Reply(text, buttons, card=Card(pharmacy.name, pharmacy.phone))


def hours_in_words(faq: Faq, minute: int | None, day: int | None = None) -> str:
    """Whether the pharmacy is open at the time, and its hours; nothing where they are not known."""
    hours = faq.pharmacy.hours
    if hours is None:
        return ""
    lines = [in_words(f"{line.days}: {line.times}", faq.labels) for line in hours.lines]
    hours = hours if day is None else hours.from_day(day)
    if minute is not None and hours.openings and not hours.is_always_open:
        lines.insert(0, open_or_closed(hours, minute, faq.labels))
    return "\n".join(lines)


def open_or_closed(hours: Hours, minute: int, labels: Labels) -> str:
    """Until when it is open at a minute of the week, or when it opens next."""
    closes, opens = hours.closing(minute), hours.opening(minute)
    if closes is not None:
        return filled(labels.open_now, {"time": in_words(clock(closes), labels)})
    is_today = opens >= minute and opens // DAY == minute // DAY
    text = labels.opens_today if is_today else labels.opens_later
    day, time = in_words(DAYS[opens // DAY], labels), in_words(clock(opens), labels)
    return filled(text, {"day": day, "time": time})
