"""Whether the pharmacy is open, in words."""

from bot.faq.hours import DAY, DAYS, Hours, clock
from bot.faq.texts import Labels
from bot.language.markup import filled


def open_or_closed(hours: Hours, minute: int, labels: Labels) -> str:
    """Until when it is open at a minute of the week, or when it opens next."""
    closes, opens = hours.closing(minute), hours.opening(minute)
    if closes is not None:
        return filled(labels.open_now, {"time": clock(closes)})
    is_today = opens >= minute and opens // DAY == minute // DAY
    text = labels.opens_today if is_today else labels.opens_later
    return filled(text, {"day": DAYS[opens // DAY], "time": clock(opens)})
