"""Learns what single words and pairs of words say for danger, from labelled messages; writes points.txt.

`make points` runs it after messages were added to tests/messages. It needs scikit-learn (the extra "learn"), which the
bot does not. Logistic regression with three outcomes; the points are the log-odds against "no danger".
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from bot.faq.reading.loader import load
from bot.safety.classifier import terms
from bot.safety.triage import DangerDetector

ROOT = Path(__file__).parent.parent.parent
POINTS = ROOT / "bot" / "safety" / "classifier.txt"
OUTCOMES = {"not_crisis": 0, "self_harm": 1, "overdose": 2, "emergency": 2}
SMALLEST = 0.15


def main() -> None:
    """Read tests/messages and the phrasings of the FAQ, learn, and write the points."""
    rows = list(labelled())
    safety = DangerDetector()
    vectorizer = CountVectorizer(analyzer=lambda text: spelled_out(terms(safety.plain(text))), min_df=2, binary=True)
    counts = vectorizer.fit_transform([text for text, _ in rows])
    model = LogisticRegression(C=1, max_iter=3000).fit(counts, [outcome for _, outcome in rows])
    points = np.round(model.coef_[1:] - model.coef_[0], 1)
    start = np.round(model.intercept_[1:] - model.intercept_[0], 1)
    kept = [
        f"{points[0, place]}\t{points[1, place]}\t{term}"
        for term, place in sorted(vectorizer.vocabulary_.items())
        if np.abs(model.coef_[1:, place] - model.coef_[0, place]).max() > SMALLEST
    ]
    head = "# Points for self-harm and for an emergency, word or pair of words. Made by `make points`; don't edit."
    POINTS.write_text("\n".join([head, f"{start[0]}\t{start[1]}\t", *kept]) + "\n", encoding="utf-8")
    print(f"{len(rows)} messages, {len(kept)} points")


def spelled_out(found: Iterable[str | tuple[str, ...]]) -> list[str]:
    """Terms as they stand in points.txt."""
    return [term if isinstance(term, str) else " ".join(term) for term in found]


def labelled() -> Iterator[tuple[str, int]]:
    """Messages with their outcome; questions, whatever they are about, are no danger."""
    for path in sorted((ROOT / "tests" / "messages").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row: dict[str, Any] = json.loads(line)
            topic = row.get("topic", "not_crisis")
            if topic in OUTCOMES:
                yield row["q"], OUTCOMES[topic]
    for entry in load((ROOT / "faq.yaml").read_bytes()).entries.values():
        for phrasing in entry.phrasings:
            yield phrasing, 0


main()
