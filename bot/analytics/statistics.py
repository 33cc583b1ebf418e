"""What counts tell: how much is asked, what is answered, and which answers help."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.analytics.journal import Count
from bot.conversation.reply import paragraphs
from bot.faq.model import Entry, Faq
from bot.faq.rules import unreviewed
from bot.faq.texts import StaffTexts
from bot.language.markup import listed

ANSWERED = ("answer", "answers")
KINDS = ("answered", "suggested", "unanswered")
URGENT = ("self_harm", "emergency")
# How many entries a message lists of each kind.
MOST_LISTED = 5
YEAR, WEEK = 365, 7


@dataclass(frozen=True, slots=True)
class Day:
    """How many questions of a day were answered, got suggestions, and found nothing."""

    day: date
    answered: int = 0
    suggested: int = 0
    unanswered: int = 0

    @property
    def questions(self) -> int:
        return self.answered + self.suggested + self.unanswered


@dataclass(frozen=True, slots=True)
class Judged:
    """How often people said of an entry that it helped, and that it didn't."""

    entry: Entry
    helped: int
    not_helped: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """What some days were like, each of them there; entries that are no longer in the FAQ are left out.

    `before` is how many questions the seven days before the last seven had.
    `asked` holds the entries that were answered, the most frequent first; `judged` those that did not help, the worst
    first; `waiting` those that no pharmacist has reviewed, or not for a year. Small talk is in none of them.
    """

    days: tuple[Day, ...]
    before: int
    urgent: int
    helped: int
    not_helped: int
    asked: tuple[tuple[Entry, int], ...]
    never_asked: tuple[Entry, ...]
    judged: tuple[Judged, ...]
    waiting: tuple[Entry, ...]
    entries: int

    @property
    def questions(self) -> int:
        return sum(day.questions for day in self.days)

    @property
    def this_week(self) -> int:
        """How many questions the last seven days had."""
        return sum(day.questions for day in self.days[-WEEK:])

    @property
    def helped_share(self) -> float:
        """The share of the answers that helped of those that people judged."""
        return self.helped / max(1, self.helped + self.not_helped)

    def share(self, kind: str) -> float:
        """The share of the questions that were "answered", "suggested" or "unanswered"."""
        number: int = sum(getattr(day, kind) for day in self.days)
        return number / max(1, self.questions)


def first_day(today: date, days: int) -> date:
    """The first of so many days, of which today is the last."""
    return today - timedelta(days=days - 1)


def year_before(today: date) -> str:
    """The day before which a review is a year old."""
    return (today - timedelta(days=YEAR)).isoformat()


def times_asked(counts: Iterable[Count]) -> Counter[str]:
    """How often each entry was given as an answer."""
    return _by_entry(counts, ANSWERED)


def statistics(counts: Iterable[Count], faq: Faq, today: date, days: int) -> Statistics:
    """What counts tell of the last `days` days."""
    counts, since = list(counts), first_day(today, days)
    counted = [count for count in counts if since <= count.day <= today]
    known = {id: entry for id, entry in faq.entries.items() if not entry.small_talk}
    asked = _by_entry(counted, ANSWERED)
    helped, not_helped = _by_entry(counted, ["helped"]), _by_entry(counted, ["not_helped"])
    return Statistics(
        days=tuple(_days(counted, since, days)),
        before=_questions(counts, today - timedelta(days=WEEK)),
        urgent=_total(counted, URGENT),
        helped=_total(counted, ["helped"]),
        not_helped=_total(counted, ["not_helped"]),
        asked=tuple((known[id], number) for id, number in _most(asked) if id in known),
        never_asked=tuple(entry for id, entry in known.items() if not asked[id]),
        judged=tuple(Judged(known[id], helped[id], number) for id, number in _most(not_helped) if id in known),
        waiting=tuple(unreviewed(faq, year_before(today))),
        entries=len(known),
    )


def report(found: Statistics, faq: Faq) -> str:
    """The statistics as one message that fits a phone."""
    words = faq.staff
    waiting = _waiting(words, found) if found.waiting else ""
    if not found.questions:
        return paragraphs(words.say("stats_nothing", days=len(found.days)), waiting)
    never = _never(words, found) if found.never_asked else ""
    disliked = [(judged.entry, judged.not_helped) for judged in found.judged]
    top, worst = _list(words, "stats_top", found.asked), _list(words, "stats_disliked", disliked)
    return paragraphs(figures(found, faq), top, worst, never, waiting)


def figures(found: Statistics, faq: Faq) -> str:
    """The figures alone."""
    words, days = faq.staff, len(found.days)
    head = [words.say("stats_title", days=days, count=f"{found.questions:,}")]
    head.append(words.say("stats_weeks", count=f"{found.this_week:,}", before=f"{found.before:,}"))
    shares = [(words.say(f"stats_{kind}"), round(100 * found.share(kind))) for kind in KINDS]
    head += [words.say("stats_share", kind=kind, percent=percent) for kind, percent in shares]
    if found.helped or found.not_helped:
        percent = round(100 * found.helped_share)
        head.append(words.say("stats_judged", helped=found.helped, not_helped=found.not_helped, percent=percent))
    return "\n".join(head)


def _waiting(words: StaffTexts, found: Statistics) -> str:
    names = listed(entry.question for entry in found.waiting[:MOST_LISTED])
    return f"{words.say('stats_waiting', count=len(found.waiting), total=found.entries)}\n{names}"


def _never(words: StaffTexts, found: Statistics) -> str:
    never, more = found.never_asked, len(found.never_asked) - MOST_LISTED
    names = listed(entry.question for entry in never[:MOST_LISTED])
    title = words.say("stats_never", count=len(never), total=found.entries)
    return "\n".join([title, names, *([words.say("more", count=more)] if more > 0 else [])])


def _list(words: StaffTexts, title: str, entries: Sequence[tuple[Entry, int]]) -> str:
    shown = [words.say("stats_line", entry=entry.question, count=number) for entry, number in entries[:MOST_LISTED]]
    return f"{words.say(title)}\n{listed(shown)}" if shown else ""


def _days(counts: Iterable[Count], since: date, days: int) -> Iterator[Day]:
    by_day: dict[date, list[Count]] = {since + timedelta(days=number): [] for number in range(days)}
    for count in counts:
        by_day[count.day].append(count)
    for day, there in by_day.items():
        yield Day(day, _total(there, ANSWERED), _total(there, ["suggestions"]), _total(there, ["no_match"]))


def _questions(counts: Iterable[Count], last: date) -> int:
    """How many questions the seven days up to one had."""
    week = [count for count in counts if first_day(last, WEEK) <= count.day <= last]
    return _total(week, (*ANSWERED, "suggestions", "no_match"))


def _total(counts: Iterable[Count], outcomes: Sequence[str]) -> int:
    return sum(count.number for count in counts if count.outcome in outcomes and not count.entry)


def _by_entry(counts: Iterable[Count], outcomes: Sequence[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for count in counts:
        if count.outcome in outcomes and count.entry:
            found[count.entry] += count.number
    return found


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
