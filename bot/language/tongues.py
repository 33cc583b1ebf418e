"""Which of some languages a message is in, by its words alone."""

import re
from collections import Counter
from collections.abc import Container, Mapping
from functools import cache

from bot.language.data import lines_for
from bot.language.text import folded, normalise, short_forms
from bot.language.word_lists import weak_words, word_list, words_by_language

# How frequent words are taken to be that no list has: any, those that a FAQ has, everyday and small words (Zipf).
RARE, OF_FAQ, EVERYDAY, SMALL = 3.8, 4.8, 5.5, 6.0
# A word tells no more than this for a language, and English ones tell less: people mix them into any other ("is it ok
# si la tomo"), most of all those that are no small words ("side effects", "refill").
MOST = 2.0
TELLING = 0.6
ENGLISH, ENGLISH_TELLING = 0.5, 0.2
# What a letter tells that English does not have, and a sign.
MARK = 1.0
# The least that all words must tell for a language other than English, and the share of the first that a second needs.
LEAST, EVEN_ENGLISH = 0.5, 0.01
RIVAL = 0.3
# One word alone tells no language but English where so many others are in none.
STRANGE = 3

# Words that stand alone: what has digits or signs in it is a disguise, and lone letters in a row are too.
_WORD = re.compile(r"(?<![\w!@$*-])(?:[^\W\d_]{2,}|(?<!\b\w )[a-z](?! \w\b))(?![\w@$*-]|!\w)|[¿¡]")
_LONG = 5
ENGLISH_CODE = "en"

# A language for which a word speaks, and how much.
Told = tuple[str, float]


class Tongues:
    """Tells languages apart by how frequent each word is in them; `lexicons` are the words of their FAQs, by code."""

    def __init__(self, lexicons: Mapping[str, Container[str]]) -> None:
        self._lexicons = lexicons
        self._others = [code for code in lexicons if code != ENGLISH_CODE]
        self._least = {code: EVEN_ENGLISH if code == ENGLISH_CODE else LEAST for code in lexicons}
        self._known: dict[str, Told | None] = {}

    def heard(self, text: str) -> tuple[str, ...]:
        """The languages that a text is in, the likeliest first: several that it mixes, none where it tells nothing."""
        found, telling, strange = dict.fromkeys(self._lexicons, 0.0), Counter[str](), 0
        for word in _WORD.findall(_places().sub(" ", normalise(text))):
            bare = folded(word)
            for code in self._marked_by(word) if bare != word or not word.isalpha() else ():
                found[code] += MARK
            told = self._known[bare] if bare in self._known else self._tells(bare)
            if told:
                found[told[0]] += told[1]
                telling[told[0]] += 1
            elif bare not in self._known and bare.isalpha():
                strange += bare not in word_list("shared_words.txt")
        lone = {code for code in self._others if telling[code] == 1 and strange >= STRANGE}
        loud = {code: worth for code, worth in found.items() if worth >= self._least[code] and code not in lone}
        ranked = sorted(loud, key=lambda code: (-loud[code], code != ENGLISH_CODE))
        return tuple(code for code in ranked if loud[code] >= RIVAL * loud[ranked[0]])

    def _marked_by(self, word: str) -> list[str]:
        """The languages that have the letters of a word that are marked; any whose letters nobody has listed."""
        marks = {letter for letter in word if not letter.isascii()}
        return [code for code in self._others if not _letters(code) or marks <= _letters(code)]

    def _tells(self, word: str) -> Told | None:
        """For which language a word speaks; that of words which some list has is kept."""
        if word in word_list("shared_words.txt") or not word.isalpha():
            return None
        frequencies = {code: self._frequency(code, word) for code in self._lexicons}
        best = max(frequencies, key=lambda code: frequencies[code])
        if frequencies[best] == RARE:
            return self._by_ending(word)
        second = max((worth for code, worth in frequencies.items() if code != best), default=RARE)
        more = min(frequencies[best] - second, MOST) * _share(best, word)
        self._known[word] = (best, more) if more else None
        return self._known[word]

    def _by_ending(self, word: str) -> Told | None:
        if len(word) < _LONG:
            return None
        ending = (code for code in self._others if word.endswith(_endings(code)))
        return next(((code, MARK) for code in ending), None)

    def _frequency(self, code: str, word: str) -> float:
        meant = short_forms(code).get(word, (word,))[0]
        known = _frequencies(code).get(meant, RARE)
        return max(known, OF_FAQ) if meant in self._lexicons[code] else known


def _share(code: str, word: str) -> float:
    is_small = short_forms(code).get(word, (word,))[0] in weak_words(code)
    if code == ENGLISH_CODE:
        return ENGLISH if is_small else ENGLISH_TELLING
    return 1.0 if is_small else TELLING


@cache
def _frequencies(code: str) -> Mapping[str, float]:
    """How frequent words of a language are (Zipf), without accents."""
    found: dict[str, float] = {}
    frequency = 0.0
    for word in (word for line in lines_for("frequent_words.txt", code) for word in line.split()):
        if word[0].isdigit():
            frequency = float(word)
        else:
            found.setdefault(word, frequency)
    for word in weak_words(code):
        found[word] = max(found.get(word, 0.0), SMALL)
    for word in map(folded, words_by_language().get(code, ())):
        found[word] = max(found.get(word, 0.0), EVERYDAY)
    return found


@cache
def _letters(code: str) -> frozenset[str]:
    return frozenset(letter for line in lines_for("letters.txt", code) for letter in line.split())


@cache
def _endings(code: str) -> tuple[str, ...]:
    return tuple(ending for line in lines_for("endings.txt", code) for ending in line.split())


@cache
def _places() -> re.Pattern[str]:
    names = (name for name in word_list("shared_words.txt") if "-" in name)
    return re.compile(rf"\b(?:{'|'.join(sorted(names)).replace('-', ' ')})\b")
