"""Whether a person is in danger, and what must be said beside any answer: from text alone, before any matching."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

import yaml

from bot.safety.disguise import SENTENCE_END, Disguise, folded
from bot.safety.patterns import expand, needed_words
from bot.text import everyday_words

Urgency = Literal["self_harm", "emergency"]
Caution = Literal["low_mood", "opioids", "pregnancy", "stopping_antidepressant", "surgery"]

# A Telegram message has at most 4,096 characters; what comes from elsewhere is read as far, from both its ends.
MAX_LENGTH = 5000


@dataclass(frozen=True)
class Triage:
    """What a message calls for before it is answered: help at once, or lines of care under the answer."""

    urgency: Urgency | None
    cautions: tuple[Caution, ...]


class Safety:
    """Reads messages for danger; needs no FAQ, no network and no clock."""

    def __init__(self) -> None:
        source = resources.files("bot.safety").joinpath("phrases.yaml").read_text(encoding="utf-8")
        phrases: dict[str, Any] = yaml.safe_load(source)
        sets = phrases["sets"]
        self._self_harm = _Signs(phrases["self_harm"], sets)
        self._emergency = _Signs(phrases["emergency"], sets)
        self._low_mood = _Patterns(phrases["low_mood"], sets)
        self._idioms = re.compile("|".join(f"(?<= )(?:{idiom})(?= )" for idiom in phrases["idioms"]))
        self._other_scripts = re.compile("|".join(re.escape(folded(text)) for text in phrases["other_scripts"]))
        self._excuses = _Excuses(phrases)
        self._cautions: dict[Caution, _Patterns] = {
            name: _Patterns([words], sets) for name, words in phrases["cautions"].items()
        }
        self._stopping = _Patterns([phrases["stopping"]], sets)
        self._antidepressant = _Patterns([phrases["antidepressant"]], sets)
        known = self._self_harm.words | self._emergency.words
        self._disguise = Disguise(known, everyday_words(), phrases["emoji"])

    def triage(self, text: str) -> Triage:
        """What a message calls for; the same for the same text, in time linear in its length."""
        if len(text) > MAX_LENGTH:
            text = f"{text[: MAX_LENGTH // 2]}\n{text[-MAX_LENGTH // 2 :]}"
        plain = self._disguise.plain(text)
        urgency, low_mood = self._judged(plain)
        if urgency or low_mood:
            urgency, low_mood = self._judged(self._idioms.sub("_", plain))
        if not text.isascii() and self._other_scripts.search(folded(text)):
            urgency = urgency or "self_harm"
        return Triage(urgency, tuple(self._cautions_in(plain, low_mood)))

    def _judged(self, plain: str) -> tuple[Urgency | None, bool]:
        """How urgent plain words are, and whether they tell of a low mood."""
        emergency, excused = self._found(self._emergency, plain)
        self_harm, also_excused = self._found(self._self_harm, plain)
        urgency: Urgency | None = "emergency" if emergency else "self_harm" if self_harm else None
        return urgency, excused or also_excused or any(self._low_mood.matches(plain))

    def _found(self, signs: "_Signs", plain: str) -> tuple[bool, bool]:
        """Whether there is a sign that nothing excuses, and whether there is one that something does."""
        excused = False
        for match in signs.said.matches(plain):
            if not self._excuses.denied_or_past(plain, match):
                return True, excused
            excused = True
        for match in signs.named.matches(plain):
            if not self._excuses.denied_or_past(plain, match) and not self._excuses.topic(plain, match):
                return True, excused
            excused = True
        return False, excused

    def _cautions_in(self, plain: str, low_mood: bool) -> Iterator[Caution]:
        if low_mood:
            yield "low_mood"
        for name, patterns in self._cautions.items():
            if any(patterns.matches(plain)):
                yield name
        stopping = {_context(plain, match)[1] for match in self._stopping.matches(plain)}
        if stopping and any(_context(plain, match)[1] in stopping for match in self._antidepressant.matches(plain)):
            yield "stopping_antidepressant"


class _Patterns:
    """Regular expressions over plain words, each tried only on texts that have a word it can't do without."""

    def __init__(self, patterns: Iterable[str], sets: Mapping[str, str]) -> None:
        self._by_word: dict[str, list[re.Pattern[str]]] = {}
        self.words: set[str] = set()
        for pattern in patterns:
            expanded = expand(pattern, sets)
            compiled = re.compile(f"(?<= )(?:{expanded})(?:(?<= )|(?= ))")
            for word in needed_words(expanded):
                self._by_word.setdefault(word, []).append(compiled)
            self.words.update(re.findall(r"(?<![\\a-z])[a-z]+", expanded))

    def matches(self, plain: str) -> Iterator[re.Match[str]]:
        found = self._by_word.keys() & set(plain.split())
        for pattern in dict.fromkeys(pattern for word in sorted(found) for pattern in self._by_word[word]):
            yield from pattern.finditer(plain)


class _Signs:
    """The phrases of one kind of danger: statements, and names that may be a mere topic."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], sets: Mapping[str, str]) -> None:
        self.said = _Patterns(phrases.get("said", ()), sets)
        self.named = _Patterns(phrases.get("named", ()), sets)
        self.words = self.said.words | self.named.words


class _Excuses:
    """What makes a phrase of danger none: denied, long past, or asked about as a topic."""

    def __init__(self, phrases: Mapping[str, Mapping[str, str]]) -> None:
        denied, past, topic = phrases["denied"], phrases["past"], phrases["topic"]
        self._denied = re.compile(f"(?<!why)(?<!if) (?:{denied['negation']})(?: (?:{denied['bridge']}))* $")
        self._then = re.compile(f" (?:{past['then']}) ")
        self._still = re.compile(f" (?:{past['still']}) ")
        self._asks = re.compile(
            f"^ (?:(?:hi|hello|hey|so|and|but|also|ok|please|just|curious|wondering|doctor said) )*(?:{topic['asks']}) "
        )
        self._about = re.compile(f" (?:{topic['about']}) ")
        self._oneself = re.compile(f" (?:{topic['oneself']}) ")

    def denied_or_past(self, plain: str, match: re.Match[str]) -> bool:
        before, sentence = _context(plain, match)
        if self._denied.search(before):
            return True
        return bool(self._then.search(sentence)) and not self._still.search(sentence)

    def topic(self, plain: str, match: re.Match[str]) -> bool:
        """Whether a sentence asks about the topic; not where it speaks of oneself before."""
        before, sentence = _context(plain, match)
        if self._oneself.search(before):
            return False
        return bool(self._asks.search(before) or (self._about.search(sentence) and not self._oneself.search(sentence)))


def _context(plain: str, match: re.Match[str]) -> tuple[str, str]:
    """The part of the sentence before a match, and the whole sentence, each with a blank at both ends."""
    start = plain.rfind(SENTENCE_END, 0, match.start()) + 1
    end = plain.find(SENTENCE_END, match.end())
    return plain[start : match.start()], plain[start : end if end >= 0 else len(plain)]
