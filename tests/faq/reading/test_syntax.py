"""Both parsers read the same: libyaml's, which is quick, and PyYAML's, which says what is wrong."""

import pytest
import yaml

from bot.faq.reading import syntax
from tests.conftest import FAQ_FILE


def told(node: yaml.Node) -> object:
    """All that the loader looks at: tag, place, style and content; where nothing stands, the line is place enough."""
    content = [[told(part) for part in _parts(each)] for each in node.value] if node.value else node.value
    place = (node.start_mark.line, node.start_mark.column if node.value else 0)
    return node.tag, place, getattr(node, "style", None), node.value if isinstance(node.value, str) else content


def _parts(each: object) -> list[yaml.Node]:
    return [part for part in (each if isinstance(each, tuple) else [each]) if isinstance(part, yaml.Node)]


@pytest.mark.parametrize(
    "text",
    [
        FAQ_FILE.read_text("utf-8"),
        "a: null\nb: ~\nc: 'null'\nd: 2026-01-31\n",
        "a: |\n  one\n\n  two\nb: >-\n  three\n  four\n",
        "a:\nb: []\nc:\n  d:\n",
        "a: {b: [1, 'two', \"thr\\u00e9e\"], c: }\n",
        "# só\nñandú: «é»  # 😀\nb: x\n",
        "",
    ],
)
def test_both_parsers_read_the_same(text: str) -> None:
    quick = syntax._quickly(text)
    careful, problems = syntax._carefully(text, [])
    assert quick is not None
    assert problems == quick[1] == []
    assert (quick[0] and told(quick[0])) == (careful and told(careful))


@pytest.mark.parametrize("text", ["a: 'x", "a: &b 1\nc: *b", "[" * 100_000, "a: 1\n---\nb: 2", 'a: "\\xzz"', "a: \x07"])
def test_what_is_amiss_is_left_to_the_one_that_tells(text: str) -> None:
    assert syntax._quickly(text) is None
    assert syntax.compose(text)[1]
