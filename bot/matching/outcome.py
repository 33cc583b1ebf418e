"""What the matcher finds out about a question, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple

from bot.faq.model import Entry
from bot.matching.lexicon import Token

# What an entry must score beside the best one to be near it.
NEAR = 0.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be meant: how likely the FAQ covers the question (`ours`), and if so this entry (`right`)."""

    entry: Entry
    ours: float
    right: float
    score: float
    likeness: float

    @property
    def confidence(self) -> float:
        """How likely the entry's answer is the right one, from 0 to 1."""
        return self.ours * self.right


@dataclass(frozen=True, slots=True)
class Answer:
    """One entry is clearly meant."""

    kind: ClassVar = "answer"
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Answers:
    """Several things were asked at once, and an entry is clearly meant by each."""

    kind: ClassVar = "answers"
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Up to three entries may be meant; the person chooses."""

    kind: ClassVar = "suggestions"
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Nothing in the FAQ is near."""

    kind: ClassVar = "no_match"


Outcome = Answer | Answers | Suggestions | NoMatch


def answered(outcome: Outcome) -> tuple[Candidate, ...]:
    """The candidates whose answers are given outright."""
    match outcome:
        case Answer(candidate):
            return (candidate,)
        case Answers(candidates):
            return candidates
    return ()


class Word(NamedTuple):
    """A word of the question, and how much it tells."""

    token: Token
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """All that was found out about a question.

    `ranking` holds the best entries, the best first, five unless more were asked for; `guards` what kept the first
    from being the answer outright: a turning word, an amount, or another subject. `medicines` are those that it names
    and no answer does, such as "sertraline (Zoloft)".
    """

    outcome: Outcome
    ranking: tuple[Candidate, ...]
    words: tuple[Word, ...]
    guards: tuple[str, ...] = ()
    is_cut: bool = False
    medicines: tuple[str, ...] = ()

    def with_entries(self, entries: Mapping[str, Entry]) -> "Match":
        """The same with other words for the same entries."""

        def worded(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
            return tuple(replace(each, entry=entries[each.entry.id]) for each in candidates)

        outcome = self.outcome
        match outcome:
            case Answer(candidate):
                outcome = Answer(*worded((candidate,)))
            case Answers(candidates):
                outcome = Answers(worded(candidates))
            case Suggestions(candidates):
                outcome = Suggestions(worded(candidates))
        return replace(self, outcome=outcome, ranking=worded(self.ranking))

    @property
    def confidence(self) -> float:
        return self.ranking[0].confidence if self.ranking else 0.0

    @property
    def near(self) -> tuple[Entry, ...]:
        """The entries that fit the question, the best first, without small talk, which nobody looks for."""
        least = self.ranking[0].score * NEAR if self.ranking else 0.0
        near = [candidate.entry for candidate in self.ranking if candidate.score >= least]
        return tuple(entry for entry in near if not entry.small_talk)

    @property
    def corrected(self) -> tuple[str, ...]:
        """The telling words that were misspelt, as they were read."""
        tokens = [word.token for word in self.words]
        return tuple(dict.fromkeys(token.meant for token in tokens if token.meant and not token.is_weak))
