"""Which entry a question means, as encoders read it: near which phrasings it lies, and what labelled questions taught.

`make points` learns second_reader.npz from labelled questions: for each encoder a plane for each entry that ships, and
one between what the FAQ covers and what it doesn't; and how the evidence of words and encoders adds up. An entry that
nothing was learned about, as staff add them, is known by its phrasings alone.

A translation is read by the encoders that know its language. For Spanish, second_reader.es.npz was learned in the same
way from questions in both languages, and the English phrasings count besides; for a language that has no such file,
what was learned of English must do.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp, log
from typing import Any, NamedTuple

import numpy as np

from bot.encoder.encoders import MULTILINGUAL, Encoders, Reading
from bot.encoder.kept import KeptVectors

# A cosine is small beside the other evidence; this makes a tenth of it 1.
COSINE = 10.0
# What the likeness to a phrasing adds to the fit of words.
LIKENESS_BONUS = 2.0
# For an entry of which nothing was learned, how much further its nearest phrasing is than the nearest of all counts.
UNLEARNED = 2.0
LEAST = -8.0


class Evidence(NamedTuple):
    """What encoders say of a question; rows are encoders in the order of their names, columns are entries.

    `near` is the cosine of the nearest phrasing (with rows more for the English ones beside those of a translation),
    `learned` the log-probability of the entry, 0 being the likeliest;
    `covered` says for each encoder whether the FAQ covers the question, in log-odds.
    """

    near: Any
    learned: Any
    covered: Any


class Known(NamedTuple):
    """What words say of a question: the share that the FAQ knows, how much it tells, whether it names our subject.

    `total` is what all its words weigh; `scores` says how well they fit each entry, `likeness` how like the question is
    to the nearest phrasing, from 0 to 1. `strange` is how seldom each entry speaks of other medicines, from 0 to 1,
    where the question names one and not our subject, else 0.
    """

    understood: float
    telling: float
    names_ours: bool
    total: float
    scores: Any
    likeness: Any
    strange: Any


class Judged(NamedTuple):
    """The entries that may be meant, the best first, how likely each is, and how likely the FAQ covers the question."""

    order: list[int]
    shares: Any
    ours: float
    right: float


class SecondReader:
    """The phrasings of one FAQ as vectors, and what was learned about its entries."""

    def __init__(
        self,
        phrasings: Mapping[str, Sequence[str]],
        encoders: Encoders,
        kept: KeptVectors | None = None,
        held: Mapping[str, Any] | None = None,
        language: str = "en",
        english: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Reads all phrasings by the id of their entry; those that were read before cost nothing.

        `held` is what was learned, by default what ships for a language; `english` are the phrasings in English.
        """
        self._names, ids = names_for(language, encoders.names), list(phrasings)
        held = learned(language) if held is None else held
        read = encoders.read_all([text for id in ids for text in phrasings[id]], kept, self._names)
        is_known = held["language"].item() == language if "language" in held else language == "en"
        # A language lies around a point of its own.
        self._means = {name: held[f"{name}:mean"] if is_known else read[name].mean(axis=0) for name in self._names}
        counts = [len(phrasings[id]) for id in ids]
        self._near = [(name, _Nearness(read[name] - self._means[name], counts)) for name in self._names]
        if english and f"{self._names[0]}:english" in held:
            beside = encoders.read_all([text for id in ids for text in english[id]], kept, self._names)
            counts = [len(english[id]) for id in ids]
            self._near += [(name, _Nearness(beside[name] - held[f"{name}:english"], counts)) for name in self._names]
        places = {id: place for place, id in enumerate(held["ids"].tolist())}
        self._known = np.array([id in places for id in ids])
        order = [places[id] for id in ids if id in places]
        self._planes = {name: held[f"{name}:planes"][order].astype(np.float32) for name in self._names}
        self._plane_starts = {name: held[f"{name}:plane_starts"][order] for name in self._names}
        self._border = {name: held[f"{name}:border"] for name in self._names}
        self._weights = {part: held.get(f"{part}:{' '.join(self._names)}") for part in ("rank", "ours", "right")}

    def evidence(self, reading: Reading) -> Evidence:
        """What the encoders say of a question that they have read."""
        vectors = {name: unit(reading[name] - self._means[name]) for name in self._names}
        near = [phrasings.of(vectors[name]) for name, phrasings in self._near]
        learned = [self._learned(name, vectors[name], own) for name, own in zip(self._names, near, strict=False)]
        covered = [float(self._border[name][:-1] @ vectors[name] + self._border[name][-1]) for name in self._names]
        return Evidence(np.array(near), np.array(learned), np.array(covered))

    def judge(self, known: Known, evidence: Evidence, barred: Sequence[int] = ()) -> Judged:
        """Which entries may be meant, by words and encoders together; `barred` are those that can't be."""
        scores = rank_features(known, evidence) @ self._weights["rank"]
        scores[list(barred)] = -np.inf
        order = np.argsort(-scores, kind="stable")
        shares = np.exp(scores - scores[order[0]])
        shares /= shares.sum()
        ours = _likelihood(ours_features(known, evidence, order[0]), self._weights["ours"])
        right = _likelihood(right_features(known, evidence, shares, order), self._weights["right"])
        return Judged(order.tolist(), shares, ours, right)

    def _learned(self, name: str, vector: Any, near: Any) -> Any:
        learned = UNLEARNED * COSINE * (near - near.max())
        if self._known.any():
            planes = self._planes[name] @ vector + self._plane_starts[name]
            learned[self._known] = planes - planes.max()
        return np.maximum(learned, LEAST)


