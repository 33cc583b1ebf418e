"""Whether a person is in danger, and what must be said beside any answer: from text alone, before any matching."""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

import yaml

from bot.language.word_lists import everyday_words
from bot.safety.cautions import Caution, Cautions
from bot.safety.classifier import URGENT, Classifier
from bot.safety.deobfuscation import Deobfuscator, folded
from bot.safety.negation import Negation
from bot.safety.patterns import Patterns

Urgency = Literal["self_harm", "emergency"]

# A Telegram message has at most 4,096 characters; what comes from elsewhere is read as far, from both its ends.
MAX_LENGTH = 5000


@dataclass(frozen=True, slots=True)
class Triage:
    """What a message calls for before it is answered: help at once, or lines of care under the answer."""

    urgency: Urgency | None
    cautions: tuple[Caution, ...]


class DangerDetector:
    """Reads messages for danger; needs no FAQ, no network and no clock."""

    def __init__(self) -> None:
        source = resources.files("bot.safety").joinpath("phrases.yaml").read_text(encoding="utf-8")
        # The C loader dies of deep nesting, which this file of our own does not have.
        loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        phrases: dict[str, Any] = yaml.load(source, loader)
        sets = phrases["sets"]
        self._self_harm = _Signs(phrases["self_harm"], sets)
        self._emergency = _Signs(phrases["emergency"], sets)
        self._low_mood = Patterns(phrases["low_mood"]["said"], sets)
        self._grief = Patterns(phrases["low_mood"]["grief"], sets)
        self._not_low = Patterns(phrases["low_mood"]["never"], sets)
        self._idioms = Patterns(phrases["idioms"], sets)
        self._other_scripts = re.compile("|".join(re.escape(folded(text)) for text in phrases["other_scripts"]))
        self._negation = Negation(phrases)
        self._points = Classifier()
        self._cautions = Cautions(phrases, sets)
        known = self._self_harm.words | self._emergency.words | self._cautions.spelled
        quiet = self._cautions.words | self._low_mood.words | self._grief.words | self._not_low.words
        self._deobfuscator = Deobfuscator(known, everyday_words() | (quiet - known), phrases["emoji"])

    def triage(self, text: str) -> Triage:
        """What a message calls for; the same for the same text, in time linear in its length."""
        if len(text) > MAX_LENGTH:
            text = f"{text[: MAX_LENGTH // 2]}\n{text[-MAX_LENGTH // 2 :]}"
        typed = self._deobfuscator.plain(text)
        plain = self._idioms.taken_out(typed)
        words = frozenset(plain.split())
        urgency, low_mood = self._judged(plain, typed, words)
        if not text.isascii() and self._other_scripts.search(folded(text)):
            urgency = urgency or "self_harm"
        cautions: list[Caution] = [*self._cautions.found_in(plain, words)]
        return Triage(urgency, ("low_mood", *cautions) if low_mood else tuple(cautions))

    def plain(self, text: str) -> str:
        """The text as plain words, with ways of speaking that mean no harm left out."""
        return self._idioms.taken_out(self._deobfuscator.plain(text))

    def _judged(self, plain: str, typed: str, words: Set[str]) -> tuple[Urgency | None, bool]:
        """How urgent plain words are, and whether they tell of a low mood."""
        emergency, _ = self._found(self._emergency, plain, words)
        self_harm, excused = self._found(self._self_harm, plain, words)
        if emergency or self_harm:
            return "emergency" if emergency else "self_harm", excused
        danger, kind = (0.0, None) if excused else self._points.danger(plain)
        return kind if danger >= URGENT else None, excused or self._tells_of_low_mood(plain, typed, words)

    def _tells_of_low_mood(self, plain: str, typed: str, words: Set[str]) -> bool:
        """Whether words tell of a low mood, or, as they were typed, of grief ("my cat died" is an idiom too)."""
        if self._low_mood.may_be_in(words):
            plain = self._not_low.taken_out(plain)
            if any(self._low_mood.matches(plain, frozenset(plain.split()))):
                return True
        return any(self._grief.matches(typed, frozenset(typed.split())))

    def _found(self, signs: "_Signs", plain: str, words: Set[str]) -> tuple[bool, bool]:
        """Whether there is a sign that nothing excuses, and whether there is one that something does."""
        excused = False
        for match in signs.said.matches(plain, words):
            if not self._negation.denied_or_past(plain, match):
                return True, excused
            excused = True
        for match in signs.named.matches(plain, words):
            if not self._negation.denied_or_past(plain, match) and not self._negation.topic(plain, match):
                return True, excused
            excused = True
        return False, excused


class _Signs:
    """The phrases of one kind of danger: statements, and names that may be a mere topic."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], sets: Mapping[str, str]) -> None:
        self.said = Patterns(phrases.get("said", ()), sets)
        self.named = Patterns(phrases.get("named", ()), sets)
        self.words = self.said.words | self.named.words
