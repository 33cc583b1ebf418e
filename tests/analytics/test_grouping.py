from bot.analytics.grouping import grouped
from bot.faq.reading.loader import load
from bot.matching.matcher import Matcher
from tests.conftest import FAQ_FILE

MATCHER = Matcher(load(FAQ_FILE.read_bytes()))
ASKED = [
    ["is it kosher", "are the capsules kosher", "kosher?", "is ldn koser", "kosher capsules please"],
    ["can i take it with quinoa", "quinoa and ldn", "ldn quinoa ok"],
    ["can you ship to mexico", "mexico shipping?", "do you deliver in mexico"],
    ["does it show on an mri", "mri with ldn"],
    ["is it halal"],
    ["can my horse take it"],
]


def groups_of(texts: list[str]) -> list[list[str]]:
    return [[texts[place] for place in group] for group in grouped(texts, MATCHER)]


def test_brings_together_what_asks_the_same() -> None:
    assert groups_of([text for group in ASKED for text in group]) == ASKED


def test_the_order_of_the_texts_changes_nothing() -> None:
    texts = [text for group in ASKED for text in group]
    assert {frozenset(group) for group in groups_of(texts[::-1])} == {frozenset(group) for group in ASKED}


def test_the_same_text_counts_each_time() -> None:
    assert grouped(["is it halal", "is it kosher", "is it kosher"], MATCHER) == [[1, 2], [0]]


def test_texts_without_words() -> None:
    assert grouped([], MATCHER) == []
    assert grouped(["…", "?!", "…"], MATCHER) == [[0, 2], [1]]
    assert grouped(["what do you think", "why is that so"], MATCHER) == [[0], [1]]
