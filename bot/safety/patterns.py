"""The little language of phrases.yaml: regular expressions made of words with one blank between them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache, lru_cache
from importlib import resources
from itertools import product

from bot.language.word_lists import everyday_words, weak_words

GAP = r"(?:[^\s|]+ ){0,3}"

_SET = re.compile(r"\{([a-z]\w*)\}")
_LOOKAHEAD = "(?!"
_LETTER = re.compile(r"(\w|\[[a-z]+\])(\??)")
_WRITTEN = re.compile(r"(?:(?:\w|\[[a-z]+\])\??)+(?![*+{?])")
_ATOM = re.compile(r"\\?.")
_BRACKET = re.compile(r"[()\[\]]")
_MARK = re.compile(r"\\.|[()\[\]| ]")
_QUANTIFIER = re.compile(r"[?*]\??|\{[0-9,]*\}\??")


class Patterns:
    """Regular expressions over plain words, each compiled and tried only for texts that have a word it needs."""

    def __init__(self, patterns: Iterable[str], sets: Mapping[str, str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        self.words: set[str] = set()
        for pattern in patterns:
            expanded = expand(pattern, sets)
            for word in needed_words(expanded):
                self._by_word.setdefault(word, []).append(expanded)
            self.words |= words_in(expanded)

    def may_be_in(self, words: Set[str]) -> bool:
        """Whether a text of these words is worth a look."""
        return not self._by_word.keys().isdisjoint(words)

    def matches(self, plain: str, words: Set[str]) -> Iterator[re.Match[str]]:
        """Where the patterns are found in a text, of which `words` are the words."""
        for pattern in self._worth_trying(words):
            yield from pattern.finditer(plain)

    def taken_out(self, plain: str) -> str:
        """The text with "_" for whatever the patterns find."""
        for pattern in self._worth_trying(set(plain.split())):
            plain = pattern.sub("_", plain)
        return plain

    def _worth_trying(self, words: Set[str]) -> Iterable[re.Pattern[str]]:
        if self._by_word.keys().isdisjoint(words):
            return ()
        found = sorted(self._by_word.keys() & words)
        return map(self._pattern, dict.fromkeys([pattern for word in found for pattern in self._by_word[word]]))

    def _pattern(self, expanded: str) -> re.Pattern[str]:
        """The pattern between words; most are never needed, and compiling them all would take half of a start."""
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


def needed_words(pattern: str) -> frozenset[str]:
    """Words of which each text that the pattern matches has at least one; the rarest such words there are.

    Raises ValueError for a pattern that could match without any known word.
    """
    words = _needed(pattern)
    if words is None:
        raise ValueError(f"no word is needed for {pattern!r}")
    return words


@lru_cache(maxsize=256)
def _needed(pattern: str) -> frozenset[str] | None:
    """As needed_words, None where nothing is needed."""
    if pattern.isalnum():
        return frozenset({pattern})
    alternatives = list(_parts(pattern, "|"))
    if len(alternatives) > 1:
        needs = [_needed(alternative) for alternative in alternatives]
        return None if None in needs else frozenset().union(*(need for need in needs if need))
    options = [words for part in _parts(pattern, " ") if part and (words := _needed_by_part(part)) is not None]
    return min(options, key=_cost, default=None)


@lru_cache(maxsize=1024)
def _needed_by_part(part: str) -> frozenset[str] | None:
    """What a part needs that has no blank outside its groups, such as "wake( up)?" or "(a |the )?bus"."""
    options = []
    position = 0
    while position < len(part):
        if written := _WRITTEN.match(part, position):
            position = written.end()
            if not part[position:] or part[position:].startswith(("( ", _LOOKAHEAD)):
                options.append(frozenset(_spellings(written[0])))
            continue
        end = _closing(part, position) if part[position] in "([" else _ATOM.match(part, position).end() - 1  # type: ignore[union-attr]  # an atom matches any character
        atom, quantifier = part[position : end + 1], part[end + 1 : end + 2]
        position = end + 1
        if quantifier and quantifier in "?*{":
            position = _QUANTIFIER.match(part, position).end()  # type: ignore[union-attr]  # it begins with one
        elif atom.startswith("(") and not atom.startswith(_LOOKAHEAD):
            words = _needed(atom[1:-1].removeprefix("?:"))
            if words is not None:
                options.append(words)
    return min(options, key=_cost, default=None)


def _spellings(written: str) -> Iterator[str]:
    """All words that are written as one with letters to choose or to leave out ("sol[oa]", "tumou?rs?")."""
    letters = [[*choice.strip("[]"), *([""] if optional else [])] for choice, optional in _LETTER.findall(written)]
    return map("".join, product(*letters))


def _parts(pattern: str, separator: str) -> Iterator[str]:
    """The pattern cut at a separator, except inside parentheses and brackets and after a backslash."""
    if separator not in pattern:
        yield pattern
        return
    depth = start = 0
    for mark in _MARK.finditer(pattern):
        character = mark[0]
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == separator and not depth:
            yield pattern[start : mark.start()]
            start = mark.end()
    yield pattern[start:]


def _closing(pattern: str, start: int) -> int:
    """Where the parenthesis or bracket that opens at `start` is closed."""
    depth = 0
    for bracket in _BRACKET.finditer(pattern, start):
        depth += 1 if bracket[0] in "([" else -1
        if not depth:
            return bracket.start()
    raise ValueError(f"a parenthesis is not closed in {pattern!r}")


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
