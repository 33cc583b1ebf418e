import re
from importlib import resources
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.safety.patterns import expand, needs

PHRASES: dict[str, Any] = yaml.safe_load(resources.files("bot.safety").joinpath("phrases.yaml").read_text("utf-8"))
PATTERNS = [
    expand(pattern, PHRASES["sets"])
    for pattern in [
        *PHRASES["self_harm"]["said"],
        *PHRASES["self_harm"]["named"],
        *PHRASES["emergency"]["said"],
        *PHRASES["emergency"]["named"],
        *(pattern for patterns in PHRASES["low_mood"].values() for pattern in patterns),
        *(
            pattern
            for topic in [*PHRASES["cautions"].values(), PHRASES["stopping"], PHRASES["antidepressant"]]
            for kind in ("names", "said", "never")
            for pattern in topic.get(kind, ())
        ),
    ]
]


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("kms", {"kms"}),
        ("(jump|leap) off", {"jump", "leap"}),
        ("i will (jump|leap)( now)?", {"jump", "leap"}),
        ("wake( up)?", {"wake"}),
        ("(a |the )?bus", {"bus"}),
        ("(?:x )?bleach", {"bleach"}),
        ("drank (?:[^|]+ ){0,3}bleach", {"drank", "bleach"}),
        ("living(?! with | in )", {"living"}),
        ("(kill|(end|stop) life) now", {"kill", "life"}),
        ("took [0-9]+ vitamins", {"vitamins"}),
    ],
)
def test_the_rarest_needed_words(pattern: str, needed: set[str]) -> None:
    assert needs(pattern)[0] <= needed


def test_a_pattern_that_needs_no_word_is_refused() -> None:
    with pytest.raises(ValueError, match="no word is needed"):
        needs("(kill )?[a-z]+")


def test_an_open_parenthesis_is_refused() -> None:
    with pytest.raises(ValueError, match="not closed"):
        needs("(kill")


def test_sets_are_written_out_within_sets() -> None:
    assert expand("{a} x", {"a": "one|{b}", "b": "two"}) == "(?:one|(?:two)) x"


@pytest.mark.slow
@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_a_pattern_matches_has_one_of_each_of_its_needs(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    without_lookahead = re.sub(r"\(\?![^()]*(\([^()]*(\([^()]*\)[^()]*)*\)[^()]*)*\)", "", pattern).replace("$", "")
    text = data.draw(st.from_regex(without_lookahead, fullmatch=True, alphabet=st.characters(max_codepoint=127)))
    assert all(any(word in text for word in words) for words in needs(pattern)), text
