from bot.matching.index import Index
from bot.matching.lexicon import Token


def tokens(text: str) -> list[Token]:
    return [Token(word, word) for word in text.split()]


DOCUMENTS = {
    "alcohol": [tokens("can i drink wine"), tokens("is wine ok")],
    "cost": [tokens("what does it cost"), tokens("can i pay later")],
    "start": [tokens("how do i start"), tokens("can i start now")],
}
INDEX = Index(DOCUMENTS)


def best(text: str) -> str:
    scores = INDEX.scores(tokens(text))
    return INDEX.ids[scores.index(max(scores))]


def test_the_entry_that_shares_rare_words_is_best() -> None:
    assert best("wine please") == "alcohol"
    assert best("the cost") == "cost"


def test_rare_words_weigh_more_than_common_ones() -> None:
    assert INDEX.weight(Token("wine", "wine")) > INDEX.weight(Token("i", "i"))


def test_an_unknown_word_weighs_as_much_as_the_rarest_unless_it_tells_little() -> None:
    assert INDEX.weight(Token("zebra", None)) == INDEX.heaviest
    assert INDEX.weight(Token("someone", None, is_weak=True)) < INDEX.heaviest / 2


def test_a_doubtful_spelling_counts_for_less() -> None:
    sure, doubtful = INDEX.scores([Token("wine", "wine")]), INDEX.scores([Token("wien", "wine", 0.75)])
    place = INDEX.ids.index("alcohol")
    assert 0 < doubtful[place] < sure[place]


def test_neighbouring_words_count_beside_the_words() -> None:
    place = INDEX.ids.index("start")
    assert INDEX.scores(tokens("i start"))[place] > INDEX.scores(tokens("start i"))[place]


def test_an_unknown_word_may_be_one_more_of_an_open_list() -> None:
    index = Index(
        {
            "mix": [[Token("with", "with"), Token("aspirin", "medicine", is_example=True)]],
            "food": [[Token("with", "with"), Token("meals", "meals")]],
        }
    )
    scores = index.scores([Token("with", "with"), Token("zotepine", None)])
    assert scores[index.ids.index("mix")] > scores[index.ids.index("food")]


def test_the_order_of_the_entries_decides_nothing() -> None:
    turned = Index(dict(reversed(DOCUMENTS.items())))
    assert turned.ids == INDEX.ids
    assert turned.scores(tokens("can i start wine")) == INDEX.scores(tokens("can i start wine"))


def test_no_entries_and_no_words() -> None:
    assert Index({}).scores(tokens("wine")) == []
    assert INDEX.scores([]) == [0.0, 0.0, 0.0]
