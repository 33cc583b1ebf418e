"""Which entry a question means, how sure that is, and what to do about it."""

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.encoder.encoders import Encoders, Reading
from bot.faq.model import Entry, Faq
from bot.matching import confidence
from bot.matching.confidence import Evidence
from bot.matching.index import Index
from bot.matching.lexicon import Lexicon, Token, readings_of, sorted_readings
from bot.matching.medicines import Medicines
from bot.matching.outcome import Candidate, Match, Word
from bot.matching.verdict import MAX_SUGGESTIONS, Levels, guards_of, levels_for, outcome_of

if TYPE_CHECKING:
    from bot.matching import second_reader as vectors
    from bot.matching.second_reader import SecondReader

MAX_QUERY = 300
CANDIDATES = 5
LIKENESS_BONUS = 2.0
LACKS_NEEDED_WORD = 0.5

# For so many entries that words find near the likeness to their phrasings is looked up.
LIKENED = 12
# The least of both where the question is a phrasing of one entry, word for word.
WORD_FOR_WORD = 0.98


class Matcher:
    """Finds the entries of one FAQ that a question may mean; the same question always gets the same result."""

    def __init__(self, faq: Faq, encoders: Encoders | None = None, lexicon: Lexicon | None = None) -> None:
        self._entries, self._encoders, self._language = faq.entries, encoders or Encoders(), faq.language
        self._second: SecondReader | None = None
        self.lexicon = lexicon or Lexicon(faq)
        documents = {
            entry.id: [self.lexicon.read(phrasing) for phrasing in entry.phrasings] for entry in faq.entries.values()
        }
        self.index = Index(documents, faq.language)
        self._phrasings = [[sorted_readings(tokens) for tokens in documents[id]] for id in self.index.ids]
        self._word_for_word: dict[str, list[int]] = {}
        for number, phrasings in enumerate(self._phrasings):
            for phrasing in dict.fromkeys(phrasings):
                self._word_for_word.setdefault(phrasing, []).append(number)
        self._needs = [
            (number, self._readings_of(faq.entries[id].needs))
            for number, id in enumerate(self.index.ids)
            if faq.entries[id].needs
        ]
        self._small_talk = {number for number, id in enumerate(self.index.ids) if faq.entries[id].small_talk}
        self._guarded = {
            id: frozenset(guard for tokens in document for guard in guards_of(tokens))
            for id, document in documents.items()
        }
        self._medicines = Medicines(faq, [documents[id] for id in self.index.ids])
        self._ours = self._readings_of(faq.subject.ours)
        self._others = self._readings_of(faq.subject.others)

    def warm_up(self, state_dir: Path | None = None, english: Mapping[str, Entry] | None = None) -> None:
        """Has the encoders that know the language read all phrasings; until then, and for want of one, words count.

        A translation counts those of the `english` entries too.
        """
        if self._encoders.names:
            from bot.encoder.kept import KeptVectors  # which need NumPy
            from bot.matching.second_reader import SecondReader, names_for

            if names_for(self._language, self._encoders.names):
                kept = KeptVectors(state_dir, shipped=Path(__file__).parent)
                phrasings = {id: self._entries[id].phrasings for id in self.index.ids}
                beside = {id: english[id].phrasings for id in self.index.ids} if english else None
                self._second = SecondReader(phrasings, self._encoders, kept, None, self._language, beside)

    def by_words(self) -> "Matcher":
        """The same without the encoders."""
        twin = copy.copy(self)
        twin._second = None
        return twin

    @property
    def is_warm(self) -> bool:
        """Whether the encoders have read the phrasings."""
        return self._second is not None

    @property
    def levels(self) -> Levels:
        """From where on an entry is the answer, or may be meant."""
        return levels_for(self._language, with_encoders=self._second is not None)

    def match(self, query: str, candidates: int = CANDIDATES) -> Match:
        """The outcome for a question, of which at most the first 300 characters are read."""
        tokens, names_ours = self.heard(query)
        heard = tuple(Word(token, self.index.weight(token)) for token in tokens)
        scores = self.scores(tokens, names_ours) if tokens else []
        if not tokens:
            ranking: tuple[Candidate, ...] = ()
        elif self._second:
            read = self._encoders.read(query[:MAX_QUERY])
            ranking = self._read_twice(self._second, read, tokens, scores, heard, names_ours, candidates)
        else:
            ranking = self._ranking(tokens, scores, heard, names_ours, candidates)
        guards = self._raisedguards_of(tokens, ranking)
        outcome, named = outcome_of(ranking, guards, self.levels), self._medicines.named_in(tokens)
        return Match(outcome, ranking, heard, guards, len(query) > MAX_QUERY, named)

    def heard(self, query: str) -> tuple[tuple[Token, ...], bool]:
        """The words that count of a question, and whether it speaks of our subject by its name."""
        tokens = self.lexicon.read(query[:MAX_QUERY])
        names_ours = self._names_ours(tokens)
        if names_ours:
            tokens = tuple(token for token in tokens if not self._is_small_talk(token)) or tokens
        return tokens, names_ours

    def _names_ours(self, tokens: Sequence[Token]) -> bool:
        """Whether a question speaks of our subject by its name; "it" may be anything."""
        return any(token.reading in self._ours and not token.is_weak for token in tokens)

    def _is_small_talk(self, token: Token) -> bool:
        """Whether a word belongs to small talk alone, such as a greeting before a question."""
        holders = self.index.holders(token)
        return 0 < len(holders) <= len(self._small_talk) and self._small_talk.issuperset(holders)

    def _readings_of(self, texts: Sequence[str]) -> frozenset[str]:
        return frozenset(readings_of(self.lexicon.read(text)) for text in texts)

    def scores(self, tokens: Sequence[Token], names_ours: bool) -> list[float]:
        """How well the words fit each entry, with what it needs, and with no small talk beside our subject."""
        scores = self.index.scores(tokens)
        readings = {token.reading for token in tokens}
        for number, needed in self._needs:
            if scores[number] and needed.isdisjoint(readings):
                scores[number] *= LACKS_NEEDED_WORD
        if names_ours:
            for number in self._small_talk:
                scores[number] = 0.0
        return scores

    def _read_twice(
        self,
        second: "SecondReader",
        reading: Reading,
        tokens: Sequence[Token],
        scores: Sequence[float],
        heard: Sequence[Word],
        names_ours: bool,
        candidates: int,
    ) -> tuple[Candidate, ...]:
        """The ranking by words and encoders together; a phrasing word for word comes first."""
        same = self._word_for_word.get(sorted_readings(tokens), ())
        evidence = second.evidence(reading)
        known = self.known(tokens, scores, heard, names_ours, evidence)
        judged = second.judge(known, evidence, sorted(self._small_talk) if names_ours else ())
        order = list(dict.fromkeys([*same, *judged.order]))[:candidates]
        found = []
        for place, number in enumerate(order):
            least = WORD_FOR_WORD if number in same and len(same) == 1 else 0.0
            right = judged.right if number == judged.order[0] and not place else float(judged.shares[number])
            entry, likeness = self._entries[self.index.ids[number]], float(known.likeness[number])
            found.append(
                Candidate(entry, max(judged.ours, least), max(right, least), float(judged.shares[number]), likeness)
            )
        return tuple(found)

    def known(
        self,
        tokens: Sequence[Token],
        scores: Sequence[float],
        heard: Sequence[Word],
        names_ours: bool,
        evidence: "vectors.Evidence",
    ) -> "vectors.Known":
        """What words say of a question; its likeness is looked up for the entries that words or encoders find near."""
        import numpy as np

        from bot.matching.second_reader import Known

        query = sorted_readings(tokens)
        telling = {word.token.reading or word.token.word: word for word in heard}.values()
        total = sum(word.weight for word in telling)
        understood = sum(word.weight * word.token.likeness for word in telling) / (total or 1.0)
        likeness = np.zeros(len(scores))
        fit = np.array(scores)
        near = {*np.argsort(-fit)[:LIKENED].tolist(), *np.argsort(-evidence.learned.sum(axis=0))[:CANDIDATES].tolist()}
        for number in near | set(self._word_for_word.get(query, ())):
            likeness[number] = self._likeness(query, number)
        named = self._medicines.named_in(tokens) and not names_ours
        strange = self._medicines.strange if named else np.zeros(len(scores))
        return Known(understood, total / self.index.heaviest, names_ours, total, fit, likeness, strange)

    def _ranking(
        self,
        tokens: Sequence[Token],
        scores: Sequence[float],
        heard: Sequence[Word],
        names_ours: bool,
        candidates: int,
    ) -> tuple[Candidate, ...]:
        query = sorted_readings(tokens)
        same = self._word_for_word.get(query, ())
        best = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:candidates]
        ranked: list[tuple[float, int, float]] = []
        leader = 0.0
        for number in dict.fromkeys([*same, *(number for number in best if scores[number])]):
            # What can't pass the leader even as its very phrasing is not worth comparing, once there are three.
            hopeless = len(ranked) >= MAX_SUGGESTIONS and scores[number] * (1 + LIKENESS_BONUS) < leader
            likeness = 0.0 if hopeless else self._likeness(query, number)
            score = scores[number] * (1 + LIKENESS_BONUS * likeness**2)
            leader = max(leader, score)
            ranked.append((score, number, likeness))
        ranked.sort(key=lambda each: (each[2] < 1, -each[0], each[1]))
        return self._with_confidence(heard, ranked, names_ours)

    def _likeness(self, query: str, number: int) -> float:
        """RapidFuzz's token_sort_ratio to the nearest phrasing of an entry, all words having been sorted before."""
        found = process.extractOne(query, self._phrasings[number], scorer=fuzz.ratio)
        return float(found[1]) / 100 if found else 0.0

    def _with_confidence(
        self, heard: Sequence[Word], ranked: Sequence[tuple[float, int, float]], names_ours: bool
    ) -> tuple[Candidate, ...]:
        words = {word.token.reading or word.token.word: word for word in heard}.values()
        total = sum([word.weight for word in words])
        known = [(word.weight * word.token.likeness, self.index.holders(word.token)) for word in words]
        understood = sum([weight for weight, _ in known]) / total
        telling = total / self.index.heaviest
        alone = [likeness for _, _, likeness in ranked].count(1) == 1
        second = max([score for score, _, _ in ranked[1:]], default=0.0)
        candidates: list[Candidate] = []
        ours = right = 1.0
        for score, number, likeness in ranked:
            rival = ranked[0][0] if candidates else second
            margin = (score - rival) / (max(score, rival) or 1.0)
            spoken_for = sum([weight for weight, holders in known if number in holders]) / total
            least = WORD_FOR_WORD if likeness == 1 and alone else 0.0
            evidence = Evidence(understood, telling, names_ours, spoken_for, score / total, margin, likeness)
            ours = min(ours, max(least, confidence.ours(evidence)))
            right = min(right, max(least, confidence.right(evidence)))
            candidates.append(Candidate(self._entries[self.index.ids[number]], ours, right, score, likeness))
        return tuple(candidates)

    def _raisedguards_of(self, tokens: Sequence[Token], ranking: Sequence[Candidate]) -> tuple[str, ...]:
        """What keeps the best entry from being the answer outright, however well its words fit."""
        if not ranking:
            return ()
        readings = {token.reading for token in tokens}
        raised = [guard for guard in guards_of(tokens) if guard not in self._guarded[ranking[0].entry.id]]
        if not self._others.isdisjoint(readings) and self._ours.isdisjoint(readings):
            raised.append("subject")
        return tuple(dict.fromkeys(raised))
