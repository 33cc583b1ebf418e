"""From the text of a YAML file to nodes, or to what is wrong with its spelling."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import yaml
from yaml.composer import Composer

try:
    from yaml import CSafeLoader as QuickLoader
except ImportError:  # a PyYAML without libyaml
    from yaml import SafeLoader as QuickLoader  # type: ignore[assignment]

from bot.errors import Problem
from bot.faq.reading.damage import invisible_breaks, merge_marks
from bot.faq.reading.lint import slips

MAX_DEPTH = 20
NO_CHARACTER = 'a "\\" escape that stands for no character'


def compose(text: str) -> tuple[yaml.Node | None, list[Problem]]:
    """The root node of a YAML text with every problem of its spelling.

    The node is None where the text is no YAML at all. Aliases are reported and read as empty text.
    """
    if marks := list(merge_marks(text)):  # all else would be their echo
        return None, marks
    problems, text = invisible_breaks(text)
    found, text = slips(text)
    problems += found
    return (None if problems else _quickly(text)) or _carefully(text, problems)


def _quickly(text: str) -> tuple[yaml.Node | None, list[Problem]] | None:
    """The node as libyaml reads it, several times as fast; None where it finds anything amiss."""
    with suppress(yaml.YAMLError, ValueError, OverflowError):
        loader = _QuickLoader(text)
        node = loader.get_single_node()
        if not loader.problems:
            return node, []
    return None


def _carefully(text: str, problems: list[Problem]) -> tuple[yaml.Node | None, list[Problem]]:
    """The node as PyYAML reads it, whose words for what is wrong we know."""
    try:
        loader = _Loader(text)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return None, [Problem(line, 1, "a character that YAML does not allow", "delete it, and type the text again")]
    node: yaml.Node | None = None
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        problems += _translated(error, {problem.line for problem in problems})
    except (ValueError, OverflowError):  # from PyYAML's chr(), for an escape beyond the last character
        problems.append(Problem(loader.line + 1, loader.column + 1, NO_CHARACTER, "type the character itself"))
    return node, problems + loader.problems


def position(node: yaml.Node) -> tuple[int, int]:
    """Line and column of a node, counted from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


class _Bounded(Composer):
    """Makes nodes of what a parser finds, bounded in depth and without aliases."""

    def __init__(self, text: str, parser: type[Any]) -> None:
        parser.__init__(self, text)
        Composer.__init__(self)
        self.depth = 0
        self.problems: list[Problem] = []

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[attr-defined]  # the parser has it
        if isinstance(event, yaml.AliasEvent):
            self.get_event()  # type: ignore[attr-defined]  # as above
            return self._reported(event)
        if self.depth == MAX_DEPTH:
            raise yaml.MarkedYAMLError(None, None, "too deep", event.start_mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1

    def _reported(self, alias: Any) -> yaml.Node:
        line, column = alias.start_mark.line + 1, alias.start_mark.column + 1
        message = f"*{alias.anchor} repeats another part of the file, which is not allowed here"
        self.problems.append(Problem(line, column, message, f'write the text out, or quote it:  "*{alias.anchor}"'))
        return yaml.ScalarNode("tag:yaml.org,2002:str", "", alias.start_mark, alias.end_mark)


class _QuickLoader(_Bounded, QuickLoader):
    """With libyaml's parser, whose own composer dies of deep nesting."""

    def __init__(self, text: str) -> None:
        super().__init__(text, QuickLoader)

    def compose_scalar_node(self, anchor: Any) -> yaml.ScalarNode:
        node: yaml.ScalarNode = super().compose_scalar_node(anchor)
        node.style = node.style or None  # as PyYAML has it for a text without quotes
        return node


class _Loader(_Bounded, yaml.SafeLoader):
    """With PyYAML's own parser."""

    def __init__(self, text: str) -> None:
        super().__init__(text, yaml.SafeLoader)


# PyYAML's words for what is wrong, the person's words, how to fix it, and whether the place is where it began.
_TRANSLATIONS = (
    ("too deep", f"nested deeper than {MAX_DEPTH} levels", "take out the extra brackets or indentation", False),
    ("escape", 'a "\\" in double quotes that YAML does not understand', "use single quotes around the text", False),
    ("quoted scalar", "a quote that opens here is never closed", "add the missing quote at the end of the text", True),
    (
        "flow",
        'a list in "[ ]" or "{ }" that is not closed, or lacks a comma',
        "check the brackets and the commas between the items",
        True,
    ),
    (
        "document",
        "the file must be one block; this line starts another",
        'delete the line with "---", or check its indentation',
        False,
    ),
    (
        "could not find expected ':'",
        'this line is neither a "key: text" nor part of the text above',
        "check the spaces at its start, or add the missing colon",
        True,
    ),
    (
        "",
        "the indentation of this line does not fit the lines above",
        "use as many spaces at its start as its neighbours have",
        False,
    ),
)


def _translated(error: yaml.MarkedYAMLError, known_lines: set[int]) -> Iterator[Problem]:
    """PyYAML's words as a person's; nothing where a line problem already tells the cause."""
    mark = error.problem_mark or error.context_mark
    began = error.context_mark or mark
    if mark is None or began is None or (known_lines and min(known_lines) <= mark.line + 1):
        return
    said = f"{error.context or ''} {error.problem or ''}"
    message, hint, at_start = next(rest for words, *rest in _TRANSLATIONS if words in said)
    place = began if at_start else mark
    yield Problem(place.line + 1, place.column + 1, str(message), str(hint))
