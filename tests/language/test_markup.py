import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.markup import Span, plain, spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", [Span("plain")]),
        ("a *b* c", [Span("a "), Span("b", "bold"), Span(" c")]),
        ("_soft_", [Span("soft", "italic")]),
        ("2*3*4 and snake_case_name", [Span("2*3*4 and snake_case_name")]),
        ("a * b * c", [Span("a * b * c")]),
        ("*open", [Span("*open")]),
        ("- one\n- two", [Span("• one\n• two")]),
        ("*Call or text 988* now", [Span("Call or text 988", "bold"), Span(" now")]),
    ],
)
def test_spans(text: str, expected: list[Span]) -> None:
    assert list(spans(text)) == expected


def test_plain_leaves_the_words_alone() -> None:
    assert plain("*Call* _now_\n- 988") == "Call now\n• 988"


@given(st.text())
def test_no_text_gets_lost(text: str) -> None:
    kept = plain(text)
    for mark in "*_•-":
        kept, text = kept.replace(mark, ""), text.replace(mark, "")
    assert kept == text
