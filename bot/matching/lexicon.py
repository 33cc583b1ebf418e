"""From a text to the words that the FAQ knows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.faq.model import ENGLISH, Faq
from bot.language.sounds import sound
from bot.language.spelling import Speller
from bot.language.text import WORD, folded, normalise, stem, words
from bot.language.word_lists import everyday_words, medicines, right_words, weak_words

OPEN_GROUP = 20
SOUNDS_THE_SAME = 0.95
NUMBER = "#"
# So many letters a stem has in common with its words; "tomo" has the stem "tom".
SAME_START, SAME_START_ELSEWHERE = 4, 2


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, or several that mean one thing, and what it was read as.

    `reading` is None where the FAQ has no such word. `likeness` is 1 where the word stands in the FAQ as typed and less
    where it was taken for a typing mistake, and then `meant` is the right spelling. Weak words ("can", "someone") tell
    little. An example is one of a long group of synonyms such as the names of medicines, which no list can hold all of.
    """

    word: str
    reading: str | None
    likeness: float = 1.0
    is_weak: bool = False
    is_example: bool = False
    meant: str = ""


class Lexicon:
    """Reads texts with the words of one FAQ: its phrasings, its `needs` and its synonyms.

    Another medicine that none of them has is read as one of the group of other medicines.
    """

    def __init__(self, faq: Faq) -> None:
        self._language = faq.language
        self._weak = weak_words(self._language)
        self._unmistaken = [self._weak, everyday_words(), *([right_words()] if self._language == ENGLISH else [])]
        self._medicine = faq.subject.medicines
        groups = [[tuple(self._words(member)) for member in group] for group in faq.synonyms]
        self._examples = {" ".join(group[0]) for group in groups if len(group) >= OPEN_GROUP}
        # By the stems of their first two words, which few texts have beside one another.
        self._phrases: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
        text = _text(faq)
        self._stems: dict[str, str] = {word: stem(word, self._language) for word in sorted(set(self._words(text)))}
        readings: dict[str, str] = {}
        for group in groups:
            reading = " ".join(group[0])
            for member in group:
                if len(member) == 1:
                    readings[member[0]] = reading
                else:
                    stems = tuple(self._stems[word] for word in member)
                    self._phrases.setdefault(stems[:2], []).append((stems, reading))
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: (-len(phrase[0]), phrase))
        self._known = {
            word: (self._token(word, readings.get(word, its_stem)), its_stem) for word, its_stem in self._stems.items()
        }
        self._by_stem = {self._stems[word]: reading for word, reading in sorted(readings.items())}
        self._by_stem |= {its_stem: its_stem for word, its_stem in self._stems.items() if word not in readings}
        self._start = SAME_START if self._language == ENGLISH else SAME_START_ELSEWHERE
        self._starts = {its_stem[: self._start] for its_stem in self._by_stem}
        self._speller = Speller(self._stems)
        # How people read a word that is known without its accents.
        marked = " ".join(part for part in normalise(text).split() if not part.isascii())
        self._accented = {folded(word): word for word in WORD.findall(marked) if not word.isascii()}
        self._by_sound = {} if self._language == ENGLISH else self._sounds()

    @property
    def words(self) -> dict[str, str]:
        """The stems of all words of the FAQ's phrasings and synonyms, in small letters."""
        return self._stems

    def read(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text, in its order."""
        spelled = [self._known.get(word) or self._spelled(word) for word in self._words(text)]
        stems = tuple([its_stem for _, its_stem in spelled])
        if self._phrases.keys().isdisjoint(pairwise(stems)):
            return tuple([token for token, _ in spelled])
        tokens: list[Token] = []
        position = 0
        while position < len(spelled):
            token, length = spelled[position][0], 1
            for phrase, reading in self._phrases.get(stems[position : position + 2], ()):
                if stems[position : position + len(phrase)] == phrase:
                    length = len(phrase)
                    token = self._together([each for each, _ in spelled[position : position + length]], reading)
                    break
            tokens.append(token)
            position += length
        return tuple(tokens)

    def _words(self, text: str) -> list[str]:
        return words(text, self._language)

    def _token(self, word: str, reading: str | None, likeness: float = 1.0) -> Token:
        if word[0].isdigit():
            return Token(word, NUMBER, is_weak=True)
        return Token(word, reading, likeness if reading else 0.0, word in self._weak, reading in self._examples)

    def _spelled(self, word: str) -> tuple[Token, str]:
        """A word that the FAQ does not have as it is typed, with its stem."""
        substance = medicines().get(word) if self._medicine else None
        if substance in self._stems:
            return replace(self._known[substance][0], word=word), self._stems[substance]
        if substance:
            return Token(word, self._medicine, is_example=True), word
        if any(word in known for known in self._unmistaken):
            # Everyday words come again and again; what anybody else may type is not kept.
            return self._known.setdefault(word, self._by_its_stem(word))
        token, its_stem = self._by_its_stem(word)
        meant = None if token.reading else self._heard_as(word) or self._speller.closest(word)
        if meant is None:
            return token, its_stem
        right, likeness = meant
        written = self._accented.get(right, right)
        return replace(self._known[right][0], word=word, likeness=likeness, meant=written), self._stems[right]

    def _sounds(self) -> dict[str, str]:
        """The words by how they sound, the likelier of two being the shorter."""
        known = sorted(self._stems, key=len, reverse=True)
        stemmed = [word for word in known if len(self._stems[word]) >= SAME_START]
        lines = [*(self._stems[word] for word in stemmed), *known]
        return dict(zip(sound("\n".join(lines), self._language).split("\n"), [*stemmed, *known], strict=False))

    def _heard_as(self, word: str) -> tuple[str, float] | None:
        """The word that sounds the same, which is hardly a mistake at all."""
        if not self._by_sound:
            return None
        its_stem = stem(word, self._language)
        meant = self._by_sound.get(sound(word, self._language)) or self._by_sound.get(sound(its_stem, self._language))
        return (meant, SOUNDS_THE_SAME) if meant else None

    def _by_its_stem(self, word: str) -> tuple[Token, str]:
        # Stemming takes as long as all the rest, and leaves the first letters as they are.
        its_stem = stem(word, self._language) if word[: self._start] in self._starts else word
        return self._token(word, self._by_stem.get(its_stem)), its_stem

    def _together(self, parts: Sequence[Token], reading: str) -> Token:
        """A synonym of several words as one token."""
        word = " ".join([part.word for part in parts])
        likeness = min([part.likeness or 1.0 for part in parts])
        meant = " ".join([part.meant or part.word for part in parts]) if likeness < 1 else ""
        return Token(word, reading, likeness, False, reading in self._examples, meant)


def _text(faq: Faq) -> str:
    """All that is read of a FAQ to know its words."""
    texts = [text for entry in faq.entries.values() for text in (*entry.phrasings, *entry.needs)]
    texts += [member for group in faq.synonyms for member in group]
    return "\n".join([*texts, *faq.subject.ours, *faq.subject.others])


def readings_of(tokens: Sequence[Token]) -> str:
    """What a text was read as."""
    return " ".join(token.reading or token.word for token in tokens)


def sorted_readings(tokens: Sequence[Token]) -> str:
    """What a text was read as, whatever the order of its words."""
    return " ".join(sorted(token.reading or token.word for token in tokens))
