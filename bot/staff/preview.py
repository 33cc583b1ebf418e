"""What another version of the FAQ would change: for the questions that people ask, and for its own phrasings."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.conversation.responder import Responder, Response
from bot.faq.model import Entry, Faq
from bot.matching.outcome import NoMatch, Suggestions


@dataclass(frozen=True, slots=True)
class Said:
    """What a message leads to: `kind` is urgent, other, answer, suggestions or no_match, with the entries shown."""

    kind: str
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A message that would be answered differently."""

    text: str
    before: Said
    after: Said


@dataclass(frozen=True, slots=True)
class Taken:
    """A phrasing that would no longer lead to its own entry first."""

    phrasing: str
    owner: Entry
    taker: Entry | None


@dataclass(frozen=True, slots=True)
class Preview:
    """All that differs between two versions; `asked` are questions of people, `phrasings` those of the old version.

    `ways` are the entries with other ways to ask, each as it was and as it is.
    """

    new: tuple[Entry, ...]
    gone: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    ways: tuple[tuple[Entry, Entry], ...]
    is_reworded: bool
    asked: tuple[Change, ...]
    asked_count: int
    phrasings: tuple[Change, ...]
    phrasings_count: int
    taken: tuple[Taken, ...]

    @property
    def is_empty(self) -> bool:
        """Whether all is as before, but for what nobody reads."""
        shown = self.new or self.gone or self.changed or self.is_reworded
        return not (shown or self.ways or self.asked or self.phrasings)


def preview(old: Responder, new: Responder, asked: Iterable[str] = ()) -> Preview:
    """The difference between two versions, by words, for some questions and for all phrasings of the old one."""
    old, new = old.by_words(), new.by_words()
    alike = _found_by(old.faq) == _found_by(new.faq)  # then all lead where they led
    asked = list(dict.fromkeys(asked))
    before, after = old.faq.entries, new.faq.entries
    phrasings = list(dict.fromkeys(phrasing for entry in before.values() for phrasing in entry.phrasings))
    return Preview(
        new=tuple(entry for id, entry in after.items() if id not in before),
        gone=tuple(entry for id, entry in before.items() if id not in after),
        changed=tuple(entry for id, entry in after.items() if id in before and _shown(entry) != _shown(before[id])),
        ways=tuple((before[id], entry) for id, entry in after.items() if id in before and entry.ask != before[id].ask),
        is_reworded=_around(old.faq) != _around(new.faq),
        asked=() if alike else tuple(_changes(old, new, asked)),
        asked_count=len(asked),
        phrasings=() if alike else tuple(_changes(old, new, phrasings)),
        phrasings_count=len(phrasings),
        taken=() if alike else tuple(_taken(old, new)),
    )


def _found_by(faq: Faq) -> tuple[object, ...]:
    """What decides where a question leads."""
    entries = [(entry.id, entry.phrasings, entry.needs, entry.small_talk) for entry in faq.entries.values()]
    return entries, faq.subject, faq.synonyms


def _changes(old: Responder, new: Responder, texts: Iterable[str]) -> Iterable[Change]:
    for text in texts:
        triage = new.triage(text)  # once, as both read danger alike
        before, after = said(old.respond(text, triage=triage)), said(new.respond(text, triage=triage))
        if before != after:
            yield Change(text, before, after)


def said(response: Response) -> Said:
    """What a message led to."""
    if response.triage.urgency:
        return Said("urgent")
    match response.match and response.match.outcome:
        case None:
            return Said("other")
        case Suggestions(candidates):
            return Said("suggestions", tuple(candidate.entry.id for candidate in candidates))
        case NoMatch():
            return Said("no_match")
    return Said("answer", response.answered)


def _taken(old: Responder, new: Responder) -> Iterable[Taken]:
    """The phrasings of both versions that led to their entry first and don't any more."""
    for id, entry in old.faq.entries.items():
        kept = new.faq.entries.get(id)
        for phrasing in entry.phrasings if kept else ():
            if kept and phrasing in kept.phrasings and _first(old, phrasing) == id != (first := _first(new, phrasing)):
                yield Taken(phrasing, kept, new.faq.entries.get(first or ""))


def _first(responder: Responder, text: str) -> str | None:
    ranking = responder.match(text).ranking
    return ranking[0].entry.id if ranking else None


def _shown(entry: Entry) -> tuple[object, ...]:
    """What people read of an entry."""
    texts = (entry.question, entry.answer, entry.answer_with_hours)
    return (*texts, entry.source, entry.related, entry.reviewed)


def _around(faq: Faq) -> tuple[object, ...]:
    """What people read besides the entries."""
    texts = (faq.pharmacy, faq.disclaimer, faq.articles, faq.messages, faq.labels, faq.profile, faq.commands)
    return (*texts, faq.safety, [(topic.id, topic.title) for topic in faq.topics])
