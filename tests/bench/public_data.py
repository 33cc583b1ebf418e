"""Public data: CLINC150 and BANKING77 with a few phrasings an intent, which nobody tuned the matcher for."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.data import Intents
from tests.bench.figures import off_topic_auroc, top
from tests.bench.peers import OURS, Make, OurMatcher, judged

PHRASINGS = (5, 10)


@dataclass(frozen=True)
class Spread:
    """A figure over several seeds."""

    mean: float
    deviation: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} ± {self.deviation:.3f}"


@dataclass(frozen=True)
class PublicRow:
    """What a matcher reached on a data set with so many phrasings an intent."""

    data: str
    phrasings: int
    matcher: str
    top1: Spread
    top3: Spread
    auroc: Spread | None


def measure(data: Sequence[Intents], peers: Mapping[str, Make], seeds: int) -> Iterator[PublicRow]:
    """Our matcher on each data set, with phrasings drawn anew for each seed; peers with the fewest phrasings only."""
    for intents in data:
        for phrasings in PHRASINGS:
            matchers = {OURS: OurMatcher, **(peers if phrasings == PHRASINGS[0] else {})}
            for name, make in matchers.items():
                yield _row(intents, phrasings, name, make, seeds)


def _row(intents: Intents, phrasings: int, name: str, make: Make, seeds: int) -> PublicRow:
    questions = intents.questions()
    runs = [judged(make(intents.sample(phrasings, seed)), questions) for seed in range(seeds)]
    aurocs = [value for value in map(off_topic_auroc, runs) if value is not None]
    return PublicRow(
        intents.name,
        phrasings,
        name,
        spread([top(run, 1) for run in runs]),
        spread([top(run, 3) for run in runs]),
        spread(aurocs) if aurocs else None,
    )


def spread(values: Sequence[float]) -> Spread:
    """Mean and standard deviation; one value has none."""
    return Spread(statistics.mean(values), statistics.stdev(values) if len(values) > 1 else 0.0)
