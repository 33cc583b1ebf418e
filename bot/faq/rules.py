"""Rules of the writing: what `check` says of a FAQ whose structure is in order."""

import re
from collections.abc import Iterable, Iterator

from bot.errors import Problem
from bot.faq.crisis import LANGUAGES, wrong_help
from bot.faq.everywhere import texts
from bot.faq.figures import unknown_figures
from bot.faq.fingerprint import fingerprint
from bot.faq.marks import curly_quotes, strange_marks
from bot.faq.model import ENGLISH, Entry, Faq
from bot.faq.phones import can_not_be, country_of, wrong_phones
from bot.faq.reading.placeholders import Slip, line_in, lost_numbers
from bot.faq.writing import Writing, writing
from bot.language.markup import plain
from bot.language.text import words

MIN_PHRASINGS, MAX_PHRASINGS = 8, 60
LONE_WORDS = {"yes", "no", "true", "false", "on", "off", "null", "none", "ok", "okay", "y", "n", "si"}


def content_problems(faq: Faq) -> list[Problem]:
    """What breaks the rules of the writing: errors for what must not go out, warnings for what reads badly."""
    rules, own = writing(faq.language), [entry for id, entry in faq.entries.items() if id not in faq.lacking]
    problems = [problem for entry in own for problem in _entry_problems(entry, rules)]
    problems += [*_shared_phrasings(own, faq.language), *_phone_problems(faq)]
    country, figures = country_of(faq.pharmacy.timezone), [each for article in faq.articles for each in article.figures]
    for found in texts(faq):
        problems += found.problems(strange_marks(found.text), warning=True)
        if found.read_by != "staff":  # whose texts quote what people say
            problems += found.problems(curly_quotes(found.text), warning=True)
        if found.read_by == "people":
            problems += found.problems(forbidden(found.text, rules))
            # What sentences of other languages speak of is not known; they are compared with the English when read.
            wrong = wrong_help if faq.language in LANGUAGES else lost_numbers
            problems += found.problems(wrong(found.text, found.numbers))
            problems += found.problems(wrong_phones(found.text, country))
        if found.rests_on_articles and figures and faq.language == ENGLISH:  # in which the articles' figures are told
            problems += found.problems(unknown_figures(found.text, figures))
    return sorted(problems)


def _phone_problems(faq: Faq) -> Iterator[Problem]:
    phone, line = faq.pharmacy.phone, faq.place("pharmacy.phone").line
    if reason := can_not_be(phone, country_of(faq.pharmacy.timezone)):
        yield Problem(line, 1, f'pharmacy: "{phone}" {reason}', "look it up, and write it with its area code")


def drafts(faq: Faq) -> list[Entry]:
    """The entries that wait in the file and are shown to nobody, but for those that wait for a signature alone."""
    return [entry for entry in faq.entries.values() if entry.draft]


def unsigned(faq: Faq) -> list[Entry]:
    """The entries that rest on the pharmacist, and are shown to nobody until one has signed them."""
    return [entry for entry in faq.entries.values() if entry.is_unsigned and not entry.draft]


def unreviewed(faq: Faq, since: str = "") -> list[Entry]:
    """The entries that no pharmacist has reviewed as they stand, or not since a day (2026-01-31).

    Small talk and drafts need no review.
    """
    return [
        entry
        for entry in faq.entries.values()
        if not (entry.small_talk or entry.is_draft) and (not entry.is_reviewed or (entry.reviewed.on or "") < since)
    ]


def outdated(translation: Faq, english: Faq) -> list[Entry]:
    """The translated entries whose English answer has changed since; what names no fingerprint may have."""
    return [
        entry
        for id, entry in translation.entries.items()
        if id not in translation.lacking and entry.translates != fingerprint(english.entries[id].answer)
    ]


def _entry_problems(entry: Entry, rules: Writing) -> Iterator[Problem]:
    where, line, answer = f'entry "{entry.id}"', entry.lines.answer, plain(entry.answer)
    yield from _lone_words(entry)
    if entry.small_talk:
        return
    if not entry.source and not entry.referral:
        yield Problem(
            entry.lines.entry,
            1,
            f'{where}: no "source"',
            'name the article or "pharmacist" after "source", or write "referral: yes"',
        )
    if entry.is_changed:
        by, on = entry.reviewed.by, entry.reviewed.on
        message = f"{where}: the answer was changed after {by} had checked it on {on}"
        yield Problem(line, 1, message, "have a pharmacist read it again, with /review", warning=True)
    length = len(answer.split())
    if not rules.least <= length <= rules.most:
        hint = f"aim at {rules.least} to {rules.most}"
        yield Problem(line, 1, f"{where}: the answer has {length} words", hint, warning=True)
    if hard := rules.hard(answer):
        yield Problem(
            line, 1, f"{where}: the answer {hard}", "shorten the sentences and use plainer words", warning=True
        )
    if not MIN_PHRASINGS <= len(entry.ask) <= MAX_PHRASINGS:
        hint = f"{MIN_PHRASINGS} to {MAX_PHRASINGS} work best"
        yield Problem(entry.lines.entry, 1, f"{where}: {len(entry.ask)} other ways to ask it", hint, warning=True)


def _lone_words(entry: Entry) -> Iterator[Problem]:
    """Ways to ask that people write as an answer to something else."""
    for line, phrasing in zip(entry.lines.ask, entry.ask, strict=False):
        if " ".join(words(phrasing)) in LONE_WORDS:
            hint = "people say it as an answer, not as a question; write a whole question, or delete the line"
            yield Problem(line, 1, f'entry "{entry.id}": "{phrasing}" alone is a way to ask it', hint, warning=True)


def forbidden(text: str, rules: Writing) -> Iterator[Slip]:
    """Claims that must not be written, each with what to write instead."""
    text = plain(text)
    for pattern, hint in rules.forbidden.items():
        for found in re.finditer(pattern, text, re.IGNORECASE):
            yield f'says "{found[0]}"', hint, line_in(text, found.start())


def _shared_phrasings(entries: Iterable[Entry], language: str) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        for line, phrasing in zip((entry.lines.entry, *entry.lines.ask), entry.phrasings, strict=False):
            other = seen.setdefault(tuple(words(phrasing, language)), entry)
            if other.id != entry.id:
                yield Problem(
                    line,
                    1,
                    f'entry "{entry.id}": "{phrasing}" is also a phrasing of "{other.id}"',
                    "keep it in one of the two",
                )
