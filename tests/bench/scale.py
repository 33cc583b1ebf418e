"""How a matcher grows: FAQs from a hundred to a hundred thousand phrasings, each in a process of its own."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice, zip_longest

from tests.bench.data import DataError, Entries, Intents, by_intent
from tests.bench.matchers import peers
from tests.bench.peers import OURS
from tests.bench.probe import Cost, cost

SIZES = (100, 1_000, 10_000, 100_000)
AN_ENTRY = 20
QUESTIONS = 160
TRIES = 1_000
# Those that a FAQ of this size can be loaded into within a minute.
SCALABLE = (OURS, "RapidFuzz WRatio", "RapidFuzz token_sort_ratio", "BM25, entries")
SYLLABLES = ("ba", "co", "du", "fe", "gi", "lo", "mu", "ne", "pra", "qui", "ro", "sti", "tu", "va", "xe", "zo")


@dataclass(frozen=True)
class ScaleRow:
    """What a matcher costs with so many phrasings."""

    matcher: str
    phrasings: int
    entries: int
    cost: Cost


def measure(data: Sequence[Intents]) -> Iterator[ScaleRow]:
    """A row for each size and matcher."""
    known = {OURS, *peers()}
    questions = asked(data)
    for size in SIZES:
        entries = grown(data, size)
        for name in (name for name in SCALABLE if name in known):
            yield ScaleRow(name, size, len(entries), cost(name, questions, entries))


def grown(data: Sequence[Intents], size: int) -> Entries:
    """Entries with so many different phrasings: real ones as far as they go, then mixtures of them."""
    wanted = -(-size // AN_ENTRY)
    pools = [
        sorted(dict.fromkeys(texts))
        for intents in data
        for texts in by_intent((*intents.train, *intents.validation)).values()
    ]
    found = list(islice(_all_entries(pools), wanted))
    return {f"entry-{number}": tuple(phrasings) for number, phrasings in enumerate(found)}


def _all_entries(pools: Sequence[list[str]]) -> Iterator[list[str]]:
    """Entries without end, no phrasing twice: the first of each intent, the second of each, then made-up ones."""
    seen: set[str] = set()
    chunked = [[pool[start : start + AN_ENTRY] for start in range(0, len(pool), AN_ENTRY)] for pool in pools]
    real = (chunk for chunks in zip_longest(*chunked) for chunk in chunks if chunk and len(chunk) == AN_ENTRY)
    for chunk in real:
        if seen.isdisjoint(chunk):
            seen.update(chunk)
            yield chunk
    for number in count():
        yield _made_up(pools, number, seen)


def _made_up(pools: Sequence[Sequence[str]], number: int, seen: set[str]) -> list[str]:
    """An entry whose phrasings begin as one intent's and end as another's, every second with the entry's own name."""
    drawn = random.Random(number)
    first, second = drawn.choice(pools), drawn.choice(pools)
    made: list[str] = []
    for _ in range(TRIES):
        start, end = drawn.choice(first).split(), drawn.choice(second).split()
        name = f" for {coined(number)}" if len(made) % 2 else ""
        text = " ".join([*start[: (len(start) + 1) // 2], *end[len(end) // 2 :]]) + name
        if text not in seen:
            seen.add(text)
            made.append(text)
        if len(made) == AN_ENTRY:
            return made
    raise DataError("The public data has too few texts to make large FAQs of them.")


def coined(number: int) -> str:
    """A name that no other number has."""
    base = len(SYLLABLES)
    return "".join(SYLLABLES[number // base**place % base] for place in range(4))


def asked(data: Sequence[Intents]) -> list[str]:
    """Questions from the test parts, every fourth with two letters exchanged in its longest word."""
    texts = [text for intents in data for text, _ in intents.test]
    return [
        slipped(text) if place % 4 == 3 else text
        for place, text in enumerate(texts[:: max(1, len(texts) // QUESTIONS)])
    ]


def slipped(text: str) -> str:
    """A text with a typing mistake in its longest word."""
    words = text.split()
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    word = words[longest]
    middle = len(word) // 2
    words[longest] = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :] if middle else word
    return " ".join(words)
