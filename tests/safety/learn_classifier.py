"""Trains the classifier for danger on labelled messages; writes classifier.txt and classifier.npz in bot/safety.

`make points` runs it after messages were added to tests/messages. It needs scikit-learn (the extra "learn"), which the
bot does not. The vectors of messages are kept in the state folder, so that only new ones are read again. How the scores
of words and encoders add up is fitted on scores of messages that each had not been trained on (four folds).
"""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import SVC

from bot.encoder.encoders import CHOICES, Encoders
from bot.encoder.kept import KeptVectors
from bot.faq.reading.loader import load
from bot.faq.reading.translation import load_translation
from bot.safety.classifier import terms, unit
from bot.safety.triage import DangerDetector

ROOT = Path(__file__).parent.parent.parent
SAFETY = ROOT / "bot" / "safety"
DANGERS = ("self_harm", "overdose", "emergency")
SMALLEST = 0.08
FOLDS = StratifiedKFold(4, shuffle=True, random_state=0)
GAMMA = 1.0


def main() -> None:
    """Read tests/messages and the phrasings of the FAQ, learn, and write what was learned."""
    rows = dict(labelled())
    texts, topics = list(rows), np.array(list(rows.values()))
    danger = np.isin(topics, DANGERS).astype(int)
    emergency = np.isin(topics, DANGERS[1:]).astype(int)[danger == 1]
    scores = {"words": learn_words(texts, danger, emergency)}
    encoders = Encoders(CHOICES["both"])
    encoders.load()
    learned: dict[str, Any] = {}
    for name, vectors in encoders.read_all(texts, KeptVectors(ROOT / "state")).items():
        mean = vectors.mean(axis=0)
        centred = unit(vectors - mean)
        scores[name] = np.zeros(len(texts))
        for known, unseen in FOLDS.split(centred, danger):
            scores[name][unseen] = machine().fit(centred[known], danger[known]).decision_function(centred[unseen])
        whole = machine().fit(centred, danger)
        plane = LogisticRegression(C=10, max_iter=3000).fit(centred[danger == 1], emergency)
        parts = {
            "mean": mean,
            "vectors": np.round(whole.support_vectors_ / np.abs(whole.support_vectors_).max() * 127).astype(np.int8),
            "coefficients": whole.dual_coef_[0].astype(np.float32),
            "start": whole.intercept_[0],
            "gamma": GAMMA,
            "plane": plane.coef_[0].astype(np.float32),
            "plane_start": plane.intercept_[0],
        }
        learned |= {f"{name}:{part}": np.asarray(value) for part, value in parts.items()}
    for names in (["minilm"], ["e5"], ["e5", "minilm"]):
        table = np.stack([scores[name] for name in ("words", *names)], axis=1)
        model = LogisticRegression(C=100).fit(table, danger)
        learned[f"weights:{' '.join(names)}"] = np.array([model.intercept_[0], *model.coef_[0]])
    np.savez_compressed(SAFETY / "classifier.npz", **learned)
    print(f"{len(texts)} messages, {danger.sum()} of them dangers")


def machine() -> SVC:
    """The machine that learns from one encoder's vectors."""
    return SVC(C=3, gamma=GAMMA, class_weight="balanced", cache_size=1000)


def learn_words(texts: list[str], danger: Any, emergency: Any) -> Any:
    """Writes what words and pairs of words say; gives the scores of messages that it was not trained on."""
    detector = DangerDetector()
    vectorizer = CountVectorizer(
        analyzer=lambda text: terms(detector.plain(text)), min_df=2, binary=True, dtype=np.float64
    )
    counts = vectorizer.fit_transform(texts)
    unseen_scores = np.zeros(len(texts))
    for known, unseen in FOLDS.split(counts, danger):
        model = LogisticRegression(C=1, max_iter=3000).fit(counts[known], danger[known])
        unseen_scores[unseen] = model.decision_function(counts[unseen])
    model = LogisticRegression(C=1, max_iter=3000).fit(counts, danger)
    kinds = LogisticRegression(C=1, max_iter=3000).fit(counts[danger == 1], emergency)
    kept = [
        f"{model.coef_[0, place]:.1f}\t{kinds.coef_[0, place]:.1f}\t{term}"
        for term, place in sorted(vectorizer.vocabulary_.items())
        if abs(model.coef_[0, place]) > SMALLEST
    ]
    head = "# Points for danger, and for an emergency rather than self-harm. Made by `make points`; don't edit."
    start = f"{model.intercept_[0]:.1f}\t{kinds.intercept_[0]:.1f}\t"
    (SAFETY / "classifier.txt").write_text("\n".join([head, start, *kept]) + "\n", encoding="utf-8")
    return unseen_scores


def labelled() -> Iterator[tuple[str, str]]:
    """Messages with their topic; questions, whatever they are about, are no danger; debatable ones are left out."""
    files = sorted((ROOT / "tests" / "messages").rglob("*.jsonl"))
    for line in chain.from_iterable(path.read_text("utf-8").splitlines() for path in files):
        row: dict[str, Any] = json.loads(line)
        topic = row.get("topic", "not_crisis")
        if topic != "debatable":
            yield row["q"], topic
    english = load((ROOT / "faq.yaml").read_bytes())
    spanish = load_translation((ROOT / "faq.es.yaml").read_bytes(), english, "es", "faq.es.yaml").faq
    for faq in (english, spanish):
        for entry in faq.entries.values():
            for phrasing in entry.phrasings:
                yield phrasing, "not_crisis"


if __name__ == "__main__":
    main()
