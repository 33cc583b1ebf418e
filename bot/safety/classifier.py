"""How likely a message tells of danger, learned from labelled messages: by its words, and by the encoders' vectors.

The words are a logistic regression over words and pairs of neighbours (classifier.txt). Each encoder has a support
vector machine with a Gaussian kernel over its vectors, centred and of unit length (classifier.npz). Where several have
read a message, a logistic regression over their scores decides. `make points` learns all of it again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from itertools import pairwise
from math import exp, fsum
from typing import TYPE_CHECKING, Any, Literal

from bot.safety.deobfuscation import SENTENCE_END

if TYPE_CHECKING:
    from bot.encoder.encoders import Reading

Kind = Literal["self_harm", "emergency"]


@dataclass(frozen=True, slots=True)
class Danger:
    """How likely there is danger, from 0 to 1, and which kind is likelier."""

    likelihood: float
    kind: Kind


class Classifier:
    """Judges plain words, and the same message as encoders read it."""

    def __init__(self) -> None:
        source = resources.files("bot.safety").joinpath("classifier.txt").read_text(encoding="utf-8")
        rows = [line.rpartition("\t")[::2] for line in source.splitlines() if not line.startswith("#")]
        numbers = {points: _as_numbers(points) for points in {points for points, _ in rows}}
        self._points = {term: numbers[points] for points, term in rows}
        self._start = self._points.pop("")

    def judge(self, plain: str, reading: "Reading | None" = None) -> Danger:
        """The likelihood of danger in plain words, and in what encoders read of them."""
        words, emergency = self.points(plain)
        names = sorted(reading.keys() & self._machines.keys()) if reading else []
        if not reading or not names:
            return Danger(_likelihood(words), "emergency" if emergency > 0 else "self_harm")
        scores = [words, *(self._machines[name].score(reading[name]) for name in names)]
        weights = self._weights[" ".join(names)]
        likelihood = _likelihood(weights[0] + sum(w * s for w, s in zip(weights[1:], scores, strict=True)))
        emergency += sum(self._machines[name].emergency(reading[name]) for name in names)
        return Danger(likelihood, "emergency" if emergency > 0 else "self_harm")

    def points(self, plain: str) -> tuple[float, float]:
        """What words say for danger, and for an emergency rather than self-harm, in log-odds."""
        found = [self._points[term] for term in self._points.keys() & terms(plain)]
        danger = self._start[0] + fsum([points[0] for points in found])  # exact, whatever the order
        return danger, self._start[1] + fsum([points[1] for points in found])

    @cached_property
    def _learned(self) -> Mapping[str, Any]:
        import numpy as np  # not needed where words alone are read

        with resources.files("bot.safety").joinpath("classifier.npz").open("rb") as file, np.load(file) as held:
            return dict(held)

    @cached_property
    def _machines(self) -> Mapping[str, "Machine"]:
        names = {name.split(":")[0] for name in self._learned if ":vectors" in name}
        return {name: Machine({key: self._learned[f"{name}:{key}"] for key in Machine.PARTS}) for name in names}

    @cached_property
    def _weights(self) -> Mapping[str, Sequence[float]]:
        """What the sum begins with, and what each score counts for, by the names of the encoders."""
        return {
            key.removeprefix("weights:"): value.tolist()
            for key, value in self._learned.items()
            if key.startswith("weights:")
        }


class Machine:
    """A support vector machine with a Gaussian kernel, and a plane between self-harm and emergency."""

    PARTS = ("mean", "vectors", "coefficients", "start", "gamma", "plane", "plane_start")

    def __init__(self, parts: Mapping[str, Any]) -> None:
        import numpy as np

        self._mean, self._gamma, self._start = parts["mean"], float(parts["gamma"]), float(parts["start"])
        # They are kept as whole numbers from -127 to 127.
        vectors = parts["vectors"].astype(np.float32)
        self._vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        self._coefficients = parts["coefficients"]
        self._plane, self._plane_start = parts["plane"], float(parts["plane_start"])

    def score(self, vector: Any) -> float:
        """On which side of the border a message lies, and how far from it; above 0 is danger."""
        import numpy as np

        near = np.exp(2 * self._gamma * (self._vectors @ self._centred(vector) - 1))
        return float(near @ self._coefficients) + self._start

    def emergency(self, vector: Any) -> float:
        """What speaks for an emergency rather than self-harm, in log-odds."""
        return float(self._plane @ self._centred(vector)) + self._plane_start

    def _centred(self, vector: Any) -> Any:
        return unit(vector - self._mean)


def unit(vectors: Any) -> Any:
    """Vectors (rows, or one alone) at length 1."""
    import numpy as np

    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def terms(plain: str) -> set[str]:
    """The words of a message and its pairs of neighbours ("give up"), each once."""
    words = plain.split()
    return {*words, *map(" ".join, pairwise(words))} - {SENTENCE_END}


def _as_numbers(points: str) -> tuple[float, float]:
    danger, emergency = points.split("\t")
    return float(danger), float(emergency)


def _likelihood(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-50.0, min(log_odds, 50.0))))
