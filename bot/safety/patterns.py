"""The little language of phrases.yaml: regular expressions made of words with one blank between them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache

from bot.language.word_lists import everyday_words, weak_words

GAP = r"(?:[^\s|]+ ){0,3}"

# Words that nearly every message to this bot has.
_EVERYWHERE = frozenset(
    {"ldn", "naltrexone", "dose", "pain", "medicine", "medication", "prescription", "pill", "pills"}
)
_SET = re.compile(r"\{([a-z]\w*)\}")
_LOOKAHEAD = "(?!"
_WORD = re.compile(r"\w+")
_ATOM = re.compile(r"\w+|\\?.")
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
            self.words.update(re.findall(r"(?<![\\a-z])[a-z]+", expanded))

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
        end = _closing(part, position) if part[position] in "([" else _ATOM.match(part, position).end() - 1  # type: ignore[union-attr]  # an atom matches any character
        atom, quantifier = part[position : end + 1], part[end + 1 : end + 2]
        position = end + 1
        if quantifier and quantifier in "?*{":
            position = _QUANTIFIER.match(part, position).end()  # type: ignore[union-attr]  # it begins with one
        elif _WORD.fullmatch(atom):
            options.append(frozenset({atom}))
        elif atom.startswith("(") and not atom.startswith(_LOOKAHEAD):
            words = _needed(atom[1:-1].removeprefix("?:"))
            if words is not None:
                options.append(words)
    return min(options, key=_cost, default=None)


def _parts(pattern: str, separator: str) -> Iterator[str]:
    """The pattern cut at a separator, except inside parentheses and brackets and after a backslash."""
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
    for position in range(start, len(pattern)):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(pattern[position], 0)
        if not depth:
            return position
    raise ValueError(f"a parenthesis is not closed in {pattern!r}")


def _cost(words: frozenset[str]) -> int:
    """How often a text will have one of the words, roughly."""
    return sum(map(_frequency, words))


def _frequency(word: str) -> int:
    if word in _EVERYWHERE:
        return 300
    if word in weak_words():
        return 1000 if len(word) <= 3 else 100
    return 3 if word in everyday_words() else 1
