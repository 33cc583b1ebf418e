"""How answers are to be written, in each language: what must not be said, how long, how easy to read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.faq.model import ENGLISH
from bot.language.readability import fernandez_huerta, flesch_kincaid_grade

MIN_WORDS, MAX_WORDS = 40, 110
MAX_GRADE, MIN_EASE = 8.0, 65.0
PHONE_NUMBERS = re.compile(r"\b(?:1-)?\d{3}-\d{3}-\d{4}\b")

# Words that promise, prescribe or claim an approval, each with what to write instead.
_REPORT = "say what the article reports, with its limits"
_HAND_OVER = "don't promise safety; hand over to the pharmacist"
_DOSE = r"\d[\d.]*(?:\s*(?:to|-|–)\s*\d[\d.]*)?\s?(?:mg|milligrams?|mcg)\b"
FORBIDDEN: Mapping[str, str] = {
    r"\bcur(?:e|es|ed|ing)\b": _REPORT,
    r"\bguarante\w+": _REPORT,
    r"\bproven\b": 'write "a study found"',
    r"\b(?:is|are|be|completely|totally|perfectly|very) (?:\S+ )?safe\b|\bsafe and effective\b": _HAND_OVER,
    r"\brisk[- ]free\b": _HAND_OVER,
    r"\bfda-approved\b|\b(?:is|was|are|been) (?:fda )?approved\b(?! by)": "say who approved what, and when",
    rf"\btake (?:about |up to )?{_DOSE}": "report a dose, don't advise one",
    r"\bplease note that\b": "leave it out",
}
_DOSIS = r"\d[\d.,]*(?:\s*(?:a|-|–)\s*\d[\d.,]*)?\s?(?:mg|miligramos?|mcg)\b"
FORBIDDEN_IN_SPANISH: Mapping[str, str] = {
    r"\bcur(?:a|an|ar|ará|ado|ada)\b": _REPORT,
    r"\bgarant(?:ía|iza\w*)\b": _REPORT,
    r"\bcomprobad[oa]s?\b|\bprobad[oa]s? que\b": 'write "un estudio encontró"',
    r"(?<!¿)\b(?:es|son|totalmente|completamente|muy) segur[oa]s?\b(?! que)": _HAND_OVER,
    r"\bsin (?:ningún )?riesgos?\b": _HAND_OVER,
    r"\baprobad[oa]s? por la fda\b": "say who approved what, and when",
    rf"\btom(?:e|ar|en) (?:unos |hasta )?{_DOSIS}": "report a dose, don't advise one",
}


@dataclass(frozen=True)
class Writing:
    """The rules for one language; `hard` says why a text is hard to read, or nothing."""

    forbidden: Mapping[str, str]
    least: int
    most: int
    hard: Callable[[str], str]


def reading_grade(text: str) -> float:
    """The US school grade that a text needs, by Flesch-Kincaid; list items count as sentences, phone numbers not."""
    return flesch_kincaid_grade(PHONE_NUMBERS.sub("", text))


def reading_ease(text: str) -> float:
    """How easy a Spanish text is to read, by Fernández-Huerta: 60 to 70 is ordinary, above that easy."""
    return fernandez_huerta(PHONE_NUMBERS.sub("", text))


def _hard_in_english(text: str) -> str:
    grade = reading_grade(text)
    return f"reads at school grade {grade:.1f}, above {MAX_GRADE:.0f}" if grade > MAX_GRADE else ""


def _hard_in_spanish(text: str) -> str:
    ease = reading_ease(text)
    return f"reads at {ease:.0f} by Fernández-Huerta, below {MIN_EASE:.0f}" if ease < MIN_EASE else ""


# Other languages need more words than English for the same.
_RULES = {
    ENGLISH: Writing(FORBIDDEN, MIN_WORDS, MAX_WORDS, _hard_in_english),
    "es": Writing(FORBIDDEN_IN_SPANISH, 35, 120, _hard_in_spanish),
}
_ANY = Writing({}, 30, 140, lambda _: "")


def writing(language: str) -> Writing:
    """The rules for a language; for one that has none, on length alone."""
    return _RULES.get(language, _ANY)
