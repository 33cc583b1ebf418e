"""The help numbers in what people read: none may be lost, or stand where another belongs."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from bot.faq.model import ENGLISH
from bot.faq.reading.placeholders import HELP_NUMBERS, Slip, help_numbers, line_in
from bot.language.markup import plain

LANGUAGES = (ENGLISH, "es")
LIFELINE, EMERGENCY, POISON = "988", "911", "1-800-222-1222"

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")
_TO_CALL = r"\b(?:call|text|dial|phone|llam[ae]r?|marque|escriba|escribir|mand[ae]r? un texto)\b"
# What a sentence speaks of, in English or in Spanish, by which it is plain which number belongs there.
_ABOUT = {
    LIFELINE: re.compile(
        r"\b(?:end(?:ing)? your life|harm(?:ing)? yourself|kill(?:ing)? yourself|suicid\w*|dark thoughts|in despair"
        r"|call or text|(?:call and press|llame (?:al +)?y oprima) 2|quitarse la vida|hacerse daño|pensamientos oscuros"
        r"|llam[ae]r? o (?:mand[ae]r? un texto|escrib\w+)|mand[ae]r? un texto)\b",
        re.IGNORECASE,
    ),
    EMERGENCY: re.compile(
        r"\b(?:emergenc(?:y|ies|ia)|collapse[sd]?|seizure|trouble breathing|be woken|chest pain|swollen (?:face|throat)"
        r"|heav(?:y|ily) bleed\w*|bleed\w* heav(?:y|ily)|in (?:immediate )?danger|peligro|convulsi[óo]n"
        r"|dolor (?:de|en el) pecho|no despierta|no se puede despertar|le cuesta respirar|sangra mucho)\b",
        re.IGNORECASE,
    ),
    POISON: re.compile(r"\bpoison help\b", re.IGNORECASE),
}
_ELSEWHERE = re.compile(r"\blocal emergency number\b", re.IGNORECASE)
# Where 988 or Poison Help alone may stand besides.
_FITS = re.compile(
    r"\b(?:texto?|talk|hablar|hour|hora|day|d[ií]a|spanish|espa[ñn]ol|oprima|mood|low|life|vida|swallow\w*|too much)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"{_TO_CALL}\W+(?:or \w+ |o \w+ (?:un texto )?|ahora |now )*(?:al )?\W*(\d[\d-]*\d)(?![\w-])", re.IGNORECASE
)
# Numbers that can be no other than 988: one that takes texts, or that speaks Spanish after a 2.
_TEXTED = re.compile(
    r"\b(?:text|mand[ae]r? un texto|escriba|escribir)\W+(?:ahora |now )?(?:al )?(\d[\d-]*\d)", re.IGNORECASE
)
_PRESSED = re.compile(r"(\d[\d-]*\d)\W+(?:and|y|en español,?)\W+(?:press|oprima) 2\b", re.IGNORECASE)
_LIFELINE_SITE = re.compile(r"[\w-]*lifeline\.org")
_ALIKE = 0.66
# Numbers of three digits that are somebody else's: https://en.wikipedia.org/wiki/N11_code
_OTHER_SERVICES = {"211", "311", "411", "511", "711", "811", "112"}


def wrong_help(text: str, required: Iterable[str] = ()) -> list[Slip]:
    """The sentences that send people to another number than the one they speak of, or else the numbers that are lost.

    `required` are the numbers that the text must name.
    """
    text = plain(text)
    named = help_numbers(text)
    lost = [
        (f"must name {number}", f"put {number} back into the text", 0) for number in required if number not in named
    ]
    return list(_changed(text)) or lost


def _changed(text: str) -> Iterator[Slip]:
    for found in _SENTENCE.finditer(text):
        sentence, named = found[0], help_numbers(found[0])
        start = found.start() + len(sentence) - len(sentence.lstrip())
        for message, hint in _in_sentence(sentence, named):
            yield message, hint, line_in(text, start)


def _in_sentence(sentence: str, named: list[str]) -> Iterator[tuple[str, str]]:
    for site in _LIFELINE_SITE.findall(sentence):
        if site != "988lifeline.org":
            yield f"names {site}", "write 988lifeline.org"
    if not named and (not re.search(_TO_CALL, sentence, re.IGNORECASE) or _ELSEWHERE.search(sentence)):
        return
    slips = [number for number in map(_almost, _CALLED.findall(sentence)) if number]
    for typed, meant in slips:
        yield f"names {typed}, which is no help number", f"did you mean {meant}?"
    for number in dict.fromkeys([*_TEXTED.findall(sentence), *_PRESSED.findall(sentence)]):
        if number in HELP_NUMBERS - {LIFELINE}:
            yield f"names {number} where {LIFELINE} belongs", _write(LIFELINE, sentence)
            return
    missing = [number for number, about in _ABOUT.items() if about.search(sentence) and number not in named]
    if missing and not slips and (named or "{" not in sentence):
        wrong = [number for number in named if not _ABOUT[number].search(sentence)]
        yield (
            (f"names {wrong[0]} where {missing[0]} belongs" if wrong else f"names no {missing[0]} here"),
            _write(missing[0], sentence),
        )
    elif named in ([LIFELINE], [POISON]) and not _ABOUT[named[0]].search(sentence) and not _FITS.search(sentence):
        yield f"names {named[0]} where {EMERGENCY} may belong", _write(EMERGENCY, sentence)


def _write(number: str, sentence: str) -> str:
    return f"write {number} in: {' '.join(sentence.split())}"


def _almost(number: str) -> tuple[str, str] | None:
    """A number that looks like a help number with a slip, and the one that it looks like."""
    if number in HELP_NUMBERS | _OTHER_SERVICES:
        return None
    likeness = {each: SequenceMatcher(None, number, each).ratio() for each in HELP_NUMBERS if len(each) == len(number)}
    nearest = max(likeness, key=lambda each: likeness[each], default="")
    return (number, nearest) if nearest and likeness[nearest] >= _ALIKE else None
