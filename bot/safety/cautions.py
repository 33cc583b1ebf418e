"""Which lines of care a message calls for beside its answer: by what it names, however urgent it is."""

from collections.abc import Iterable, Iterator, Mapping, Set
from importlib import resources
from itertools import pairwise
from typing import Any, Literal

from bot.safety.negation import context
from bot.safety.patterns import Patterns, expand, words_in

# "check_in": it may be danger, so the help numbers come before the ordinary answer.
Caution = Literal["check_in", "low_mood", "opioids", "pregnancy", "stopping_antidepressant", "surgery"]


class Cautions:
    """Finds opioids, pregnancy, surgery and an antidepressant that is stopped; low mood is found with danger.

    `spelled` are the words that are to be found misspelt too, `words` the others that must not be taken for misspelt.
    """

    def __init__(self, phrases: Mapping[str, Any], sets: Mapping[str, str]) -> None:
        self._topics: dict[Caution, Topic] = {name: Topic(signs, sets) for name, signs in phrases["cautions"].items()}
        self._stopping = Topic(phrases["stopping"], sets)
        self._antidepressant = Topic(phrases["antidepressant"], sets)
        topics = [*self._topics.values(), self._stopping, self._antidepressant]
        self.spelled = frozenset().union(*(topic.spelled for topic in topics))
        self.words = frozenset().union(*(topic.words for topic in topics))

    def found_in(self, plain: str, words: Set[str]) -> Iterator[Caution]:
        """The cautions that plain words call for, of which `words` are the words."""
        for name, topic in self._topics.items():
            if topic.is_in(plain, words):
                yield name
        for sentence in self._stopping.sentences(plain, words):
            if self._antidepressant.is_in(sentence, frozenset(sentence.split())):
                yield "stopping_antidepressant"
                return


class Topic:
    """One thing that people name: by single words and phrases, or by a name of a list that ships."""

    def __init__(self, signs: Mapping[str, Any], sets: Mapping[str, str]) -> None:
        names = signs.get("names", ())
        self._said = Patterns([*names, *signs.get("said", ())], sets)
        self._never = Patterns(signs.get("never", ()), sets)
        self._listed = Names(signs["listed"]) if "listed" in signs else Names()
        self.spelled = frozenset().union(*(words_in(expand(name, sets)) for name in names))
        self.words = self._said.words | self._never.words | self._listed.words | frozenset(signs.get("left_alone", ()))

    def is_in(self, plain: str, words: Set[str]) -> bool:
        """Whether plain words name it, ways of speaking that mean something else aside."""
        if not self._is_near(words):
            return False
        plain = self._never.taken_out(plain)
        words = frozenset(plain.split())
        return any(self._said.matches(plain, words)) or self._listed.are_in(plain, words)

    def sentences(self, plain: str, words: Set[str]) -> Iterable[str]:
        """The sentences that have one of its phrases."""
        if not self._is_near(words):
            return ()
        plain = self._never.taken_out(plain)
        found = self._said.matches(plain, frozenset(plain.split()))
        return dict.fromkeys(context(plain, match)[1] for match in found)

    def _is_near(self, words: Set[str]) -> bool:
        return self._said.may_be_in(words) or not self._listed.words.isdisjoint(words)


class Names:
    """Names of one or two words in a file of this package, one a line, found by looking them up."""

    def __init__(self, file: str | None = None) -> None:
        lines = resources.files("bot.safety").joinpath(file).read_text("utf-8").splitlines() if file else ()
        names = [line for line in lines if not line.startswith("#")]
        self._single = frozenset(name for name in names if " " not in name)
        self._pairs = frozenset(tuple(name.split()) for name in names if " " in name)
        self.words = self._single.union(*self._pairs)

    def are_in(self, plain: str, words: Set[str]) -> bool:
        """Whether plain words have one of the names, of which `words` are the words."""
        if not self._single.isdisjoint(words):
            return True
        return not self.words.isdisjoint(words) and not self._pairs.isdisjoint(pairwise(plain.split()))
