"""Learns for a translation what learn_second_reader.py learns for English; writes second_reader.<code>.npz.

`make points` runs it for Spanish, from tests/messages/es and the English questions, with the encoders that read both.
Each language lies around a point of its own, so each is taken from there; the planes are fitted on both.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.encoder.encoders import CHOICES, Encoders
from bot.encoder.kept import KeptVectors
from bot.faq.model import Faq
from bot.faq.reading.loader import load
from bot.faq.reading.translation import load_translation
from bot.matching.matcher import Matcher
from bot.matching.second_reader import SecondReader, unit
from tests.matching.learn_second_reader import FOLDS, ROOT, known_of, messages, ship, weights

# The multilingual encoder, and what an English question counts for beside one in the language.
NAME = "e5"
ENGLISH_WEIGHT = 0.3


def main(code: str = "es") -> None:
    """Read the labelled questions and both FAQs, learn, and write what was learned."""
    english = load((ROOT / "faq.yaml").read_bytes())
    faq = load_translation((ROOT / f"faq.{code}.yaml").read_bytes(), english, code, f"faq.{code}.yaml").faq
    held, *_ = learned_from(code, faq, english, KeptVectors(ROOT / "state"))
    np.savez_compressed(ROOT / "bot" / "matching" / f"second_reader.{code}.npz", **held)
    own = [text for each in (english, faq) for entry in each.entries.values() for text in entry.phrasings]
    ship(KeptVectors(ROOT / "state", ROOT / "bot" / "matching"), own, [NAME])
    print(f"learned for {code}")


def learned_from(code: str, faq: Faq, english: Faq, kept: KeptVectors) -> tuple[dict[str, Any], Any, Any, Any]:
    """What is learned; and for each question what words and what planes say that had not been fitted on it."""
    rows = [json.loads(line) for path in _files(code) for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["ok"]] + [row for row in rows if not row["ok"]]
    asked = sum(bool(row["ok"]) for row in rows)
    theirs = [row for row in messages() if "ok" in row]
    encoders = Encoders(CHOICES[NAME])
    encoders.load()
    matcher = Matcher(faq, encoders)
    ids = list(matcher.index.ids)
    places = {id: place for place, id in enumerate(ids)}
    own, beside = ({id: each.entries[id].phrasings for id in ids} for each in (faq, english))
    texts = {
        "rows": [row["q"] for row in rows],
        "theirs": [row["q"] for row in theirs],
        "own": [text for id in ids for text in own[id]],
        "beside": [text for id in ids for text in beside[id]],
    }
    vectors = {part: encoders.read_all(some, kept)[NAME] for part, some in texts.items()}
    means = {"own": vectors["own"].mean(axis=0), "beside": vectors["beside"].mean(axis=0)}
    around = {
        part: unit(each - means["own" if part in ("own", "rows") else "beside"]) for part, each in vectors.items()
    }
    labels = {
        "rows": [places[row["ok"][0]] if row["ok"] else -1 for row in rows],
        "theirs": [next((places[id] for id in row["ok"] if id in places), -1) for row in theirs],
        "own": [places[id] for id in ids for _ in own[id]],
        "beside": [places[id] for id in ids for _ in beside[id]],
    }
    base = {"ids": np.array(ids), "language": np.array(code)}
    base |= {f"{NAME}:mean": means["own"], f"{NAME}:english": means["beside"]}
    evidence: list[Any] = [None] * len(rows)
    for known, unseen in FOLDS.split(rows):
        reader = SecondReader(own, encoders, kept, base | planes(around, labels, known), code, beside)
        for place in unseen:
            evidence[place] = reader.evidence({NAME: vectors["rows"][place]})
    told = [known_of(matcher, text, evidence[place]) for place, text in enumerate(texts["rows"])]
    right = np.array([[id in row["ok"] for id in ids] for row in rows[:asked]])
    held = base | planes(around, labels, np.arange(len(rows))) | weights(NAME, told, evidence, right)
    return held, rows, told, evidence


def planes(around: Mapping[str, Any], labels: Mapping[str, Sequence[int]], known: Any) -> dict[str, Any]:
    """A plane for each entry, and one between what the FAQ covers and what it doesn't, fitted on both languages."""
    seen = {part: np.arange(len(each)) for part, each in around.items()} | {"rows": known}
    vectors = np.vstack([around[part][seen[part]] for part in seen])
    wanted = np.concatenate([np.array(labels[part])[seen[part]] for part in seen])
    weight = np.concatenate(
        [np.full(len(seen[part]), 1.0 if part in ("own", "rows") else ENGLISH_WEIGHT) for part in seen]
    )
    ours = wanted >= 0
    entries = LogisticRegression(C=20, max_iter=300).fit(vectors[ours], wanted[ours], weight[ours])
    covered = LogisticRegression(C=10, max_iter=500, class_weight="balanced").fit(vectors, ours, weight)
    return {
        f"{NAME}:planes": entries.coef_.astype(np.float16),
        f"{NAME}:plane_starts": entries.intercept_.astype(np.float32),
        f"{NAME}:border": np.array([*covered.coef_[0], covered.intercept_[0]], dtype=np.float32),
    }


def _files(code: str) -> list[Path]:
    return sorted((ROOT / "tests" / "messages" / code).glob("*.jsonl"))


if __name__ == "__main__":
    main(*sys.argv[1:])
