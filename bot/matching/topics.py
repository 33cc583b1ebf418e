"""Which topic a few words name."""

from collections import Counter
from collections.abc import Sequence

from bot.faq.model import Topic
from bot.language.text import stem
from bot.matching.lexicon import Lexicon

# What a word that tells little ("how", "getting") counts for beside another.
WEAK = 0.1


class TopicFinder:
    """Finds topics by the words of their titles and ids."""

    def __init__(self, topics: Sequence[Topic], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._names = [(topic, {*self._words(topic.title), *self._words(topic.id)}) for topic in topics]
        self._holders = Counter(word for _, name in self._names for word in name)

    def find(self, text: str) -> Topic | None:
        """The topic whose title or id fits best, the rarer words counting for more; None where too little fits."""
        asked = {word: weight / max(1, self._holders[word]) for word, weight in self._words(text).items()}
        best, most = None, sum(asked.values()) / 2
        for topic, name in self._names:
            fit = sum(weight for word, weight in asked.items() if word in name)
            if fit > most:
                best, most = topic, fit
        return best

    def _words(self, text: str) -> dict[str, float]:
        """The words of a text as the FAQ reads them, and what each counts for."""
        tokens = self._lexicon.read(text)
        return {token.reading or stem(token.word): WEAK if token.is_weak else 1.0 for token in tokens}
