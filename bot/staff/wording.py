"""What staff read: previews, problems and questions of people, in the words of the FAQ's section `staff`."""

from calendar import month_abbr
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.errors import BotError, FaqError
from bot.faq.hours import clock
from bot.faq.model import Entry, Faq
from bot.staff.history import Noted
from bot.staff.preview import Change, Preview, Said

# How many of each are shown, so that it fits a phone.
MOST_PROBLEMS, MOST_CHANGES, MOST_NAMES = 5, 5, 10


class StaffWording:
    """Words for the staff of one FAQ."""

    def __init__(self, faq: Faq) -> None:
        self._faq = faq

    def say(self, name: str, **values: object) -> str:
        """A text of the section with what is to be filled in."""
        return self._faq.staff.say(name, **values)

    def problems(self, error: BotError) -> str:
        """What is wrong with a file, the first few faults each with its place and how to fix it."""
        if not isinstance(error, FaqError):
            return str(error)
        file = Path(error.name).name
        lines = [problem.describe(file) for problem in error.problems[:MOST_PROBLEMS]]
        rest = len(error.problems) - len(lines)
        return "\n\n".join([*lines, *([self.say("more_problems", count=rest)] if rest else [])])

    def preview(self, preview: Preview, most: int = MOST_CHANGES) -> str:
        """What a version of the FAQ changes, with so many examples."""
        if preview.is_empty:
            return self.say("no_change")
        named = {"new": preview.new, "gone": preview.gone, "changed": preview.changed}
        lines = [self.say(name, entries=_named(entries)) for name, entries in named.items() if entries]
        lines += [self._ways(before, after) for before, after in preview.ways[:most]]
        if preview.is_reworded:
            lines.append(self.say("reworded"))
        return "\n".join([*lines, self._differently(preview, most)])

    def _ways(self, before: Entry, after: Entry) -> str:
        return self.say("ways", question=after.question, count=len(after.ask), before=len(before.ask))

    def _differently(self, preview: Preview, most: int) -> str:
        changes = [*preview.asked, *preview.phrasings]
        counts = self.say(
            "differently" if preview.asked_count else "differently_in_file",
            asked=len(preview.asked),
            asked_total=f"{preview.asked_count:,}",
            phrasings=len(preview.phrasings),
            phrasings_total=f"{preview.phrasings_count:,}",
        )
        entries = {entry.id: entry for entry in [*preview.gone, *self._faq.entries.values()]}
        shown = [f"- {self._difference(change, entries)}" for change in changes[:most]]
        rest = [self.say("more", count=len(changes) - most)] if len(changes) > most else []
        return "\n".join([counts, *shown, *rest])

    def _difference(self, change: Change, entries: dict[str, Entry]) -> str:
        before, after = (self.said(said, entries) for said in (change.before, change.after))
        return self.say("difference", text=change.text, before=before, after=after)

    def noted(self, noted: Noted) -> str:
        """A change in one line: when, who, what."""
        moment = noted.moment
        when = f"{month_abbr[moment.month]} {moment.day}, {clock(60 * moment.hour + moment.minute)}"
        return self.say("history_line", when=when, by=noted.by, what=noted.what)

    def said(self, said: Said, entries: Mapping[str, Entry]) -> str:
        """What a message leads to."""
        names = _named([entries[id] for id in said.entries if id in entries])
        match said.kind:
            case "answer":
                return names
            case "suggestions":
                return self.say("says_suggestions", entries=names)
            case "urgent":
                return self.say("says_urgent")
            case "no_match":
                return self.say("says_nothing")
        return self.say("says_other")


def _named(entries: Sequence[Entry]) -> str:
    names = [f"“{entry.question}”" for entry in entries[:MOST_NAMES]]
    return ", ".join(names) + (" …" if len(entries) > MOST_NAMES else "")
