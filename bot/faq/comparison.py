"""One version of a FAQ beside another: how much is new, and what is lost that must stay."""

from collections.abc import Iterable, Iterator, Sequence

from bot.errors import Problem
from bot.faq.model import Entry, Faq
from bot.faq.reading.placeholders import help_numbers
from bot.language.markup import plain

MOST_NAMES = 5


def compared_with(live: Faq, new: Faq) -> str:
    """How many entries are new, changed and gone beside the live version, with the names of a few."""
    before, after = live.entries, new.entries
    counted = [
        _count([id for id in after if id not in before], "new"),
        _count([id for id in after if id in before and after[id] != before[id]], "changed"),
        _count([id for id in before if id not in after], "removed"),
    ]
    return f"Beside what is live: {', '.join(filter(None, counted)) or 'no answer differs, but other texts do'}."


def lost_help(live: Faq, new: Faq, told: Iterable[Problem] = ()) -> Iterator[Problem]:
    """The answers that name a help number no more (warnings), but for those of which a problem tells already."""
    if live.pharmacy.name != new.pharmacy.name:  # another house's answers may need other numbers
        return
    known = [problem.message for problem in told]
    for entry in (entry for id, entry in new.entries.items() if id in live.entries):
        for number in [each for each in _named(live.entries[entry.id]) if each not in _named(entry)]:
            where = f'entry "{entry.id}": '
            if not any(message.startswith(where) and number in message for message in known):
                hint = f"put {number} back, unless nobody needs it there any more"
                message = f"{where}the live answer names {number}, this one does not"
                yield Problem(entry.lines.answer, 1, message, hint, warning=True)


def _named(entry: Entry) -> list[str]:
    return help_numbers(plain(f"{entry.answer} {entry.answer_with_hours or ''}"))


def _count(ids: Sequence[str], kind: str) -> str:
    names = f"{', '.join(ids[:MOST_NAMES])}{' …' * (len(ids) > MOST_NAMES)}"
    return f"{len(ids)} {kind} ({names})" if ids else ""
