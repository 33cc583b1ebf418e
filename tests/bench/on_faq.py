"""All matchers on the FAQ that ships, asked the same labelled messages in one run."""

import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.cli.evaluate import Labelled
from bot.faq.model import Faq
from bot.matching.verdict import WITH_ENCODERS, WORDS_ALONE
from tests.bench.data import mistyped
from tests.bench.figures import Judged, Point, curve, off_topic_auroc, top
from tests.bench.matchers import on_faq
from tests.bench.peers import ENCODED, OURS, Peer, judged
from tests.bench.probe import Cost, cost
from tests.bench.timing import timed

ROUNDS = 5
LEVELS = {OURS: WORDS_ALONE, **dict.fromkeys(ENCODED, WITH_ENCODERS)}
TIMED = 100


@dataclass(frozen=True)
class FaqRow:
    """What a matcher reached on one set of messages.

    The second curve counts answers to off-topic messages as wrong ones.
    """

    matcher: str
    top1: float
    top1_mistyped: float
    top3: float
    auroc: float | None
    curve: tuple[Point, ...]
    curve_in_all: tuple[Point, ...]
    as_shipped: Point | None


def made(faq: Faq, names: Sequence[str]) -> dict[str, Peer]:
    """The named matchers over a FAQ."""
    return {name: on_faq(name, faq) for name in names}


def measure(peers: Mapping[str, Peer], messages: Sequence[Labelled]) -> list[FaqRow]:
    """A row for each matcher."""
    slips = random.Random(0)
    typed = [replace(message, query=mistyped(message.query, slips)) for message in messages if message.ok]
    return [_row(name, judged(peer, messages), judged(peer, typed)) for name, peer in peers.items()]


def _row(name: str, found: Sequence[Judged], found_mistyped: Sequence[Judged]) -> FaqRow:
    questions = [each for each in found if each.ok]
    points = tuple(curve(questions))
    return FaqRow(
        name,
        top(found, 1),
        top(found_mistyped, 1),
        top(found, 3),
        off_topic_auroc(found),
        points,
        tuple(curve(found)),
        next((point for point in reversed(points) if point.threshold >= LEVELS[name].right), None)
        if name in LEVELS
        else None,
    )


def in_turns(peers: Mapping[str, Peer], messages: Sequence[Labelled]) -> dict[str, float]:
    """Milliseconds a question, in the median of all rounds; each round asks every matcher, so noise meets all."""
    questions = sample(messages)
    rounds = [
        {name: statistics.median(timed(peer.answer, questions)) for name, peer in peers.items()} for _ in range(ROUNDS)
    ]
    return {name: statistics.median(each[name] for each in rounds) * 1e3 for name in peers}


def costs(names: Sequence[str], messages: Sequence[Labelled]) -> dict[str, Cost]:
    """Load time and memory of each matcher, in a process of its own."""
    return {name: cost(name, sample(messages)[:1]) for name in names}


def sample(messages: Sequence[Labelled]) -> list[str]:
    """Some of the questions, evenly from first to last."""
    questions = [message.query for message in messages if message.ok]
    return questions[:: max(1, len(questions) // TIMED)]
