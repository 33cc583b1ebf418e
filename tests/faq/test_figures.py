"""No number may stand in an answer from articles that none of them has, in that unit."""

import pytest

from bot.errors import FaqError
from bot.faq.figures import unknown_figures
from bot.faq.model import Faq
from bot.faq.reading.loader import load
from bot.faq.rules import content_problems
from tests.small_faq import line_of, small

KNOWN = ("16 million adults", "1984", "1 mg", "3 mg", "5 mg", "12 patients", "1/10", "50 parts", "2 weeks")
WAY_OUT = (
    'take it out; or add it to "figures" of the article that has it; '
    'or write "source: [pharmacist]", and have the answer signed'
)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("You may have up to 3 drinks.", "3 drinks"),
        ("A study of 12 people.", "12 people"),
        ("Take 4.5 mg.", "4.5 mg"),
        ("Half of it: 50%.", "50%"),
        ("About 50 mg a day.", "50 mg"),
        ("It costs $50.", "50"),
        ("A study of 1,000 patients.", "1,000 patients"),
        ("Over 16 adults had it.", "16 adults"),
        ("It works within three weeks.", "three weeks"),
        ("Up to five drinks are fine.", "five drinks"),
        ("In 1985 it was approved.", "1985 it"),
    ],
)
def test_a_number_or_unit_that_no_article_has_is_told(text: str, figure: str) -> None:
    assert list(unknown_figures(text, KNOWN)) == [(f'says "{figure}", which stands in no article', WAY_OUT, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "One says 1 to 5 mg a day.",
        "1-3mg at bedtime",
        "1–5 mg",
        "between *1 mg* and 5 milligrams",
        "in 1984 for addiction",
        "over 16 million US adults",
        "with 12 patients",
        "about 1/10 of it",
        "into 50 parts",
        "TLR4 on the immune side",
        "Call 1-855-247-7948 or (310) 555-0100 at 9:30 am.",
        "911, 988 or 1-800-222-1222",
        "two articles and three things",
        "It may take two weeks.",
        "Open 24/7.",
    ],
)
def test_what_an_article_has_and_what_is_no_figure_may_stand(text: str) -> None:
    assert list(unknown_figures(text, KNOWN)) == []


def with_figures(answer: str, source: str = "source: [guide]") -> Faq:
    text = small("publisher: The Press", "publisher: The Press, figures: [3 mg]").replace("A *small* dose.", answer)
    signed = text.replace("{by: null, on: null}", "{by: Dr. Ada, on: 2026-11-02}")
    return load(signed.replace("source: [guide]", source))


def told(faq: Faq) -> list[tuple[int, str]]:
    return [(each.line, each.message) for each in content_problems(faq) if "no article" in each.message]


def test_check_tells_the_line_of_the_number() -> None:
    faq = with_figures("|\n          Take 3 mg.\n\n          Up to 3 drinks.")
    assert told(faq) == [
        (line_of("A *small* dose.") + 3, 'entry "what-is-ldn": it says "3 drinks", which stands in no article')
    ]


def test_what_the_pharmacist_knows_may_have_other_numbers() -> None:
    assert told(with_figures("Up to 3 drinks.")) != []
    assert told(with_figures("Up to 3 drinks.", "source: [pharmacist]")) == []


def test_where_no_article_names_its_figures_none_are_compared() -> None:
    assert told(load(small("A *small* dose.", "Up to 3 drinks."))) == []


def test_figures_are_a_list() -> None:
    with pytest.raises(FaqError, match="article: figures must be a list, not text"):
        load(small("publisher: The Press", "publisher: The Press, figures: 3 mg"))


@pytest.mark.parametrize("number", ["3 drinks", "30 mg", "6 weeks", "24 patients", "2021"])
def test_no_shipped_answer_can_get_another_number(faq: Faq, number: str) -> None:
    figures = [each for article in faq.articles for each in article.figures]
    assert list(unknown_figures(f"You can have {number}.", figures))
