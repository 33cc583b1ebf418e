"""Rules of the writing: what `check` says of a FAQ whose structure is in order."""

import re
from collections.abc import Iterator

from bot.errors import Problem
from bot.faq.crisis import wrong_help
from bot.faq.everywhere import texts
from bot.faq.figures import unknown_figures
from bot.faq.fingerprint import fingerprint
from bot.faq.marks import curly_quotes, strange_marks
from bot.faq.model import Entry, Faq
from bot.faq.phones import can_not_be, country_of, wrong_phones
from bot.faq.reading.placeholders import Slip, line_in
from bot.language.markup import plain
from bot.language.readability import flesch_kincaid_grade
from bot.language.text import words

MIN_WORDS, MAX_WORDS = 40, 110
MIN_PHRASINGS, MAX_PHRASINGS = 8, 60
MAX_GRADE = 8.0
LONE_WORDS = {"yes", "no", "true", "false", "on", "off", "null", "none", "ok", "okay", "y", "n"}
PHONE_NUMBERS = re.compile(r"\b(?:1-)?\d{3}-\d{3}-\d{4}\b")

# Words that promise, prescribe or claim an approval, each with what to write instead.
_REPORT = "say what the article reports, with its limits"
_HAND_OVER = "don't promise safety; hand over to the pharmacist"
_DOSE = r"\d[\d.]*(?:\s*(?:to|-|–)\s*\d[\d.]*)?\s?(?:mg|milligrams?|mcg)\b"
FORBIDDEN = {
    r"\bcur(?:e|es|ed|ing)\b": _REPORT,
    r"\bguarante\w+": _REPORT,
    r"\bproven\b": 'write "a study found"',
    r"\b(?:is|are|be|completely|totally|perfectly|very) (?:\S+ )?safe\b|\bsafe and effective\b": _HAND_OVER,
    r"\brisk[- ]free\b": _HAND_OVER,
    r"\bfda-approved\b|\b(?:is|was|are|been) (?:fda )?approved\b(?! by)": "say who approved what, and when",
    rf"\btake (?:about |up to )?{_DOSE}": "report a dose, don't advise one",
    r"\bplease note that\b": "leave it out",
}


def content_problems(faq: Faq) -> list[Problem]:
    """What breaks the rules of the writing: errors for what must not go out, warnings for what reads badly."""
    problems = [problem for entry in faq.entries.values() for problem in _entry_problems(entry)]
    problems += [*_shared_phrasings(faq), *_phone_problems(faq)]
    country, figures = country_of(faq.pharmacy.timezone), [each for article in faq.articles for each in article.figures]
    for found in texts(faq):
        problems += found.problems(strange_marks(found.text), warning=True)
        if found.read_by != "staff":  # whose texts quote what people say
            problems += found.problems(curly_quotes(found.text), warning=True)
        if found.read_by == "people":
            problems += found.problems(forbidden(found.text))
            problems += found.problems(wrong_help(found.text, found.numbers))
            problems += found.problems(wrong_phones(found.text, country))
        if found.rests_on_articles and figures:
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


def _entry_problems(entry: Entry) -> Iterator[Problem]:
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
    if not MIN_WORDS <= length <= MAX_WORDS:
        yield Problem(
            line, 1, f"{where}: the answer has {length} words", f"aim at {MIN_WORDS} to {MAX_WORDS}", warning=True
        )
    grade = reading_grade(answer)
    if grade > MAX_GRADE:
        hint = "shorten the sentences and use plainer words"
        yield Problem(
            line, 1, f"{where}: the answer reads at school grade {grade:.1f}, above {MAX_GRADE:.0f}", hint, warning=True
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


def forbidden(text: str) -> Iterator[Slip]:
    """Claims that must not be written, each with what to write instead."""
    text = plain(text)
    for pattern, hint in FORBIDDEN.items():
        for found in re.finditer(pattern, text, re.IGNORECASE):
            yield f'says "{found[0]}"', hint, line_in(text, found.start())


def reading_grade(text: str) -> float:
    """The US school grade that a text needs, by Flesch-Kincaid; list items count as sentences, phone numbers not."""
    return flesch_kincaid_grade(PHONE_NUMBERS.sub("", text))


def _shared_phrasings(faq: Faq) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], Entry] = {}
    for entry in faq.entries.values():
        for line, phrasing in zip((entry.lines.entry, *entry.lines.ask), entry.phrasings, strict=False):
            other = seen.setdefault(tuple(words(phrasing)), entry)
            if other.id != entry.id:
                yield Problem(
                    line,
                    1,
                    f'entry "{entry.id}": "{phrasing}" is also a phrasing of "{other.id}"',
                    "keep it in one of the two",
                )
