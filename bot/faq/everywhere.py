"""Every text of a FAQ, with its name in messages, its place in the file and who reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Literal

from bot.errors import Problem
from bot.faq.declaring import declared
from bot.faq.model import Entry, Faq, Place
from bot.faq.reading.placeholders import Slip

SECTIONS = ("disclaimer", "messages", "labels", "profile", "commands", "staff", "safety")
ANSWERS = {"answer": "it", "answer_with_hours": "its answer_with_hours"}


@dataclass(frozen=True)
class Found:
    """A text, what it is called, and the help numbers that it must name."""

    name: str
    text: str
    place: Place
    numbers: tuple[str, ...] = ()
    read_by: Literal["people", "staff", "nobody"] = "people"
    rests_on_articles: bool = False

    def problems(self, slips: Iterable[Slip], warning: bool = False) -> Iterator[Problem]:
        """What is wrong with it, on the lines of the file."""
        for message, hint, below in slips:
            yield Problem(self.place.line_at(below), 1, f"{self.name} {message}", hint, warning)


def texts(faq: Faq) -> Iterator[Found]:
    """The texts in the order of the sections, those of the entries last; what a translation lacks is in no language."""
    for section in SECTIONS:
        part = getattr(faq, section)
        for key in fields(part):
            name, text = f'{section}: "{key.name}"', getattr(part, key.name)
            place = faq.place(f"{section}.{key.name}")
            yield Found(name, text, place, declared(key).numbers, read_by="staff" if section == "staff" else "people")
    for id, entry in faq.entries.items():
        if id not in faq.lacking:
            yield from of_entry(entry)


def of_entry(entry: Entry) -> Iterator[Found]:
    """The question of an entry, its answers, and the other ways to ask it."""
    from_articles = not (entry.small_talk or entry.is_the_pharmacists)
    where, places = f'entry "{entry.id}":', entry.lines.texts
    yield Found(f"{where} its question", entry.question, places.get("question", Place(entry.lines.entry)))
    for key, name in ANSWERS.items():
        if text := getattr(entry, key):
            place = places.get(key, Place(entry.lines.answer))
            yield Found(f"{where} {name}", text, place, rests_on_articles=from_articles)
    for line, phrasing in zip(entry.lines.ask, entry.ask, strict=False):
        yield Found(f'{where} "{phrasing}"', phrasing, Place(line), read_by="nobody")
