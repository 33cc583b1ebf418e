import pytest

from bot.sandbox.spans import MOST_ENTITIES, Span, apart, at_most, fixed, place_of, with_found


def test_apart_keeps_the_first_of_those_that_overlap() -> None:
    first, inside, next_ = Span("pre", 0, 4), Span("code", 1, 2), Span("pre", 4, 6)
    assert apart([first, inside, next_]) == [first, next_]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([Span("bold", 0, 3), Span("bold", 2, 5)], [Span("bold", 0, 5)]),
        ([Span("bold", 0, 5), Span("code", 2, 3)], [Span("code", 2, 3), Span("bold", 0, 2), Span("bold", 3, 5)]),
        ([Span("code", 0, 3), Span("text_link", 2, 5)], [Span("code", 0, 3)]),
        ([Span("blockquote", 0, 5), Span("code", 1, 2)], [Span("blockquote", 0, 5), Span("code", 1, 2)]),
        ([Span("blockquote", 0, 5), Span("code", 4, 6)], [Span("blockquote", 0, 5)]),
        ([Span("bold", 2, 2)], []),
    ],
)
def test_what_can_not_be_together_is_merged_cut_or_dropped(spans: list[Span], expected: list[Span]) -> None:
    assert fixed(spans) == fixed(reversed(spans)) == expected


def test_what_is_found_stands_back_behind_what_is_there() -> None:
    link, quote, found = Span("text_link", 0, 4), Span("blockquote", 5, 9), [Span("url", 2, 4), Span("mention", 5, 9)]
    assert with_found([link, quote], found) == [link, quote, found[1]]


def test_styles_are_the_first_to_go_where_there_are_too_many() -> None:
    styles = [Span("bold", place, place + 1) for place in range(MOST_ENTITIES)]
    code, emoji = Span("code", 200, 201), Span("custom_emoji", 202, 203)
    assert at_most([*styles, code, emoji]) == [code, *styles[:-1], emoji]


def test_the_outer_comes_first() -> None:
    spans = [Span("bold", 0, 4), Span("pre", 0, 4), Span("blockquote", 0, 4), Span("italic", 0, 5), Span("url", 1, 2)]
    assert [span.type for span in sorted(spans, key=place_of)] == ["italic", "blockquote", "pre", "bold", "url"]
