"""The little language of phrases.yaml: regular expressions made of words with one blank between them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from importlib import resources
from itertools import product
from sys import intern

from bot.language.word_lists import everyday_words, weak_words

GAP = r"(?:[^\s|]+ ){0,3}"

_SET = re.compile(r"\{([a-z]\w*)\}")
_LETTER = re.compile(r"(\w|\[[a-z]+\])(\??)")
# What stands for one of many characters, and a group without another in it.
_ANY = re.compile(r"\\.|\[[^]]*[^]a-z][^]]*\]")
_GROUP = re.compile(r"\((\?[:!])?([^()]*)\)([?*]\??|\{[0-9,]*\}\??)?")
# While needed words are looked for, a sign of these stands for each group, and "~" where a word may end before one.
_FIRST_SIGN = 0xE000
_WORD_OR_SIGN = re.compile(r"(?:(?:\w|\[[a-z]+\])\??)+(?![*+{?])(?=~|$)|[\ue000-\uf8ff]")


class Patterns:
    """Regular expressions over plain words, each tried only for texts that have a word it needs.

    To compile one takes hundreds of times as long as to try it, so that waits for a text that has all it needs.
    """

    def __init__(self, patterns: Iterable[str], sets: Mapping[str, str]) -> None:
        self._expanded = [expand(pattern, sets) for pattern in patterns]
        self._by_word: dict[str, list[str]] = {}
        self._also_needed: dict[str, list[tuple[str, ...]]] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        for expanded in self._expanded:
            rarest, *others = needs(expanded)
            for word in rarest:
                self._by_word.setdefault(word, []).append(expanded)
            self._also_needed[expanded] = [tuple(map(intern, words)) for words in others]  # many need the same

    @property
    def words(self) -> Set[str]:
        """The words that the patterns are made of."""
        return words_in(" ".join(self._expanded))

    def may_be_in(self, words: Set[str]) -> bool:
        """Whether a text of these words is worth a look."""
        return not self._by_word.keys().isdisjoint(words)

    def matches(self, plain: str, words: Set[str]) -> Iterator[re.Match[str]]:
        """Where the patterns are found in a text, of which `words` are the words."""
        for pattern in self._worth_trying(plain, words):
            yield from pattern.finditer(plain)

    def taken_out(self, plain: str) -> str:
        """The text with "_" for whatever the patterns find."""
        for pattern in self._worth_trying(plain, set(plain.split())):
            plain = pattern.sub("_", plain)
        return plain

    def _worth_trying(self, plain: str, words: Set[str]) -> Iterator[re.Pattern[str]]:
        if self._by_word.keys().isdisjoint(words):
            return
        found = sorted(self._by_word.keys() & words)
        for expanded in dict.fromkeys([pattern for word in found for pattern in self._by_word[word]]):
            if expanded in self._compiled or self._is_worth_compiling(expanded, plain):
                yield self._pattern(expanded)

    def _is_worth_compiling(self, expanded: str, plain: str) -> bool:
        return all(any(word in plain for word in needed) for needed in self._also_needed[expanded])

    def _pattern(self, expanded: str) -> re.Pattern[str]:
        """The pattern between words."""
        if expanded not in self._compiled:
            self._compiled[expanded] = re.compile(f"(?<= )(?:{expanded})(?:(?<= )|(?= )|$)")
        return self._compiled[expanded]


def expand(pattern: str, sets: Mapping[str, str]) -> str:
    """The pattern with its sets written out, also those within sets."""
    previous = ""
    while previous != pattern:
        previous = pattern
        pattern = _SET.sub(lambda name: GAP if name[1] == "gap" else f"(?:{sets[name[1]]})", pattern)
    return pattern


def words_in(expanded: str) -> Set[str]:
    """The words that a pattern without sets is made of."""
    return frozenset(re.findall(r"(?<![\\a-z])[a-z]+", expanded))


def needs(pattern: str) -> list[frozenset[str]]:
    """Sets of words: a text that the pattern matches has one of each, if within another word; the rarest set first.

    Raises ValueError for a pattern that could match without any known word.
    """
    groups: dict[str, frozenset[str]] = {}
    flat, count = _ANY.sub(".", pattern), 1
    while count:
        flat, count = _GROUP.subn(lambda group: _stand_in(group, groups), flat)
    if "(" in flat:
        raise ValueError(f"a parenthesis is not closed in {pattern!r}")
    if not (found := _needs(flat, groups)):
        raise ValueError(f"no word is needed for {pattern!r}")
    return found


def _stand_in(group: re.Match[str], groups: dict[str, frozenset[str]]) -> str:
    """A sign for what a group needs, "." where that is nothing; behind "~" where a word may end before it."""
    kind, inside, quantifier = group.groups()
    sign, is_lookahead = ".", kind == "?!"
    if not is_lookahead and not quantifier and (found := _needs(inside, groups)):
        sign = chr(_FIRST_SIGN + len(groups))
        groups[sign] = found[0]
    return f"~{sign}" if is_lookahead or (not kind and inside.startswith(" ")) else sign


def _needs(flat: str, groups: Mapping[str, frozenset[str]]) -> list[frozenset[str]]:
    """What alternatives need in which a sign stands for each group, the rarest first."""
    alternatives = flat.split("|")
    if len(alternatives) == 1:
        return sorted(_options(flat.split(), groups), key=_cost)
    if all(map(str.isalnum, alternatives)):
        return [frozenset(alternatives)]
    rarest = [_rarest(alternative.split(), groups) for alternative in alternatives]
    return [] if None in rarest else [frozenset().union(*filter(None, rarest))]


def _rarest(parts: Sequence[str], groups: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    if parts and all(map(str.isalnum, parts)):
        return frozenset((min(parts, key=_frequency),))
    return min(_options(parts, groups), key=_cost, default=None)


def _options(parts: Sequence[str], groups: Mapping[str, frozenset[str]]) -> list[frozenset[str]]:
    """What each word and each group needs."""
    return [groups.get(each) or _spellings(each) for part in parts for each in _WORD_OR_SIGN.findall(part)]


def _spellings(written: str) -> frozenset[str]:
    """All words that are written as one with letters to choose or to leave out ("sol[oa]", "tumou?rs?")."""
    letters = [[*choice.strip("[]"), *([""] if optional else [])] for choice, optional in _LETTER.findall(written)]
    return frozenset(map("".join, product(*letters)))


def _cost(words: frozenset[str]) -> int:
    """How often a text will have one of the words, roughly."""
    return sum(map(_frequency, words))


@cache
def _expected_words() -> frozenset[str]:
    """Words that nearly every message has."""
    lines = resources.files("bot.safety").joinpath("expected_words.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def _frequency(word: str) -> int:
    if word in _expected_words():
        return 300
    if word in weak_words():
        return 1000 if len(word) <= 3 else 100
    return 3 if word in everyday_words() else 1