class _Nearness:
    """The phrasings of all entries as one encoder reads them, in one language."""

    def __init__(self, vectors: Any, counts: Sequence[int]) -> None:
        """Takes vectors around the point of their language, and how many each entry has of them."""
        self._vectors = unit(vectors)
        self._starts = np.cumsum([0, *counts])[:-1]

    def of(self, vector: Any) -> Any:
        """For each entry the cosine of its nearest phrasing."""
        return np.maximum.reduceat(self._vectors @ vector, self._starts)


# What the weights are for, in their order; learning reads it the same way.


def rank_features(known: Known, evidence: Evidence) -> Any:
    """What speaks for each entry, as rows."""
    fit = known.scores * (1 + LIKENESS_BONUS * known.likeness**2)
    near = COSINE * (evidence.near - evidence.near.max(axis=1, keepdims=True))
    return np.vstack([fit / (fit.max() or 1.0), np.log(known.scores + 0.3), near, evidence.learned]).T


def ours_features(known: Known, evidence: Evidence, best: int) -> Any:
    """What says whether the FAQ covers a question."""
    words = [known.understood, log(max(known.telling, 0.01)), known.names_ours, known.strange[best]]
    fit = log(known.scores.max() / (known.total or 1.0) + 0.05)
    return np.array([*words, fit, known.likeness[best], *evidence.near.max(axis=1), *evidence.covered])


def right_features(known: Known, evidence: Evidence, shares: Any, order: Any) -> Any:
    """What says whether the best entry is the one that is meant."""
    first, second = shares[order[0]], shares[order[1]] if len(order) > 1 else 0.0
    sure, ahead = log(first / (1 - first + 1e-6)), log(first / (second + 1e-9))
    telling = log(max(known.telling, 0.01))
    return np.array([telling, sure, min(ahead, 12.0), known.likeness[order[0]], *evidence.near[:, order[0]]])


def _likelihood(features: Any, weights: Any) -> float:
    return 1 / (1 + exp(-max(-50.0, min(float(weights[0] + features @ weights[1:]), 50.0))))


def unit(vectors: Any) -> Any:
    """Vectors (rows, or one alone) at length 1."""
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def names_for(language: str, names: Iterable[str]) -> tuple[str, ...]:
    """The encoders, of some names, that read a language."""
    return tuple(sorted(name for name in names if language == "en" or name in MULTILINGUAL))


@cache
def learned(language: str = "en") -> Mapping[str, Any]:
    """What was learned from labelled questions in a language, by its name; of one that has no file, in English."""
    own = resources.files("bot.matching").joinpath(f"second_reader.{language}.npz")
    source = own if own.is_file() else resources.files("bot.matching").joinpath("second_reader.npz")
    with source.open("rb") as file, np.load(file) as held:
        return dict(held)
