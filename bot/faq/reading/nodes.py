"""Reads YAML nodes as texts, lists and blocks, and tells in a person's words what does not fit."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

import yaml

from bot.errors import Problem
from bot.faq.model import Place
from bot.faq.reading.placeholders import Slip
from bot.faq.reading.syntax import position

# A deep link carries 64 characters (https://core.telegram.org/bots/features#deep-linking), and a button sends back as
# many bytes, up to four of them before the id ("yes:").
MAX_ID = 60

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
ID = re.compile(r"[A-Za-z0-9_-]+")
_KINDS = {"scalar": "text", "sequence": "a list", "mapping": 'a block of "key: text" lines'}
NULLS = ("", "~", "null", "Null", "NULL")


class NodeReader:
    """One method for each kind of value; what does not fit is added to `problems` and read as empty."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def fault(self, node: yaml.Node, message: str, hint: str = "") -> None:
        line, column = position(node)
        self.problems.append(Problem(line, column, message, hint))

    def check(self, node: yaml.Node, where: str, problems: Iterable[Slip]) -> None:
        """Adds what is wrong with a text, on the line where that stands."""
        for message, hint, below in problems:
            line, column = position(node)
            place = place_of(node)
            if place.is_block:
                line, column = place.line_at(below), 1
            self.problems.append(Problem(line, column, f"{where} {message}", hint))

    def block(
        self, node: yaml.Node | None, where: str, required: Iterable[str], optional: Iterable[str] = ()
    ) -> dict[str, yaml.Node | None]:
        """The values of a block by key, every known key present; None stands for a missing one."""
        required, optional = list(required), list(optional)
        found: dict[str, yaml.Node | None] = dict.fromkeys([*required, *optional])
        if not isinstance(node, yaml.MappingNode):
            if node is not None:
                self.fault(node, f"{where} must be {_KINDS['mapping']}, not {_kind(node)}")
            return found
        misspelt = []
        for key_node, value in node.value:
            key = str(key_node.value)
            if key not in found:
                close = get_close_matches(key, found, n=1)
                misspelt += close
                meant = f' (did you mean "{close[0]}"?)' if close else ""
                self.fault(key_node, f'{where}: unknown key "{key}"{meant}', f"known keys: {', '.join(found)}")
            elif found[key] is not None and key == "id":
                self.fault(
                    key_node, f'{where}: a second "id"', 'a new block starts with "- id:", so add the dash before it'
                )
                break
            elif found[key] is not None:
                self.fault(key_node, f'{where}: duplicate "{key}"', "keep one of the two")
            else:
                found[key] = value
        for key in required:
            if found[key] is None and key not in misspelt:
                self.fault(node, f'{where}: "{key}" is missing', f'add a line "{key}: …"')
        return found

    def items(self, node: yaml.Node | None, where: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            hint = 'write one item a line, each after "- ", or all in brackets: [one, two]'
            self.fault(node, f"{where} must be a list, not {_kind(node)}", hint)
            return []
        if not node.value:
            self.fault(node, f"{where} is empty", "add at least one item")
        return list(node.value)

    def text(self, node: yaml.Node | None, where: str) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, f"{where} must be text, not {_kind(node)}", "put the text in quotes")
            return ""
        text = str(node.value).strip()
        if _CONTROL.search(text):
            self.fault(node, f"{where} has a character that nobody can read", "delete it, and type the text again")
        if not text or (_is_plain(node) and text in NULLS):
            self.fault(node, f"{where} is empty", "write the text there")
        return text

    def optional_text(self, node: yaml.Node | None, where: str) -> str | None:
        return None if self.is_null(node) else self.text(node, where) or None

    def is_null(self, node: yaml.Node | None) -> bool:
        """Whether a value says that it is not known."""
        return isinstance(node, yaml.ScalarNode) and _is_plain(node) and node.value in NULLS

    def texts(self, node: yaml.Node | None, where: str) -> tuple[str, ...]:
        return tuple(
            self.text(item, f"{where}, item {number}") for number, item in enumerate(self.items(node, where), 1)
        )

    def flag(self, node: yaml.Node | None, where: str) -> bool:
        if node is None:
            return False
        value = self.text(node, where).casefold()
        if value not in ("yes", "no", "true", "false"):
            self.fault(node, f'{where} must be yes or no, not "{value}"')
        return value in ("yes", "true")

    def identifier(self, node: yaml.Node | None, where: str, limit: int = MAX_ID) -> str:
        text = self.text(node, where)
        if node is not None and text and (not ID.fullmatch(text) or len(text) > limit):
            hint = f'use at most {limit} of the letters a to z, digits, "-" and "_"'
            self.fault(node, f'{where}: "{text}" can\'t be used in a link', hint)
        return text


def place_of(node: yaml.Node) -> Place:
    """Where the first words of a text stand."""
    line, _ = position(node)
    if not isinstance(node, yaml.ScalarNode) or node.style != "|":
        return Place(line)
    text = str(node.value)
    return Place(line + 1 + text[: len(text) - len(text.lstrip())].count("\n"), is_block=True)


def _kind(node: yaml.Node) -> str:
    return _KINDS.get(str(getattr(node, "id", "")), "this")


def _is_plain(node: yaml.ScalarNode) -> bool:
    return node.style is None
