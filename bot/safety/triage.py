"""Whether a person is in danger, and what must be said beside any answer: from text alone, before any matching."""

import copy
import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any, Literal

import yaml

from bot.encoder.encoders import Encoders
from bot.encoder.windows import windows
from bot.language.languages import language_of
from bot.language.word_lists import everyday_words
from bot.safety.cautions import Caution, Cautions
from bot.safety.classifier import Classifier, Danger
from bot.safety.deobfuscation import SENTENCE_END, Deobfuscator, folded
from bot.safety.negation import Negation
from bot.safety.patterns import Patterns

Urgency = Literal["self_harm", "emergency"]

# A Telegram message has at most 4,096 characters; what comes from elsewhere is read as far, from both its ends.
MAX_LENGTH = 5000


@dataclass(frozen=True, slots=True)
class Levels:
    """From which likelihood on a message is urgent or may be danger; a phrase below `harmless` is no alarm.

    What is denied, long past or asked about is urgent from `certain` on.
    """

    urgent: float
    gentle: float
    harmless: float
    certain: float


# Chosen on messages that were labelled and not trained on; docs/benchmarks.md has the figures.
WITH_ENCODERS = Levels(urgent=0.65, gentle=0.2, harmless=0.15, certain=0.95)
# Of many parts of a long message one looks dangerous by chance more easily.
URGENT_PART, GENTLE_PART = 0.8, 0.6
# Spanish is read less surely, and its everyday messages are further from danger.
URGENT_IN_SPANISH = 0.4
# A message of no more different words says nothing beside what it denies.
DENIAL = 14
NEVER = 2.0
# Beside an emergency that is past or denied there must be signs as likely as this of another one.
PAST = 0.9
WORDS_ALONE = Levels(urgent=0.6, gentle=0.4, harmless=0.05, certain=1.0)


@dataclass(frozen=True, slots=True)
class Triage:
    """What a message calls for before it is answered: help at once, or lines of care under the answer."""

    urgency: Urgency | None
    cautions: tuple[Caution, ...]

    @property
    def is_personal(self) -> bool:
        """Whether somebody may be in danger or is low, so that none of their words is kept."""
        return self.urgency is not None or "check_in" in self.cautions or "low_mood" in self.cautions


class DangerDetector:
    """Reads messages for danger, with encoders as far as they are loaded; needs no FAQ, no network and no clock.

    Phrases find what people say of themselves in danger. What the learned readers find harmless all the same, such as a
    song's title, is no alarm but may be danger; a clear intent always is. What no phrase knows the readers judge alone.
    """

    def __init__(self, encoders: Encoders | None = None) -> None:
        self.encoders = encoders or Encoders()
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
        self._clear = Patterns(phrases["clear"], sets)
        self._classifier = Classifier()
        self._cautions = Cautions(phrases, sets)
        known = self._self_harm.words | self._emergency.words | self._cautions.spelled
        quiet = self._cautions.words | self._low_mood.words | self._grief.words | self._not_low.words
        self._deobfuscator = Deobfuscator(known, everyday_words() | (quiet - known), phrases["emoji"])

    def triage(self, text: str) -> Triage:
        """What a message calls for; the same for the same text and encoders, in time linear in its length."""
        if len(text) > MAX_LENGTH:
            text = f"{text[: MAX_LENGTH // 2]}\n{text[-MAX_LENGTH // 2 :]}"
        typed = self._deobfuscator.plain(text)
        plain = self._idioms.taken_out(typed)
        words = frozenset(plain.split())
        urgency, may_be, low_mood = self._judged(text, plain, typed, words)
        if not text.isascii() and self._other_scripts.search(folded(text)):
            urgency = urgency or "self_harm"
        cautions: list[Caution] = [*self._cautions.found_in(plain, words)]
        if low_mood:
            cautions.insert(0, "low_mood")
        if may_be and not urgency:
            cautions.insert(0, "check_in")
        return Triage(urgency, tuple(cautions))

    def by_words(self) -> "DangerDetector":
        """The same without the encoders."""
        twin = copy.copy(self)
        twin.encoders = Encoders()
        return twin

    def is_clear(self, text: str) -> bool:
        """Whether words alone, without the encoders, tell of danger beyond doubt; takes no time."""
        plain = self.plain(text[:MAX_LENGTH])
        return self._is_clear(plain, frozenset(plain.split()))

    def plain(self, text: str) -> str:
        """The text as plain words, with ways of speaking that mean no harm left out."""
        return self._idioms.taken_out(self._deobfuscator.plain(text))

    def _judged(self, text: str, plain: str, typed: str, words: Set[str]) -> tuple[Urgency | None, bool, bool]:
        """How urgent a message is, whether it may be danger all the same, and whether it tells of a low mood."""
        emergency, is_past = self._found(self._emergency, plain, words)
        self_harm, excused = self._found(self._self_harm, plain, words)
        kind: Urgency = "emergency" if emergency else "self_harm"
        if self._is_clear(plain, words):
            return kind, False, excused
        danger, levels = self._learned(text, plain)
        if emergency or self_harm:
            if max(danger.likelihood, self._undisguised(plain)) >= levels.harmless:
                return kind, False, excused
            return None, True, excused
        least = PAST if is_past else levels.urgent
        if excused:
            least = levels.certain if len(words) > DENIAL else NEVER
        urgent = danger.likelihood >= least
        may_be = not excused and danger.likelihood >= levels.gentle
        return danger.kind if urgent else None, may_be, excused or self._tells_of_low_mood(plain, typed, words)

    def _learned(self, text: str, plain: str) -> tuple[Danger, "Levels"]:
        """What words and encoders have learned to say of a message, and from where on it counts.

        A long one is as dangerous as its most dangerous part, however much else it tells.
        """
        parts = windows(text, lambda part: self._classifier.points(self.plain(part))[0])
        plains = [plain] if len(parts) == 1 else map(self.plain, parts)
        judged = [
            self._classifier.judge(words, self.encoders.read(part)) for words, part in zip(plains, parts, strict=True)
        ]
        levels = WITH_ENCODERS if self.encoders.names else WORDS_ALONE
        if len(parts) > 1:
            levels = replace(levels, urgent=URGENT_PART, gentle=GENTLE_PART)
        elif self.encoders.names and language_of(plain.split()) == "es":
            levels = replace(levels, urgent=URGENT_IN_SPANISH)
        return max(judged, key=lambda danger: danger.likelihood), levels

    def _undisguised(self, plain: str) -> float:
        """How likely danger is where the encoders read the words that a disguise hid."""
        if not self.encoders.names:
            return 1.0
        return self._classifier.judge(plain, self.encoders.read(plain.replace(SENTENCE_END, "."))).likelihood

    def _is_clear(self, plain: str, words: Set[str]) -> bool:
        return any(not self._is_excused(plain, match) for match in self._clear.matches(plain, words))

    def _is_excused(self, plain: str, match: re.Match[str]) -> bool:
        return self._negation.denied_or_past(plain, match) or self._negation.topic(plain, match)

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
            if not self._is_excused(plain, match):
                return True, excused
            excused = True
        return False, excused


class _Signs:
    """The phrases of one kind of danger: statements, and names that may be a mere topic."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], sets: Mapping[str, str]) -> None:
        self.said = Patterns(phrases.get("said", ()), sets)
        self.named = Patterns(phrases.get("named", ()), sets)

    @property
    def words(self) -> Set[str]:
        """The words that they are made of."""
        return self.said.words | self.named.words
