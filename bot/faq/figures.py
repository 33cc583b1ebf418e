"""Numbers with their units: in an answer from articles stand none that no article has."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.faq.reading.placeholders import Slip, line_in
from bot.language.markup import plain

# How far behind its number a unit may stand: "1 to 5 mg", "16 million US adults".
_REACH = 4
_WORD = re.compile(r"[^\W\d_]+|%")
_AMOUNT = re.compile(
    r"(?<![\w.,/:+])(?P<number>\d[\d,]*(?:\.\d+)?(?:/\d+)?)(?P<scale> (?:million|billion|thousand))?(?![\d:/])"
)
# Numbers that are no figures: of phones, of the help lines, and times of day.
_NO_FIGURE = re.compile(
    r"(?<![\w-])(?:911|988|\d[\d-]*-\d{3}-\d{4}|\(\d{3}\) ?\d{3}-\d{4}|\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|24/7)(?![\w-])",
    re.IGNORECASE,
)
_IN_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPELT = {word: str(number) for number, word in enumerate(_IN_WORDS, start=2)}
_UNITS = {
    "mg": "mg", "milligram": "mg", "milligrams": "mg", "mcg": "mcg", "microgram": "mcg", "micrograms": "mcg",
    "percent": "%", "%": "%", "hours": "hour", "days": "day", "weeks": "week", "months": "month", "years": "year",
}  # fmt: skip
# Units that count even after a number in words: what people would follow.
_MEASURES = {
    *("mg", "mcg", "ml", "%", "drink", "glass", "tablet", "pill", "capsule", "dose"),
    *("hour", "day", "week", "month", "year"),
}

_WAY_OUT = (
    'take it out; or add it to "figures" of the article that has it; '
    'or write "source: [pharmacist]", and have the answer signed'
)


@dataclass(frozen=True)
class Figure:
    """A number as it is written, and the words behind it, among which its unit is."""

    number: str
    behind: tuple[str, ...]
    shown: str = ""
    index: int = 0


def figures_in(text: str) -> Iterator[Figure]:
    """The numbers of a text."""
    text = _NO_FIGURE.sub(lambda found: " " * len(found[0]), text)
    for found in _AMOUNT.finditer(text):
        number = f"{found['number'].replace(',', '')}{found['scale'] or ''}"
        yield Figure(number, _behind(text[found.end() :]), _shown(found), found.start())
    for found in re.finditer(rf"\b(?:{'|'.join(_SPELT)})\b", text, re.IGNORECASE):
        behind = _behind(text[found.end() :])
        if behind and behind[0] in _MEASURES:
            yield Figure(_SPELT[found[0].casefold()], behind, _shown(found), found.start())


def unknown_figures(text: str, known: Iterable[str]) -> Iterator[Slip]:
    """The numbers of a text that are not among the known ones, each with its unit."""
    text, sources = plain(text), [figure for each in known for figure in figures_in(each)]
    for figure in figures_in(text):
        if not any(_are_the_same(figure, source) for source in sources):
            yield f'says "{figure.shown}", which stands in no article', _WAY_OUT, line_in(text, figure.index)


def _are_the_same(figure: Figure, source: Figure) -> bool:
    return figure.number == source.number and (not source.behind or source.behind[0] in figure.behind)


def _shown(number: re.Match[str]) -> str:
    """A number with the word behind it, as both are written."""
    unit = re.match(r" ?(?:[^\W\d_]+|%)", number.string[number.end() :])
    return number[0] + (unit[0] if unit else "")


def _behind(text: str) -> tuple[str, ...]:
    """The words behind a number in its sentence."""
    sentence = re.split(r"[.!?;\n](?:\s|$)|\n", text, maxsplit=1)[0]
    return tuple(_unit(word.casefold()) for word in _WORD.findall(sentence)[:_REACH])


def _unit(word: str) -> str:
    return _UNITS.get(word, word.removesuffix("s") if len(word) > 3 else word)
