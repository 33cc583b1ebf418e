"""The bot's matcher and its peers, all made from the same phrasings and asked the same way.

Each peer brings its own library, so that those which are installed can be measured without the others.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.cli.evaluate import Labelled
from bot.conversation.faqs import Faqs
from bot.conversation.responder import Responder
from bot.encoder.encoders import CHOICES, Encoders
from bot.faq.model import Entry, Faq, Subject, Topic
from bot.language.text import stem
from bot.matching.matcher import Matcher
from bot.matching.outcome import Answer, Match
from bot.matching.verdict import WITH_ENCODERS, WORDS_ALONE, Levels
from bot.safety.triage import DangerDetector
from tests.bench.data import Entries
from tests.bench.figures import Guess, Judged
from tests.small_faq import small_faq

OURS = "this bot"
# The bot with encoders, and the value of ENCODER.
ENCODED = {f"{OURS}, MiniLM": "minilm", f"{OURS}, both encoders": "both"}
PLACES = 3


class Peer(ABC):
    """Something that finds entries for questions."""

    @abstractmethod
    def guess(self, question: str) -> Guess:
        """The best three entries."""

    @abstractmethod
    def answer(self, question: str) -> object:
        """As little as gives the best entry: what is timed."""

    def guesses(self, questions: Sequence[str]) -> list[Guess]:
        """The best three entries for each question; how long it takes doesn't matter."""
        return [self.guess(question) for question in questions]


def faq_of(entries: Entries) -> Faq:
    """A FAQ with nothing in it but phrasings: no synonyms, no subject, one answer for all."""
    made = tuple(Entry(id, phrasings[0], phrasings[1:], "An answer.") for id, phrasings in entries.items())
    return replace(small_faq(), subject=Subject((), ()), synonyms=(), topics=(Topic("all", "All", made),))


def guess_of(match: Match, levels: Levels = WORDS_ALONE) -> Guess:
    """Our own match as a guess; it holds back where a guard was raised, or the second entry is as near."""
    if not match.ranking:
        return Guess((), 0.0)
    best = match.ranking[0]
    unclear = best.right >= levels.right and not isinstance(match.outcome, Answer)
    ids = tuple(candidate.entry.id for candidate in match.ranking[:PLACES])
    return Guess(ids, best.ours, bool(match.guards) or best.ours < levels.ours or unclear, best.right)


Make = Callable[[Entries], Peer]


def judged(peer: Peer, messages: Sequence[Labelled]) -> list[Judged]:
    """A matcher's guesses at labelled messages."""
    guesses = peer.guesses([message.query for message in messages])
    return [Judged(guess, message.ok or frozenset()) for guess, message in zip(guesses, messages, strict=True)]


class ThisBot(Peer):
    """The whole way from a message to the composed reply, danger first, with the encoders of a choice."""

    def __init__(self, faq: Faq, encoder: str = "off") -> None:
        self.responder = Responder(Faqs(faq), DangerDetector(Encoders(CHOICES[encoder])))
        self.responder.warm_up()
        self._levels = WITH_ENCODERS if self.responder.encoders.names else WORDS_ALONE

    def guess(self, question: str) -> Guess:
        match = self.responder.respond(question).match
        return guess_of(match, self._levels) if match else Guess((), 0.0)

    def answer(self, question: str) -> object:
        return self.responder.respond(question)


class OurMatcher(Peer):
    """The matcher alone."""

    def __init__(self, entries: Entries) -> None:
        self.matcher = Matcher(faq_of(entries))

    def guess(self, question: str) -> Guess:
        return guess_of(self.matcher.match(question))

    def answer(self, question: str) -> object:
        return self.matcher.match(question)


class BestPhrasing(Peer):
    """One of RapidFuzz's scorers over all phrasings, upper case and punctuation out."""

    def __init__(self, entries: Entries, scorer: str) -> None:
        from rapidfuzz import fuzz, process, utils

        self._owners, phrasings = flat(entries)
        self._processor: Callable[[str], str] = utils.default_process
        self._phrasings = [self._processor(phrasing) for phrasing in phrasings]
        self._scorer: Any = getattr(fuzz, scorer)
        self._process = process

    def guess(self, question: str) -> Guess:
        found = self._process.extract(
            question, self._phrasings, scorer=self._scorer, processor=self._processor, limit=None
        )
        return first_places((self._owners[place], score) for _, score, place in found)

    def answer(self, question: str) -> object:
        return self._process.extractOne(question, self._phrasings, scorer=self._scorer, processor=self._processor)


class Bm25(Peer):
    """BM25 over entries, all phrasings of one being a document, or over single phrasings; stems, no stop words."""

    def __init__(self, entries: Entries, whole_entries: bool) -> None:
        import bm25s

        self._bm25s = bm25s
        owners, texts = flat(entries)
        self._owners = list(entries) if whole_entries else owners
        self._retriever = bm25s.BM25()
        corpus = [" ".join(phrasings) for phrasings in entries.values()] if whole_entries else texts
        self._retriever.index(self._words(corpus), show_progress=False)
        # Of an entry's phrasings several can be among the first, so more are asked for.
        self._limit = min(len(self._owners), PLACES if whole_entries else 50)

    def guess(self, question: str) -> Guess:
        places, scores = self._find(question, self._limit)
        return first_places((self._owners[place], float(score)) for place, score in zip(places, scores, strict=True))

    def answer(self, question: str) -> object:
        return self._find(question, 1)

    def _words(self, texts: Sequence[str]) -> Any:
        return self._bm25s.tokenize(list(texts), stopwords="en", stemmer=_stems, return_ids=False, show_progress=False)

    def _find(self, question: str, limit: int) -> tuple[Any, Any]:
        words = self._words([question])
        if not words[0]:
            return (), ()
        places, scores = self._retriever.retrieve(words, k=limit, show_progress=False)
        return places[0], scores[0]


def _stems(words: Sequence[str]) -> list[str]:
    return [stem(word) for word in words]


class TfidfRegression(Peer):
    """Words and pairs of words weighed by TF-IDF, and logistic regression, learned from the phrasings."""

    def __init__(self, entries: Entries) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline

        owners, texts = flat(entries)
        # Between 10 and 100 it makes no difference to how well the phrasings are told apart; below, less well.
        self._model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(C=30, max_iter=1000)
        ).fit(texts, owners)

    def guess(self, question: str) -> Guess:
        return best_classes(self._model.classes_, self._model.predict_proba([question])[0])

    def answer(self, question: str) -> object:
        return self._model.predict_proba([question])[0].argmax()


def best_classes(classes: Sequence[str], likelihoods: Any) -> Guess:
    """A classifier's likelihoods as a guess."""
    best = likelihoods.argsort()[::-1][:PLACES]
    return Guess(tuple(str(classes[place]) for place in best), float(likelihoods[best[0]]))


def flat(entries: Entries) -> tuple[list[str], list[str]]:
    """The entry of each phrasing, and the phrasings."""
    pairs = [(id, phrasing) for id, phrasings in entries.items() for phrasing in phrasings]
    return [id for id, _ in pairs], [phrasing for _, phrasing in pairs]


def first_places(found: Iterable[tuple[str, float]]) -> Guess:
    """The first different entries of phrasings that were found, the best first."""
    best: dict[str, float] = {}
    for id, score in found:
        best.setdefault(id, score)
        if len(best) == PLACES:
            break
    return Guess(tuple(best), max(best.values(), default=0.0))
