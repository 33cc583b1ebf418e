"""Learns from labelled questions what the encoders' vectors say of entries; writes second_reader.npz in bot/matching.

`make points` runs it after messages in tests/messages or phrasings were changed. It needs scikit-learn (the extra
"learn"). What the evidence counts for is fitted on questions that the planes had not been fitted on (four folds).
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from bot.encoder.encoders import CHOICES, Encoders
from bot.encoder.kept import KeptVectors, key_of
from bot.encoder.windows import tidy
from bot.faq.reading.loader import load
from bot.matching.matcher import Matcher
from bot.matching.outcome import Word
from bot.matching.second_reader import (
    Evidence,
    Known,
    SecondReader,
    ours_features,
    rank_features,
    right_features,
    unit,
)

ROOT = Path(__file__).parent.parent.parent
FOLDS = KFold(4, shuffle=True, random_state=0)
STEPS, RATE, RIDGE = 600, 0.03, 1e-3


def main() -> None:
    """Read the labelled questions and the FAQ, learn, and write what was learned."""
    rows = [row for row in messages() if "ok" in row]
    asked = [row for row in rows if row["ok"]]
    beside = [row for row in rows if not row["ok"]]
    elsewhere = [row["q"] for row in messages() if row.get("topic") == "not_crisis"]
    faq, kept = load((ROOT / "faq.yaml").read_bytes()), KeptVectors(ROOT / "state")
    texts = [row["q"] for row in [*asked, *beside]]
    held: dict[str, Any] = {}
    for choice in ("minilm", "e5", "both"):
        encoders = Encoders(CHOICES[choice])
        encoders.load()
        matcher = Matcher(faq, encoders)
        phrasings = {id: faq.entries[id].phrasings for id in matcher.index.ids}
        places = {id: place for place, id in enumerate(phrasings)}
        right = np.array([[id in row["ok"] for id in phrasings] for row in asked])
        owners = [places[id] for id, each in phrasings.items() for _ in each]
        wanted = [places[next(id for id in row["ok"] if id in places)] for row in asked]
        flat = [text for each in phrasings.values() for text in each]
        vectors = {
            name: (found[: len(texts)], found[len(texts) : len(texts) + len(flat)], found[len(texts) + len(flat) :])
            for name, found in encoders.read_all([*texts, *flat, *elsewhere], kept).items()
        }
        held["ids"] = np.array(list(phrasings))
        evidence: list[Any] = [None] * len(texts)
        for known, unseen in FOLDS.split(texts):
            reader = SecondReader(phrasings, encoders, kept, held | planes(vectors, known, len(asked), owners, wanted))
            for place in unseen:
                evidence[place] = reader.evidence({name: found[0][place] for name, found in vectors.items()})
        held |= planes(vectors, np.arange(len(texts)), len(asked), owners, wanted)
        told = [known_of(matcher, text, evidence[place]) for place, text in enumerate(texts)]
        held |= weights(" ".join(sorted(vectors)), told, evidence, right)
    np.savez_compressed(ROOT / "bot" / "matching" / "second_reader.npz", **held)
    ship(kept, flat)
    print(f"{len(asked)} questions, {len(beside)} beside the subject")


def ship(kept: KeptVectors, phrasings: Sequence[str], names: Sequence[str] = ("minilm", "e5")) -> None:
    """Writes the vectors of the phrasings that ship, so that a first start need not read them."""
    shipped = KeptVectors(ROOT / "bot" / "matching")
    keys = {key_of(tidy(text) or " ") for text in phrasings}
    for name in names:
        known = shipped.of(name)
        known.clear()
        known.update((key, kept.of(name)[key]) for key in sorted(keys))
        shipped.save(name)


def messages() -> list[dict[str, Any]]:
    """All labelled messages."""
    files = sorted((ROOT / "tests" / "messages").glob("*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]


def planes(
    vectors: Mapping[str, Any], known: Any, asked: int, owners: Sequence[int], wanted: Sequence[int]
) -> dict[str, Any]:
    """For each encoder a plane for each entry, and one between what the FAQ covers and what it doesn't."""
    found: dict[str, Any] = {}
    questions = known[known < asked]
    for name, (texts, phrasings, elsewhere) in vectors.items():
        mean = phrasings.mean(axis=0)
        read, ours, others = (unit(each - mean) for each in (texts, phrasings, elsewhere))
        entries = LogisticRegression(C=20, max_iter=300).fit(
            np.vstack([ours, read[questions]]), [*owners, *np.array(wanted)[questions]]
        )
        covered = LogisticRegression(C=10, max_iter=500, class_weight="balanced").fit(
            np.vstack([read[known], others]), [*(known < asked), *[False] * len(others)]
        )
        found[f"{name}:mean"] = mean
        found[f"{name}:planes"] = entries.coef_.astype(np.float16)
        found[f"{name}:plane_starts"] = entries.intercept_.astype(np.float32)
        found[f"{name}:border"] = np.array([*covered.coef_[0], covered.intercept_[0]], dtype=np.float32)
    return found


def known_of(matcher: Matcher, text: str, evidence: Evidence) -> Known:
    """What words say of a question, as the matcher reads them."""
    tokens, names_ours = matcher.heard(text)
    heard = [Word(token, matcher.index.weight(token)) for token in tokens]
    return matcher.known(tokens, matcher.scores(tokens, names_ours), heard, names_ours, evidence)


def weights(names: str, told: Sequence[Known], evidence: Sequence[Evidence], right: Any) -> dict[str, Any]:
    """What each kind of evidence counts for, in ranking, for "the FAQ covers it" and for "this entry is meant"."""
    features = np.array([rank_features(*each) for each in zip(told, evidence, strict=True)])
    asked = len(right)
    rank = fitted(features[:asked], right)
    scores = features @ rank
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    orders = np.argsort(-scores, axis=1, kind="stable")
    every = range(len(told))
    covered = np.array([ours_features(told[each], evidence[each], orders[each][0]) for each in every])
    ours = LogisticRegression(C=10, max_iter=3000).fit(covered, np.arange(len(told)) < asked)
    sure = np.array([right_features(told[each], evidence[each], shares[each], orders[each]) for each in range(asked)])
    meant = LogisticRegression(C=10, max_iter=3000).fit(sure, right[np.arange(asked), orders[:asked, 0]])
    return {
        f"rank:{names}": rank,
        f"ours:{names}": np.array([ours.intercept_[0], *ours.coef_[0]]),
        f"right:{names}": np.array([meant.intercept_[0], *meant.coef_[0]]),
    }


def fitted(features: Any, right: Any) -> Any:
    """Weights under which the right entries are likeliest (conditional logit), by Adam with fixed steps."""
    found = np.zeros(features.shape[2])
    mean, square = np.zeros_like(found), np.zeros_like(found)
    for step in range(1, STEPS + 1):
        scores = features @ found
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        wanted = shares * right
        wanted /= np.maximum(wanted.sum(axis=1, keepdims=True), 1e-12)
        slope = -((wanted - shares)[:, :, None] * features).sum(axis=(0, 1)) / len(features) + RIDGE * found
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        found -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return found


if __name__ == "__main__":
    main()
