"""From guesses to figures: how often a matcher is right, and how well it knows when it is."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Guess:
    """What a matcher makes of a message: its best entries, the best first, and how sure it is of the first.

    A matcher that would rather ask back than answer, however sure it is, holds back. One that judges apart whether the
    FAQ covers a message and which entry is meant gives the second as `choice`, and holds back where the first is low.
    """

    ids: tuple[str, ...]
    confidence: float
    holds_back: bool = False
    choice: float | None = None

    @property
    def sureness(self) -> float:
        """What a threshold for direct answers is set on."""
        return self.confidence if self.choice is None else self.choice


@dataclass(frozen=True, slots=True)
class Judged:
    """A guess beside the entries that are right; none is for an off-topic message."""

    guess: Guess
    ok: frozenset[str]

    @property
    def is_right(self) -> bool:
        return not self.ok.isdisjoint(self.guess.ids[:1])


@dataclass(frozen=True)
class Point:
    """What comes of one threshold, as shares: right answers of all questions, wrong answers of all answers."""

    threshold: float
    right: float
    wrong: float


def top(judged: Sequence[Judged], places: int) -> float:
    """The share of questions with a right entry among the first."""
    questions = [each for each in judged if each.ok]
    hits = sum(not each.ok.isdisjoint(each.guess.ids[:places]) for each in questions)
    return hits / len(questions) if questions else 0.0


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """How likely something inside scores above something outside, a tie being half; None where one has nothing."""
    if not inside or not outside:
        return None
    ordered = sorted(outside)
    wins = sum(bisect_left(ordered, score) + bisect_right(ordered, score) for score in inside)
    return wins / (2 * len(inside) * len(outside))


def off_topic_auroc(judged: Sequence[Judged]) -> float | None:
    """The AUROC of confidence, questions against off-topic messages."""
    return auroc(
        [each.guess.confidence for each in judged if each.ok],
        [each.guess.confidence for each in judged if not each.ok],
    )


def curve(judged: Sequence[Judged]) -> Iterator[Point]:
    """What comes of each threshold that makes a difference, from the highest down.

    Whatever is not right counts as wrong, so leave off-topic messages out to look at questions alone.
    """
    questions = sum(bool(each.ok) for each in judged)
    sure = sorted(
        (each for each in judged if each.guess.ids and not each.guess.holds_back),
        key=lambda each: -each.guess.sureness,
    )
    answered = right = 0
    for threshold, group in groupby(sure, key=lambda each: each.guess.sureness):
        for each in group:
            answered += 1
            right += each.is_right
        yield Point(threshold, right / questions if questions else 0.0, (answered - right) / answered)


def coverage(points: Iterable[Point], most_wrong: float) -> float:
    """The greatest share of right direct answers with at most such a share of wrong ones among the direct answers."""
    return max((point.right for point in points if point.wrong <= most_wrong), default=0.0)
